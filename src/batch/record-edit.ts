/**
 * Changes fields of a JSON object in its own text, so that all other fields come out to the
 * character: parsing and writing anew would round 12345678901234567890 and unescape \u00e9.
 */

/** A top-level field of an object, as places in its text. */
interface Member {
  readonly key: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** A field that gets a new value, in place of its last occurrence, else of the first of `orElse` that is there, else at the end. */
export interface FieldChange {
  readonly key: string;
  /** As JSON. */
  readonly value: string;
  readonly orElse?: readonly string[];
}

/**
 * Sets fields of an object and takes others out; all others stay as they are written. Of a key that
 * stands several times the last one counts, as in `JSON.parse`; of the keys that are set one stays.
 *
 * @param json the text of a valid JSON object
 */
export function editRecord(
  json: string,
  changes: readonly FieldChange[],
  removed: readonly string[] = [],
): string {
  const members = membersOf(json);
  const { comma, colon } = styleOf(json, members);
  const lastOf = (key: string) => members.findLast((member) => member.key === key);
  const set = new Set(changes.map(({ key }) => key));
  const places = changes.map(({ key, orElse = [] }) => {
    // The place of a field that is set itself is its own.
    const others = orElse.filter((other) => !set.has(other));
    return [key, ...others].map(lastOf).find((member) => member !== undefined);
  });
  const gone = new Set([...removed, ...set]);
  const fields: string[] = [];
  for (const member of members) {
    const change = changes[places.indexOf(member)];
    if (change !== undefined) fields.push(JSON.stringify(change.key) + colon + change.value);
    else if (!gone.has(member.key)) fields.push(json.slice(member.start, member.end));
  }
  changes.forEach(({ key, value }, i) => {
    if (places[i] === undefined) fields.push(JSON.stringify(key) + colon + value);
  });
  return `{${fields.join(comma)}}`;
}

/** A field's value as it is written in an object, undefined when there is none. */
export function fieldOf(json: string, key: string): string | undefined {
  const member = membersOf(json).findLast((candidate) => candidate.key === key);
  return member && json.slice(member.valueStart, member.end);
}

/** How the object writes what is between its fields: Python puts spaces there, JavaScript none. */
function styleOf(json: string, members: readonly Member[]): { comma: string; colon: string } {
  const [first, second] = members;
  return {
    comma: second === undefined ? ',' : json.slice(first.end, second.start),
    colon: first === undefined ? ':' : json.slice(endOfString(json, first.start), first.valueStart),
  };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

function membersOf(json: string): Member[] {
  const members: Member[] = [];
  let at = skipSpace(json, json.indexOf('{') + 1);
  while (json.charCodeAt(at) === QUOTE) {
    const keyEnd = endOfString(json, at);
    const valueStart = skipSpace(json, json.indexOf(':', keyEnd) + 1);
    const end = endOfValue(json, valueStart);
    members.push({ key: JSON.parse(json.slice(at, keyEnd)) as string, start: at, valueStart, end });
    at = skipSpace(json, end);
    if (json.charCodeAt(at) === COMMA) at = skipSpace(json, at + 1);
  }
  return members;
}

/** JSON's white space, and no other. */
function skipSpace(json: string, from: number): number {
  let at = from;
  while (json[at] === ' ' || json[at] === '\t' || json[at] === '\n' || json[at] === '\r') at++;
  return at;
}

/** Behind the closing quotation mark of the string that starts at `start`. */
function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); ; at = json.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (json.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
}

function endOfValue(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(json, at) - 1;
      if (depth === 0) return at + 1;
    } else if (OPENING.has(code)) depth++;
    else if (CLOSING.has(code)) {
      // At depth 0 this closes the object, behind a number, true, false or null.
      if (depth === 0) return endOfToken(json, at);
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && code === COMMA) return endOfToken(json, at);
  }
  return json.length;
}

/** Without the white space before the comma or bracket at `at`. */
function endOfToken(json: string, at: number): number {
  let end = at;
  while (' \t\r\n'.includes(json[end - 1])) end--;
  return end;
}
