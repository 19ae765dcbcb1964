import { useState } from 'preact/hooks';
import { ProblemError } from '@parley/client';

const WORDS: Record<string, string> = {
  forbidden: 'You may not do that here.',
  not_a_member: 'You are no longer in this chat.',
  no_such_chat: 'There is no such chat.',
  no_such_user: 'There is no such person here.',
  too_large: 'That is too much.',
  bad_request: 'The server did not accept that.',
  rate_limited: 'Too fast: try again in a moment.',
  unavailable: 'The server cannot do that right now. Try again.',
  blocked: 'Messages between you two are blocked.',
  expired: 'It waited too long to be sure that it was not said already.',
  full: 'Too much waits to be sent.',
};

/** A refusal in plain words. */
export function inWords(error: unknown): string {
  if (error instanceof TypeError) return 'No connection. Try again.';
  if (error instanceof ProblemError) {
    return WORDS[error.code] ?? (error.status === 503 ? WORDS['unavailable']! : error.detail || error.message);
  }
  return error instanceof Error ? error.message : String(error);
}

export function codeInWords(code: string): string {
  return WORDS[code] ?? code;
}

/** Runs one thing at a time for a form: whether it runs, and why it failed. */
export function useAction(): {
  busy: boolean;
  error: string | undefined;
  run: (work: () => Promise<void>) => Promise<void>;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const run = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(inWords(failure));
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}
