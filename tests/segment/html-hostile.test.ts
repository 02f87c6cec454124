/** Pages that were made to hurt a reader. */
import { describe, expect, test } from 'vitest';
import { segmentHtml } from '../../src/segment/html.ts';
import { processorMilliseconds, TIMED } from '../time.ts';

const segment = (html: string) => segmentHtml(html, {});
const textsOf = (html: string): string[] => segment(html).blocks.map(({ text }) => text);

describe('hostile pages', () => {
  const timeOf = (html: string): number => {
    return processorMilliseconds(() => segment(html), 2);
  };

  test('100,000 nested elements are flattened, their text kept', () => {
    const html = `${'<div>'.repeat(100_000)}<script>no</script>deep${'</div>'.repeat(100_000)}<p>after`;
    expect(textsOf(html)).toEqual(['deep', 'after']);
  });

  test.each([
    ['siblings', '<p>a', ''],
    ['end tags without a start', '</div>', '<table><tr><td>'],
    ['inline elements never closed', '<b><p>x', ''],
    ['items never closed', '<li><div>x', '<ul>'],
    ['end tags that look far up', '<i></div>', '<div><table><tr><td>'],
    ['lines of code', '<div>a</div>\n', '<pre>'],
    ['numbered lines of code', '<tr><td>1</td><td>a</td></tr>\n', '<pre><code><table>'],
    ['signs of a formula', '<mi>a</mi><mo>+</mo><msup><mi>b</mi><mn>2</mn></msup>', '<p><math>'],
    ['powers of powers', '<msup><mi>a</mi>', '<p><math>'],
    ['formulas', 'a<math><mi>a</mi></math>', '<p>'],
  ])('time is linear: %s', TIMED, (_, unit, prefix) => {
    const once = timeOf(prefix + unit.repeat(10_000));
    // Ten times as long may take twice what linear growth would: collecting garbage adds to it.
    expect(timeOf(prefix + unit.repeat(100_000))).toBeLessThan(Math.max(200, once * 20));
  });
});
