/**
 * Outside recogniser: a city's own program that finds personal information, asked one
 * JSON line a paper, `{"texts":{"body":"…"}}`, and answering one,
 * `{"findings":{"body":[{"kind":"name","start":0,"end":3}]}}`. It runs without a shell,
 * on this machine; whether it sends the text elsewhere is the city's to know.
 *
 * Whatever it does wrong refuses the paper and never lets it through.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import * as z from 'zod';
import type { Recogniser } from '../../src/export/configuration.ts';
import type { Texts } from '../../src/model/stages.ts';
import type { Reply } from './messages.ts';

const MOST_UNITS = 50_000_000;
const answerSchema = z.strictObject({
  findings: z.record(z.string(), z.array(z.strictObject({ kind: z.string(), start: z.int().min(0), end: z.int().min(1) }))),
});

/** The program, started when first asked and again after it failed. */
export class OutsideRecogniser {
  readonly #settings: Recogniser;
  #program: ChildProcessWithoutNullStreams | null = null;

  constructor(settings: Recogniser) { this.#settings = settings; }

  /** Asks about one paper; `where` only names it in a refusal. */
  ask(where: string, texts: Texts): Promise<Reply> {
    const program = this.#program ??= this.#start();
    return new Promise((resolve) => {
      let said = '';
      const end = (reply: Reply): void => {
        clearTimeout(timer);
        program.stdout.removeAllListeners('data');
        program.removeAllListeners('exit').removeAllListeners('error').on('error', () => {});
        if (reply.outcome === 'refused') this.close();
        resolve(reply);
      };
      const refuse = (message: string) => end({ outcome: 'refused', code: 'BAD_SOURCE', where, message });
      const timer = setTimeout(() => refuse(`expected the recogniser to answer within ${this.#settings.waitMs} ms, got none`), this.#settings.waitMs);
      program.on('error', () => refuse('the recogniser could not be started'));
      program.on('exit', () => refuse('expected the recogniser to answer, it ended'));
      program.stdout.on('data', (chunk: string) => {
        said += chunk;
        const newline = said.indexOf('\n');
        if (newline >= 0) end(parse(where, said.slice(0, newline)));
        else if (said.length > MOST_UNITS) refuse('expected one line, got far more');
      });
      program.stdin.write(`${JSON.stringify({ texts })}\n`);
    });
  }

  close(): void {
    this.#program?.kill('SIGKILL');
    this.#program = null;
  }

  #start(): ChildProcessWithoutNullStreams {
    const [command, ...args] = this.#settings.command;
    const program = spawn(command!, args, { stdio: ['pipe', 'pipe', 'ignore'] }) as unknown as ChildProcessWithoutNullStreams;
    program.stdout.setEncoding('utf8');
    program.stdin.on('error', () => {}); // Its end is told by `exit`.
    return program;
  }
}

function parse(where: string, line: string): Reply {
  try {
    return { outcome: 'recognised', found: answerSchema.parse(JSON.parse(line)).findings };
  } catch {
    return { outcome: 'refused', code: 'BAD_SOURCE', where, message: 'expected the recogniser to answer {"findings":{…}}, got another line' };
  }
}
