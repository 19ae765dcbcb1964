import { describe, expect, it } from 'vitest';
import { dayOf, initialsOf, lastSeenOf, linksIn, onlyEmoji } from '../src/format.ts';

describe('links', () => {
  it('only_http_and_https_become_links_and_the_text_stays_whole', () => {
    const text = 'see https://a.example/x?y=(1), javascript:alert(1) and http://b.example.';

    const parts = linksIn(text);

    expect(parts.map(({ text: part }) => part).join('')).toBe(text);
    expect(parts.flatMap(({ href }) => href ?? [])).toEqual(['https://a.example/x?y=(1', 'http://b.example']);
  });

  it('markup_stays_text', () => {
    expect(linksIn('<img src=x onerror=alert(1)>')).toEqual([{ text: '<img src=x onerror=alert(1)>' }]);
  });
});

describe('emoji', () => {
  it.each(['👍', '👍🏽 🎉', '👩‍👩‍👧'])('%s_is_shown_large', (text) => expect(onlyEmoji(text)).toBe(true));
  it.each(['ok 👍', '12', '', ' '])('"%s"_is_not', (text) => expect(onlyEmoji(text)).toBe(false));
});

describe('names and days', () => {
  it('a_name_has_one_or_two_initials', () => {
    expect(['alice', 'Ann Lee', 'j.doe', 'émile'].map(initialsOf)).toEqual(['A', 'AL', 'JD', 'É']);
  });

  it('days_are_called_as_people_call_them', () => {
    const now = new Date(2026, 2, 10, 9);
    expect(dayOf(new Date(2026, 2, 10, 1).toISOString(), now)).toBe('Today');
    expect(dayOf(new Date(2026, 2, 9, 23).toISOString(), now)).toBe('Yesterday');
    expect(dayOf(new Date(2026, 2, 5, 12).toISOString(), now)).toMatch(/Thursday/);
  });

  it('when_somebody_was_there_last_is_said_as_exactly_as_it_matters', () => {
    const now = new Date(2026, 2, 10, 9);
    const seen = (...at: [number, number, number, number, number?, number?]) =>
      lastSeenOf(new Date(...at).toISOString(), now);
    expect(seen(2026, 2, 10, 8, 59, 30)).toBe('just now');
    expect(seen(2026, 2, 10, 1)).toMatch(/^today at .*1/);
    expect(seen(2026, 2, 9, 23)).toMatch(/^yesterday at /);
    expect(seen(2026, 2, 5, 12)).toMatch(/^Thursday at /);
    expect(seen(2025, 11, 24, 12)).toMatch(/2025/);
  });
});
