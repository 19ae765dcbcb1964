/** Renews the token of an open connection before it expires. */
export interface RenewalSettings {
  /** How long before the end a new token is asked for, in milliseconds; at most a third of what is left. */
  leadMs: number;
  /** How long to wait after a renewal that failed, in milliseconds. The old token goes on counting meanwhile. */
  retryMs: number;
}

export const DEFAULT_RENEWAL: RenewalSettings = { leadMs: 60_000, retryMs: 5_000 };

/** Longer waits than this overflow in some runtimes; the clock is looked at again then. */
const LONGEST_TIMER_MS = 12 * 3_600_000;

export class Renewal {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly settings: RenewalSettings,
    /** Gets a token and sends it. */
    private readonly renew: () => Promise<void>,
  ) {}

  /** The token counts until then. */
  expiresAt(iso: string): void {
    const left = Date.parse(iso) - Date.now();
    if (Number.isFinite(left)) this.after(left - Math.min(this.settings.leadMs, left / 3));
  }

  /** The server did not like the new one. */
  refused(): void {
    this.after(this.settings.retryMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private after(ms: number): void {
    clearTimeout(this.timer);
    this.timer =
      ms > LONGEST_TIMER_MS
        ? setTimeout(() => this.after(ms - LONGEST_TIMER_MS), LONGEST_TIMER_MS)
        : setTimeout(() => void this.renew().catch(() => this.refused()), Math.max(0, ms));
  }
}
