/** Takes a file that is dropped anywhere on the page. */
export function takeDroppedFiles(onFile: (file: File) => void, signal: AbortSignal): void {
  window.addEventListener("dragover", (event) => event.preventDefault(), { signal });
  window.addEventListener(
    "drop",
    (event) => {
      event.preventDefault(); // Otherwise the browser leaves the page for the file.
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) onFile(file);
    },
    { signal },
  );
}
