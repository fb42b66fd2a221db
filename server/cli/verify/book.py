"""The books as the entries make them: balances, counts, and what must hold after each entry."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .entry import read_entry
from .faults import Mismatch, Say
from .seen import Seen

Task = tuple[str, str]
"""A campaign and a task of it."""

# By kind: from where to where an entry moves its amount; a correction the other way round.
ACCOUNTS = {
    "pledge": ("sponsor", "pledge"),
    "credit": ("pledge", "released"),
    "payout": ("released", "paid"),
}


@dataclass
class Account:
    """What the entries of one task come to. number: of the task, as they came."""

    number: int = 0
    balances_fen: Counter[str] = field(default_factory=Counter[str])
    numbered: int = 0
    credited_plays: int = 0

    def totals(self, participants: int = 0) -> dict[str, int]:
        """Return the figures under the names of the export."""
        released = self.balances_fen["released"] + self.balances_fen["paid"]
        return {
            "pledged_fen": -self.balances_fen["sponsor"],
            "released_fen": released,
            "paid_fen": self.balances_fen["paid"],
            "credited_plays": self.credited_plays,
            "participants": participants,
        }


class Book:
    """The entries so far, and what must hold for each of them.

    corrected: indexes of the entries that some line corrects, which are few; they are remembered.
    """

    def __init__(self, corrected: set[int], say: Say) -> None:
        self.accounts: dict[Task, Account] = {}
        self._say = say
        self._remembered: dict[int, dict[str, Any] | None] = dict.fromkeys(corrected)
        self._undone: set[int] = set()
        self._plays = Seen()
        self._people = Seen()  # With the numbers of tasks.
        self._next = 0

    def add(self, line: bytes) -> None:
        """Take the next entry in; whatever does not hold is said, and the rest goes on."""
        place = f"entry {self._next}"
        try:
            entry = read_entry(line)
            if entry["index"] != self._next:
                self._say(f"{place}: got the entry with index {entry['index']} in its place")
                self._next = entry["index"]
                place = f"entry {self._next}"
            self._next += 1
            self._apply(entry)
        except Mismatch as fault:
            self._say(f"{place}: {fault}")

    def finish(self) -> dict[Task, dict[str, int]]:
        """Say what only the end shows, and return the totals."""
        for first, other in self._plays.twice():
            self._say(f"entry {other}: its play was credited before, by entry {first}")
        people = self._people.count()
        return {task: one.totals(people[one.number]) for task, one in self.accounts.items()}

    def _apply(self, entry: dict[str, Any]) -> None:
        index, kind, amount_fen = entry["index"], entry["kind"], entry["amount_fen"]
        task = entry["campaign"], entry["task"]
        if (account := self.accounts.get(task)) is None:
            account = self.accounts[task] = Account(len(self.accounts))
        if index in self._remembered:
            self._remembered[index] = entry
        balances = account.balances_fen
        balances[entry["from"]] -= amount_fen
        balances[entry["to"]] += amount_fen
        if kind == "credit":
            self._count(entry, account)
        elif kind == "correction":
            self._undo(entry, account)
        if kind != "correction" and (entry["from"], entry["to"]) != ACCOUNTS[kind]:
            raise Mismatch(f"a {kind} cannot go from {entry['from']!r} to {entry['to']!r}")
        if entry["from"] != "sponsor" and balances[entry["from"]] < 0:
            raise Mismatch(
                f"takes {amount_fen} fen from `{entry['from']}` of task {entry['task']}, which is "
                f"{-balances[entry['from']]} fen more than was there"
            )

    def _count(self, entry: dict[str, Any], account: Account) -> None:
        account.credited_plays += 1
        self._people.add(bytes.fromhex(entry["participant"]), account.number)
        self._plays.add(bytes.fromhex(entry["play_id"]), entry["index"])
        expected, account.numbered = account.numbered + 1, entry["number"]
        if entry["number"] != expected:
            raise Mismatch(f"is credit number {entry['number']} of its task, expected {expected}")

    def _undo(self, entry: dict[str, Any], account: Account) -> None:
        target = entry["corrects"]
        undone = self._remembered.get(target) if target < entry["index"] else None
        if undone is None:
            raise Mismatch(f"corrects entry {target}, which is not there before it")
        if undone["kind"] == "correction" or target in self._undone:
            raise Mismatch(f"corrects entry {target}, which cannot be corrected (any more)")
        self._undone.add(target)
        for name, of_undone in (
            ("amount_fen", "amount_fen"),
            ("campaign", "campaign"),
            ("task", "task"),
            ("from", "to"),
            ("to", "from"),
        ):
            if entry[name] != undone[of_undone]:
                raise Mismatch(
                    f"corrects entry {target}, but its {name} is {entry[name]!r} and not "
                    f"{undone[of_undone]!r}"
                )


def compare_totals(said: Any, found: dict[Task, dict[str, int]], say: Say) -> None:
    """Say where the export's totals differ from what its entries come to."""
    try:
        by_task = {(str(one.pop("campaign")), str(one.pop("task"))): one for one in said}
    except (AttributeError, KeyError, TypeError):
        say("the export's totals cannot be read")
        return
    nothing = Account().totals()
    for task in sorted({*by_task, *found}):
        of_said, of_found = by_task.get(task), found.get(task, nothing)
        name = f"task {task[1]!r} of {task[0]!r}"
        if of_said is None:
            say(f"{name}: is in the entries alone, the totals do not name it")
            continue
        for figure in sorted({*of_said, *of_found}):
            if (got := of_said.get(figure)) != (expected := of_found.get(figure)):
                say(f"{name}: the export says {figure} = {got!r}, its entries say {expected}")
