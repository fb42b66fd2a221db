/**
 * Checks a receipt, step by step, in this browser. The server is asked for its key, its newest head
 * and a proof between two sizes; it learns nothing of the line.
 */
import { hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { ApiError, Unreachable } from "../api.ts";
import { fetchConsistency, fetchHead, fetchKey } from "./ledger-answers.ts";
import { isConsistent, isSame, leafHash, rootOfProof } from "./merkle.ts";
import {
  type CreditLine,
  isHead,
  type NoReceipt,
  NoReceiptError,
  type ReceiptFile,
  readLine,
} from "./receipt-file.ts";
import { isSignedBy, type TreeHead } from "./tree-head.ts";

/** In the order in which they are taken. */
export const STEPS = ["line", "place", "signature", "since"] as const;
export type Step = (typeof STEPS)[number];

export type Reason =
  | NoReceipt
  | "not_in_tree"
  | "not_signed"
  | "other_key"
  | "shorter"
  | "rewritten"
  | "newest_not_signed"
  | "no_answer";

export interface Finding {
  step: Step;
  /** "open": could not be found out now. */
  state: "holds" | "fails" | "open";
  reason?: Reason;
}

export interface Checked {
  findings: Finding[];
  /** Known once the line has been read. */
  line?: CreditLine;
  /** The newest head, once the server has been asked. */
  newest?: TreeHead;
}

class Failed extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
  }
}

/** Check a receipt; `tell` hears what has been found so far after each step. Never throws. */
export async function checkReceipt(
  receipt: ReceiptFile,
  tell: (checked: Checked) => void,
): Promise<Checked> {
  let checked: Checked = { findings: [] };
  const steps: Record<Step, () => Partial<Checked> | Promise<Partial<Checked>>> = {
    line: () => ({ line: readLine(receipt) }),
    place: () => findPlace(receipt),
    signature: () => findSignature(receipt),
    since: () => findGrowth(receipt),
  };
  for (const step of STEPS) {
    try {
      const more = await steps[step]();
      checked = { ...checked, ...more, findings: [...checked.findings, { step, state: "holds" }] };
    } catch (error) {
      const reason = reasonOf(error);
      const state = reason === "no_answer" ? "open" : "fails";
      checked = { ...checked, findings: [...checked.findings, { step, state, reason }] };
    }
    tell(checked);
    if (checked.findings.at(-1)?.state === "fails") break;
  }
  return checked;
}

function reasonOf(error: unknown): Reason {
  if (error instanceof NoReceiptError || error instanceof Failed) return error.reason;
  if (error instanceof ApiError || error instanceof Unreachable) return "no_answer";
  throw error;
}

function findPlace({ index, leaf, proof, tree_head }: ReceiptFile): Partial<Checked> {
  const hash = leafHash(utf8ToBytes(leaf));
  const root = rootOfProof(index, tree_head.size, hash, proof.map(hexToBytes));
  if (!root || !isSame(root, hexToBytes(tree_head.root))) throw new Failed("not_in_tree");
  return {};
}

/** The signature needs no network; whether the key is this site's does. */
async function findSignature({ tree_head, key }: ReceiptFile): Promise<Partial<Checked>> {
  if (!isSignedBy(tree_head, key)) throw new Failed("not_signed");
  if ((await fetchKey()).key !== key) throw new Failed("other_key");
  return {};
}

async function findGrowth({ tree_head: old, key }: ReceiptFile): Promise<Partial<Checked>> {
  const newest = await fetchHead();
  if (!isHead(newest) || !isSignedBy(newest, key)) throw new Failed("newest_not_signed");
  if (newest.size < old.size) throw new Failed("shorter");
  const proof = await fetchConsistency(old.size, newest.size);
  const roots = [hexToBytes(old.root), hexToBytes(newest.root)] as const;
  if (!isConsistent(old.size, roots[0], newest.size, roots[1], readProof(proof))) {
    throw new Failed("rewritten");
  }
  return { newest };
}

/** What is no hash proves nothing. */
function readProof(proof: unknown): Uint8Array[] {
  try {
    return (proof as string[]).map(hexToBytes);
  } catch {
    throw new Failed("rewritten");
  }
}
