"""What the host wants of the kiosk's page: kept over restarts where it is a state, counted where it
is an act, so that a page that missed an answer still does each act once."""

from pathlib import Path

from pydantic import ValidationError

from server.kiosk.bodies import OrdersFacts
from server.whole_files import write_whole


class Orders:
    """The host's wishes. `facts` goes out with every heartbeat's answer.

    A page compares the counts with those that it got first, and does what was ordered since.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.facts = self._read()

    def pause(self, is_paused: bool) -> None:
        """Close the kiosk to visitors, or open it again."""
        self._keep(self.facts.model_copy(update={"is_paused": is_paused}))

    def cap_volume(self, percent: int) -> None:
        """Let nothing sound louder than this share of full volume."""
        self._keep(self.facts.model_copy(update={"volume_percent_max": percent}))

    def end_visit(self) -> None:
        """Have the visit that is on end now."""
        self._keep(self.facts.model_copy(update={"visit_ends": self.facts.visit_ends + 1}))

    def reload_page(self) -> None:
        """Have the page load anew."""
        self._keep(self.facts.model_copy(update={"reloads": self.facts.reloads + 1}))

    def _keep(self, facts: OrdersFacts) -> None:
        self.facts = facts
        write_whole(self._path, facts.model_dump_json().encode())

    def _read(self) -> OrdersFacts:
        try:
            return OrdersFacts.model_validate_json(self._path.read_bytes())
        except (FileNotFoundError, ValidationError):
            return OrdersFacts()  # A file that cannot be read must not keep a kiosk closed.
