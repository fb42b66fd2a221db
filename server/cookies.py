"""Cookies: for this site's own pages alone, out of any script's reach."""

from typing import Literal

from aiohttp import web


def set_cookie(
    response: web.StreamResponse,
    name: str,
    value: str,
    *,
    is_secure: bool,
    age_s: int | None = None,
    path: str = "/",
    same_site: Literal["Lax", "Strict"] = "Strict",
) -> None:
    """Give a cookie. age_s: how long it stays; None: until the browser ends."""
    response.set_cookie(
        name,
        value,
        max_age=age_s,
        path=path,
        httponly=True,
        samesite=same_site,
        secure=is_secure,
    )


def drop_cookie(response: web.StreamResponse, name: str, *, is_secure: bool) -> None:
    """Take back a cookie that was given for every path of the site."""
    response.del_cookie(name, path="/", httponly=True, samesite="Strict", secure=is_secure)
