import { useEffect, useState } from 'preact/hooks';
import type { FileInfo, FileLinks } from '@parley/client';
import { sizeOf } from '../format.ts';
import { useSession } from '../session.ts';
import { isPicture } from '../uploads.ts';
import { Dialog } from './Dialog.tsx';
import { FileIcon } from './icons.tsx';

/** The largest box of a picture in a talk, in CSS pixels. */
const BOX = 320;
const LEAST = 48;

/** A picture or a file in a bubble. */
export function Attachment({ chatId, file }: { chatId: string; file: FileInfo }) {
  return isPicture(file) ? <Picture chatId={chatId} file={file} /> : <OtherFile chatId={chatId} file={file} />;
}

function useLinks(chatId: string, fileId: string, wanted: boolean): [FileLinks | undefined, boolean, () => void] {
  const { files } = useSession();
  const [links, setLinks] = useState<FileLinks | undefined>();
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    setFailed(false);
    files.of(chatId, fileId).then(
      (found) => !gone && setLinks(found),
      () => !gone && setFailed(true),
    );
    return () => void (gone = true);
  }, [chatId, fileId, wanted, attempt]);
  const again = () => {
    files.forget(chatId, fileId);
    setAttempt((before) => before + 1);
  };
  return [links, failed, again];
}

/** Its box has its size before it loads, so that nothing jumps. */
function Picture({ chatId, file }: { chatId: string; file: FileInfo }) {
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(0);
  const [links, failed, again] = useLinks(chatId, file.file_id, true);
  const scale = Math.min(1, BOX / Math.max(file.width!, file.height!));
  const width = Math.max(LEAST, Math.round(file.width! * scale));
  const height = Math.max(LEAST, Math.round(file.height! * scale));
  const renew = () => {
    // A link that ran out is renewed once; a picture that is gone is not asked for again and again.
    if (broken === 0) again();
    setBroken((before) => before + 1);
  };
  return (
    <>
      <button
        type="button"
        class="picture"
        aria-label={`Open ${file.name}`}
        data-testid="picture"
        onClick={() => (failed || broken > 1 ? again() : setOpen(true))}
      >
        <svg class="picture-box" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />
        {links && broken <= 1 && (
          <img
            src={links.thumbnail_url ?? links.url}
            alt={file.name}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
            draggable={false}
            onError={renew}
          />
        )}
        {(failed || broken > 1) && <span class="picture-failed">Not loaded. Try again</span>}
      </button>
      {open && <FullView chatId={chatId} file={file} onClose={() => setOpen(false)} />}
    </>
  );
}

function FullView({ chatId, file, onClose }: { chatId: string; file: FileInfo; onClose: () => void }) {
  const [links] = useLinks(chatId, file.file_id, true);
  return (
    <Dialog title={file.name} onClose={onClose} testId="full-view">
      {links && (
        <>
          <img class="full-picture" src={links.url} alt={file.name} width={file.width} height={file.height} />
          <p>
            <a href={links.url} target="_blank" rel="noopener noreferrer">
              Open in a new tab
            </a>{' '}
            <span class="muted">{sizeOf(file.size)}</span>
          </p>
        </>
      )}
    </Dialog>
  );
}

function OtherFile({ chatId, file }: { chatId: string; file: FileInfo }) {
  const { files } = useSession();
  const [failed, setFailed] = useState(false);
  // The link is asked for when it is wanted, since it is good for minutes only.
  const download = async () => {
    setFailed(false);
    try {
      const { url } = await files.of(chatId, file.file_id);
      const link = document.createElement('a');
      link.href = url;
      link.rel = 'noopener noreferrer';
      link.download = file.name;
      // Sound and film are played, which must not take the place of the talk.
      if (/^(audio|video)\//.test(file.content_type)) link.target = '_blank';
      link.click();
    } catch {
      setFailed(true);
    }
  };
  return (
    <button type="button" class="other-file" data-testid="file" onClick={download}>
      <FileIcon />
      <span class="other-file-words">
        <span dir="auto">{file.name}</span>
        <span class="muted">{failed ? 'Not loaded. Try again' : sizeOf(file.size)}</span>
      </span>
    </button>
  );
}
