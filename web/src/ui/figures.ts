/** Money, counts and times as people write them. */
import type { Locale } from "./preferences.ts";

const FEN_PER_YUAN = 100;

/** Return fen as yuan, for instance 50 as "¥0.50". */
export function formatFen(fen: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "CNY",
    currencyDisplay: "narrowSymbol",
  }).format(fen / FEN_PER_YUAN);
}

/** Return fen as yuan without decimals where there are none, for instance a pledge. */
export function formatFenShort(fen: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "CNY",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: fen % FEN_PER_YUAN === 0 ? 0 : 2,
  }).format(fen / FEN_PER_YUAN);
}

export function formatCount(count: number, locale: Locale): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** Return date and time of day in the visitor's own time zone. */
export function formatMoment(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** Return a moment that is still to come: its year only where it is another one. */
export function formatComing(at: Date, locale: Locale): string {
  const isThisYear = at.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale, {
    ...(isThisYear ? {} : { year: "numeric" }),
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

export function formatDay(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(at);
}

export function formatTimeOfDay(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(at);
}

const BYTES_PER_MB = 1_000_000;

export function formatMegabytes(bytes: number): string {
  return (bytes / BYTES_PER_MB).toFixed(1);
}
