/** Whether stretches of a source hold a character, asked in the order of the source: it is searched once. */
export class Sought {
  private readonly character: string;
  /** Where it stands first from a place on that was asked for before. */
  private at = -1;

  constructor(character: string) {
    this.character = character;
  }

  isIn(source: string, start: number, end: number): boolean {
    if (this.at < start) {
      const found = source.indexOf(this.character, start);
      this.at = found === -1 ? source.length : found;
    }
    return this.at < end;
  }
}
