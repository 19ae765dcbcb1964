/** The people that local mode offers; any other valid name does as well. */
export const PEOPLE = ['alice', 'bob', 'carol', 'dave'] as const;

export const USER_ID = /^[A-Za-z0-9_.-]{1,64}$/;

/** Renew a minute before the end. */
const LEAD_MS = 60_000;

function expiryOf(token: string): number {
  try {
    const payload = atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'));
    return Number((JSON.parse(payload) as { exp: number }).exp) * 1000;
  } catch {
    return Date.now() + 5 * 60_000;
  }
}

/** The server gives no tokens: it is not in local mode, or the name is not valid. */
export class NoToken extends Error {}

/** Tokens for one person from the development server, each used until it is about to expire. */
export function localTokens(
  user: string,
  fetch: (url: string) => Promise<Response>,
): (renew: boolean) => Promise<string> {
  let token: string | undefined;
  return async (renew) => {
    if (token && !renew && expiryOf(token) - Date.now() > LEAD_MS) return token;
    const response = await fetch(`/local/token?user=${encodeURIComponent(user)}`);
    if (!response.ok) throw new NoToken(`The server gives no token for ${user} (HTTP ${response.status}).`);
    token = ((await response.json()) as { token: string }).token;
    return token;
  };
}
