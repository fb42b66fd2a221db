"""The tables. Migrations make them, with triggers; a test compares both.

`entries` is the ledger: money moves along `sponsor -> pledge -> released -> paid`, one account of
each kind a task, every entry from one account to another, so the sum over all accounts is 0 by
construction. `verdicts` holds what was decided without a credit. Both are append-only. All other
tables are sums of these, or open business that is forgotten when it is over.
"""

from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.types import TypeDecorator, TypeEngine


class Process(Protocol):
    """Makes another form of a value."""

    def __call__(self, value: Any) -> Any: ...


class Id(TypeDecorator[str]):
    """32 hexadecimal digits in Python; 16 bytes in the database (a UUID in PostgreSQL)."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of a database."""
        is_postgres = dialect.name == "postgresql"
        return UUID(as_uuid=False) if is_postgres else LargeBinary(16)

    def bind_processor(self, dialect: Dialect) -> Process | None:
        """Return what makes digits into what goes in; None: nothing has to be done."""
        return None if dialect.name == "postgresql" else _bytes_of_digits

    def result_processor(self, dialect: Dialect, coltype: object) -> Process | None:
        """Return what makes digits of what comes out; PostgreSQL's connections read digits."""
        return None if dialect.name == "postgresql" else _digits_of_bytes


def _bytes_of_digits(value: Any) -> Any:
    return None if value is None else bytes.fromhex(value)


def _digits_of_bytes(value: Any) -> Any:
    return None if value is None else value.hex()


# SQLite's rowid has to be called INTEGER; it holds 64 bits all the same.
RowNumber = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Numbers for words: 39 million entries name their task in two bytes.
tasks = Table(
    "tasks",
    metadata,
    Column("task_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("campaign", String(64), nullable=False),
    Column("task", String(64), nullable=False),
    UniqueConstraint("campaign", "task", name="uq_tasks_campaign"),
)

# kind: 1 pledge, 2 credit, 3 payout; negative: the correction of such an entry.
entries = Table(
    "entries",
    metadata,
    Column("entry_index", RowNumber, primary_key=True, autoincrement=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("number", Integer, nullable=True),
    Column("kind", SmallInteger, nullable=False),
    Column("task_no", SmallInteger, nullable=False),
    Column("participant", Id, nullable=True),
    Column("play_id", Id, nullable=True),
    Column("trace", Id, nullable=True),
    Column("corrects", BigInteger, nullable=True),
    Column("reference", Text, nullable=True),
    CheckConstraint("entry_index >= 0", name="index_not_negative"),
    CheckConstraint("amount_fen > 0", name="amount_positive"),
    CheckConstraint("kind BETWEEN -3 AND 3 AND kind <> 0", name="known_kind"),
    CheckConstraint(
        "(kind = 2) = (number IS NOT NULL) AND (kind = 2) = (participant IS NOT NULL)"
        " AND (kind = 2) = (play_id IS NOT NULL) AND (kind = 2) = (trace IS NOT NULL)",
        name="credits_have_plays",
    ),
    CheckConstraint(
        "(kind < 0) = (corrects IS NOT NULL) AND (kind = 2) = (reference IS NULL)",
        name="others_have_reasons",
    ),
)
Index("ux_entries_play_id", entries.c.play_id, unique=True)
# People are counted, and their plays of a day, from the entries themselves.
Index("ix_entries_participant", entries.c.participant)
Index(
    "ux_entries_corrects",
    entries.c.corrects,
    unique=True,
    sqlite_where=text("corrects IS NOT NULL"),
    postgresql_where=text("corrects IS NOT NULL"),
)
# What people booked, found among millions of credits.
Index(
    "ix_entries_booked",
    entries.c.entry_index,
    sqlite_where=text("kind <> 2"),
    postgresql_where=text("kind <> 2"),
)

# What was decided without a credit. A held play keeps what its credit will need, and changes
# once: to its resolution.
verdicts = Table(
    "verdicts",
    metadata,
    Column("play_id", Id, primary_key=True),
    Column("decided_at_ms", BigInteger, nullable=False),
    Column("resolved_at_ms", BigInteger, nullable=True),
    Column("amount_fen", BigInteger, nullable=True),
    Column("task_no", SmallInteger, nullable=False),
    Column("trace", Id, nullable=False),
    Column("participant", Id, nullable=True),
    Column("status", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    # Of a held play: whether the pledge keeps its amount until it is resolved.
    Column("has_place", Boolean, nullable=True),
)
Index(
    "ix_verdicts_held",
    verdicts.c.decided_at_ms,
    sqlite_where=text("status = 'held'"),
    postgresql_where=text("status = 'held'"),
)

# Plays under way. A row goes when its play is decided, or cannot be delivered any more.
tickets = Table(
    "tickets",
    metadata,
    Column("play_id", Id, primary_key=True),
    Column("fen_per_play", BigInteger, nullable=False),
    Column("issued_at_ms", BigInteger, nullable=False),
    Column("deliver_until_ms", BigInteger, nullable=False),
    # When the participant asked for a newer ticket; null: theirs is the newest.
    Column("closed_at_ms", BigInteger, nullable=True),
    Column("reserved_until_ms", BigInteger, nullable=True),
    Column("task_no", SmallInteger, nullable=False),
    Column("participant", Id, nullable=False),
    Column("network", LargeBinary(8), nullable=True),
    Column("kiosk", String(64), nullable=True),
    Column("effect", String(64), nullable=False),
    Column("release", String(64), nullable=False),
    Column("mode", String(16), nullable=False),
    CheckConstraint("fen_per_play > 0", name="fen_per_play_positive"),
)
# One open ticket a participant, whatever the code does.
Index(
    "ux_tickets_newest_of_participant",
    tickets.c.participant,
    unique=True,
    sqlite_where=text("closed_at_ms IS NULL"),
    postgresql_where=text("closed_at_ms IS NULL"),
)
Index("ix_tickets_deliver_until_ms", tickets.c.deliver_until_ms)

# Running sums of the entries. Money and credited_plays are moved by a trigger on entries, so that
# no code can book one without the other; the checks are the pledge's wall.
totals = Table(
    "totals",
    metadata,
    Column(
        "task_no",
        SmallInteger,
        ForeignKey("tasks.task_no"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("pledged_fen", BigInteger, nullable=False, server_default="0"),
    Column("released_fen", BigInteger, nullable=False, server_default="0"),
    Column("paid_fen", BigInteger, nullable=False, server_default="0"),
    Column("credited_plays", Integer, nullable=False, server_default="0"),
    Column("participants", Integer, nullable=False, server_default="0"),
    # Those whose first task this was: summed over a campaign's tasks, everybody counts once.
    Column("newcomers", Integer, nullable=False, server_default="0"),
    CheckConstraint("released_fen <= pledged_fen", name="released_within_pledge"),
    CheckConstraint("paid_fen <= released_fen", name="paid_within_released"),
    CheckConstraint("paid_fen >= 0", name="paid_not_negative"),
)

# What plays under way hold of a pledge, summed by the minute in which the holding ends: the sum of
# all is a dozen rows, however many play. By network the same, counted.
reservations = Table(
    "reservations",
    metadata,
    Column("minute", BigInteger, primary_key=True, autoincrement=False),
    Column("task_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("fen", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
network_reservations = Table(
    "network_reservations",
    metadata,
    Column("minute", BigInteger, primary_key=True, autoincrement=False),
    Column("network", LargeBinary(8), primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What held plays keep of a pledge until a person has looked at them: the sum of those with a place.
review_places = Table(
    "review_places",
    metadata,
    Column("task_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("fen", BigInteger, nullable=False),
)

# What is set aside of a pledge for a kiosk that credits offline, until a moment after which it can
# deliver nothing any more. used_fen is moved by a trigger on allotted_plays, and given back when a
# held play comes to nothing; the check on it is the kiosk's wall.
allotments = Table(
    "allotments",
    metadata,
    Column("kiosk", String(64), primary_key=True),
    Column(
        "task_no",
        SmallInteger,
        ForeignKey("tasks.task_no"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("allotted_fen", BigInteger, nullable=False),
    Column("used_fen", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    CheckConstraint("used_fen >= 0", name="used_not_negative"),
    CheckConstraint("used_fen <= allotted_fen", name="used_within_allotted"),
)
# What a kiosk credited offline and the ledger has taken over, to be credited or held. day (UTC):
# when it was played, as far as the kiosk can be believed.
allotted_plays = Table(
    "allotted_plays",
    metadata,
    Column("play_id", Id, primary_key=True),
    Column("fen", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    Column("task_no", SmallInteger, nullable=False),
    Column("kiosk", String(64), nullable=False),
    CheckConstraint("fen > 0", name="fen_positive"),
)
Index(
    "ix_allotted_plays_kiosk",
    allotted_plays.c.kiosk,
    allotted_plays.c.task_no,
    allotted_plays.c.day,
)

# Credits and held plays of a day (UTC) from a kiosk (its name) or a network (its short-lived mark).
source_days = Table(
    "source_days",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), primary_key=True),
    Column("source", LargeBinary, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)
# What a day's networks are marked with; without its key a mark leads nowhere.
network_keys = Table(
    "network_keys",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary(32), nullable=False),
)

# Verdicts by hour (UTC, since 1970); credits with their money.
tally = Table(
    "tally",
    metadata,
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("task_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("status", String(16), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("fen", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
# Answers that decide nothing about a play: duplicates, forged tickets. Of a forged one the campaign
# is the one that ran; of its task nothing is known.
undecided_answers = Table(
    "undecided_answers",
    metadata,
    Column("campaign", String(64), primary_key=True),
    Column("status", String(16), primary_key=True),
    Column("count", BigInteger, nullable=False),
)
