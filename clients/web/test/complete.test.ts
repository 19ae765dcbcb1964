import { describe, expect, it } from 'vitest';
import { askedAt, emojiFor, inserted, mentionsIn, partsOf, peopleFor } from '../src/complete.ts';

describe('completion', () => {
  it.each([
    ['hi @bo', 6, { kind: 'mention', query: 'bo', from: 3 }],
    ['@', 1, { kind: 'mention', query: '', from: 0 }],
    ['(:smi', 5, { kind: 'emoji', query: 'smi', from: 1 }],
    ['well :s', 7, undefined],
    ['mail a@b', 8, undefined],
    ['at 10:30', 8, undefined],
    ['@bob and', 8, undefined],
  ])('%s at %i', (text, caret, asked) => {
    expect(askedAt(text, caret)).toEqual(asked);
  });

  it('what_is_picked_takes_the_place_of_the_word_and_the_caret_stands_behind_it', () => {
    const asked = askedAt('hi @bo there', 6)!;

    expect(inserted('hi @bo there', 6, asked, '@bob ')).toEqual({ text: 'hi @bob  there', caret: 8 });
  });

  it('people_are_found_by_id_and_by_each_word_of_their_name', () => {
    const people = [
      { user: 'u1', name: 'Ann Lee' },
      { user: 'lena', name: 'Z' },
      { user: 'u3', name: 'Bob' },
    ];

    expect(peopleFor('le', people).map(({ insert }) => insert)).toEqual(['@u1 ', '@lena ']);
  });

  it('emoji_are_found_by_name_the_exact_one_first', async () => {
    expect((await emojiFor('heart'))[0]).toMatchObject({ insert: '❤️', hint: ':heart:' });
    expect((await emojiFor('+1'))[0]).toMatchObject({ insert: '👍' });
    expect(await emojiFor('nosuchemoji')).toEqual([]);
  });
});

describe('mentions', () => {
  it('are_the_members_who_are_named_each_once', () => {
    const members = new Set(['bob', 'ann.lee', 'x']);

    expect(mentionsIn('@bob, @ann.lee. and @bob @eve x@bob.org @x', members)).toEqual(['bob', 'ann.lee', 'x']);
  });

  it('stand_out_in_the_text_and_the_rest_stays_as_it_is', () => {
    expect(partsOf('Hi @bob. Not @eve', ['bob'])).toEqual([
      { text: 'Hi ' },
      { text: '@bob', user: 'bob' },
      { text: '. Not @eve' },
    ]);
    expect(partsOf('@bob', [])).toEqual([{ text: '@bob' }]);
  });
});
