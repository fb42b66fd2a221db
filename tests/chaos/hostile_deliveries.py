"""Hostile completions of every class: what somebody sends who wants a credit without a play."""

import base64
import gzip
import json
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.server.hostile_traces import TAMPERED
from tests.server.tapper import pack, play_three_taps
from tests.server.tiny_server import OpenedPlay

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Request:
    """One POST, ready to be sent."""

    path: str
    body: bytes
    headers: dict[str, str]


Make = Callable[[OpenedPlay, OpenedPlay, random.Random], Request]
"""Takes an open play, another participant's open play, and a generator."""


def with_trace(play: OpenedPlay, trace: str, **changes: str) -> Request:
    body = {"ticket": play.ticket, "trace": trace, **changes}
    return Request(play.path, json.dumps(body).encode(), {**JSON, "Cookie": play.cookie})


def with_body(play: OpenedPlay, body: bytes, **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(play.path, body, {**JSON, "Cookie": play.cookie, **named})


def honest_trace(play: OpenedPlay) -> str:
    return pack(play_three_taps(play.seed, play.play_id))


def too_early(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    """Deliver a whole play of half a minute, at once."""
    return with_trace(play, pack(play_three_taps(play.seed, play.play_id, ticks=900)))


def not_completed(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    trace = play_three_taps(play.seed, play.play_id, taps=rng.randint(0, 2))
    return with_trace(play, pack(trace))


def without_an_end(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_trace(play, pack(play_three_taps(play.seed, play.play_id, manner="heavy")))


def that_fails(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_trace(play, pack(play_three_taps(play.seed, play.play_id, manner="broken")))


def forged_ticket(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    at = rng.randrange(len(play.ticket))
    letter = "A" if play.ticket[at] != "A" else "B"
    return with_trace(
        play, honest_trace(play), ticket=play.ticket[:at] + letter + play.ticket[at + 1 :]
    )


def ticket_of_another_play(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_trace(play, honest_trace(play), ticket=other.ticket)


def stolen_ticket(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    request = with_trace(play, honest_trace(play))
    return Request(request.path, request.body, {**JSON, "Cookie": other.cookie})


def without_cookie(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    request = with_trace(play, honest_trace(play))
    return Request(request.path, request.body, JSON)


def of_another_site(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    request = with_trace(play, honest_trace(play))
    return Request(
        request.path, request.body, {**request.headers, "Origin": "https://evil.example"}
    )


def bomb(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    data = zlib.compress(b"KLT1" + bytes(30_000_000), 9)
    return with_trace(play, base64.b64encode(data).decode())


def encoded_bomb(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_body(play, gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")


def random_bytes(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_trace(play, base64.b64encode(rng.randbytes(rng.randint(1, 5000))).decode())


def deflated_noise(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_trace(play, pack(b"KLT1" + rng.randbytes(rng.randint(1, 5000))))


def flipped_bit(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    data = bytearray(play_three_taps(play.seed, play.play_id))
    data[rng.randrange(4, len(data))] ^= 1 << rng.randrange(8)
    return with_trace(play, pack(bytes(data)))


def not_base64(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_trace(play, "*" * rng.randint(1, 1000))


def not_json(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_body(play, rng.randbytes(rng.randint(0, 1000)))


def deep_json(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_body(play, b'{"ticket":' + b"[" * 100_000)


def not_a_number(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_body(play, b'{"ticket": NaN, "trace": Infinity}')


def too_large(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_trace(play, "A" * 500_000)


def of_another_type(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
    return with_body(play, b"ticket=x&trace=y", Content_Type="application/x-www-form-urlencoded")


def _tampered(number: int) -> Make:
    make_trace, _ = TAMPERED[number]

    def make(play: OpenedPlay, other: OpenedPlay, rng: random.Random) -> Request:
        return with_trace(play, pack(make_trace(play.seed, play.play_id)))

    make.__name__ = make_trace.__name__
    return make


CLASSES: tuple[Make, ...] = (
    *(_tampered(number) for number in range(len(TAMPERED))),
    too_early,
    not_completed,
    without_an_end,
    that_fails,
    forged_ticket,
    ticket_of_another_play,
    stolen_ticket,
    without_cookie,
    of_another_site,
    bomb,
    encoded_bomb,
    random_bytes,
    deflated_noise,
    flipped_bit,
    not_base64,
    not_json,
    deep_json,
    not_a_number,
    too_large,
    of_another_type,
)
