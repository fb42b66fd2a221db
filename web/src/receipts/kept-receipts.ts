/** Receipts that the visitor keeps in this browser, newest first, until they remove them. */
import { del, createStore as openDatabase, set, values } from "idb-keyval";
import { fetchReceipt } from "./ledger-answers.ts";
import type { ReceiptFile } from "./receipt-file.ts";

export interface KeptReceipt {
  playId: string;
  keptAt: string;
  receipt: ReceiptFile;
}

const database = openDatabase("kindlens-receipts", "receipts");

/** Fetch the receipt of one's own play and keep it. Throws ApiError or Unreachable. */
export async function keepReceipt(playId: string): Promise<KeptReceipt> {
  const kept = { playId, keptAt: new Date().toISOString(), receipt: await fetchReceipt(playId) };
  try {
    await set(playId, kept, database);
  } catch {
    // Some private windows store nothing; the file can still be saved.
  }
  return kept;
}

export async function listKept(): Promise<KeptReceipt[]> {
  try {
    const kept = await values<KeptReceipt>(database);
    return kept.sort((one, other) => other.receipt.index - one.receipt.index);
  } catch {
    return [];
  }
}

export async function forgetReceipt(playId: string): Promise<void> {
  await del(playId, database);
}

/** Hand a receipt to the visitor as a file. */
export function saveAsFile({ playId, receipt }: KeptReceipt): void {
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `kindlens-receipt-${playId.slice(-8)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // Some browsers read it late.
}
