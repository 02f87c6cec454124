import { describe, expect, it } from 'vitest';
import { collectStatistics } from '../../src/verify/statistics.ts';

const PROSE =
  'The council voted on Tuesday to close the old bridge over the river for the whole of the winter.\n\n' +
  'Nobody in the hall spoke against the plan, which will cost the town about two million a year.\n\n';

describe('statistics of rules', () => {
  const samples = [
    { name: 'a.txt', source: { text: `${PROSE}Leave a comment\n` }, gold: PROSE },
    { name: 'b.txt', source: { text: `${PROSE}Leave a comment\n` }, gold: `${PROSE}Leave a comment\n` },
    { name: 'c.txt', source: { text: PROSE } },
  ];

  it('count documents and characters, and tell wrong removals by the gold text', async () => {
    const { documents, judged, rules, silent } = await collectStatistics(samples);
    expect({ documents, judged }).toEqual({ documents: 3, judged: 2 });
    expect(rules.find(({ rule }) => rule === 'comments/prompt')).toEqual({
      rule: 'comments/prompt',
      category: 'comments',
      documents: 2,
      removals: 2,
      characters: 30,
      confirmed: 0,
      precision: 0.5,
      examples: ['Leave a comment', 'Leave a comment'],
      mistakes: ['b.txt: Leave a comment'],
    });
    expect(silent).toContain('metadata/title-suffix');
    expect(silent).not.toContain('comments/prompt');
  });

  it('leave precision out where nobody knows what is content', async () => {
    const { rules } = await collectStatistics([{ name: 'a.txt', source: samples[0].source }]);
    expect(rules[0]).not.toHaveProperty('precision');
  });
});
