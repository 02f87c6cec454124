/**
 * `npm run bench -- WHAT [DATA]`: what dehusk reaches, on data that anyone can point it at.
 *
 *   html      accuracy on pages: a WCXB-shaped folder and a segments file, beside peers
 *   text      accuracy on text that another tool took out of pages
 *   metadata  title, author and date of pages, beside trafilatura's
 *   speed     pages and texts: what the built code takes
 *   language  detectors, planted foreign paragraphs, pure documents
 *   rules     what rules do alone: precision by rule, unwanted segments by language; [REVISION] beside it
 *   folds     pages on sites that the scorer has not seen: the whole program with the models of `content.py --keep`;
 *             kinds of blocks to omit, as `title`, go behind them
 *   bare      the same on these pages without class names and sections, beside peers
 *   scripts   the same on these pages written in other scripts
 *   text-folds  text of sites that the scorer of text has not seen, with the models of `text.py --keep`; the same
 *   properties  what must always hold, on every text of `flattened`
 *   gate      fails when the accuracy on pages fell below the figures kept beside it
 *
 * DATA holds `wcxb/`, `segments/`, `flattened/` and `languages/`; default `../shared/data`.
 */
import type { CleanOptions } from '../../src/options.ts';

const [what = 'html', data = '../shared/data', more, ...kinds] = process.argv.slice(2);
/** What is no kind is refused by the cleaner. */
const omit = kinds as CleanOptions['omit'];

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  html: async () => (await import('./html.ts')).benchHtml(data),
  text: async () => (await import('./text.ts')).benchText(data),
  metadata: async () => (await import('./metadata.ts')).benchMetadata(data),
  rules: async () => (await import('./rules.ts')).benchRules(data, more),
  folds: async () => (await import('./folds.ts')).benchFolds(data, more, omit),
  bare: async () => (await import('./bare.ts')).benchBare(data, more),
  scripts: async () => (await import('./scripts.ts')).benchScripts(data, more),
  'text-folds': async () => (await import('./text-folds.ts')).benchTextFolds(data, more, omit),
  speed: async () => {
    const { printPageSpeed, printTextSpeed } = await import('./speed.ts');
    printPageSpeed(data);
    printTextSpeed(data);
  },
  language: async () => (await import('./language.ts')).benchLanguage(data),
  properties: async () => (await import('./properties.ts')).checkProperties(data),
  gate: async () => (await import('./gate.ts')).checkGate(data),
};

const bench = BENCHES[what];
if (bench === undefined) {
  console.error(`There is no bench "${what}". Use one of ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 2;
} else {
  await bench();
}
