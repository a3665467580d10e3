/** Words: their language, and signs that are for the eye and get spoken. */
import { elements, isForEars, isRendered, isSpoken, nameOf, texts } from './elements.ts';

const HANGUL = /[가-힣ㄱ-ㅎㅏ-ㅣ]/;
/** What separates or decorates, and is read out by its name: “middle dot”, “vertical bar”, “white circle”. */
const SIGNS = /^[\s·•|/\\›»‹«→←↑↓—–\-│∙・○●◦□■▶▷◀◁★☆*]+$/;

/** Findings: Hangul that is not told to be Korean (WCAG 3.1.2). */
export function unmarkedKorean(): string[] {
  const isKorean = (element: Element): boolean => (element.closest('[lang]')?.getAttribute('lang') ?? '').startsWith('ko');
  const inText = [...texts()].filter(({ parent, text }) => HANGUL.test(text) && !isKorean(parent) && parent.tagName !== 'TEXTAREA').map(({ parent }) => `${nameOf(parent)}: Hangul, and not told to be Korean`);
  const inAttributes = elements('[aria-label], [alt], [title], [placeholder], [data-name]').filter((element) => ['aria-label', 'alt', 'title', 'placeholder', 'data-name'].some((name) => HANGUL.test(element.getAttribute(name) ?? '')) && !isKorean(element))
    .map((element) => `${nameOf(element)}: Hangul in an attribute, and not told to be Korean`);
  return [...new Set([...inText, ...inAttributes])];
}

/** Findings: English sentences of ours that are told to be Korean: a Korean voice spells them. */
export function unmarkedEnglish(): string[] {
  return [...texts()].filter(({ parent, text }) => !HANGUL.test(text) && /\b(?:of|the|and|to|not|is|are|on)\b [a-z]+/.test(text) && (parent.closest('[lang]')?.getAttribute('lang') ?? '').startsWith('ko') && parent.closest('.prose, .record') === null)
    .map(({ parent }) => `${nameOf(parent)}: English, and told to be Korean`);
}

/** Findings: dots between words of ours. Those in the words of a record or of the law (`.prose`, a title) are theirs. */
export function spokenDots(): string[] {
  return [...texts()].filter(({ parent, text }) => /[·∙・]/.test(text) && isSpoken(parent) && parent.closest('.prose, h1, .title, textarea') === null).map(({ parent, text }) => `${nameOf(parent)}: a dot in “${text.slice(0, 40)}” is spoken`);
}

/** Findings: signs drawn before or after an element that a screen reader speaks: an alternative of nothing keeps them silent. */
export function spokenSigns(): string[] {
  const drawn = elements().filter(isSpoken).flatMap((element) => (['::before', '::after'] as const).flatMap((pseudo) => {
    const words = spokenOf(getComputedStyle(element, pseudo).content);
    return words.trim() === '' ? [] : [`${nameOf(element)}${pseudo}: speaks “${words}”`];
  }));
  const written = [...texts()].filter(({ parent, text }) => SIGNS.test(text) && !/^[-–—]$/.test(text) && isSpoken(parent)).map(({ parent, text }) => `${nameOf(parent)}: speaks “${text}”`);
  const blanks = [...texts()].filter(({ parent, text }) => /[○●◯]{2,}|\*{3,}/.test(text) && isSpoken(parent)).map(({ parent }) => `${nameOf(parent)}: circles or stars stand for words`);
  return [...new Set([...drawn, ...written, ...blanks])];
}

/** What is spoken of generated content: its alternative after the slash, else the words themselves. */
function spokenOf(content: string): string {
  const [drawn = '', alternative] = content.replace(/"((?:[^"\\\\]|\\\\.)*)"/g, (quoted) => quoted.replaceAll('/', '\u0001')).split(' / ');
  const quoted = [...(alternative ?? drawn).matchAll(/"((?:[^"\\\\]|\\\\.)*)"/g)].map(([, words]) => words!.replaceAll('\u0001', '/'));
  return quoted.join('') + (/\bcounters?\(/.test(alternative ?? drawn) ? 'a number' : '');
}

/** Findings: what moves though the reader asked for rest, and scrolling that glides: it leaves the focus off the screen (WCAG 2.3.3). */
export function motion(): string[] {
  const isStill = (times: string): boolean => times.split(',').every((time) => parseFloat(time) === 0);
  return [document.documentElement, ...elements()].filter(isRendered).flatMap((element) => {
    const style = getComputedStyle(element);
    return [
      ...(isStill(style.transitionDuration) ? [] : [`${nameOf(element)}: a transition of ${style.transitionDuration}`]),
      ...(style.animationName === 'none' ? [] : [`${nameOf(element)}: an animation`]),
      ...(style.scrollBehavior === 'smooth' ? [`${nameOf(element)}: scrolling that glides`] : []),
      ...(element.matches('marquee, blink, video[autoplay]') ? [`${nameOf(element)}: moves`] : []),
    ];
  });
}

/** Findings: letters too small to read on a phone. */
export function smallLetters(): string[] {
  return [...new Set([...texts()].filter(({ parent }) => !isForEars(parent) && parent.closest('svg, sup, sub') === null && parseFloat(getComputedStyle(parent).fontSize) < 13.5).map(({ parent }) => `${nameOf(parent)}: letters of ${getComputedStyle(parent).fontSize}`))];
}
