/**
 * Paths: where each page stands, without the language and without `.html`. A
 * record's page stands where its file stands in `content/`, so that a person finds
 * one from the other.
 */
import { ArchiveError } from '../../errors.ts';

/** Returns the page of a record, from the path of its file below `content/`. */
export function recordPath(file: string, part = 1): string {
  const path = file.replace(/\.(md|json)$/, '');
  return part === 1 ? path : `${path}/${part}`;
}

/** Returns the frame of a record. Short and apart from the record's own address: hosts send other headers with it. */
export function embedPath(id: string): string {
  return `embed/${id}`;
}

/** Returns the page of a list; `block` is `null` for its open end with the newest. */
export function listPath(folder: string, key: string, block: number | null = null): string {
  const path = `${folder}/${slug(key)}`;
  return block === null ? path : `${path}/${block}`;
}

/** Returns the manual's page of a rule, from the rule's name. */
export function policyPath(rule: string): string {
  return `policy/${rule}`;
}

/**
 * Returns a code as one part of an address. Codes may hold dots, addresses made of
 * dots lead elsewhere; `~` is in no code, so two codes never share an address.
 *
 * @throws {ArchiveError} `BAD_RECORD` if the code has other characters than codes may have.
 */
export function slug(code: string): string {
  if (!/^[A-Za-z0-9._-]{1,60}$/.test(code)) throw new ArchiveError('BAD_RECORD', 'address', 'expected a code of letters, digits, ".", "_" and "-"');
  return code === 'index' ? 'index~' : code.replaceAll('.', '~');
}
