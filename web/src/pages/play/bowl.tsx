/** A small bowl that fills. */
import type { JSX } from "preact";

const RIM_Y = 10;
const DEPTH = 22;

export function Bowl({ share }: { share: number }): JSX.Element {
  const height = DEPTH * Math.min(1, Math.max(0, share));
  return (
    <svg class="bowl" viewBox="0 0 48 40" aria-hidden="true" focusable="false">
      <clipPath id="bowl-inside">
        <path d="M5 10h38c-.6 12-7 21-19 22C12 31 5.6 22 5 10z" />
      </clipPath>
      <path class="bowl-outside" d="M3 9h42c0 14-8 25-21 26C11 34 3 23 3 9z" />
      <g clip-path="url(#bowl-inside)">
        <path class="bowl-empty" d="M0 0h48v40H0z" />
        <rect class="bowl-food" x="0" y={RIM_Y + DEPTH - height} width="48" height={height} />
      </g>
      <path class="bowl-rim" d="M3 9h42" />
      <path class="bowl-foot" d="M17 36.5h14" />
    </svg>
  );
}
