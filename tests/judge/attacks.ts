/** Patterns on which a backtracking engine takes for ever, and the texts that make it: OWASP's, CWE-1333's and recheck's. */
export const ATTACKS: readonly (readonly [pattern: string, text: string])[] = [
  ['^(a+)+$', `${'a'.repeat(10_000)}!`],
  ['^(a|aa)+$', `${'a'.repeat(10_000)}!`],
  ['^(a|a?)+$', `${'a'.repeat(10_000)}!`],
  ['^([a-zA-Z]+)*$', `${'a'.repeat(10_000)}!`],
  ['^(.*a){20}$', `${'a'.repeat(5_000)}!`],
  [
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
    `${'a'.repeat(5_000)}!`,
  ],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(5_000)],
  ['(x+x+)+y', 'x'.repeat(5_000)],
  ['(\\w+\\s?)*!$', `${'word '.repeat(10_000)}?`],
  ['^(\\d+)*[^\\d]x$', '1'.repeat(10_000)],
  ['<(\\w+\\s*)*>', `<${'a '.repeat(5_000)}`],
  ['(.*)*,(.*)*,(.*)*;', ','.repeat(3_000)],
  ['\\s+$', `${' '.repeat(10_000)}x`],
];
