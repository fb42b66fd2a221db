/** Shows what an effect's Python raised over the page, where its author looks. */

const CLASS = "effect-error";

/** Authors see tracebacks; visitors are told by the pages in words of their own. */
export function isAuthor(): boolean {
  return import.meta.env.DEV || new URLSearchParams(window.location.search).has("inspect");
}

export function showAuthorError(text: string): void {
  hideAuthorError();
  if (!isAuthor()) return;
  const shown = document.createElement("pre");
  shown.className = CLASS;
  shown.textContent = text;
  Object.assign(shown.style, {
    position: "fixed",
    inset: "auto 0 0 0",
    zIndex: "1000",
    maxHeight: "60vh",
    margin: "0",
    padding: "1em",
    overflow: "auto",
    color: "#fff5e4",
    background: "#1d2433f5", // Not quite opaque: Chromium draws no canvas above what hides a part of it.
    font: "14px/1.4 monospace",
    whiteSpace: "pre-wrap",
  });
  document.body.append(shown);
}

export function hideAuthorError(): void {
  document.querySelector(`.${CLASS}`)?.remove();
}
