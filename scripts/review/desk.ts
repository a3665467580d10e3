/**
 * Desk: what an officer has before him: what waits, one paper opened, and the pen.
 * The screen and the questions know the world only through it. The state is opened
 * for a moment and closed: a review that lasts an hour must not keep the night out.
 */
import { join } from 'node:path';
import { loadSources } from '../../src/export/configuration.ts';
import { viewHeldPaper, type ViewedPaper } from '../../src/export/held-paper.ts';
import { appendDecisions, undoDecision, type OfficerDecision } from '../../src/export/officer-decisions.ts';
import { dayIn } from '../../src/export/pipeline.ts';
import type { Readers } from '../../src/export/readers.ts';
import { State, type HeldEntry } from '../../src/export/state.ts';
import type { Effects } from '../../src/model/effects.ts';
import type { Ground } from '../../src/model/vocabulary.ts';
import { loadCity, loadPolicy } from '../../src/policy/load.ts';

/** What the screen and the questions work with. All calls are synchronous. */
export interface Desk {
  /** Today in the city's time zone. */
  today: string;
  /** The eight grounds by number, with name and article. */
  grounds: ReadonlyMap<Ground, string>;
  /** What waits, oldest first. */
  holds(): HeldEntry[];
  /** Reads one paper again. @throws {ArchiveError} if its source can't be read. */
  open(hold: HeldEntry): ViewedPaper;
  /** Appends a decision. */
  decide(decision: OfficerDecision): void;
  /** Takes back exactly that decision. */
  undo(decision: OfficerDecision): void;
}

/** Folders and doors of {@link openDesk}. `readers` starts the process that reads files, once, when a paper is first opened. */
export interface DeskOptions { content: string; private: string; effects: Effects; readers: () => Readers; language: 'ko' | 'en' }

/** Returns the desk of one service. */
export function openDesk({ content, private: privateFolder, effects, readers, language }: DeskOptions): Desk {
  const policy = loadPolicy(content);
  const today = dayIn(loadCity(content).timeZone, effects.now());
  let opened: Readers | null = null;
  return {
    today,
    grounds: new Map([...policy.exemptions].map(([ground, { name, law }]) => [ground, `${name[language]} (${law})`])),
    holds: () => holdsOf(privateFolder),
    open: (hold) => viewHeldPaper(hold, { sources: loadSources(privateFolder), policy, readers: opened ??= readers() }),
    decide: (decision) => appendDecisions(effects, privateFolder, [decision]),
    undo: (decision) => undoDecision(effects, privateFolder, decision, decision.by, today),
  };
}

function holdsOf(privateFolder: string): HeldEntry[] {
  const state = new State(join(privateFolder, 'state.sqlite'));
  try {
    return state.holds().sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  } finally {
    state.close();
  }
}
