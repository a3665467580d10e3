/** Mail addresses of a long text are looked for in parts: where a part ends, no address is cut, and none is missed. */
import { expect, test } from 'vitest';
import { mail } from '../../../src/archive/check/kinds/addresses.ts';

function found(text: string): string[] {
  const values: string[] = [];
  mail.inText(text, (value) => values.push(value));
  return [...new Set(values)];
}

test('two addresses any distance apart are both found whole', () => {
  for (let distance = 1; distance < 400; distance += 1) {
    expect([distance, found(`first@haneul.example${' '.repeat(distance)}second@haneul.example 끝`)]).toEqual([distance, ['first@haneul.example', 'second@haneul.example']]);
  }
});

test('an address that glues on for hundreds of signs is found at least', () => {
  expect(found(`a@haneul.example ${'가'.repeat(160)}b@haneul.example${'나'.repeat(300)}`)).toEqual(['a@haneul.example', 'b@haneul.example']);
});
