/** The review of held papers: on a screen that is only streams, and line by line. Every person and number is made up. */
import { execFileSync, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mannerOf } from '../../scripts/review.ts';
import { openDesk, type Desk } from '../../scripts/review/desk.ts';
import { runPlainReview } from '../../scripts/review/plain.ts';
import { runReview, type ScreenOutput } from '../../scripts/review/terminal.ts';
import { widthOf } from '../../scripts/review/width.ts';
import { sayIn } from '../../scripts/review/words.ts';
import { loadOfficerDecisions } from '../../src/export/officer-decisions.ts';
import type { HeldEntry } from '../../src/export/state.ts';
import { testEffects } from '../effects.ts';
import { copyFolder, suiteFolder, temporaryFolder, treeOf } from '../folders.ts';
import { testReaders } from '../readers.ts';
import { MiniCity, paper, row } from '../export/mini-city.ts';

const MOBILE = '010-0000-1234';
const NUMBER = '880101-1000006';
const say = sayIn('en');
const NOW = '2026-03-02T09:00:00Z';

let city: MiniCity;
let desk: Desk;

/** One paper for a topic with masks in its body, one without a rank, one that is gone, one of an unknown unit. */
const base = suiteFolder();
beforeAll(() => {
  city = new MiniCity(base);
  city.fill([paper('K1', { title: '사라질 문서' })]);
  city.night();
  city.fill([
    paper('A1', { title: '확진자 명단 \u001b[2J관련 회신', body: ['첫째 줄', '둘째 줄', '셋째 줄', `연락처 ${MOBILE} 입니다`, '다섯째 줄', '여섯째 줄', '일곱째 줄', '여덟째 줄', `번호 ${NUMBER}`].join('\n') }),
    paper('A2', { title: '직급을 모르는 문서', approver_rank: null, disclosure_code: '2', grounds: '5' }),
    paper('A3', { title: '부서를 모르는 문서', unit_code: '9999' }),
  ], [row('R1', 100)]);
  city.night();
});

beforeEach(() => {
  const root = temporaryFolder();
  city = new MiniCity(root);
  copyFolder(base, root);
  desk = openDesk({ content: city.content, private: city.private, effects: testEffects({ now: NOW }), readers: () => testReaders(), language: 'en' });
});

const decisions = () => loadOfficerDecisions(city.private);
const written = () => (existsSync(join(city.private, 'decisions.jsonl')) ? readFileSync(join(city.private, 'decisions.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line)) : []);
const holdOf = (code: string) => desk.holds().find((hold) => hold.code === code)!;

/** A terminal that is two streams: what it shows is the last drawing, without its looks. */
class Terminal {
  readonly input = Object.assign(new PassThrough(), { raw: [] as boolean[], setRawMode(isRaw: boolean) { this.raw.push(isRaw); return this; } });
  readonly signals = new EventEmitter();
  readonly output: ScreenOutput & Writable;
  bytes = '';

  constructor(columns = 140, rows = 40) {
    const writable = new Writable({ write: (chunk, _, done) => { this.bytes += String(chunk); done(); } });
    this.output = Object.assign(writable, { columns, rows });
  }

  get screen(): string[] {
    const frame = this.bytes.split('\u001b[H').at(-1)!;
    return frame.split('\u001b[?')[0]!.replace(/\u001b\[(?:[\d;]*m|K|J)/g, '').split('\r\n');
  }

  get shown(): string { return this.screen.join('\n'); }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.input.write(key);
      // A lone Esc could be the beginning of an arrow: readline waits half a second for the rest.
      await setTimeout(key === '\u001b' ? 600 : 5);
    }
  }
}

async function atTerminal(work: (terminal: Terminal) => Promise<void>, options: { terminal?: Terminal; desk?: Desk } = {}): Promise<number> {
  const terminal = options.terminal ?? new Terminal();
  const running = runReview({ input: terminal.input, output: terminal.output, desk: options.desk ?? desk, say, signals: terminal.signals });
  running.catch(() => {});
  await setTimeout(5);
  await work(terminal);
  return running;
}

/** Presses until the line of a hold is selected, then Enter. */
async function open(terminal: Terminal, code: string): Promise<void> {
  await terminal.press('g');
  for (let n = 0; n < 10 && !terminal.screen.some((line) => line.startsWith('>') && line.includes(code)); n += 1) await terminal.press('j');
  await terminal.press('\r');
}

describe('the screen', () => {
  test('lists what waits and why, and can be ended; the terminal is as it was', async () => {
    const terminal = new Terminal();
    expect(await atTerminal(async () => {
      expect(terminal.screen).toHaveLength(40);
      expect(terminal.screen[0]).toContain('Papers that wait for a person: 4 of 4');
      for (const code of ['topic', 'missing-rank', 'unknown-unit', 'missing-at-source']) expect(terminal.shown).toContain(code);
      expect(terminal.shown).not.toContain('확진자');
      await terminal.press('q');
    }, { terminal })).toBe(0);
    expect(terminal.input.raw).toEqual([true, false]);
    expect(terminal.bytes).toMatch(/^\u001b\[\?1049h\u001b\[\?25l/);
    expect(terminal.bytes).toMatch(/\u001b\[\?25h\u001b\[\?1049l$/);
  });

  test('shows a paper masked, why it waits, where the word stands, and no value', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'topic');
      expect(terminal.shown).toContain('Held for: topic, since 2026-03-02');
      expect(terminal.shown).toMatch(/The word "확진자 명단" of holds\/health-of-persons stands in title/);
      expect(terminal.shown).toContain('연락처 [휴대전화번호 가림·제6호] 입니다');
      expect(terminal.bytes).toContain('\u001b[7m[휴대전화번호 가림·제6호]\u001b[0m');
      expect(terminal.bytes).toContain('\u001b[1;4m확진자 명단\u001b[0m');
      for (const value of [MOBILE, NUMBER, '0000-1234']) expect(terminal.bytes).not.toContain(value);
      await terminal.press('q', 'q');
    });
  });

  test('lets no sign of a text reach the terminal as a command', async () => {
    const terminal = new Terminal();
    await atTerminal(async () => {
      await open(terminal, 'topic');
      expect(terminal.shown).toContain('확진자 명단 \uFFFD[2J관련 회신');
      await terminal.press('q', 'q');
    }, { terminal });
    const drawn = terminal.bytes.slice('\u001b[?1049h\u001b[?25l'.length, -'\u001b[0m\u001b[?25h\u001b[?1049l'.length);
    expect(drawn.replace(/\u001b\[(?:H|K|J|[\d;]{1,4}m)/g, '').replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('m shows the marks with two lines around them', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'topic');
      await terminal.press('m');
      for (const words of ['둘째 줄', '셋째 줄', '다섯째 줄', '여섯째 줄', '일곱째 줄', '여덟째 줄', '⋯']) expect(terminal.shown).toContain(words);
      expect(terminal.shown).not.toContain('첫째 줄');
      await terminal.press('q', 'q');
    });
  });

  test('shows what is masked only after a yes, and masks it again on leaving', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'topic');
      await terminal.press('s');
      expect(terminal.screen.at(-1)).toContain('Show what is masked?');
      await terminal.press('n');
      expect(terminal.bytes).not.toContain(MOBILE);
      await terminal.press('s', 'y');
      expect(terminal.shown).toContain(MOBILE);
      expect(terminal.shown).toContain('NOT MASKED');
      await terminal.press('s');
      expect(terminal.shown).not.toContain(MOBILE);
      await terminal.press('s', 'y', 'q', '\r');
      expect(terminal.shown).not.toContain(MOBILE);
      await terminal.press('q', 'q');
    });
    expect([...treeOf(city.private)].filter(([path, text]) => !path.endsWith('city.sqlite') && text.includes(MOBILE)).filter(([path]) => path !== 'state.sqlite')).toEqual([]);
  });

  test('p asks for grounds, name and a yes, writes one line, and the next night obeys', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'missing-rank');
      await terminal.press('p');
      expect(terminal.shown).toMatch(/6 {2}Personal privacy \(정보공개법 제9조제1항제6호\)/);
      await terminal.press('9', '\r');
      expect(terminal.shown).toContain('Expected at least one number from 1 to 8.');
      await terminal.press('\u007f', '5', ',', '6', '\r', '김', '담', '당', '\r');
      expect(terminal.shown).toMatch(/decision: release[^]*disclosure: partial[^]*grounds: 5, 6[^]*by: 김담당[^]*on: 2026-03-02[^]*Write it\? y\/n/);
      expect(written()).toEqual([]);
      await terminal.press('x', 'y');
      expect(terminal.shown).toContain('Written: release');
      expect(terminal.shown).toContain('decided: release');
      await terminal.press('q');
    });
    expect(written()).toEqual([{ id: expect.any(String), hash: holdOf('missing-rank').inputHash, decision: 'release', disclosure: 'partial', grounds: [5, 6], until: null, by: '김담당', on: '2026-03-02' }]);
    expect(city.night()).toMatchObject({ released: 1 });
  });

  test('c asks for an end, which has to come; the name is remembered', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'missing-rank');
      await terminal.press('c', '6', '\r', ...'2026-03-02', '\r');
      expect(terminal.shown).toContain('Expected a day after today');
      await terminal.press('\u0015', ...'2027-01-01', '\r', ...'Kim', '\r', 'y');
      await open(terminal, 'topic');
      await terminal.press('w');
      expect(terminal.shown).toContain('[Kim]');
      await terminal.press('\r', 'y', 'q');
    });
    expect(written()).toMatchObject([{ decision: 'list', disclosure: 'closed', grounds: [6], until: '2027-01-01', by: 'Kim' }, { decision: 'withdraw', by: 'Kim' }]);
  });

  test('a no and an Esc write nothing', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'missing-rank');
      await terminal.press('o', ...'Kim', '\r', 'n');
      expect(terminal.shown).toContain('Nothing was written.');
      await terminal.press('o', '\u001b');
      expect(terminal.shown).toContain('Nothing was written.');
      await terminal.press('q', 'q');
    });
    expect(written()).toEqual([]);
  });

  test('u takes back the last decision of this run, line by line, and no more than that', async () => {
    await atTerminal(async (terminal) => {
      await terminal.press('u');
      expect(terminal.shown).toContain('Nothing of this run to undo.');
      await open(terminal, 'missing-rank');
      await terminal.press('o', ...'Kim', '\r', 'y');
      expect(decisions().size).toBe(1);
      await terminal.press('u');
      expect(terminal.shown).toContain('Undone');
      await terminal.press('u', 'q');
    });
    expect(decisions().size).toBe(0);
    expect(written().map(({ decision }) => decision)).toEqual(['release', 'undo']);
    expect(city.night()).toMatchObject({ released: 0 });
  });

  test.each([
    ['unknown-unit', 'o', 'mended at its source'], ['unknown-unit', 'c', 'mended at its source'], ['missing-rank', 'k', ''],
    ['missing-at-source', 'o', 'Missing at its source'],
  ])('for %s %s is refused or only moves', async (code, key, said) => {
    await atTerminal(async (terminal) => {
      await open(terminal, code);
      await terminal.press(key);
      expect(terminal.shown).toContain(said);
      expect(terminal.shown).not.toContain('Your name');
      await terminal.press('q', 'q');
    });
  });

  test('k keeps what is gone at its source, and the next night asks no more', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'missing-at-source');
      expect(terminal.shown).toContain('The source no longer has this paper');
      await terminal.press('k', ...'Kim', '\r', 'y', 'q');
    });
    city.night();
    expect(desk.holds().map(({ code }) => code)).not.toContain('missing-at-source');
  });

  test('a paper that changed since the night can only be withdrawn', async () => {
    city.fill([paper('A2', { title: '직급을 모르는 문서, 고침', approver_rank: null })]);
    await atTerminal(async (terminal) => {
      await open(terminal, 'missing-rank');
      expect(terminal.shown).toContain('THE PAPER HAS CHANGED SINCE THE NIGHT');
      await terminal.press('o');
      expect(terminal.shown).toContain('only withdraw is possible');
      await terminal.press('w');
      expect(terminal.shown).toContain('Your name');
      await terminal.press('\u001b', 'q', 'q');
    });
  });

  test('f shows one reason after the other, / finds, n goes on', async () => {
    await atTerminal(async (terminal) => {
      await terminal.press('f');
      expect(terminal.screen[0]).toContain('1 of 4, only missing-at-source');
      await terminal.press('f', 'f', 'f', 'f');
      expect(terminal.screen[0]).toMatch(/4 of 4\s*$/);
      await terminal.press('/', ...'topic', '\r');
      expect(terminal.screen.find((line) => line.startsWith('>'))).toContain('topic');
      await terminal.press('\r', '/', ...'여덟째', '\r');
      expect(terminal.shown).not.toContain('Not found');
      await terminal.press('/', ...'없는말', '\r');
      expect(terminal.shown).toContain('Not found');
      await terminal.press('q', 'q');
    });
  });

  test('? helps, and keys of a Korean layout are understood', async () => {
    await atTerminal(async (terminal) => {
      await terminal.press('?');
      expect(terminal.screen[0]).toContain('Help');
      await terminal.press('x');
      await open(terminal, 'missing-rank');
      await terminal.press('ㅐ');
      expect(terminal.shown).toContain('Your name');
      await terminal.press(...'Kim', '\r', 'ㅛ');
      expect(written()).toMatchObject([{ decision: 'release' }]);
      await terminal.press('ㅂ');
    });
  });

  test('follows the window, down to one too small', async () => {
    await atTerminal(async (terminal) => {
      await open(terminal, 'topic');
      for (const [columns, rows] of [[40, 10], [24, 6], [10, 3], [1, 1], [140, 40]] as const) {
        Object.assign(terminal.output, { columns, rows });
        terminal.output.emit('resize');
        await setTimeout(5);
        expect(terminal.screen, `${columns}×${rows}`).toHaveLength(rows);
        for (const line of terminal.screen) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }
      await terminal.press('q', 'q');
    });
  });

  test('a source that can’t be read is said, and the review goes on', async () => {
    const broken = { ...desk, open: (hold: HeldEntry) => openDesk({ content: city.content, private: temporaryFolder(), effects: testEffects(), readers: () => testReaders(), language: 'en' }).open(hold) };
    await atTerminal(async (terminal) => {
      await open(terminal, 'topic');
      expect(terminal.shown).toContain('BAD_CONFIGURATION');
      await terminal.press('q');
    }, { desk: broken });
  });

  test.each([['a defect', null], ['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130], ['Ctrl+C', 0], ['the end of the input', 0]])('%s leaves the terminal as it was', async (how, code) => {
    const terminal = new Terminal();
    const running = atTerminal(async () => {
      if (how === 'Ctrl+C') await terminal.press('\u0003');
      else if (how === 'a defect') await open(terminal, 'topic');
      else if (how === 'the end of the input') terminal.input.end();
      else terminal.signals.emit(how);
    }, { terminal, desk: how === 'a defect' ? { ...desk, open: () => { throw new Error('broken'); } } : desk });
    if (code === null) await expect(running).rejects.toThrow('broken');
    else expect(await running).toBe(code);
    expect(terminal.input.raw.at(-1)).toBe(false);
    expect(terminal.bytes).toMatch(/\u001b\[\?25h\u001b\[\?1049l$/);
    expect(terminal.signals.listenerCount('SIGTERM')).toBe(0);
  });

  test('does not keep the night out', async () => {
    await atTerminal(async (terminal) => {
      expect(() => city.night()).not.toThrow();
      await terminal.press('r', 'q');
    });
  });
});

describe('line by line', () => {
  async function talk(answers: string[], isTerminal = false): Promise<string> {
    const input = new PassThrough();
    let said = '';
    const output = new Writable({ write: (chunk, _, done) => { said += String(chunk); done(); } });
    input.end(answers.map((answer) => `${answer}\n`).join(''));
    await runPlainReview({ input, output, desk, say, isTerminal });
    return said;
  }
  const numberOf = (code: string) => String(desk.holds().findIndex((hold) => hold.code === code) + 1);

  test('lists, shows masked, decides and undoes without a single sign that moves a cursor', async () => {
    const said = await talk([numberOf('missing-rank'), 'p', '5', 'Kim', 'y', 'u', 'q']);
    expect(said).toContain('4 of 4');
    expect(said).toContain('Write it? y/n');
    expect(said).toContain('Undone');
    expect(said.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(written().map(({ decision }) => decision)).toEqual(['release', 'undo']);
  });

  test('shows masks as words, and unmasked text on a terminal only', async () => {
    const piped = await talk([numberOf('topic'), 's', 'y', 'a', 'b', 'q']);
    expect(piped).toContain('연락처 [휴대전화번호 가림·제6호] 입니다');
    expect(piped).toContain('Unmasked text is shown on a terminal only.');
    expect(piped).not.toContain(MOBILE);
    const alone = await talk([numberOf('topic'), 's', 'n', 'b', 'q'], true);
    expect(alone).not.toContain(MOBILE);
    expect(await talk([numberOf('topic'), 's', 'y', 'b', 'q'], true)).toContain(MOBILE);
  });

  test.each([[[]], [['1']], [['1', 'o']], [['1', 'c', '5']]])('ends where the input ends, with nothing written: %j', async (answers) => {
    await talk(answers);
    expect(written()).toEqual([]);
  });

  test('filters, and says what it does not understand', async () => {
    const said = await talk(['f topic', 'f', 'what', '77', 'q']);
    expect(said).toContain('1 of 4');
    expect(said.match(/Not understood/g)).toHaveLength(2);
  });
});

describe('the command', () => {
  const folders = () => ['--content', city.content, '--private', city.private];

  test('gives the list where there is no terminal', () => {
    const said = execFileSync(process.execPath, ['scripts/review.ts', ...folders()], { encoding: 'utf8' });
    expect(said).toContain('4 papers and 0 rows wait for a person');
  });

  test('talks over a pipe with --plain', () => {
    const { status, stdout } = spawnSync(process.execPath, ['scripts/review.ts', '--plain', '--language', 'ko', ...folders()], { input: 'q\n', encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('사람의 결정을 기다리는 문서');
  });

  test.each([
    [{ isTerminal: true }, 'screen'], [{ isTerminal: false }, 'list'], [{ isTerminal: true, isPlain: true }, 'plain'], [{ isPlain: true }, 'plain'], [{ isTerminal: true, isList: true }, 'list'],
    [{ isTerminal: true, environment: { NO_COLOR: '1' } }, 'plain'], [{ isTerminal: true, environment: { NO_COLOR: '' } }, 'screen'], [{ isTerminal: true, environment: { TERM: 'dumb' } }, 'plain'],
  ] as const)('%j means %s', (given, manner) => {
    expect(mannerOf({ isPlain: false, isList: false, isTerminal: false, environment: {}, ...given })).toBe(manner);
  });
});
