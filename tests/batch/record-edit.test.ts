import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editRecord, fieldOf } from '../../src/batch/record-edit.ts';
import { processorMilliseconds } from '../time.ts';

/** JSON as other programs write it: with spaces, with escapes, with numbers that JavaScript would round. */
const spaced = fc.constantFrom('', ' ', '\t', ' \r ');
const key = fc.oneof(fc.constantFrom('a', 'b', 'id', 'text', 'html', 'dehusk', '', '__proto__'), fc.string());
const value: fc.Arbitrary<string> = fc.oneof(
  fc.json(),
  fc.constantFrom(
    '12345678901234567890',
    '-0.0',
    '1e400',
    '"\\u00e9\\/\\ud800"',
    '[1 , {"text": "}"}]',
    '"\\\\"',
    '{}',
  ),
);
const object = fc
  .array(fc.tuple(key, value, spaced, spaced), { maxLength: 6 })
  .chain((members) => fc.tuple(fc.constant(members), spaced))
  .map(([members, edge]) => ({
    members,
    json: `${edge}{${edge}${members.map(([k, v, s, t]) => `${s}${JSON.stringify(k)}${t}:${s}${v}${t}`).join(',')}${edge}}${edge}`,
  }));

describe('editing a record', () => {
  test('leaves every other field as it was written, in its order', () => {
    fc.assert(
      fc.property(object, ({ json, members }) => {
        const edited = editRecord(
          json,
          [
            { key: 'text', value: '"new"', orElse: ['html'] },
            { key: 'dehusk', value: '{}' },
          ],
          ['html'],
        );
        const others = members.filter(([k]) => !['text', 'html', 'dehusk'].includes(k));
        let at = 0;
        for (const [k, v] of others) {
          at = edited.indexOf(v, edited.indexOf(JSON.stringify(k), at));
          expect(at).toBeGreaterThan(-1);
          at += v.length;
        }
        const parsed = JSON.parse(edited);
        expect(parsed.text).toBe('new');
        expect(Object.hasOwn(parsed, 'html')).toBe(false);
        expect(edited.match(/"text"\s*:\s*"new"/g)).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });

  test('puts a new field where the field stands that it replaces, else at the end', () => {
    const change = [{ key: 'text', value: '1', orElse: ['html'] }];
    expect(editRecord('{"a":0,"html":"x","b":0}', change, ['html'])).toBe('{"a":0,"text":1,"b":0}');
    expect(editRecord('{"text":5,"html":"x","b":0}', change, ['html'])).toBe('{"text":1,"b":0}');
    expect(editRecord('{"a": 0, "b": 0}', change)).toBe('{"a": 0, "b": 0, "text": 1}');
    expect(editRecord('{}', change)).toBe('{"text":1}');
  });

  test('reads the value of a field as it is written', () => {
    expect(fieldOf('{"id":1,"x":{"id":2}, "id" : 9007199254740993 }', 'id')).toBe('9007199254740993');
    expect(fieldOf('{"x":{"id":2}}', 'id')).toBeUndefined();
  });

  test('takes linear time for a long line', () => {
    const json = `{"a":"${'\\\\'.repeat(2_000_000)}","b":[${'[],'.repeat(1_000_000)}0],"text":""}`;
    const work = () =>
      expect(editRecord(json, [{ key: 'text', value: '1' }]).endsWith('"text":1}')).toBe(true);
    expect(processorMilliseconds(work)).toBeLessThan(3000);
  });
});
