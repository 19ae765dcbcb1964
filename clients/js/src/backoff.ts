/** Exponential backoff with full jitter: a server that comes back is not met by everyone at once. */
export interface BackoffSettings {
  /** The first ceiling, in milliseconds. */
  baseMs: number;
  /** No wait is longer than this, in milliseconds. */
  maxMs: number;
}

export const DEFAULT_BACKOFF: BackoffSettings = { baseMs: 500, maxMs: 30_000 };

/** The wait before attempt `attempt` (from 0): uniform between 0 and the ceiling, `random` in [0, 1). */
export function fullJitter(attempt: number, settings: BackoffSettings, random: () => number): number {
  const ceiling = Math.min(settings.maxMs, settings.baseMs * 2 ** Math.min(attempt, 30));
  return Math.floor(random() * ceiling);
}
