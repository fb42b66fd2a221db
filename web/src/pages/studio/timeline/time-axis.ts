/** Which part of the take the timeline shows, and where on it a tick lies. */
import { createStore } from "../../../ui/store.ts";

export interface Span {
  from: number;
  to: number;
}

/** A take shorter than this does not fill the timeline. */
const SHOWN_TICKS_MIN = 90;
const ZOOM_TICKS_MIN = 20;

/** null: all of the take, however long it grows. */
export const zoomed = createStore<Span | null>(null);
/** The tick under the mouse; null without one. */
export const hovered = createStore<number | null>(null);

export function shownSpan(zoom: Span | null, head: number): Span {
  return zoom ?? { from: 0, to: Math.max(SHOWN_TICKS_MIN, head + 1) };
}

/** 0..1 of the timeline's width; beyond it where the tick is not shown. */
export function shareOf(tick: number, { from, to }: Span): number {
  return (tick - from) / Math.max(1, to - from);
}

export function tickAt(share: number, { from, to }: Span): number {
  return Math.round(from + share * (to - from));
}

/** Zooms by a factor around a tick, never beyond the take. */
export function zoomAround(tick: number, factor: number, span: Span, head: number): Span | null {
  const all = shownSpan(null, head);
  const length = Math.max(ZOOM_TICKS_MIN, (span.to - span.from) * factor);
  if (length >= all.to) return null;
  const share = shareOf(tick, span);
  return held(tick - share * length, length, all.to);
}

/** Moves what is shown by so many ticks. */
export function panned(span: Span, ticks: number, head: number): Span | null {
  const all = shownSpan(null, head);
  const length = span.to - span.from;
  return length >= all.to ? null : held(span.from + ticks, length, all.to);
}

function held(from: number, length: number, end: number): Span {
  const left = Math.max(0, Math.min(end - length, from));
  return { from: left, to: left + length };
}
