"""The spelling of an entry: these bytes are for ever, since every hash hangs on them."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from server.cli.verify.entry import read_entry, spell
from server.cli.verify.merkle import leaf_hash
from server.clock import iso_utc
from server.ledger.leaf import hash_entry, leaf_line
from server.ledger.records import Entry, EntryKind

CREDIT = Entry(
    index=7,
    kind=EntryKind.CREDIT,
    campaign="spring",
    task="strays",
    from_account="pledge",
    to_account="released",
    amount_fen=20,
    at_ms=1_780_000_000_123,
    number=3,
    participant="a" * 32,
    play_id="b" * 32,
    trace="c" * 32,
)
CORRECTION = Entry(
    index=8,
    kind=EntryKind.CORRECTION,
    campaign="spring",
    task="strays",
    from_account="released",
    to_account="pledge",
    amount_fen=20,
    at_ms=1_780_000_000_999,
    reference='重复 "twice"\n',
    corrects=7,
)


def test_a_credit() -> None:
    assert leaf_line(CREDIT).decode() == (
        '{"amount_fen":20,"at":"2026-05-28T20:26:40.123Z","campaign":"spring","from":"pledge",'
        '"index":7,"kind":"credit","number":3,"participant":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",'
        '"play_id":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","task":"strays","to":"released",'
        '"trace":"cccccccccccccccccccccccccccccccc"}'
    )
    # By sha256sum, of a zero byte and the line.
    expected = "fa5cebad27cff826529a9775e23e21a61920442a2ba4d794789463313f8eab76"
    assert hash_entry(CREDIT).hex() == expected


def test_a_correction_with_words_of_any_script() -> None:
    assert leaf_line(CORRECTION).decode() == (
        '{"amount_fen":20,"at":"2026-05-28T20:26:40.999Z","campaign":"spring","corrects":7,'
        '"from":"released","index":8,"kind":"correction","reference":"重复 \\"twice\\"\\n",'
        '"task":"strays","to":"pledge"}'
    )


def test_the_independent_command_reads_it() -> None:
    for entry in (CREDIT, CORRECTION):
        assert read_entry(leaf_line(entry))["index"] == entry.index
    assert leaf_hash(leaf_line(CREDIT)) == hash_entry(CREDIT)


@settings(deadline=None)
@given(
    st.integers(0, 1 << 40),
    st.integers(1, 1 << 50),
    st.integers(0, 4_000_000_000_000),
    st.from_regex(r"[a-z][a-z0-9_]{0,63}", fullmatch=True),
    st.binary(min_size=16, max_size=16),
)
def test_every_credit_is_canonical(
    index: int, amount_fen: int, at_ms: int, name: str, play: bytes
) -> None:
    entry = replace(
        CREDIT,
        index=index,
        amount_fen=amount_fen,
        at_ms=at_ms,
        campaign=name,
        task=name,
        play_id=play.hex(),
    )
    read = read_entry(leaf_line(entry))  # Raises for any other spelling.
    assert (read["index"], read["amount_fen"], read["task"]) == (index, amount_fen, name)
    assert read["at"] == iso_utc(at_ms)


def test_odd_names_are_escaped() -> None:
    line = leaf_line(replace(CREDIT, campaign='a"\\\n', task="宠物"))
    assert json.loads(line)["campaign"] == 'a"\\\n'
    assert spell(json.loads(line)) == line
