/**
 * Disclosure as the city's own staff marked it: open, partial, closed or
 * restricted, on which ground and why; and what a partial paper holds back. A
 * partial paper comes with a version made for release, or with its author's marks
 * (`⟦비공개6⟧ … ⟦/비공개⟧`), or with neither.
 */
import type { Ground } from '../../src/model/vocabulary.ts';
import { addDays, koreanDate, NIGHTS } from './calendar.ts';
import { grouped } from './korean.ts';
import { firm, person } from './places.ts';
import type { Planting } from './planting.ts';
import type { Random } from './random.ts';
import type { Draft, DraftKind } from './writing.ts';
import { matterOf } from './bodies/closed.ts';

/** What staff marked. */
export interface Marking {
  code: string;
  grounds: readonly Ground[];
  reason: string | null;
  restrictedUntil: string | null;
  body: string;
  publicBody: string | null;
}

/** The share of open papers by kind, and the grounds the others rest on. */
const HABITS: Readonly<Record<Exclude<DraftKind, 'closed'>, { open: number; grounds: readonly Ground[] }>> = {
  plan: { open: 0.8, grounds: [5, 5, 8, 3] },
  consultation: { open: 0.78, grounds: [5] },
  reply: { open: 0.74, grounds: [5] },
  minutes: { open: 0.56, grounds: [5, 6] },
  tender: { open: 0.5, grounds: [7, 5] },
  contract: { open: 0.56, grounds: [7, 6] },
  change: { open: 0.8, grounds: [5] },
  progress: { open: 0.84, grounds: [5, 7] },
  inspection: { open: 0.74, grounds: [3, 6] },
  press: { open: 1, grounds: [] },
  result: { open: 0.8, grounds: [6] },
  research: { open: 0.86, grounds: [7, 5] },
  question: { open: 0.82, grounds: [6] },
  routine: { open: 0.86, grounds: [6, 3, 1, 4] },
};

const REASONS: Readonly<Record<Ground, readonly string[]>> = {
  1: ['다른 법률에서 비밀로 규정한 과세·통계 자료가 일부 포함됨'],
  2: ['통합방위 및 비상대비에 관한 사항이 포함됨'],
  3: ['시설의 경비·감시 체계가 알려지면 시민의 생명과 재산 보호에 지장을 줄 우려', '취약 지점의 정확한 위치가 포함됨'],
  4: ['진행 중인 재판 또는 수사에 관련된 내용이 포함됨'],
  5: [
    '의사결정 과정에 있는 사항으로 결정된 뒤 공개 예정',
    '내부 검토 의견으로 공개 시 공정한 업무수행에 지장',
    '평가위원 등 위원 명단이 포함됨',
  ],
  6: ['개인의 성명·연락처가 포함됨', '개인정보보호', '개인정보 포함'],
  7: ['업체의 원가와 기술 내용이 포함됨', '법인의 경영·영업상 비밀에 관한 사항'],
  8: ['보상 예정 토지의 평가 자료로 투기 우려'],
};

/** Returns the marking of a written document. */
export function disclose(draft: Draft, body: string, random: Random, planting: Planting): Marking {
  if (draft.kind === 'closed') return closedMarking(draft, body, random);
  const habit = HABITS[draft.kind];
  if (random.chance(habit.open)) return { code: '1', grounds: [], reason: null, restrictedUntil: null, body, publicBody: null };
  const first = random.pick(habit.grounds);
  const grounds: Ground[] = random.chance(0.12) && first !== 6 ? [first, 6] : [first];
  const reason = random.pick(REASONS[first]);
  const kind = random.weighted({ partial: 80, restricted: 12, closed: 8 });
  if (kind === 'partial') return partialMarking(draft.day, body, grounds, reason, random, planting);
  if (kind === 'closed') return { code: '3', grounds, reason, restrictedUntil: null, body, publicBody: null };
  return {
    code: random.pick(['4', '5']),
    grounds,
    reason,
    restrictedUntil: addDays(draft.day, random.pick([90, 180, 365, 730, 1500])),
    body,
    publicBody: null,
  };
}

function closedMarking(draft: Draft, body: string, random: Random): Marking {
  const matter = matterOf(draft.which);
  const until = matter.days === undefined ? null : addDays(draft.day, matter.days + random.integer(0, 400));
  return {
    code: matter.code,
    grounds: matter.grounds,
    reason: matter.reason,
    restrictedUntil: until !== null && random.chance(0.1) && until > NIGHTS[1] ? `2031-0${random.integer(1, 9)}-15` : until,
    body,
    publicBody: null,
  };
}

function partialMarking(
  day: string,
  body: string,
  grounds: readonly Ground[],
  reason: string,
  random: Random,
  planting: Planting,
): Marking {
  const way = random.weighted({ version: 38, marks: 34, neither: 28 });
  const ground = grounds[0]!;
  const [lead, secret] = secretOf(ground, day, random, planting);
  const cut = (text: string): string => beforeClosing(body, `### 참고\n\n- ${lead}: ${text}`);
  const common = { code: '2', grounds, reason, restrictedUntil: null };
  if (way === 'marks') return { ...common, body: cut(`⟦비공개${ground}⟧${secret}⟦/비공개⟧`), publicBody: null };
  return { ...common, body: cut(secret), publicBody: way === 'version' ? cut(`(비공개: 제9조제1항제${ground}호)`) : null };
}

/** Returns a heading and the passage that is not public. */
function secretOf(ground: Ground, day: string, random: Random, planting: Planting): [lead: string, secret: string] {
  const name = (): string => planting.put('name', 'body');
  switch (ground) {
    case 1:
      return [
        '과세자료',
        `체납 법인 ${random.integer(3, 19)}개소의 체납액 합계 ${grouped(random.integer(120, 990))}백만 원, 최고 체납 법인 ${firm(random, '물품')}`,
      ];
    case 3:
      return [
        '감시·경비 현황',
        `순찰 공백 시간 ${random.integer(1, 4)}시 ~ ${random.integer(5, 6)}시, 출입문 ${random.integer(2, 6)}번 잠금장치 고장, 카메라 미설치 구역 동측 ${random.integer(10, 60)}m`,
      ];
    case 4:
      return ['소송 관련', `관련 손해배상 사건의 예상 인용액 ${grouped(random.integer(12, 98))}백만 원, 조정안 수용 검토 중`];
    case 5:
      return random.chance(0.5)
        ? [
            '평가위원',
            `${person(random)}(공과대학 교수), ${person(random)}(연구기관 책임연구원), ${person(random)}(기술사), 예비위원 ${name()}`,
          ]
        : [
            '내부 검토안',
            `제1안 ${grouped(random.integer(20, 80))}억 원, 제2안 ${grouped(random.integer(15, 60))}억 원 중 제2안이 유리하다는 의견이 우세하나 의회 협의 전이며, 반대 의견을 낸 위원은 ${name()}임`,
          ];
    case 7:
      return [
        '업체 제출 원가',
        `직접노무비 ${grouped(random.integer(18, 96))}백만 원, 이윤율 ${random.integer(5, 12)}.${random.integer(0, 9)}%, 하도급 예정가 ${grouped(random.integer(30, 150))}백만 원`,
      ];
    case 8:
      return [
        '보상 예정액',
        `편입 토지 ${random.integer(3, 22)}필지의 예정 평가액 ${grouped(random.integer(800, 6400))}백만 원, ㎡당 최고 ${grouped(random.integer(900, 4200))}천원`,
      ];
    case 2:
      return ['방호 관련', `중요시설 경비 인력 ${random.integer(4, 19)}명의 교대 시각과 배치`];
    case 6:
      return [
        random.pick(['민원인', '의견 제출자', '관련 주민']),
        `${name()}(연락처 ${planting.put('mobile', 'body')}), ${koreanDate(addDays(day, -random.integer(2, 40)))} 방문 상담`,
      ];
  }
}

/** Returns the body with a passage put before its last paragraph (붙임 … 끝). */
export function beforeClosing(body: string, passage: string): string {
  const end = body.lastIndexOf('\n\n');
  return end === -1 ? `${body}\n\n${passage}` : `${body.slice(0, end)}\n\n${passage}${body.slice(end)}`;
}
