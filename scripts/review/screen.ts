/**
 * Screen: the model as exactly as many lines as the terminal has, and those lines as
 * the bytes that draw them. Marks have brackets or are underlined, so that nothing is
 * told by colour alone.
 */
import type { Ground } from '../../src/model/vocabulary.ts';
import { folded, line, type Line, type Span } from './lines.ts';
import { bodyRows, shownHolds, type Model } from './model.ts';
import { questionLines } from './question.ts';
import { cut, pad, visible, widthOf } from './width.ts';

/** Below this there is no room for a title, a line and the keys. */
const LEAST_ROWS = 5;
const LEAST_COLUMNS = 20;

/** Returns the lines of the screen, `model.rows` of them. */
export function view(model: Model, grounds: ReadonlyMap<Ground, string>): Line[] {
  const { rows, columns, say } = model;
  if (rows < LEAST_ROWS || columns < LEAST_COLUMNS) return filled([line(cut(say('small'), columns))], rows);
  const [title, body, keys] = page(model, grounds);
  return [bar(title, columns), ...filled(body.slice(0, bodyRows(model)), bodyRows(model)), line(cut(visible(model.notice), columns), 'bold'), bar(keys, columns)];
}

function page(model: Model, grounds: ReadonlyMap<Ground, string>): [string, Line[], string] {
  const { say, columns } = model;
  if (model.isHelp) return [say('help.title'), helpLines(model), say('help.keys')];
  if (model.question !== null) return questionPage(model, model.question, grounds);
  const keys = model.typing !== null ? say('search.ask', { typed: model.typing }) : model.isShowAsked ? say('show.ask') : null;
  if (model.open === null) return [listTitle(model), listLines(model), keys ?? say('list.keys')];
  const { hold, lines, top } = model.open;
  const place = lines.length <= bodyRows(model) ? '' : `  ${Math.min(lines.length, top + bodyRows(model))}/${lines.length}`;
  return [cut(`${hold.id ?? say('list.row')}  ${hold.type}`, columns - widthOf(place)) + place, lines.slice(top), keys ?? say('paper.keys')];
}

function listTitle({ say, holds, filter, ...rest }: Model): string {
  const shown = shownHolds({ holds, filter, ...rest });
  const title = say('list.title', { shown: shown.length, all: holds.length });
  return filter === null ? title : `${title}, ${say('list.filter', { code: filter })}`;
}

/** The selected line stays in sight; it is marked by `>` as well. */
function listLines(model: Model): Line[] {
  const { say, columns, selected, decisions } = model;
  const shown = shownHolds(model);
  if (shown.length === 0) return [line(''), line(say('list.empty'))];
  const top = Math.max(0, Math.min(selected - Math.floor(bodyRows(model) / 2), shown.length - bodyRows(model)));
  return shown.slice(top, top + bodyRows(model)).map((hold, n) => {
    const decided = decisions.findLast(({ id }) => id === hold.id);
    const done = decided === undefined ? '' : `${say('decided', { decision: decided.decision })}  `;
    const text = `${top + n === selected ? '>' : ' '} ${hold.since}  ${pad(hold.code, 22)}  ${pad(hold.id ?? say('list.row'), 10)}  ${pad(hold.type, 16)}  ${done}${hold.where}  ${hold.detail}`;
    return [{ text: pad(cut(visible(text), columns), columns), look: top + n === selected ? 'bar' : decided === undefined ? 'plain' : 'dim' }];
  });
}

/** The line that is typed stands under the question; of a question too long for the screen its end is shown, where the answer goes. */
function questionPage({ say, columns, ...model }: Model, { asked, typed }: NonNullable<Model['question']>, grounds: ReadonlyMap<Ground, string>): [string, Line[], string] {
  const lines = questionLines(asked, grounds, say).flatMap((text, n) => folded(text, columns, n === 0 || text === asked.refusal ? 'bold' : 'plain'));
  if (asked.step !== 'confirm') lines.push(line(''), line(cut(`> ${typed}_`, columns)));
  const rows = bodyRows(model);
  return [say(`choice.${asked.choice}`), lines.slice(Math.max(0, lines.length - rows)), say('ask.keys')];
}

function helpLines({ say, columns }: Model): Line[] {
  const texts = [say('list.keys'), '', say('paper.keys'), '', ...(['open', 'partial', 'closed', 'withdraw', 'keep'] as const).map((choice) => `  ${choice[0]}  ${say(`choice.${choice}`)}`), '', say('paper.masked'), say('paper.whole')];
  return texts.flatMap((text) => folded(text, columns));
}

function bar(text: string, columns: number): Line { return [{ text: pad(cut(visible(text), columns), columns), look: 'bar' }]; }

function filled(lines: readonly Line[], rows: number): Line[] { return Array.from({ length: rows }, (_, n) => lines[n] ?? line('')); }

const LOOKS: Readonly<Record<Span['look'], string>> = { plain: '', bold: '1', dim: '2', mark: '7', word: '1;4', bar: '7' };

/** Returns what draws the lines from the upper left corner on. Only these sequences and visible text reach the terminal. */
export function drawing(lines: readonly Line[]): string {
  const drawn = lines.map((spans) => spans.map(({ text, look }) => (LOOKS[look] === '' ? visible(text) : `\u001b[${LOOKS[look]}m${visible(text)}\u001b[0m`)).join(''));
  return `\u001b[H${drawn.map((text) => `${text}\u001b[K`).join('\r\n')}\u001b[J`;
}
