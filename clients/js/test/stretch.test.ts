import { describe, expect, it } from 'vitest';
import { emptyState, reduce, shownOf, type Action, type ChatState, type State } from '../src/index.ts';
import { chat, id, message } from './states.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const page = (from: number, to: number, more: object): Action =>
  ({ type: 'history', chatId: 'c1', messages: range(from, to), last: false, ...more }) as Action;
const place = (from: number, to: number, reachesEnd = false): Action => ({
  type: 'place',
  chatId: 'c1',
  place: { messages: range(from, to), reachesStart: from === 1 },
  reachesEnd,
});
const after = (...actions: Action[]): State =>
  [{ type: 'snapshot', seq: 10, chats: [{ chat: chat(), asOf: 10 }] } as Action, ...actions].reduce(
    reduce,
    emptyState('alice'),
  );
const c1 = (state: State): ChatState => state.chats.get('c1')!;
const seqs = (state: State) => shownOf(c1(state)).messages.map(({ chat_seq }) => chat_seq);
const span = (state: State) => [seqs(state)[0], seqs(state).at(-1), seqs(state).length];

describe('a place elsewhere in the talk', () => {
  const far = [page(900, 950, { side: 'end' }), place(100, 149)];

  it('is_shown_instead_of_the_end_which_goes_on_beside_it', () => {
    const event = { type: 'message' as const, seq: 11, unread: 1, ...message(951) };
    const state = after(...far, { type: 'event', event });

    expect(span(state)).toEqual([100, 149, 50]);
    expect(shownOf(c1(state)).reachesEnd).toBe(false);
    expect(c1(state).messages.at(-1)!.chat_seq).toBe(951);
    expect(span(reduce(state, { type: 'end', chatId: 'c1' }))).toEqual([900, 951, 52]);
  });

  it('grows_both_ways_and_becomes_the_end_when_it_meets_it', () => {
    const grown = after(
      ...far,
      page(50, 99, { side: 'above', from: id(100) }),
      page(150, 199, { side: 'below', from: id(149) }),
    );
    expect(span(grown)).toEqual([50, 199, 150]);

    const met = reduce(grown, page(200, 900, { side: 'below', from: id(199) }));
    expect(span(met)).toEqual([50, 950, 901]);
    expect(shownOf(c1(met)).reachesEnd).toBe(true);
  });

  it('a_page_that_nobody_waits_for_any_more_makes_no_hole', () => {
    const state = after(...far, page(700, 749, { side: 'below', from: id(699) }));

    expect(span(state)).toEqual([100, 149, 50]);
  });

  it('a_place_that_reaches_the_end_is_the_end', () => {
    const state = after(page(900, 950, { side: 'end' }), place(880, 920));

    expect(span(state)).toEqual([880, 950, 71]);
    expect(shownOf(c1(state)).reachesEnd).toBe(true);
  });

  it('changes_are_seen_there_too', () => {
    const state = after(...far, {
      type: 'event',
      event: {
        type: 'edited',
        seq: 11,
        chat_id: 'c1',
        msg_id: id(120),
        chat_seq: 120,
        content: 'new',
        edited_at: 'z',
        by: 'bob',
      },
    });

    expect(shownOf(c1(state)).messages[20]).toMatchObject({ chat_seq: 120, content: 'new' });
  });
});

describe('a bounded page', () => {
  it('keeps_what_stands_around_the_reader_and_the_end', () => {
    const state = after(page(1, 1_000, { side: 'end', last: true }), {
      type: 'part',
      chatId: 'c1',
      at: id(300),
      keep: 400,
    });

    expect(span(state)).toEqual([100, 499, 400]);
    expect(shownOf(c1(state))).toMatchObject({ reachesStart: false, reachesEnd: false });
    expect(c1(state).messages.map(({ chat_seq }) => chat_seq)).toHaveLength(100);
  });

  it('at_the_end_only_the_top_is_let_go', () => {
    const state = after(page(1, 1_000, { side: 'end', last: true }), {
      type: 'part',
      chatId: 'c1',
      at: id(990),
      keep: 400,
    });

    expect(span(state)).toEqual([601, 1_000, 400]);
    expect(shownOf(c1(state)).reachesEnd).toBe(true);
  });

  it('a_walk_of_a_hundred_thousand_messages_up_and_down_holds_no_more_than_that', () => {
    let state = after(page(99_951, 100_000, { side: 'end' }));
    let most = 0;
    const look = (at: number) => {
      state = reduce(state, { type: 'part', chatId: 'c1', at: id(at), keep: 400 });
      most = Math.max(most, seqs(state).length, c1(state).messages.length);
    };
    for (let first = seqs(state)[0]!; first > 1; first = seqs(state)[0]!) {
      const from = Math.max(1, first - 50);
      state = reduce(state, page(from, first - 1, { side: 'above', from: id(first), last: from === 1 }));
      look(from);
    }
    expect(shownOf(c1(state)).reachesStart).toBe(true);
    for (let last = seqs(state).at(-1)!; last < 100_000; last = seqs(state).at(-1)!) {
      state = reduce(state, page(last + 1, last + 50, { side: 'below', from: id(last) }));
      look(last);
    }

    expect(shownOf(c1(state)).reachesEnd).toBe(true);
    expect(most).toBeLessThanOrEqual(450);
  });
});
