"""Schemathesis against a real server: whatever is sent, no 5xx, and answers as described."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.tiny_server import make_server

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
EXAMPLES, FULL_EXAMPLES = 5, 300  # Of each operation.
SEED = 1

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1800)]


def test_whatever_is_sent_the_answer_is_as_described(tmp_path: Path, is_full_chaos: bool) -> None:
    server = make_server(tmp_path).start()
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "run"),
        f"{server.url}/api/openapi.json",
        *("--checks", ",".join(CHECKS)),
        *("--max-examples", str(FULL_EXAMPLES if is_full_chaos else EXAMPLES)),
        *("--seed", str(SEED), "--generation-database", "none", "--warnings", "off"),
    ]
    try:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    finally:
        server.stop()
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    assert "Traceback" not in server.log()
