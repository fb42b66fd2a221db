/** The link that visitors share, and whether it works for anybody else. */

/** Names that mean something inside one network only (RFC 6761, 6762, 8375, 9476). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|test|invalid|home\.arpa|alt)$/;
const PRIVATE_IPV4 =
  /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const PRIVATE_IPV6 = /^\[(::1?\]|f[cd]|fe[89ab])/;

/** Returns whether somebody elsewhere can open an address of this origin. */
export function isPublicOrigin(origin: string): boolean {
  const { hostname } = new URL(origin);
  if (hostname.startsWith("[")) return !PRIVATE_IPV6.test(hostname);
  return hostname.includes(".") && !LOCAL_NAME.test(hostname) && !PRIVATE_IPV4.test(hostname);
}

/**
 * Returns the link to an effect, null where only this network could open it.
 *
 * setOrigin: what the server's operator says that visitors type; null: they say nothing.
 */
export function publicLink(effect: string, setOrigin: string | null, here: string): string | null {
  const origin = setOrigin ?? (isPublicOrigin(here) ? here : null);
  return origin === null ? null : `${origin}/play/${effect}`;
}
