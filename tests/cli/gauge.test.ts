import { describe, expect, test } from 'vitest';
import { createGauge, duration } from '../../src/cli/gauge.ts';

describe('the time that is left', () => {
  const MINUTE = 60_000;

  test('is what the bytes that are left take, once that can be told', () => {
    let time = 0;
    const gauge = createGauge(() => time);
    expect(gauge.read(1000)).toEqual({ perSecond: 0, secondsLeft: undefined });
    for (let second = 1; second <= 10; second++) {
      time = second * 1000;
      gauge.note(second * 5, second * 100);
      if (second === 1) expect(gauge.read(10_000).secondsLeft).toBeUndefined();
    }
    expect(gauge.read(10_000)).toEqual({ perSecond: 5, secondsLeft: 90 });
    expect(gauge.read(undefined)).toEqual({ perSecond: 5, secondsLeft: undefined });
  });

  test('does not count what went by at once because an earlier run had done it', () => {
    let time = 0;
    const gauge = createGauge(() => time);
    gauge.note(50_000, 900_000);
    for (time = 500; time <= 2 * MINUTE; time += 500) gauge.note(50_000 + time / 500, 900_000 + time / 100);
    const { perSecond, secondsLeft } = gauge.read(1_000_000);
    expect(perSecond).toBe(2);
    expect(secondsLeft).toBeCloseTo(9900, -3);
  });

  test('grows while nothing goes on', () => {
    let time = 0;
    const gauge = createGauge(() => time);
    gauge.note(0, 0);
    time = 5000;
    gauge.note(10, 500);
    expect(gauge.read(1000).secondsLeft).toBe(5);
    time = 10_000;
    expect(gauge.read(1000).secondsLeft).toBe(10);
  });

  test('is told in words', () => {
    expect([0.2, 59, 60, 90, 3600, 27_342].map(duration)).toEqual([
      '1 s',
      '59 s',
      '1 min',
      '2 min',
      '1 h 0 min',
      '7 h 36 min',
    ]);
  });
});
