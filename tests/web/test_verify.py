"""The page that checks receipts: real receipts of a real server, brought in every way there is."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.clock import system_clock_ms
from server.keys import load_keys
from server.ledger.merkle import hash_leaf
from server.ledger.tree_head import HeadSigner
from server.transparency import describe_head
from tests.live_server import LiveServer
from tests.page_guard import PageGuard
from tests.web.credited_play import play_for_credit, serve_tiny_effect
from tests.web.device_store import keep_in

Receipt = dict[str, Any]

# Files are dropped by a mouse that no test has; the page's own events are the real ones.
DROP = """(target, text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "receipt.json", { type: "application/json" }));
  const send = (kind) => target.dispatchEvent(
    new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  send("dragover");
  return !send("drop");
}"""
OTHER_SITE = HeadSigner(bytes(range(32)))


@pytest.fixture(scope="module")
def live_server(built_web: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    yield from serve_tiny_effect(tmp_path_factory.mktemp("verify"), built_web)


def get_receipt(page: Page) -> Receipt:
    """Play for a credit; return its receipt, proof and all."""
    play_id = play_for_credit(page)["play_id"]
    return page.request.get(f"/api/receipts/{play_id}").json()


def drop(page: Page, text: str, where: str = "[data-testid=bring-drop]") -> None:
    """Drop a file with this text; the browser must not open it itself."""
    assert page.locator(where).evaluate(DROP, text)


def expect_result(page: Page, state: str, words: str) -> None:
    """Expect a banner of a state, with these words, where the visitor sees it."""
    banner = page.get_by_test_id("banner")
    expect(banner).to_have_attribute("data-state", state)
    expect(banner).to_contain_text(words)
    expect(banner).to_be_in_viewport(ratio=1)


def expect_steps(page: Page, *states: str) -> None:
    """Expect the four steps to have come out like this."""
    steps = zip(("line", "place", "signature", "since"), states, strict=True)
    for step, state in steps:
        expect(page.get_by_test_id(f"step-{step}")).to_have_attribute("data-state", state)


@pytest.mark.parametrize("where", ["[data-testid=bring-drop]", "h1"])
def test_a_dropped_file_is_checked_in_every_step(page_en: Page, where: str) -> None:
    receipt = get_receipt(page_en)
    play_for_credit(page_en)  # So that the ledger has grown since.
    page_en.goto("/verify")
    drop(page_en, json.dumps(receipt), where)
    expect_result(page_en, "holds", "¥0.20 for “Stray animals” stands in the ledger, unchanged")
    expect_steps(page_en, "holds", "holds", "holds", "holds")
    line = json.loads(receipt["leaf"])
    expect(page_en.get_by_test_id("step-line")).to_contain_text(f"play number {line['number']} of")
    since = f"It begins with the very same {receipt['tree_head']['size']} lines."
    expect(page_en.get_by_test_id("step-since")).to_contain_text(since)


def test_a_chosen_file_is_checked_and_the_same_one_again(page_en: Page, tmp_path: Path) -> None:
    saved = tmp_path / "kindlens-receipt.json"
    saved.write_text(json.dumps(get_receipt(page_en)), "utf-8")
    page_en.goto("/verify")
    for _ in range(2):
        with page_en.expect_file_chooser() as choosing:
            page_en.get_by_test_id("bring-choose").click()
        choosing.value.set_files(saved)
        expect_result(page_en, "holds", "This receipt holds")
        drop(page_en, "{}")
        expect_result(page_en, "fails", "That is no receipt")


def dearer(receipt: Receipt) -> None:
    receipt["leaf"] = receipt["leaf"].replace('"amount_fen":20,', '"amount_fen":2000,')


def proven_otherwise(receipt: Receipt) -> None:
    receipt["proof"][-1] = hash_leaf(b"another").hex()


def of_a_ledger_never_signed(receipt: Receipt) -> None:
    receipt["tree_head"]["at"] = "2026-01-01T00:00:00.000Z"


def of_another_site(receipt: Receipt) -> None:
    """Let it hold by itself, under another site's name and key."""
    head = receipt["tree_head"]
    signed = OTHER_SITE.sign(head["size"], bytes.fromhex(head["root"]), system_clock_ms())
    receipt["tree_head"] = describe_head(signed, OTHER_SITE).model_dump()
    receipt["key"] = OTHER_SITE.public_key.hex()


@pytest.mark.parametrize(
    ("tamper", "states", "words"),
    [
        (dearer, ("holds", "fails", "waiting", "waiting"), "has been altered"),
        (proven_otherwise, ("holds", "fails", "waiting", "waiting"), "has been altered"),
        (of_a_ledger_never_signed, ("holds", "holds", "fails", "waiting"), "does not fit"),
        (of_another_site, ("holds", "holds", "fails", "waiting"), "another key than this site’s"),
    ],
)
def test_a_tampered_receipt_fails_at_the_step_that_shows_it(
    page_en: Page, tamper: Callable[[Receipt], None], states: tuple[str, ...], words: str
) -> None:
    receipt = get_receipt(page_en)
    tamper(receipt)
    page_en.goto("/verify")
    drop(page_en, json.dumps(receipt))
    expect_result(page_en, "fails", "Do not rely on what it says")
    expect_steps(page_en, *states)
    expect(page_en.locator(".step-fails p")).to_contain_text(words)
    expect(page_en.get_by_test_id("check-again")).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("so kind of you", "It cannot be read"),
        ('{"index": 3}', "parts of a receipt are missing"),
        ("9" * 65_537, "far too large"),
    ],
)
def test_a_file_that_is_no_receipt_is_named_in_words(page_en: Page, text: str, words: str) -> None:
    page_en.goto("/verify")
    drop(page_en, text)
    expect_result(page_en, "fails", words)
    expect(page_en.locator(".step")).to_have_count(0)


@pytest.mark.parametrize("loss", ["shorter", "rewritten"])
def test_a_ledger_that_lost_or_changed_lines_is_found_out(
    page_en: Page, live_server: LiveServer, loss: str
) -> None:
    """As its own operator could serve it, who has the key."""
    before = page_en.request.get("/api/ledger/head").json()
    receipt = get_receipt(page_en)
    signer = HeadSigner(load_keys(live_server.data_folder / "keys").log)
    size = receipt["tree_head"]["size"]
    changed = describe_head(signer.sign(size, hash_leaf(b"new past"), system_clock_ms()), signer)
    shown = before if loss == "shorter" else changed.model_dump()
    page_en.route("**/api/ledger/head", lambda route: route.fulfill(json=shown))
    page_en.goto("/verify")
    drop(page_en, json.dumps(receipt))
    expect_result(page_en, "fails", "Nothing was changed since")
    expect_steps(page_en, "holds", "holds", "holds", "fails")
    expect(page_en.get_by_test_id("step-since")).to_contain_text("tell the charity")


def test_while_the_site_is_gone_what_needs_none_is_checked_and_the_rest_later(
    page_en: Page, live_server: LiveServer, guards: list[PageGuard]
) -> None:
    guards[-1].allow("ERR_CONNECTION_REFUSED")
    receipt = get_receipt(page_en)
    page_en.goto("/verify")
    expect(page_en.get_by_test_id("bring-drop")).to_be_visible()
    live_server.stop()
    drop(page_en, json.dumps(receipt))
    expect_result(page_en, "open", "The rest can be checked when the site answers")
    expect_steps(page_en, "holds", "holds", "open", "open")
    expect(page_en.get_by_test_id("step-since")).to_contain_text("cannot be asked just now")
    live_server.start()
    page_en.get_by_test_id("check-again").click()
    expect_result(page_en, "holds", "This receipt holds")
    live_server.stop()
    dearer(receipt)
    drop(page_en, json.dumps(receipt))
    expect_result(page_en, "fails", "Do not rely on what it says")
    live_server.start()


def test_a_kept_receipt_is_checked_saved_brought_back_and_removed(page_en: Page) -> None:
    receipt = get_receipt(page_en)
    play_id = json.loads(receipt["leaf"])["play_id"]
    page_en.goto("/verify")
    expect(page_en.get_by_test_id("kept-none")).to_be_visible()
    kept = {"playId": play_id, "keptAt": "2026-11-26T12:00:00.000Z", "receipt": receipt}
    keep_in(page_en, "kindlens-receipts", "receipts", kept)
    page_en.reload()
    slip = page_en.get_by_test_id("kept-slip")
    expect(slip).to_contain_text("Stray animals")
    slip.get_by_test_id("kept-check").click()
    expect_result(page_en, "holds", "This receipt holds")
    with page_en.expect_download() as downloading:
        slip.get_by_test_id("kept-save").click()
    assert downloading.value.suggested_filename == f"kindlens-receipt-{play_id[-8:]}.json"
    slip.get_by_test_id("kept-remove").click()
    expect(page_en.get_by_text("Removed from this device")).to_be_visible()
    expect(slip).to_have_count(0)
    page_en.reload()
    expect(page_en.get_by_test_id("kept-none")).to_be_visible()
    page_en.get_by_test_id("bring-file").set_input_files(downloading.value.path())
    expect_result(page_en, "holds", "This receipt holds")
