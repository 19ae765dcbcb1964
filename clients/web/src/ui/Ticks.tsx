import { AlertIcon, ClockIcon, TickIcon, TicksIcon } from './icons.tsx';
import type { Tick } from './tick.ts';

export type { Tick } from './tick.ts';

const WORDS: Record<Tick, string> = {
  waiting: 'Waiting to be sent',
  failed: 'Not sent',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
};

/** A clock, one tick, two ticks, two coloured ticks; in words for who does not see them. */
export function Ticks({ tick, title }: { tick: Tick; title?: string }) {
  const Icon = tick === 'waiting' ? ClockIcon : tick === 'failed' ? AlertIcon : tick === 'sent' ? TickIcon : TicksIcon;
  return (
    <span
      class={`ticks is-${tick}`}
      role="img"
      aria-label={WORDS[tick]}
      title={title ?? WORDS[tick]}
      data-testid="ticks"
    >
      <Icon size={16} />
    </span>
  );
}
