/** The pages on copying and on keys: what they count, which commands they give with a key and without, and keys as other programs show them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Page } from '../../src/site/view/page.ts';
import { viewKeys } from '../../src/site/view/keys.ts';
import { viewMirror } from '../../src/site/view/mirror.ts';
import { isSealed, SEALED_FILES } from '../../src/site/view/sealed-files.ts';
import { viewVerify } from '../../src/site/view/verify.ts';
import { temporaryFolder } from '../folders.ts';
import { sharedFixture } from './built.ts';
import { textRecord, tombstone } from './fixture.ts';
import { noteKey } from './naive-log.ts';
import { smallSite } from './small-site.ts';

const ORIGIN = 'open.haneul.example/log';
const [former, current] = [noteKey(ORIGIN), noteKey(ORIGIN)];
const witness = noteKey('watch.example', 4);
const small = smallSite.bind(null, { records: [textRecord(1), textRecord(2), tombstone(3)] });

function pageOf(path: string, isSigned: boolean): Page {
  const { open } = small();
  const page = open(path);
  const { log: _, ...city } = page.site.city;
  return { ...page, site: { ...page.site, city: isSigned ? { ...city, log: { origin: ORIGIN, keys: [former.vkey, current.vkey], witnesses: [witness.vkey] } } : city } };
}

describe('copying', () => {
  test('what there is, is counted', () => {
    expect(viewMirror(pageOf('mirror', true)).facts.map(({ term, values }) => `${term}: ${values[0]!.words}`)).toEqual(['공개한 자료: 2건', '공개를 거둔 자료: 1건', '기록장에 마지막으로 적힌 날: 2026년 3월 10일']);
  });

  test('an empty portal has no last day', () => {
    const page = smallSite().open('mirror');
    expect(viewMirror(page).facts.map(({ values }) => values[0]!.words)).toEqual(['0건', '0건']);
  });

  test('with a key the commands name it, and the signature and the keys are linked', () => {
    const view = viewMirror(pageOf('mirror', true));
    expect(view.checking.flatMap(({ lines }) => lines)).toEqual([
      'sha256sum -c --quiet manifest-sha256.txt', 'sha256sum -c --quiet manifest/*.txt',
      'ssh-keygen -Y verify -f allowed_signers -I open.haneul.example -n file -s manifest-sha256.txt.sig < manifest-sha256.txt', `npm run verify -- copy --key ${current.vkey}`,
    ]);
    expect(Object.values(SEALED_FILES).filter((path) => !view.files.some(({ href }) => href === path))).toEqual([]);
  });

  test('a preview has no signature to check', () => {
    const view = viewMirror(pageOf('mirror', false));
    expect(view.checking.flatMap(({ lines }) => lines).slice(2)).toEqual(['npm run verify -- copy --preview']);
    expect(view.files.map(({ name }) => name).filter(isSealed)).toEqual(['manifest-sha256.txt', 'log/checkpoint']);
  });

  test('every file is named by words of its own, and is built but for those that are sealed', async () => {
    const { out } = await sharedFixture();
    const { files } = viewMirror(pageOf('mirror', true));
    expect(new Set(files.map(({ words }) => words)).size).toBe(files.length);
    expect(files.filter(({ name }) => !isSealed(name) && !existsSync(join(out, name))).map(({ name }) => name)).toEqual([]);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('<a href="mirror.html">복사와 확인</a>');
    expect(readFileSync(join(out, 'site-map.html'), 'utf8')).toMatch(/href="mirror\.html">복사와 확인<[^]*href="keys\.html">공개키</);
  }, 180_000);
});

describe('keys', () => {
  test('the one in use stands first; the former ones stay', () => {
    const { keys, witnesses, origin } = viewKeys(pageOf('keys', true));
    expect(keys.map(({ title, vkey }) => [title, vkey])).toEqual([['지금 쓰는 키', current.vkey], ['전에 쓰던 키 1', former.vkey]]);
    expect([witnesses, origin]).toEqual([[witness.vkey], ORIGIN]);
  });

  test('the SSH form and its fingerprint are what ssh-keygen makes of them', () => {
    const [key] = viewKeys(pageOf('keys', true)).keys;
    const file = join(temporaryFolder(), 'key.pub');
    writeFileSync(file, `${key!.ssh}\n`);
    expect(execFileSync('ssh-keygen', ['-l', '-f', file], { encoding: 'utf8' })).toContain(` ${key!.fingerprint} `);
  });

  test('without a log the page has no key, and says that it is a preview', async () => {
    expect(viewKeys(pageOf('keys', false))).toEqual({ origin: null, keys: [], witnesses: [] });
    const { out } = await sharedFixture();
    const isPreview = readFileSync(join(out, 'keys.html'), 'utf8').includes('서명 없는 미리보기입니다.');
    expect(isPreview).toBe(!readFileSync('content/city.json', 'utf8').includes('"log"'));
  }, 180_000);

  test('the page that checks has all keys in itself', () => {
    expect(viewVerify(pageOf('verify', true))).toMatchObject({ origin: ORIGIN, keys: `${former.vkey} ${current.vkey}`, witnesses: witness.vkey });
    expect(viewVerify(pageOf('verify', false))).toMatchObject({ origin: '', keys: '', witnesses: '' });
  });
});
