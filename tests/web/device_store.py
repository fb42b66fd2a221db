"""What a page keeps in its browser's database, put there as an earlier visit would have left it."""

from typing import Any

from playwright.sync_api import Page

KEEP = """([database, store, kept]) => new Promise((resolve, reject) => {
  const opening = indexedDB.open(database);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  opening.onerror = reject;
  opening.onsuccess = () => {
    const change = opening.result.transaction(store, "readwrite");
    change.objectStore(store).put(kept, kept.playId);
    change.oncomplete = () => { opening.result.close(); resolve(); };
  };
})"""


def keep_in(page: Page, database: str, store: str, kept: dict[str, Any]) -> None:
    """Put a value under its playId; makes database and store where the page has none yet."""
    page.evaluate(KEEP, [database, store, kept])
