/**
 * Strike: loaded by `--import` into every Node process a command starts, it breaks
 * there what the test has asked for: a call to the disk, a module, the clock. The code
 * under test knows nothing of it. Each fault that strikes leaves a mark, because a
 * fault that never struck has tested nothing.
 *
 * Randomness is seeded, so that two nights over the same papers are the same bytes.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { Fault } from './faults.ts';

const here = basename(process.argv[1] ?? '');
const [append, copy, read] = [fs.appendFileSync, fs.copyFileSync, fs.readFileSync];
const folder = process.env.GLASSHALL_FAULTS!;
const faults = JSON.parse(read(join(folder, 'faults.json'), 'utf8')) as Fault[];
/** How long a night stands still for another to begin. */
const PAUSE_MS = 8_000;

function struck(fault: Fault): void {
  append(join(folder, 'marks'), `${faults.indexOf(fault)}\n`);
}

/** The calls that change the disk, and the one that reads a whole file. */
const CALLS = {
  write: ['writeFileSync', 'appendFileSync', 'mkdirSync', 'cpSync', 'copyFileSync'], rename: ['renameSync'], remove: ['rmSync'], read: ['readFileSync'],
} as const;
const LATER = ['writeFile', 'mkdir', 'copyFile', 'rename'] as const;

type Call = (...values: unknown[]) => unknown;

function breakCalls(fault: Extract<Fault, { on: string }>): void {
  const pattern = new RegExp(fault.path);
  let count = 0;
  const strikes = (values: unknown[]): boolean => {
    const isMeant = pattern.test(String(values[0])) || (fault.on === 'rename' && pattern.test(String(values[1])));
    if (!isMeant) return false;
    count += 1;
    if (count === (fault.after ?? 0) + 1) struck(fault);
    return count > (fault.after ?? 0);
  };
  for (const name of CALLS[fault.on]) {
    const real = fs[name] as Call;
    (fs as unknown as Record<string, Call>)[name] = (...values) => {
      if (!strikes(values)) return real(...values);
      if (fault.then === 'kill-after') real(...values);
      return happen(fault, values, () => real(...values));
    };
  }
  if (fault.on !== 'write') return;
  for (const name of LATER) {
    const real = (fs.promises[name] as Call).bind(fs.promises);
    (fs.promises as unknown as Record<string, Call>)[name] = async (...values) => (strikes(values) ? happen(fault, values, () => real(...values)) : real(...values));
  }
}

function happen(fault: Extract<Fault, { on: string }>, values: unknown[], real: () => unknown): unknown {
  switch (fault.then) {
    case 'kill':
    case 'kill-after': return process.kill(process.pid, fault.signal ?? 'SIGKILL');
    case 'kill-parent':
      process.kill(process.ppid, 'SIGKILL');
      return real();
    case 'change':
      // Like a person who saves the file while it is read.
      copy(fault.from!, String(values[0]));
      return real();
    case 'crash': return process.exit(9);
    case 'hang': for (let number = 2; ; number += 1) Math.sqrt(number);
    case 'pause': Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS); return real();
    case 'memory': for (const eaten: Buffer[] = []; ;) eaten.push(Buffer.alloc(20_000_000, 1));
    default: throw Object.assign(new Error(`${fault.then}: refused, write`), { code: fault.then, errno: -28, syscall: 'write' });
  }
}

function breakModule(fault: Extract<Fault, { module: string }>): void {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.split('?')[0]!.endsWith(fault.module)) return loaded;
      struck(fault);
      if (fault.find === undefined) return Object.assign({}, loaded, { source: fault.put });
      const source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
      if (!source.includes(fault.find)) throw new Error(`the fault expected "${fault.find}" in ${fault.module}`);
      return Object.assign({}, loaded, { source: source.replace(fault.find, () => fault.put) });
    },
  });
}

function turnClock(fault: Extract<Fault, { clockDays: number }>): void {
  const Real = Date;
  struck(fault);
  globalThis.Date = class extends Real {
    constructor(...values: number[]) {
      if (values.length === 0) super(Real.now() + fault.clockDays * 86_400_000);
      else super(...(values as [number]));
    }
  } as DateConstructor;
}

if (isMainThread) {
  let drawn = 0;
  crypto.randomBytes = ((size: number) => crypto.createHash('shake256', { outputLength: size }).update(`seed/${drawn++}`).digest()) as typeof crypto.randomBytes;
  for (const fault of faults.filter((one) => one.in === here)) {
    if ('module' in fault) breakModule(fault);
    else if ('clockDays' in fault) turnClock(fault);
    else breakCalls(fault);
  }
  syncBuiltinESMExports();
}
