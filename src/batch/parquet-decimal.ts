/**
 * Decimals of Parquet files as JSON numbers with the digits that they have: hyparquet makes
 * 19.990000000000002 of 19.99. Those within lists and structs are left to it.
 */
import type { FileMetaData, SchemaElement } from 'hyparquet';
import { storedElement, topLevel } from './parquet-schema.ts';

/** A number as it is to be written. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Columns of decimals by their names, with how many digits are behind the point. */
export type DecimalColumns = ReadonlyMap<string, number>;

/** The columns of decimals in a file, and its metadata as if they held whole numbers. */
export function readDecimals(metadata: FileMetaData): { decimals: DecimalColumns; metadata: FileMetaData } {
  const elements = topLevel(metadata.schema)
    .filter((column) => column.length === 1 && column.every(isDecimal))
    .flat();
  return {
    decimals: new Map(elements.map((element) => [element.name, element.scale ?? 0])),
    metadata: {
      ...metadata,
      schema: metadata.schema.map((element) =>
        elements.includes(element) ? storedElement(element) : element,
      ),
    },
  };
}

function isDecimal({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === 'DECIMAL' || logical_type?.type === 'DECIMAL';
}

/** @param value a whole number, or its bytes with the most significant first */
export function decimal(value: unknown, scale: number): unknown {
  const whole = value instanceof Uint8Array ? toWhole(value) : value;
  if (typeof whole !== 'number' && typeof whole !== 'bigint') return value;
  const sign = whole < 0 ? '-' : '';
  const digits = String(whole)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const point = digits.length - scale;
  return new Digits(sign + digits.slice(0, point) + (scale > 0 ? `.${digits.slice(point)}` : ''));
}

function toWhole(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}
