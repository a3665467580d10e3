/**
 * The one error class of Glasshall. Every refusal names where it happened, what
 * was expected and what came. It never quotes a record's text: an error message
 * is a publication (it ends in terminals, mails and CI logs).
 */

/** The closed union of reasons to stop. Held papers are not errors; see `model/hold.ts`. */
export type ErrorCode =
  | 'BAD_ARGUMENT' // what a person typed on the command line
  | 'BAD_CONFIGURATION' // private/sources.json or a mapping file
  | 'BAD_POLICY' // content/policy, content/organisations, content/city.json
  | 'BAD_SOURCE' // what a city system handed over
  | 'BAD_COUNT' // fewer or more papers or rows than a source's stated range
  | 'BAD_TOTAL' // a control total that does not agree
  | 'BAD_RECORD' // a file under content/ that breaks its schema
  | 'BAD_LOG' // the transparency log, its tiles, notes or proofs contradict each other
  | 'BAD_STATE' // private state that does not belong to this content/
  | 'NOT_SEALED' // the portal is not the one the log's last seal names
  | 'BAD_TARGET' // where it should be published is no place for it
  | 'SOURCE_MISSING'
  | 'SOURCE_LOCKED'
  | 'SOURCE_CORRUPT'
  | 'TOO_MANY_WITHDRAWALS'
  | 'READERS_BROKEN' // the process that reads attachments and screens papers
  | 'WRITTEN_TWICE'
  | 'NIGHT_RUNNING'
  | 'FROZEN' // an officer has stopped the service; the last good build stands
  | 'BUILD_FAILED'
  | 'NO_BROWSER'
  | 'CHECK_BROKEN' // the check of the finished build does not find what it planted itself
  | 'CHECK_FAILED'; // something in the build may not be published, or can't be read

/** An error with a code, the place (a record id, or a path with row or key) and a message. */
export class ArchiveError extends Error {
  readonly code: ErrorCode;
  readonly where: string;

  /**
   * @param code - One of the closed set above.
   * @param where - A path, `path:row`, or a record id; never record text.
   * @param message - Says expected and got.
   */
  constructor(code: ErrorCode, where: string, message: string, options?: ErrorOptions) {
    super(`${where}: ${message}`, options);
    this.name = 'ArchiveError';
    this.code = code;
    this.where = where;
  }
}
