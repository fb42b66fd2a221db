/** The Merkle tree of RFC 9162, section 2.1, as far as a visitor needs it: checking proofs. */
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(line: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, line));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right));
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/**
 * Return the root to which the proof of a leaf leads (2.1.3.2), null when it leads nowhere.
 *
 * Sizes are divided, not shifted: a shift would cut them to 32 bits.
 */
export function rootOfProof(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (!(index >= 0 && index < size)) return null;
  let place = index;
  let last = size - 1;
  let node = leaf;
  for (const sibling of proof) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      node = nodeHash(sibling, node);
      while (place % 2 === 0 && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      node = nodeHash(node, sibling);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 ? node : null;
}

/** Return whether a proof shows that the tree has grown from the old one (2.1.4.2). */
export function isConsistent(
  oldSize: number,
  oldRoot: Uint8Array,
  size: number,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!(oldSize > 0 && oldSize <= size)) return false;
  if (oldSize === size) return proof.length === 0 && isSame(oldRoot, root);
  const isWholeNode = 2 ** Math.round(Math.log2(oldSize)) === oldSize;
  const [first, ...rest] = isWholeNode ? [oldRoot, ...proof] : proof;
  if (!first) return false;
  let place = oldSize - 1;
  let last = size - 1;
  while (place % 2 === 1) {
    place = half(place);
    last = half(last);
  }
  let oldNode = first;
  let node = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      oldNode = nodeHash(sibling, oldNode);
      node = nodeHash(sibling, node);
      while (place % 2 === 0 && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      node = nodeHash(node, sibling);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && isSame(oldNode, oldRoot) && isSame(node, root);
}

const half = (value: number): number => Math.floor(value / 2);
