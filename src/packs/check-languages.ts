/** Languages that rules lack, and codes of languages that there are not. */
import type { Place, Places } from './check.ts';
import type { FolderResult } from './folder.ts';
import type { Finding } from './read.ts';

/** The languages that dehusk's own packs are to speak. */
export const LANGUAGES = [
  'en',
  'pt',
  'es',
  'fr',
  'de',
  'it',
  'nl',
  'sv',
  'da',
  'no',
  'fi',
  'pl',
  'cs',
  'sk',
  'hr',
  'sr',
  'ro',
  'hu',
  'tr',
  'ru',
  'uk',
  'bg',
  'el',
  'ar',
  'he',
  'fa',
  'hi',
  'ja',
  'ko',
  'zh',
  'vi',
  'th',
  'id',
] as const;

/** Names of languages, undefined for codes that are none. */
const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A rule that speaks so many languages is meant to speak all. */
const MANY_LANGUAGES = 5;

/**
 * Codes that are no languages, and languages that are missing: rules of five languages and more are
 * asked for all. Of a stranger's packs, the others are asked for those that most of the rules speak.
 */
export function checkLanguages({ sources }: FolderResult, places: Places, areOwn: boolean): Finding[] {
  const rules = sources.flatMap(({ pack }) => pack.rules).filter((rule) => rule.phrases !== undefined);
  const spokenBy = (rule: (typeof rules)[number]): readonly string[] =>
    Object.keys(rule.phrases ?? {}).filter((language) => language !== 'any');
  const unknown = rules.flatMap((rule) =>
    spokenBy(rule).flatMap((language) => {
      const place = places.get(rule.id);
      if (place === undefined || NAMES.of(language) !== undefined) return [];
      return [place(['phrases', language], `"${language}" is no language of ISO 639-1.`)];
    }),
  );
  const usual = areOwn ? [] : mostSpoken(rules.map(spokenBy));
  const incomplete = rules.flatMap((rule) => {
    const spoken = spokenBy(rule);
    const wanted = spoken.length >= MANY_LANGUAGES ? LANGUAGES : spoken.length > 0 ? usual : [];
    const missing = wanted.filter((language) => !spoken.includes(language));
    const place: Place | undefined = places.get(rule.id);
    if (rule.partial !== undefined || missing.length === 0 || place === undefined) return [];
    const who = wanted === LANGUAGES ? '' : ', which most rules here speak';
    const message = `no phrases in ${missing.join(', ')}${who}. Add some, or say under "partial" why not.`;
    return [place(['phrases'], message, 'warning')];
  });
  return [...unknown, ...incomplete];
}

/** The languages of more than half of the rules. */
function mostSpoken(rules: readonly (readonly string[])[]): readonly string[] {
  const worded = rules.filter((languages) => languages.length > 0);
  return [...new Set(worded.flat())].filter(
    (language) => worded.filter((languages) => languages.includes(language)).length * 2 > worded.length,
  );
}
