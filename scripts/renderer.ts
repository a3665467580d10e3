/**
 * Renderer: names what turns texts into HTML, so that HTML kept in the catalogue is
 * dropped as soon as anything of it changes. One hash over the files of ours (found by
 * following the imports), the npm packages behind them, each with the version that is
 * installed, and Node itself.
 *
 * Not a number raised by hand, which was forgotten once. A comment in one of the files
 * makes all HTML anew too: minutes of a build, where a forgotten number publishes old HTML.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the imports begin. */
const FIRST = 'src/site/view/render-text-kinds.ts';
/** An import that is there when the code runs; types are gone by then. */
const IMPORT = /^(?:import|export)\s+(?!type\b)[^;']*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'/gm;

/** What renders: paths of files below the root, and packages as `name@version`, both sorted. */
export interface RendererParts { files: string[]; packages: string[] }

/** Returns the name of the renderer of the code in `root`. */
export function rendererOf(root: string): string {
  const { files, packages } = rendererParts(root);
  const hash = createHash('sha256').update(`${process.version}\n${packages.join('\n')}\n`);
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file))).update('\n');
  return hash.digest('hex');
}

/** Returns the files and packages that the renderer is made of. */
export function rendererParts(root: string): RendererParts {
  const files = new Set([FIRST]);
  const packages = new Set<string>();
  // A set gives what is added while it is walked.
  for (const file of files) {
    for (const specifier of importsIn(readFileSync(join(root, file), 'utf8'))) {
      if (specifier.startsWith('.')) files.add(join(dirname(file), specifier));
      else if (!specifier.startsWith('node:')) addPackage(packages, root, nameOf(specifier));
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

function importsIn(source: string): string[] {
  return [...source.matchAll(IMPORT)].map(([, from, alone]) => (from ?? alone)!);
}

/** `@scope/name/part` → `@scope/name`, `name/part` → `name`. */
function nameOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Adds a package and all it depends on; packages of types do nothing. */
function addPackage(packages: Set<string>, from: string, name: string): void {
  if (name.startsWith('@types/')) return;
  const folder = installed(from, name);
  const { version, dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; dependencies?: Record<string, string> };
  if (packages.has(`${name}@${version}`)) return;
  packages.add(`${name}@${version}`);
  for (const needed of Object.keys(dependencies)) addPackage(packages, folder, needed);
}

/** Where Node finds a package: in the nearest `node_modules` above. */
function installed(from: string, name: string): string {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(from);
  if (above === from) throw new Error(`expected the package ${name} to be installed, it is not`);
  return installed(above, name);
}
