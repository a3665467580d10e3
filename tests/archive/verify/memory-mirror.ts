/** A copy in memory. `change` may change it while it is read: it is told of every file before it is opened. */
import type { Mirror } from '../../../src/archive/verify/mirror.ts';

export function memoryMirror(files: Map<string, Buffer>, change: (path: string) => void = () => {}): Mirror & Required<Pick<Mirror, 'list'>> {
  return {
    atOnce: 3,
    open: async (path) => {
      change(path);
      const bytes = files.get(path);
      return bytes === undefined ? null : piecesOf(bytes);
    },
    list: async function* list() { yield* [...files.keys()]; },
  };
}

/** In pieces of odd lengths: lines and entries are cut anywhere. */
async function* piecesOf(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 37) yield bytes.subarray(at, at + 37);
}
