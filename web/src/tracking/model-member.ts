/** Reads one file out of a MediaPipe model bundle, which is a zip archive of stored files. */

// Signatures and offsets in bytes: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END_DIRECTORY_OFFSET = 16;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const ENTRY = { method: 10, bytes: 20, nameBytes: 28, extraBytes: 30, commentBytes: 32, at: 42 };
const LOCAL_BYTES = 30;
const LOCAL = { nameBytes: 26, extraBytes: 28 };
const STORED = 0;

/** Returns a copy of the named file's bytes. Throws where the bundle has no such stored file. */
export function modelMember(bundle: Uint8Array, name: string): Uint8Array {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  let end = bundle.length - END_BYTES;
  while (end > 0 && view.getUint32(end, true) !== END_SIGNATURE) end -= 1;
  let at = end > 0 ? view.getUint32(end + END_DIRECTORY_OFFSET, true) : end;
  const names: string[] = [];
  while (at < end && view.getUint32(at, true) === ENTRY_SIGNATURE) {
    const nameBytes = view.getUint16(at + ENTRY.nameBytes, true);
    const nameAt = at + ENTRY_BYTES;
    const found = new TextDecoder().decode(bundle.subarray(nameAt, nameAt + nameBytes));
    if (found === name && view.getUint16(at + ENTRY.method, true) === STORED) {
      const local = view.getUint32(at + ENTRY.at, true);
      const skipped =
        view.getUint16(local + LOCAL.nameBytes, true) +
        view.getUint16(local + LOCAL.extraBytes, true);
      const start = local + LOCAL_BYTES + skipped;
      return bundle.slice(start, start + view.getUint32(at + ENTRY.bytes, true));
    }
    names.push(found);
    const extraBytes = view.getUint16(at + ENTRY.extraBytes, true);
    at = nameAt + nameBytes + extraBytes + view.getUint16(at + ENTRY.commentBytes, true);
  }
  throw new Error(`got a model of ${names.join(", ") || "no files"}, expected a stored ${name}`);
}
