/** Charsets that are not UTF-8: what the header or the page declares, and what the bytes suggest. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The standard looks at 1,024 bytes; many pages put scripts and comments before their `meta charset`. */
const PRESCAN_BYTES = 8192;

/**
 * The charset that the HTTP header or else the page (`meta charset`, XML declaration) declares, by
 * its WHATWG name in lower case; undefined when neither does, or names one that nobody knows.
 * Algorithm: HTML Standard, "prescan a byte stream to determine its encoding".
 */
export function declaredCharset(bytes: Uint8Array, contentType?: string): string | undefined {
  const { Sniffer, ResultType } =
    require('encoding-sniffer/sniffer') as typeof import('encoding-sniffer/sniffer');
  const label = contentType === undefined ? undefined : charsetParameter(contentType);
  const sniffer = new Sniffer({ maxBytes: PRESCAN_BYTES, transportLayerEncodingLabel: label });
  sniffer.write(bytes.subarray(0, PRESCAN_BYTES));
  if (sniffer.resultType === ResultType.DEFAULT) return undefined;
  const name = sniffer.encoding.toLowerCase();
  return UNUSABLE.has(name) ? undefined : name;
}

/** Names that are for browsers only. A page that can be read to its `meta` is no UTF-16 either. */
const UNUSABLE = new Set(['replacement', 'x-user-defined', 'utf-16le', 'utf-16be']);

function charsetParameter(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType)?.[1];
}

/** How much of the text around non-ASCII bytes the detector sees: more makes it slower, not surer. */
const SAMPLE_BYTES = 1 << 15;

/**
 * The charset that the bytes most look like, by chardet (a port of ICU's detector: character
 * distributions for multi-byte charsets, trigrams for single-byte ones). Markup is left out first:
 * tag names are trigrams of no language.
 *
 * @param bytes not valid UTF-8
 */
export function detectCharset(bytes: Uint8Array): string {
  const chardet = require('chardet') as typeof import('chardet');
  const sample = prose(bytes);
  const matches = chardet.analyse(sample);
  if (isThai(sample) && matches.some(isLikelyThai)) return 'windows-874';
  for (const match of matches) {
    const name = match.name.toLowerCase().replace('iso_', 'iso-');
    if (IMPOSSIBLE.has(name)) continue;
    return SUPERSETS[name] ?? name;
  }
  return 'windows-1252';
}

/** Least share, in percent, of the detector's frequent Thai trigrams; other languages have 3 or none. */
const THAI_CONFIDENCE = 10;

function isLikelyThai({ name, confidence }: { name: string; confidence: number }): boolean {
  return name === 'windows-874' && confidence >= THAI_CONFIDENCE;
}

/** Where windows-874 has no characters. In Chinese and Korean one byte in twenty stands there. */
function isThai(sample: Uint8Array): boolean {
  return !sample.some((byte) => (byte >= 0xdb && byte <= 0xde) || byte >= 0xfc);
}

/** Ruled out before the detector is asked, or names of families that cannot be decoded. */
const IMPOSSIBLE = new Set(
  'ascii utf-8 utf-16le utf-16be utf-32 utf-32le utf-32be iso-2022 iso-2022-cn iso-2022-kr mbcs sbcs'.split(
    ' ',
  ),
);

/**
 * What the web means when it says the name on the left (WHATWG Encoding Standard); and Ukrainian
 * letters where KOI8-R has box drawings, which the detector cannot tell apart.
 */
const SUPERSETS: Readonly<Record<string, string>> = {
  'koi8-r': 'koi8-u',
  'iso-8859-1': 'windows-1252',
  'iso-8859-9': 'windows-1254',
};

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
/** A `<` that is not closed within this many bytes opens no tag. */
const LONGEST_TAG = 1000;

/** The lines with non-ASCII bytes in them, without tags. */
function prose(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, SAMPLE_BYTES));
  let length = 0;
  let lineStart = 0;
  let sawHigh = false;
  for (let i = 0; i < bytes.length && length < sample.length; i++) {
    const byte = bytes[i];
    if (byte === LESS_THAN) {
      const close = bytes.subarray(i, i + LONGEST_TAG).indexOf(GREATER_THAN);
      if (close !== -1) {
        i += close;
        sample[length++] = 0x20;
        continue;
      }
    }
    if (byte >= 0x80) sawHigh = true;
    sample[length++] = byte;
    if (byte === 0x0a || byte === 0x0d) {
      if (!sawHigh) length = lineStart;
      lineStart = length;
      sawHigh = false;
    }
  }
  return sample.subarray(0, length);
}
