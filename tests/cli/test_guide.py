"""The guide's commands and code, followed to the letter in an empty folder."""

import base64
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
import zlib
from pathlib import Path
from typing import Any

import pytest

from effects.bot import play_by_bot
from effects.engine.play import Play
from effects.engine.signals import TICK_HZ
from effects.packages import find_place, make_importable
from tests.guide_steps import GUIDE, Step, apply, read_steps
from tests.live_server import ROOT, LiveServer


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return where `kindlens`, `python` and `pip` are those of this test; nothing is downloaded."""
    commands = tmp_path_factory.mktemp("bin")
    for name, module in (("kindlens", "server.cli"), ("python", ""), ("pip", "pip")):
        program = commands / name
        start = f"-m {module} " if module else ""
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {start}"$@"\n')
        program.chmod(0o755)
    return os.environ | {
        "PATH": f"{commands}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PIP_NO_BUILD_ISOLATION": "0",  # Means: build with the setuptools that is here.
        "PIP_NO_INDEX": "1",
    }


def run(step: Step, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-e", "-c", step.text], cwd=folder, env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """Return the folder of somebody who has followed the guide to its end."""
    folder = tmp_path_factory.mktemp("guided")
    for step in read_steps():
        if step.kind in ("write", "change"):
            apply(step, folder)
        elif step.kind in ("run", "fails"):
            done = run(step, folder, environment)
            said = f"{step.text}{done.stdout}{done.stderr}"
            assert (done.returncode == 0) == (step.kind == "run"), said
    return folder


def test_the_guide_leads_to_an_effect_without_faults(
    guided: Path, environment: dict[str, str]
) -> None:
    done = run(Step("run", "kindlens check night_cat"), guided, environment)
    assert done.stdout.startswith("night_cat: nothing is wrong\n"), done.stdout


def test_the_packed_effect_is_credited_by_a_server_of_the_guides_campaign(
    guided: Path, environment: dict[str, str]
) -> None:
    wheel = next((guided / "dist").glob("*.whl"))
    packages = guided / "packages"
    install = f"pip install --quiet --no-deps --target {packages} {wheel}"
    assert run(Step("run", install), guided, environment).returncode == 0
    settings = {
        "CAMPAIGN": str(guided / "season.toml"),
        "PYTHONPATH": f"{packages}{os.pathsep}{ROOT}",
    }
    server = LiveServer(guided / "data", settings).start()
    try:
        visitor = Visitor(server)
        release = next(
            entry["release"]
            for entry in visitor.get("/api/effects")["effects"]
            if entry["id"] == "night_cat"
        )
        asked = {"effect": "night_cat", "release": release, "mode": "camera"}
        ticket = visitor.post("/api/plays", asked)
        make_importable(find_place(str(guided / "night_cat")))
        played = play_by_bot(
            "night_cat", smiling_bot, ticket["seed"], play_id=ticket["play_id"], ticks_max=900
        )
        assert played.phase == "completed"
        time.sleep(played.play.tick_count / TICK_HZ)  # A play takes its time; the server knows.
        trace = base64.b64encode(zlib.compress(played.trace)).decode()
        delivered = {"ticket": ticket["ticket"], "trace": trace}
        verdict = visitor.post(f"/api/plays/{ticket['play_id']}/completion", delivered)
        assert verdict["status"] == "credited", verdict
        assert verdict["receipt"]["amount_fen"] == 20
    finally:
        server.stop()


def smiling_bot(play: Play) -> dict[str, int]:
    """Go below the spark, and smile."""
    x = next((node.x for node in play.stage.nodes if node.role == "spark"), 500)
    return {"head_x_permille": x, "smile_permille": 600}


class Visitor:
    """Keeps the server's cookie, as a browser does."""

    def __init__(self, server: LiveServer) -> None:
        self._url = server.url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def get(self, path: str) -> Any:
        with self._opener.open(self._url + path, timeout=10) as answer:
            return json.load(answer)

    def post(self, path: str, body: dict[str, str]) -> Any:
        data, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(self._url + path, data, headers)
        with self._opener.open(request, timeout=10) as answer:
            return json.load(answer)


def test_commands_that_are_not_run_here_are_known() -> None:
    told = [line for step in read_steps() if step.kind == "open" for line in step.text.split("\n")]
    assert [line for line in told if line] == [
        "kindlens play night_cat",
        "CAMPAIGN=season.toml DATA_DIR=data kindlens serve",
    ]


def test_every_picture_of_the_guide_is_there() -> None:
    there = {path.name for path in (ROOT / "assets" / "guide").iterdir()}
    texts = [path.read_text("utf-8") for path in (GUIDE, GUIDE.with_name("README.md"))]
    assert set(re.findall(r"\(\.\./assets/guide/([^)]+)\)", " ".join(texts))) == there
