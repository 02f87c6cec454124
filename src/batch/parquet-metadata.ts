/**
 * What programs keep beside the columns of a Parquet file, as keys and values of their own. Some of it describes the
 * columns, and some readers believe it more than the columns: in a file that has others it must say so, or stay behind.
 */
import type { FileMetaData } from 'hyparquet';

type KeyValue = NonNullable<FileMetaData['key_value_metadata']>[number];

/** What becomes of a file's columns. */
export interface ColumnChanges {
  /** Columns that went, or are other ones now. */
  readonly gone: ReadonlySet<string>;
  /** The columns of text that are there instead. */
  readonly added: readonly string[];
}

/** What still holds of a file's own metadata when its columns have changed. */
export function carriedOver(pairs: readonly KeyValue[] = [], changes: ColumnChanges): KeyValue[] {
  return pairs.flatMap((pair) => {
    if (DESCRIBES_ALL.has(pair.key)) return [];
    const describe = DESCRIPTIONS[pair.key];
    if (describe === undefined) return [pair];
    const value = changed(pair.value, (described) => describe(described, changes));
    return value === undefined ? [] : [{ key: pair.key, value }];
  });
}

/** These list all columns in their order, in forms that cannot be changed with little. Their readers do without. */
const DESCRIBES_ALL = new Set([
  'ARROW:schema',
  'parquet.avro.schema',
  'avro.schema',
  'parquet.proto.descriptor',
  'iceberg.schema',
]);

type Fields = Record<string, unknown>;

/** By key how a description is brought up to date; undefined when it is not of the form that is known. */
const DESCRIPTIONS: Readonly<Record<string, (value: Fields, changes: ColumnChanges) => Fields | undefined>> =
  {
    pandas: describeToPandas,
    huggingface: describeToHuggingFace,
    'org.apache.spark.sql.parquet.row.metadata': describeToSpark,
  };

function changed(value: string | undefined, describe: (value: Fields) => Fields | undefined) {
  try {
    const given: unknown = JSON.parse(value ?? '');
    const described = isFields(given) ? describe(given) : undefined;
    return described && JSON.stringify(described);
  } catch {
    return undefined;
  }
}

/** pandas takes columns that it is not told of as they are, but misses an index that is not there. */
function describeToPandas(value: Fields, { gone }: ColumnChanges): Fields | undefined {
  const { columns, index_columns: index = [] } = value;
  if (!Array.isArray(columns) || !Array.isArray(index)) return undefined;
  const isThere = (column: unknown) =>
    isFields(column) && !gone.has(String(column.field_name ?? column.name));
  return {
    ...value,
    columns: columns.filter(isThere),
    // An index that is no column, but only numbers from 0 on, is an object.
    index_columns: index.filter((column) => typeof column !== 'string' || !gone.has(column)),
  };
}

/** `datasets` has had versions that take these columns, and no others, for the file's. */
function describeToHuggingFace(value: Fields, { gone, added }: ColumnChanges): Fields | undefined {
  const { info } = value;
  if (!isFields(info) || !isFields(info.features)) return undefined;
  const kept = Object.entries(info.features).filter(([name]) => !gone.has(name));
  const texts = added.map((name) => [name, { dtype: 'string', _type: 'Value' }]);
  return { ...value, info: { ...info, features: Object.fromEntries([...kept, ...texts]) } };
}

/** Spark reads these columns, as nulls when they are not there, and no others. */
function describeToSpark(value: Fields, { gone, added }: ColumnChanges): Fields | undefined {
  const { fields } = value;
  if (!Array.isArray(fields)) return undefined;
  const kept = fields.filter((field) => isFields(field) && !gone.has(String(field.name)));
  const texts = added.map((name) => ({ name, type: 'string', nullable: true, metadata: {} }));
  return { ...value, fields: [...kept, ...texts] };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
