import type { StreamEvent } from './wire.ts';

/** What became of an event: passed on, known already, kept for later, or evidence that something is missing. */
export type Verdict = 'next' | 'duplicate' | 'held' | 'gap' | 'overflow';

/**
 * The user's event stream as one device sees it: passes events on in `seq` order, each once. While a snapshot is taken it holds
 * the live events back, within a bound.
 */
export class EventStream {
  private held: StreamEvent[] | undefined;
  private heldFrom = 0;

  /** `cursor` is the last `seq` that was passed on; undefined when a snapshot is needed. */
  constructor(
    public cursor: number | undefined,
    private readonly holdAtMost: number,
  ) {}

  get holding(): boolean {
    return this.held !== undefined;
  }

  /** A snapshot is being taken that reflects everything up to `head`. */
  hold(head: number): void {
    this.held = [];
    this.heldFrom = head;
    this.cursor = undefined;
  }

  /** The snapshot is there: the stream goes on after `head` with what was held. */
  release(): StreamEvent[] {
    const held = this.held ?? [];
    this.cursor = this.heldFrom;
    this.held = undefined;
    return held;
  }

  /** The connection broke while a snapshot was taken. */
  abandon(): void {
    this.held = undefined;
  }

  accept(event: StreamEvent): Verdict {
    if (this.held) {
      if (this.held.length >= this.holdAtMost) return 'overflow';
      this.held.push(event);
      return 'held';
    }
    if (this.cursor === undefined) return 'gap';
    if (event.seq <= this.cursor) return 'duplicate';
    if (event.seq > this.cursor + 1) return 'gap';
    this.cursor = event.seq;
    return 'next';
  }
}
