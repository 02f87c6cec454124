import { describe, expect, it } from 'vitest';
import { readGoldText } from '../../src/verify/gold.ts';

const gold = readGoldText(
  'About the bridge\n\nThe council voted on Tuesday to close the “old bridge” over the river for the winter – all of it.\n評論家は火曜日に橋を閉じると述べた。\n',
);

describe('a gold text', () => {
  it('has a line of its own, whatever its case and punctuation', () => {
    expect(gold.has('ABOUT THE BRIDGE:')).toBe(true);
  });

  it('has no short stretch that only stands in a sentence', () => {
    expect(gold.has('About')).toBe(false);
    expect(gold.has('the river')).toBe(false);
  });

  it('has a longer stretch wherever its words stand', () => {
    expect(gold.has('close the "old bridge" over')).toBe(true);
    expect(gold.has('close the old bridges over')).toBe(false);
  });

  it('has a paragraph that an editor changed a little', () => {
    expect(gold.has('Council voted on Tuesday to close the old bridge over the river for winter.')).toBe(
      true,
    );
  });

  it('reads text without spaces', () => {
    expect(gold.has('評論家は火曜日に橋を閉じると述べた')).toBe(true);
    expect(gold.has('評論')).toBe(false);
  });
});
