"""What effects can use is documented, name by name."""

import re

import pytest

from effects import reference_words
from effects.place import EFFECTS
from effects.reference import PATH, UntoldNameError, reference
from tests.live_server import ROOT

STAGE_SOURCES = ROOT / "web" / "src" / "stage"


def test_the_reference_is_what_the_code_says() -> None:
    assert PATH.read_text("utf-8") == reference(), (
        "effects/REFERENCE.md is stale; run python -m effects.reference --write"
    )


@pytest.mark.parametrize(
    "words", ["MEMBERS", "KINDS", "FIELDS", "MOTIONS", "MANIFEST", "TEXTS", "STAGE", "HELPERS"]
)
def test_a_name_without_words_is_refused(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(getattr(reference_words, words))
    forgotten = next(iter(known))
    del known[forgotten]
    monkeypatch.setattr(reference_words, words, known)
    with pytest.raises(UntoldNameError, match=rf"no words for \['{forgotten}'\]"):
        reference()


def test_the_page_has_the_sounds_particles_and_motions_that_effects_may_name() -> None:
    sound, particles, motions = (
        (STAGE_SOURCES / name).read_text("utf-8")
        for name in ("sound.ts", "particles.ts", "motions.ts")
    )
    listed = re.search(r"const INSTRUMENTS: .* = \{ (.*) \};", sound)
    assert listed is not None
    assert sorted(listed[1].split(", ")) == sorted(reference_words.INSTRUMENTS)
    for source, opening, names in (
        (particles, "const PRESETS", reference_words.PRESETS),
        (motions, "const MOTIONS", reference_words.MOTIONS),
    ):
        table = source[source.index(opening) :].split("\n};", maxsplit=1)[0]
        assert set(re.findall(r"^  (\w+): [({]", table, re.MULTILINE)) == set(names)


def test_every_link_within_the_documents_leads_somewhere() -> None:
    for path in sorted(EFFECTS.glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)[)#]", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
