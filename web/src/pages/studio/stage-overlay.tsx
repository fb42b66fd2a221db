/** Drawn over the stage: the outline of the chosen node, landmarks with their names. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { useStudio } from "./context.ts";
import { layout } from "./layout.ts";
import type { StageSpot } from "./studio-stage.ts";

const LANDMARKS_PER_S = 15;

export function StageOverlay(): JSX.Element {
  return (
    <div class="stage-overlay" aria-hidden="true">
      <Outline />
      <Landmarks />
    </div>
  );
}

/** Follows the node as the stage draws it, between ticks too. */
function Outline(): JSX.Element | null {
  const studio = useStudio();
  const selected = useStore(studio.selected);
  const outline = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let id = 0;
    const follow = (): void => {
      id = requestAnimationFrame(follow);
      const box = studio.host.boxes().find((each) => each.id === selected);
      const { style } = outline.current ?? {};
      if (style === undefined) return;
      style.display = box === undefined ? "none" : "block";
      if (box === undefined) return;
      style.left = `${(box.x - box.w / 2) * 100}%`;
      style.top = `${(box.y - box.h / 2) * 100}%`;
      style.width = `${box.w * 100}%`;
      style.height = `${box.h * 100}%`;
      style.opacity = box.visible ? "1" : "0.45";
      if (label.current !== null) label.current.textContent = `${box.role} · ${box.kind} ${box.id}`;
    };
    if (selected !== null) id = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(id);
  }, [studio, selected]);
  if (selected === null) return null;
  return (
    <div ref={outline} class="outline" data-testid="outline">
      <span ref={label} class="outline-label" />
    </div>
  );
}

function Landmarks(): JSX.Element | null {
  const studio = useStudio();
  const isShown = useStore(layout.showsLandmarks);
  const [spots, setSpots] = useState<readonly StageSpot[]>([]);
  useEffect(() => {
    if (!isShown) {
      setSpots([]);
      return;
    }
    const timer = window.setInterval(
      () => setSpots(studio.host.landmarks()),
      1000 / LANDMARKS_PER_S,
    );
    return () => window.clearInterval(timer);
  }, [studio, isShown]);
  return (
    <>
      {spots.map(({ name, part, x, y }, place) => (
        <span
          key={`${part}${place}`}
          class={`landmark landmark-${part}`}
          style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
        >
          {name !== "" && <span class="landmark-name">{name}</span>}
        </span>
      ))}
    </>
  );
}
