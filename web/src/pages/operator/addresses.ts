/** Which addresses are the desk's. Its sections are one page, which keeps what it has loaded. */

export function isDesk(path: string): boolean {
  return path === "/operator" || path.startsWith("/operator/");
}
