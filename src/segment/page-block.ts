/** A block of a page. */
import type { Block, BlockKind, Mark } from '../document.ts';

/**
 * A class, not a literal: V8 comes to take literals that are made for every page for long-lived, and what is made
 * among old objects keeps the source of its page until all of them are looked through. It halves what outlives its page.
 */
export class PageBlock implements Block {
  readonly kind: BlockKind;
  readonly text: string;
  readonly level: number;
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
  readonly element: number;
  /** Here and below, there in all blocks: code that reads blocks of one shape is compiled once. Set until its list ends. */
  ordinal: number | undefined;
  readonly codeLanguage: string | undefined;
  readonly isBehindRule: boolean | undefined;

  constructor(block: Block) {
    this.kind = block.kind;
    this.text = block.text;
    this.level = block.level;
    this.start = block.start;
    this.end = block.end;
    this.marks = block.marks;
    this.element = block.element;
    this.ordinal = block.ordinal;
    this.codeLanguage = block.codeLanguage;
    this.isBehindRule = block.isBehindRule;
  }
}
