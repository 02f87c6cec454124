/** Schemas of Parquet files: a tree, listed depth first. */
import type { FileMetaData, SchemaElement } from 'hyparquet';

/** The columns of a schema: each with all that is in it. */
export function topLevel(schema: readonly SchemaElement[]): SchemaElement[][] {
  const columns: SchemaElement[][] = [];
  let at = 1;
  while (at < schema.length) {
    const end = endOfTree(schema, at);
    columns.push(schema.slice(at, end));
    at = end;
  }
  return columns;
}

function endOfTree(schema: readonly SchemaElement[], at: number): number {
  let end = at + 1;
  for (let child = 0; child < (schema[at].num_children ?? 0); child++) end = endOfTree(schema, end);
  return end;
}

/**
 * A file's metadata without what its columns mean, only with how they are stored: read so, and written
 * so, values stay what they are. As dates and numbers of JavaScript they would lose microseconds and the
 * digits of decimals.
 */
export function asStored(metadata: FileMetaData): FileMetaData {
  const { schema } = metadata;
  return {
    ...metadata,
    schema: schema.map((element, i) => (isMapKey(schema, i) ? element : storedElement(element))),
  };
}

/** Lists and maps stay what they are: it says how deep their values stand. */
const NESTING = ['LIST', 'MAP', 'MAP_KEY_VALUE'];

/** A column as it is stored: without what its values stand for, a date or a decimal. */
export function storedElement({ converted_type, logical_type, ...element }: SchemaElement): SchemaElement {
  const stays = converted_type !== undefined && NESTING.includes(converted_type);
  return { ...element, ...(stays && { converted_type }) };
}

/** A map is read as an object, whose keys are strings. */
function isMapKey(schema: readonly SchemaElement[], i: number): boolean {
  return ['MAP', 'MAP_KEY_VALUE'].includes(schema[i - 2]?.converted_type ?? '');
}

/** What stands for an element in a file that is written. */
export function writtenElement(element: SchemaElement): SchemaElement {
  const { logical_type, ...rest } = element;
  // The writer has no times of 96 bits, which Spark and Impala made; Spark counts microseconds in them.
  if (element.type === 'INT96') return { ...rest, type: 'INT64', converted_type: 'TIMESTAMP_MICROS' };
  // The writer writes this logical type in a way that other readers refuse; the converted type says the same.
  if (logical_type?.type === 'INTEGER') {
    const { isSigned, bitWidth } = logical_type;
    const converted = `${isSigned ? 'INT' : 'UINT'}_${bitWidth}` as SchemaElement['converted_type'];
    return { ...rest, ...(converted !== undefined && { converted_type: converted }) };
  }
  return element;
}
