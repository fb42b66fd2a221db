"""Effects in pip packages: found by their entry point, without running anything of theirs.

A package names its effect in the entry point group `kindlens.effects`, `my_effect = "my_effect"`:
the effect's id, and the folder of that name in which its manifest lies. CPython only.
"""

import json
import logging
import sys
from collections.abc import Iterable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import Distribution, EntryPoint, distributions
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

from effects.place import (
    EFFECTS,
    MANIFEST,
    RESERVED_IDS,
    EffectPlace,
    UnknownEffectError,
    effect_ids,
    own_place,
)

log = logging.getLogger(__name__)

GROUP = "kindlens.effects"


def installed_places(paths: Iterable[Path] = (), root: Path = EFFECTS) -> list[EffectPlace]:
    """Return where the effects of installed packages lie, in order of their ids.

    paths: folders that packages were installed into by `pip install --target`; none: where this
    Python looks. root: holds the engine; an id that it has too is its own. What cannot be used
    is said in the log.
    """
    where = [str(path) for path in paths]
    found: dict[str, EffectPlace] = {}
    taken = (*effect_ids(root), *RESERVED_IDS)
    for distribution in distributions(path=where) if where else distributions():
        for point in distribution.entry_points.select(group=GROUP):
            place = _place_of_entry(distribution, point, root)
            if place is None:
                continue
            if place.id in taken or place.id in found:
                log.warning(
                    "package %s: got effect %s, which is there already; expected another id",
                    *(distribution.name, place.id),
                )
                continue
            found[place.id] = place
    return [found[effect_id] for effect_id in sorted(found)]


def _place_of_entry(
    distribution: Distribution, point: EntryPoint, root: Path
) -> EffectPlace | None:
    if point.name != point.value or not point.name.isidentifier():
        log.warning(
            "package %s: got entry point %s = %s, expected the effect's id twice",
            *(distribution.name, point.name, point.value),
        )
        return None
    for parent in (Path(str(distribution.locate_file(""))), *_edited_folder(distribution)):
        folder = (parent / point.name).resolve()
        if (folder / MANIFEST).is_file():
            return EffectPlace(point.name, folder, root)
    log.warning(
        "package %s: got no %s/%s, expected it beside effect.py",
        *(distribution.name, point.name, MANIFEST),
    )
    return None


def _edited_folder(distribution: Distribution) -> list[Path]:
    """Return the folder of a package that was installed by `pip install -e`, if it was."""
    text = distribution.read_text("direct_url.json")
    if text is None:
        return []
    url = urlsplit(str(json.loads(text)["url"]))
    return [Path(unquote(url.path))] if url.scheme == "file" else []


def find_place(name: str, paths: Iterable[Path] = ()) -> EffectPlace:
    """Return the effect that somebody means: by a folder's path, or by its id.

    name: the folder of a package or of the effect in it, or the id of an effect of this product
    or of an installed package. Raises UnknownEffectError.
    """
    place = _place_at(Path(name))
    if place is not None:
        return place
    if any(Path(name).glob("effect.py")) or any(Path(name).glob("*/effect.py")):
        raise UnknownEffectError(
            f"got {name} with an effect.py and no {MANIFEST}, expected it beside effect.py; "
            f"to do: write it (effects/REFERENCE.md names its keys), or copy one of `kindlens new`"
        )
    own = effect_ids()
    if name in own:
        return own_place(name)
    installed = installed_places(paths)
    for one in installed:
        if one.id == name:
            return one
    known = ", ".join([*own, *(one.id for one in installed)])
    raise UnknownEffectError(
        f"got effect {name!r}, expected a folder that holds {MANIFEST} (or a package of that "
        f"folder's name in it), or one of: {known}; to do: `kindlens new {_as_id(name)}` makes one"
    )


def _place_at(path: Path) -> EffectPlace | None:
    """Return the effect in a folder, or in the folder of the same name in it."""
    folder = path.resolve()
    inner = [folder, folder / folder.name, *sorted(folder.glob("*/"))]
    for candidate in inner:
        if (candidate / MANIFEST).is_file():
            if candidate.parent == EFFECTS:
                return own_place(candidate.name)
            return EffectPlace(candidate.name, candidate)
    return None


def _as_id(name: str) -> str:
    word = "".join(letter if letter.isalnum() else "_" for letter in Path(name).name.lower())
    return word if word.isidentifier() else "my_effect"


class _PlaceFinder(MetaPathFinder):
    """Lets `import effects.<id>` find effects that do not lie in `effects`."""

    def __init__(self) -> None:
        self.folders: dict[str, Path] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        folder = self.folders.get(fullname)
        if folder is None:
            return None
        return spec_from_file_location(
            fullname, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )


_finder = _PlaceFinder()


def make_importable(place: EffectPlace) -> None:
    """Let this process import the effect's code as `effects.<id>`: for whoever trusts it.

    What was imported under that name from another folder is forgotten.
    """
    package = f"effects.{place.id}"
    if place.folder.parent == EFFECTS or _finder.folders.get(package) == place.folder:
        return
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    for name in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
        del sys.modules[name]
    _finder.folders[package] = place.folder
