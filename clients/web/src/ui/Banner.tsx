import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../session.ts';

/** Short breaks are nobody's business: only what lasts longer is shown. */
const PATIENCE_MS = 2_000;

/** Says that there is no connection, and how much waits. */
export function Banner() {
  const { connection, state, network, model, refused } = useSession();
  const now = connection.value;
  const away = now.phase !== 'online' && now.phase !== 'replaced' && now.phase !== 'stopped';
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!away) return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away]);

  if (now.phase === 'replaced') {
    return (
      <div class="banner" role="status" data-testid="replaced-banner">
        <span>Open elsewhere</span>
        <button class="quiet" onClick={() => model.client.connectNow()}>
          Use here
        </button>
      </div>
    );
  }
  const cut = network.cut.value;
  if (!cut && !(away && late)) return null;
  const waiting = state.value.outbox.filter(({ failure }) => !failure).length;
  const offline = cut || now.phase === 'waiting' || !navigator.onLine;
  const text = cut ? 'You cut the network' : refused.value ? refused.value : offline ? 'Offline' : 'Connecting…';
  const queued = waiting ? `, ${waiting} waiting` : '';
  return (
    <div class="banner" role="status" data-testid="offline-banner" data-waiting={waiting}>
      <span>
        {text}
        {queued}
      </span>
      <button
        class="quiet"
        onClick={() => (cut ? network.setCut(false) : model.client.wake())}
        data-testid="banner-action"
      >
        {cut ? 'Plug it in again' : 'Try now'}
      </button>
    </div>
  );
}
