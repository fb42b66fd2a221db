/** An effect as released: everything that a play of it runs and shows. */

import type { TrackedFace, TrackedHand } from "../tracking/tracker-frame.ts";

export interface Figure {
  faces: Pick<TrackedFace, "points">[];
  hands: TrackedHand[];
}

export interface Manifest {
  id: string;
  api: number;
  task: string;
  tracking: string[];
  choices: Record<string, string[]>;
  /** Whether a photograph may take the camera's place. */
  photo?: boolean;
  /** Which hint is shown then in a hint's place. */
  photo_hints?: Record<string, string>;
  /** The name of the still whose print gets a heart where the fact `liked` is told. */
  liked_still?: string | null;
  limits: { ticks_max: number; trace_bytes_max: number };
}

export interface Release {
  id: string;
  /** SHA-256 over engine, effect, manifest, texts and art; a ticket names it. */
  release: string;
  /** Whether the product vouches for its code; that of a package it does not. */
  is_trusted: boolean;
  manifest: Manifest;
  /** Path of each Python file, from the folder above `effects`, to its source. */
  files: Record<string, string>;
  /** Language to catalogue. */
  texts: Record<string, Record<string, string>>;
  /** Name of each picture to its SVG. */
  art: Record<string, string>;
  /** Name of each model to the address of its glTF binary. */
  models: Record<string, string>;
  /** Whom the pointer adorns, as a tracker would see them; null where an effect has none. */
  figure: Figure | null;
}
