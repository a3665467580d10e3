/**
 * Terminal: runs the screen on a terminal: keys in, drawings out, and the terminal as
 * it was when it ends, however it ends. The alternate screen keeps nothing: what an
 * officer looked at is not in the scrollback.
 */
import { emitKeypressEvents } from 'node:readline';
import { ArchiveError } from '../../src/errors.ts';
import type { Desk } from './desk.ts';
import { firstModel, update, type Command, type Event, type Model } from './model.ts';
import { drawing, view } from './screen.ts';
import type { Say } from './words.ts';

const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[0m\u001b[?25h\u001b[?1049l';

/** What the keys come from: a terminal's standard input, or a stream that is like one. */
export interface KeyInput extends NodeJS.ReadableStream { setRawMode(isRaw: boolean): unknown }
/** Where the screen is drawn. */
export interface ScreenOutput extends NodeJS.WritableStream { columns: number; rows: number }
/** Where the signals come from that end a process. */
export type Signals = Pick<NodeJS.EventEmitter, 'on' | 'removeListener'>;

/** What a review runs on. */
export interface Review { input: KeyInput; output: ScreenOutput; desk: Desk; say: Say; signals: Signals }

/** Signals that end it, with what a shell calls their exit code; `exit` comes when somebody ends the process otherwise. */
const ENDS: readonly (readonly [string, number])[] = [['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130], ['exit', 0]];

/**
 * Runs a review until the officer ends it and returns the exit code: 0, or that of the
 * signal that ended it.
 *
 * @throws whatever went wrong inside; the terminal is then as it was.
 */
export async function runReview({ input, output, desk, say, signals }: Review): Promise<number> {
  const holds = desk.holds();
  const session = new Session(desk, output, firstModel({ holds, columns: output.columns, rows: output.rows, today: desk.today, say }));
  emitKeypressEvents(input);
  input.setRawMode(true);
  output.write(ENTER);
  try {
    return await new Promise<number>((ended, failed) => {
      const guarded = (work: () => boolean) => () => {
        try {
          if (work()) ended(0);
        } catch (error) {
          failed(error);
        }
      };
      session.listen(input, 'keypress', (text: string | undefined, key: { name?: string; ctrl?: boolean }) =>
        guarded(() => session.take({ kind: 'key', key: { name: key.name ?? '', text: text ?? '', isControl: key.ctrl === true } }))());
      session.listen(input, 'end', () => ended(0));
      session.listen(output, 'resize', guarded(() => session.take({ kind: 'size', columns: output.columns, rows: output.rows })));
      for (const [signal, code] of ENDS) session.listen(signals, signal, () => { leave(input, output); ended(code); });
      session.draw();
      input.resume();
    });
  } finally {
    session.stopListening();
    leave(input, output);
    input.pause();
  }
}

/** Doing it twice does no harm. */
function leave(input: KeyInput, output: ScreenOutput): void {
  output.write(LEAVE);
  input.setRawMode(false);
}

/** One run of the screen: its state, and what it listens to. */
class Session {
  readonly #desk: Desk;
  readonly #output: ScreenOutput;
  readonly #stops: (() => void)[] = [];
  #model: Model;

  constructor(desk: Desk, output: ScreenOutput, model: Model) {
    this.#desk = desk;
    this.#output = output;
    this.#model = model;
  }

  /** Takes what happened, does what follows, draws, and returns whether the review has ended. */
  take(event: Event): boolean {
    let isOver = false;
    const events = [event];
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const [model, commands] = update(this.#model, next);
      this.#model = model;
      for (const command of commands) {
        if (command.kind === 'quit') isOver = true;
        else events.push(this.#done(command));
      }
    }
    if (!isOver) this.draw();
    return isOver;
  }

  draw(): void { this.#output.write(drawing(view(this.#model, this.#desk.grounds))); }

  listen<V extends unknown[]>(emitter: Signals, name: string, listener: (...values: V) => void): void {
    emitter.on(name, listener as (...values: unknown[]) => void);
    this.#stops.push(() => emitter.removeListener(name, listener as (...values: unknown[]) => void));
  }

  stopListening(): void { for (const stop of this.#stops.splice(0)) stop(); }

  /** A refusal of ours is said on the screen; a defect ends the review. */
  #done(command: Exclude<Command, { kind: 'quit' }>): Event {
    try {
      return this.#do(command);
    } catch (error) {
      if (error instanceof ArchiveError) return { kind: 'failed', message: `${error.code}: ${error.message}` };
      throw error;
    }
  }

  #do(command: Exclude<Command, { kind: 'quit' }>): Event {
    switch (command.kind) {
      case 'open': return { kind: 'opened', hold: command.hold, paper: this.#desk.open(command.hold) };
      case 'write': this.#desk.decide(command.decision); return { kind: 'written', decision: command.decision };
      case 'undo': this.#desk.undo(command.decision); return { kind: 'undone', decision: command.decision };
      case 'reload': return { kind: 'holds', holds: this.#desk.holds() };
    }
  }
}
