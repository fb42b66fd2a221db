/** Which steps a device needs to trust a certificate. */
export const DEVICES = ["ios", "android", "windows", "mac", "linux"] as const;
export type Device = (typeof DEVICES)[number];

/** The device by what its browser calls itself; null where it could be any. */
export function deviceOf(userAgent: string, touchPoints: number): Device | null {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
  if (/Android/.test(userAgent)) return "android";
  if (/Windows/.test(userAgent)) return "windows";
  // An iPad calls itself a Mac; no Mac has a touch screen.
  if (/Macintosh/.test(userAgent)) return touchPoints > 1 ? "ios" : "mac";
  return /Linux/.test(userAgent) ? "linux" : null;
}
