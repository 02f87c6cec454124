/** Makes blocks of the texts that the reader of a page has gathered, in reading order. */
import type { Block, BlockKind, Mark } from '../document.ts';
import { TAG } from '../page.ts';
import { levelOf } from './block-kinds.ts';
import type { BlockText } from './block-text.ts';
import { isProgram } from './code-lines.ts';
import { BlockCounts } from './elements.ts';
import type { Lists } from './lists.ts';
import type { OpenElements } from './open-elements.ts';
import { PageBlock } from './page-block.ts';

const NO_MARKS: readonly Mark[] = [];

/** One for a page. */
export class BlockWriter {
  readonly blocks: Block[] = [];
  readonly counts: BlockCounts;
  /** The element of the block's first text. */
  leaf = -1;
  /** Of the open `pre`, when a class says so. */
  codeLanguage: string | undefined;
  private isBehindRule = false;
  private readonly open: OpenElements;
  private readonly lists: Lists;

  constructor(source: string, open: OpenElements, lists: Lists) {
    this.counts = new BlockCounts(source.length);
    this.open = open;
    this.lists = lists;
  }

  /** A rule parts the blocks before from those to come; one in a list or a quote parts nothing but what is in there. */
  noteRule(): void {
    const { open } = this;
    const isInside = open.has(TAG.ul) || open.has(TAG.ol) || open.has(TAG.dl) || open.has(TAG.blockquote);
    if (!isInside) this.isBehindRule = true;
  }

  /**
   * Writes a text that is not empty.
   * @param around the kind that the elements around it say
   * @param element the nearest block-level one
   */
  write(text: BlockText, around: BlockKind, element: number): void {
    let kind = around;
    const item = kind === 'list-item' ? this.lists.takeItem() : undefined;
    if (kind === 'list-item' && item === undefined && !this.open.has(TAG.dd)) kind = 'paragraph';
    const written = kind === 'code' ? text.text.trimEnd() : text.text;
    let marks = text.takeMarks(written.length);
    if (kind === 'paragraph' && isProgram(written, marks)) {
      kind = 'code';
      marks = NO_MARKS;
    }
    const block = new PageBlock({
      kind,
      text: written,
      level: levelOf(kind, this.open, this.lists),
      start: text.start,
      end: text.end,
      marks,
      element,
      ordinal: item?.ordinal,
      codeLanguage: kind === 'code' ? this.codeLanguage : undefined,
      isBehindRule: this.isBehindRule || undefined,
    });
    this.isBehindRule = false;
    this.blocks.push(block);
    item?.counted?.push(block);
    this.counts.add(this.leaf, text.linkCharacters, text.strongCharacters, text.links, text.breaks);
  }
}
