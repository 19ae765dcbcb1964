import { useSession } from '../session.ts';
import { Dialog } from './Dialog.tsx';

/** This device's connection was taken over by another window of the same device. */
export function Replaced() {
  const { connection, model } = useSession();
  if (connection.value.phase !== 'replaced') return null;
  const here = () => model.client.connectNow();
  return (
    <Dialog title="Open elsewhere" onClose={here} testId="replaced-dialog">
      <p>Parley is open in another window as this same device. Only one of them is connected.</p>
      <div class="actions">
        <button class="primary" onClick={here} data-testid="use-here">
          Use here
        </button>
      </div>
    </Dialog>
  );
}
