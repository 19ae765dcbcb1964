import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../session.ts';
import { Dialog } from './Dialog.tsx';

/** This device's connection was taken over by another window of the same device. */
export function Replaced() {
  const { connection, model } = useSession();
  const [away, setAway] = useState(false);
  const replaced = connection.value.phase === 'replaced';
  useEffect(() => setAway(false), [replaced]);
  if (!replaced || away) return null;
  const here = () => model.client.connectNow();
  return (
    <Dialog title="Open elsewhere" onClose={() => setAway(true)} testId="replaced-dialog">
      <p>Parley is open in another window as this same device. Only one of them is connected.</p>
      <div class="actions">
        <button class="primary" onClick={here} data-testid="use-here">
          Use here
        </button>
      </div>
    </Dialog>
  );
}
