"""Brotli, typed: the one place that calls the library, which has no types of its own."""

import brotli  # pyright: ignore[reportMissingTypeStubs]

BEST = 11
WINDOW_BITS = 24  # 16 MB: the largest that every browser takes.


def compress_brotli(data: bytes, quality: int = BEST) -> bytes:
    """Return data compressed for `Content-Encoding: br`. quality: 0..11."""
    return brotli.compress(  # pyright: ignore[reportUnknownMemberType]
        data, quality=quality, lgwin=WINDOW_BITS
    )
