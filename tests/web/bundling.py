"""The pages' modules, bundled as they ship, to run in Node or on a page of a test's own."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.engine_harness.micropython import ROOT, find_node

BUNDLER = ROOT / "web" / "node_modules" / "rolldown" / "bin" / "cli.mjs"
PAGES = ROOT / "web" / "src"
TIME_LIMIT_S = 60

EACH = """
import * as it from %(module)s;
import { readFileSync } from "node:fs";
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (array) => array && Buffer.from(array).toString("hex");
const cases = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(cases.map(%(each)s)));
"""


def bundle(module: Path, built: Path) -> Path:
    """Bundle a module and what it imports; parts it loads later lie beside it. Return `built`."""
    names = ["--entryFileNames", built.name, "--format", "esm", "--logLevel", "silent"]
    command = [find_node(), str(BUNDLER), str(module), "--dir", str(built.parent), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT_S)
    return built


class Modules:
    """Runs JavaScript over modules of the pages, in Node."""

    def __init__(self, folder: Path) -> None:
        """folder: where their bundles go."""
        self._folder = folder

    def each(self, module: str, arrow: str, cases: list[Any]) -> list[Any]:
        """Return what an arrow function makes of each case.

        module: its path in `web/src`; in the function its name is `it`.
        """
        built = (self._folder / module).with_suffix(".mjs")
        if not built.exists():
            bundle(PAGES / module, built)
        source = EACH % {"module": json.dumps(built.as_uri()), "each": arrow}
        done = subprocess.run(
            [find_node(), "--input-type=module", "--eval", source],
            input=json.dumps(cases),
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout)

    def value(self, module: str, expression: str) -> Any:
        """Return what an expression comes to."""
        return self.each(module, f"() => ({expression})", [None])[0]
