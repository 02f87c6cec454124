/**
 * Whether bytes that are not quite valid UTF-8 were meant as UTF-8: a page cut off in the middle of a
 * character, or with a comment pasted in from another charset. Decided by counting.
 */

/**
 * True when well-formed multi-byte sequences outnumber broken ones two to one. Legacy text makes
 * such sequences by accident, but few: none to speak of in single-byte charsets, and at most one
 * broken byte in four in EUC-KR or GBK, whose characters start and end in overlapping ranges.
 */
export function looksLikeUtf8(bytes: Uint8Array): boolean {
  let whole = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i] < 0x80) {
      i++;
      continue;
    }
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      whole++;
      i += length;
    } else {
      if (!isCutOff(bytes, i)) broken++;
      i++;
    }
  }
  return whole > 0 && whole >= broken * 2;
}

/** Bytes of the well-formed sequence that starts at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const length = announcedLength(bytes[at]);
  for (let k = 1; k < length; k++) if ((bytes[at + k] & 0xc0) !== 0x80) return 0;
  return length;
}

function announcedLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

/** The input ends inside this sequence: nobody's mistake in encoding. */
function isCutOff(bytes: Uint8Array, at: number): boolean {
  const missing = at + announcedLength(bytes[at]) - bytes.length;
  if (missing <= 0) return (bytes[at] & 0xc0) === 0x80 && at >= bytes.length - 2;
  for (let k = at + 1; k < bytes.length; k++) if ((bytes[k] & 0xc0) !== 0x80) return false;
  return true;
}
