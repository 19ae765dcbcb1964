import { sizeOf } from '../format.ts';
import { useSession } from '../session.ts';
import { CloseIcon } from './icons.tsx';

/** Files of this chat that are on their way, above where one writes. */
export function UploadList({ chatId }: { chatId: string }) {
  const { uploads } = useSession();
  const own = uploads.all.value.filter((upload) => upload.chatId === chatId);
  if (!own.length) return null;
  return (
    <ul class="uploads" aria-label="Files on their way">
      {own.map(({ id, file, sent, failure }) => (
        <li key={id} class={failure ? 'is-failed' : ''} data-testid="upload">
          <span class="upload-name" dir="auto">
            {file.name}
          </span>
          {failure ? (
            <>
              <span class="form-error" role="alert">
                {failure}
              </span>
              <button type="button" class="quiet" onClick={() => uploads.retry(id)} data-testid="upload-retry">
                Try again
              </button>
            </>
          ) : (
            <progress value={sent} max={file.size} aria-label={`${file.name}, ${sizeOf(file.size)}`} />
          )}
          <button
            type="button"
            class="icon-button"
            aria-label={failure ? `Discard ${file.name}` : `Cancel ${file.name}`}
            onClick={() => uploads.cancel(id)}
            data-testid="upload-cancel"
          >
            <CloseIcon size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
