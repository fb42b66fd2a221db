"""Listens until Ctrl-C or SIGTERM, and ends cleanly."""

import asyncio
import errno
import logging
import signal
from collections.abc import Callable

from aiohttp import web

from server.services import SERVICES
from server.settings import Settings
from server.tls.front import TlsFront

SHUTDOWN_S_MAX = 10  # For completions that are being judged.
KEEPALIVE_S = 75  # So long, too, a request's head may take to arrive.
LINGER_S_MAX = 2  # For the rest of a body that was refused, so that the answer is read.
LOOPBACK = ("127.0.0.1", "::1")  # Browsers take `localhost` for either.


class ListenError(Exception):
    """The address cannot be listened on; the text says why and what to do."""


async def serve(app: web.Application, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until a signal; announce is called with the address to open once it answers.

    Where the settings ask for it, https is served beside http.
    """
    tls = app[SERVICES].tls
    end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end.set)
    runner = make_runner(app)
    await runner.setup()
    try:
        port = await _listen(runner, settings)
        if tls is not None:
            await _listen(runner, settings, tls)
        announce(address_to_open(settings, port))
        await end.wait()
    finally:
        await runner.cleanup()


def make_runner(app: web.Application) -> web.AppRunner:
    """Return what serves an application, with what a connection may cost."""
    # Of nonsense that is no HTTP, aiohttp would log a traceback with the sender's address. What a
    # handler does wrong is logged in errors.py.
    connections = logging.getLogger("server.connections")
    connections.setLevel(logging.CRITICAL)
    return web.AppRunner(
        app,
        logger=connections,
        access_log=None,  # Addresses of visitors are nobody's business.
        auto_decompress=False,  # No encoded body is accepted, so none needs inflating.
        keepalive_timeout=KEEPALIVE_S,
        lingering_time=LINGER_S_MAX,
        shutdown_timeout=SHUTDOWN_S_MAX,
    )


def address_to_open(settings: Settings, port: int) -> str:
    """Return what a person types; browsers give a camera to localhost, not to 0.0.0.0."""
    if settings.public_origin:
        return settings.public_origin
    is_local = settings.host in ("localhost", "0.0.0.0", "::", *LOOPBACK)  # noqa: S104
    host = "localhost" if is_local else settings.host
    return f"http://{host}:{port}"


async def _listen(runner: web.AppRunner, settings: Settings, tls: TlsFront | None = None) -> int:
    """Listen and return the port; for https where tls is given. Raises ListenError."""
    name, port = ("PORT", settings.port) if tls is None else ("TLS_PORT", settings.tls_port or 0)
    hosts = LOOPBACK if settings.host == "localhost" else (settings.host,)
    for host in hosts:
        try:
            await web.TCPSite(runner, host, port, ssl_context=tls and tls.context).start()
        except OSError as error:
            if host != hosts[0] and error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                continue  # A machine without IPv6 has only the first.
            if error.errno == errno.EADDRINUSE:
                raise ListenError(
                    f"{name}: got {port} on {host}, where another program listens; expected a "
                    f"free port; to do: end that program, or set {name}={port + 1}"
                ) from error
            raise ListenError(
                f"HOST, {name}: got {host} and {port}, where listening fails ({error.strerror}); "
                "expected an address of this machine; to do: correct them"
            ) from error
        port = runner.addresses[-1][1]
    return port
