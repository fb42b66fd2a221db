/** What the ledger itself answers about its tree. None of it tells the server which line is whose. */
import { request } from "../api.ts";
import type { ReceiptFile } from "./receipt-file.ts";
import type { TreeHead } from "./tree-head.ts";

export interface LedgerKey {
  origin: string;
  /** Ed25519, hexadecimal. */
  key: string;
}

export const fetchKey = (): Promise<LedgerKey> => request("/api/ledger/key");

export const fetchHead = (): Promise<TreeHead> => request("/api/ledger/head");

/** Return the proof (RFC 9162, 2.1.4) that the ledger of `size` lines begins with that of `first`. */
export async function fetchConsistency(first: number, size: number): Promise<string[]> {
  const query = `first=${first}&second=${size}`;
  return (await request<{ proof: string[] }>(`/api/ledger/consistency?${query}`)).proof;
}

/** Return the whole receipt of one's own credited play. */
export const fetchReceipt = (playId: string): Promise<ReceiptFile> =>
  request(`/api/receipts/${playId}`);
