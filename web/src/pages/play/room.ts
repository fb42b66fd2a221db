/** The room an effect is played in: style sheets choose its colours by this attribute. */
import { useLayoutEffect } from "preact/hooks";

/** Furnish the whole document for an effect, until the component is gone. */
export function useRoom(effect: string): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.room = effect;
    paintBrowser();
    return () => {
      delete root.dataset.room;
      paintBrowser();
    };
  }, [effect]);
}

/** The browser's own bar takes the colour of the room's ground. */
function paintBrowser(): void {
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--ground");
  document.querySelector("meta[name=theme-color]")?.setAttribute("content", ground.trim());
}
