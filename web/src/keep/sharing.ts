/** Save, share, copy: each by the visitor's own act, each with an outcome that is told. */

export type ShareOutcome = "shared" | "dismissed" | "failed";

/** Returns whether this browser hands files to other apps. */
export function canShareFile(file: File): boolean {
  try {
    return navigator.canShare?.({ files: [file] }) ?? false;
  } catch {
    return false;
  }
}

/** Opens the system's share sheet with the file and its caption. Call from within a press. */
export async function shareFile(file: File, caption: string): Promise<ShareOutcome> {
  try {
    await navigator.share({ files: [file], text: caption });
    return "shared";
  } catch (error) {
    const isDismissed = error instanceof DOMException && error.name === "AbortError";
    return isDismissed ? "dismissed" : "failed";
  }
}

/** Returns whether the text is on the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

const ENDINGS: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "video/mp4": "mp4",
  "video/webm": "webm",
};

/** Returns a blob as a file with a name that says what it is. day: ISO, for instance 2026-11-25. */
export function fileOf(blob: Blob, effect: string, day: string): File {
  const type = blob.type.split(";")[0] ?? "";
  return new File([blob], `kindlens-${effect}-${day}.${ENDINGS[type] ?? "bin"}`, { type });
}
