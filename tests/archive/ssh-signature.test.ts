/** The signature of the manifest, as OpenSSH sees it and as we do. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newSigningKey, parseSigningKey } from '../../src/archive/log/note.ts';
import { allowedSigners, signSsh, verifySsh } from '../../src/archive/ssh-signature.ts';
import { temporaryFolder } from '../folders.ts';

const key = parseSigningKey(newSigningKey('open.haneul.example/log', Buffer.alloc(32, 1)));
const other = parseSigningKey(newSigningKey('open.haneul.example/log', Buffer.alloc(32, 2)));
const bytes = Buffer.from('0123  manifest/2026-11.txt\n');
const armour = signSsh(bytes, key, 'file');

const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

function keygen(signed: Buffer, namespace = 'file', signers = allowedSigners('open.haneul.example', key)) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'allowed_signers'), signers);
  writeFileSync(join(folder, 'sig'), armour);
  return spawnSync('ssh-keygen', ['-Y', 'verify', '-f', 'allowed_signers', '-I', 'open.haneul.example', '-n', namespace, '-s', 'sig'], { cwd: folder, input: signed }).status;
}

describe.skipIf(!hasKeygen)('ssh-keygen -Y verify', () => {
  test('accepts it', () => expect(keygen(bytes)).toBe(0));
  test('refuses other bytes', () => expect(keygen(Buffer.from('x'))).not.toBe(0));
  test('refuses another namespace', () => expect(keygen(bytes, 'git')).not.toBe(0));
  test('refuses another key', () => expect(keygen(bytes, 'file', allowedSigners('open.haneul.example', other))).not.toBe(0));
});

describe('our own look', () => {
  const changed = (at: number) => {
    const lines = armour.split('\n');
    const blob = Buffer.from(lines.slice(1, -2).join(''), 'base64');
    blob[at < 0 ? blob.length + at : at]! ^= 1;
    return [lines[0], blob.toString('base64'), lines.at(-2), ''].join('\n');
  };

  test.each([
    ['it as it was made', bytes, armour, key, 'file', true],
    ['it without the newline at the end', bytes, armour.trimEnd(), key, 'file', true],
    ['it with the line ends of Windows', bytes, armour.replaceAll('\n', '\r\n'), key, 'file', true],
    ['other bytes', Buffer.from('x'), armour, key, 'file', false],
    ['another namespace', bytes, armour, key, 'git', false],
    ['another key', bytes, armour, other, 'file', false],
    ['a changed signature', bytes, changed(-1), key, 'file', false],
    ['a changed head', bytes, changed(0), key, 'file', false],
    ['another version', bytes, changed(9), key, 'file', false],
    ['no armour', bytes, armour.split('\n').slice(1).join('\n'), key, 'file', false],
    ['nothing', bytes, '', key, 'file', false],
  ])('%s', (_, signed, written, by, namespace, expected) => expect(verifySsh(signed, written, by, namespace)).toBe(expected));

  test('a principal that could carry an option is refused', () => {
    expect(() => allowedSigners('a cert-authority', key)).toThrow('allowed_signers: expected a host as the name of who signs, got something else');
  });
});
