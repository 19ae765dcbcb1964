import { expect, it } from 'vitest';
import { snippetOf } from '../src/snippet.ts';

const joined = (parts: { text: string; marked: boolean }[]) =>
  parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

it('what_was_found_is_marked', () => {
  expect(joined(snippetOf('the long rope', [[4, 8]]))).toBe('the [long] rope');
  expect(
    joined(
      snippetOf('a b a', [
        [0, 1],
        [4, 5],
      ]),
    ),
  ).toBe('[a] b [a]');
  expect(joined(snippetOf('你好,这是中文', [[3, 5]]))).toBe('你好,[这是]中文');
});

it('a_long_text_is_cut_around_the_first_mark_and_never_inside_a_character', () => {
  const text = `${'😀'.repeat(100)}needle${'😀'.repeat(200)}`;

  const shown = joined(snippetOf(text, [[200, 206]]));

  expect(shown).toContain('[needle]');
  expect(shown.startsWith('…😀')).toBe(true);
  expect(shown.endsWith('😀…')).toBe(true);
  expect(() => encodeURIComponent(shown)).not.toThrow();
});

it('without_marks_it_is_the_beginning', () => {
  expect(joined(snippetOf('short', []))).toBe('short');
});
