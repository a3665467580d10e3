/** Words: what the review says, Korean and English. `LANG` of the terminal chooses; `--language` overrules it. */

/** Languages of the review. */
export const REVIEW_LANGUAGES = ['ko', 'en'] as const;
export type ReviewLanguage = (typeof REVIEW_LANGUAGES)[number];

const EN = {
  'list.title': 'Papers that wait for a person: {shown} of {all}',
  'list.filter': 'only {code}',
  'list.empty': 'Nothing waits.',
  'list.keys': '↑↓ move  Enter open  f filter  / search  u undo  r read again  ? help  q quit',
  'list.row': 'row',
  'decided': 'decided: {decision}',
  'paper.keys': '↑↓ PgUp PgDn move  n next mark  m marks only  s show  o p c w k decide  / search  ? help  q back',
  'paper.reason': 'Held for: {code}, since {since}',
  'paper.where': 'Where: {where}',
  'paper.word': 'The word "{word}" of {rule} stands in {field}',
  'paper.code': '{field} looks like personal information, and a code can’t be masked',
  'paper.gone': 'The source no longer has this paper; its text can’t be shown.',
  'paper.changed': 'THE PAPER HAS CHANGED SINCE THE NIGHT. What you see is not what the night held. Decide after the next night; only withdraw is possible now.',
  'paper.untranslated': 'The source could not make a paper of this; there is no text to show.',
  'paper.row': 'One row of a table that could not be read. It is mended at its source; there is nothing to decide.',
  'paper.problem': 'No masked text: {problem}',
  'paper.masked': 'MASKED, as it would be published',
  'paper.whole': 'NOT MASKED. Do not copy or photograph this screen. s masks it again.',
  'paper.field': '{field} ({count} marks)',
  'paper.no-marks': 'Nothing is masked here. m shows the whole text.',
  'show.ask': 'Show what is masked? It stays on this screen and is written nowhere. y/n',
  'search.ask': 'Search: {typed}_   (Enter searches, Esc ends)',
  'search.none': 'Not found: nothing contains what you typed.',
  'filter.now': 'Shown: {code}',
  'filter.all': 'all reasons',
  'ask.title': '{choice}: {id}',
  'ask.grounds': 'On which grounds of Art. 9(1)? Numbers with commas, such as 5,6.',
  'ask.until': 'Until which day is it closed? YYYY-MM-DD, or nothing for no end.',
  'ask.by': 'Your name. It stays with the decision. Enter takes the one in brackets: [{by}]',
  'ask.confirm': 'This will be written to decisions.jsonl; the next night obeys it:',
  'ask.sure': 'Write it? y/n',
  'ask.keys': 'Enter goes on  Esc ends without a decision',
  'choice.open': 'Open: release it, masked',
  'choice.partial': 'Partly open: release it, masked, with grounds',
  'choice.closed': 'Closed: a line in the register only',
  'choice.withdraw': 'Withdraw: take it back, also later versions until you decide anew',
  'choice.keep': 'Keep: gone at its source, stays published',
  'refused.row': 'A row has no decision: it is mended at its source.',
  'refused.changed': 'The paper has changed since the night: only withdraw is possible before the next one.',
  'refused.keep': 'Keep is for papers that are missing at their source.',
  'refused.release': 'Held for {code}: that is mended at its source or in content/organisations.',
  'refused.missing': 'Missing at its source: keep, closed or withdraw are possible.',
  'refused.grounds': 'Expected at least one number from 1 to 8.',
  'refused.until': 'Expected a day after today, YYYY-MM-DD, or nothing.',
  'refused.by': 'Expected a name of 1 to 80 signs.',
  'done.written': 'Written: {decision} for {id}. u undoes it.',
  'done.undone': 'Undone: the decision on {id} no longer holds.',
  'done.none': 'Nothing of this run to undo.',
  'done.cancelled': 'Nothing was written.',
  'help.title': 'Help',
  'help.keys': 'any key goes back',
  'plain.choose': 'Number of a paper, f <reason> for one reason, f for all, u undo, q quit:',
  'plain.paper': 'o open, p partial, c closed, w withdraw, k keep, a all text, s show unmasked, b back:',
  'plain.no-terminal': 'Unmasked text is shown on a terminal only.',
  'plain.unknown': 'Not understood.',
  'plain.scrollback': 'Your terminal may keep what it scrolls past; clear it afterwards.',
  'small': 'The window is too small.',
} as const;

/** A key of the words. */
export type ReviewWord = keyof typeof EN;

const KO: Readonly<Record<ReviewWord, string>> = {
  'list.title': '사람의 결정을 기다리는 문서: {all}건 가운데 {shown}건',
  'list.filter': '{code}만',
  'list.empty': '기다리는 문서가 없습니다.',
  'list.keys': '↑↓ 이동  Enter 열기  f 거르기  / 찾기  u 되돌리기  r 다시 읽기  ? 도움말  q 끝',
  'list.row': '줄',
  'decided': '결정함: {decision}',
  'paper.keys': '↑↓ PgUp PgDn 이동  n 다음 표시  m 표시만  s 원문  o p c w k 결정  / 찾기  ? 도움말  q 목록',
  'paper.reason': '보류 까닭: {code}, {since}부터',
  'paper.where': '위치: {where}',
  'paper.word': '{rule}의 낱말 "{word}": {field}에 있음',
  'paper.code': '{field}: 개인정보로 보이며, 코드는 가릴 수 없음',
  'paper.gone': '원본 시스템에 이 문서가 없어 내용을 보일 수 없습니다.',
  'paper.changed': '지난 회차 뒤에 문서가 바뀌었습니다. 지금 보이는 것은 보류된 판이 아닙니다. 다음 회차 뒤에 결정하십시오. 지금은 철회만 할 수 있습니다.',
  'paper.untranslated': '원본 시스템의 값을 읽을 수 없어 보일 내용이 없습니다.',
  'paper.row': '읽지 못한 표의 한 줄입니다. 원본에서 고치십시오. 결정할 것은 없습니다.',
  'paper.problem': '가린 내용을 보일 수 없음: {problem}',
  'paper.masked': '가린 상태입니다. 공개하면 이대로 나갑니다.',
  'paper.whole': '가리지 않은 원문입니다. 복사하거나 찍지 마십시오. s를 누르면 다시 가립니다.',
  'paper.field': '{field} (표시 {count}곳)',
  'paper.no-marks': '가린 곳이 없습니다. m을 누르면 전체를 봅니다.',
  'show.ask': '가린 내용을 볼까요? 이 화면에만 보이고 어디에도 저장하지 않습니다. y/n',
  'search.ask': '찾기: {typed}_   (Enter 찾기, Esc 그만)',
  'search.none': '찾는 말이 없습니다.',
  'filter.now': '보는 것: {code}',
  'filter.all': '모든 까닭',
  'ask.title': '{choice}: {id}',
  'ask.grounds': '제9조제1항 몇 호에 따릅니까? 쉼표로 나눈 숫자, 보기: 5,6',
  'ask.until': '언제까지 비공개입니까? YYYY-MM-DD, 정하지 않으면 비워 두십시오.',
  'ask.by': '이름을 적으십시오. 결정과 함께 남습니다. Enter를 누르면 괄호 안의 이름입니다: [{by}]',
  'ask.confirm': 'decisions.jsonl에 아래와 같이 적고, 다음 회차부터 따릅니다:',
  'ask.sure': '적을까요? y/n',
  'ask.keys': 'Enter 다음  Esc 결정하지 않음',
  'choice.open': '공개: 가린 상태로 공개',
  'choice.partial': '부분공개: 가린 상태로, 근거와 함께 공개',
  'choice.closed': '비공개: 정보목록에만 올림',
  'choice.withdraw': '철회: 거두며, 바뀐 판도 다시 결정할 때까지 내지 않음',
  'choice.keep': '유지: 원본에 없어도 공개를 유지',
  'refused.row': '표의 한 줄은 결정할 수 없습니다. 원본에서 고치십시오.',
  'refused.changed': '지난 회차 뒤에 문서가 바뀌었습니다. 다음 회차 전에는 철회만 할 수 있습니다.',
  'refused.keep': '유지는 원본에서 사라진 문서에만 씁니다.',
  'refused.release': '{code} 때문에 보류되었습니다. 원본이나 content/organisations에서 고칠 일입니다.',
  'refused.missing': '원본에 없는 문서입니다. 유지, 비공개, 철회를 할 수 있습니다.',
  'refused.grounds': '1에서 8까지의 숫자가 하나는 있어야 합니다.',
  'refused.until': '오늘 뒤의 날 YYYY-MM-DD를 적거나 비워 두십시오.',
  'refused.by': '1–80자의 이름을 적으십시오.',
  'done.written': '적었습니다: {id} {decision}. u를 누르면 되돌립니다.',
  'done.undone': '되돌렸습니다: {id}의 결정은 이제 없습니다.',
  'done.none': '이번에 한 결정이 없습니다.',
  'done.cancelled': '아무것도 적지 않았습니다.',
  'help.title': '도움말',
  'help.keys': '아무 글쇠나 누르면 돌아갑니다',
  'plain.choose': '문서 번호, f <까닭>(그 까닭만), f(모두), u 되돌리기, q 끝:',
  'plain.paper': 'o 공개, p 부분공개, c 비공개, w 철회, k 유지, a 전체 내용, s 원문, b 목록:',
  'plain.no-terminal': '원문은 터미널에서만 보입니다.',
  'plain.unknown': '알 수 없는 입력입니다.',
  'plain.scrollback': '터미널이 지나간 글을 간직할 수 있으니 다 보고 지우십시오.',
  'small': '창이 너무 작습니다.',
};

/** Returns the words of a key with `{name}` replaced. */
export type Say = (key: ReviewWord, values?: Readonly<Record<string, string | number>>) => string;

/** Returns the words of one language. */
export function sayIn(language: ReviewLanguage): Say {
  const words = language === 'ko' ? KO : EN;
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Returns the language a terminal asks for by its environment. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): ReviewLanguage {
  return /^ko/.test(environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? '') ? 'ko' : 'en';
}

/** The words of both languages, for the test that compares them. */
export const ALL_WORDS = { en: EN, ko: KO } as const;
