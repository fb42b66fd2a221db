"""The campaign that runs now. Who needs it asks anew each time: the operator may change it."""

from collections.abc import Callable

from server.campaign import Campaign


class Campaigns:
    """Holds the newest version of the running campaign and tells who listens when it changes."""

    def __init__(self, first: Campaign) -> None:
        self._current = first
        self._listeners: list[Callable[[], None]] = []

    def current(self) -> Campaign:
        """Return the running campaign as it is now."""
        return self._current

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call this, in the event loop, after each change."""
        self._listeners.append(listener)

    def take(self, campaign: Campaign) -> None:
        """Let this be the running campaign from now on."""
        if campaign == self._current:
            return
        self._current = campaign
        for listener in self._listeners:
            listener()
