"""The proxy counts every byte that comes down, headers too, and changes none."""

import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.counting_proxy import count_bytes
from tests.bench.static_pages import serve_folders


def test_bytes_are_passed_on_and_counted(tmp_path: Path) -> None:
    body = bytes(range(256)) * 4000
    (tmp_path / "data.bin").write_bytes(body)
    with serve_folders({"/": tmp_path}) as origin:
        port = urlsplit(origin).port
        assert port is not None
        with count_bytes(port) as wire:
            with urllib.request.urlopen(f"{wire.origin}/data.bin") as answer:
                assert answer.read() == body
            assert len(body) < wire.received_bytes < len(body) + 1000
