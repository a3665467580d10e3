/**
 * Mess: the faults of real sources, put on papers and rows that are otherwise
 * sound. Each is one the export must bear: read it right, mask it, or hold the one
 * paper and go on.
 */
import type { SampleDocument, SampleRow } from './city.ts';
import { officeFormatSize } from './files.ts';
import type { Random } from './random.ts';

/** Spoils some documents but the kept ones; each at most once. Those that others quote by day keep their day. */
export function spoilDocuments(documents: readonly SampleDocument[], kept: ReadonlySet<SampleDocument>, random: Random): void {
  const sound = random.shuffled(documents.filter((one) => one.disclosureCode === '1' && one.type === 'document' && !kept.has(one)));
  const quoted = new Set(documents.flatMap(({ body }) => body.match(/[가-힣]+-\d+(?=\()/g) ?? []));
  const take = (count: number): SampleDocument[] => sound.splice(0, count);
  const takeUnquoted = (): SampleDocument =>
    sound.splice(
      sound.findIndex(({ documentNumber }) => !quoted.has(documentNumber)),
      1,
    )[0]!;

  for (const one of take(6)) one.title = `&lt;${one.task}&gt; ${one.title}`;
  for (const one of take(3)) one.title = one.title.replace(/ (추진|계약|결과)/, ' &amp; $1');
  for (const one of take(6)) one.title = fullWidth(one.title);
  for (const one of take(10)) one.title = one.title.replace(' ', '  ');
  for (const one of take(8)) one.title = `${one.title} `;
  for (const one of take(6)) one.title = one.title.normalize('NFD');
  for (const one of take(3))
    one.files.forEach((file) => {
      file.name = file.name.normalize('NFD');
    });
  for (const one of take(12)) one.rank = null;
  for (const [index, one] of take(2).entries()) one.unitCode = ['6539901', '한시기구(통합돌봄추진단)'][index]!;
  for (const one of take(2)) one.title = longTitle(one.title, random);
  for (const one of take(3)) withoutBody(one, random);
  for (const one of take(4)) one.title = '업무연락 알림';
  for (const one of take(1)) one.body = markup(one.body);
  for (const one of take(1)) one.disclosureCode = '9';
  for (const one of take(1)) one.disclosureCode = '3';
  takeUnquoted().approvedOn = '2025-02-30';
}

/** Spoils some rows: blank places, midnight, doubled spaces, full-width digits; and doubles some for good. */
export function spoilRows(rows: SampleRow[], random: Random): SampleRow[] {
  const meals = random.shuffled(rows.filter(({ ledger }) => ledger === 'business-expense'));
  const payments = random.shuffled(rows.filter(({ ledger }) => ledger === 'expenditure'));
  for (const one of meals.splice(0, 120)) one.place = random.pick(['', ' ', null]);
  for (const one of meals.splice(0, 180)) one.paidAt = '00:00';
  for (const one of meals.splice(0, 60)) one.purpose = one.purpose?.replace(' ', '  ') ?? null;
  for (const one of meals.splice(0, 50)) one.attendees = `${one.attendees} `;
  for (const one of meals.splice(0, 20)) one.headcount = null;
  for (const one of payments.splice(0, 40)) one.purpose = fullWidth(one.purpose ?? '');
  for (const one of payments.splice(0, 40)) one.purpose = `${one.purpose}  `;
  for (const one of payments.splice(0, 10)) one.purpose = (one.purpose ?? '').normalize('NFD');
  for (const one of payments.splice(0, 12)) one.payee = `&quot;${one.payee ?? ''}&quot;`;
  // Genuine duplicates: two like payments on one day, alike but for the system's key.
  const twice = [
    ...meals.splice(0, 18),
    ...payments.splice(0, 16),
    ...rows.filter(({ unitCode }) => unitCode.startsWith('B53')).slice(40, 46),
  ];
  const doubled = new Set(twice);
  return rows.flatMap((one) => (doubled.has(one) ? [one, { ...one, key: null }] : [one]));
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

function longTitle(title: string, random: Random): string {
  const parts = [
    '노후 시설물 정비',
    '보행환경 개선',
    '주민 의견 수렴',
    '안전점검 지적사항 조치',
    '유관기관 협의',
    '예산 집행 잔액 활용',
    '하반기 일정 조정',
    '현장 합동점검',
    '시민 불편사항 처리',
    '계약 변경 사항 통보',
  ];
  let long = `${title} 및`;
  while (long.length < 300) {
    const [cause, effect] = random.shuffled(parts);
    long += ` ${cause} 결과에 따른 ${effect} 추진사항과`;
  }
  return `${long} 향후 계획 알림`;
}

/** A paper that was written in an office file and has no text of its own. */
function withoutBody(one: SampleDocument, random: Random): void {
  one.body = '';
  one.files.unshift({
    role: 'body',
    name: '본문.hwp',
    sizeBytes: officeFormatSize(random, 'hwp'),
    disclosureCode: '1',
    grounds: [],
    text: null,
  });
}

/** What a web editor leaves in a body, harmless or not. */
function markup(body: string): string {
  return [
    '<div style="font-family:바탕"><script>alert(document.cookie)</script>',
    body,
    '<p onclick="location.href=\'https://click.example/\'">자세한 내용은 <a href="javascript:alert(1)">여기</a>를 누르십시오.</p>',
    '[신청 화면 바로가기](javascript:void(0)) <img src="x" onerror="alert(2)"> <iframe srcdoc="&lt;script&gt;alert(3)&lt;/script&gt;"></iframe></div>',
  ].join('\n\n');
}
