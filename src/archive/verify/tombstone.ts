/**
 * Tombstone: what stands at the address of a record that was taken back: its id, its days
 * and a reason code, and nothing else. It is recognised by having nothing else.
 */

const KEYS = new Set(['id', 'type', 'status', 'revision', 'releasedOn', 'withdrawnOn', 'reason']);
const MOST_BYTES = 1000;

/** Returns whether these bytes are a tombstone and could not be anything more. */
export function isTombstone(bytes: Buffer): boolean {
  if (bytes.length > MOST_BYTES) return false;
  const text = bytes.toString('utf8');
  const facts = text.startsWith('---\n') ? frontMatter(text) : json(text);
  return facts !== null && facts.status === 'withdrawn' && Object.entries(facts).every(([key, value]) => KEYS.has(key) && (typeof value === 'number' || (typeof value === 'string' && /^[0-9a-z-]{1,40}$/.test(value))));
}

function frontMatter(text: string): Record<string, unknown> | null {
  const [, lines] = /^---\n((?:[a-zA-Z]+: [^\n]+\n)+)---\n$/.exec(text) ?? [];
  return lines === undefined ? null : json(`{${lines.trimEnd().split('\n').map((line) => line.replace(/^([a-zA-Z]+): /, '"$1":')).join(',')}}`);
}

function json(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null; // Something else than a tombstone.
  }
}
