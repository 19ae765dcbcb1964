import { describe, expect, it } from 'vitest';
import type { ChatState, Message } from '@parley/client';
import { countsOf, tickOf } from '../src/ui/tick.ts';

const id = (n: number) => `0000000${n}-0000-11f0-8000-000000000000`;

function own(n: number): Message {
  return { msg_id: id(n), chat_id: 'g1', chat_seq: n, sender: 'alice', msg_type: 'text', created_at: 't' } as Message;
}

/** A group whose sender was told these. */
function group(told: Partial<ChatState>): ChatState {
  const chat = { chat_id: 'g1', type: 'group' } as ChatState['chat'];
  return { chat, asOf: 0, messages: [], opened: true, reachesStart: true, ...told };
}

describe('the ticks of a group', () => {
  it('cover_every_message_up_to_the_one_that_was_told', () => {
    const chat = group({ read: id(1), delivered: id(2) });

    expect([1, 2, 3].map((n) => tickOf(chat, own(n)))).toEqual(['read', 'delivered', 'sent']);
  });

  it('say_in_words_how_many_have_the_message_that_the_counts_are_about', () => {
    const chat = group({ counts: { msg_id: id(2), delivered_by: 4, read_by: 3, of: 5 } });

    expect(countsOf(chat, own(2))).toBe('Delivered to 4, read by 3 of 5');
    expect(countsOf(chat, own(1))).toBeUndefined();
  });

  it('say_nothing_when_nobody_counts', () => {
    const chat = group({ counts: { msg_id: id(2), delivered_by: 0, read_by: 0, of: 0 } });

    expect(countsOf(chat, own(2))).toBeUndefined();
  });
});
