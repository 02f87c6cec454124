/** For each open element, what kind of block the text in it makes, and which elements are lines of code. */
import type { BlockKind } from '../document.ts';
import { TAG } from '../page.ts';
import { kindOf } from './block-kinds.ts';
import { type CodePart, codePartOf } from './code-lines.ts';
import type { OpenElements } from './open-elements.ts';

/** A stack beside that of open elements. */
export class TextKinds {
  private readonly open: OpenElements;
  private readonly kinds: BlockKind[] = [];

  constructor(open: OpenElements) {
    this.open = open;
  }

  /** Of the text to come. */
  get current(): BlockKind {
    return this.kinds.at(-1) ?? 'paragraph';
  }

  get isCode(): boolean {
    return this.kinds.at(-1) === 'code';
  }

  /** What a new element with this tag is of the code around it. */
  partOf(tag: number): CodePart {
    return codePartOf(tag, this.kinds.at(-1), this.open.has(TAG.code));
  }

  /** What the open element at this depth is of the code around it. */
  partAt(depth: number): CodePart {
    return codePartOf(this.open.tags[depth], this.kinds[depth - 1], this.open.has(TAG.code));
  }

  /** An element has gone on the stack; without a kind of its own it has that of the text around it. */
  push(tag: number, part: CodePart): void {
    this.kinds.push(part !== undefined ? 'code' : (kindOf(tag) ?? this.current));
  }

  pop(): void {
    this.kinds.pop();
  }

  /** The cell at this depth has code, as have those below it. */
  turnToCode(depth: number): void {
    for (let at = depth; at > 0 && this.kinds[at] !== 'code'; at--) {
      this.kinds[at] = 'code';
      if (this.open.tags[at] === TAG.table) break;
    }
  }
}
