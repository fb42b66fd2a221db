"""The page's own checking of receipts, in Node: as strict as the server's and the command's."""

import json
import random
from typing import Any

import pytest

from server.cli.verify.merkle import node_hash
from server.ledger.merkle import consistency_proof, hash_leaf, inclusion_proof, root_of
from server.ledger.tree_head import HeadSigner
from tests.ledger.test_merkle import MANY, StoredTree, naive_root
from tests.web.bundling import Modules

CASES = 400
SIGNER = HeadSigner(bytes(range(32)))


def hexed(hashes: list[bytes]) -> list[str]:
    return [one.hex() for one in hashes]


def test_proofs_of_inclusion_lead_to_the_root(modules: Modules) -> None:
    chance = random.Random(1)
    tree = StoredTree(MANY)
    cases: list[dict[str, Any]] = []
    for _ in range(CASES):
        size = chance.randint(1, len(MANY))
        index = chance.randrange(size)
        proof = inclusion_proof(index, size, tree.nodes())
        cases.append(
            {"index": index, "size": size, "leaf": MANY[index].hex(), "proof": hexed(proof)}
        )
    leads = "(c) => hex(it.rootOfProof(c.index, c.size, bytes(c.leaf), c.proof.map(bytes)))"
    roots = [root_of(case["size"], tree.nodes()).hex() for case in cases]
    assert modules.each("receipts/merkle.ts", leads, cases) == roots
    for case in cases:  # One hash too many, too few, or in another place: another root or none.
        change = chance.choice(["more", "fewer", "elsewhere"])
        if change == "more" or not case["proof"]:
            case["proof"].append("00" * 32)
        elif change == "fewer":
            case["proof"].pop()
        else:
            case["index"] = case["index"] ^ 1
    wrong = modules.each("receipts/merkle.ts", leads, cases)
    assert [one for one, right in zip(wrong, roots, strict=True) if one == right] == []


def test_proofs_of_consistency_are_judged_as_the_server_does(modules: Modules) -> None:
    chance = random.Random(2)
    tree = StoredTree(MANY)
    cases: list[dict[str, Any]] = []
    for _ in range(CASES):
        size = chance.randint(1, 600)
        old = chance.choice([chance.randint(1, size), 1 << chance.randrange(size.bit_length())])
        proof = consistency_proof(old, size, tree.nodes())
        roots = naive_root(MANY[:old]), naive_root(MANY[:size])
        is_forged = chance.random() < 0.5
        if is_forged and proof and chance.random() < 0.5:
            proof[chance.randrange(len(proof))] = hash_leaf(b"forged")
        elif is_forged:
            roots = hash_leaf(b"other"), roots[1]
        cases.append(
            {
                "old": old,
                "size": size,
                "roots": hexed(list(roots)),
                "proof": hexed(proof),
                "holds": not is_forged,
            }
        )
    judge = (
        "(c) => it.isConsistent("
        "c.old, bytes(c.roots[0]), c.size, bytes(c.roots[1]), c.proof.map(bytes))"
    )
    assert modules.each("receipts/merkle.ts", judge, cases) == [case["holds"] for case in cases]


def test_sizes_beyond_32_bits_do_not_wrap(modules: Modules) -> None:
    """A leaf in the left half of a tree of 2**40: its proof is a hash for each level."""
    case = {"index": 5, "size": 1 << 40, "leaf": "11" * 32, "proof": ["22" * 32] * 40}
    node_now = bytes.fromhex("11" * 32)
    for level in range(40):
        pair = (bytes.fromhex("22" * 32), node_now)
        node_now = node_hash(*(pair if (5 >> level) & 1 else pair[::-1]))
    leads = "(c) => hex(it.rootOfProof(c.index, c.size, bytes(c.leaf), c.proof.map(bytes)))"
    assert modules.each("receipts/merkle.ts", leads, [case]) == [node_now.hex()]


def head_case(**changes: Any) -> dict[str, Any]:
    """Return a head that the server signed, as its JSON, with changes."""
    head = SIGNER.sign(12, naive_root(MANY[:12]), 1_780_000_000_123)
    document = {
        "origin": SIGNER.origin,
        "size": head.size,
        "root": head.root.hex(),
        "at": "2026-05-28T20:26:40.123Z",
        "signature": head.signature.hex(),
    }
    return {"key": SIGNER.public_key.hex(), "head": {**document, **changes}}


def test_signatures_are_judged_as_the_server_does(modules: Modules) -> None:
    other = HeadSigner(bytes(32))
    cases = [
        head_case(),
        head_case(size=13),
        head_case(at="2026-05-28T20:26:40.124Z"),
        head_case(root="00" * 32),
        head_case(origin=other.origin),
        head_case(signature="00" * 64),
        head_case(signature="ff" * 64),
        {**head_case(), "key": other.public_key.hex()},
        {**head_case(origin=other.origin), "key": other.public_key.hex()},
        {**head_case(), "key": "ff" * 32},
    ]
    judged = modules.each("receipts/tree-head.ts", "(c) => it.isSignedBy(c.head, c.key)", cases)
    assert judged == [True] + [False] * (len(cases) - 1)


def receipt_text(**changes: Any) -> str:
    receipt = {
        "index": 3,
        "leaf": json.dumps(
            {
                "index": 3,
                "kind": "credit",
                "task": "t",
                "amount_fen": 20,
                "number": 2,
                "at": "2026-05-28T20:26:40.123Z",
                "play_id": "ab" * 16,
            }
        ),
        "proof": ["00" * 32],
        "tree_head": head_case()["head"],
        "key": SIGNER.public_key.hex(),
    }
    return json.dumps({**receipt, **changes})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (receipt_text(), None),
        ("", "not_json"),
        (receipt_text()[:-9], "not_json"),
        ("null", "not_a_receipt"),
        ("[]", "not_a_receipt"),
        ("{}", "not_a_receipt"),
        (receipt_text(index=-1), "not_a_receipt"),
        (receipt_text(index=1.5), "not_a_receipt"),
        (receipt_text(proof=["x" * 64]), "not_a_receipt"),
        (receipt_text(proof=["00" * 32] * 65), "not_a_receipt"),
        (receipt_text(key="AB" * 32), "not_a_receipt"),
        (receipt_text(tree_head={}), "not_a_receipt"),
        (receipt_text(leaf="{"), "not_json"),
        (receipt_text(leaf='{"kind":"pledge"}'), "not_a_credit"),
        (receipt_text(index=4), "other_line"),
    ],
)
def test_what_is_no_receipt_is_named(modules: Modules, text: str, reason: str | None) -> None:
    read = """(text) => {
      try { it.readLine(it.readReceipt(text)); return null; }
      catch (error) { return error.reason ?? String(error); }
    }"""
    assert modules.each("receipts/receipt-file.ts", read, [text]) == [reason]
