/** Whose picture is drawn anew next: few at a time, those first that are most out of date. */
import type { ModelImpostor, ModelLight } from "./model-impostor.ts";

/** Nobody sees that a picture is wrong by so little; in pixels of the stage. */
const WRONG_PX_MIN = 0.35;
/** A drawing has time for one picture; hands turn slowly enough for them to take turns. */
const PICTURES_MAX = 1;

/** isAll: all that are out of date, for a still. Those without a picture never wait. */
export function stalest(
  impostors: readonly ModelImpostor[],
  light: ModelLight,
  pixelRatio: number,
  isAll: boolean,
): ModelImpostor[] {
  const stale = impostors
    .map((impostor) => ({ impostor, wrongPx: impostor.staleness(light, pixelRatio) }))
    .filter(({ wrongPx }) => wrongPx > WRONG_PX_MIN)
    .sort((a, b) => b.wrongPx - a.wrongPx);
  return stale
    .filter(({ wrongPx }, place) => isAll || place < PICTURES_MAX || wrongPx === Infinity)
    .map(({ impostor }) => impostor);
}
