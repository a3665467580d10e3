/** Predictors (ISO 32000-2 §7.4.4.4): undoes the differences that packing was helped with. */
import type { CosDict } from './pdf-syntax.ts';

/** Returns bytes without their predictor; the same bytes if there is none. */
export function unpredicted(bytes: Uint8Array, settings: CosDict): Uint8Array {
  const number = (name: string, otherwise: number) => {
    const value = settings.entries.get(name);
    return value?.type === 'number' ? value.value : otherwise;
  };
  const predictor = number('Predictor', 1);
  if (predictor < 2) return bytes;
  const [colours, bits] = [number('Colors', 1), number('BitsPerComponent', 8)];
  const pixelBytes = Math.max(1, (colours * bits) >> 3);
  const rowBytes = Math.max(1, (colours * bits * number('Columns', 1) + 7) >> 3);
  return predictor === 2 ? summed(bytes, rowBytes, pixelBytes) : unfiltered(bytes, rowBytes, pixelBytes);
}

function summed(bytes: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const out = bytes.slice();
  for (let at = 0; at < out.length; at += 1) if (at % rowBytes >= pixelBytes) out[at] = out[at]! + out[at - pixelBytes]!;
  return out;
}

/** The filters of PNG: each row begins with the number of its own. */
function unfiltered(bytes: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (rowBytes + 1)]!;
    for (let column = 0; column < rowBytes; column += 1) {
      const at = row * rowBytes + column;
      const left = column < pixelBytes ? 0 : out[at - pixelBytes]!;
      const up = row === 0 ? 0 : out[at - rowBytes]!;
      const corner = row === 0 || column < pixelBytes ? 0 : out[at - rowBytes - pixelBytes]!;
      out[at] = (bytes[row * (rowBytes + 1) + 1 + column] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
