/**
 * Linked data: statements about things, written as JSON-LD 1.1 and as Turtle, so that both
 * say the same. Every thing has an address of its own; there are no blank nodes, which a
 * harvester could not tell apart from one night to the next.
 */

/** A value: another thing, words in a language, or a value with its type. */
export type Value = { is: string } | { words: string; language: string } | { value: string | number; type?: string };

/** One thing. Names of types and properties are short: `dct:title`. */
export interface Thing { id: string; types: readonly string[]; says: Readonly<Record<string, readonly Value[]>> }

/** The vocabularies, by what their names begin with. */
export const VOCABULARIES: Readonly<Record<string, string>> = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#', xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** Returns the things as JSON-LD. */
export function jsonLinked(things: readonly Thing[]): string {
  const graph = things.map(({ id, types, says }) => ({ '@id': id, '@type': types, ...Object.fromEntries(Object.entries(says).map(([name, values]) => [name, values.map(jsonValue)])) }));
  return `${JSON.stringify({ '@context': VOCABULARIES, '@graph': graph }, null, 1)}\n`;
}

/** Returns the things as Turtle. */
export function turtle(things: readonly Thing[]): string {
  const prefixes = Object.entries(VOCABULARIES).map(([name, address]) => `@prefix ${name}: <${address}> .\n`).join('');
  return prefixes + things.map(({ id, types, says }) => {
    const lines = Object.entries(says).filter(([, values]) => values.length > 0).map(([name, values]) => `  ${name} ${values.map(turtleValue).join(', ')}`);
    return `\n${iri(id)} a ${types.join(', ')}${lines.map((line) => ` ;\n${line}`).join('')} .\n`;
  }).join('');
}

function jsonValue(value: Value): object {
  if ('is' in value) return { '@id': value.is };
  if ('words' in value) return { '@value': value.words, '@language': value.language };
  return { '@value': String(value.value), ...(value.type === undefined ? {} : { '@type': value.type }) };
}

function turtleValue(value: Value): string {
  if ('is' in value) return iri(value.is);
  if ('words' in value) return `${quoted(value.words)}@${value.language}`;
  return `${quoted(String(value.value))}${value.type === undefined ? '' : `^^${value.type}`}`;
}

/** An address may hold no sign that would end it (RFC 3987). */
function iri(address: string): string {
  return `<${address.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)}>`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, (sign) => ({ '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign]!)}"`;
}
