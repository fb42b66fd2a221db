/** Files that are dropped on the page, anywhere: beside a marked place the browser would open them. */
import { useEffect, useRef, useState } from "preact/hooks";

/** Call `take` with the first file of each drop; return whether one is held over the page. */
export function useFileDrop(take: (file: File | undefined) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const on = (kind: "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void): void => {
      window.addEventListener(kind, (event) => hasFiles(event) && act(event), { signal });
    };
    on("dragover", (event) => {
      event.preventDefault();
      setIsOver(true);
    });
    on("dragleave", (event) => {
      if (!event.relatedTarget) setIsOver(false); // Out of the window, not over another part.
    });
    on("drop", (event) => {
      event.preventDefault();
      setIsOver(false);
      latest.current(event.dataTransfer?.files[0]);
    });
    return () => ended.abort();
  }, []);
  return isOver;
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes("Files") ?? false;
