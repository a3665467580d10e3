/** Load: what the city's own policy says, and every way in which a policy is refused. */
import { readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { ArchiveError } from '../../src/errors.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { contentFolder, spoil, unit, write } from './content.ts';

const REAL = join(import.meta.dirname, '../../content');

function refusalOf(content: string): string {
  try {
    loadPolicy(content);
  } catch (error) {
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as ArchiveError).code).toBe('BAD_POLICY');
    return (error as ArchiveError).message;
  }
  return 'nothing was refused';
}

describe('the policy of the city', () => {
  const policy = loadPolicy(REAL);

  it('has all eight grounds, with their law and both languages', () => {
    expect([...policy.exemptions.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [ground, exemption] of policy.exemptions) {
      expect(exemption.law).toBe(`정보공개법 제9조제1항제${ground}호`);
      expect(exemption.rule).toMatch(new RegExp(`^exemptions/${ground}-[a-z-]+$`));
      expect(exemption.reviewYears).toBe(5);
    }
  });

  it('shows masked titles on grounds 3, 7 and 8 only', () => {
    const shown = [...policy.exemptions.values()].filter(({ title }) => title === 'masked').map(({ ground }) => ground);
    expect(shown).toEqual([3, 7, 8]);
  });

  it('releases by class, rank and day', () => {
    expect(policy.phases.get('city')!.phases).toEqual([
      { from: '2013-10-28', lowestRank: 'bureau-director', graceDays: 0 },
      { from: '2014-03-01', lowestRank: 'division-head', graceDays: 0 },
    ]);
    expect(policy.phases.get('district')!.phases.at(-1)).toEqual({ from: '2015-03-02', lowestRank: 'vice-mayor', graceDays: 7 });
    expect(policy.phases.get('affiliated')!.phases).toEqual([{ from: '2015-10-28', lowestRank: 'vice-mayor', graceDays: 0 }]);
  });

  it('limits a night, and keeps the attendees out of ledgers', () => {
    const { maximumWithdrawnShare, minimumWithdrawn, maximumHeldRowShare, minimumHeldRows } = policy.night;
    expect([maximumWithdrawnShare, minimumWithdrawn, maximumHeldRowShare, minimumHeldRows]).toEqual([0.02, 5, 0.01, 5]);
    expect(Object.values(policy.ledgers.withheld).every((columns) => columns.includes('attendees'))).toBe(true);
  });

  it('explains every rule in Korean and in English', () => {
    const rules = [...policy.exemptions.values(), ...policy.phases.values(), ...policy.topics, ...policy.masks.values(), policy.night, policy.ledgers];
    for (const { rule, explanation } of rules) {
      expect(explanation.ko, rule).toMatch(/[가-힣]/);
      expect(explanation.en, rule).not.toMatch(/^[^a-z]*[가-힣]/);
      expect(explanation.en, rule).toMatch(/[a-z]{3}/);
    }
  });

  it('reads every file there is', () => {
    const files = readdirSync(join(REAL, 'policy'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBe(policy.exemptions.size + policy.phases.size + policy.topics.length + policy.masks.size + 3);
  });

  it.each([
    ['gildong@roads.haneul.example', true], ['gildong@haneul.example', true], ['a@seoul.go.kr', true], ['a@korea.kr', true], ['a (at) korea.kr', true],
    ['a@haneul.example.com', false], ['a@xhaneul.example', false], ['a@korea.kr.com', false], ['a@go.kr.evil.com', false], ['a@naver.com', false],
  ])('of mail addresses, %s is official: %s', (address, isOfficial) => {
    expect(policy.masks.get('email')!.allow.some((allowed) => allowed.test(address))).toBe(isOfficial);
  });
});

describe('refuses', () => {
  test.each<[string, string, string | RegExp, string, string]>([
    ['a word that is not in the list', 'policy/exemptions/6-personal-privacy.md', 'title: withheld', 'title: witheld',
      '"title" must be masked or withheld, got "witheld"'],
    ['an unknown key', 'policy/exemptions/6-personal-privacy.md', 'title:', 'titel: masked\ntitle:', 'unknown key "titel"'],
    ['an unknown key within a block', 'policy/exemptions/6-personal-privacy.md', 'en: "Personal', 'de: x, en: "Personal', 'unknown key "name.de"'],
    ['a missing key', 'policy/exemptions/6-personal-privacy.md', /^title:.*\n/m, '', '"title" must be masked or withheld, got nothing'],
    ['an empty law', 'policy/exemptions/6-personal-privacy.md', /^law:.*$/m, 'law: ""', '"law" must be a text with a length of at least 1, got ""'],
    ['a review later than the law allows', 'policy/exemptions/6-personal-privacy.md', 'reviewYears: 5', 'reviewYears: 6', '"reviewYears" must be at most 5, got 6'],
    ['a number written as a text', 'policy/exemptions/6-personal-privacy.md', 'reviewYears: 5', 'reviewYears: "5"', '"reviewYears" must be a number, got "5"'],
    ['an unknown rank', 'policy/phases/city.md', 'lowestRank: division-head', 'lowestRank: chief',
      '"phases.1.lowestRank" must be officer, team-leader, division-head, bureau-director, office-head, vice-mayor or mayor, got "chief"'],
    ['a day that does not exist', 'policy/phases/city.md', '2014-03-01', '2014-02-30', '"phases.1.from" must be a day that exists, YYYY-MM-DD, got "2014-02-30"'],
    ['the same day twice', 'policy/phases/city.md', '2014-03-01', '2013-10-28', '"phases.1.from" must be after 2013-10-28, got "2013-10-28"'],
    ['days that go back', 'policy/phases/city.md', '2014-03-01', '2013-10-27', '"phases.1.from" must be after 2013-10-28, got "2013-10-27"'],
    ['a negative grace', 'policy/phases/city.md', 'graceDays: 0', 'graceDays: -1', '"phases.0.graceDays" must be at least 0, got -1'],
    ['a topic of one letter', 'policy/holds/child-protection.md', '"친권"', '"친"', '"words.17" must be a text with a length of at least 2, got "친"'],
    ['a topic without words', 'policy/holds/child-protection.md', /^words:.*$/m, 'words: []', '"words" must be a list with a length of at least 1, got a list'],
    ['an unknown ground', 'policy/masks/email.md', 'ground: 6', 'ground: 9', '"ground" must be 1, 2, 3, 4, 5, 6, 7 or 8, got 9'],
    ['a pattern that is not one', 'policy/masks/mobile.md', 'allow: []', 'allow: ["010("]',
      '"allow.0" must be a regular expression that does not match the empty text, got "010("'],
    ['a pattern that allows everything', 'policy/masks/mobile.md', 'allow: []', 'allow: [".*"]',
      '"allow.0" must be a regular expression that does not match the empty text, got ".*"'],
    ['a pattern that breaks out of its anchors', 'policy/masks/mobile.md', 'allow: []', 'allow: ["a)|(.+"]',
      '"allow.0" must be a regular expression that does not match the empty text, got "a)|(.+"'],
    ['a share above one', 'policy/night.md', '0.02', '2', '"maximumWithdrawnShare" must be at most 1, got 2'],
    ['a column that no ledger has', 'policy/ledgers.md', 'budget: [attendees]', 'budget: [names]',
      '"withheld.budget.0" must be purpose, payee, place, attendees, paymentMethod, category or documentNumber, got "names"'],
    ['a ledger type that is not named', 'policy/ledgers.md', /^ {2}budget:.*\n/m, '', '"withheld.budget" must be a list, got nothing'],
    ['a way with unread files that is none', 'policy/files.md', 'unread: hold', 'unread: publish', '"unread" must be hold or withhold, got "publish"'],
    ['an original of a format that has no clean copy', 'policy/files.md', '[pdf,', '[hwp,', '"originals.0" must be pdf, png or jpeg, got "hwp"'],
    ['an explanation in one language', 'policy/night.md', /<!-- en -->[^]*/, '', 'the explanation must be Korean, one line "<!-- en -->" and English, got another shape'],
    ['three languages', 'policy/night.md', '<!-- en -->', '<!-- en -->\na\n<!-- en -->', 'the explanation must be Korean, one line "<!-- en -->" and English, got another shape'],
    ['no front matter', 'policy/night.md', /^---\n/, '', 'expected front matter in YAML between two lines "---"'],
    ['code in the front matter', 'policy/night.md', /^---\n/, '---js\n', 'expected front matter in YAML between two lines "---"'],
  ])('%s', (_, path, from, to, message) => {
    const content = contentFolder();
    spoil(content, path, from, to);
    expect(refusalOf(content)).toBe(`content/${path}: ${message}`);
  });

  it.each([
    ['policy/exemptions/4-justice.md', 'content/policy: exemptions/4-<name>.md must exist, got nothing'],
    ['policy/phases/district.md', 'content/policy: phases/district.md must exist, got nothing'],
    ['policy/night.md', 'content/policy: night.md must exist, got nothing'],
    ['policy/ledgers.md', 'content/policy: ledgers.md must exist, got nothing'],
    ['policy/files.md', 'content/policy: files.md must exist, got nothing'],
    ['policy', 'content/policy: the folder must exist, got nothing'],
    ['organisations', 'content/organisations: the folder must exist, got nothing'],
    ['organisations/test.json', 'content/organisations: must hold at least one <organisation>.json, got none'],
  ])('a policy without %s', (path, message) => {
    const content = contentFolder();
    rmSync(join(content, path), { recursive: true });
    expect(refusalOf(content)).toBe(message);
  });

  it.each([
    'policy/draft.md', 'policy/exemptions/9-other.md', 'policy/exemptions/6-Personal.md', 'policy/phases/town.md', 'policy/masks/email.md.bak',
    'policy/night.txt', 'policy/.DS_Store', 'policy/holds/old/child.md',
  ])('the unknown file %s', (path) => {
    const content = contentFolder();
    write(content, path, '---\n---\n');
    expect(refusalOf(content)).toBe(
      `content/${path}: unknown file, expected exemptions/<1-8>-<name>.md, phases/<class>.md, holds/<name>.md, masks/<kind>.md, night.md, ledgers.md or files.md`);
  });

  it('two files for one ground', () => {
    const content = contentFolder();
    write(content, 'policy/exemptions/6-privacy.md', '---\na: 1\n---\n가\n<!-- en -->\na\n');
    expect(refusalOf(content)).toBe('content/policy/exemptions/6-privacy.md: ground 6 must have one file, got two');
  });

  it('bytes that are not UTF-8, and links', () => {
    const content = contentFolder();
    write(content, 'policy/night.md', Uint8Array.of(0x2d, 0xff, 0xfe));
    expect(refusalOf(content)).toBe('content/policy/night.md: the file must be UTF-8, got other bytes');
    rmSync(join(content, 'policy/night.md'));
    symlinkSync(join(REAL, 'policy/night.md'), join(content, 'policy/night.md'));
    expect(refusalOf(content)).toBe('content/policy/night.md: must be a plain file, got a link or a device');
  });
});

describe('the hash', () => {
  it('is that of the bytes and paths, whenever they were written', () => {
    const content = contentFolder();
    const { hash } = loadPolicy(content);
    utimesSync(join(content, 'policy/night.md'), 1, 1);
    expect(loadPolicy(content).hash).toBe(hash);
    expect(loadPolicy(contentFolder()).hash).toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with every file of the policy and of the organisations', () => {
    const { hash } = loadPolicy(contentFolder());
    const spoilt = contentFolder();
    spoil(spoilt, 'policy/holds/crime-victims.md', '성폭력', '성 폭력');
    expect(loadPolicy(spoilt).hash).not.toBe(hash);
    expect(loadPolicy(contentFolder([unit('top'), unit('parks')])).hash).not.toBe(hash);
  });
});
