/** Fetches a model with real progress and refuses one that is not the file we know. */
import { PlayError } from "../play/problems.ts";
import { hexOf } from "../runtime/hex.ts";

interface ModelEntry {
  name: string;
  url: string;
  bytes: number;
  sha256: string;
}

const ATTEMPTS = 3;
const RETRY_AFTER_MS = 800;

/** Models that this page has fetched already: a second play downloads nothing. */
const fetched = new Map<string, Uint8Array>();

/** Whether `downloadModel` would answer at once. */
export function isModelHere(name: string): boolean {
  return fetched.has(name);
}

/**
 * Returns the bytes of a model.
 *
 * onProgress: bytes so far and in all. The total comes from the server's list, since the
 * Content-Length of a compressed answer counts compressed bytes. Throws PlayError model_download.
 */
export async function downloadModel(
  name: string,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const known = fetched.get(name);
  if (known !== undefined) {
    onProgress(known.length, known.length);
    return known;
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      const entry = await findModel(name, signal);
      const bytes = await readAll(entry, attempt, onProgress, signal);
      await checkHash(entry, bytes);
      fetched.set(name, bytes);
      return bytes;
    } catch (error) {
      signal.throwIfAborted();
      if (attempt >= ATTEMPTS) {
        throw new PlayError(
          "model_download",
          `the model ${name} did not arrive: ${String(error)}`,
          {
            cause: error,
          },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS * attempt));
    }
  }
}

async function findModel(name: string, signal: AbortSignal): Promise<ModelEntry> {
  const response = await fetch("/api/models", { signal });
  if (!response.ok) throw new Error(`/api/models answered ${response.status}, expected 200`);
  const answer: ModelEntry[] | { models: ModelEntry[] } = await response.json();
  const models = Array.isArray(answer) ? answer : answer.models;
  const entry = models.find((model) => model.name === name);
  if (entry === undefined) throw new Error(`/api/models does not list ${name}`);
  return entry;
}

async function readAll(
  entry: ModelEntry,
  attempt: number,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // A damaged copy would come out of the browser's cache again for ever.
  const cache = attempt === 1 ? "default" : "reload";
  const response = await fetch(entry.url, { signal, cache });
  if (!response.ok || response.body === null) {
    throw new Error(`${entry.url} answered ${response.status}, expected 200`);
  }
  const bytes = new Uint8Array(entry.bytes);
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length + value.length > bytes.length) {
      throw new Error(`${entry.url} is longer than the ${entry.bytes} bytes expected`);
    }
    bytes.set(value, length);
    length += value.length;
    onProgress(length, entry.bytes);
  }
  if (length !== entry.bytes) {
    throw new Error(`${entry.url} has ${length} bytes, expected ${entry.bytes}`);
  }
  return bytes;
}

async function checkHash(entry: ModelEntry, bytes: Uint8Array): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
  const hex = hexOf(digest);
  if (hex !== entry.sha256) {
    throw new Error(`${entry.url} has the SHA-256 ${hex}, expected ${entry.sha256}`);
  }
}
