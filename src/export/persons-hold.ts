/**
 * Persons' hold: why a paper waits for an officer though everything found in it is
 * masked. A list of people, or a topic on which even a masked person is harmed when
 * neighbours recognise them (health, welfare, violence, flight, suspicion), with any
 * sign of a person in the paper.
 *
 * Only what would be shown counts, and what lies hidden in a file that would be shown.
 */
import type { Hold, LedgerPaper, Masked, TextPaper } from '../model/stages.ts';
import type { HoldTopic, Policy } from '../policy/policy.ts';
import { isOfPersons } from './persons.ts';

/** A hold with the rule it rests on. */
export interface PersonHold extends Hold { rule: string }

/** What of a paper would be shown: its body or public version, and which of its files. */
export interface Shown { body: 'whole' | 'public-version' | 'withheld'; files: readonly boolean[] }

/** Returns why a text paper waits, or `null`. */
export function personHold(masked: Masked<TextPaper>, shown: Shown, policy: Policy): PersonHold | null {
  const fields = Object.keys(masked.texts).filter((field) => isShown(field, shown));
  return tableHold(masked.personTables.filter((field) => fields.includes(field))) ?? topicHold(masked, fields, policy);
}

/**
 * Returns why a ledger waits, or `null`: a cell names many people. Topics don't hold a
 * ledger; a row has no story beside the masked payee by which one could be recognised,
 * and a month of a unit's payments would be missing from the sums for one of them.
 */
export function personHoldOfLedger(masked: Masked<LedgerPaper>, policy: Policy): PersonHold | null {
  const withheld: ReadonlySet<string> = new Set(policy.ledgers.withheld[masked.paper.type]);
  return tableHold(masked.personTables.filter((field) => !withheld.has(field.split('/')[2]!)));
}

function isShown(field: string, { body, files }: Shown): boolean {
  if (field === 'body') return body === 'whole';
  if (field === 'publicBody') return body === 'public-version';
  const n = /^files\/(\d{1,9})\/(?!name$)/.exec(field)?.[1];
  return n === undefined || files[Number(n)] === true;
}

function tableHold(fields: readonly string[]): PersonHold | null {
  if (fields.length === 0) return null;
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  return { code: 'person-table', detail: `"${fields[0]}"${more}: expected no list of people, got two columns about persons in five rows or more`, rule: 'exemptions/6-personal-privacy' };
}

function topicHold(masked: Masked, fields: readonly string[], policy: Policy): PersonHold | null {
  const signs = masked.masks.filter(({ kind, field }) => isOfPersons(kind) && fields.includes(field));
  if (signs.length === 0) return null;
  const text = fields.map((field) => masked.texts[field]!).join('\n').normalize('NFKC').toLowerCase();
  const topic = policy.topics.find(({ withPerson }) => withPerson.some((word) => text.includes(word)));
  return topic === undefined ? null : sensitive(topic, signs[0]!.kind, signs[0]!.field);
}

function sensitive({ name, rule }: HoldTopic, kind: string, field: string): PersonHold {
  return { code: 'sensitive-person', detail: `a word of the topic "${name.en}" stands in a paper with a person: ${kind} in "${field}"`, rule };
}
