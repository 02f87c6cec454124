/**
 * What is in another language than the document. A block is first compared with the document's language by
 * script and by the built-in trigram model; only the suspicious ones are shown to the detectors.
 * Short text, names, sources, quoted text, what the text announces with a colon, code, tables and addresses are left alone.
 */
import { type Block, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import type { Settings } from '../options.ts';
import { unitsOf } from '../units.ts';
import { commonCode, isKnownToEld } from './language/detectors.ts';
import { examine, type Foreign } from './language/examine.ts';
import { GLANCE_LENGTH, glance, type Look } from './language/glance.ts';
import { builtInModel, guesserOf } from './language/guess.ts';
import type { LanguageModel } from './language/model.ts';
import { type Own, scriptOfMost } from './language/scripts.ts';
import { findAnnounced, hasOwnLine } from './language/spared.ts';
import { remove } from './verdict.ts';

/** More than this is not looked at. */
const MAX_LENGTH = 1000;
const MAX_FOREIGN = 0.4;
/**
 * Less of a document, in characters, that is surely in its language, and that is a guess: the nearest of those that are
 * known to Welsh, Somali or Uzbek. Of the Declaration of Human Rights in 528 languages 4.7 % of the paragraphs went without it.
 */
const LEAST_TYPICAL = 0.3;

/**
 * Makes the judge of rule `language/foreign`.
 * @param settings `languages` are the ones that stay beside the document's own
 */
export function createLanguageJudge(settings: Settings): Judge {
  let last: Looked | undefined;
  return (document) =>
    judgeWith(builtInModel(), settings, document, last, (looked) => {
      last = looked;
    });
}

/** What was seen in the blocks of a pass, against the document's language; of use to the next pass. */
interface Looked {
  readonly blocks: readonly Block[];
  readonly own: Own;
  readonly looks: readonly Look[];
  readonly found: readonly (Foreign | undefined)[];
}

/** The same with another model, for cross-validation. */
export function judgeWith(
  model: LanguageModel,
  settings: Settings,
  document: Document,
  last?: Looked,
  remember?: (looked: Looked) => void,
): Verdict[] {
  const { blocks, languages, earlier } = document;
  const [main, ...others] = languages;
  if (main === undefined || others.length > 0) return [];
  const guesser = guesserOf(model);
  const { units, starts } = unitsOf(document);
  const before = earlier?.blocks === last?.blocks && last?.own.main === main ? last : undefined;
  const sameOf = (index: number): number => (before === undefined ? -1 : (earlier?.indexOf[index] ?? -1));
  const looks = blocks.map((block, index) => {
    return before?.looks[sameOf(index)] ?? glance(guesser, block, units, starts[index], main);
  });
  const isInModel = guesser.typicalOf(main) > 0;
  const own: Own = {
    main,
    isKnown: isInModel ? isFirm(blocks, looks) : isKnownToEld(main),
    allowed: new Set([main, ...[...settings.languages].map(commonCode)]),
    ...(!isInModel && { script: scriptOfMost(guesser, document) }),
  };
  const isAsBefore = before?.own.isKnown === own.isKnown;
  const found = blocks.map((block, index) => {
    const same = sameOf(index);
    if (looks[index] !== 'suspicious') return undefined;
    if (isAsBefore && same !== -1) return before.found[same];
    const text = block.text.slice(0, MAX_LENGTH);
    const foreign = examine(guesser, text, own);
    return foreign && hasOwnLine(guesser, text, main, foreign.language) ? undefined : foreign;
  });
  remember?.({ blocks, own, looks, found });
  return removeForeign(blocks, main, found);
}

/** True when enough of what can be judged is surely in the document's language. */
function isFirm(blocks: readonly Block[], looks: readonly Look[]): boolean {
  let typical = 0;
  let judged = 0;
  for (let index = 0; index < looks.length; index++) {
    if (looks[index] === 'unjudged') continue;
    const length = Math.min(blocks[index].text.length, GLANCE_LENGTH);
    judged += length;
    if (looks[index] === 'typical') typical += length;
  }
  return typical >= judged * LEAST_TYPICAL;
}

function removeForeign(
  blocks: readonly Block[],
  main: string,
  found: readonly (Foreign | undefined)[],
): Verdict[] {
  const announced = findAnnounced(blocks, (index) => found[index] !== undefined);
  const verdicts: Verdict[] = [];
  let length = 0;
  let foreignLength = 0;
  found.forEach((foreign, index) => {
    const { text } = blocks[index];
    length += text.length;
    if (foreign === undefined || announced[index]) return;
    foreignLength += text.length;
    const { language, score } = foreign;
    const reason = `in ${language}, the document is in ${main}`;
    verdicts.push(
      remove(index, { category: 'language', rule: 'language/foreign', reason, rank: RANK.statistic, score }),
    );
  });
  // So much can't be foreign: then the document's language was mistaken.
  return foreignLength > length * MAX_FOREIGN ? [] : verdicts;
}
