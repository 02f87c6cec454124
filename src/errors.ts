/** Every way in which dehusk can fail, as a code that programs and a sentence that people can use. */

const ERROR_CODES = [
  'bad-option',
  'bad-input',
  'bad-rules',
  'bad-json',
  'binary',
  'too-large',
  'too-deep',
  'not-found',
  'unreadable',
  'unwritable',
  'no-input',
  'timeout',
  'crashed',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error with a code for programs and a message that tells the user what to do. */
export class DehuskError extends Error {
  override readonly name = 'DehuskError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
