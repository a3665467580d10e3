/**
 * Containers: every place in every format where a canary is planted: container ×
 * encoding. A reader's new branch gets its line here, or nobody proves that it sees.
 */
import { deflateSync, gzipSync } from 'node:zlib';
import { gif, icon, jpeg, packedText, pdf, png, searchFile, searchIndex, webp, zip, type PdfPlace } from './makers.ts';

/** A place for a canary; returns a whole file, by its path, with the sentence in it. */
export interface Container {
  place: string;
  plant: (sentence: string) => { path: string; bytes: Buffer };
  /** The only kinds that can stand there whole: the words of an index lose their labels. */
  only?: readonly string[];
}

const NUMBERS = ['mobile', 'taint:unlisted'];

const file = (path: string, make: (sentence: string) => string | Buffer): Container['plant'] => (sentence) => {
  const made = make(sentence);
  return { path, bytes: typeof made === 'string' ? Buffer.from(made) : made };
};
const page = (make: (sentence: string) => string) => file('page.html', (sentence) => `<!DOCTYPE html><html lang="ko"><body><p>글</p>${make(sentence)}</body></html>`);

const references = (text: string) => [...text].map((letter, index) => (index % 2 === 0 ? `&#${letter.codePointAt(0)};` : `&#x${letter.codePointAt(0)!.toString(16)};`)).join('');
const escapes = (text: string) => [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const cut = (text: string, tag: string) => `${text.slice(0, -4)}<${tag}>${text.slice(-4, -2)}</${tag}>${text.slice(-2)}`;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const xmp = (text: string) => `<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:description>${text}</dc:description></x:xmpmeta>`;
const wide = (text: string) => [...text].map((letter) => (letter >= '0' && letter <= '9' ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter)).join('');
const pdfAt = (place: PdfPlace): Container => ({ place: `PDF, ${place}`, plant: file('paper.pdf', (text) => pdf(text, place)) });

const packed = (entry: string) => {
  const bytes = Buffer.from(entry);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

/** All places. */
export const CONTAINERS: readonly Container[] = [
  { place: 'HTML text', plant: page((text) => `<p>${text}</p>`) },
  { place: 'HTML text cut by tags', plant: page((text) => `<p>${cut(text, 'b')}</p>`) },
  { place: 'HTML character references', plant: page((text) => `<p>${references(text)}</p>`) },
  { place: 'HTML references written as text', plant: page((text) => `<p>${references(text).replaceAll('&', '&amp;')}</p>`) },
  { place: 'HTML full-width digits', plant: page((text) => `<p>${wide(text)}</p>`) },
  { place: 'HTML zero-width characters', plant: page((text) => `<p>${[...text].join('\u200b')}</p>`) },
  { place: 'HTML attribute', plant: page((text) => `<img alt="${escaped(text)}">`) },
  { place: 'HTML address', plant: page((text) => `<a href="mail.html?body=${encodeURIComponent(text)}">글</a>`) },
  { place: 'HTML attribute of an end tag', plant: page((text) => `<p>글</p title="${escaped(text)}">`) },
  { place: 'HTML comment', plant: page((text) => `<!-- ${text} -->`) },
  { place: 'HTML template', plant: page((text) => `<template><p>${text}</p></template>`) },
  { place: 'HTML noscript', plant: page((text) => `<noscript><p>${text}</p></noscript>`) },
  { place: 'HTML script', plant: page((text) => `<script>const note = ${JSON.stringify(text)};</script>`) },
  { place: 'HTML script with escapes', plant: page((text) => `<script>const note = "${escapes(text)}";</script>`) },
  { place: 'HTML JSON-LD', plant: page((text) => `<script type="application/ld+json">{"@type":"Dataset","about":"${escapes(text)}"}</script>`) },
  { place: 'HTML style', plant: page((text) => `<style>p::before{content:"${text}"}</style>`) },
  { place: 'HTML srcdoc', plant: page((text) => `<iframe srcdoc="${escaped(`<p>${text}</p>`)}"></iframe>`) },
  { place: 'HTML data: page', plant: page((text) => `<a href="data:text/html;base64,${Buffer.from(`<p>${text}</p>`).toString('base64')}">글</a>`) },
  { place: 'HTML data: text', plant: page((text) => `<a href="data:,${encodeURIComponent(text)}">글</a>`) },
  { place: 'HTML textarea', plant: page((text) => `<textarea>${text}</textarea>`) },
  { place: 'HTML after the end', plant: file('page.html', (text) => `<html><body></body></html>${text}`) },
  { place: 'HTML inline SVG', plant: page((text) => `<svg><title>${text}</title></svg>`) },
  { place: 'JSON string', plant: file('data.json', (text) => JSON.stringify({ id: 'x', list: [{ note: text }] })) },
  { place: 'JSON escapes', plant: file('data.json', (text) => `{"note":"${escapes(text)}"}`) },
  { place: 'JSON key', plant: file('data.json', (text) => JSON.stringify({ [text]: 1 })) },
  { place: 'JSON list of parts', plant: file('data.json', (text) => JSON.stringify({ list: text.split(' ') })) },
  { place: 'JSON-LD', plant: file('data/catalog.jsonld', (text) => JSON.stringify({ '@graph': [{ description: text }] })) },
  { place: 'Turtle', plant: file('data/catalog.ttl', (text) => `<a> <b> ${JSON.stringify(text)} .\n`) },
  { place: 'signature', plant: file('manifest-sha256.txt.sig', (text) => `-----BEGIN SSH SIGNATURE-----\n${text}\n`) },
  { place: 'shell script', plant: file('mirror.sh', (text) => `#!/bin/sh\n# ${text}\n`) },
  { place: 'log entry', plant: file('log/tile/entries/000.p/1', (text) => packed(JSON.stringify({ reason: text }))) },
  { place: 'JSON Lines', plant: file('data.jsonl', (text) => `{"a":1}\n${JSON.stringify({ note: text })}\n`) },
  { place: 'Markdown', plant: file('paper.md', (text) => `# 제목\n\n${text}\n`) },
  { place: 'Markdown signs', plant: file('paper.md', (text) => `# 제목\n\n${text.slice(0, -3)}**${text.slice(-3)}**\n`) },
  { place: 'Markdown front matter', plant: file('paper.md', (text) => `---\ntitle: "글"\nfiles:\n  - {"text":"${escapes(text)}"}\n---\n글\n`) },
  { place: 'XML text', plant: file('feed.xml', (text) => `<?xml version="1.0"?><feed><entry><title>${text}</title></entry></feed>`) },
  { place: 'XML attribute', plant: file('feed.atom', (text) => `<feed><link title="${escaped(text)}"/></feed>`) },
  { place: 'XML comment', plant: file('feed.xml', (text) => `<feed><!-- ${text} --></feed>`) },
  { place: 'XML CDATA with HTML', plant: file('feed.xml', (text) => `<feed><![CDATA[<p>${cut(text, 'i')}</p>]]></feed>`) },
  { place: 'XML escaped HTML', plant: file('feed.xml', (text) => `<feed><content type="html">&lt;p&gt;${cut(text, 'b').replaceAll('<', '&lt;')}&lt;/p&gt;</content></feed>`) },
  { place: 'SVG text', plant: file('chart.svg', (text) => `<svg xmlns="http://www.w3.org/2000/svg"><text>${cut(text, 'tspan')}</text></svg>`) },
  { place: 'SVG description', plant: file('chart.svg', (text) => `<svg><desc>${text}</desc></svg>`) },
  { place: 'SVG metadata attribute', plant: file('chart.svg', (text) => `<svg><metadata about="${escaped(text)}"/></svg>`) },
  { place: 'CSV cell', plant: file('rows.csv', (text) => `a,b\n1,"${text.replaceAll('"', '""')}"\n`) },
  { place: 'text', plant: file('notes.txt', (text) => `글\n${text}\n`) },
  { place: 'text in UTF-16', plant: file('notes.txt', (text) => Buffer.from(`\ufeff글\n${text}\n`, 'utf16le')) },
  { place: 'text, decomposed', plant: file('notes.txt', (text) => text.normalize('NFD')) },
  { place: 'style sheet', plant: file('a.css', (text) => `/* ${text} */ p{}`) },
  { place: 'style sheet escapes', plant: file('a.css', (text) => `p::after{content:"${[...text].map((letter) => `\\${letter.codePointAt(0)!.toString(16).padStart(6, '0')}`).join('')}"}`) },
  { place: 'script', plant: file('a.js', (text) => `const a = ${JSON.stringify(text)};`) },
  { place: 'script, strings in parts', plant: file('a.js', (text) => `const a = ${JSON.stringify(text.slice(0, -2))} + ${JSON.stringify(text.slice(-2))};`) },
  { place: 'gzip', plant: file('notes.txt.gz', (text) => gzipSync(Buffer.from(text))) },
  { place: 'search fragment', plant: file('pagefind/fragment/ko_0.pf_fragment', (text) => searchFile(Buffer.from(JSON.stringify({ url: 'a', content: text })))) },
  { place: 'search index', plant: file('pagefind/index/ko_0.pf_index', searchIndex), only: NUMBERS },
  { place: 'WebAssembly', plant: file('assets/a.wasm', (text) => Buffer.concat([Buffer.from('\0asm\x01\0\0\0', 'latin1'), Buffer.from(text)])), only: ['mobile', 'resident-number', 'email', 'taint:unlisted', 'taint:words'] },
  pdfAt('shown'), pdfAt('pieces'), pdfAt('title'), pdfAt('note'), pdfAt('packed object'), pdfAt('metadata'), pdfAt('file inside'),
  { place: 'PNG text', plant: file('a.png', (text) => png('tEXt', Buffer.from(`Comment\0${text}`))) },
  { place: 'PNG packed text', plant: file('a.png', (text) => png('iTXt', packedText(text))) },
  { place: 'PNG old packed text', plant: file('a.png', (text) => png('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.from(text))]))) },
  { place: 'PNG XMP', plant: file('a.png', (text) => png('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp(text)}`))) },
  { place: 'icon', plant: file('a.ico', (text) => icon(png('tEXt', Buffer.from(`Comment\0${text}`)))) },
  { place: 'JPEG comment', plant: file('a.jpg', (text) => jpeg(0xfe, Buffer.from(text))) },
  { place: 'JPEG XMP', plant: file('a.jpg', (text) => jpeg(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp(text)}`))) },
  { place: 'GIF comment', plant: file('a.gif', (text) => gif(Buffer.from(text))) },
  { place: 'WebP XMP', plant: file('a.webp', (text) => webp(Buffer.from(xmp(text)))) },
  { place: 'zip', plant: file('a.zip', (text) => zip({ 'a.txt': Buffer.from(text) })) },
  { place: 'zip in zip', plant: file('a.zip', (text) => zip({ 'b.zip': zip({ 'a.json': Buffer.from(JSON.stringify(text)) }) })) },
  { place: 'zip entry name', plant: file('a.zip', (text) => zip({ [`${text.replaceAll('/', ' ')}.txt`]: Buffer.from('글') })), only: ['mobile', 'resident-number', 'taint:unlisted', 'card', 'email', 'withdrawn', 'name', 'account'] },
  { place: 'Word document', plant: file('a.docx', (text) => zip({ 'word/document.xml': Buffer.from(`<w:document><w:p><w:r><w:t>${text.slice(0, -3)}</w:t></w:r><w:r><w:t>${text.slice(-3)}</w:t></w:r></w:p></w:document>`) })) },
  { place: 'Hangul document', plant: file('a.hwpx', (text) => zip({ mimetype: Buffer.from('application/hwp+zip'), 'Contents/section0.xml': Buffer.from(`<hs:sec><hp:p><hp:run><hp:t>${text}</hp:t></hp:run></hp:p></hs:sec>`) })) },
  { place: 'workbook', plant: file('a.xlsx', (text) => zip({ 'xl/sharedStrings.xml': Buffer.from(`<sst><si><t>${text}</t></si></sst>`) })) },
  { place: 'file name', plant: (text) => ({ path: `${text.replaceAll('/', ' ')}.txt`, bytes: Buffer.from('글') }) },
  { place: 'folder name', plant: (text) => ({ path: `${text.replaceAll('/', ' ')}/a.txt`, bytes: Buffer.from('글') }) },
];
