/** How a connection breaks: the frame is lost and both know, or everything is lost and nobody is told. */
export type Cut = 'reset' | 'silence';

/** Counts all that goes by, and breaks one connection at the one thing that it was told. */
export class Cutter {
  carried = 0;

  constructor(
    readonly at = -1,
    readonly cut: Cut = 'reset',
  ) {}

  /** True when what goes by now is lost. */
  loses(): boolean {
    return this.carried++ === this.at;
  }

  /** One connection; `end` is how it breaks. */
  line(end: () => void): { carry(arrive: () => void): void } {
    let gone = false;
    const carry = (arrive: () => void) => {
      if (gone) return;
      if (!this.loses()) return arrive();
      gone = true;
      if (this.cut === 'reset') end();
    };
    return { carry };
  }
}
