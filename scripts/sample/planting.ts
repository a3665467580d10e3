/**
 * Planting: personal information as it slips into real papers. Everything is
 * well-formed and nobody's: resident numbers with a region code that was never
 * given out (96–99), mobiles of the unassigned exchange 0000, mail at reserved
 * domains (RFC 2606), the card networks' published test numbers, and names from
 * a pool that officials of the sample never have.
 */
import type { Planted } from './city.ts';
import type { Random } from './random.ts';

const SURNAMES = ['노', '구', '표', '탁', '맹', '설', '옹', '변', '남궁', '선우', '제갈', '황보'] as const;
const GIVEN = [
  '춘식', '말순', '옥분', '판수', '끝순', '갑돌', '복례', '만복', '순덕', '칠성', '금옥', '덕구', '봉수', '필녀', '삼룡', '영팔',
  '점례', '두만', '길녀', '태봉', '간난', '억쇠', '분이', '막동', '쌍례', '돌석', '복순', '팔용', '언년', '만석', '금녀', '달수',
  '옥매', '칠복', '순분', '용팔', '봉녀', '학봉', '말례', '삼식', '춘녀', '득구', '양순', '광칠',
];
const TEST_CARDS = [
  '4111-1111-1111-1111', '5555-5555-5555-4444', '4012-8888-8888-1881', '5105-1051-0510-5100', '4242-4242-4242-4242',
  '4000-0566-5566-5556', '5200-8282-8282-8210', '6011-1111-1111-1117', '3566-0020-2036-0505', '4916-3385-0608-2832',
];
const MAIL_NAMES = ['haru', 'sori', 'byeol', 'nuri', 'dasom', 'garam', 'solbi', 'narae', 'hyun', 'miso'];

/** Hands out values and remembers where each was put. */
export class Planting {
  readonly planted: Planted[] = [];
  readonly #random: Random;
  readonly #names: string[];
  readonly #mobiles: number[];
  #cards = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#names = random.shuffled(SURNAMES.flatMap((surname) => GIVEN.map((given) => surname + given)));
    this.#mobiles = random.shuffled(Array.from({ length: 9000 }, (_, index) => index + 1000));
  }

  /** Remembers that the value stands in that field. */
  record(kind: Planted['kind'], value: string, field: string): void {
    this.planted.push({ kind, value, field });
  }

  /** Returns a name nobody else of the sample has. */
  name(): string {
    const name = this.#names.pop();
    if (name === undefined) throw new Error('the pool of names is used up');
    return name;
  }

  residentNumber(): string {
    const random = this.#random;
    const birth = `${two(random.integer(40, 99))}${two(random.integer(1, 12))}${two(random.integer(1, 28))}`;
    const rest = `${random.integer(1, 2)}${random.integer(96, 99)}${String(random.integer(1000, 9999))}`;
    return random.weighted({ dashed: 8, plain: 1, spaced: 1 }) === 'plain' ? `${birth}${rest}`
      : random.chance(0.9) ? `${birth}-${rest}` : `${birth} - ${rest}`;
  }

  mobile(): string {
    const last = String(this.#mobiles.pop());
    return {
      dashed: `010-0000-${last}`, plain: `0100000${last}`, dotted: `010.0000.${last}`, abroad: `+82-10-0000-${last}`,
      wide: [...`010-0000-${last}`].map((letter) => (letter === '-' ? '－' : String.fromCharCode(letter.charCodeAt(0) + 0xfee0))).join(''),
    }[this.#random.weighted({ dashed: 12, plain: 2, dotted: 2, abroad: 1, wide: 1 })];
  }

  email(): string {
    return `${this.#random.pick(MAIL_NAMES)}${this.#random.integer(100, 9999)}@${this.#random.pick(['mail.example', 'post.example', 'letter.example.com'])}`;
  }

  card(): string {
    this.#cards += 1;
    return TEST_CARDS[this.#cards % TEST_CARDS.length]!;
  }

  account(): string {
    const random = this.#random;
    return `${random.integer(110, 999)}-${random.integer(100, 999)}-${random.integer(100000, 999999)}`;
  }

  /** Returns a value of that kind and remembers its field. */
  put(kind: Planted['kind'], field: string): string {
    const value = {
      'resident-number': () => this.residentNumber(), mobile: () => this.mobile(), email: () => this.email(), card: () => this.card(),
      account: () => this.account(), name: () => this.name(),
    }[kind]();
    this.record(kind, value, field);
    return value;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
