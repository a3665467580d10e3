/**
 * IP addresses of people in logs and reports (RFC 791, RFC 4291; personal information
 * together with the time of access). Four small numbers with dots are also versions,
 * sections of a paper and dates, so without a word for an address only a public one
 * counts that has a number of three digits.
 *
 * Loopback, netmasks, whole networks (`/24`) and name servers are nobody's. Private
 * ranges say which desk it was inside an office: hidden where they are labelled.
 */
import type { Finding } from '../../model/stages.ts';
import { columnSearch, scanCells } from './columns.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { scan, scanNumbers } from './scan.ts';

const KIND = 'ip-address';
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const IPV4 = new RegExp(String.raw`(?=\d)(?<![0-9A-Za-z*'’-]|[0-9A-Za-z]\.)(?:${OCTET}\.){3}${OCTET}(?![0-9A-Za-z*]|\.[0-9*]|-\d|\/\d| ?(?:판|버전|장|절|항|조|호|목)(?![가-힣]))`, 'g');
/** One of the four starred out. */
const STARRED = new RegExp(String.raw`(?<![0-9A-Za-z*-]|[0-9A-Za-z]\.)(?:${OCTET}\.${OCTET}\.${OCTET}\.[*xX]{1,3}|${OCTET}\.${OCTET}\.[*xX]{1,3}\.${OCTET}|${OCTET}\.[*xX]{1,3}\.${OCTET}\.${OCTET})(?![0-9A-Za-z*]|\.[0-9*])`, 'g');
const STARRED_PART = /\.[*xX]/;
const GROUP = '[0-9A-Fa-f]{1,4}';
const IPV6 = new RegExp(String.raw`(?<![0-9A-Za-z:.])(?:(?:${GROUP}:){7}${GROUP}|${GROUP}(?::${GROUP}){0,6}::(?:${GROUP}(?::${GROUP}){0,5})?)(?![0-9A-Za-z:]|\.\d|\/\d)`, 'g');
/** What every address of the sixth version has, and few texts besides. */
const TWO_COLONS = /:[0-9A-Fa-f]{0,4}:/;

const ADDRESS = /(?<![A-Za-z])ip(?:v[46])?(?![A-Za-z])|아이피|접속|로그인|접근|remote|client|\bhost|\blogin|\baddr|x-forwarded/iu;
const OTHER = new RegExp([
  '버전', '판본', '릴리스', '펌웨어', '업데이트', '(?<![a-z])ver', '(?<![a-z])v_?$', 'version', 'release', 'build', 'firmware', 'chrome', 'agent', 'driver', 'dns', '네임 ?서버', '서브넷', 'subnet', 'netmask', '넷마스크',
  '게이트웨이', 'gateway', '제 ?$', '절 ?$', '항 ?$', '표 ?$', '그림 ?$', '식 ?$', 'table ?$', 'figure ?$', 'section ?$', 'oid',
].join('|'), 'iu');
/** In a column of addresses every one counts that is somebody's. */
const columns = columnSearch(['ip', '아이', '접속'], /(?<![A-Za-z])ip(?:v[46])?(?![A-Za-z])|아이피|접속\s?주소/giu);
const ADDRESS_REACH = 40;
const OTHER_REACH = 16;

export const ipAddress: Detector = {
  kind: KIND,
  needs: SEEN.digits3 | SEEN.colon,
  * find(text: string): Iterable<Finding> {
    yield* scanNumbers(KIND, text, IPV4, 4, (value, start) => isPerson(text, value, start));
    yield* scanCells(KIND, text, columns(text), IPV4, (value) => !isNobodys(value.split('.').map(Number)));
    if (STARRED_PART.test(text)) yield* scanNumbers(KIND, text, STARRED, 3, (_, start) => isLabelled(text, start));
    if (TWO_COLONS.test(text)) yield* scan(KIND, text, IPV6, (value, start) => isAddress6(value, isLabelled(text, start)));
  },
};

function isPerson(text: string, value: string, start: number): boolean {
  const octets = value.split('.').map(Number);
  if (isNobodys(octets) || OTHER.test(text.slice(Math.max(0, start - OTHER_REACH), start))) return false;
  return isLabelled(text, start) || (!isPrivate(octets) && octets.some((octet) => octet >= 100));
}

/** "This" network, loopback, link-local, multicast, broadcast and masks (RFC 6890); the well-known public name servers. */
function isNobodys([a, b, c, d]: readonly number[]): boolean {
  return a === 0 || a === 127 || a! >= 224 || (a === 169 && b === 254) || (a === b && b === c && c === d);
}

/** RFC 1918. */
function isPrivate([a, b]: readonly number[]): boolean {
  return a === 10 || (a === 192 && b === 168) || (a === 172 && b! >= 16 && b! <= 31);
}

function isLabelled(text: string, start: number): boolean {
  return ADDRESS.test(text.slice(Math.max(0, start - ADDRESS_REACH), start));
}

/** Global unicast (2000::/3) by itself, local ones with a label; eight groups, or fewer and one gap. */
function isAddress6(value: string, isLabelledAddress: boolean): boolean {
  const groups = value.split(':').filter((group) => group !== '');
  if (groups.length > 8 || (value.includes('::') && groups.length > 7)) return false;
  return groups.length >= 2 && (isLabelledAddress || (/^[23][0-9a-f]{3}$/i.test(groups[0]!) && value.length >= 8));
}
