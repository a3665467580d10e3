/** Writes plain files: CSV, HTML, mail, gzip. */
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { xml, type Nooks, type Plants } from './plants.ts';

/** Returns CSV with every field that needs it in quotes. */
export function makeCsv(rows: readonly (readonly string[])[], delimiter = ','): string {
  const field = (text: string): string => (/[",;\t|\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(field).join(delimiter)}\n`).join('');
}

/** Returns text in an encoding; UTF-16 with its mark. */
export function encode(text: string, encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'cp949' | 'windows-1252'): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-bom') return Buffer.from(`\uFEFF${text}`);
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  return iconv.encode(text, encoding);
}

export const HTML_NOOKS = {
  body: 'visible', splitElements: 'visible', tableCell: 'visible', entity: 'visible',
  comment: 'hidden', attribute: 'hidden', linkTarget: 'hidden', script: 'hidden', hiddenElement: 'hidden', hiddenByStyle: 'hidden', template: 'hidden', inputValue: 'hidden', style: 'hidden', dataUri: 'hidden',
  title: 'metadata', meta: 'metadata',
} as const satisfies Nooks<string>;

export type HtmlNook = keyof typeof HTML_NOOKS;

/** Returns a page with text in any nook. */
export function makeHtml(plants: Plants<HtmlNook>): string {
  const split = plants.splitElements ?? '';
  const entities = [...plants.entity ?? ''].map((letter) => `&#${letter.charCodeAt(0)};`).join('');
  return `<!DOCTYPE html><html><head><title>${xml(plants.title)}</title><meta name="author" content="${xml(plants.meta)}"><style>p::after { content: "${plants.style ?? ''}" }</style>`
    + `<script>const phone = "${plants.script ?? ''}";</script></head><body><h1>공고</h1><p>${xml(plants.body ?? '본문')}</p><!-- ${plants.comment ?? ''} -->`
    + `<p>${split.slice(0, 6)}<b>${split.slice(6)}</b></p><p>${entities}</p><p title="${xml(plants.attribute)}"><a href="tel:${xml(plants.linkTarget)}">연락</a></p>`
    + `<table><tr><th>구분</th><th>내용</th></tr><tr><td>가</td><td>${xml(plants.tableCell)}</td></tr></table><p hidden>${xml(plants.hiddenElement)}</p>`
    + `<div style="display: none">${xml(plants.hiddenByStyle)}</div><template><p>${xml(plants.template)}</p></template><input value="${xml(plants.inputValue)}">`
    + `<img src="data:text/plain;base64,${Buffer.from(plants.dataUri ?? '').toString('base64')}"></body></html>`;
}

export const MAIL_NOOKS = {
  text: 'visible', quotedPrintable: 'visible', html: 'visible', subject: 'visible', attachment: 'visible', encodedSubject: 'visible',
  sender: 'metadata', recipient: 'metadata', received: 'metadata', attachmentName: 'metadata', preamble: 'hidden',
} as const satisfies Nooks<string>;

export type MailNook = keyof typeof MAIL_NOOKS;

/** Returns a mail of several parts with text in any nook. */
export function makeMail(plants: Plants<MailNook>): string {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/.{1,76}/g, '$&\r\n');
  const quoted = (text: string): string => text.replace(/[=0-9]/g, (letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return [
    `From: =?UTF-8?B?${Buffer.from(plants.sender ?? '담당').toString('base64')}?= <a@example.com>`, `To: ${plants.recipient ?? ''} <b@example.com>`,
    `Subject: ${plants.subject ?? ''} =?utf-8?q?${quoted(plants.encodedSubject ?? '').replaceAll(' ', '_')}?=`, `Received: from ${plants.received ?? 'mail'}`, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed;', '\tboundary="outer"', '',
    plants.preamble ?? '', '--outer', 'Content-Type: multipart/alternative; boundary=inner', '', '--inner', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', base64(`본문 ${plants.text ?? ''}`),
    '--inner', 'Content-Type: text/html; charset="utf-8"', '', `<p>${xml(plants.html ?? '본문')}</p>`, '--inner--',
    '--outer', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '', `줄 ${quoted(plants.quotedPrintable ?? '')}=`, '끝',
    '--outer', `Content-Type: text/csv; name="${plants.attachmentName ?? 'a'}.csv"`, 'Content-Transfer-Encoding: base64', `Content-Disposition: attachment; filename="${plants.attachmentName ?? 'a'}.csv"`, '',
    base64(makeCsv([['구분', '전화'], ['-', plants.attachment ?? '']])), '--outer--', '',
  ].join('\r\n');
}

/** Returns a gzip file; its header names the packed file, or nothing. */
export function makeGzip(name: string, bytes: Uint8Array | string): Uint8Array {
  const packed = gzipSync(bytes);
  if (name === '') return packed;
  const header = Buffer.from(packed.subarray(0, 10));
  header[3] = 8;
  return Buffer.concat([header, Buffer.from(`${name}\0`), packed.subarray(10)]);
}
