"""Hears of other processes' commits (LISTEN of PostgreSQL) and says so, in a thread of its own."""

import logging
import threading
from collections.abc import Callable

from sqlalchemy import make_url

from server.ledger.dialect import TOTALS_CHANNEL

log = logging.getLogger(__name__)

GATHER_S = 0.05  # Many commits a second are one piece of news.
AGAIN_S = 1.0  # After a lost connection.
LOOK_S = 1.0  # How often to look whether to end.


class TotalsListener:
    """Calls a function whenever another process may have changed the totals.

    After a lost connection as well, since something may have been missed. With a database that
    is one process's own it does nothing.
    """

    def __init__(self, url: str, on_news: Callable[[], None]) -> None:
        self._url = make_url(url)
        self._on_news = on_news
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, name="ledger-listener", daemon=True)

    def start(self) -> None:
        """Begin to listen, where there is anything to hear."""
        if self._url.get_backend_name() == "postgresql":
            self._thread.start()

    def stop(self) -> None:
        """End. Blocks until then."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while not self._end.is_set():
            try:
                self._listen()
            except Exception as error:  # The driver is only there where PostgreSQL is used.
                log.warning("listening to the database was cut off: %s", error)
                self._end.wait(AGAIN_S)

    def _listen(self) -> None:
        import psycopg

        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"LISTEN {TOTALS_CHANNEL}")
            self._on_news()
            while not self._end.is_set():
                if any(True for _ in connection.notifies(timeout=LOOK_S, stop_after=1)):
                    self._end.wait(GATHER_S)
                    self._on_news()
