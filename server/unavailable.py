"""503: what a page is told when nothing is wrong with its request, but it must come again."""

from http import HTTPStatus

from aiohttp import web

from server.errors import ApiError, Handler
from server.ledger.ledger import LedgerUnavailableError

RETRY_AFTER_S = 5


@web.middleware
async def answer_unavailable_ledger(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Tell whoever asked that the ledger cannot be used just now; handlers need not think of it."""
    try:
        return await handler(request)
    except LedgerUnavailableError as error:
        raise ledger_unavailable() from error


def queue_full() -> ApiError:
    """Too many completions wait; the play keeps its ticket."""
    return _unavailable("busy", "more completions than can be checked at once")


def replay_unavailable() -> ApiError:
    """A replay was cut off by something that was not the play's fault; it keeps its ticket."""
    return _unavailable("replay_unavailable", "a replay that was interrupted")


def ledger_unavailable() -> ApiError:
    """The ledger could not write, so nothing was acknowledged."""
    return _unavailable("ledger_unavailable", "a ledger that cannot be written just now")


def too_many_listeners() -> ApiError:
    """As many WebSockets are open as may be."""
    return _unavailable("too_many_listeners", "as many listeners as this server takes")


def too_many_exports() -> ApiError:
    """As many exports of the ledger are under way as may be."""
    return _unavailable("too_many_exports", "as many exports as this server writes at once")


def too_many_passwords() -> ApiError:
    """More people sign in at once than a desk has."""
    return _unavailable("too_many_passwords", "more passwords than can be checked at once")


def _unavailable(code: str, got: str) -> ApiError:
    return ApiError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        code,
        got=got,
        expected="a free moment",
        todo=f"send the same again after {RETRY_AFTER_S} s; nothing is lost",
        retry_after_s=RETRY_AFTER_S,
    )
