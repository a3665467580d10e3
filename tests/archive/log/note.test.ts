/** Notes, keys and checkpoints: what Go's own library wrote is read, and nothing malformed is. */
import { describe, expect, test } from 'vitest';
import { formatCheckpoint, parseCheckpoint } from '../../../src/archive/log/checkpoint.ts';
import { EMPTY_ROOT } from '../../../src/archive/log/hashes.ts';
import { WITNESS_KEY } from '../../../src/archive/log/keys.ts';
import { cosign, newSigningKey, openNote, parseSigningKey, parseVerifierKey, readNote, signNote, unsignedNote, verifierKeyOf } from '../../../src/archive/log/note.ts';

const key = parseSigningKey(newSigningKey('open.haneul.example/log', Buffer.alloc(32, 1)));
const other = parseSigningKey(newSigningKey('open.haneul.example/log', Buffer.alloc(32, 2)));
const witness = parseSigningKey(newSigningKey('witness.example/w', Buffer.alloc(32, 3), WITNESS_KEY));
const text = formatCheckpoint({ origin: 'open.haneul.example/log', size: 7, root: EMPTY_ROOT });
const note = signNote(text, key);

/** The example of Go's package golang.org/x/mod/sumdb/note, with the keys of its documentation. */
const GO = {
  privateKey: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  publicKey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n',
  line: '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

describe('what Go writes', () => {
  test('its key signs the same bytes', () => {
    const theirs = parseSigningKey(GO.privateKey);
    expect(verifierKeyOf(theirs)).toBe(GO.publicKey);
    expect(signNote(GO.text, theirs)).toBe(`${GO.text}\n${GO.line}`);
  });

  test('its note is opened', () => {
    expect(openNote(`${GO.text}\n${GO.line}`, [parseVerifierKey(GO.publicKey)])).toMatchObject({ text: GO.text, verifiedBy: [{ name: 'PeterNeumann', time: null }], unknown: 0 });
  });
});

describe('a note', () => {
  test('tells who signed it, who cosigned it when, and how many are unknown', () => {
    const cosigned = `${note}${cosign(text, witness, 1_795_000_000)}${signNote(text, other).slice(text.length + 1)}`;
    const { verifiedBy, unknown } = openNote(cosigned, [key, witness]);
    expect(verifiedBy.map(({ name, time }) => ({ name, time }))).toEqual([{ name: 'open.haneul.example/log', time: null }, { name: 'witness.example/w', time: 1_795_000_000 }]);
    expect(unknown).toBe(1);
  });

  test('may have empty lines in its text', () => {
    const long = 'one\n\n\ntwo\n';
    expect(openNote(signNote(long, key), [key]).text).toBe(long);
  });

  test('without signatures is read as what it is, and never opened', () => {
    expect(readNote(unsignedNote(text))).toEqual({ text, signatures: [] });
    expect(() => openNote(unsignedNote(text), [key])).toThrow('signed note: expected the signature of a known key, got 0 of others');
  });

  const line = note.slice(text.length + 1);
  const lineOf = (bytes: Buffer) => `\u2014 ${key.name} ${bytes.toString('base64')}\n`;
  const broken = Buffer.from(line.split(' ')[2]!, 'base64');
  broken[20]! ^= 1;
  const MALFORMED = 'expected signature lines of a dash, a name and base64, got another line';
  test.each([
    ['of a key nobody gave', note, [other], 'expected the signature of a known key, got 1 of others'],
    ['without keys', note, [], 'expected the signature of a known key, got 1 of others'],
    ['with a signature that does not hold', `${text}\n${lineOf(broken)}`, [key], 'expected the signature of open.haneul.example/log to hold, got one that does not'],
    ['with one good and one broken signature of known keys', `${note}${cosign(`${text}x\n`, witness, 5)}`, [key, witness], 'expected the signature of witness.example/w to hold, got one that does not'],
    ['with a cosignature of another time', `${text}\n${cosign(text, witness, 5).replace('AAAAAAAAA', 'AAAAAAAAB')}`, [witness], 'expected the signature of witness.example/w to hold, got one that does not'],
    ['with a changed text', note.replace('\n7\n', '\n8\n'), [key], 'expected the signature of open.haneul.example/log to hold, got one that does not'],
    ['with a signature cut short', `${text}\n${lineOf(broken.subarray(0, 60))}`, [key], 'expected the signature of open.haneul.example/log to hold, got one that does not'],
    ['without an empty line', text, [key], 'expected a text and an empty line, got none'],
    ['without a newline at the end', note.slice(0, -1), [key], 'expected a newline at the end, got none'],
    ['with a hyphen for the dash', note.replace('\u2014', '-'), [key], MALFORMED],
    ['with two spaces', note.replace('\u2014 ', '\u2014  '), [key], MALFORMED],
    ['with more after the signature', note.replace(/\n$/, ' x\n'), [key], MALFORMED],
    ['with base64 that is not exact', note.replace(/=*\n$/, '\n'), [key], MALFORMED],
    ['with an id and nothing behind it', `${text}\n${lineOf(key.id)}`, [key], MALFORMED],
    ['with a carriage return', note.replaceAll('\n', '\r\n'), [key], 'expected a text and an empty line, got none'],
    ['with a control character', signNoteUnchecked('a\u0007\n'), [key], 'expected a text that ends in a newline, without control characters, got another'],
    ['with a byte that is not UTF-8', Buffer.concat([Buffer.of(0xff), Buffer.from(note)]), [key], 'expected UTF-8, got other bytes'],
    ['with 101 signatures', `${text}\n${line.repeat(101)}`, [key], 'expected at most 100 signatures, got 101'],
    ['longer than a megabyte', `${'a'.repeat(1_000_000)}\n\n${line}`, [key], 'expected at most 1000000 bytes, got '],
  ])('%s is refused', (_, bytes, keys, message) => expect(() => openNote(bytes, keys)).toThrow(message));
});

function signNoteUnchecked(body: string): string { return `${body}\n${note.slice(text.length + 1)}`; }

describe('keys', () => {
  test('of both kinds come back as they were written', () => {
    for (const one of [key, witness]) expect(verifierKeyOf(parseVerifierKey(verifierKeyOf(one)))).toBe(verifierKeyOf(one));
  });

  test('a private one does not show itself', () => {
    const written = newSigningKey('a', Buffer.alloc(32, 9));
    expect(JSON.stringify(parseSigningKey(written))).not.toContain(Buffer.alloc(32, 9).toString('base64').slice(4, 20));
    expect(() => parseSigningKey(written.slice(0, -3))).toThrow(/^signing key: expected PRIVATE\+KEY\+<name>\+<id>\+<base64> of an Ed25519 key, got something else$/);
  });

  const publicKey = verifierKeyOf(key);
  test.each([
    ['a public key with another name', () => parseVerifierKey(publicKey.replace('haneul', 'hanul')), 'public key: expected the id that name and key give, got another; a character may be missing'],
    ['a public key of another kind', () => parseVerifierKey('a+00000000+AgAA'), 'public key: expected <name>+<id>+<base64> of an Ed25519 key (kind 1, or 4 for a witness), got something else'],
    ['a private key where a public one belongs', () => parseVerifierKey(newSigningKey('a', Buffer.alloc(32))), 'public key: expected <name>+<id>+<base64>'],
    ['a private key with another id', () => parseSigningKey(newSigningKey('a', Buffer.alloc(32)).replace(/\+[0-9a-f]{8}\+/, '+00000000+')), 'signing key: expected the id that name and key give, got another; a character may be missing'],
    ['a name with a space', () => newSigningKey('a b', Buffer.alloc(32)), 'name of the key: expected a name like open.example/log without spaces and "+", got another'],
    ['an ideographic space', () => newSigningKey('a\u3000b', Buffer.alloc(32)), 'name of the key'],
    ['a seed of 31 bytes', () => newSigningKey('a', Buffer.alloc(31)), 'key: expected 32 random bytes, got 31'],
    ['a witness that signs as the log', () => signNote(text, witness), 'witness.example/w: expected a key that signs notes, kind 1, got kind 4'],
    ['a log that cosigns', () => cosign(text, key, 1), 'open.haneul.example/log: expected a key that cosigns, kind 4, got kind 1'],
  ])('%s is refused', (_, work, message) => expect(work).toThrow(message));
});

describe('checkpoints', () => {
  const root = EMPTY_ROOT.toString('base64');
  test.each([['none', 0], ['one', 1], ['the most', Number.MAX_SAFE_INTEGER]])('%s', (_, size) => {
    expect(parseCheckpoint(formatCheckpoint({ origin: 'a', size, root: EMPTY_ROOT }))).toEqual({ origin: 'a', size, root: EMPTY_ROOT });
  });

  test('lines that extend it are allowed', () => expect(parseCheckpoint(`a\n1\n${root}\nmore\n`).size).toBe(1));

  test.each([
    ['no origin', `\n1\n${root}\n`], ['a leading zero', `a\n01\n${root}\n`], ['a sign', `a\n+1\n${root}\n`], ['one too many', `a\n9007199254740992\n${root}\n`],
    ['a short root', 'a\n1\nAAAA\n'], ['no newline', `a\n1\n${root}`], ['an empty line that extends it', `a\n1\n${root}\n\n`], ['two lines', 'a\n1\n'],
  ])('%s is refused', (_, body) => expect(() => parseCheckpoint(body)).toThrow('checkpoint: expected the lines origin, size and root, got others'));
});
