/**
 * Canary values: one sentence a kind, with invented values that can belong to nobody
 * (numbers of zeros, reserved names and addresses).
 */
import type { Taint } from '../taint.ts';
import type { Withdrawn } from '../withdrawn.ts';

/** A sentence with one secret, and the kind under which it must be found. */
export interface Canary { kind: string; sentence: string }

/** The record that canaries of a record belong to. */
export const CANARY_RECORD = 'c0n0r0d0t0';

/** The taint list that canaries are searched with. */
export const CANARY_TAINTS: readonly Taint[] = [
  { record: CANARY_RECORD, kind: 'unlisted', value: '0099-000011-22' },
  { record: CANARY_RECORD, kind: 'words', value: 'qzx.canary.taint' },
  { record: CANARY_RECORD, kind: 'name', value: '견본새' },
];

/** The withdrawal list that canaries are searched with. */
export const CANARY_WITHDRAWN: readonly Withdrawn[] = [{ record: 'w0t0h0d0r0', phrases: ['되가져온 카나리아 문서의 제목'] }];

/** One canary of every kind. */
export const CANARIES: readonly Canary[] = [
  { kind: 'resident-number', sentence: '번호 900101-1000000' },
  { kind: 'mobile', sentence: '연락 010-0000-0001' },
  { kind: 'telephone', sentence: '민원인 자택 02-0000-0001' },
  { kind: 'card', sentence: '카드 4000-0000-0000-0002' },
  { kind: 'account', sentence: '계좌 000-00-0000001' },
  { kind: 'email', sentence: '편지 canary@planted.example' },
  { kind: 'passport', sentence: '여권번호 M00000001' },
  { kind: 'driver-licence', sentence: '면허 11-00-000001-00' },
  { kind: 'health-insurance', sentence: '건강보험증 번호 1-0000000001' },
  { kind: 'business-number', sentence: '사업자등록번호 100-01-00001' },
  { kind: 'vehicle-plate', sentence: '차량 12가0001' },
  { kind: 'birth-date', sentence: '생년월일: 1990. 1. 1.' },
  { kind: 'address', sentence: '자택 하늘로 1, 101동 101호' },
  { kind: 'ip-address', sentence: '접속 IP 198.51.100.7' },
  { kind: 'name', sentence: '성명: 김하늘' },
  { kind: 'author-mark', sentence: '⟦비공개6⟧ 남은 글 ⟦/비공개⟧' },
  { kind: 'taint:unlisted', sentence: '값 0099 000011 22 끝' },
  { kind: 'taint:words', sentence: '말 qzx canary taint 끝' },
  { kind: 'taint:name', sentence: '이름 없이 견본새는 말했다' },
  { kind: 'withdrawn', sentence: '되가져온 카나리아 문서의 제목' },
];
