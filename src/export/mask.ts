/**
 * Mask: the third of the five export stages. Replaces every finding of a screened
 * text with words that name what was hidden and on which ground, such as
 * `[주민등록번호 가림·제6호]`.
 *
 * A mask never tells the length of what it hides, so that a value cannot be
 * guessed by counting. The rules are public: content/policy/masks/.
 */
import { ArchiveError } from '../errors.ts';
import type { Finding, LedgerPaper, Masked, MaskCount, Paper, Screened, TextPaper, Texts } from '../model/stages.ts';
import type { Ground } from '../model/vocabulary.ts';
import type { MaskRule, Policy } from '../policy/policy.ts';
import { authorMark, groundOfMark } from './detectors/author-mark.ts';

/** A stretch of overlapping findings, named by one of them. */
interface Stretch { kind: string; ground: Ground; words: string; start: number; end: number }

/** One text before and after, with its masks in order. */
interface MaskedText { text: string; stretches: readonly Stretch[]; textChars: number; maskedChars: number }

/**
 * Returns the paper with every finding hidden; the given one is not changed.
 *
 * @param screened - Findings are half-open ranges in UTF-16 code units, in any
 *   order; overlapping ones are hidden under one mask, which the author's mark
 *   names, else the longest of them.
 * @throws {ArchiveError} `BAD_SOURCE` if a finding lies outside its text. Nothing
 *   is clipped: a finding we cannot place is one we cannot hide. `BAD_POLICY` if
 *   a kind has no mask.
 */
export function mask<P extends Paper>(screened: Screened<P>, masks: Policy['masks']): Masked<P> {
  const { paper, findings } = screened;
  const stray = Object.keys(findings).find((field) => !Object.hasOwn(paper.texts, field));
  if (stray !== undefined) throw new ArchiveError('BAD_SOURCE', paper.where, `${stray}: findings in a text that is not there`);
  const texts: Record<string, string> = {};
  const lengths: Record<string, { textChars: number; maskedChars: number }> = {};
  const counts: MaskCount[] = [];
  for (const [field, text] of Object.entries(paper.texts)) {
    const masked = maskText(text, findings[field] ?? [], masks, (message) =>
      new ArchiveError('BAD_SOURCE', paper.where, `${field}: ${message}`));
    texts[field] = masked.text;
    lengths[field] = { textChars: masked.textChars, maskedChars: masked.maskedChars };
    counts.push(...count(field, masked.stretches));
  }
  return { stage: 'masked', paper: withoutTexts(paper), texts: texts satisfies Texts, masks: counts, codesWithFindings: screened.codesWithFindings, personTables: screened.personTables, lengths };
}

/** `[mask](…)`, `[mask][…]` and `[mask]: …` would be links in Markdown and swallow what follows. */
const OPENS_LINK = /^[([:]/;

type Refuse = (message: string) => ArchiveError;

function maskText(text: string, findings: readonly Finding[], masks: Policy['masks'], refuse: Refuse): MaskedText {
  for (const finding of findings) checkPlace(text, finding, refuse);
  const stretches = merge(findings).map((group) => stretch(text, group, masks));
  let masked = '';
  let at = 0;
  let maskedChars = 0;
  for (const { start, end, words } of stretches) {
    masked += text.slice(at, start) + words + (OPENS_LINK.test(text.slice(end, end + 1)) ? ' ' : '');
    maskedChars += end - start;
    at = end;
  }
  return { text: masked + text.slice(at), stretches, textChars: text.length, maskedChars };
}

function checkPlace(text: string, { kind, start, end }: Finding, refuse: Refuse): void {
  const isPlaced = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
  if (!isPlaced) throw refuse(`${kind} found ${start}–${end} in a text of ${text.length}`);
}

/** Groups the findings that share at least one unit. */
function merge(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = [];
  let end = -1;
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (finding.start < end) groups.at(-1)!.push(finding);
    else groups.push([finding]);
    end = Math.max(end, finding.end);
  }
  return groups;
}

function stretch(text: string, group: readonly Finding[], masks: Policy['masks']): Stretch {
  const naming = group.find(({ kind }) => kind === authorMark.kind) ?? longest(group);
  const rule = ruleOf(naming.kind, masks);
  const ground = groundOf(text, naming, rule);
  return {
    kind: rule.kind, ground, words: `[${rule.name.ko} 가림·제${ground}호]`,
    start: group[0]!.start, end: Math.max(...group.map((finding) => finding.end)),
  };
}

function longest(group: readonly Finding[]): Finding {
  return group.reduce((best, finding) => (finding.end - finding.start > best.end - best.start ? finding : best));
}

function ruleOf(kind: string, masks: Policy['masks']): MaskRule {
  const rule = masks.get(kind);
  if (rule === undefined) {
    throw new ArchiveError('BAD_POLICY', `content/policy/masks/${kind}.md`, 'the file must exist for its detector, got nothing');
  }
  return rule;
}

/** The author states the ground in the mark; a mark without a valid one has that of the policy. */
function groundOf(text: string, { kind, start, end }: Finding, rule: MaskRule): Ground {
  const stated = kind === authorMark.kind ? groundOfMark(text.slice(start, end)) : null;
  return stated ?? rule.ground;
}

function count(field: string, stretches: readonly Stretch[]): MaskCount[] {
  const counts = new Map<string, MaskCount>();
  for (const { kind, ground } of stretches) {
    const before = counts.get(`${kind} ${ground}`)?.count ?? 0;
    counts.set(`${kind} ${ground}`, { field, kind, ground, count: before + 1 });
  }
  return [...counts.values()];
}

/** The paper's fields by name: a field nobody named, and above all the texts, ends here. */
function withoutTexts<P extends Paper>(paper: P): Omit<P, 'texts'> {
  const kept = paper.kind === 'text' ? textFields(paper) : ledgerFields(paper);
  return kept as unknown as Omit<P, 'texts'>;
}

function textFields(paper: TextPaper): Omit<TextPaper, 'texts'> {
  const { source, key, where, kind, type, facts, files } = paper;
  return { source, key, where, kind, type, facts, files };
}

function ledgerFields(paper: LedgerPaper): Omit<LedgerPaper, 'texts'> {
  const { source, key, where, kind, type, unitCode, period, currency, licence, rows } = paper;
  return { source, key, where, kind, type, unitCode, period, currency, licence, rows };
}
