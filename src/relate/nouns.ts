/**
 * Nouns: which words of an archive are nouns, told by the company they keep, and the
 * terms of the city, which may be of several words. See `keywords.ts`.
 *
 * In Korean a noun takes particles and an adverb or a verb form does not: a word that
 * stands with two different ones is a noun, and so is one that stands in three titles,
 * which are rows of nouns unless they are whole sentences. In Latin letters, a word of
 * four letters or more that stands in a title is taken for one.
 */
import { stripParticle } from './particles.ts';
import { presentable, wordsOf } from './words.ts';

/** Words of which every document is made: they say what kind of paper it is, not what it is about. */
const GENERIC = new Set((
  '추진 계획 추진계획 계획안 결과 결과보고 보고 보고서 현황 추진현황 추진실적 실적 개요 목적 근거 방침 일정 예산 예산액 소요예산 산출내역 세부내역 세부계획 기본계획 시행계획 운영계획 '
  + '기대효과 행정사항 협조사항 유의사항 참고사항 주요내용 내용 붙임 첨부 별첨 검토 검토의견 의견 조치 조치사항 요청 제출 통보 회신 알림 안내 개최 실시 시행 진행 완료 예정 필요 필요성 문제 문제점 '
  + '개선 개선방안 방안 방향 향후 향후계획 추진방향 추진배경 배경 대상 기간 장소 일시 인원 참석 참석자 회의 회의록 안건 의결 심의 결정 확인 변경 추가 증가 감소 전년 전년도 금년 올해 내년 상반기 하반기 분기 연간 월별 '
  + '구분 합계 소계 총계 비고 단위 수량 금액 단가 원인 이유 방법 절차 기준 규정 조례 법률 시행령 시행규칙 사업 사업비 사업명 업무 담당 담당자 담당부서 관계 관계자 관내 전체 일부 일대 주변 인근 건수 개소 구간 시간 하루 오전 오후 '
  + '가능 중요 다양 우선 최대 최소 평균 수준 정도 효과 영향 활용 제공 마련 확보 강화 확대 축소 유지 조성 설치 점검 조사 분석 수립 협의 협조 협력 참여 지원 운영 관리 정비 이용 사용 발생 처리 접수 신청 선정 평가 시민 주민 국민 사람 우리 답변 질문 질의 문의 감사 '
  + '단계 항목 편성 실제 까닭 동안 뒤에 앞에 상황 과정 방식 형식 시기 지점 사례 부서 활동 대응 체계 비율 점수 순위 등급 종류 조건 자료 서류 서비스 가정 나머지 이번 다음 처음 마지막 모두 스스로 추진결과 업무연락 본격 일원 작성 요구 우려 규칙 기관 요약 최종 조회'
).split(' '));

/** Endings of nouns that only describe (단계적, 구체적), and of what is not a thing. */
const DESCRIBING = /[가-힣]{2}적$|(?:므로|면서|도록|지만|거나|으나|려고|려면|자마자|토록|대로|별로)$/;

/** A title that is a whole sentence may hold any word. */
const SENTENCE = /[?.!]\s*$|(?:니다|나요|까요|세요|이다|한다|된다)\s*$/;
/** Titles in which a word without a second particle must stand. */
const NOUN_TITLES = 3;

/** Longest term that is looked for, in words. */
const TERM_WORDS = 4;

/** The nouns and terms of an archive. `add` all records before asking. */
export class Nouns {
  readonly #records = new Map<string, number>();
  readonly #particles = new Map<string, string>();
  readonly #alone = new Set<string>();
  readonly #titles = new Map<string, number>();
  readonly #terms = new Map<string, string>();
  readonly #spellings = new Map<string, string>();
  readonly #shown = new Map<string, string | null>();

  constructor(terms: Iterable<string>) {
    for (const term of terms) this.#addTerm(term);
  }

  /** Takes in one record: its title, the words of title and text, the terms in its facts. */
  add(title: string, words: readonly string[], terms: readonly string[]): void {
    for (const term of terms) this.#addTerm(term);
    if (!SENTENCE.test(title)) for (const word of new Set(wordsOf(title.toLowerCase()))) this.#titles.set(word, (this.#titles.get(word) ?? 0) + 1);
    const here = new Set(terms.map((term) => term.toLowerCase()));
    for (const word of words) this.#take(word, here);
    for (const phrase of this.#phrases(words.map((word) => word.toLowerCase()))) here.add(phrase.term);
    for (const word of here) this.#records.set(word, (this.#records.get(word) ?? 0) + 1);
  }

  /** Returns in how many records a word or a term stands. */
  recordsWith(word: string): number {
    return this.#records.get(word) ?? 0;
  }

  /** Whether the city uses a word as a term. */
  isTerm(word: string): boolean {
    return this.#terms.has(word);
  }

  /** Yields the terms and nouns among words, in lower case; what is part of a term does not stand for itself. */
  * within(words: readonly string[]): Generator<string> {
    const forms = words.map((word) => word.toLowerCase());
    const taken = new Set<number>();
    for (const { at, length, term } of this.#phrases(forms)) {
      for (let next = at; next < at + length; next += 1) taken.add(next);
      yield term;
    }
    for (const [at, form] of forms.entries()) {
      const noun = taken.has(at) ? null : this.#nounOf(form);
      if (noun !== null) yield noun;
    }
  }

  /** Returns a word as the city writes it. */
  spelling(word: string): string {
    return this.#terms.get(word) ?? this.#spellings.get(word) ?? word;
  }

  #addTerm(term: string): void {
    const words = wordsOf(term);
    if (term.length >= 3 && term.length <= 30 && words.length <= TERM_WORDS && words.join(' ') === term) this.#terms.set(term.toLowerCase(), term);
  }

  #take(word: string, here: Set<string>): void {
    const form = word.toLowerCase();
    const stem = stripParticle(form);
    here.add(form).add(stem);
    this.#alone.add(form);
    const spelt = word.slice(0, stem.length);
    const known = this.#spellings.get(stem);
    if (known === undefined || spelt < known) this.#spellings.set(stem, spelt);
    if (form !== stem) this.#countParticle(stem, form.slice(stem.length));
  }

  /** Two different ones are enough to know; `*` says so. */
  #countParticle(stem: string, particle: string): void {
    const known = this.#particles.get(stem);
    if (known === undefined) this.#particles.set(stem, particle);
    else if (known !== particle) this.#particles.set(stem, '*');
  }

  /** The terms of several words that stand in a row, the longest first; the last word may have a particle. */
  * #phrases(forms: readonly string[]): Generator<{ at: number; length: number; term: string }> {
    for (let at = 0; at < forms.length; at += 1) {
      for (let length = Math.min(TERM_WORDS, forms.length - at); length > 1; length -= 1) {
        const start = forms.slice(at, at + length - 1).join(' ');
        const last = forms[at + length - 1]!;
        const term = [last, stripParticle(last)].map((end) => `${start} ${end}`).find((phrase) => this.#terms.has(phrase));
        if (term === undefined) continue;
        yield { at, length, term };
        at += length - 1;
        break;
      }
    }
  }

  #nounOf(form: string): string | null {
    const known = this.#shown.get(form);
    if (known !== undefined) return known;
    const term = [form, stripParticle(form)].find((one) => this.#terms.has(one));
    const word = term ?? presentable(form, { isAlone: (other) => this.#alone.has(other), isStem: (other) => this.#particles.has(other) });
    const noun = word !== null && this.#isNoun(word) ? word : null;
    this.#shown.set(form, noun);
    return noun;
  }

  #isNoun(word: string): boolean {
    if (this.#terms.has(word)) return true;
    if (GENERIC.has(word) || DESCRIBING.test(word)) return false;
    const titles = this.#titles.get(word) ?? 0;
    return /[가-힣]$/.test(word) ? this.#particles.get(word) === '*' || (titles >= NOUN_TITLES && !/[한운은는을할]$/.test(word)) : word.length > 3 && titles > 0;
  }
}
