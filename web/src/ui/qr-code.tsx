/** A QR code of a link, drawn as one path. */
import type { JSX } from "preact";
import { encodeQR } from "qr";

/** Fewer than the standard's four modules of quiet: what is around it is light as well. */
const QUIET = 2;

export function QrCode({ link, label }: { link: string; label: string }): JSX.Element {
  const rows = encodeQR(link, "raw", { ecc: "medium", border: QUIET });
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={dark.join("")} fill="#1d2433" shape-rendering="crispEdges" />
    </svg>
  );
}
