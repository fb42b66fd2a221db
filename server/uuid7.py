"""Ids that begin with their time (UUID version 7, RFC 9562, section 5.7).

A database appends them at the end of an index, where a random id would touch pages all over it.
"""

import secrets

RANDOM_BITS = 74


def uuid7_hex(now_ms: int) -> str:
    """Return a new id as 32 hexadecimal digits: 48 bits of time, version, 74 random bits.

    now_ms: milliseconds since 1970-01-01 UTC.
    """
    random = secrets.randbits(RANDOM_BITS)
    high, low = random >> 62, random & ((1 << 62) - 1)
    return f"{(now_ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low):032x}"
