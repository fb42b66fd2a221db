"""Gives a page a small effect of the test's own in place of the real one; no server knows of it.

The engine, the page and its policy are the real ones; only the effect's files are replaced.
"""

import json
from typing import Any

from playwright.sync_api import Page, Route

from effects.release import build_release

EFFECT = "dodge_food"  # The page asks for it by this id, so the stub bears its name.
RELEASE = "0" * 64
TICKET = {
    "play_id": "00000000000000000000000000000000",
    "ticket": "stub",
    "seed": "1" * 32,
    "release": RELEASE,
    "effect": EFFECT,
    "task": "stray_animals",
    "issued_at": "2026-11-23T00:00:00Z",
    "deliver_until": "2036-11-26T00:00:00Z",
    "fen_per_play": 20,
    "funding": "reserved",
}


def stub_document(
    effect_py: str, texts: dict[str, str], art: dict[str, str], tracking: tuple[str, ...]
) -> dict[str, Any]:
    """Return the release document of an effect that consists of one Python file."""
    document = build_release(EFFECT).document
    is_engine = ("effects/__init__.py", "effects/engine/")
    files = {
        path: source for path, source in document["files"].items() if path.startswith(is_engine)
    }
    files[f"effects/{EFFECT}/__init__.py"] = ""
    files[f"effects/{EFFECT}/effect.py"] = effect_py
    words = {language: {**known, **texts} for language, known in document["texts"].items()}
    return {
        **document,
        "release": RELEASE,
        "manifest": {**document["manifest"], "tracking": tracking},
        "files": files,
        "texts": words,
        "art": {**document["art"], **art},
    }


def serve_stub(
    page: Page,
    effect_py: str,
    texts: dict[str, str] | None = None,
    art: dict[str, str] | None = None,
    origin: str | None = None,
    tracking: tuple[str, ...] = ("face",),
) -> None:
    """Answer the page's questions for the effect. Open it with service_workers="block".

    origin: where the server says that shared links lead to. tracking: as in the manifest.
    """
    document = json.dumps(stub_document(effect_py, texts or {}, art or {}, tracking))

    def effects(route: Route) -> None:
        answer = {**route.fetch().json(), "origin": origin}
        for entry in answer["effects"]:
            if entry["id"] == EFFECT:
                entry["release"] = RELEASE
        route.fulfill(json=answer)

    page.route("**/api/effects", effects)
    page.route(
        f"**/releases/{RELEASE}.json",
        lambda route: route.fulfill(body=document, content_type="application/json"),
    )
    page.route("**/api/plays", lambda route: route.fulfill(status=201, json=TICKET))
