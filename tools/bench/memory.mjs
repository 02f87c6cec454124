/** Cleans up to 1,200 pages of a WCXB-shaped folder, one at a time, and prints the resident megabytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createCleaner } from '../../dist/index.js';
// The detector is there, as after the first doubtful text.
import 'eld/extrasmall';

const folder = join(process.argv[2] ?? '../shared/data', 'wcxb/html');
const clean = createCleaner();
for (const name of readdirSync(folder).sort().slice(0, 1200)) {
  clean({ html: gunzipSync(readFileSync(join(folder, name))) });
}
console.log((process.memoryUsage.rss() / 2 ** 20).toFixed(0));
