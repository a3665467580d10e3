/**
 * Code: style sheets and scripts. Their text is searched as it stands, and again with
 * its string literals joined, `'010-' + '0000'`; files in `data:` addresses are read.
 */
import type { Reading } from '../piece.ts';
import { decoded } from './characters.ts';
import { readDataUri } from './embedded.ts';

/** Reads a style sheet. */
export function readStyleFile(bytes: Buffer, reading: Reading): void { readStyle(decoded(bytes), reading, 'text'); }

/** Reads CSS that came as text. */
export function readStyle(text: string, reading: Reading, where: string): void {
  reading.text(text, where, undefined, 'code');
  if (text.includes('data:')) readDataUri(text, reading, where);
}

const JOINT = /(?<!\\)(["'`])\s{0,20}\+\s{0,20}(?:"|'|`)/g;

/** Reads a script. */
export function readScript(bytes: Buffer, reading: Reading): void {
  const text = decoded(bytes);
  reading.text(text, 'text', undefined, 'code');
  if (JOINT.test(text)) reading.text(text.replace(JOINT, ''), 'text, strings joined', undefined, 'code');
  if (/data:[a-z]{2,20}\//.test(text)) readDataUri(text, reading, 'text');
}
