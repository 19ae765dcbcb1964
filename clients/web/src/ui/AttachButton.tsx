import { useRef } from 'preact/hooks';
import { useSession } from '../session.ts';
import { ClipIcon } from './icons.tsx';

/** Chooses files, which go up at once. */
export function AttachButton({ chatId }: { chatId: string }) {
  const { uploads } = useSession();
  const chosen = useRef<HTMLInputElement>(null);
  const onChosen = (input: HTMLInputElement) => {
    uploads.add(chatId, [...(input.files ?? [])]);
    // So that the same file can be chosen again.
    input.value = '';
  };
  return (
    <>
      <input
        ref={chosen}
        type="file"
        multiple
        hidden
        onChange={(event) => onChosen(event.currentTarget)}
        data-testid="choose-files"
      />
      <button
        type="button"
        class="icon-button"
        aria-label="Send a file"
        title="Send a file"
        onClick={() => chosen.current?.click()}
        data-testid="attach"
      >
        <ClipIcon />
      </button>
    </>
  );
}
