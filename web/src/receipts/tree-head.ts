/** Signed tree heads: what the whole ledger was at a moment, and whose word that is. */
import { hashes, verify } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

// The platform's own (crypto.subtle) is missing on pages without https and, for Ed25519, in many
// browsers; one way that works everywhere is the one that is tested.
hashes.sha512 = sha512;

export interface TreeHead {
  origin: string;
  /** How many lines the ledger had. */
  size: number;
  /** Hexadecimal, 32 bytes. */
  root: string;
  at: string;
  /** Hexadecimal, 64 bytes. */
  signature: string;
}

const ORIGIN_DIGITS = 16;

/** Return the name of the log that a public key signs for. key: hexadecimal, 32 bytes. */
function originOf(key: string): string {
  return `kindlens/${bytesToHex(sha256(hexToBytes(key))).slice(0, ORIGIN_DIGITS)}`;
}

/** Return what is signed: a checkpoint (C2SP tlog-checkpoint), with the moment as its last line. */
function headText({ origin, size, root, at }: TreeHead): string {
  const base64 = btoa(String.fromCharCode(...hexToBytes(root)));
  return `${origin}\n${size}\n${base64}\n${at}\n`;
}

/** Return whether the owner of this key has signed this head. */
export function isSignedBy(head: TreeHead, key: string): boolean {
  if (head.origin !== originOf(key)) return false;
  try {
    return verify(hexToBytes(head.signature), utf8ToBytes(headText(head)), hexToBytes(key), {
      zip215: false, // RFC 8032 to the letter, as everybody else checks it.
    });
  } catch {
    return false; // No point of the curve, for instance.
  }
}
