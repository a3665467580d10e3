/** What the makers of Office packages share: content types, relationships, properties. */
import { xml } from './plants.ts';
import { zipOf } from './zip.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
export const TYPES = 'application/vnd.openxmlformats-officedocument';

/** Namespaces a part of any kind may use. */
export const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"', 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"', `xmlns:r="${OFFICE}/relationships"`,
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"', 'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"', 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ');

export interface OoxmlPart { name: string; type: string; body: string | Uint8Array }

/** Returns relationships: id, type without its common beginning, target. */
export function relationships(...all: [id: string, type: string, target: string, mode?: 'External'][]): string {
  const items = all.map(([id, type, target, mode]) => `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${xml(target)}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** Returns the two parts of document properties. */
export function properties(plants: { author?: string; title?: string; company?: string; custom?: string }): OoxmlPart[] {
  return [
    { name: 'docProps/core.xml', type: 'application/vnd.openxmlformats-package.core-properties+xml', body: `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${xml(plants.author)}</dc:creator><dc:title>${xml(plants.title)}</dc:title></cp:coreProperties>` },
    { name: 'docProps/app.xml', type: `${TYPES}.extended-properties+xml`, body: `<Properties xmlns="${OFFICE}/extended-properties"><Company>${xml(plants.company)}</Company></Properties>` },
    { name: 'docProps/custom.xml', type: `${TYPES}.custom-properties+xml`, body: `<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="담당"><vt:lpwstr>${xml(plants.custom)}</vt:lpwstr></property></Properties>` },
  ];
}

/** Returns a package of parts and of files without a type of their own. */
export function packageOf(main: string, parts: readonly OoxmlPart[], others: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const overrides = parts.map(({ name, type }) => `<Override PartName="/${name}" ContentType="${type}"/>`).join('');
  const defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides}</Types>`,
    '_rels/.rels': relationships(['rId1', 'officeDocument', main]),
  };
  for (const { name, body } of parts) files[name] = body;
  return zipOf(Object.assign(files, others));
}
