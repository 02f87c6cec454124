import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type ExampleReport, runExamples } from '../../src/verify/examples.ts';
import { processorMilliseconds, TIMED } from '../time.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(pack: string) {
  writeFileSync(path.join(folder, 'pack.yaml'), pack);
  return runExamples(folder);
}

const PACK = `category: comments
rules:
  - id: comments/prompt
    about: A prompt.
    phrases: { en: [Post a comment] }
    zone: tail
    removes: [Post a comment!]
    keeps: [They did not post a comment.]
`;

describe('the examples of the built-in rules', () => {
  it('hold, all of them, and run in less than five seconds', TIMED, () => {
    let report: ExampleReport = { passed: 0, failures: [], findings: [] };
    const took = processorMilliseconds(() => {
      report = runExamples(fileURLToPath(new URL('../../rules', import.meta.url)));
    });
    expect(report.failures).toEqual([]);
    expect(report.findings.filter((found) => found.severity === 'error')).toEqual([]);
    expect(report.passed).toBeGreaterThan(500);
    expect(took).toBeLessThan(5000);
  });
});

describe('running examples', () => {
  it('counts those that hold', () => {
    expect(run(PACK)).toEqual({ passed: 2, failures: [], findings: [] });
  });

  it('names the place of a line that should go and does not', () => {
    const { failures } = run(PACK.replace('Post a comment!', 'Post your comment'));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({
      line: 7,
      column: 15,
      rule: 'comments/prompt',
      message: 'should go in the tail, but no rule removes it.',
      happened: 'Post your comment',
    });
  });

  it('shows what happened to a line that should stay', () => {
    const { failures } = run(PACK.replace('They did not post a comment.', 'Post a comment'));
    expect(failures[0]).toMatchObject({ list: 'keeps', happened: '~~Post a comment~~' });
  });

  it('asks for the marked part of a small document, and no more', () => {
    const small = `    removes:
      - |
        The council voted on Tuesday to close the old bridge for the whole of the winter.
        Signed by the mayor
        ~~Post a comment~~
`;
    expect(run(PACK.replace(/ {4}removes:.*\n/, small)).failures).toEqual([]);
    expect(run(PACK.replace(/ {4}removes:.*\n/, small.replaceAll('~~', ''))).failures[0].message).toBe(
      'line 3: should stay, but comments/prompt removes it.',
    );
  });

  it('says of an example that another rule takes that it proves nothing', () => {
    const second = `  - id: comments/other
    about: Another.
    phrases: { en: [Write a comment] }
    removes: [Post a comment]
    keeps: [They write a comment]
`;
    expect(run(PACK + second.replace('removes', 'zone: tail\n    removes')).failures[0].message).toBe(
      'proves nothing of comments/other: comments/prompt does it already.',
    );
  });
});
