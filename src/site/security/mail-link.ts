/**
 * Mail link: a `mailto:` address (RFC 6068) that writes to one person and nobody else.
 * A `?`, `&`, comma or line break in an address, a title or a name could add readers
 * or whole headers to the letter; here each is either part of a word or refused.
 */
import { plainLine, plainText } from '../../model/plain-text.ts';

const ADDRESS = /^[A-Za-z0-9.!#$&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;
/** Some mail programs cut a link beyond 2,000 characters, of which a syllable of Hangul takes nine. */
const SUBJECT_LENGTH = 700;
const BODY_LENGTH = 1100;

/** Returns the link, `null` if the address is not that of exactly one mailbox; then it stands as words. */
export function mailLink(address: string, { subject = '', body = '' } = {}): string | null {
  if (!ADDRESS.test(address)) return null;
  const [name, host] = address.split('@') as [string, string];
  const fields = [['subject', fitting(plainLine(subject), SUBJECT_LENGTH)], ['body', fitting(plainText(body), BODY_LENGTH)]]
    .filter(([, words]) => words !== '').map(([field, words]) => `${field}=${words}`);
  return `mailto:${encoded(name)}@${host}${fields.length === 0 ? '' : `?${fields.join('&')}`}`;
}

/** Returns a `mailto:` link of a record without anything but its address, `null` if there is not exactly one. */
export function bareMailLink(link: string): string | null {
  try {
    return mailLink(decodeURIComponent(link.replace(/^mailto:/i, '').split('?')[0]!));
  } catch {
    return null; // Not an encoding.
  }
}

/** Encoded words that fit, by whole signs, so that none is cut in half. */
function fitting(text: string, length: number): string {
  const more = encoded('…');
  let words = '';
  for (const sign of text) {
    const next = sign === '\n' ? '%0D%0A' : encoded(sign);
    if (words.length + next.length + more.length > length) return words + more;
    words += next;
  }
  return words;
}

/** Also encodes what `encodeURIComponent` leaves but some mail programs read as the end of an address. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
