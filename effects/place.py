"""Where an effect lies: beside the engine, or in a package of its own. CPython only."""

from dataclasses import dataclass
from pathlib import Path

EFFECTS = Path(__file__).parent
MANIFEST = "manifest.json"
LANGUAGES = ("zh-CN", "en")
FIGURE = "figure.json"
# Folders of this one that are no effect; one of such a name would take the engine's place.
RESERVED_IDS = ("checks", "engine", "examples", "template", "tracker")


class UnknownEffectError(Exception):
    """There is no such effect; the text says what was looked for and what there is."""


@dataclass(frozen=True)
class EffectPlace:
    """The files of one effect.

    folder: holds manifest.json; its name is the id. root: holds the engine that it runs with.
    is_trusted: whether its code is the product's own, so that it may run in a process that others
    share; a package's never is.
    """

    id: str
    folder: Path
    root: Path = EFFECTS
    is_trusted: bool = False

    def python_files(self) -> dict[str, Path]:
        """Return path (from the folder above `effects`) to file, of the engine and the effect."""
        engine = [self.root / "__init__.py", *sorted((self.root / "engine").glob("*.py"))]
        paths = {f"effects/{path.relative_to(self.root).as_posix()}": path for path in engine}
        own = sorted(self.folder.glob("*.py"))
        return paths | {f"effects/{self.id}/{path.name}": path for path in own}

    def text_files(self) -> dict[str, Path]:
        """Return language to catalogue file."""
        return {language: self.folder / "texts" / f"{language}.json" for language in LANGUAGES}

    def art_files(self) -> dict[str, Path]:
        """Return picture name to SVG file, in order."""
        return {path.stem: path for path in sorted((self.folder / "art").glob("*.svg"))}

    def model_files(self) -> dict[str, Path]:
        """Return model name to glTF binary, in order."""
        return {path.stem: path for path in sorted((self.folder / "models").glob("*.glb"))}

    def trace_files(self) -> list[Path]:
        """Return the recorded plays, in order."""
        return sorted((self.folder / "traces").glob("*.json"))


def effect_ids(root: Path = EFFECTS) -> list[str]:
    """Return the ids of the effects beside an engine, in order: the folders with a manifest."""
    return sorted(path.parent.name for path in root.glob(f"*/{MANIFEST}"))


def own_place(effect_id: str, root: Path = EFFECTS) -> EffectPlace:
    """Return the place of an effect beside the engine, whether it is there or not."""
    return EffectPlace(effect_id, root / effect_id, root, is_trusted=True)


def place_of(effect: str | EffectPlace, root: Path = EFFECTS) -> EffectPlace:
    """Return a place as it is, and that of an id in root."""
    return effect if isinstance(effect, EffectPlace) else own_place(effect, root)
