/**
 * City: who publishes here, `content/city.json`. The time zone decides what a
 * "day" is in every record, so a wrong one is refused and not guessed.
 */
import * as z from 'zod';
import { LICENCES } from '../model/vocabulary.ts';
import { parseJson, readOne } from './files.ts';
import { checked } from './refuse.ts';

const words = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });

const verifierKey = z.string().regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{40,60}={0,2}$/, 'a verifier key, <name>+<8 hex digits>+<base64>');

const citySchema = z.strictObject({
  name: words,
  /** Where the portal will stand; feeds and sitemaps need whole addresses. */
  siteUrl: z.string().refine(isHttpsUrl, 'an https address'),
  /** IANA name, such as `Asia/Seoul`. */
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone'),
  /** Where citizens write to. */
  askMail: z.string().refine((value) => /^[^@\s]{1,64}@[^@\s]{1,255}$/.test(value), 'a mail address'),
  /** A form of the city's own that takes questions instead of the mail; gets the page's address as `?page=`. */
  askForm: z.string().refine(isHttpsUrl, 'an https address').optional(),
  licence: z.literal(LICENCES),
  /** Who vouches for the transparency log; without it the portal is an unsigned preview. */
  log: z.strictObject({
    /** Name of the log for ever: the first line of every checkpoint, the name in every key. */
    origin: z.string().regex(/^[a-z0-9][a-z0-9.-]*(\/[A-Za-z0-9._-]+)*$/, 'a host with a path, such as open.city.example/log'),
    /** Verifier keys (c2sp.org/signed-note), those that are no longer used too; the newest last. */
    keys: z.array(verifierKey).min(1),
    /** Verifier keys of those who have promised to watch the log. */
    witnesses: z.array(verifierKey).default([]),
  }).optional(),
});

/** The publisher as the export and the site know it. */
export type City = z.infer<typeof citySchema>;

/**
 * Returns the city of `content/city.json`.
 *
 * @throws {ArchiveError} `BAD_POLICY` if the file is missing, is not JSON, or has
 *   an unknown, missing or wrong key.
 */
export function loadCity(contentFolder: string): City {
  const file = readOne(contentFolder, 'city.json');
  return checked(file.where, citySchema, parseJson(file.where, file.text));
}

function isHttpsUrl(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:';
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return /^[A-Z][A-Za-z_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(value);
  } catch {
    return false;
  }
}
