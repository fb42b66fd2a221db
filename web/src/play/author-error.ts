/** Shows what an effect's Python raised over the page, where its author looks. */

const CLASS = "effect-error";

/** Authors see tracebacks; visitors are told by the pages in words of their own. */
function isAuthor(): boolean {
  return import.meta.env.DEV || new URLSearchParams(window.location.search).has("inspect");
}

export function showAuthorError(text: string): void {
  hideAuthorError();
  if (!isAuthor()) return;
  const shown = document.createElement("pre");
  shown.className = CLASS;
  shown.textContent = text;
  document.body.append(shown);
}

export function hideAuthorError(): void {
  document.querySelector(`.${CLASS}`)?.remove();
}
