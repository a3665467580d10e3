/**
 * Units: drafts an organisations file from the unit names that stand in a folder
 * of files, for a clerk to check. Everything a clerk changed is kept; a name that
 * no unit has among its codes becomes a new unit at the end, so that ids stay.
 *
 *   npm run units -- --mapping <file> --path <folder> --id <organisation>
 *     --class city|district|affiliated --out content/organisations/<id>.json
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import * as z from 'zod';
import { ArchiveError } from '../src/errors.ts';
import { openFolderSource } from '../src/export/sources/folder.ts';
import { ORGANISATION_CLASSES } from '../src/model/vocabulary.ts';
import { options, run } from './command.ts';

const words = z.strictObject({ ko: z.string(), en: z.string() });
const organisationSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  organisationClass: z.enum(ORGANISATION_CLASSES),
  name: words,
  units: z.array(z.strictObject({
    id: z.string(),
    parent: z.string().nullable(),
    codes: z.array(z.string()),
    names: z.array(z.strictObject({ name: words, from: z.string().nullable(), until: z.string().nullable() })),
    mail: z.string().nullable(),
    telephone: z.string().nullable(),
  })),
});
type Organisation = z.infer<typeof organisationSchema>;

const NEEDED = ['mapping', 'path', 'out', 'id', 'class'] as const;
type Arguments = Record<(typeof NEEDED)[number], string>;

function readArguments(): Arguments {
  const text = { type: 'string' } as const;
  const values: Partial<Arguments> = options({ mapping: text, path: text, out: text, id: text, class: text }).values;
  const missing = NEEDED.find((name) => values[name] === undefined);
  if (missing !== undefined) throw new ArchiveError('BAD_ARGUMENT', `--${missing}`, 'expected a value, got nothing');
  if (!ORGANISATION_CLASSES.some((name) => name === values.class)) throw new ArchiveError('BAD_ARGUMENT', '--class', `expected one of ${ORGANISATION_CLASSES.join(', ')}`);
  if (!existsSync(dirname(resolve(values.out!)))) throw new ArchiveError('BAD_ARGUMENT', '--out', `expected a folder that exists, got ${dirname(resolve(values.out!))}`);
  return values as Arguments;
}

/** Returns the unit names of a folder, each once, in code units' order. */
function unitNames({ mapping, path }: Arguments): string[] {
  const source = openFolderSource({ name: basename(path), path: resolve(path), mapping: resolve(mapping) });
  const names = new Set<string>();
  for (const paper of source.papers()) {
    if (paper.kind === 'held-row') continue;
    const name = paper.kind === 'text' ? paper.facts.unitCode : paper.unitCode;
    if (name !== null) names.add(name);
  }
  return [...names].sort();
}

function readDraft({ out, id, class: organisationClass }: Arguments): Organisation {
  const empty = { id, organisationClass, name: { ko: id, en: id }, units: [] };
  const result = organisationSchema.safeParse(existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : empty);
  if (result.success && result.data.id === id) return result.data;
  const issue = result.success ? `"id" must be ${result.data.id}, got ${id}` : `"${result.error.issues[0]!.path.join('.')}" ${result.error.issues[0]!.message}`;
  throw new ArchiveError('BAD_ARGUMENT', out, issue);
}

/** Returns the file with a unit for every name that none has among its codes. */
function withUnits(organisation: Organisation, names: readonly string[]): Organisation {
  const known = new Set(organisation.units.flatMap(({ codes }) => codes));
  const last = Math.max(0, ...organisation.units.map(({ id }) => Number(/-u(\d+)$/.exec(id)?.[1] ?? 0)));
  const added = names.filter((name) => !known.has(name)).map((name, index) => ({
    id: `${organisation.id}-u${String(last + index + 1).padStart(3, '0')}`,
    parent: null, codes: [name], names: [{ name: { ko: name, en: name }, from: null, until: null }], mail: null, telephone: null,
  }));
  return { ...organisation, units: [...organisation.units, ...added] };
}

if (import.meta.main) {
  await run(() => {
    const values = readArguments();
    const before = readDraft(values);
    const after = withUnits(before, unitNames(values));
    writeFileSync(`${values.out}.part`, `${JSON.stringify(after, null, 2)}\n`);
    renameSync(`${values.out}.part`, values.out);
    process.stdout.write(`${values.out}: ${after.units.length} units, ${after.units.length - before.units.length} of them new; check names, parents and former names\n`);
  });
}
