import type { FrameErrorCode } from './wire.ts';

export type ProblemCode =
  FrameErrorCode | 'no_such_user' | 'not_found' | 'method_not_allowed' | 'conflict' | 'unsupported_type';

/** What a REST call was refused with: an RFC 9457 problem document, with the contract's `code`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: ProblemCode | 'unknown',
    readonly detail: string,
    /** From `Retry-After`, in milliseconds, where the server said one. */
    readonly retryAfterMs?: number,
  ) {
    super(`${status} ${code}${detail ? `: ${detail}` : ''}`);
  }
}

/** Reads the problem out of an answer that is not 2xx, whatever its body is. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const retry = Number(response.headers.get('Retry-After') ?? NaN);
  const code = typeof body['code'] === 'string' ? (body['code'] as ProblemCode) : 'unknown';
  const detail = [body['detail'], body['title']].find((text) => typeof text === 'string') ?? response.statusText;
  return new ProblemError(response.status, code, String(detail), Number.isFinite(retry) ? retry * 1000 : undefined);
}
