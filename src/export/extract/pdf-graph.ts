/**
 * PDF graph: what refers to what. Tells which objects the file still uses, and by
 * which key, for a stream seldom says itself what it is.
 */
import { isType, type CosObject, type PdfFile } from './pdf-file.ts';
import type { Cos, CosDict } from './pdf-syntax.ts';

export interface PdfGraph {
  /** Objects that the last revision reaches from its root. */
  used: ReadonlySet<CosObject>;
  /** The keys under which an object is referred to, by number. */
  labels: ReadonlyMap<number, ReadonlySet<string>>;
  /** The dictionaries that stand for the whole file: of the last trailer that has a root. */
  root: CosDict | null;
  info: CosDict | null;
  value(value: Cos | undefined): Cos | undefined;
  object(value: Cos | undefined): CosObject | undefined;
}

/** Dictionaries whose keys are names somebody chose: what is in them goes by the name of the dictionary. */
const GROUPS = new Set(['XObject', 'Font', 'Pattern', 'CharProcs', 'ColorSpace', 'Shading', 'ExtGState', 'Properties', 'EF', 'AP', 'N', 'R', 'D', 'JavaScript', 'Dests', 'PieceInfo']);

/** Returns the graph of a file. */
export function graphOf(file: PdfFile): PdfGraph {
  const object = (value: Cos | undefined) => (value?.type === 'ref' ? file.current.get(value.number) : undefined);
  const value = (start: Cos | undefined): Cos | undefined => {
    let found = start;
    for (let n = 0; n < 32 && found?.type === 'ref'; n += 1) found = object(found)?.value;
    return found?.type === 'ref' ? undefined : found;
  };
  const trailer = file.trailers.findLast(({ entries }) => entries.has('Root'));
  const walk = new GraphWalk(file);
  if (trailer !== undefined) walk.visit(trailer, '');
  const used = new Set(walk.seen);
  for (const other of file.objects) walk.enter(other, '');
  const catalogue = file.objects.findLast((other) => isType(other, 'Catalog'));
  const dict = (found: Cos | undefined) => (found?.type === 'dict' ? found : null);
  return { used, labels: walk.labels, value, object, root: dict(value(trailer?.entries.get('Root'))) ?? dict(catalogue?.value), info: dict(value(trailer?.entries.get('Info'))) };
}

/** A value to visit. `isMember`: somebody chose the name it goes by, so what is in it goes by its own keys. */
interface Visit { value: Cos; label: string; isMember: boolean }

class GraphWalk {
  readonly seen = new Set<CosObject>();
  readonly labels = new Map<number, Set<string>>();
  readonly #file: PdfFile;
  readonly #waiting: Visit[] = [];

  constructor(file: PdfFile) {
    this.#file = file;
  }

  visit(value: Cos, label: string): void {
    this.#waiting.push({ value, label, isMember: false });
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) this.#step(next);
  }

  enter(object: CosObject, label: string): void {
    if (this.seen.has(object)) return;
    this.seen.add(object);
    this.visit(object.value, label);
  }

  #step({ value, label, isMember }: Visit): void {
    if (value.type === 'array') for (const item of value.items) this.#waiting.push({ value: item, label, isMember });
    if (value.type === 'dict') {
      const isGroup = GROUPS.has(label) && !isMember && !value.entries.has('Type');
      for (const [key, item] of value.entries) {
        const hasOwnLabel = !isGroup || GROUPS.has(key);
        this.#waiting.push({ value: item, label: hasOwnLabel ? key : label, isMember: !hasOwnLabel });
      }
    }
    if (value.type !== 'ref') return;
    const known = this.labels.get(value.number) ?? new Set();
    this.labels.set(value.number, known.add(label));
    const object = this.#file.current.get(value.number);
    if (object === undefined || this.seen.has(object)) return;
    this.seen.add(object);
    this.#waiting.push({ value: object.value, label, isMember });
  }
}
