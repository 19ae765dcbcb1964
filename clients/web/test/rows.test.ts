import { describe, expect, it } from 'vitest';
import type { Message, Outgoing } from '@parley/client';
import { rowsOf } from '../src/ui/rows.ts';

const id = (n: number) => `${(0x10000000 + n).toString(16)}-5cc8-11f0-8000-00163e000001`;
const message = (n: number, sender: string | undefined, at: string): Message => ({
  msg_id: id(n),
  chat_id: 'c',
  chat_seq: n,
  ...(sender ? { sender } : {}),
  msg_type: sender ? 'text' : 'system',
  content: `m${n}`,
  created_at: `2026-03-0${at}:00.000Z`,
});
const pending = (key: string): Outgoing => ({
  command: { type: 'message', chat_id: 'c', content: key, client_msg_id: key },
  queuedAt: Date.parse('2026-03-02T12:01:30Z'),
});

describe('rows of a talk', () => {
  it('each_day_has_a_heading', () => {
    const rows = rowsOf(
      'me',
      [message(1, 'bob', '1T12:00'), message(2, 'bob', '2T12:00'), message(3, 'bob', '2T12:30')],
      [],
    );

    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'day', 'message', 'message']);
  });

  it('one_sender_within_minutes_stands_together_and_another_apart', () => {
    const rows = rowsOf(
      'me',
      [
        message(1, 'bob', '2T12:00'),
        message(2, 'bob', '2T12:01'),
        message(3, 'ann', '2T12:01'),
        message(4, 'ann', '2T12:40'),
      ],
      [],
    );

    const ends = rows.flatMap((row) => (row.kind === 'message' ? [[row.first, row.last]] : []));
    expect(ends).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it('the_divider_stands_above_the_first_unread_of_others', () => {
    const talk = [message(1, 'bob', '2T12:00'), message(2, 'me', '2T12:01'), message(3, 'bob', '2T12:02')];

    const rows = rowsOf('me', talk, [], id(1));

    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'divider', 'message']);
  });

  it('with_nothing_read_yet_the_divider_is_above_all_of_others', () => {
    expect(rowsOf('me', [message(1, 'bob', '2T12:00')], [], '').map(({ kind }) => kind)).toEqual([
      'day',
      'divider',
      'message',
    ]);
  });

  it('a_send_keeps_its_key_when_it_becomes_a_message', () => {
    const [waiting] = rowsOf('me', [], [pending('x')]);
    const sent = rowsOf('me', [{ ...message(1, 'me', '2T12:00'), client_msg_id: 'x' }], []).at(-1);

    expect(waiting!.key).toBe(sent!.key);
  });
});
