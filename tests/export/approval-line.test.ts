/** The approval line from a city's system to a record: offices, never people; what is not understood holds its paper. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeLine } from '../../src/export/approval-line.ts';
import { contentHash, changedFields } from '../../src/export/compose.ts';
import { inputHashOf } from '../../src/export/case.ts';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { mask } from '../../src/export/mask.ts';
import { kindsIn } from '../../src/export/rescreen.ts';
import { screen } from '../../src/export/screen.ts';
import { readLine } from '../../src/export/sources/approval-line.ts';
import { Untranslatable } from '../../src/export/sources/source.ts';
import { openSqliteSource } from '../../src/export/sources/sqlite.ts';
import { formatTextRecord, parseRecord } from '../../src/model/record-file.ts';
import type { LineStep, TextPaper } from '../../src/model/stages.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { temporaryFolder } from '../folders.ts';
import { textRecord } from '../site/fixture.ts';
import { textPaper } from './papers.ts';

const policy = loadPolicy(join(import.meta.dirname, '../../content'));
const step = (given: Partial<LineStep> = {}): LineStep => ({ step: 'draft', rank: 'officer', on: '2026-03-02', ...given });

/** What the record says of a line whose steps have these offices. */
function composed(offices: readonly (string | null)[]): (string | null)[][] {
  const texts = Object.fromEntries(offices.flatMap((office, n) => (office === null ? [] : [[`approvalLine/${n}/unit`, office]])));
  const paper = textPaper({ title: '제목', body: '본문', ...texts });
  const line = composeLine(mask(screen({ ...paper, facts: { ...paper.facts, approvalLine: offices.map(() => step()) } }, DETECTORS, policy.masks), policy.masks), policy)!;
  return line.map(({ unit, unitName }) => [unit, unitName]);
}

describe('the office of a step', () => {
  test.each([
    ['a code that the policy knows', '6530110', ['haneul-policy', '기획담당관']],
    ['a name that the policy knows', '공원녹지과', ['haneul-parks', '공원녹지과']],
    ['an office elsewhere', '국토교통부', [null, '국토교통부']],
    ['an office elsewhere with a long ending', '하늘경찰서', [null, '하늘경찰서']],
    ['none', null, [null, null]],
    ['a person', '김민수', [null, null]],
    ['a person whose name ends like an office', '박재국', [null, null]],
    ['a person with two syllables of surname', '남궁재원', [null, null]],
    ['a person and a rank', '공원녹지과 김민수 주무관', [null, null]],
    ['a person behind an office', '국토교통부 김민수', [null, null]],
    ['a rank', '정보공개심의관', [null, null]],
    ['a person before an office', '김민수 국토교통부', [null, null]],
    ['what was hidden before an office', '010-2345-6789 국토교통부', [null, null]],
    ['a post that ends like an office', '책임연구원', [null, null]],
    ['an office and what was hidden behind it', '국토교통부 010-2345-6789', [null, null]],
    ['a telephone number', '010-2345-6789', [null, null]],
    ['a mark that the author set', '○○○과', [null, null]],
    ['a code that nobody knows', '9990001', [null, null]],
  ])('%s', (_, office, expected) => expect(composed([office])).toEqual([expected]));

  test('a paper without a line has none', () => {
    const paper = textPaper({ title: '제목' });
    expect(composeLine(mask(screen(paper, DETECTORS, policy.masks), policy.masks), policy)).toBeUndefined();
  });
});

describe('what a source hands over', () => {
  test('a line in our words; blanks and decomposed letters are put right', () => {
    expect(readLine('approval_line', '[{"step":"draft","rank":"officer","unit":" 공원  녹지과 ","on":"2026-03-02"},{"step":"delegated"},{"step":"consult","unit":null,"rank":"","on":null}]')).toEqual({
      steps: [{ step: 'draft', rank: 'officer', on: '2026-03-02' }, { step: 'delegated', rank: null, on: null }, { step: 'consult', rank: null, on: null }],
      texts: { 'approvalLine/0/unit': '공원 녹지과' },
    });
  });

  test.each([['nothing', null], ['an empty list', '[]']])('no line: %s', (_, value) => expect(readLine('approval_line', value)).toBeNull());

  test.each([
    ['no JSON', '[', 'bad-row', '"approval_line": expected a JSON list as in release-views.sql, fault at the start'],
    ['a name', '[{"step":"draft","name":"김민수"}]', 'bad-row', '"approval_line": expected a JSON list as in release-views.sql, fault at 0'],
    ['an unknown step', '[{"step":"review"},{"step":"서명"}]', 'unknown-code', '"approval_line.1.step": expected one of draft, review, consult, approve, delegated, acting'],
    ['an unknown rank', '[{"step":"draft","rank":"9급"}]', 'unknown-code', '"approval_line.0.rank": expected one of officer, team-leader, division-head, bureau-director, office-head, vice-mayor, mayor'],
    ['a day that is none', '[{"step":"draft","on":"2026-02-30"}]', 'impossible-date', '"approval_line.0.on": expected a day that exists, YYYY-MM-DD'],
    ['one step too many', JSON.stringify(Array.from({ length: 41 }, () => ({ step: 'review' }))), 'bad-row', '"approval_line": expected at most 40 steps, got 41'],
  ])('held: %s', (_, value, code, detail) => {
    let caught: unknown;
    try { readLine('approval_line', value); } catch (error) { caught = error; }
    expect(caught).toBeInstanceOf(Untranslatable);
    expect((caught as Untranslatable).hold).toEqual({ code, detail });
  });

  test('the longest line is read', () => {
    expect(readLine('approval_line', JSON.stringify(Array.from({ length: 40 }, () => ({ step: 'review' }))))!.steps).toHaveLength(40);
  });

  const columns = ['paper_key', 'record_type', 'title', 'body', 'public_body', 'unit_code', 'approver_rank', 'approval_kind', 'approved_on', 'disclosure_code', 'grounds', 'restricted_until', 'retention', 'classification', 'task', 'file_title', 'document_number', 'registry_id', 'project', 'licence', 'is_withdrawn', 'files'];
  const given: Record<string, string> = { paper_key: "'1'", record_type: "'document'", title: "'제목'", unit_code: "'6530110'", disclosure_code: "'1'" };
  const ledgers = 'row_key ledger_type unit_code period paid_on paid_at amount purpose payee place attendees payment_method category headcount account project document_number method valid_from valid_until licence'.split(' ');

  function papersOf(more: string): TextPaper[] {
    const path = join(temporaryFolder(), 'city.sqlite');
    const database = new DatabaseSync(path);
    database.exec(`CREATE VIEW release_papers AS SELECT ${columns.map((name) => `${given[name] ?? 'NULL'} AS ${name}`).join(', ')}${more};
      CREATE VIEW release_ledger_rows AS SELECT ${ledgers.map((name) => `NULL AS ${name}`).join(', ')} WHERE 0`);
    database.close();
    const source = openSqliteSource({ name: 'city', path });
    const papers = [...source.papers()] as TextPaper[];
    source.close();
    return papers;
  }

  test('a view without the column hands over papers as before, with the same hash', () => {
    const [before] = papersOf('');
    const [empty] = papersOf(', NULL AS approval_line');
    const [line] = papersOf(`, '[{"step":"approve","unit":"6530110"}]' AS approval_line`);
    expect('approvalLine' in before!.facts || 'approvalLine' in empty!.facts).toBe(false);
    expect(inputHashOf(empty!)).toBe(inputHashOf(before!));
    expect(line!.facts.approvalLine).toEqual([{ step: 'approve', rank: null, on: null }]);
    expect(line!.texts['approvalLine/0/unit']).toBe('6530110');
    expect(inputHashOf(line!)).not.toBe(inputHashOf(before!));
  });
});

describe('the record', () => {
  const line = [{ step: 'draft' as const, unit: 'haneul-parks', unitName: '공원녹지과', rank: 'officer' as const, on: '2026-03-02' }, { step: 'consult' as const, unit: null, unitName: null, rank: null, on: null }];

  test('keeps its line, and one without keeps its bytes', () => {
    const record = textRecord(1, { approvalLine: line });
    const text = formatTextRecord(record);
    expect(text).toContain('approvalLine:\n  - {"step":"draft","unit":"haneul-parks","unitName":"공원녹지과","rank":"officer","on":"2026-03-02"}\n');
    expect(parseRecord('a.md', text)).toEqual(record);
    expect(formatTextRecord(textRecord(1))).not.toContain('approvalLine');
  });

  test.each([
    ['a name', [{ ...line[0]!, name: '김민수' }], 'a.md: unknown key "name" in "approvalLine.0"'],
    ['no step at all', [], '"approvalLine": Too small'],
  ])('is refused with %s', (_, given, message) => {
    const text = formatTextRecord(textRecord(1, { approvalLine: line })).replace(/approvalLine:\n(?: {2}- .*\n)+/, `approvalLine: ${JSON.stringify(given)}\n`);
    expect(() => parseRecord('a.md', text)).toThrow(message);
  });

  test('a change of the line is a change of the record, by its name', () => {
    const [before, after] = [textRecord(1), textRecord(1, { approvalLine: line })];
    expect(changedFields(before, after)).toEqual(['approvalLine']);
    expect(contentHash(after)).not.toBe(contentHash(before));
  });

  test('is looked at again when rules change: free text, not the names of the policy', () => {
    const record = textRecord(1, { approvalLine: [{ ...line[0]!, unitName: '010-2345-6789' }, { ...line[1]!, unitName: '010-2345-6789' }] });
    const again = (given: typeof record) => kindsIn(given, (paper) => screen(paper, DETECTORS, policy.masks));
    expect(again(record)).toEqual(['mobile']);
    expect(again({ ...record, approvalLine: record.approvalLine!.slice(0, 1) })).toEqual([]);
  });
});
