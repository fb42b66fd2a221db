/** How the author has arranged the studio; kept in this browser. */
import { createStore, type Store } from "../../ui/store.ts";

const PREFIX = "kindlens.studio.";

function remembered<T>(name: string, usual: T, isFit: (value: unknown) => value is T): Store<T> {
  const store = createStore(read(name, usual, isFit));
  store.subscribe(() => {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(store.get()));
    } catch {
      // Nothing is lost but the memory of an arrangement.
    }
  });
  return store;
}

function read<T>(name: string, usual: T, isFit: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
    return isFit(value) ? value : usual;
  } catch {
    return usual;
  }
}

function oneOf<const T extends string>(options: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => options.some((option) => option === value);
}

const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);
const isYesNo = (value: unknown): value is boolean => typeof value === "boolean";
const areWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === "string");

export const THEMES = ["system", "light", "dark"] as const;
export const SHAPES = ["free", "portrait", "square", "landscape"] as const;
export const LEFT_TABS = ["source", "tests", "problems"] as const;
export type Theme = (typeof THEMES)[number];
export type Shape = (typeof SHAPES)[number];
export type LeftTab = (typeof LEFT_TABS)[number];

export const layout = {
  theme: remembered<Theme>("theme", "system", oneOf(THEMES)),
  shape: remembered<Shape>("shape", "free", oneOf(SHAPES)),
  leftTab: remembered<LeftTab>("left_tab", "source", oneOf(LEFT_TABS)),
  leftPx: remembered("left_px", 268, isNumber),
  rightPx: remembered("right_px", 300, isNumber),
  timelinePx: remembered("timeline_px", 290, isNumber),
  scenePercent: remembered("scene_percent", 50, isNumber),
  showsLandmarks: remembered("landmarks", false, isYesNo),
  hiddenSignals: remembered("hidden_signals", [] as string[], areWords),
} as const;

const dark = matchMedia("(prefers-color-scheme: dark)");

/** Light or dark, as chosen or as the system has it. */
export const light: Store<"light" | "dark"> = createStore(resolved());

function resolved(): "light" | "dark" {
  const theme = layout.theme.get();
  if (theme !== "system") return theme;
  return dark.matches ? "dark" : "light";
}

dark.addEventListener("change", () => light.set(resolved()));
layout.theme.subscribe(() => light.set(resolved()));
