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
    assert "boat/art/photo.png: got a file .png; expected SVG" in printed
    assert "boat/texts/en.json:1: got key 'Title'" in printed
    assert "boat/texts/en.json:1: got 'Title': ''; expected words" in printed


@pytest.mark.parametrize(
    ("old", "new", "told_as"),
    [
        ('"api": 1,', '"api": 1', "manifest.json:4: got no JSON (Expecting ',' delimiter"),
        (
            '"api": 1,',
            '"api": 1, "colour": 3,',
            "manifest.json:3: got the key colour; expected one",
        ),
        ('  "task": "boat_task",\n', "", "manifest.json:1: got no task; expected this key too"),
        ('"ticks_max": 5400,', "", "manifest.json:9: got no limits.ticks_max; expected this key"),
        ('"face"', '"nose"', "manifest.json:5: got tracking.0: 'nose'; expected 'face', 'hands'"),
    ],
)
def test_a_wrong_manifest_is_told_in_an_authors_words(
    effect: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told_as: str
) -> None:
    edit(effect / "manifest.json", old, new)
    assert main(["check", str(effect)]) == 1
    assert f"boat/{told_as}" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_what_cannot_be_stamped_is_told(
    effect: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (effect / "manifest.json").write_text(text)
    assert main(["check", "--write", str(effect)]) == 1
    printed = capsys.readouterr().out
    assert "boat: not stamped before the following is mended" in printed
    assert "boat/manifest.json:1: got " in printed


def test_a_folder_without_its_manifest_is_told(
    effect: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (effect / "manifest.json").unlink()
    assert main(["check", str(effect)]) == 1
    assert "with an effect.py and no manifest.json" in capsys.readouterr().err


def test_words_that_stand_twice_or_nowhere_are_told(
    effect: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(effect / "texts" / "en.json", "{\n", '{\n  "title": "First",\n')
    (effect / "texts" / "fr.json").touch()
    assert main(["check", str(effect)]) == 1
    assert "boat/texts/en.json:3: got 'title' again" in capsys.readouterr().out
    edit(effect / "texts" / "en.json", '  "title": "First",\n', "")
    assert main(["check", str(effect)]) == 0
    assert "boat/texts/fr.json: advice: got a file that nothing reads" in capsys.readouterr().out


def line_of(effect: Path, part: str) -> int:
    lines = (effect / "effect.py").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "told_as"),
    [
        ('"line.lit"', '"line.lid"', "got no text 'line.lid'; expected one in texts"),
        ('hint = "steer"', 'hint = "stear"', "got no text 'hint.stear'"),
        ('"lantern", role', '"lamp", role', "got no boat/art/lamp.svg"),
        ('"sparks": self.done}', '"sparks": "five"}', "got the fact sparks 'five'; expected whole"),
        ('return {"sparks": self.done}', "return 5", "got facts() 5; expected whole numbers"),
    ],
)
def test_what_is_shown_and_not_there_is_told_at_its_line(
    effect: Path, old: str, new: str, told_as: str
) -> None:
    edit(effect / "effect.py", old, new)
    line = line_of(effect, "def facts" if "facts" in told_as or "fact " in told_as else new)
    assert f"boat/effect.py:{line}: {told_as}" in told(effect)


def test_a_loop_without_an_end_is_told_at_its_line(effect: Path) -> None:
    edit(effect / "effect.py", TICK, TICK + "        while self.done < 9:\n            pass\n")
    assert f"boat/effect.py:{line_of(effect, 'self.done < 9')}: got EndlessError" in told(effect)


def test_a_field_that_takes_whole_numbers_is_told_at_the_line_that_divides(effect: Path) -> None:
    edit(effect / "effect.py", TICK, TICK + "        self.lantern.x = self.lantern.x / 2\n")
    said = told(effect)
    place = f"boat/effect.py:{line_of(effect, '.x / 2')}: got StageError: node "
    assert place in said
    assert said.count("StageError") == 1  # Though two plays come upon it.


def test_a_signal_that_is_none_is_told_where_it_is_named(effect: Path) -> None:
    edit(effect / "steering.py", '("head_x_permille",)', '("head_z_permille",)')
    assert "boat/steering.py:5: got UnknownSignalError" in told(effect)
