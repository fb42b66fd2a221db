"""`kindlens check` over a new effect that is then broken, once a rule; each says where and what."""

import json
from pathlib import Path

import pytest

from effects.packages import find_place
from server.cli.__main__ import main
from server.rehearsal import rehearse as rehearsal_module
from server.rehearsal.in_micropython import find_interpreter, find_node
from server.rehearsal.rehearse import rehearse
from tests.live_server import ROOT

WEB = ROOT / "web" / "dist"
TICK = '        """Live through one thirtieth of a second."""\n'


@pytest.fixture
def effect(tmp_path: Path) -> Path:
    """Return the folder of a new effect's files."""
    assert main(["new", str(tmp_path / "boat")]) == 0
    return tmp_path / "boat" / "boat"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def told(effect: Path) -> str:
    """Return the problems of a rehearsal, a line each."""
    return "\n".join(str(problem) for problem in rehearse(find_place(str(effect)), WEB).problems)


def test_what_is_right_is_summed_up(effect: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(effect)]) == 0
    printed = capsys.readouterr().out
    assert "boat: nothing is wrong\n  follows head_x_permille\n" in printed
    assert "KB over the wire; a tick takes " in printed
    assert "2 recorded plays replay alike" in printed


def test_problems_end_with_1_and_say_where(
    effect: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(effect / "effect.py", "import Effect", "import Effect, nothing")
    assert main(["check", str(effect)]) == 1
    assert "boat/effect.py:3: got ImportError: " in capsys.readouterr().out


def test_letters_without_a_place_in_the_font_are_advice(
    effect: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(effect / "texts" / "zh-CN.json", "点亮灯笼", "点亮灯笼龘")
    assert main(["check", "--write", str(effect)]) == 0
    printed = capsys.readouterr().out
    assert "boat/texts/zh-CN.json:2: advice: got 1 characters that the pages' font lacks: 龘" in (
        printed
    )
    assert "boat: fit to be played" in printed


def test_a_failing_line_is_told(effect: Path) -> None:
    edit(effect / "effect.py", TICK, TICK + "        self.glow.w //= signals.is_present - 1\n")
    line = (effect / "effect.py").read_text().splitlines().index(
        "        self.glow.w //= signals.is_present - 1"
    ) + 1
    assert f"boat/effect.py:{line}: got ZeroDivisionError: " in told(effect)


def test_a_play_that_goes_otherwise_is_told(effect: Path) -> None:
    edit(effect / "effect.py", "FALL_PER_TICK = 7", "FALL_PER_TICK = 6")
    assert 'boat/traces/bot_camera.json: got {"status": "tampered"' in told(effect)


def test_what_only_one_interpreter_does_is_told(effect: Path) -> None:
    # Sorting moves equals about in one of them.
    order = "enumerate(sorted(range(20), key=lambda n: n % 2))"
    weights = f"self.glow.value = sum([place * one for place, one in {order}])"
    edit(effect / "effect.py", TICK, f"{TICK}        {weights}\n")
    record_anew(effect)
    assert "in the page's MicroPython [" in told(effect)


def record_anew(effect: Path) -> None:
    """Let the recorded play be what the rules make of its signals now."""
    from effects.engine.play import Play, find_effect
    from effects.engine.replay import replay
    from effects.engine.trace import Recorder, decode
    from effects.packages import make_importable
    from effects.trace_file import expectation, read_trace_file, write_trace_file

    place = find_place(str(effect))
    make_importable(place)
    for path in place.trace_files():
        kept = read_trace_file(path)
        play = Play(find_effect(place.id), kept.seed, {}, kept.trace.mode)
        recorder = Recorder(kept.trace.play_id, place.id, {}, kept.trace.mode, play.columns)
        for row in kept.trace.rows:
            play.tick(row)
            recorder.add_row(row)
            if play.is_digest_due():
                recorder.add_digest(play.digest())
            if play.effect.phase == "completed":
                break
        outcome = replay(find_effect(place.id), decode(recorder.encode()), kept.seed, {})
        write_trace_file(path, "a test", kept.seed, expectation(outcome), recorder.encode())


def test_flashing_is_told(effect: Path) -> None:
    flash = "self.glow.w = 900\n        self.glow.is_visible = self.lantern.dx % 4 < 2\n"
    count = f"{TICK}        {flash}        self.lantern.dx += 1\n"
    edit(effect / "effect.py", TICK, count)
    record_anew(effect)
    assert "7 flashes of 'spark' in the second before tick" in told(effect)


def test_slow_ticks_are_told(effect: Path) -> None:
    slow = "for _ in range(20000):\n            self.ticks_left += 0\n"
    edit(effect / "effect.py", TICK, f"{TICK}        {slow}")
    edit(effect / "effect.py", "SPARKS = 5", "SPARKS = 1")
    (effect / "traces" / "bot_pointer.json").unlink()
    record_anew(effect)
    assert "expected at most 4 ms, so that phones keep up" in told(effect)


def test_what_is_followed_but_not_owned_up_to_is_told(effect: Path) -> None:
    edit(effect / "manifest.json", '"face"\n', "")
    assert "got tracking [] while the effect follows face" in told(effect)


def test_limits_and_bytes_are_told(effect: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(effect / "manifest.json", '"ticks_max": 5400', '"ticks_max": 300')
    monkeypatch.setattr(rehearsal_module, "WIRE_BYTES_MAX", 1000)
    said = told(effect)
    assert "390 ticks; expected at most 65536 and 300, the manifest's limits" in said
    assert "bytes over the wire; expected at most 1000" in said


def test_traces_of_others_and_none_are_told(effect: Path) -> None:
    (effect / "traces" / "bot_camera.json").write_text("{}")
    pointer = effect / "traces" / "bot_pointer.json"
    pointer.write_bytes((ROOT / "effects/dodge_food/traces/bot_sure.json").read_bytes())
    said = told(effect)
    assert "boat/traces/bot_camera.json: got " in said
    assert "got a play of dodge_food; expected one of boat" in said
    assert "got no recorded play that is completed" in said


def test_without_node_it_says_so(
    effect: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert find_node()
    assert find_interpreter(WEB)
    monkeypatch.setattr(rehearsal_module, "find_node", lambda: None)
    assert main(["check", str(effect)]) == 0
    assert "the page's interpreter not tried, since Node is not here" in capsys.readouterr().out


def test_files_that_are_missing_are_told(effect: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (effect / "__init__.py").unlink()
    (effect / "art" / "photo.png").touch()
    (effect / "texts" / "en.json").write_text(json.dumps({"Title": ""}))
    assert main(["check", str(effect)]) == 1
    printed = capsys.readouterr().out
    assert "boat/__init__.py: got no file" in printed
    assert "boat/art/photo.png: got a .png file; expected SVG" in printed
    assert "boat/texts/en.json:1: got key 'Title'" in printed
    assert "boat/texts/en.json:1: got 'Title': ''; expected words" in printed
