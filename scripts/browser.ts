/**
 * Browser: finds a Chromium for tests and measurements, without downloading one.
 *
 * In this order: `CHROME_PATH`; an installed Chromium or Chrome; the Chromium that
 * the npm package @sparticuz/chromium carries (Linux, x64), unpacked once into
 * `node_modules/.cache`. `GLASSHALL_BROWSER=bundled` goes straight to the last.
 *
 * Every one gets a Korean font of ours beside the system's. Without any, Hangul has
 * no width or is a row of boxes, and checks of contrast and overflow pass on pages
 * that nobody could read.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ArchiveError } from '../src/errors.ts';
import { unpackWoff } from './woff.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/glasshall-browser');
const FONTS = join(ROOT, 'node_modules/krds-uiux/resources/fonts');
const BUNDLED = join(ROOT, 'node_modules/@sparticuz/chromium');

const INSTALLED = [
  '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const WAYS_OUT = 'install Chromium (Debian: apt-get install chromium), or name one in CHROME_PATH';

/** Arguments for a browser that looks at our own pages only, also as root in a container. */
export const BROWSER_ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--font-render-hinting=none',
];

/** A browser that can be started. */
export interface FoundBrowser {
  executable: string;
  /** The whole environment to start it with. */
  environment: Record<string, string>;
  /** Which one it is and why, in one line for a person. */
  because: string;
}

/** The variables that choose; the rest is handed on to the browser. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the browser to use; unpacks the bundled one if need be.
 *
 * @throws {ArchiveError} `NO_BROWSER` if `CHROME_PATH` names nothing that can be run, or
 *   there is no browser for this system. Never another one than was asked for.
 */
export async function findBrowser(environment: Environment): Promise<FoundBrowser> {
  const { CHROME_PATH: chosen, GLASSHALL_BROWSER: wish } = environment;
  if (wish !== undefined && wish !== 'bundled') {
    throw new ArchiveError('NO_BROWSER', 'GLASSHALL_BROWSER', `expected "bundled" or nothing, got "${wish}"`);
  }
  if (wish === 'bundled') return await bundled(environment, 'GLASSHALL_BROWSER asks for it');
  if (chosen !== undefined) {
    if (!canRun(chosen)) throw new ArchiveError('NO_BROWSER', 'CHROME_PATH', `expected a browser that can be run, got ${chosen || 'an empty path'}; ${WAYS_OUT}, or unset it`);
    return installed(environment, chosen, 'CHROME_PATH names it');
  }
  const found = INSTALLED.find(canRun);
  if (found !== undefined) return installed(environment, found, 'it is installed');
  return await bundled(environment, 'none is installed');
}

function installed(environment: Environment, executable: string, because: string): FoundBrowser {
  const system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>';
  return { executable, environment: surroundings(environment, system, {}), because: `${executable}: ${because}` };
}

async function bundled(environment: Environment, because: string): Promise<FoundBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(BUNDLED)) {
    throw new ArchiveError('NO_BROWSER', 'browser', `expected an installed Chromium or Chrome, found none, and none is bundled for ${process.platform} ${process.arch}; ${WAYS_OUT}`);
  }
  const { version } = JSON.parse(readFileSync(join(BUNDLED, 'package.json'), 'utf8')) as { version: string };
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executable: join(folder, 'chromium'),
    environment: surroundings(environment, `<dir>${join(folder, 'fonts')}</dir>`, { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
    because: `the Chromium bundled in @sparticuz/chromium ${version}: ${because}`,
  };
}

/**
 * Unpacks beside the place and moves it there, so that two tests at once do not meet
 * half a browser. The package takes its folder from `TMPDIR`, and adds the libraries
 * it was linked with only where it believes to be on Amazon Linux; both are told to a
 * process of its own.
 */
async function unpack(folder: string): Promise<void> {
  const staging = `${folder}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  try {
    const program = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: ROOT, env: { PATH: process.env.PATH, TMPDIR: staging, HOME: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    renameSync(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw new ArchiveError('NO_BROWSER', folder, `expected the bundled Chromium to unpack, it did not; ${WAYS_OUT}`, { cause: error });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The environment a browser runs in: our font beside those in `fonts`, and a home of its own. */
function surroundings(environment: Environment, fonts: string, more: Record<string, string>): Record<string, string> {
  const given = Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const home = join(CACHE, 'home');
  mkdirSync(home, { recursive: true });
  return { ...Object.fromEntries(given), HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, FONTCONFIG_FILE: writeFontConfiguration(fonts), ...more };
}

function writeFontConfiguration(fonts: string): string {
  const folder = join(CACHE, 'korean');
  for (const weight of ['Regular', 'Bold']) {
    const font = join(folder, `${weight}.otf`);
    if (!existsSync(font)) writeWhole(font, unpackWoff(readFileSync(join(FONTS, `PretendardGOV-${weight}.subset.woff`))));
  }
  const text = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>${fonts}`
    + `<dir>${folder}</dir><cachedir>${join(CACHE, 'fontconfig')}</cachedir></fontconfig>\n`;
  const file = join(CACHE, fonts.startsWith('<include') ? 'installed-fonts.conf' : 'bundled-fonts.conf');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeWhole(file, text);
  return file;
}

/** Writes by rename: other processes read these files at the same time. */
function writeWhole(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
