/**
 * Flow: the text of a marked-up file while it is read, in two readings: joined, where
 * an inline tag is nothing (`010-<b>0000</b>` is one number), and spaced, where it is
 * a space. A block ends the line in both.
 *
 * Kept as parts: cutting a piece out of a long text that still grows costs its length.
 */

/** Grows part by part. */
export class Flow {
  readonly #joined: string[] = [];
  readonly #spaced: string[] = [];
  #isOpen = false;
  #differs = false;

  /** A place to cut from later. */
  get mark(): number { return this.#joined.length; }

  add(chars: string): void {
    if (chars === '') return;
    this.#joined.push(chars);
    this.#spaced.push(chars);
    this.#isOpen = !/\s/.test(chars[chars.length - 1]!);
  }

  block(): void {
    if (!this.#isOpen && this.#joined.at(-1) === '\n') return;
    this.#joined.push('\n');
    this.#spaced.push('\n');
    this.#isOpen = false;
  }

  inline(): void {
    if (!this.#isOpen) return;
    this.#spaced.push(' ');
    this.#isOpen = false;
    this.#differs = true;
  }

  /** The joined text since a mark. */
  since(mark: number): string { return this.#joined.slice(mark).join(''); }

  get joined(): string { return this.#joined.join(''); }

  /** The lines that read otherwise when spaced, or `null` where none does. Both readings have the same lines. */
  get spaced(): string | null {
    if (!this.#differs) return null;
    const joined = this.joined.split('\n');
    const lines = this.#spaced.join('').split('\n').filter((line, index) => line !== joined[index]);
    return lines.length === 0 ? null : lines.join('\n');
  }
}
