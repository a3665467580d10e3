/** Hashes: random hexadecimal digits that look like a person's number, ten thousand of which a portal publishes. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withoutMasks } from '../../../src/archive/check/text/normalise.ts';

test('a nonce or a SHA-256 standing alone is not searched', () => {
  for (let n = 0; n < 2_000; n += 1) {
    const hash = createHash('sha256').update(String(n)).digest('hex');
    expect(withoutMasks(`"sha256":"${hash}"`)).toBe('"sha256":"\u25A0"');
    expect(withoutMasks(`nonce: ${hash.slice(0, 32)}\n`)).toBe('nonce: \u25A0\n');
  }
});

test.each(['01000001234'.repeat(3).slice(0, 32), `x${'ab01000001234'.repeat(3).slice(0, 32)}`, 'ab01000001234cd'])('%s stays', (text) => {
  expect(withoutMasks(text)).toBe(text);
});
