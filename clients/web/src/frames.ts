import { signal, type Signal } from '@preact/signals';
import type { ClientFrame, ParleyClient, ServerFrame } from '@parley/client';

export interface LoggedFrame {
  number: number;
  direction: 'in' | 'out' | 'note';
  at: number;
  type: string;
  frame: unknown;
  /** The JSON in one line, for searching and for a glance. */
  text: string;
}

/** The drawer shows so many frames, the newest. */
const KEPT = 500;

/** The frames as they go by, and what happened to the connection between them. */
export class FrameLog {
  readonly entries: Signal<readonly LoggedFrame[]> = signal([]);
  readonly paused: Signal<boolean> = signal(false);
  private number = 0;

  constructor(client: ParleyClient) {
    client.on('frame', ({ direction, frame, at }) => this.add(direction, frame.type, withoutToken(frame), at));
    client.on('state', (state) => {
      if (state.phase === 'waiting') this.note(`closed ${state.code}`, { code: state.code, reason: state.reason });
      if (state.phase === 'connecting') this.note('connecting', { attempt: state.attempt });
      if (state.phase === 'replaced') this.note('closed 4409', { code: 4409 });
    });
  }

  clear(): void {
    this.entries.value = [];
  }

  private note(type: string, detail: object): void {
    this.add('note', type, detail, Date.now());
  }

  private add(direction: LoggedFrame['direction'], type: string, frame: unknown, at: number): void {
    if (this.paused.value) return;
    const entry = { number: ++this.number, direction, at, type, frame, text: textOf(frame) };
    this.entries.value = [...this.entries.value.slice(1 - KEPT), entry];
  }
}

/** The type stands beside it already. */
function textOf(frame: unknown): string {
  const { type: _type, ...rest } = frame as { type?: string };
  return JSON.stringify(rest);
}

/** A screenshot of the drawer must not give anybody a token. */
function withoutToken(frame: ClientFrame | ServerFrame): unknown {
  return frame.type === 'auth' ? { ...frame, token: '…' } : frame;
}
