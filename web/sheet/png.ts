/** A canvas as a PNG file, in base64: what can be handed out of a page. */

const CHUNK = 0x8000; // Arguments of one call.

export async function bytesOf(canvas: HTMLCanvasElement): Promise<string> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error(`got no PNG of a canvas of ${canvas.width}x${canvas.height}`);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let from = 0; from < bytes.length; from += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  }
  return btoa(text);
}
