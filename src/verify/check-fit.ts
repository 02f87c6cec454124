/** Phrases that fit no text: what stands beside a slot belongs to what the slot takes, or glues to it. */
import { createRuleMatcher } from '../judge/rules/matcher.ts';
import type { Places, RuleFinding } from '../packs/check.ts';
import type { CompiledPacks } from '../packs/compiled.ts';
import type { FolderResult } from '../packs/folder.ts';

/** What the slots take: a date without a word, a name of Latin letters, a word that may be glued and ends in a mark. */
const SAMPLES: Readonly<Record<string, string>> = {
  '{n}': '3',
  '{date}': '12/03/2024',
  '{name}': 'Anna Berg',
  '{any}': 'Xyz –',
};

/**
 * Phrases with slots that do not fit the text that they make when each slot is filled.
 * @param packs the packs that were read
 */
export function checkFit({ sources }: FolderResult, places: Places, packs: CompiledPacks): RuleFinding[] {
  const match = createRuleMatcher(packs);
  return sources.flatMap(({ pack }) =>
    pack.rules.flatMap((rule) => {
      const place = places.get(rule.id);
      const compiled = packs.rules.find(({ id }) => id === rule.id);
      if (place === undefined || compiled === undefined) return [];
      return Object.entries(rule.phrases ?? {}).flatMap(([language, phrases]) =>
        phrases.flatMap((phrase, i) => {
          const text = fillSlots(phrase);
          const isTried =
            text !== phrase && text.length >= compiled.minimum && text.length <= compiled.maximum;
          if (!isTried || match(text).found.some((found) => found.rule === compiled)) return [];
          const message = `"${phrase}" does not fit even "${text}": a word beside a slot belongs to what the slot takes, as "on" to a date. Write the phrase without it.`;
          return [place(['phrases', language, i], message)];
        }),
      );
    }),
  );
}

function fillSlots(phrase: string): string {
  return phrase.replace(/\{[a-z]+\}/g, (slot) => SAMPLES[slot] ?? slot);
}
