/**
 * Detector check: a text in which every night must find something, screened before the
 * first paper is. Detectors that fail on it, or see nothing in it, would hold all that
 * is new, or let it all through; either way the night does not begin.
 */
import { ArchiveError } from '../../src/errors.ts';
import type { Detector } from '../../src/export/detectors/detector.ts';
import { screen } from '../../src/export/screen.ts';
import type { TextPaper } from '../../src/model/stages.ts';
import type { MaskRule } from '../../src/policy/policy.ts';

/** Made up: exchanges and domains that nobody has. */
const PROBE: Readonly<Record<string, string>> = {
  mobile: '연락처 010-0000-1234', email: '전자우편 nobody@mail.example', 'resident-number': '주민등록번호 900101-1000001', card: '카드번호 4000-0000-0000-0002',
};

/**
 * Screens the probe.
 *
 * @throws {ArchiveError} `READERS_BROKEN` if a detector fails or does not find what it is there for.
 */
export function checkDetectors(detectors: readonly Detector[]): void {
  const masks = new Map(detectors.map(({ kind }): [string, MaskRule] => [kind, { rule: '', kind, ground: 6, name: { ko: '', en: '' }, allow: [], explanation: { ko: '', en: '' } }]));
  const missed = Object.keys(PROBE).filter((kind) => !isFound(detectors, masks, kind));
  if (missed.length > 0) throw new ArchiveError('READERS_BROKEN', 'detectors', `expected to find ${missed.join(', ')} in a text that holds them, found none; nothing was written`);
}

function isFound(detectors: readonly Detector[], masks: ReadonlyMap<string, MaskRule>, kind: string): boolean {
  try {
    return (screen(probe(kind), detectors, masks).findings.body ?? []).some((finding) => finding.kind === kind);
  } catch (error) {
    throw new ArchiveError('READERS_BROKEN', 'detectors', `expected them to work on a text with ${kind}, one failed; nothing was written`, { cause: error });
  }
}

function probe(kind: string): TextPaper {
  return {
    kind: 'text', type: 'document', source: '', key: '', where: 'probe', texts: { body: PROBE[kind]! }, files: [],
    facts: {
      unitCode: '', approverRank: null, approvalKind: null, approvedOn: null, disclosure: 'open', grounds: [], restrictedUntil: null,
      retention: null, registryId: null, project: null, licence: 'kogl-1', isWithdrawn: false,
    },
  };
}
