/** The studio's small drawings, in the colour of the text around them. Always beside a label. */
import type { JSX } from "preact";

const PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8 5.5v13M16 5.5v13",
  step: "M7 6.5v11l8-5.5zM18 6v12",
  back: "M17 6.5v11l-8-5.5zM6 6v12",
  phase: "M5 6.5v11l6-5.5zM11 6.5v11l6-5.5zM19.5 6v12",
  phase_back: "M19 6.5v11l-6-5.5zM13 6.5v11l-6-5.5zM4.5 6v12",
  loop: "M7 8h10a3 3 0 0 1 3 3v1M17 16H7a3 3 0 0 1-3-3v-1M9.5 5.5L7 8l2.5 2.5M14.5 13.5L17 16l-2.5 2.5",
  restart: "M6 6v5h5M6.5 11a6.5 6.5 0 1 1 1 6",
  record: "M12 12m-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0",
  save: "M5.5 5.5h10l3 3v10h-13zM8.5 5.5v4h6v-4M8.5 18.5v-5h7v5",
  help: "M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2M12 17v.2",
  sun: "M12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM12 3v2.2M12 18.8v2.2M3 12h2.2M18.8 12h2.2M5.6 5.6l1.6 1.6M16.8 16.8l1.6 1.6M18.4 5.6l-1.6 1.6M7.2 16.8l-1.6 1.6",
  moon: "M18.5 14.5a7 7 0 0 1-9-9a7 7 0 1 0 9 9z",
  system: "M4.5 5.5h15v10h-15zM9 19h6M12 15.5v3.5",
  sound: "M5 10v4h3l4 3.5v-11L8 10zM15.5 9.5a3.5 3.5 0 0 1 0 5M18 7a7 7 0 0 1 0 10",
  mute: "M5 10v4h3l4 3.5v-11L8 10zM16 10l4 4M20 10l-4 4",
  points: "M6 7v.1M12 5v.1M18 7v.1M5 13v.1M12 12v.1M19 13v.1M9 18v.1M15 18v.1",
  camera: "M4.5 8h3l1.5-2.5h6L16.5 8h3v10.5h-15zM12 10a3 3 0 1 0 0 6a3 3 0 1 0 0-6z",
  film: "M5 5.5h14v13H5zM8.5 5.5v13M15.5 5.5v13M5 10h3.5M5 14h3.5M15.5 10H19M15.5 14H19",
  pointer: "M7 4.5l10.5 8l-4.7.7l2.7 5l-2.2 1.1l-2.6-5L7 17.5z",
  trace: "M4 16l4-6l3.5 4L15 7l5 6",
  bin: "M6 7.5h12M9.5 7.5v-2h5v2M7.5 7.5l.8 11h7.4l.8-11",
  close: "M7 7l10 10M17 7L7 17",
  check: "M6 12.5l4 4l8-9",
  cross: "M7 7l10 10M17 7L7 17",
  warning: "M12 5l8 13.5H4zM12 10v4M12 16.2v.1",
  chevron: "M9 6.5l5.5 5.5L9 17.5",
  hidden: "M4 12s3-5 8-5s8 5 8 5s-3 5-8 5s-8-5-8-5zM5 19L19 5",
  shown: "M4 12s3-5 8-5s8 5 8 5s-3 5-8 5s-8-5-8-5zM12 10a2 2 0 1 0 0 4a2 2 0 1 0 0-4z",
  anchor:
    "M12 8v11M12 8a1.7 1.7 0 1 0 0-3.4a1.7 1.7 0 1 0 0 3.4zM8.5 11h7M5.5 14a6.5 6.5 0 0 0 13 0",
  hand_over: "M5 12h11M12 7.5l4.5 4.5L12 16.5M19.5 6v12",
  group: "M5 5h6v6H5zM13 13h6v6h-6z",
  sprite: "M5 6h14v12H5zM5 15l4-4l3.5 3.5L15 12l4 4",
  text: "M6 6.5h12M12 6.5v12",
  particles: "M12 5v3M12 16v3M5 12h3M16 12h3M8 8l1 1M15 15l1 1M16 8l-1 1M9 15l-1 1",
  model: "M12 4.5l6.5 3.5v8L12 19.5L5.5 16V8zM5.5 8L12 11.5L18.5 8M12 11.5v8",
  backdrop: "M4.5 5.5h15v13h-15zM4.5 14h15",
} as const;

export type StudioIcon = keyof typeof PATHS;

export function isStudioIcon(name: string): name is StudioIcon {
  return Object.hasOwn(PATHS, name);
}

const FILLED: ReadonlySet<StudioIcon> = new Set(["play", "record"]);

export function Glyph({ name }: { name: StudioIcon }): JSX.Element {
  return (
    <svg
      class={FILLED.has(name) ? "glyph is-filled" : "glyph"}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
