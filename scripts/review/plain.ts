/**
 * Plain: the same review line by line, for a screen reader, a terminal that can't move
 * its cursor, and a pipe. No cursor movement, no colour; what is masked is read as the
 * words of its mask.
 */
import { createInterface } from 'node:readline';
import { ArchiveError } from '../../src/errors.ts';
import type { OfficerDecision } from '../../src/export/officer-decisions.ts';
import type { ViewedPaper } from '../../src/export/held-paper.ts';
import type { HeldEntry } from '../../src/export/state.ts';
import type { Desk } from './desk.ts';
import { paperLines, textOf } from './lines.ts';
import { answer, ask, CHOICES, questionLines } from './question.ts';
import { visible } from './width.ts';
import type { Say } from './words.ts';

/** What a plain review runs on. `isTerminal`: whether only a person's eyes or ears take what is written. */
export interface PlainReview { input: NodeJS.ReadableStream; output: NodeJS.WritableStream; desk: Desk; say: Say; isTerminal: boolean }

/** Lines are not folded here: a terminal or a reader does it better. */
const COLUMNS = Number.MAX_SAFE_INTEGER;

/** Runs a review until the officer ends it or the input does. */
export async function runPlainReview(review: PlainReview): Promise<void> {
  const reader = createInterface({ input: review.input, terminal: false });
  const talk = new Talk(review, reader[Symbol.asyncIterator]());
  try {
    await talk.list();
  } finally {
    reader.close();
  }
}

/** One review as a talk of questions and answers. An answer is `null` once the input has ended. */
class Talk {
  readonly #review: PlainReview;
  readonly #answers: AsyncIterator<string>;
  readonly #decisions: OfficerDecision[] = [];
  #by = '';

  constructor(review: PlainReview, answers: AsyncIterator<string>) {
    this.#review = review;
    this.#answers = answers;
  }

  async list(): Promise<void> {
    const { desk, say } = this.#review;
    let filter: string | null = null;
    for (;;) {
      const holds = desk.holds().filter(({ code }) => filter === null || code === filter);
      this.#say(say('list.title', { shown: holds.length, all: desk.holds().length }));
      if (holds.length === 0) this.#say(say('list.empty'));
      holds.forEach((hold, n) => this.#say(`${n + 1}. ${hold.since} ${hold.code} ${hold.id ?? say('list.row')} ${hold.type} ${hold.where} ${this.#whyOf(hold)}`));
      const typed = await this.#ask(say('plain.choose'));
      if (typed === null || typed === 'q') return;
      const hold = /^\d{1,9}$/.test(typed) ? holds[Number(typed) - 1] : undefined;
      if (hold !== undefined) await this.#guarded(() => this.#paper(hold));
      else if (typed === 'u') await this.#guarded(async () => this.#undo());
      else if (typed === 'f' || typed.startsWith('f ')) filter = typed.slice(2).trim() || null;
      else if (typed !== '') this.#say(say('plain.unknown'));
    }
  }

  #whyOf({ id, detail }: HeldEntry): string {
    const decided = this.#decisions.findLast((decision) => decision.id === id);
    return decided === undefined ? detail : this.#review.say('decided', { decision: decided.decision });
  }

  #undo(): void {
    const { desk, say } = this.#review;
    const last = this.#decisions.at(-1);
    if (last === undefined) return this.#say(say('done.none'));
    desk.undo(last);
    this.#decisions.pop();
    this.#say(say('done.undone', { id: last.id }));
  }

  async #paper(hold: HeldEntry): Promise<void> {
    const { desk, say } = this.#review;
    const paper = desk.open(hold);
    this.#show(hold, paper, { isWhole: false, isMarksOnly: paper.fields.some(({ masked }) => masked.marks.length > 0) });
    for (;;) {
      const typed = await this.#ask(say('plain.paper'));
      if (typed === null || typed === 'b' || typed === 'q') return;
      if (typed === 'a') this.#show(hold, paper, { isWhole: false, isMarksOnly: false });
      else if (typed === 's') await this.#showWhole(hold, paper);
      else if (Object.hasOwn(CHOICES, typed)) {
        if (await this.#decide(hold, paper, CHOICES[typed as keyof typeof CHOICES])) return;
      } else if (typed !== '') this.#say(say('plain.unknown'));
    }
  }

  #show(hold: HeldEntry, paper: ViewedPaper, look: { isWhole: boolean; isMarksOnly: boolean }): void {
    for (const spans of paperLines(hold, paper, { columns: COLUMNS, isWhole: look.isWhole, isMarksOnly: look.isMarksOnly }, this.#review.say)) this.#say(textOf(spans));
  }

  /** Into a pipe or a file unmasked text never goes. */
  async #showWhole(hold: HeldEntry, paper: ViewedPaper): Promise<void> {
    const { isTerminal, say } = this.#review;
    if (!isTerminal) return this.#say(say('plain.no-terminal'));
    this.#say(say('plain.scrollback'));
    if (await this.#ask(say('show.ask')) === 'y') this.#show(hold, paper, { isWhole: true, isMarksOnly: false });
  }

  /** Returns whether a decision was written. */
  async #decide(hold: HeldEntry, paper: ViewedPaper, choice: (typeof CHOICES)[keyof typeof CHOICES]): Promise<boolean> {
    const { desk, say } = this.#review;
    let question = ask(hold, paper.standing, choice, { by: this.#by, today: desk.today, say });
    for (;;) {
      if (typeof question === 'string') {
        this.#say(question);
        return false;
      }
      const typed = await this.#ask(questionLines(question, desk.grounds, say).join('\n'));
      const next = typed === null ? null : answer(question, typed, say);
      if (next === null) {
        this.#say(say('done.cancelled'));
        return false;
      }
      if (!('step' in next)) return this.#write(next);
      this.#by = next.by;
      question = next;
    }
  }

  #write(decision: OfficerDecision): boolean {
    const { desk, say } = this.#review;
    desk.decide(decision);
    this.#decisions.push(decision);
    this.#say(say('done.written', { decision: decision.decision, id: decision.id }));
    return true;
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      this.#say(`${error.code}: ${error.message}`);
    }
  }

  #say(text: string): void { this.#review.output.write(`${text.split('\n').map(visible).join('\n')}\n`); }

  async #ask(question: string): Promise<string | null> {
    this.#say(question);
    const { value, done } = await this.#answers.next();
    return done === true ? null : value.trim();
  }
}
