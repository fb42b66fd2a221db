"""Compress the built pages and the models beforehand: `python -m server.precompress FOLDER …`.

Writes a .br (quality 11) and a .gz beside every file that gets smaller by it. Results are kept by
the hash of their contents, so the large ones that never change (WASM, models) are compressed once.
"""

import argparse
import gzip
import hashlib
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from models.catalogue import CACHE_FOLDER, read_catalogue
from server.brotli_encoding import compress_brotli
from server.whole_files import write_whole

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "precompressed"
CODE = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest")
SUFFIXES = (*CODE, ".wasm", ".task", ".tflite")
BYTES_MIN = 512  # Below it, the header of the compressed form outweighs what it saves.
WORTH_RATIO = 0.95
NOT_WORTH = b""  # Kept in place of a form that is hardly smaller than its original.


def compress(data: bytes, suffix: str) -> bytes:
    """Return data as .br or .gz."""
    if suffix == ".br":
        return compress_brotli(data)
    return gzip.compress(data, compresslevel=9, mtime=0)


def compress_file(path: Path, kept: Path) -> int:
    """Put .br and .gz beside a file, where they are worth it; return the bytes of the .br.

    kept: the folder of earlier results, by hash.
    """
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    sizes: list[int] = []
    for suffix in (".br", ".gz"):
        store = kept / f"{digest}{suffix}"
        if not store.is_file():
            compressed = compress(data, suffix)
            is_worth = len(compressed) < len(data) * WORTH_RATIO
            write_whole(store, compressed if is_worth else NOT_WORTH)
        compressed = store.read_bytes()
        beside = path.with_name(path.name + suffix)
        if compressed == NOT_WORTH:
            beside.unlink(missing_ok=True)
        elif not beside.is_file() or beside.read_bytes() != compressed:
            write_whole(beside, compressed)
        sizes.append(len(compressed) or len(data))
    return sizes[0]


def files_of(folder: Path) -> Iterator[Path]:
    """Yield what is worth compressing below a folder of built pages, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in SUFFIXES and path.stat().st_size >= BYTES_MIN:
            yield path


def models_in_place() -> list[Path]:
    """Return the models that have been fetched."""
    paths = [CACHE_FOLDER / model.file for model in read_catalogue().models.values()]
    return [path for path in paths if path.is_file()]


def main(arguments: list[str] | None = None) -> int:
    """Compress the files of these folders and the fetched models; say how small they got."""
    parser = argparse.ArgumentParser(prog="python -m server.precompress", description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path, help="built pages, for instance web/dist")
    parser.add_argument("--kept", type=Path, default=KEPT, help="where results are kept by hash")
    parser.add_argument("--no-models", action="store_true", help="leave the models as they are")
    options = parser.parse_args(arguments)
    kept: Path = options.kept
    kept.mkdir(parents=True, exist_ok=True)
    for folder in options.folder:
        if not folder.is_dir():
            parser.error(f"got {folder}; expected a folder; to do: build the pages first")
    paths = [path for folder in options.folder for path in files_of(folder)]
    if not options.no_models:
        paths += models_in_place()
    with ProcessPoolExecutor() as pool:
        sizes = list(pool.map(compress_file, paths, [kept] * len(paths)))
    before = sum(path.stat().st_size for path in paths)
    sys.stdout.write(f"precompressed {len(paths)} files: {before:,} -> {sum(sizes):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
