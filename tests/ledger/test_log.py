"""The transparency log in a database: one tree with the entries, whatever the batches were."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from server.ledger.database import open_reader, open_writer
from server.ledger.dialect import dialect_of
from server.ledger.entries import append, next_index, read_entries
from server.ledger.leaf import hash_entry
from server.ledger.log import HEAD_KEPT_EVERY_MS, TransparencyLog, read_head, read_nodes
from server.ledger.log_audit import audit_log
from server.ledger.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
)
from server.ledger.records import Entry, EntryKind, TaskKey
from server.ledger.sums import know_task
from server.ledger.tree_head import HeadSigner, TreeHead
from tests.ledger.test_merkle import naive_root
from tests.server.conftest import BOTH_DATABASES, START_MS, SetClock

pytestmark = BOTH_DATABASES

KEY = TaskKey("spring", "strays")
SIGNER = HeadSigner(bytes(range(32)))
BATCHES = (1, 2, 253, 1, 300, 700)  # Ends just before, at and beyond whole groups of 256.


def some_entries(first: int, count: int) -> list[Entry]:
    """Return pledges of one fen each: the log does not care what an entry books."""
    return [
        Entry(
            index=index,
            kind=EntryKind.PLEDGE,
            campaign=KEY.campaign,
            task=KEY.task,
            from_account="sponsor",
            to_account="pledge",
            amount_fen=1,
            at_ms=START_MS + index,
            reference="合同 7",
        )
        for index in range(first, first + count)
    ]


@pytest.fixture
def log(clock: SetClock) -> TransparencyLog:
    """Return the log under test."""
    return TransparencyLog(SIGNER, clock)


@pytest.fixture
def engine(ledger_url: str) -> Iterator[Engine]:
    """Yield the writing engine of an empty ledger that knows its task."""
    engine = open_writer(ledger_url)
    with engine.begin() as connection:
        know_task(connection, KEY)
    yield engine
    engine.dispose()


def add(engine: Engine, log: TransparencyLog, count: int) -> TreeHead:
    """Append entries as a batch does; return the head that is on disk then."""
    with engine.begin() as connection:
        dialect_of(connection).take_turn(connection)
        numbers = know_task(connection, KEY)
        append(connection, some_entries(next_index(connection), count), numbers)
        log.catch_up(connection)
    with engine.begin() as connection:
        return read_head(connection)


def test_any_batches_give_the_tree_of_all_entries(engine: Engine, log: TransparencyLog) -> None:
    heads = [add(engine, log, count) for count in BATCHES]
    with engine.begin() as connection:
        leaves = [hash_entry(entry) for entry in read_entries(connection, 0, 5_000)]
        nodes = read_nodes(connection)
        assert len(leaves) == sum(BATCHES) == heads[-1].size
        for head in heads:
            assert head.root == naive_root(leaves[: head.size])
            assert SIGNER.has_signed(head)
            proof = consistency_proof(head.size, heads[-1].size, nodes)
            assert is_consistent(head.size, head.root, heads[-1].size, heads[-1].root, proof)
            for index in {0, head.size // 2, head.size - 1}:
                path = inclusion_proof(index, head.size, nodes)
                assert is_included(index, leaves[index], head.size, head.root, path)
    assert audit(engine) == []


def audit(engine: Engine) -> list[str]:
    with engine.begin() as connection:
        return audit_log(connection, SIGNER)


def test_an_empty_ledger_has_a_signed_head(engine: Engine, log: TransparencyLog) -> None:
    head = add(engine, log, 0)
    assert (head.size, head.root) == (0, EMPTY_ROOT)
    assert SIGNER.has_signed(head)
    assert audit(engine) == []


def test_a_transaction_that_is_taken_back_leaves_the_log_as_it_was(
    engine: Engine, log: TransparencyLog
) -> None:
    before = add(engine, log, 3)
    with engine.connect() as connection:
        append(connection, some_entries(3, 300), know_task(connection, KEY))
        log.catch_up(connection)
        connection.rollback()
        assert read_head(connection) == before
    assert add(engine, log, 1).size == 4
    assert audit(engine) == []


def test_where_nothing_is_new_nothing_is_signed(
    engine: Engine, log: TransparencyLog, clock: SetClock
) -> None:
    before = add(engine, log, 3)
    clock.advance_ms(5)
    assert add(engine, log, 0) == before


def test_a_new_key_signs_anew(engine: Engine, log: TransparencyLog, clock: SetClock) -> None:
    add(engine, log, 3)
    other = HeadSigner(bytes(32))
    head = add(engine, TransparencyLog(other, clock), 0)
    assert other.has_signed(head)
    assert "the head of the first 3 entries is not signed by this key" in audit(engine)


def test_heads_are_kept_for_each_minute(
    engine: Engine, log: TransparencyLog, clock: SetClock
) -> None:
    for wait_ms in (0, 1, HEAD_KEPT_EVERY_MS, HEAD_KEPT_EVERY_MS - 1, 1):
        clock.advance_ms(wait_ms)
        add(engine, log, 1)
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT size FROM tree_heads ORDER BY size"))
        assert list(kept.scalars()) == [1, 3, 5]


def test_two_writers_build_one_tree(
    ledger_url: str, engine: Engine, log: TransparencyLog, clock: SetClock
) -> None:
    other_engine, other_log = open_writer(ledger_url), TransparencyLog(SIGNER, clock)
    for count in (200, 100, 1):
        add(engine, log, count)
        add(other_engine, other_log, count)
    other_engine.dispose()
    assert audit(engine) == []


FORGETTING = (
    "UPDATE subtrees SET hash = hash",
    "DELETE FROM subtrees",
    "UPDATE tree_heads SET at_ms = 0",
    "DELETE FROM tree_heads",
    "UPDATE log_state SET size = size - 1, signed_size = 0",
    "UPDATE log_state SET signed_size = signed_size - 1",
    "DELETE FROM log_state",
)


def test_the_database_refuses_to_forget(engine: Engine, log: TransparencyLog) -> None:
    add(engine, log, 300)
    for statement in FORGETTING:
        refused = pytest.raises(DBAPIError, match=r"append-only|only grows")
        with refused, engine.begin() as connection:
            connection.execute(text(statement))


def without_triggers(engine: Engine, table: str, statement: str) -> None:
    """Do what somebody does who owns the database."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        else:
            found = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"),
                {"table": table},
            )
            for name in found.scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("table", "statement", "sentence"),
    [
        (
            "entries",
            "UPDATE entries SET amount_fen = 2 WHERE entry_index = 5",
            "the stored hash of entries 0 to 255 is another one",
        ),
        (
            "entries",
            "UPDATE entries SET amount_fen = 2 WHERE entry_index = 299",
            "the first 300 entries are not those whose head was signed",
        ),
        (
            "entries",
            "DELETE FROM entries WHERE entry_index = 299",
            "a head was signed of 300 entries, which are not there",
        ),
        (
            "subtrees",
            "UPDATE subtrees SET position = 7",
            "a hash is stored for entries that are not there: (8, 7)",
        ),
        (
            "tree_heads",
            "UPDATE tree_heads SET at_ms = at_ms + 1",
            "the head of the first 200 entries is not signed by this key",
        ),
        (
            "log_state",
            "UPDATE log_state SET size = 299, signed_size = 299",
            "the log says 299 entries, of which there are 300",
        ),
    ],
)
def test_the_audit_finds_what_the_owner_of_the_database_changed(
    engine: Engine, log: TransparencyLog, table: str, statement: str, sentence: str
) -> None:
    add(engine, log, 200)
    add(engine, log, 100)
    assert audit(engine) == []
    without_triggers(engine, table, statement)
    assert sentence in audit(engine)


def test_readers_can_prove(ledger_url: str, engine: Engine, log: TransparencyLog) -> None:
    head = add(engine, log, 700)
    reader = open_reader(ledger_url)
    with reader.begin() as connection:
        (entry,) = read_entries(connection, 600, 1)
        proof = inclusion_proof(600, head.size, read_nodes(connection))
    reader.dispose()
    assert is_included(600, hash_entry(entry), head.size, head.root, proof)
