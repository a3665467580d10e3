/**
 * OCR: reads the text of a picture with Tesseract (LSTM, Korean and English
 * together), offline.
 *
 * The language data are the integer models (`4.0.0_best_int`): measured against the
 * larger ones on Korean with digits, mail addresses and telephone numbers they
 * make fewer errors, and of the larger pair the second does not load. Tesseract takes
 * one folder of languages and npm gives each its own, so links to both stand in a
 * temporary folder while the engine starts; nothing is cached, nothing fetched.
 *
 * A picture is tried as it is, then enlarged, then turned, until its words are
 * believable. What is never believable is left to the caller to refuse: it is
 * `doubtful`, not absent.
 */
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createWorker, type Page, type PSM } from 'tesseract.js';
import { ArchiveError } from '../../errors.ts';
import { Unread } from './extracted.ts';
import { enlarged, isBlank, packed, reduced, turned, type Raster } from './image-raster.ts';

/** What was read of one picture. */
export interface OcrText {
  /** Everything Tesseract made out in its best reading, doubtful words too. */
  text: string;
  /** All readings: where one takes a digit for a question mark, another does not. All are searched. */
  readings: readonly string[];
  /** Letters and digits in words read with confidence, and in words that were not. */
  surePart: number;
  doubtfulPart: number;
}

const LANGUAGES = ['kor', 'eng'] as const;
const LSTM_ONLY = 1;
/** Of 100. Below it words of Korean papers are more often wrong than right. */
const SURE = 60;
/** Longest side of a picture that is enlarged before it is given up. */
const SMALL_SIDE = 1600;
/** Enough to read a letter's lines: A4 at 170 dpi. */
const TURNED_PIXELS = 3_000_000;
const QUARTERS = [1, 3, 2] as const;
/** Letters on their side look like other letters, but never so surely. */
const CLEAR = 4;

const NOTHING: OcrText = { text: '', readings: [], surePart: 0, doubtfulPart: 0 };
/** Share of the pixels kept for the second reading of a large picture. */
const OTHER_SIZE = 0.5;

/**
 * How Tesseract lays out a picture. As one block of lines it makes 3 errors in a
 * hundred characters of Korean letters, with its own layout 20, because it takes
 * wide gaps for columns; but only the layout tells a photograph from a page.
 */
type Layout = 'block' | 'found';
const MODES: Readonly<Record<Layout, string>> = { block: '6', found: '3' };

interface Engine {
  recognise(picture: Uint8Array, layout: Layout): Promise<Page>;
  close(): Promise<void>;
}

let engine: Promise<Engine> | null = null;

/**
 * Returns what can be read of a picture. Doubtful words are read a second time, at
 * another size and with layout; `hard` also turns a picture that stays doubtful. A
 * picture in which the layout finds no word and no reading believes any, has none.
 */
export async function readText(picture: Raster, effort: 'once' | 'hard' = 'hard'): Promise<OcrText> {
  if (isBlank(picture)) return NOTHING;
  const isSmall = Math.max(picture.width, picture.height) < SMALL_SIDE;
  const first = isSmall ? enlarged(picture, 2) : picture;
  const upright = await recognise(first);
  if (upright.doubtfulPart === 0) return upright;
  const laidOut = await recognise(isSmall ? picture : reduced(picture, picture.width * picture.height * OTHER_SIZE), 'found');
  const best = inOrder(upright, better(upright, laidOut));
  if (effort === 'once' || isBelievable(best)) return best;
  const turn = await readTurned(first);
  const hasWords = laidOut.surePart + laidOut.doubtfulPart > 0 || isBelievable(turn);
  return hasWords ? better(best, turn) : NOTHING;
}

/** Finds the turn on a smaller picture, for three more readings of a whole scan take long. */
async function readTurned(picture: Raster): Promise<OcrText> {
  const small = reduced(picture, TURNED_PIXELS);
  let [best, turn] = [NOTHING, 0 as 0 | 1 | 2 | 3];
  for (const quarters of QUARTERS) {
    const read = await recognise(turned(small, quarters));
    if (marginOf(read) > marginOf(best)) turn = quarters;
    best = better(best, read);
    if (read.surePart > CLEAR * read.doubtfulPart) break;
  }
  return turn === 0 || small === picture || !isBelievable(best) ? best : better(best, await recognise(turned(picture, turn)));
}

function marginOf({ surePart, doubtfulPart }: OcrText): number {
  return surePart - doubtfulPart;
}

/** The reading with more certain letters, and all that either has read. */
function better(one: OcrText, other: OcrText): OcrText {
  const { text, surePart, doubtfulPart } = marginOf(other) > marginOf(one) || one.text === '' ? other : one;
  return { text, surePart, doubtfulPart, readings: [...new Set([...one.readings, ...other.readings])] };
}

/** As one block the lines are in order; its own text is kept where it can be believed. */
function inOrder(block: OcrText, best: OcrText): OcrText {
  const { text } = isBelievable(block) ? block : best;
  return { text, readings: best.readings, surePart: best.surePart, doubtfulPart: best.doubtfulPart };
}

/** Whether more of the text was read with confidence than not. */
export function isBelievable({ surePart, doubtfulPart }: OcrText): boolean {
  return surePart > doubtfulPart;
}

async function recognise(picture: Raster, layout: Layout = 'block'): Promise<OcrText> {
  engine ??= start();
  const { recognise: run } = await engine;
  let page: Page;
  try {
    page = await run(packed(picture), layout);
  } catch {
    await closeOcr();
    throw new Unread('crash', 'ocr');
  }
  return judged(page);
}

function judged(page: Page): OcrText {
  let [surePart, doubtfulPart] = [0, 0];
  const words = (page.blocks ?? []).flatMap(({ paragraphs }) => paragraphs).flatMap(({ lines }) => lines).flatMap((line) => line.words);
  for (const { text, confidence } of words) {
    const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    if (confidence >= SURE) surePart += letters;
    // One letter alone is what specks and edges look like to Tesseract.
    else if (letters > 1) doubtfulPart += letters;
  }
  const text = page.text.trim();
  return { text, readings: text === '' ? [] : [text], surePart, doubtfulPart };
}

/** Ends the engine's thread and frees its memory; the next picture starts it again. */
export async function closeOcr(): Promise<void> {
  const running = engine;
  engine = null;
  if (running !== null) await running.then(({ close }) => close(), () => undefined);
}

/**
 * Returns the path of a language's data.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` if its package is not installed: every
 *   scan would be held without anybody knowing why, so the night stops instead.
 */
export function languageFile(language: string): string {
  const name = `@tesseract.js-data/${language}`;
  try {
    const path = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), '4.0.0_best_int', `${language}.traineddata.gz`);
    if (existsSync(path)) return path;
  } catch { /* said below */ }
  throw new ArchiveError('BAD_CONFIGURATION', name, `expected the package with 4.0.0_best_int/${language}.traineddata.gz, found none; run \`npm ci\``);
}

async function start(): Promise<Engine> {
  const files = LANGUAGES.map((language) => ({ language, path: languageFile(language) }));
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-ocr-'));
  try {
    files.forEach(({ language, path }) => symlinkSync(path, join(folder, `${language}.traineddata.gz`)));
    return await startIn(folder);
  } catch (error) {
    engine = null;
    throw new ArchiveError('BAD_CONFIGURATION', 'tesseract.js', 'expected the OCR engine to start, it did not', { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startIn(folder: string): Promise<Engine> {
  const worker = await new Promise<Awaited<ReturnType<typeof createWorker>>>((resolve, reject) => {
    // Tesseract.js never settles if the languages do not load; its error callback is the only sign.
    createWorker([...LANGUAGES], LSTM_ONLY, { langPath: folder, cacheMethod: 'none', gzip: true, errorHandler: reject }).then(resolve, reject);
  });
  // Sevens are taken for question marks, which nobody misses: of 192 made-up numbers 173 are found with them, 189 without.
  await worker.setParameters({ tessedit_char_blacklist: '?', preserve_interword_spaces: '1', user_defined_dpi: '200', debug_file: '/dev/null' });
  const { worker: thread } = worker as unknown as { worker: Thread };
  const died = new Promise<never>((_resolve, reject) => { thread.once('exit', () => reject(new Error('exit'))); });
  died.catch(() => undefined);
  thread.unref();
  return {
    close: async () => { await worker.terminate(); },
    // The thread holds the process open only while somebody waits for it.
    recognise: async (picture, layout) => {
      thread.ref();
      try {
        await Promise.race([worker.setParameters({ tessedit_pageseg_mode: MODES[layout] as PSM }), died]);
        return (await Promise.race([worker.recognize(picture as Buffer, {}, { text: true, blocks: true }), died])).data;
      } finally {
        thread.unref();
      }
    },
  };
}

interface Thread { ref(): void; unref(): void; once(event: 'exit', listener: () => void): void }
