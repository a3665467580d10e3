/**
 * Tables of a page: headers and cells as a reader sees them, for columns that name
 * persons. A row whose header stands beside it (`<th>name</th><td>…`) is handed over
 * as a label with its value.
 */
import type { Reading } from '../piece.ts';

interface Row { cells: string[]; kinds: ('th' | 'td')[] }
interface Open { rows: Row[] }

/** Follows the tags of a page. */
export class TableReader {
  readonly #reading: Reading;
  readonly #where: string;
  readonly #open: Open[] = [];
  #cell: string | null = null;

  constructor(reading: Reading, where: string) {
    this.#reading = reading;
    this.#where = where;
  }

  start(tag: string): void {
    if (tag === 'table') this.#open.push({ rows: [] });
    const table = this.#open.at(-1);
    if (table === undefined) return;
    if (tag === 'tr') { this.#closeCell(); table.rows.push({ cells: [], kinds: [] }); }
    if (tag === 'td' || tag === 'th') {
      this.#closeCell();
      if (table.rows.length === 0) table.rows.push({ cells: [], kinds: [] });
      table.rows.at(-1)!.kinds.push(tag);
      this.#cell = '';
    }
  }

  end(tag: string): void {
    if (tag === 'td' || tag === 'th' || tag === 'tr') this.#closeCell();
    if (tag === 'table' && this.#open.length > 0) { this.#closeCell(); this.#handOver(this.#open.pop()!); }
  }

  text(chars: string): void { if (this.#cell !== null) this.#cell += chars; }

  finish(): void {
    this.#closeCell();
    while (this.#open.length > 0) this.#handOver(this.#open.pop()!);
  }

  #closeCell(): void {
    if (this.#cell === null) return;
    this.#open.at(-1)?.rows.at(-1)?.cells.push(this.#cell.replace(/\s+/g, ' ').trim());
    this.#cell = null;
  }

  #handOver({ rows }: Open): void {
    const [first, ...rest] = rows.filter(({ cells }) => cells.length > 0);
    if (first === undefined) return;
    for (const { cells, kinds } of rows) {
      for (let at = 0; at + 1 < cells.length; at += 1) {
        if (kinds[at] === 'th' && kinds[at + 1] === 'td' && cells[at]!.length <= 30) this.#reading.text(`${cells[at]}: ${cells[at + 1]}`, this.#where);
      }
    }
    this.#reading.table({ headers: first.cells, rows: rest.map(({ cells }) => cells), where: this.#where });
  }
}
