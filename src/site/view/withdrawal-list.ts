/**
 * Withdrawal list: `withdrawals.json`, every record that is taken back and stays so, for
 * whoever keeps a copy: what the copy has at these paths is to be removed. No title, no
 * name; one withdrawal on a line. A record that was restored is not in it.
 */
import { withdrawals } from '../../catalogue/events.ts';
import { recordPath } from './paths.ts';
import type { Site } from './site.ts';

/** Where the list stands. */
export const WITHDRAWALS = 'withdrawals.json';

/** Returns the list. */
export function withdrawalList({ catalogue }: Pick<Site, 'catalogue'>): string {
  const lines = withdrawals(catalogue).map(({ id, path, on, reason, index }) => JSON.stringify({ id, path, page: `${recordPath(path)}.html`, on, reason, index }));
  return `{\n "version": 1,\n "schema": "withdrawals.schema.json",\n "withdrawals": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]\n}\n`;
}

/** Returns what the fields of the list mean, as JSON Schema. */
export function withdrawalSchema(): string {
  const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });
  const properties = {
    id: text('Id of the record, for ever.', { pattern: '^[0-9bcdfghjkmnpqrstvwxz]{10}$' }),
    path: text('Where the record stood. A tombstone stands there now: remove every earlier copy, and every other file whose name holds the id.'),
    page: text('The page of the record, which says when and why it was withdrawn.'),
    on: text('Day of the withdrawal where the city is.', { format: 'date' }),
    reason: text('Code of the reason, from a closed set; data.html lists them.'),
    index: { type: 'integer', minimum: 0, description: 'Index of the entry in the log that withdrew it.' },
  };
  const list = { type: 'array', items: { type: 'object', required: Object.keys(properties), additionalProperties: false, properties } };
  return `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Withdrawals', type: 'object', required: ['version', 'withdrawals'], properties: { version: { const: 1 }, schema: { type: 'string' }, withdrawals: list } }, null, 1)}\n`;
}
