/** How light white is where a head is: told from the brightest about it, whatever its skin. */
import type { Sample } from "./face-samples.ts";

/** The face, whose highlights are little darker on dark skin than on fair; and what is worn near it. */
const FACE = { x: 0.42, middleY: 0.2, y: 0.5, brightest: 0.95 } as const;
const WORN = { x: 0.9, bottom: 1.3, brightest: 0.95 } as const;
const ROOM_BRIGHTEST = 0.9;
/** A window behind somebody lights the room, and not the face that is turned away from it. */
const BESIDE_FACE_MOST = 2;

/** Returns the lightness (0..100) of what would be white. */
export function whiteOf(samples: readonly Sample[]): number {
  const face = samples.filter(
    ({ at: { x, y } }) => Math.hypot(x / FACE.x, (y - FACE.middleY) / FACE.y) < 1,
  );
  const worn = samples.filter(
    ({ at: { x, y }, person }) => person > 0.9 && Math.abs(x) < WORN.x && y < WORN.bottom,
  );
  const onFace = brightest(face, FACE.brightest);
  const inRoom = Math.min(brightest(samples, ROOM_BRIGHTEST), BESIDE_FACE_MOST * onFace);
  return Math.max(onFace, brightest(worn, WORN.brightest), inRoom);
}

/** Returns the lightness that so large a share of the samples does not reach. */
function brightest(samples: readonly Sample[], darker: number): number {
  const lights = samples.map(({ tone }) => tone[0]).sort((one, other) => one - other);
  return lights[Math.floor(darker * lights.length)] ?? 0;
}
