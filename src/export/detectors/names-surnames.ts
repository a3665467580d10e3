/**
 * Surnames: with which syllables a Korean name begins and of which its given part
 * is made. The surnames are those of the census (Statistics Korea, 2000 and 2015),
 * about 280 in Chinese characters, which in Hangul are these; two syllables first
 * among equals, so that 남궁민수 is read whole.
 *
 * The list of given syllables holds the sounds of the characters allowed for names
 * (Supreme Court rule on family registration, Art. 37) that people do use, and those
 * of names in pure Korean. It only serves where no label says that a name follows.
 */

const ONE = '가간갈감강개견경계고곡골공곽관교구국군궁궉권근금기길김나난남낭내노뇌누단담당대도독돈동두등라란람랑려로뢰류리린림마만매맹명모목묘묵문미민박반방배백번범변복봉부비빈빙사산삼상서석선설섭성소손송수순숭승시신실심십아안애야양량어엄여연염엽영예오옥온옹완왕요용우욱운원위유육윤은음이인임자장저전점정제조종좌주준즙증지진차찬창채천척초총최추춘축탁탄탕태판팽편평포표풍피필하학한함해허현형혜호홍화환황회후흥';
const TWO = '강전 남궁 독고 동방 등정 망절 무본 사공 서문 선우 소봉 어금 영수 장곡 제갈 황목 황보 을지 하옥 석말 서천';
const GIVEN = '가강개건걸검겸경계고곤공관광교구국권궐귀규균근금기길나낙난남년녀노녹누늘능다단달담당대덕도돈동두득든들라란람랑래량려련렬령례로록루류륜률름리린림마만말매맹명모목무묵문미믿민바박반방배백범벼변별병보복봄봉부분비빈빛사산삼상새샘서석선설섭성세소솔송수숙순술숭슬습승시식신실심쌍아안애양언얼엄업엘여연열엽영예오옥온완왕외요용우욱운울웅원월위유육윤율융은을음의이익인일임자잔잠장재전점정제조존종주준중지직진질집찬창채천철첨청초총추축춘충치칠탁태택토통평포표풍필하학한함항해행향허헌혁현협형혜호혼홍화환황회효후훈휘휴흔희흠흥힘찰름';

/** The surnames of nearly everybody (census of 2015: more than about ten thousand bearers each); the others begin words far oftener than names. */
const FREQUENT = '김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용';
/** With which syllables given names end; others end words oftener: 단, 대, 도, 비, 시, 장, 지구. */
const LAST = '준우진현민호수영연은정아희숙자순옥미경란선철석훈규환식근섭일욱빈율린원인주하윤솔찬혁만복례임분남길용기성국헌서지혜화람별태겸균엽렬봉범배걸곤권택필슬나라늘름온빛결샘담설휘녀매춘출돌';

const FIRST = tableOf(ONE + TWO.replace(/ /g, ''));
const SURNAME = tableOf(ONE);
const BEGINS_TWO = tableOf(TWO.split(' ').map((surname) => surname[0]).join(''));
const GIVEN_SYLLABLE = tableOf(GIVEN);
const FREQUENT_SURNAME = tableOf(FREQUENT);
const LAST_SYLLABLE = tableOf(LAST);
const DOUBLE: ReadonlySet<string> = new Set(TWO.split(' '));

function tableOf(units: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const unit of units) table[unit.charCodeAt(0)] = 1;
  return table;
}

/** Returns whether a name may begin with this unit. */
export function beginsName(text: string, at: number): boolean {
  return FIRST[text.charCodeAt(at)] === 1;
}

const [NEITHER, SHORT, LONG, EITHER]: readonly (readonly number[])[] = [[], [1], [2], [2, 1]];

/** Returns the lengths a surname may have that begins here, the longer one first. */
export function surnameLengths(text: string, at: number): readonly number[] {
  const isOne = SURNAME[text.charCodeAt(at)] === 1;
  if (BEGINS_TWO[text.charCodeAt(at)] === 1 && DOUBLE.has(text.slice(at, at + 2))) return isOne ? EITHER! : LONG!;
  return isOne ? SHORT! : NEITHER!;
}

/** Returns whether every unit from `start` to `end` is used in given names. */
export function isGivenName(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (GIVEN_SYLLABLE[text.charCodeAt(at)] === 0) return false;
  return end > start;
}

/** Returns whether a text begins with a frequent surname; those of two syllables count, as they begin few words. */
export function hasFrequentSurname(text: string, at: number): boolean {
  return FREQUENT_SURNAME[text.charCodeAt(at)] === 1 || DOUBLE.has(text.slice(at, at + 2));
}

/** Returns whether a name ends as given names do; 동 alone ends the names of quarters. */
export function endsLikeName(name: string): boolean {
  return LAST_SYLLABLE[name.charCodeAt(name.length - 1)] === 1 || name.endsWith('길동');
}
