"""Soak a kiosk: `python -m tests.soak [MINUTES] [SEED]`; one JSON line at the end."""

import json
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.soak.run import Soak, SoakFailedError

MINUTES = 30


def main() -> int:
    """Run one soak; return 1 when something did not hold."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    print(f"soaking a kiosk for {minutes:g} minutes, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        soak = Soak(playwright, Path(folder) / "kiosk", seed)
        try:
            soak.run(minutes * 60)
        except SoakFailedError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            if soak.figures.heap_bytes:
                print(json.dumps(soak.summary()), flush=True)
            soak.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
