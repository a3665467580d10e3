/** What is written about the code: commands in the README, and nothing about where the code is being worked on. */
import type { Rule } from './tree.ts';

/** npm knows these without `run`; `npm ci` and the like are no scripts of ours. */
const NPM_COMMAND = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/g;

/** Every npm script stands in README.md, and every one that stands there exists. */
export const documentedScripts: Rule = (files) => {
  const text = (name: string) => files.find(({ path }) => path === name)?.text;
  const readme = text('README.md');
  if (readme === undefined) return ['README.md: expected it to exist'];
  const scripts = Object.keys((JSON.parse(text('package.json') ?? '{}') as { scripts?: object }).scripts ?? {});
  const documented = new Set([...readme.matchAll(NPM_COMMAND)].map(([, run, short]) => run ?? short!));
  return [
    ...scripts.filter((script) => !documented.has(script)).map((script) => `README.md: expected \`npm run ${script}\`, which package.json has`),
    ...[...documented].filter((script) => !scripts.includes(script)).map((script) => `README.md: \`npm run ${script}\` is not in package.json`),
  ];
};

/** Paths of one machine; put together here, so that this file does not hold them itself. */
const ELSEWHERE = [['..', 'shared'], ['', 'work', 'main'], ['', 'work', 'shared'], ['', 'root', '']].map((parts) => parts.join('/'));

/** A clone must not need, or name, what stands beside it on one machine. */
export const noElsewhere: Rule = (files) => files.flatMap(({ path, text }) => text.split('\n').flatMap((line, n) => {
  const found = ELSEWHERE.find((elsewhere) => line.includes(elsewhere));
  return found === undefined ? [] : [`${path}:${n + 1}: names ${found}`];
}));
