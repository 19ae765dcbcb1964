import { memo } from 'preact/compat';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LoggedFrame } from '../frames.ts';
import { clockOf } from '../format.ts';
import { useSession } from '../session.ts';
import { CloseIcon, PlugIcon } from './icons.tsx';

const ARROWS = { in: '↓', out: '↑', note: '·' } as const;
const DIRECTIONS = { in: 'received', out: 'sent', note: 'note' } as const;

/** Behind the talk: every frame as it goes by, and a switch that cuts the network. */
export function FrameDrawer() {
  const { frames, drawer, network } = useSession();
  const [filter, setFilter] = useState('');
  const [noise, setNoise] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const wanted = filter.trim().toLowerCase();
  const shown = frames.entries.value.filter(
    ({ type, text }) =>
      (noise || wanted || (type !== 'ping' && type !== 'pong')) && (type + text).toLowerCase().includes(wanted),
  );
  useLayoutEffect(() => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  });
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = list.current!;
    atEnd.current = scrollHeight - scrollTop - clientHeight < 30;
  };
  const cut = network.cut.value;
  return (
    <section class="drawer" aria-label="Frames" data-testid="drawer">
      <header class="drawer-head">
        <h2>Frames</h2>
        <button
          class="icon-button"
          aria-label="Close"
          onClick={() => (drawer.value = false)}
          data-testid="drawer-close"
        >
          <CloseIcon />
        </button>
      </header>
      <label class={`cut${cut ? ' is-cut' : ''}`}>
        <PlugIcon />
        <span>
          <b>Cut the network</b>
          <small>
            {cut ? 'Nothing gets in or out. Write something, then plug it in.' : 'Breaks the socket, refuses REST.'}
          </small>
        </span>
        <input
          type="checkbox"
          role="switch"
          checked={cut}
          data-testid="network-switch"
          onChange={(event) => network.setCut(event.currentTarget.checked)}
        />
      </label>
      <div class="drawer-tools">
        <input
          type="search"
          aria-label="Filter the frames"
          placeholder="Filter: ack, seq, a text…"
          value={filter}
          data-testid="frame-filter"
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <button
          aria-pressed={frames.paused.value}
          onClick={() => (frames.paused.value = !frames.paused.value)}
          data-testid="frame-pause"
        >
          {frames.paused.value ? 'Go on' : 'Pause'}
        </button>
        <button onClick={() => frames.clear()} data-testid="frame-clear">
          Clear
        </button>
      </div>
      <label class="check drawer-noise">
        <input type="checkbox" checked={noise} onChange={(event) => setNoise(event.currentTarget.checked)} />
        Heartbeats, too
      </label>
      <ol
        class="frames"
        ref={list}
        onScroll={onScroll}
        tabIndex={0}
        aria-label="Frames, oldest first"
        data-testid="frames"
      >
        {shown.map((entry) => (
          <FrameRow key={entry.number} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

const FrameRow = memo(function FrameRow({ entry }: { entry: LoggedFrame }) {
  const { direction, type, at, text, frame } = entry;
  const [open, setOpen] = useState(false);
  return (
    <li class={`frame is-${direction}`} data-testid="frame" data-direction={direction} data-type={type}>
      <button class="frame-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="frame-arrow" role="img" aria-label={DIRECTIONS[direction]}>
          {ARROWS[direction]}
        </span>
        <span class="frame-time">{clockOf(at)}</span>
        <b class="frame-type">{type}</b>
        {!open && <span class="frame-text">{text}</span>}
      </button>
      {open && <pre class="frame-json">{JSON.stringify(frame, null, 2)}</pre>}
    </li>
  );
});
