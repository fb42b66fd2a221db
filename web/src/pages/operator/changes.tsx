/** What differs between two versions, in words: where, before, after. */
import type { JSX } from "preact";
import { formatFen, formatMoment } from "../../ui/figures.ts";
import { type DeskTexts, isDeskKey, useDeskTexts } from "./words.ts";

export interface Change {
  path: string;
  before: unknown;
  after: unknown;
}

const TASK_PATH = /^tasks\.([^.]+)\.(.+)$/;
const LANGUAGE_END = /\.(zh-CN|en)$/;
const FEN_PATH = /(^|[._])fen([._]|$)/;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Return a value's leaves by path, the items of lists by their ids. */
function flat(value: unknown, path: string, found: Map<string, unknown>): void {
  if (Array.isArray(value)) {
    value.forEach((item, position) => {
      const id = (item as { id?: unknown } | null)?.id;
      flat(item, `${path}.${typeof id === "string" ? id : position}`, found);
    });
  } else if (value !== null && typeof value === "object") {
    for (const [key, part] of Object.entries(value))
      flat(part, path ? `${path}.${key}` : key, found);
  } else {
    found.set(path, value);
  }
}

export function changesBetween(before: unknown, after: unknown): Change[] {
  const old = new Map<string, unknown>();
  const now = new Map<string, unknown>();
  flat(before, "", old);
  flat(after, "", now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => (old.get(path) ?? null) !== (now.get(path) ?? null))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

/** Return a path in words, for instance "stray_animals · Released per play". */
function pathWords(path: string, { t }: DeskTexts): string {
  const [, task, rest] = TASK_PATH.exec(path) ?? [null, null, path];
  const language = LANGUAGE_END.exec(rest ?? path)?.[1];
  const bare = (rest ?? path).replace(LANGUAGE_END, "");
  const key = `field.${task ? "task." : ""}${bare}`;
  const words = isDeskKey(key) ? t(key) : bare;
  const tongue = language ? ` (${t(language === "en" ? "english" : "chinese")})` : "";
  return `${task ? `${task} · ` : ""}${words}${tongue}`;
}

function valueWords(path: string, value: unknown, { t, locale }: DeskTexts): string {
  if (value === null || value === undefined || value === "") return t("nothing");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number" && FEN_PATH.test(path)) return formatFen(value, locale);
  const text = String(value);
  return MOMENT.test(text) ? formatMoment(new Date(text), locale) : text;
}

export function ChangeList({ changes }: { changes: readonly Change[] }): JSX.Element {
  const texts = useDeskTexts();
  return (
    <dl class="desk-changes">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          <dt>{pathWords(path, texts)}</dt>
          <dd>
            <del>{valueWords(path, before, texts)}</del>
            <span aria-hidden="true"> → </span>
            <ins>{valueWords(path, after, texts)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
