/** The search page in its parts: what an address asks, what is said, what the engine does when its worker misbehaves. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { addressOf, cleanQuery, hasWords, listConditions, readAddress, withoutCondition, type Asked } from '../../src/site/search/asked.ts';
import { SILENCE_MS, startEngine, type Reply } from '../../src/site/search/engine.ts';
import { fetcher, sayer } from '../../src/site/search/fetched.ts';
import { isRefused, sayFailure, sayOutcome, sayRefusal, shortened } from '../../src/site/search/spoken.ts';
import { searchTexts } from '../../src/site/view/search-words.ts';

const ask = (given: Partial<Asked> = {}): Asked => ({ query: '공원', conditions: {}, order: 'relevance', ...given });

describe('a query', () => {
  const long = '가'.repeat(10_000);
  const words = (count: number): string => Array.from({ length: count }, (_, at) => `w${at}`).join(' ');
  test.each([
    ['words', '공원 정비', '공원 정비', false],
    ['spaces around and between', '  공원   정비 ', '공원 정비', false],
    ['syllables typed apart', '공원'.normalize('NFD'), '공원', false],
    ['control characters part words', '공원\u0000\t정비\u001f', '공원 정비', false],
    ['invisible signs are gone', '공\u200b원\ufeff \u202e정비', '공원 정비', false],
    ['half a sign is gone', '공원\ud83d', '공원', false],
    ['signs of expressions and of HTML stay', '.*+?^${}()|[]\\ <b>&amp;', '.*+?^${}()|[]\\ <b>&amp;', false],
    ['an emoji stays', '공원 🌳', '공원 🌳', false],
    ['nothing', ' \n ', '', false],
    ['thirty words', words(30), words(30), false],
    ['one word too many', words(31), words(30), true],
    ['300 signs', long.slice(0, 300), long.slice(0, 300), false],
    ['10,000 signs', long, long.slice(0, 300), true],
    ['300 signs beyond the first plane are not cut in half', '🌳'.repeat(301), '🌳'.repeat(300), true],
  ])('%s', (_, text, query, isCut) => expect(cleanQuery(text)).toEqual({ query, isCut }));

  test.each([['공원', true], ['a', true], ['7', true], ['🌳', false], ['.*', false], ['<>', false], ['', false], ['㎡', false]])('%j has words: %s', (query, has) => expect(hasWords(query)).toBe(has));
});

describe('an address', () => {
  test.each<[string, string, Partial<Asked>]>([
    ['words alone', '?q=%EA%B3%B5%EC%9B%90', {}],
    ['plus is a space', '?q=%EA%B3%B5%EC%9B%90+%EC%A0%95%EB%B9%84', { query: '공원 정비' }],
    ['conditions, several of one', '?q=공원&type=minutes&type=document&year=2026&unit=haneul-parks&disclosure=partial', { conditions: { type: ['minutes', 'document'], year: ['2026'], disclosure: ['partial'], unit: ['haneul-parks'] } }],
    ['the other order', '?q=공원&sort=date', { order: 'date' }],
    ['older records, asked for twice', '?q=공원&older=2', { older: 2 }],
    ['as often as reaches the end', '?q=공원&older=99', { older: 40 }],
    ['no number of times', '?q=공원&older=-1', {}],
    ['more signs than a number has', '?q=공원&older=1000', {}],
    ['an order there is none of', '?q=공원&sort=price', {}],
    ['a condition there is none of', '?q=공원&colour=red', {}],
    ['a condition twice', '?q=공원&year=2026&year=2026', { conditions: { year: ['2026'] } }],
    ['codes that are none', `?q=공원&type=%3Cb%3E&type=&unit=..&unit=a%20b&year=${'9'.repeat(61)}`, {}],
    ['conditions alone', '?type=minutes', { query: '', conditions: { type: ['minutes'] } }],
    ['nothing', '', { query: '' }],
  ])('%s', (_, address, asked) => expect(readAddress(address)).toEqual({ ...ask(asked), isCut: false }));

  test('of what was asked, and back', () => {
    const asked = ask({ query: '공원 & <b>', conditions: { type: ['minutes'], unit: ['haneul-parks'] }, order: 'date' });
    expect(addressOf(asked)).toBe('?q=%EA%B3%B5%EC%9B%90+%26+%3Cb%3E&type=minutes&unit=haneul-parks&sort=date');
    expect(readAddress(addressOf(asked))).toEqual({ ...asked, isCut: false });
    expect(addressOf(ask({ query: '' }))).toBe('?q=');
  });

  test('older records stand in it', () => expect(addressOf(ask({ older: 3 }))).toBe('?q=%EA%B3%B5%EC%9B%90&older=3'));

  test('a thousand codes are not all asked for', () => {
    const address = `?${Array.from({ length: 1_000 }, (_, at) => `unit=u${at}`).join('&')}`;
    expect(readAddress(address).conditions.unit).toHaveLength(20);
  });

  test('conditions one by one, and one of them taken away', () => {
    const asked = ask({ conditions: { unit: ['a'], type: ['minutes', 'document'] } });
    expect(listConditions(asked.conditions)).toEqual([{ name: 'type', code: 'minutes' }, { name: 'type', code: 'document' }, { name: 'unit', code: 'a' }]);
    expect(withoutCondition(asked, 'type', 'minutes').conditions).toEqual({ unit: ['a'], type: ['document'] });
    expect(withoutCondition(asked, 'unit', 'a').conditions).toEqual({ type: ['minutes', 'document'] });
    expect(asked.conditions.unit).toEqual(['a']);
  });
});

describe('what is said', () => {
  const ko = sayer(searchTexts('ko'));
  const en = sayer(searchTexts('en'));
  const outcome = { total: 7, all: 7, missing: [] as string[], isCut: false, isHalf: false };
  const left = { records: 12_000, night: '2024-06-03' };
  const narrowed = { conditions: { type: ['minutes'], year: ['2026'] } };
  test.each([
    ['all of them are shown', ask(), outcome, '“공원” 검색 결과 7건', '7 results for “공원”.'],
    ['one', ask(), { ...outcome, total: 1, all: 1 }, '“공원” 검색 결과 1건', '1 result for “공원”.'],
    ['ten are all', ask(), { ...outcome, total: 10, all: 10 }, '“공원” 검색 결과 10건', '10 results for “공원”.'],
    ['more than are shown', ask(), { ...outcome, total: 1_234, all: 1_234 }, '“공원” 검색 결과 1,234건. 관련도순으로 10건씩 보입니다.', '1,234 results for “공원”. Showing 10 at a time, most relevant first.'],
    ['by date', ask({ order: 'date' }), { ...outcome, total: 11, all: 11 }, '“공원” 검색 결과 11건. 최신순으로 10건씩 보입니다.', '11 results for “공원”. Showing 10 at a time, newest first.'],
    ['narrowed', ask(narrowed), outcome, '“공원” 검색 결과 7건. 조건 2개로 좁혔습니다.', '7 results for “공원”. Narrowed by 2 conditions.'],
    ['no words, only conditions', ask({ query: '', ...narrowed }), outcome, '조건에 맞는 자료 7건', '7 records meet the conditions.'],
    ['nothing', ask(), { ...outcome, total: 0 }, '“공원”에 맞는 자료가 없습니다.', 'Nothing matches “공원”.'],
    ['nothing, narrowed', ask({ conditions: { year: ['1999'] } }), { ...outcome, total: 0 }, '“공원”에 맞는 자료가 없습니다. 조건 1개로 좁혔습니다.', 'Nothing matches “공원”. Narrowed by 1 condition.'],
    ['nothing meets the conditions', ask({ query: '', ...narrowed }), { ...outcome, total: 0 }, '조건에 맞는 자료가 없습니다.', 'No record meets the conditions.'],
    ['cut', ask(), { ...outcome, isCut: true }, '“공원” 검색 결과 7건. 찾을 말이 길어 앞부분만 찾았습니다.', '7 results for “공원”. The query was long, so only its beginning was searched.'],
    ['a word that is nowhere', ask({ query: '공원 가나' }), { ...outcome, missing: ['가나'] }, '“공원 가나” 검색 결과 7건. 어느 자료에도 없는 말은 빼고 찾았습니다: 가나', '7 results for “공원 가나”. Words that no record has were left out: 가나'],
    ['words that are nowhere, and nothing found', ask(), { ...outcome, total: 0, missing: ['가나'] }, '“공원”에 맞는 자료가 없습니다.', 'Nothing matches “공원”.'],
    ['some have all words', ask({ query: '공원 정비' }), { ...outcome, total: 1_207, all: 1_000 }, '“공원 정비” 검색 결과 1,207건. 찾는 말이 모두 있는 자료 1,000건, 일부만 있는 자료 207건입니다. 관련도순으로 10건씩 보입니다.', '1,207 results for “공원 정비”. All of the words: 1,000. Only some of them: 207. Showing 10 at a time, most relevant first.'],
    ['none has all words', ask({ query: '공원 정비' }), { ...outcome, all: 0 }, '“공원 정비” 검색 결과 7건. 찾는 말이 모두 있는 자료는 없어 일부만 있는 자료를 보입니다.', '7 results for “공원 정비”. No record has all of the words, so those with some of them are shown.'],
    ['other words too', ask({ query: '업추비' }), { ...outcome, also: ['업무추진비', '판공비'] }, '“업추비” 검색 결과 7건. 뜻이 같은 말로도 찾았습니다: 업무추진비, 판공비', '7 results for “업추비”. Also searched for: 업무추진비, 판공비'],
    ['other words, one of which is nowhere', ask({ query: '업추비 가나' }), { ...outcome, also: ['업무추진비'], missing: ['가나'] }, '“업추비 가나” 검색 결과 7건. 뜻이 같은 말로도 찾았습니다: 업무추진비. 어느 자료에도 없는 말은 빼고 찾았습니다: 가나', '7 results for “업추비 가나”. Also searched for: 업무추진비. Words that no record has were left out: 가나'],
    ['none has all words, since one is nowhere', ask({ query: '공원 가나' }), { ...outcome, all: 0, missing: ['가나'] }, '“공원 가나” 검색 결과 7건. 어느 자료에도 없는 말은 빼고 찾았습니다: 가나', '7 results for “공원 가나”. Words that no record has were left out: 가나'],
    ['only words that stand everywhere', ask({ query: '그리고' }), { ...outcome, total: 0, all: 0, onlyStops: true }, '“그리고”만으로는 찾을 수 없습니다. 거의 모든 자료에 나오는 말입니다. 다른 낱말을 넣어 주세요.', '“그리고” alone cannot be searched: nearly every record has it. Add another word.'],
    ['only such words, and yet found', ask({ query: '그리고' }), { ...outcome, onlyStops: true }, '“그리고” 검색 결과 7건', '7 results for “그리고”.'],
    ['one syllable that is one of them', ask({ query: '및' }), { ...outcome, total: 0, all: 0, onlyStops: true }, '“및”만으로는 찾을 수 없습니다. 거의 모든 자료에 나오는 말입니다. 다른 낱말을 넣어 주세요.', '“및” alone cannot be searched: nearly every record has it. Add another word.'],
    ['one syllable', ask({ query: '뷁' }), { ...outcome, total: 0, all: 0 }, '“뷁”에 맞는 자료가 없습니다. 한 글자로는 찾기 어렵습니다. 두 글자 이상 넣어 주세요.', 'Nothing matches “뷁”. One syllable is hard to find. Enter two or more.'],
    ['one Latin letter', ask({ query: 'q' }), { ...outcome, total: 0, all: 0 }, '“q”에 맞는 자료가 없습니다.', 'Nothing matches “q”.'],
    ['not everything was searched', ask(), { ...outcome, left }, '“공원” 검색 결과 7건. 2024년 6월 3일까지 공개한 자료 가운데 12,000건은 아직 찾지 않았습니다.', '7 results for “공원”. Of the records released up to 3 June 2024, 12,000 have not been searched yet.'],
    ['all but one were searched', ask(), { ...outcome, left: { ...left, records: 1 } }, '“공원” 검색 결과 7건. 2024년 6월 3일까지 공개한 자료 가운데 1건은 아직 찾지 않았습니다.', '7 results for “공원”. Of the records released up to 3 June 2024, 1 has not been searched yet.'],
    ['nothing so far', ask(), { ...outcome, total: 0, all: 0, left }, '지금까지 찾아본 자료에는 “공원”에 맞는 것이 없습니다. 2024년 6월 3일까지 공개한 자료 가운데 12,000건은 아직 찾지 않았습니다.', 'Nothing searched so far matches “공원”. Of the records released up to 3 June 2024, 12,000 have not been searched yet.'],
    ['nothing so far meets the conditions', ask({ query: '', ...narrowed }), { ...outcome, total: 0, all: 0, left }, '지금까지 찾아본 자료에는 조건에 맞는 것이 없습니다. 2024년 6월 3일까지 공개한 자료 가운데 12,000건은 아직 찾지 않았습니다.', 'No record searched so far meets the conditions. Of the records released up to 3 June 2024, 12,000 have not been searched yet.'],
    ['a word that is nowhere so far', ask({ query: '공원 가나' }), { ...outcome, missing: ['가나'], left }, '“공원 가나” 검색 결과 7건. 2024년 6월 3일까지 공개한 자료 가운데 12,000건은 아직 찾지 않았습니다. 지금까지 찾아본 자료에 없는 말은 빼고 찾았습니다: 가나', '7 results for “공원 가나”. Of the records released up to 3 June 2024, 12,000 have not been searched yet. Words that no record searched so far has were left out: 가나'],
    ['none so far has all words', ask({ query: '공원 정비' }), { ...outcome, all: 0, left }, '“공원 정비” 검색 결과 7건. 2024년 6월 3일까지 공개한 자료 가운데 12,000건은 아직 찾지 않았습니다. 지금까지 찾아본 자료 가운데 찾는 말이 모두 있는 것은 없어 일부만 있는 자료를 보입니다.', '7 results for “공원 정비”. Of the records released up to 3 June 2024, 12,000 have not been searched yet. No record searched so far has all of the words, so those with some of them are shown.'],
    ['some did not come', ask(), { ...outcome, isHalf: true }, '“공원” 검색 결과 7건. 일부는 불러오지 못했습니다. 다시 찾아 주세요.', '7 results for “공원”. Some of them did not load. Please search again.'],
  ])('%s', (_, asked, given, korean, english) => {
    expect(sayOutcome(asked, given, 'ko', ko)).toBe(korean);
    expect(sayOutcome(asked, given, 'en', en)).toBe(english);
  });

  test('a query is words, also when it looks like a place for a value', () => {
    expect(sayOutcome(ask({ query: '{count} $& <b>' }), outcome, 'ko', ko)).toBe('“{count} $& <b>” 검색 결과 7건');
  });

  test('a long query is not repeated whole', () => {
    expect(shortened('가'.repeat(60))).toBe('가'.repeat(60));
    expect(shortened('🌳'.repeat(61))).toBe(`${'🌳'.repeat(60)}…`);
  });

  test.each<[string, Partial<Asked>, string | null]>([
    ['nothing is asked', { query: '' }, '찾을 말을 넣어 주세요.'], ['only an emoji', { query: '🌳' }, '“🌳”에는 찾을 글자나 숫자가 없습니다.'],
    ['conditions alone are a search', { query: '', conditions: { year: ['2026'] } }, null], ['a digit is one', { query: '7' }, null],
    ['signs are none, also with conditions', { query: '<>', conditions: { year: ['2026'] } }, '“<>”에는 찾을 글자나 숫자가 없습니다.'],
  ])('%s', (_, asked, said) => expect(isRefused(ask(asked)) ? sayRefusal(ask(asked), ko) : null).toBe(said));

  test.each([
    ['slow', true, 'search.slow'], ['incomplete', true, 'search.incomplete'], ['failed', true, 'search.failed'], ['no such thing', true, 'search.failed'], ['slow', false, 'search.offline'],
  ])('%s, online %s: %s', (reason, isOnline, key) => expect(sayFailure(new Error(reason), isOnline, (said) => said)).toBe(key));

});

describe('the engine', () => {
  const SOUGHT = { query: '공원', conditions: {}, order: 'relevance', older: 0 } as const;
  afterEach(() => { vi.useRealTimers(); });

  /** A worker that keeps what it is sent and says what it is told to. */
  function worker() {
    const sent: Record<string, unknown>[] = [];
    const made = { sent, isEnded: false, onmessage: (_: { data: Reply }) => {}, onerror: () => {}, postMessage: (question: Record<string, unknown>) => { sent.push(question); }, terminate: () => { made.isEnded = true; } };
    return { made, engine: startEngine(made as never) };
  }

  test('asks, and gives the results one by one', async () => {
    const { made, engine } = worker();
    const answering = engine.search({ query: '공원', conditions: { type: ['minutes'] }, order: 'date', older: 1 });
    expect(made.sent).toEqual([{ id: 1, ask: 'search', query: '공원', conditions: { type: ['minutes'] }, order: 'date', older: 1 }]);
    made.onmessage({ data: { id: 1, total: 2, all: 1, missing: ['가나'], also: ['녹지'] } });
    const { total, all, missing, also, results } = await answering;
    expect([total, all, missing, also, results.length, made.sent.length]).toEqual([2, 1, ['가나'], ['녹지'], 2, 1]);
    const second = results[1]!.data();
    expect(made.sent[1]).toEqual({ id: 2, ask: 'data', search: 1, at: 1 });
    const one = { url: 'a.html', title: [], excerpt: [{ text: '공원', isMarked: true }], file: '붙임.hwp', meta: {} };
    made.onmessage({ data: { id: 2, found: one } });
    expect(await second).toEqual(one);
  });

  test('silence has an end, signs of life put it off, and it does not come back', async () => {
    vi.useFakeTimers();
    const { made, engine } = worker();
    const answering = engine.search(SOUGHT);
    answering.catch(() => undefined);
    vi.advanceTimersByTime(SILENCE_MS - 1);
    made.onmessage({ data: { isAlive: true } });
    vi.advanceTimersByTime(SILENCE_MS - 1);
    expect(engine.isOver()).toBe(false);
    vi.advanceTimersByTime(1);
    await expect(answering).rejects.toThrow('slow');
    expect([made.isEnded, engine.isOver()]).toEqual([true, true]);
    await expect(engine.count(SOUGHT)).rejects.toThrow('slow');
    expect(made.sent).toHaveLength(1);
  });

  test('an engine that is asked nothing may be silent', () => {
    vi.useFakeTimers();
    const { made, engine } = worker();
    made.onmessage({ data: { isAlive: true } });
    vi.advanceTimersByTime(SILENCE_MS * 2);
    expect(engine.isOver()).toBe(false);
  });

  test.each([['incomplete'], ['failed']] as const)('%s: whoever waits is told', async (error) => {
    const { made, engine } = worker();
    const waiting = [engine.search(SOUGHT), engine.count(SOUGHT)];
    made.onmessage({ data: { error } });
    for (const one of waiting) await expect(one).rejects.toThrow(error);
  });

  test('a result that does not come is one result, and the engine goes on', async () => {
    const { made, engine } = worker();
    const [first, second] = [engine.count(SOUGHT), engine.count(SOUGHT)];
    made.onmessage({ data: { id: 1, error: 'incomplete' } });
    made.onmessage({ data: { id: 2, counts: {}, years: [] } });
    await expect(first).rejects.toThrow('incomplete');
    expect([await second, engine.isOver()]).toEqual([{ id: 2, counts: {}, years: [] }, false]);
  });

  test('a worker that can not start is a failure', async () => {
    const { made, engine } = worker();
    const answering = engine.search(SOUGHT);
    made.onerror();
    await expect(answering).rejects.toThrow('failed');
  });
});

describe('what is fetched', () => {
  afterEach(() => { vi.unstubAllGlobals(); });

  test('once; again if it did not come', async () => {
    const answers = [Response.error(), new Response('{', { status: 404 }), new Response('{"a":"b"}')];
    const fetched = vi.fn(async () => answers.shift()!);
    vi.stubGlobal('fetch', fetched);
    const words = fetcher<Record<string, string>>('https://open.haneul.example/data/search-words.ko.json');
    await expect(words()).rejects.toThrow('failed');
    await expect(words()).rejects.toThrow('failed');
    expect(await words()).toEqual({ a: 'b' });
    expect(await words()).toEqual({ a: 'b' });
    expect(fetched).toHaveBeenCalledTimes(3);
  });

  test('an answer that does not come is slow', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => new Promise((_, reject) => { signal!.onabort = () => reject(signal!.reason); }));
    const coming = fetcher('https://open.haneul.example/a.json')();
    coming.catch(() => undefined);
    vi.advanceTimersByTime(SILENCE_MS);
    await expect(coming).rejects.toThrow('slow');
    vi.useRealTimers();
  });

  test('words take their values; a key without words shows itself', () => {
    const say = sayer({ rows: '{count} row | {count} rows' });
    expect([say('rows', { count: '1' }), say('rows', { count: '2' }), say('none'), say('rows')]).toEqual(['1 row', '2 rows', 'none', '{count} rows']);
  });
});
