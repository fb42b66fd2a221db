/** The receipt that a visitor keeps: its line of the ledger, and the proof that it is there. */
import type { TreeHead } from "./tree-head.ts";

export interface ReceiptFile {
  index: number;
  /** The ledger's line to the letter: its hash is what the proof begins with. */
  leaf: string;
  /** Hexadecimal hashes, from the leaf up. */
  proof: string[];
  tree_head: TreeHead;
  /** The ledger's public key, hexadecimal. */
  key: string;
}

/** What the line of a credit says. */
export interface CreditLine {
  index: number;
  task: string;
  amount_fen: number;
  number: number;
  at: string;
  play_id: string;
}

/** Why a text is no receipt. */
export type NoReceipt = "not_json" | "not_a_receipt" | "not_a_credit" | "other_line";

export class NoReceiptError extends Error {
  constructor(readonly reason: NoReceipt) {
    super(reason);
    this.name = "NoReceiptError";
  }
}

export const RECEIPT_BYTES_MAX = 65_536;
const HASHES_MAX = 64;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === "string" && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value);
const isMoment = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/** Return the receipt in a text. Throws NoReceiptError. */
export function readReceipt(text: string): ReceiptFile {
  const value = parse(text);
  if (!isReceipt(value)) throw new NoReceiptError("not_a_receipt");
  return value;
}

/** Return what a receipt's line says. Throws NoReceiptError when it is no credit, or another's. */
export function readLine(receipt: ReceiptFile): CreditLine {
  const line = parse(receipt.leaf);
  if (!isCredit(line)) throw new NoReceiptError("not_a_credit");
  if (line.index !== receipt.index) throw new NoReceiptError("other_line");
  return line;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoReceiptError("not_json");
  }
}

function isReceipt(value: unknown): value is ReceiptFile {
  return (
    isFields(value) &&
    isCount(value.index) &&
    typeof value.leaf === "string" &&
    Array.isArray(value.proof) &&
    value.proof.length <= HASHES_MAX &&
    value.proof.every((hash) => isHex(hash, 32)) &&
    isHex(value.key, 32) &&
    isHead(value.tree_head)
  );
}

export function isHead(value: unknown): value is TreeHead {
  return (
    isFields(value) &&
    typeof value.origin === "string" &&
    isCount(value.size) &&
    isHex(value.root, 32) &&
    isMoment(value.at) &&
    isHex(value.signature, 64)
  );
}

function isCredit(value: unknown): value is CreditLine & Fields {
  return (
    isFields(value) &&
    value.kind === "credit" &&
    isCount(value.index) &&
    isCount(value.amount_fen) &&
    isCount(value.number) &&
    typeof value.task === "string" &&
    isMoment(value.at) &&
    isHex(value.play_id, 16)
  );
}
