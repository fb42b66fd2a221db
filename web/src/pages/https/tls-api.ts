/** Where this server speaks https, and whether this device trusts it. */
import { request } from "../../api.ts";

export interface Tls {
  /** null: this server has no https of its own. */
  origin: string | null;
  /** What other devices open first; null where they cannot reach this server. */
  plain_origin: string | null;
  /** null where devices trust the certificate without further ado. */
  authority: { name: string; sha256: string; ends_at: string; url: string } | null;
}

export const fetchTls = (): Promise<Tls> => request("/api/tls");

/** Whether this device takes the server's certificate. No warning is shown for trying. */
export async function isTrusted(origin: string): Promise<boolean> {
  try {
    await fetch(`${origin}/api/tls/reached`, { mode: "no-cors", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
