/** Project steps: what the city's own file says, how a title is told, and every way in which the file is refused. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProjectSteps, stepOf } from '../../src/policy/project-steps.ts';
import { temporaryFolder } from '../folders.ts';

const steps = loadProjectSteps(join(import.meta.dirname, '../../content'));

/** Returns a content folder with this file under `projects/`. */
function contentWith(name: string, text: string): string {
  const content = join(temporaryFolder(), 'content');
  mkdirSync(join(content, 'projects'), { recursive: true });
  writeFileSync(join(content, 'projects', name), text);
  return content;
}

const written = (front: string): string => `---\n${front}\n---\n한국어\n\n<!-- en -->\n\nEnglish\n`;

describe('the step of a document', () => {
  test.each([
    ['a plan', '2026년 어린이공원 정비 추진계획(안)', 'plan'],
    ['a changed plan is a plan', '어린이공원 정비 추진계획 변경', 'plan'],
    ['asking for opinions on a plan is not a plan', '어린이공원 정비 추진계획(안) 의견 조회', 'decision'],
    ['a tender result is a contract, not a result', '놀이기구 구매 입찰 결과 보고', 'contract'],
    ['a result', '2025년도 어린이공원 정비 결과보고', 'result'],
    ['a result with spaces', '어린이공원 정비 결과 보고', 'result'],
    ['an inspection is no result', '현장 안전점검 결과 보고', 'decision'],
    ['full-width letters are letters', '２０２５년 어린이공원 결과보고', 'result'],
    ['anything else approved', '관계부서 협의 요청', 'decision'],
    ['a meeting by its words', '추진위원회 개최 결과 보고', 'meeting'],
  ])('%s', (_, title, step) => expect(stepOf(steps, { type: 'document', title })).toBe(step));

  test('minutes are a meeting whatever their title says', () => {
    expect(stepOf(steps, { type: 'minutes', title: '추진계획 검토' })).toBe('meeting');
  });

  test('a press release is no step, also one about a plan', () => {
    expect(stepOf(steps, { type: 'press-release', title: '공원 조성 계획 발표' })).toBeNull();
  });

  test("the project's own name tells no step", () => {
    const record = { type: 'document', title: '2045 도시기본계획 수립 추진상황 보고' } as const;
    expect(stepOf(steps, record)).toBe('plan');
    expect(stepOf(steps, record, '도시기본계획 수립')).toBe('decision');
  });

  test('a city without the folder has no words: what is approved is a decision', () => {
    const none = loadProjectSteps(temporaryFolder());
    expect(none).toEqual({ rules: [], explanation: null });
    expect(stepOf(none, { type: 'document', title: '추진계획' })).toBe('decision');
    expect(stepOf(none, { type: 'minutes', title: '회의록' })).toBeNull();
  });
});

describe('what is refused', () => {
  const one = '  - { step: plan, types: [], words: ["계획"], except: [] }';
  test.each([
    ['another file', 'words.md', written(`steps:\n${one}`), 'content/projects/words.md: unknown file, expected projects/steps.md'],
    ['no steps', 'steps.md', written('steps: []'), 'content/projects/steps.md: "steps" must be a list with a length of at least 1, got a list'],
    ['an unknown step', 'steps.md', written('steps:\n  - { step: spending, types: [], words: ["지출"], except: [] }'), 'content/projects/steps.md: "steps.0.step" must be plan, meeting, contract or result, got "spending"'],
    ['a step twice', 'steps.md', written(`steps:\n${one}\n${one}`), 'content/projects/steps.md: step "plan" must stand once, got it twice'],
    ['a step of nothing', 'steps.md', written('steps:\n  - { step: plan, types: [], words: [], except: ["점검"] }'), 'content/projects/steps.md: step "plan" must have types or words, got neither'],
    ['a type in two steps', 'steps.md', written('steps:\n  - { step: plan, types: [minutes], words: [], except: [] }\n  - { step: meeting, types: [minutes], words: [], except: [] }'), 'content/projects/steps.md: type "minutes" must belong to one step, got "plan" and "meeting"'],
    ['a word of one letter', 'steps.md', written('steps:\n  - { step: plan, types: [], words: [" 안 "], except: [] }'), 'content/projects/steps.md: "steps.0.words.0" must be a word of two letters or more, got " 안 "'],
    ['an unknown key', 'steps.md', written(`steps:\n${one}\nwords: []`), 'content/projects/steps.md: unknown key "words"'],
    ['one language', 'steps.md', `---\nsteps:\n${one}\n---\n한국어\n`, 'content/projects/steps.md: the explanation must be Korean, one line "<!-- en -->" and English, got another shape'],
  ])('%s', (_, name, text, message) => expect(() => loadProjectSteps(contentWith(name, text))).toThrow(message));
});
