"""`python -m tests.bench [NAME …]`: print one JSON line a figure, of all modules or those named.

Ends with 0 even where a bar is missed: it measures, it does not judge. What a module cannot
measure becomes a line with an `error`, its traceback goes to stderr.
"""

import importlib
import sys
import traceback

from tests.bench.figure import missed

# Cheap ones first; nothing may run beside those that use a browser.
MODULES = (
    "trace_bytes",
    "replay_cpu",
    "plausibility",
    "wire_bytes",
    "tick_ms",
    "draw_cost",
    "age_cost",
    "tracked_rate",
    "edge_tracking",
    "ledger_path",
    "ledger_size",
    "completions_per_s",
    "live_readers",
    "ten_plays",
)


LARGE = ("ledger_size_large",)  # Hours; only where it is named.


def main() -> int:
    """Measure and print; return 2 where a name is unknown, else 0."""
    names = sys.argv[1:] or list(MODULES)
    unknown = [name for name in names if name not in MODULES + LARGE]
    if unknown:
        print(f"got {unknown}, expected some of: {', '.join(MODULES)}", file=sys.stderr)
        return 2
    for name in names:
        try:
            figures = importlib.import_module(f"tests.bench.{name}").measure()
            for figure in figures:
                print(figure.line(), flush=True)
        except Exception as error:  # The other figures are still worth having.
            traceback.print_exc()
            print(missed(name, f"{type(error).__name__}: {error}"[:300]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
