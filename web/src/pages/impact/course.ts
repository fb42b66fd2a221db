/** The course of the money as bars: spans of time, each with what every task released in it. */
import type { TaskTotals } from "../../api.ts";
import type { Course, Impact } from "./impact-api.ts";

const HOUR_MS = 3_600_000;

export interface Span {
  startsAt: Date;
  /** By task, in the course's order. */
  releasedFen: number[];
  plays: number[];
}

export function spanFen(span: Span): number {
  return span.releasedFen.reduce((sum, fen) => sum + fen, 0);
}

export function spanPlays(span: Span): number {
  return span.plays.reduce((sum, plays) => sum + plays, 0);
}

function spansOf(course: Course): Span[] {
  const first = Date.parse(course.starts_at);
  const length = course.tasks[0]?.released_fen.length ?? 0;
  return Array.from({ length }, (_, n) => ({
    startsAt: new Date(first + n * course.step_hours * HOUR_MS),
    releasedFen: course.tasks.map((task) => task.released_fen[n] ?? 0),
    plays: course.tasks.map((task) => task.credited_plays[n] ?? 0),
  }));
}

/** Return the spans with what has been credited since the answer was made, in the newest span. */
export function withLive(course: Course, impact: Impact, live: readonly TaskTotals[]): Span[] {
  const spans = spansOf(course);
  const newest = spans.at(-1);
  if (!newest) return spans;
  course.tasks.forEach(({ id }, n) => {
    const then = impact.tasks.find((task) => task.id === id);
    const now = live.find((task) => task.id === id);
    if (!then || !now || now.released_fen < then.released_fen) return;
    newest.releasedFen[n] = (newest.releasedFen[n] ?? 0) + now.released_fen - then.released_fen;
    newest.plays[n] = (newest.plays[n] ?? 0) + now.credited_plays - then.credited_plays;
  });
  return spans;
}

const STEPS = [1, 2, 5, 10];

/** Return round amounts from 0 up to or beyond `max`, about `count` of them; 0 alone for none. */
export function ticksTo(max: number, count: number): number[] {
  const rough = Math.max(1, max / count); // No amount is finer than a fen.
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, n) => n * step);
}
