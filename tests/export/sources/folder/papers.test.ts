import { expect, test } from 'vitest';
import { drop, outcomeOf, PAPERS_HEADER, refusalOf, textMapping } from './drop.ts';

function run(rows: string, change: object = {}, fields: object = {}, header = PAPERS_HEADER) {
  return outcomeOf(drop({ 'papers.csv': header + rows }, textMapping({}, change, fields)));
}

const OPEN = '7,Tree plan,Parks,2026-10-23,1,NNNNNNNN\n';

test('a row becomes a paper, papers in order of key', () => {
  const { texts } = run(`9,Bench plan,Parks,,3,NNNNYYNN\n${OPEN}`);
  expect(texts[0]).toEqual({
    kind: 'text', source: 'test', key: '7', where: 'papers.csv:3', type: 'document', texts: { title: 'Tree plan' }, files: [],
    facts: {
      unitCode: 'Parks', approverRank: null, approvalKind: null, approvedOn: '2026-10-23', disclosure: 'open', grounds: [], restrictedUntil: null,
      retention: null, registryId: null, project: null, licence: 'kogl-1', isWithdrawn: false,
    },
  });
  expect(texts[1]!.facts).toMatchObject({ approvedOn: null, disclosure: 'closed', grounds: [5, 6] });
});

test.each<[string, string, string, string]>([
  ['an unknown disclosure code', '7,Tree plan,Parks,2026-10-23,4,NNNNNNNN\n', 'unknown-code', '"disclosure": expected one of 3 codes, got another'],
  ['a code named like an object\'s own', '7,Tree plan,Parks,2026-10-23,constructor,NNNNNNNN\n', 'unknown-code', '"disclosure": expected one of 3 codes, got another'],
  ['no disclosure', '7,Tree plan,Parks,2026-10-23,,NNNNNNNN\n', 'bad-row', '"disclosure": expected a value, got nothing'],
  ['seven flags', '7,Tree plan,Parks,2026-10-23,1,NNNNNNN\n', 'unknown-code', '"grounds": expected eight flags Y or N, got 7 characters'],
  ['another flag', '7,Tree plan,Parks,2026-10-23,1,NNNN?NNN\n', 'unknown-code', '"grounds": expected eight flags Y or N, got 8 characters'],
  ['no title', '7,,Parks,2026-10-23,1,NNNNNNNN\n', 'bad-row', '"title": expected a value, got nothing'],
  ['an impossible date', '7,Tree plan,Parks,2026-09-31,1,NNNNNNNN\n', 'impossible-date', '"approvedOn": expected a day that exists as yyyy-MM-dd, got 9999-99-99'],
])('holds a paper with %s', (_case, row, code, detail) => {
  const { texts, heldPapers } = run(`${row}8,Bench plan,Parks,2026-10-23,1,NNNNNNNN\n`);
  expect(texts.map(({ key }) => key)).toEqual(['8']);
  expect(heldPapers).toMatchObject([{ key: '7', where: 'papers.csv:2', type: 'document', unitCode: 'Parks', hold: { code, detail } }]);
});

test('holds a paper without a unit and one without a key', () => {
  const { heldPapers } = run('7,Tree plan,,2026-10-23,1,NNNNNNNN\n,Bench plan,Parks,2026-10-23,1,NNNNNNNN\n');
  expect(heldPapers.map(({ key, unitCode, approvedOn, hold }) => [key, unitCode, approvedOn, hold.code])).toEqual([
    ['7', null, '2026-10-23', 'unknown-unit'], ['row papers.csv:3', 'Parks', '2026-10-23', 'bad-row'],
  ]);
});

test('a key that comes twice stops the night; under "hold" the key is held, once', () => {
  const rows = `${OPEN}8,Bench plan,Parks,2026-10-23,1,NNNNNNNN\n7,Tree plan,Parks,2026-10-23,3,NNNNNYNN\n`;
  expect(refusalOf(() => run(rows))).toBe('BAD_SOURCE papers.csv:4: expected a key of its own, got the key of papers.csv:2; the mapping does not say "duplicateKeys": "hold"');
  const { texts, heldPapers } = run(rows, { duplicateKeys: 'hold' });
  expect(texts.map(({ key }) => key)).toEqual(['8']);
  expect(heldPapers.map(({ key, hold }) => [key, hold])).toEqual([['7', { code: 'duplicate-key', detail: '"key": expected once, got 2 times: papers.csv:2, papers.csv:4' }]]);
});

test('all the fields of a text paper', () => {
  const header = `${PAPERS_HEADER.trimEnd()},RANK,KIND,UNTIL,TERM,NO,C1,C2,C3,TASK,STATE,TEXT,TYPE,REG\n`;
  const fields = {
    type: { column: 'TYPE', codes: { P: 'press-release' } },
    approverRank: { column: 'RANK', codes: { 과장: 'division-head' } }, approvalKind: { column: 'KIND', codes: { 전결: 'delegated' } },
    restrictedUntil: { column: 'UNTIL', formats: ['yyyyMMdd'] }, retention: { column: 'TERM', codes: { '05': '5' } },
    documentNumber: { columns: ['DEPT', 'NO'], join: '-' }, classification: { columns: ['C1', 'C2', 'C3'], join: ' > ' }, task: { column: 'TASK' },
    isWithdrawn: { column: 'STATE', codes: { D: true, A: false } }, body: { column: 'TEXT', decode: 'html' }, registryId: { column: 'REG' },
  };
  const { texts, heldPapers } = run('7,Tree plan,Parks,2026-10-23,2,NNNNNYNN,과장,전결,20300101,05,12,Green,,Trees,Pruning,D,Oak &amp; elm &#039;a&#x27; &lt;b&gt; &nosuch;,P,R-7\n'
    + '8,Bench plan,Parks,2026-10-23,1,NNNNNNNN,,,,,,,,,,,,P,\n9,Pond,Parks,2026-10-23,1,NNNNNNNN,,,,,,,,,,,,X,\n', {}, fields, header);
  expect(texts[0]).toMatchObject({
    type: 'press-release',
    facts: { approverRank: 'division-head', approvalKind: 'delegated', restrictedUntil: '2030-01-01', retention: '5', isWithdrawn: true, registryId: 'R-7', grounds: [6] },
    texts: { documentNumber: 'Parks-12', classification: 'Green > Trees', task: 'Pruning', body: 'Oak & elm \'a\' <b> &nosuch;' },
  });
  expect(texts[1]!.texts).toEqual({ title: 'Bench plan' });
  expect(heldPapers).toMatchObject([{ key: '9', type: 'document', hold: { code: 'unknown-code' } }]);
});

const attachments = {
  files: { glob: 'files.csv', format: 'csv', encoding: 'utf-8' }, ignore: ['PATH'],
  fields: {
    paper: { column: 'ID' }, role: { column: 'KIND', codes: { 본문: 'body', 붙임: 'attachment' } }, name: { column: 'NAME' }, sizeBytes: { column: 'KB', multiply: 1024 },
    disclosure: { column: 'OPEN', codes: { 1: 'open', 3: 'closed' } }, grounds: { column: 'WHY', separator: ',' }, text: { column: 'TEXT', optional: true },
  },
};

function runWithFiles(files: string, change: object = {}) {
  return outcomeOf(drop({ 'papers.csv': `${PAPERS_HEADER}7,Tree plan,Parks,2026-10-23,2,NNNNNYNN\n`, 'files.csv': files }, textMapping({}, { attachments: { ...attachments, ...change } })));
}

test('attachments come from a second table', () => {
  const { texts } = runWithFiles('ID,KIND,NAME,KB,OPEN,WHY,PATH,TEXT\n7,본문,plan.hwp,2,1,,x,Plan\n7,붙임,people.XLSX,3,3,"6, 5",x,\n7,붙임,noending,,1,,x,\n');
  expect(texts[0]!.files).toEqual([
    { role: 'body', format: 'hwp', sizeBytes: 2048, disclosure: 'open', grounds: [], isRead: true, bytes: null, problem: null },
    { role: 'attachment', format: 'xlsx', sizeBytes: 3072, disclosure: 'closed', grounds: [5, 6], isRead: false, bytes: null, problem: null },
    { role: 'attachment', format: '', sizeBytes: 0, disclosure: 'open', grounds: [], isRead: false, bytes: null, problem: null },
  ]);
  expect(texts[0]!.texts).toEqual({ title: 'Tree plan', 'files/0/name': 'plan.hwp', 'files/0/text': 'Plan', 'files/1/name': 'people.XLSX', 'files/2/name': 'noending' });
});

test('without a rule a file is disclosed as its paper is', () => {
  const { disclosure: _, grounds: __, ...fields } = attachments.fields;
  const { texts } = runWithFiles('ID,KIND,NAME,KB,PATH\n7,본문,plan.hwp,2,x\n', { fields });
  expect(texts[0]!.files[0]).toMatchObject({ disclosure: 'partial', grounds: [6] });
});

test('one file that can\'t be translated holds its paper', () => {
  const { heldPapers } = runWithFiles('ID,KIND,NAME,KB,OPEN,WHY,PATH\n7,본문,plan.hwp,2,1,,x\n7,별첨,b.hwp,2,1,,x\n');
  expect(heldPapers).toMatchObject([{ key: '7', hold: { code: 'unknown-code', detail: '"attachments.role": expected one of 2 codes, got another' } }]);
});

test('a file without its paper stops the night, unless the mapping lets it', () => {
  const files = 'ID,KIND,NAME,KB,OPEN,WHY,PATH\n7,본문,plan.hwp,2,1,,x\n8,본문,b.hwp,2,1,,x\n';
  expect(refusalOf(() => runWithFiles(files))).toBe('BAD_SOURCE files.csv:3: expected a paper with the key in "paper", got none; the mapping does not say "orphans": "ignore"');
  expect(runWithFiles(files, { orphans: 'ignore' }).texts).toHaveLength(1);
});

const approvalLine = {
  files: { glob: 'line.csv', format: 'csv', encoding: 'utf-8' }, ignore: ['NAME'],
  fields: { paper: { column: 'ID' }, step: { column: 'STEP', codes: { 기안: 'draft', 결재: 'approve' } }, unit: { column: 'DEPT' }, rank: { column: 'RANK', codes: { 과장: 'division-head' } }, on: { column: 'DAY', formats: ['yyyy-MM-dd'] } },
};

function runWithLine(line: string, change: object = {}) {
  return outcomeOf(drop({ 'papers.csv': `${PAPERS_HEADER}${OPEN}8,Bench plan,Parks,2026-10-23,1,NNNNNNNN\n`, 'line.csv': `ID,STEP,DEPT,RANK,DAY,NAME\n${line}` }, textMapping({}, { approvalLine: { ...approvalLine, ...change } })));
}

test('the approval line comes from a table of its own, in its order; a paper without steps has none', () => {
  const { texts } = runWithLine('7,기안,Parks,,2026-10-21,Kim\n7,결재,,과장,,Lee\n');
  expect(texts.map(({ facts }) => facts.approvalLine)).toEqual([[{ step: 'draft', rank: null, on: '2026-10-21' }, { step: 'approve', rank: 'division-head', on: null }], undefined]);
  expect(texts[0]!.texts).toEqual({ title: 'Tree plan', 'approvalLine/0/unit': 'Parks' });
});

test.each([
  ['an unknown step', '7,서명,Parks,,,x\n', 'unknown-code', '"approvalLine.step": expected one of 2 codes, got another'],
  ['no step', '7,,Parks,,,x\n', 'bad-row', '"approvalLine.step": expected a value, got nothing'],
  ['an unknown rank', '7,기안,Parks,9급,,x\n', 'unknown-code', '"approvalLine.rank": expected one of 1 codes, got another'],
  ['an impossible day', '7,기안,Parks,,2026-02-30,x\n', 'impossible-date', '"approvalLine.on": expected a day that exists as yyyy-MM-dd, got 9999-99-99'],
])('a line with %s holds its paper', (_case, line, code, detail) => {
  const { texts, heldPapers } = runWithLine(line);
  expect(texts.map(({ key }) => key)).toEqual(['8']);
  expect(heldPapers).toMatchObject([{ key: '7', hold: { code, detail } }]);
});

test('a step without its paper stops the night, unless the mapping lets it', () => {
  const line = '9,기안,Parks,,,x\n';
  expect(refusalOf(() => runWithLine(line))).toBe('BAD_SOURCE line.csv:2: expected a paper with the key in "paper", got none; the mapping does not say "orphans": "ignore"');
  expect(runWithLine(line, { orphans: 'ignore' }).texts).toHaveLength(2);
  expect(refusalOf(() => runWithLine(',기안,Parks,,,x\n'))).toBe('BAD_SOURCE line.csv:2: "approvalLine.paper": expected the key of a paper, got nothing');
});

const FIELDS = { grounds: undefined, body: { column: '$body' } };

test('Markdown: the front matter is the row, the text its body', () => {
  const text = '---\nID: "0123"\nTITLE: Tree plan\nDEPT: Parks\nDATE: 2026-10-23\nOPEN: "1"\nmeta:\n  pages: "3"\n---\nFirst.\n\nSecond.\n';
  const mapping = textMapping({ glob: '**/*.md', format: 'markdown' }, { ignore: ['meta.pages'] }, FIELDS);
  expect(outcomeOf(drop({ '2026/10/a.md': text }, mapping)).texts[0]).toMatchObject({ key: '0123', where: '2026/10/a.md:1', texts: { title: 'Tree plan', body: 'First.\n\nSecond.' } });
  expect(refusalOf(() => outcomeOf(drop({ 'a.md': text.replace('"0123"', '0123') }, mapping)))).toBe('BAD_SOURCE a.md: expected quotes around every number of the front matter, got a number without');
  expect(refusalOf(() => outcomeOf(drop({ 'a.md': text.replace('---\n', '---js\n') }, mapping)))).toMatch(/^BAD_SOURCE a.md: expected front matter/);
  expect(refusalOf(() => outcomeOf(drop({ 'a.md': text.replace('DEPT', 'WHO') }, mapping)))).toBe('BAD_SOURCE a.md: expected the column "DEPT", got 7 columns without it');
});

const LINE = { ID: '7', TITLE: 'Tree plan', DATE: '2026-10-23', OPEN: 1, BODY: null, by: { unit: 'Parks' }, tags: ['a'], score: { level: 1 } };
const JSON_FIELDS = { grounds: undefined, body: { column: 'BODY' }, unit: { column: 'by.unit' } };
const JSON_IGNORE = { ignore: ['tags', 'score'] };

test('JSON Lines: nested keys, numbers as they are written, blank lines, the line of a fault', () => {
  const mapping = textMapping({ glob: '*.jsonl', format: 'jsonl' }, JSON_IGNORE, JSON_FIELDS);
  const line = JSON.stringify(LINE);
  const long = line.replace('"7"', '20180000813258001').replace('Tree', 'Pond');
  const { texts } = outcomeOf(drop({ 'p.jsonl': `${line}\n\n${long}\n` }, mapping));
  expect(texts.map(({ key, where, facts, texts: { body } }) => [key, where, facts.unitCode, body])).toEqual([['20180000813258001', 'p.jsonl:3', 'Parks', undefined], ['7', 'p.jsonl:1', 'Parks', undefined]]);
  expect(refusalOf(() => outcomeOf(drop({ 'p.jsonl': `${line}\n${line.slice(0, 40)}\n` }, mapping)))).toBe('BAD_SOURCE p.jsonl:2: not JSON; the file may be cut short');
  expect(refusalOf(() => outcomeOf(drop({ 'p.jsonl': `${line.replace('null', '["x"]')}\n` }, mapping)))).toBe('BAD_SOURCE p.jsonl:1: expected a single value, got a list; put its key in "ignore"');
  expect(refusalOf(() => outcomeOf(drop({ 'p.jsonl': '[1]\n' }, mapping)))).toBe('BAD_SOURCE p.jsonl:1: expected an object, got another value');
  expect(refusalOf(() => outcomeOf(drop({ 'p.jsonl': `${line.replace('tags', 'people')}\n` }, mapping)))).toMatch(/^BAD_SOURCE p.jsonl:1: expected a single value/);
  expect(refusalOf(() => outcomeOf(drop({ 'p.jsonl': `${line.replace('{', '{"more":1,')}\n` }, mapping)))).toMatch(/^BAD_SOURCE p.jsonl: column 1 of 9 is neither mapped nor in "ignore"$/);
});

test('JSON: a list, or a list under a key beside keys that are named', () => {
  const mapping = (files: object) => textMapping({ glob: '*.json', format: 'json', ...files }, JSON_IGNORE, JSON_FIELDS);
  expect(outcomeOf(drop({ 'p.json': JSON.stringify([LINE]) }, mapping({}))).texts[0]!.where).toBe('p.json:1');
  const whole = JSON.stringify({ night: '2026-10-23', papers: [LINE] });
  expect(outcomeOf(drop({ 'p.json': whole }, mapping({ list: 'papers', ignoreKeys: ['night'] }))).texts).toHaveLength(1);
  expect(refusalOf(() => outcomeOf(drop({ 'p.json': whole }, mapping({ list: 'papers' }))))).toBe('BAD_SOURCE p.json: expected only "papers" and the keys in "ignoreKeys", got 1 more');
  expect(refusalOf(() => outcomeOf(drop({ 'p.json': whole }, mapping({}))))).toBe('BAD_SOURCE p.json: expected a list, got another JSON value');
});

test('a value from the path of the file', () => {
  const fields = { unit: { fileName: '^([^/]+)/' } };
  const files = { 'Parks/papers.csv': `${PAPERS_HEADER.replace('DEPT,', '')}7,Tree plan,2026-10-23,1,NNNNNNNN\n` };
  expect(outcomeOf(drop(files, textMapping({ glob: '*/papers.csv' }, {}, fields))).texts[0]!.facts.unitCode).toBe('Parks');
});

test('an attachment can name where its bytes lie', () => {
  const { texts } = runWithFiles('ID,KIND,NAME,KB,OPEN,WHY,PATH,TEXT\n7,붙임,plan.hwp,2,1,,2026/7-1.hwp,\n', { fields: { ...attachments.fields, path: { column: 'PATH' } }, ignore: [] });
  expect(texts[0]!.files[0]!.bytes).toEqual({ path: '2026/7-1.hwp', sha256: '' });
});
