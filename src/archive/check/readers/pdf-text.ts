/**
 * PDF text: the strings a page shows (ISO 32000-1, §9.4), in drawing order, put
 * together twice: without spaces between the pieces of a line, and with them.
 */
import { isBytes, isDict, isName, isOperator, Syntax, textOf, type Value } from './pdf-syntax.ts';
import type { ReadShown } from './pdf-fonts.ts';

/** Thousandths of the type size beyond which a step to the right is a space. */
const SPACE_STEP = 180;

/** Reads a content stream and hands over its text. */
export function readShown(stream: string, readersOf: (font: string) => readonly ReadShown[], found: (text: string, how: string) => void): void {
  const syntax = new Syntax(stream);
  let readers: readonly ReadShown[] = [];
  let joined = '';
  let spaced = '';
  let values: Value[] = [];
  let lastY = Number.NaN;
  const add = (text: string) => { joined += text; spaced += text; };
  const show = (value: Value | undefined) => {
    if (!isBytes(value)) return;
    if (readers.length === 0) return add(value.bytes);
    for (const reader of readers) add(reader(value.bytes));
  };
  const step = (isLine: boolean) => { joined += isLine ? '\n' : ''; spaced += isLine ? '\n' : ' '; };
  while (syntax.skip()) {
    const value = syntax.value();
    if (!isOperator(value)) { values.push(value); continue; }
    switch (value.operator) {
      case 'Tf': readers = isName(values[0]) ? readersOf(values[0].name) : []; break;
      case 'Tj': show(values[0]); break;
      case "'": step(true); show(values[0]); break;
      case '"': step(true); show(values[2]); break;
      case 'TJ':
        for (const one of Array.isArray(values[0]) ? values[0] : []) {
          if (typeof one === 'number') { if (one < -SPACE_STEP) add(' '); } else show(one);
        }
        break;
      case 'Td': case 'TD': step(typeof values[1] === 'number' && Math.abs(values[1]) > 0.5); break;
      case 'Tm': step(values[5] !== lastY); lastY = Number(values[5]); break;
      case 'T*': step(true); break;
      case 'BT': case 'ET': step(false); break;
      case 'BDC': case 'DP': for (const one of values) if (isDict(one)) for (const text of one.values()) if (isBytes(text)) found(textOf(text), 'marked text'); break;
      case 'BI': syntax.at = afterInlinePicture(stream, syntax.at); break;
      default: break;
    }
    values = [];
  }
  found(joined, 'joined');
  if (spaced !== joined) found(spaced, 'spaced');
}

function afterInlinePicture(stream: string, from: number): number {
  const data = stream.indexOf('ID', from);
  const end = /[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)/.exec(stream.slice(data === -1 ? from : data));
  return end === null ? stream.length : (data === -1 ? from : data) + end.index + 3;
}
