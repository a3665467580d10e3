/**
 * Examples: reads `hits.txt` and `misses.txt` of a detector. One example a line;
 * `«»` marks what must be found, `\n`, `\t`, `\\` and `\uXXXX` are escapes,
 * a line beginning with `# ` is a comment.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An example text with the ranges that must be found in it. */
export interface Example { line: string; text: string; ranges: [number, number][] }

/** Returns the examples of `tests/export/detectors/<kind>/<name>.txt`. */
export function examples(kind: string, name: 'hits' | 'misses'): Example[] {
  return readFileSync(join(import.meta.dirname, kind, `${name}.txt`), 'utf8')
    .split('\n').filter((line) => line !== '' && !line.startsWith('# ')).map(example);
}

function example(line: string): Example {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const part of unescaped(line)) {
    if (part === '«') starts.push(text.length);
    else if (part === '»') ends.push(text.length);
    else text += part;
  }
  return { line, text, ranges: starts.map((start, index) => [start, ends[index]!]) };
}

function unescaped(line: string): string {
  const named: Record<string, string> = { n: '\n', t: '\t', '\\': '\\' };
  return line.replace(/\\(?:u([0-9a-f]{4})|([nt\\]))/g, (_, code: string | undefined, name: string) =>
    code === undefined ? named[name]! : String.fromCharCode(Number.parseInt(code, 16)));
}
