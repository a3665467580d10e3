/**
 * Download name: what a file of a record is called on a reader's disk. Made of the
 * record's id, the file's place and an ending out of a closed list. The name that a
 * clerk gave the file is never part of it: names hold people, `../`, line breaks and
 * endings that start programs.
 */
import { ArchiveError } from '../errors.ts';
import { idSchema } from './record.ts';

/** Endings that can be handed out. A file of another format is `bin`: a reader decides what opens it. */
export const DOWNLOAD_ENDINGS = [
  'csv', 'docx', 'hwp', 'hwpx', 'jpg', 'json', 'md', 'pdf', 'png', 'pptx', 'txt', 'xlsx', 'zip',
] as const;

/**
 * Returns the name: `0000000001-1.pdf`.
 *
 * @param index - Place among the record's files, from 0.
 * @param format - Lower-case ending without the dot, as the record has it.
 * @throws {ArchiveError} `BAD_RECORD` if the id is no id or the place is none.
 */
export function fileNameFor(id: string, index: number, format: string): string {
  if (!idSchema.safeParse(id).success) throw new ArchiveError('BAD_RECORD', 'download', 'expected a record id of ten characters');
  if (!Number.isInteger(index) || index < 0 || index > 9999) throw new ArchiveError('BAD_RECORD', id, `expected a place from 0 to 9999, got ${index}`);
  const ending = DOWNLOAD_ENDINGS.find((one) => one === format) ?? 'bin';
  return `${id}-${index + 1}.${ending}`;
}
