/** Moments between the server's form (UTC, milliseconds) and that of a form's field (local). */

/** Return what `<input type="datetime-local">` takes, "" for none. */
export function toField(moment: string | null): string {
  if (!moment) return "";
  const at = new Date(moment);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Return the server's form of a field's value, null for none. */
export function fromField(value: string): string | null {
  return value ? new Date(value).toISOString() : null;
}
