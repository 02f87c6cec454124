/**
 * htmlparser2's tokenizer, as pages need it. It is loaded when the first page comes: it would be half of what
 * a text loads.
 */
import { createRequire } from 'node:module';
import type * as Htmlparser2 from 'htmlparser2';

const require = createRequire(import.meta.url);
type TokenizerClass = typeof Htmlparser2.Tokenizer;
let QuickTokenizer: TokenizerClass | undefined;

/**
 * Tells the tokens of a page. Entities are left as they are: they are decoded per text, not per token,
 * so that the tokenizer can jump from tag to tag.
 */
export function tokenize(source: string, callbacks: Htmlparser2.TokenizerCallbacks): void {
  QuickTokenizer ??= quicken((require('htmlparser2') as typeof Htmlparser2).Tokenizer);
  const tokenizer = new QuickTokenizer({ decodeEntities: false }, callbacks);
  tokenizer.write(source);
  tokenizer.end();
}

/** Tokens that nobody reads: comments, and what the options above keep the tokenizer from telling. */
export class PassedOver {
  onattribentity(): void {}
  ontextentity(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
}

/** What the tokenizer keeps to itself and is used or replaced here: its version is pinned for that. */
interface Inside {
  readonly buffer: string;
  readonly offset: number;
  index: number;
  fastForwardTo(codeUnit: number): boolean;
  stateInSpecialComment(codeUnit: number): void;
  stateCDATASequence(codeUnit: number): void;
}

/**
 * The tokenizer seeks the next `<`, quote or `>` character by character, which is half of its time;
 * `indexOf` compares many at once. And in HTML a CDATA section is a comment that ends at the next `>`; the
 * tokenizer would read on to a `]]>` that may never come.
 */
function quicken(Tokenizer: TokenizerClass): TokenizerClass {
  const sought = Array.from({ length: 0x80 }, (_, codeUnit) => String.fromCharCode(codeUnit));
  class Quick extends Tokenizer {}
  const replaced: Pick<Inside, 'fastForwardTo' | 'stateCDATASequence'> & ThisType<Inside> = {
    fastForwardTo(codeUnit) {
      const { buffer, offset } = this;
      const found = buffer.indexOf(sought[codeUnit], this.index + 1 - offset);
      this.index = offset + (found === -1 ? buffer.length - 1 : found);
      return found !== -1;
    },
    stateCDATASequence(codeUnit) {
      this.stateInSpecialComment(codeUnit);
    },
  };
  Object.assign(Quick.prototype, replaced);
  return Quick;
}
