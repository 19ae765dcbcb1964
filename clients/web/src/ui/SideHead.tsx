import { nameOf } from '@parley/client';
import type { NoticeState } from '../notices.ts';
import { useSession } from '../session.ts';
import { Avatar } from './Avatar.tsx';
import { BellIcon, BellOffIcon, FramesIcon, GroupAddIcon, PersonAddIcon, SwitchIcon } from './icons.tsx';

const NOTICES: Record<NoticeState, string> = {
  off: 'Notify me of new messages',
  on: 'Notices are on',
  refused: 'The browser does not let Parley notify you',
  unsupported: 'This browser has no notices',
};

/** Who one is, and what can be begun. */
export function SideHead({ onDirect, onGroup }: { onDirect: () => void; onGroup: () => void }) {
  const { me, state, drawer, notices } = useSession();
  const noticed = notices.state.value;
  return (
    <header class="side-head">
      <Avatar id={me} name={nameOf(state.value, me)} />
      <p class="me" dir="auto" data-testid="me">
        {nameOf(state.value, me)}
      </p>
      <button class="icon-button" aria-label="New chat" title="New chat" onClick={onDirect} data-testid="new-direct">
        <PersonAddIcon />
      </button>
      <button class="icon-button" aria-label="New group" title="New group" onClick={onGroup} data-testid="new-group">
        <GroupAddIcon />
      </button>
      {noticed !== 'unsupported' && (
        <button
          class="icon-button"
          aria-label="Notices"
          title={NOTICES[noticed]}
          aria-pressed={noticed === 'on'}
          onClick={() => void notices.toggle()}
          data-testid="notices"
        >
          {noticed === 'on' ? <BellIcon /> : <BellOffIcon />}
        </button>
      )}
      <button
        class="icon-button"
        aria-label="Frames"
        title="Show the frames as they go by"
        aria-pressed={drawer.value}
        onClick={() => (drawer.value = !drawer.value)}
        data-testid="drawer-toggle"
      >
        <FramesIcon />
      </button>
      <a class="icon-button" href="/" aria-label="Be somebody else" title="Be somebody else" data-testid="switch-user">
        <SwitchIcon />
      </a>
    </header>
  );
}
