"""`kindlens verify`: an honest export holds, and each kind of tampering is found and named."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.cli.__main__ import main
from server.cli.verify.entry import spell
from server.cli.verify.export import verify
from server.cli.verify.tree_head import read_head
from tests.cli.made_ledger import (
    OTHER_KEY,
    Entry,
    MadeLedger,
    credit,
    document_of,
    honest_entries,
    moved,
    pledge,
)

VERIFY = Path(__file__).parents[2] / "server" / "cli" / "verify"

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def ledger() -> MadeLedger:
    """Return an honest ledger."""
    return MadeLedger()


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Return a function that runs the command on an export and returns exit code and output."""

    def run(ledger: MadeLedger, *options: str, ending: Any = None) -> tuple[int, str]:
        export = ledger.write(tmp_path / "ledger.jsonl", ending)
        code = main(["verify", str(export), *options])
        output = capsys.readouterr()
        return code, output.out + output.err

    return run


def saved(path: Path, document: Any) -> str:
    path.write_text(json.dumps(document))
    return str(path)


def test_an_honest_export_holds_and_its_totals_are_told(ledger: MadeLedger, check: Check) -> None:
    code, output = check(ledger)
    assert code == 0
    assert "15 entries, signed on 2026-12-01T08:00:00.000Z: everything holds" in output
    assert "strays: pledged 2.40 yuan, released 1.80, paid 0.00; 10 plays of 3 part" in output
    assert "the export's own" in output


def test_an_empty_ledger_holds(ledger: MadeLedger, check: Check) -> None:
    ledger.lines, ledger.totals = [], []
    assert check(ledger)[0] == 0


def change_amount(entries: list[Entry]) -> None:
    entries[4]["amount_fen"] = 19


def drop(entries: list[Entry]) -> None:
    del entries[5]


def drop_last(entries: list[Entry]) -> None:
    del entries[-1]


def swap(entries: list[Entry]) -> None:
    entries[2], entries[3] = entries[3], entries[2]


def swap_neatly(entries: list[Entry]) -> None:
    swap(entries)
    entries[2].update(index=2, number=2)
    entries[3].update(index=3, number=3)


def other_participant(entries: list[Entry]) -> None:
    entries[6]["participant"] = "f" * 32


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (change_amount, "its entries are not those that were signed"),
        (drop, "entry 5: got the entry with index 6 in its place"),
        (drop_last, "has 14 entries, but its tree head says 15"),
        (swap, "entry 2: got the entry with index 3 in its place"),
        (swap_neatly, "its entries are not those that were signed"),
        (other_participant, "its entries are not those that were signed"),
    ],
)
def test_whoever_lacks_the_key_can_change_nothing(
    ledger: MadeLedger, check: Check, tamper: Callable[[list[Entry]], None], sentence: str
) -> None:
    signed = ledger.ending()
    entries = ledger.entries()
    tamper(entries)
    ledger.set_entries(entries)
    code, output = check(ledger, ending=signed)
    assert code == 1
    assert sentence in output
    assert "this export does not hold" in output


def honest_until(index: int, *more: Entry) -> list[Entry]:
    return [*honest_entries()[:index], *more]


OVER = [pledge(0, 50), credit(1, 1), credit(2, 2), credit(3, 3), pledge(4, 10)]


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (honest_until(6, credit(6, 6, play_id=f"{2:032x}")), "entry 6: its play was credited be"),
        (OVER, "entry 3: takes 20 fen from `pledge` of task strays, which is 10 fen more than"),
        (
            honest_until(4, moved(4, "payout", "released>paid", 61, reference="7")),
            "entry 4: takes 61 fen from `released` of task strays, which is 1 fen more than",
        ),
        (honest_until(6, credit(6, 7)), "is credit number 7 of its task, expected 6"),
        (honest_until(6, credit(6, 5)), "is credit number 5 of its task, expected 6"),
        (
            honest_until(2, {**credit(2, 2), "from": "sponsor"}),
            "a credit cannot go from 'sponsor' to 'released'",
        ),
        (
            honest_until(
                4,
                moved(4, "correction", "released>pledge", 20, corrects=2, reference="x"),
                moved(5, "correction", "released>pledge", 20, corrects=2, reference="x"),
            ),
            "entry 5: corrects entry 2, which cannot be corrected (any more)",
        ),
        (
            honest_until(
                4, moved(4, "correction", "released>pledge", 19, corrects=2, reference="x")
            ),
            "corrects entry 2, but its amount_fen is 19 and not 20",
        ),
        (
            honest_until(
                4, moved(4, "correction", "released>pledge", 20, corrects=9, reference="x")
            ),
            "corrects entry 9, which is not there before it",
        ),
        (honest_until(3, credit(3, 3, amount_fen=0)), "its amount_fen is 0, expected a whole"),
        (honest_until(3, credit(3, 3, amount_fen=-20)), "its amount_fen is -20, expected a whole"),
        (honest_until(3, credit(3, 3, amount_fen=2.5)), "its amount_fen is 2.5, expected a whole"),
        (honest_until(3, credit(3, 3, amount_fen=True)), "its amount_fen is True, expected a who"),
        (honest_until(3, credit(3, 3, secret="x")), "has 'secret', which a credit does not have"),
        (honest_until(3, credit(3, 3, at="yesterday")), "its at is 'yesterday', which is not of"),
        (honest_until(3, {"kind": "gift"}), "its kind is 'gift', expected one of pledge, credit"),
        (honest_until(3, {"kind": []}), "its kind is [], expected one of pledge, credit"),
        (honest_until(3, {"kind": "credit", "index": 3}), "has no amount_fen, at, campaign"),
    ],
)
def test_rules_hold_for_whoever_has_the_key(
    ledger: MadeLedger, check: Check, entries: list[Entry], sentence: str
) -> None:
    ledger.set_entries(entries)  # Signed as if it were right.
    code, output = check(ledger)
    assert code == 1
    assert sentence in output


@pytest.mark.parametrize("figure", ["pledged_fen", "released_fen", "paid_fen", "credited_plays"])
def test_totals_that_are_not_the_entries_are_named(
    ledger: MadeLedger, check: Check, figure: str
) -> None:
    right = ledger.totals[0][figure]
    ledger.totals[0][figure] += 1
    code, output = check(ledger)
    assert code == 1
    assert (
        f"task 'strays' of 'season': the export says {figure} = {right + 1}, "
        f"its entries say {right}" in output
    )


def test_a_missing_task_or_figure_of_the_totals_is_named(ledger: MadeLedger, check: Check) -> None:
    del ledger.totals[0]["participants"]
    assert "says participants = None, its entries say 3" in check(ledger)[1]
    ledger.totals = []
    assert "task 'strays' of 'season': is in the entries alone" in check(ledger)[1]


@pytest.mark.parametrize("field", ["size", "root", "at", "signature", "origin"])
def test_a_forged_head_is_found(ledger: MadeLedger, check: Check, field: str) -> None:
    ending = ledger.ending()
    forged: dict[str, Any] = {
        "size": 14,
        "root": "ab" * 32,
        "at": "2026-12-01T08:00:00.001Z",
        "signature": "ab" * 64,
        "origin": "kindlens/0123456789abcdef",
    }
    ending["tree_head"][field] = forged[field]
    code, output = check(ledger, ending=ending)
    assert code == 1
    assert "tree head" in output


def test_a_head_by_another_key_is_found_where_the_key_is_known(
    ledger: MadeLedger, check: Check, tmp_path: Path
) -> None:
    known = saved(tmp_path / "key.json", {"key": ledger.ending()["key"]})
    assert check(ledger, "--key", known)[0] == 0
    ledger.key = OTHER_KEY  # Everything signed anew, by somebody else.
    assert check(ledger)[0] == 0
    code, output = check(ledger, "--key", known)
    assert code == 1
    assert "its tree head is of the log" in output


def test_an_export_that_is_cut_short_is_found(ledger: MadeLedger, tmp_path: Path) -> None:
    whole = ledger.write(tmp_path / "ledger.jsonl").read_bytes()
    for cut in (len(whole) - 40, len(whole) // 2, 3, 0):
        export = tmp_path / "cut.jsonl"
        export.write_bytes(whole[:cut])
        assert any("cut short" in fault for fault in verify(export, []).faults)


def test_lines_after_the_end_are_found(ledger: MadeLedger, tmp_path: Path) -> None:
    export = ledger.write(tmp_path / "ledger.jsonl")
    export.write_bytes(export.read_bytes() + spell(credit(15, 11)) + b"\n")
    assert any("there is more" in fault for fault in verify(export, []).faults)


def test_another_spelling_is_found_even_when_it_is_signed(ledger: MadeLedger, check: Check) -> None:
    ledger.lines[3] = ledger.lines[3].replace(b",", b", ")
    assert "entry 3: its line is not spelled as entries are" in check(ledger)[1]
    twice = b'{"amount_fen":1,' + MadeLedger().lines[3].removeprefix(b"{")
    ledger.lines[3] = twice
    assert "entry 3: its line is not spelled as entries are" in check(ledger)[1]


@settings(deadline=None, max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=9), inner, max_size=3)
            ),
        ).map(lambda value: json.dumps(value).encode()),
        st.sampled_from([b"[" * 60_000, b'{"kind":"\\ud800"}', b"9" * 5000, b"\xff", b""]),
    )
)
def test_no_line_breaks_the_command(tmp_path_factory: pytest.TempPathFactory, line: bytes) -> None:
    ledger = MadeLedger()
    ledger.lines.insert(5, line.replace(b"\n", b""))
    export = ledger.write(tmp_path_factory.mktemp("odd") / "ledger.jsonl")
    assert verify(export, []).fault_count


# --- receipts -------------------------------------------------------------------------------------


def test_a_receipt_holds_under_the_head_of_its_time(
    ledger: MadeLedger, check: Check, tmp_path: Path
) -> None:
    options: list[str] = []
    for index, size in ((0, 1), (5, 6), (5, 9), (14, None)):
        path = tmp_path / f"receipt-{index}-{size}.json"
        options += ["--receipt", saved(path, ledger.receipt(index, size))]
    code, output = check(ledger, *options)
    assert code == 0
    assert output.count("is in it, unchanged") == 4


def other_amount(receipt: dict[str, Any]) -> None:
    receipt["leaf"] = receipt["leaf"].replace('"amount_fen":20', '"amount_fen":90')


def other_proof(receipt: dict[str, Any]) -> None:
    receipt["proof"][0] = "00" * 32


def longer_proof(receipt: dict[str, Any]) -> None:
    receipt["proof"].append("00" * 32)


def shorter_proof(receipt: dict[str, Any]) -> None:
    receipt["proof"].pop()


def other_index(receipt: dict[str, Any]) -> None:
    receipt["index"] = 4


def index_beyond(receipt: dict[str, Any]) -> None:
    receipt["index"] = 9


def other_root(receipt: dict[str, Any]) -> None:
    receipt["tree_head"]["root"] = "00" * 32


def other_key(receipt: dict[str, Any]) -> None:
    receipt["key"] = OTHER_KEY.public_key().public_bytes_raw().hex()


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (other_amount, "its proof does not lead from its entry to its tree head"),
        (other_proof, "its proof does not lead from its entry to its tree head"),
        (longer_proof, "its proof is too long"),
        (shorter_proof, "its proof is too short"),
        (other_index, "its proof does not lead from its entry to its tree head"),
        (index_beyond, "its entry 9 is not among the 9 of its head"),
        (other_root, "the signature of its tree head is not by the key"),
        (other_key, "it was signed by another key than the export"),
    ],
)
def test_a_forged_receipt_is_found(
    ledger: MadeLedger,
    check: Check,
    tmp_path: Path,
    forge: Callable[[dict[str, Any]], None],
    reason: str,
) -> None:
    receipt = ledger.receipt(5, 9)
    forge(receipt)
    code, output = check(ledger, "--receipt", saved(tmp_path / "mine.json", receipt))
    assert code == 1
    assert f"receipt mine.json: {reason}" in output


def test_a_receipt_shows_that_the_past_was_rewritten_and_signed_anew(
    ledger: MadeLedger, check: Check, tmp_path: Path
) -> None:
    kept = saved(tmp_path / "mine.json", ledger.receipt(5, 9))
    entries = ledger.entries()
    entries[2]["participant"] = "d" * 32  # Another entry than the receipt's own.
    ledger.set_entries(entries)
    ledger.totals[0]["participants"] = 4
    assert check(ledger)[0] == 0  # By itself it holds.
    code, output = check(ledger, "--receipt", kept)
    assert code == 1
    assert "the first 9 entries of the export are not those that were signed on" in output


def test_a_receipt_shows_that_entries_were_cut_off(
    ledger: MadeLedger, check: Check, tmp_path: Path
) -> None:
    kept = saved(tmp_path / "mine.json", ledger.receipt(8, 9))
    ledger.set_entries(honest_until(8))
    assert "the export is shorter than the ledger was" in check(ledger, "--receipt", kept)[1]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"index": "x"}', "null", "[" * 9999])
def test_what_is_no_receipt_is_refused_with_words(
    ledger: MadeLedger, check: Check, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "mine.json"
    path.write_text(content)
    code, output = check(ledger, "--receipt", str(path))
    assert code == 2
    assert "got something that is no receipt" in output
    assert "to do: save it again" in output


def test_files_that_are_missing_or_no_key_are_refused_with_words(
    ledger: MadeLedger, check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path / "none.jsonl")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert check(ledger, "--key", saved(tmp_path / "key", {"x": 1}))[0] == 2
    assert check(ledger, "--key", saved(tmp_path / "key", "ab"))[0] == 2
    assert check(ledger, "--receipt", str(tmp_path / "none.json"))[0] == 2


def test_a_copy_of_the_folder_alone_is_all_that_is_needed(
    ledger: MadeLedger, tmp_path: Path
) -> None:
    """So it imports nothing of the server, which it checks."""
    copytree(VERIFY, tmp_path / "verify")
    export = ledger.write(tmp_path / "ledger.jsonl")
    command = [sys.executable, "-m", "verify", str(export)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert "everything holds" in told.stdout


def test_heads_are_written_as_they_are_read(ledger: MadeLedger) -> None:
    assert read_head(document_of(ledger.head())) == ledger.head()
