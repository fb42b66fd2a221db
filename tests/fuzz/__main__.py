"""`make fuzz`: the decoder of traces under atheris, led by what code the bytes reach.

Ends with 0 when the time is over and nothing was found. A finding is printed with its bytes, which
also stay in build/fuzz/found; `python -m tests.fuzz FILE` tries them again.
"""

import sys
from pathlib import Path

# It is installed in an environment of its own (see the Makefile).
import atheris  # pyright: ignore[reportMissingModuleSource]

with atheris.instrument_imports():  # pyright: ignore[reportAttributeAccessIssue]
    from effects.engine.trace import Trace
    from tests.fuzz.decoding import decode_or_refuse, encode_again, honest_trace

FOLDER = Path("build/fuzz")
INPUT_BYTES_MAX = 64 * 1024  # As the manifests have it; more is refused before it is decoded.
INPUT_S_MAX = 5
MEMORY_MB_MAX = 512
SEEDS = (
    [],
    [(1, 0, 500, 0)] * 31,
    [(tick % 2, 0, 400 + tick, -tick) for tick in range(95)],
    [(1, 1, -500, 1800), (0, 0, 1500, -1800)] * 20,
)


def try_one(data: bytes) -> None:
    """Decode; what is decoded must be what a recorder of it writes."""
    found = decode_or_refuse(data)
    if isinstance(found, Trace):
        again = decode_or_refuse(encode_again(found))
        assert isinstance(again, Trace)
        assert (again.rows, again.digests) == (found.rows, found.digests)


def main() -> None:
    """Fuzz for so many seconds, or try files."""
    corpus, found = FOLDER / "corpus", FOLDER / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    for number, rows in enumerate(SEEDS):
        (corpus / f"seed{number}").write_bytes(honest_trace(rows))
    given = sys.argv[1]
    options = [
        f"-max_len={INPUT_BYTES_MAX}",
        f"-timeout={INPUT_S_MAX}",
        f"-rss_limit_mb={MEMORY_MB_MAX}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    work = [f"-max_total_time={given}", str(corpus)] if given.isdecimal() else [given]
    atheris.Setup([sys.argv[0], *options, *work], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
