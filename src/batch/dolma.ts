/**
 * Dolma's layout (Soldaini et al. 2024): documents as they came, and beside them attributes with the
 * spans of what dehusk would remove, so that a corpus pipeline can decide later.
 *
 *   documents/NAME.jsonl.gz          {"id": …, "text": …, other fields of the record}
 *   attributes/dehusk/NAME.jsonl.gz  {"id": …, "attributes": {"dehusk__sharing": [[start, end, score], …]}}
 *
 * Dolma counts characters as Python does, in code points.
 */
import type { Cleaner, Examination } from '../clean.ts';
import type { Span } from '../document.ts';
import { editRecord, type FieldChange, fieldOf } from './record-edit.ts';
import { type ColumnNames, contentFields, type RecordContent } from './record-line.ts';
import { type DocumentTally, tallyOf } from './tally.ts';

/** What a removal without a score of its own weighs: it is as sure as a rule is. */
const CERTAIN = 1;

/**
 * @param json the record's other fields
 * @param id for a record that has none
 * @param columns where the record held the document
 * @returns the document and its attributes, as two lines with a tab between
 */
export function toDolma(
  json: string,
  { source, isHtml }: RecordContent,
  cleaner: Cleaner,
  id: string,
  columns: ColumnNames = {},
): { line: string; tally: DocumentTally } {
  const examination = cleaner.examine(source);
  const { text, spans } = isHtml
    ? pageText(examination)
    : { text: source.text ?? '', spans: examination.result.removed };
  const given = fieldOf(json, 'id') ?? 'null';
  // Dolma's ids are strings; a number of any size is one when it is written so.
  const idJson =
    given === 'null' ? JSON.stringify(id) : given.startsWith('"') ? given : JSON.stringify(given);
  const fields = contentFields(columns);
  const changes: FieldChange[] = [
    { key: 'id', value: idJson },
    { key: 'text', value: JSON.stringify(text), orElse: fields },
  ];
  if (fieldOf(json, 'source') === undefined) changes.push({ key: 'source', value: '"dehusk"' });
  const document = editRecord(json, changes, fields);
  const attributes = spansByCategory(text, spans, examination);
  return {
    line: `${document}\t{"id":${idJson},"attributes":${JSON.stringify(attributes)}}`,
    tally: tallyOf(examination.result),
  };
}

/** All blocks of a page, kept and removed, as text, and where in it the removals are. */
function pageText({ passes, result }: Examination): { text: string; spans: Span[] } {
  const { blocks } = passes[0].document;
  const spans: Span[] = [];
  let text = '';
  let next = 0;
  for (const block of blocks) {
    const at = text.length;
    for (; next < result.removed.length && result.removed[next].start < block.end; next++) {
      const { start, end } = result.removed[next].within ?? { start: 0, end: block.text.length };
      spans.push({ start: at + start, end: at + end });
    }
    text += `${block.text}\n\n`;
  }
  // The last row of a table may end in tabs, into which spans reach: only what was added here goes.
  return { text: text.slice(0, -2), spans };
}

type Attribute = [start: number, end: number, score: number];

function spansByCategory(
  text: string,
  spans: readonly Span[],
  { result }: Examination,
): Record<string, Attribute[]> {
  const attributes: Record<string, Attribute[]> = {};
  const codePoints = codePointCounter(text);
  result.removed.forEach(({ category, score = CERTAIN }, i) => {
    const key = `dehusk__${category}`;
    attributes[key] ??= [];
    attributes[key].push([codePoints(spans[i].start), codePoints(spans[i].end), score]);
  });
  return attributes;
}

/** Turns positions in code units, asked for in rising order, into positions in code points. */
function codePointCounter(text: string): (position: number) => number {
  let units = 0;
  let points = 0;
  return (position) => {
    while (units < position) {
      units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
      points++;
    }
    return points;
  };
}
