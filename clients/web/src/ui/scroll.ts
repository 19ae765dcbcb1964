import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Nearer to the end than this, in CSS pixels, counts as being at the end. */
const NEAR_END = 48;

export interface Anchored {
  box: RefObject<HTMLDivElement | null>;
  atEnd: () => boolean;
  toEnd: () => void;
  /** To be called on each scroll. */
  moved: () => void;
  /** Brings a row to the middle. */
  center: (row: HTMLElement) => void;
}

/** Only rows that stay themselves when others come are marked: a day's heading moves up when older messages of that day come. */
export function firstVisible(box: HTMLElement): HTMLElement | undefined {
  const rows = box.querySelectorAll<HTMLElement>('[data-row]');
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.offsetTop + row.offsetHeight > box.scrollTop) high = middle;
    else low = middle + 1;
  }
  return rows[low];
}

/**
 * Keeps the place: at the end it stays at the end, whatever comes; anywhere else the row at the top edge stays where it is, also
 * when older ones come in above it. Where the rows are not the end of the talk (`ends` is false), their end is a place like others.
 */
export function useAnchoredScroll(ends: boolean): Anchored {
  const box = useRef<HTMLDivElement>(null);
  const end = useRef(true);
  const ending = useRef(ends);
  const anchor = useRef<{ row: HTMLElement; offset: number } | undefined>(undefined);

  const remember = () => {
    const element = box.current;
    if (!element) return;
    end.current = ending.current && element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    const row = firstVisible(element);
    anchor.current = row && { row, offset: row.offsetTop - element.scrollTop };
  };
  const restore = () => {
    const element = box.current;
    if (!element) return;
    const held = anchor.current;
    if (end.current) element.scrollTop = element.scrollHeight;
    else if (held?.row.isConnected) element.scrollTop = held.row.offsetTop - held.offset;
  };
  useLayoutEffect(() => {
    if (!ends) end.current = false;
    ending.current = ends;
    restore();
    remember();
  });
  useLayoutEffect(() => {
    // A keyboard that opens, or a window that is made smaller, is no reason to lose the place.
    const observer = new ResizeObserver(restore);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const toEnd = () => {
    end.current = true;
    restore();
    remember();
  };
  const center = (row: HTMLElement) => {
    const element = box.current;
    if (!element) return;
    element.scrollTop = row.offsetTop - (element.clientHeight - row.offsetHeight) / 2;
    remember();
  };
  return { box, atEnd: () => end.current, toEnd, moved: remember, center };
}
