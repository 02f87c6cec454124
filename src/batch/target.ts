/** What documents may be gathered in, instead of a file for each. */
export const TARGETS = ['ndjson', 'parquet', 'dolma'] as const;
export type Target = (typeof TARGETS)[number];
