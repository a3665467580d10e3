/** Voice: what may not be in a transcript, on any page, and how a transcript is written down for a person. */
import type { Finding } from './judges.ts';

/** Signs that a voice reads by their names, and what to write instead. */
const SPOKEN_SIGNS: readonly [RegExp, string][] = [
  [/[○●◯]{2,}/, 'circles are spoken one by one; write what is hidden'],
  [/\*{3,}/, 'stars are spoken one by one; write what is hidden'],
  [/(?:^|\s)[|›»→←↑↓↩•](?:\s|$)/, 'a sign for the eye is spoken'],
  [/\b(?:undefined|null|NaN|\[object)\b/, 'a value that is none is spoken'],
  [/\{\w+\}/, 'a gap of a sentence was not filled'],
];

/** Returns what a listener would stumble over. The landmarks and the title are to be there, tables to say what they are. */
export function heard(phrases: readonly string[], path = ''): Finding[] {
  const isFrame = /(^|\/)embed\//.test(path);
  const needed = [/^main$/, /^heading, .+, level 1$/, ...(isFrame ? [] : [/^banner$/, /^navigation, .+/, /^contentinfo$/])];
  const missing = needed.filter((words) => !phrases.some((phrase) => words.test(phrase))).map((words) => ({ rule: 'transcript', where: 'page', what: `nothing like ${words.source} is said` }));
  const tables = phrases.filter((phrase, at) => /^table(?:$|, )/.test(phrase) && !/^caption, ./.test(phrases[at + 1] ?? '')).map((phrase) => ({ rule: 'transcript', where: phrase.slice(0, 60), what: 'a table does not begin with its caption' }));
  const signs = phrases.flatMap((phrase) => SPOKEN_SIGNS.filter(([sign]) => sign.test(phrase)).map(([, what]) => ({ rule: 'transcript', where: `“${phrase.slice(0, 60)}”`, what })));
  const end = phrases.at(-1) === 'end of document' ? [] : [{ rule: 'transcript', where: 'page', what: 'reading does not come to the end' }];
  return [...missing, ...tables, ...signs, ...end];
}

/** Returns a transcript as a text for a person: one phrase a line, set in by what it stands in, without the ends. */
export function writeTranscript(phrases: readonly string[]): string {
  const open: string[] = [];
  const lines = phrases.flatMap((phrase) => {
    const isEnd = phrase.startsWith('end of ');
    if (isEnd) open.pop();
    const line = isEnd ? [] : [`${'  '.repeat(open.length)}${phrase}`];
    if (!isEnd && phrases.includes(`end of ${phrase}`)) open.push(phrase);
    return line;
  });
  return `${lines.join('\n')}\n`;
}
