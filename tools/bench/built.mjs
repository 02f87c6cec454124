/**
 * Works the built code and prints what it took, in processor milliseconds or resident megabytes. A program of its
 * own, since tsx wraps every function of what it loads: cleaning takes an eighth longer under it.
 *
 *   node tools/bench/built.mjs WORK DATA [SET]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { createCleaner } from '../../dist/index.js';

const ROUNDS = 4;
const PAGES = 400;
/** Pages for jsdom, which takes some 100 times as long and 2 MB of memory for each. */
const READABILITY_PAGES = 60;
const MEMORY_PAGES = 1200;

const [work, data, set] = process.argv.slice(2);
const works = { parse, clean, few, readability, growth, memory, text };
console.log(JSON.stringify(works[work]()));

/** htmlparser2's text events, and nothing else. */
function parse() {
  const pages = everyNth(readPages(), PAGES);
  return bestOf(() => pages.forEach((html) => void new Parser({ ontext() {} }).end(html)));
}

function clean() {
  return cleaning(everyNth(readPages(), PAGES), {});
}

function few() {
  return cleaning(everyNth(readPages(), PAGES).slice(0, READABILITY_PAGES), {});
}

/** Once: it has no code to warm up that would count in seconds. */
function readability() {
  const pages = everyNth(readPages(), PAGES).slice(0, READABILITY_PAGES);
  const cleaner = createCleaner({ extractor: 'readability' });
  return processorMilliseconds(() => pages.forEach((html) => void cleaner({ html })));
}

function cleaning(pages, options) {
  const cleaner = createCleaner(options);
  return bestOf(() => pages.forEach((html) => void cleaner({ html })));
}

/**
 * Time for a page with ten times the paragraphs, as multiples of the time for the page. The page is cleaned ten times
 * in a row: what cleaning it once leaves behind for the garbage collector costs time as well, and may do so in the next.
 */
function growth() {
  const cleaner = createCleaner();
  const paragraph =
    '<div class="entry"><p>The council met on <b>Tuesday</b> and voted to keep the bridge.</p></div>\n';
  const page = (count) => `<body><main>${paragraph.repeat(count)}</main></body>`;
  const short = page(2_000);
  const long = page(20_000);
  let tenTimes = Infinity;
  let tenfold = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const shorts = processorMilliseconds(() => {
      for (let time = 0; time < 10; time++) cleaner({ html: short });
    });
    tenTimes = Math.min(tenTimes, shorts);
    tenfold = Math.min(
      tenfold,
      processorMilliseconds(() => cleaner({ html: long })),
    );
  }
  return (tenfold / tenTimes) * 10;
}

/** Resident megabytes after pages that were read and cleaned one at a time. */
function memory() {
  const cleaner = createCleaner();
  for (const html of readPages(MEMORY_PAGES)) cleaner({ html });
  return process.memoryUsage.rss() / 2 ** 20;
}

/** Of the texts of a set of `flattened/`: how long they are, what they take, and how many passes. */
function text() {
  const lines = gunzipSync(readFileSync(join(data, 'flattened', `${set}.jsonl.gz`)))
    .toString()
    .split('\n');
  const texts = lines.filter((line) => line !== '').map((line) => JSON.parse(line).text);
  const cleaner = createCleaner();
  const milliseconds = bestOf(() => texts.forEach((text) => void cleaner({ text })));
  const passes = texts.reduce((sum, text) => sum + cleaner.examine({ text }).passes.length, 0);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return { texts: texts.length, characters, bytes, milliseconds, passes };
}

function* readPages(most = Infinity) {
  const folder = join(data, 'wcxb/html');
  for (const name of readdirSync(folder).sort().slice(0, most)) {
    yield gunzipSync(readFileSync(join(folder, name))).toString();
  }
}

function everyNth(pages, count) {
  const all = [...pages];
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[Math.floor(i * step)]);
}

function bestOf(run) {
  return Math.min(...Array.from({ length: ROUNDS }, () => processorMilliseconds(run)));
}

function processorMilliseconds(run) {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
