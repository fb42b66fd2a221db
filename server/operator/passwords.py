"""Passwords: argon2id as RFC 9106 recommends it, off the event loop, and never many at once."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

Result = TypeVar("Result")

CHARACTERS_MIN = 12
CHARACTERS_MAX = 200
MADE_GROUPS = 5  # Of four letters out of 32: 100 bits.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # Nothing that is mistaken for something else.
AT_ONCE = 2  # Each takes 64 MiB and some 50 ms of a core.
WAITING_MAX = 16

# The parameters are argon2-cffi's own: RFC 9106, section 4, second recommendation.
hasher = PasswordHasher()


class TooManyPasswordsError(Exception):
    """More passwords wait to be checked than a desk's people can type."""


def make_password() -> str:
    """Return a password to be printed once, for instance qk7m-2xvd-…"""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(MADE_GROUPS))


def hash_password(password: str) -> str:
    """Return what is stored of a password."""
    return hasher.hash(password)


def is_password_of(stored: str, password: str) -> bool:
    """Return whether a password is the one that a stored hash was made of."""
    try:
        return hasher.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False


class PasswordChecker:
    """Checks passwords in threads of its own; an unknown name takes as long as a known one."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._nobody = ""
        self._waiting = 0

    async def check(self, stored: str | None, password: str) -> bool:
        """Return whether the password is right. stored: None for a name that nobody has.

        Raises TooManyPasswordsError.
        """
        if not self._nobody:  # At the first sign-in, whoever's it is.
            self._nobody = await self.hash(secrets.token_hex())
        is_right = await self._run(is_password_of, stored or self._nobody, password)
        return is_right and stored is not None

    async def hash(self, password: str) -> str:
        """Return what is stored of a password. Raises TooManyPasswordsError."""
        return await self._run(hash_password, password)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(cancel_futures=True)

    def refuse_crowd(self) -> None:
        """Raise TooManyPasswordsError where no other password could wait."""
        if self._waiting >= WAITING_MAX:
            raise TooManyPasswordsError

    async def _run(self, run: Callable[..., Result], *arguments: str) -> Result:
        self.refuse_crowd()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, run, *arguments)
        finally:
            self._waiting -= 1
