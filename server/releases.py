"""Released effects: built at start, kept by hash as long as a ticket may need them.

DATA_DIR/releases/<hash>.json is both what pages fetch (with .br beside it) and what replays run;
DATA_DIR/releases/models/<sha256>.glb is what the page fetches besides.
"""

import json
import logging
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from effects.manifest import Manifest
from effects.place import EffectPlace, effect_ids, own_place
from effects.release import Release, build_release
from server.brotli_encoding import BEST, compress_brotli
from server.replay.vet import look_through
from server.schemas import Titles, Tracking
from server.whole_files import write_whole

log = logging.getLogger(__name__)

DEV_QUALITY = 4  # An author waits for every save.
KEPT_S = 72 * 3600  # A page that was open before a deploy may still fetch its files.


class ReleaseError(Exception):
    """An effect that cannot be released; the text says which file and why."""


@dataclass(frozen=True)
class Published:
    """What an effect's visitors run now."""

    effect: str
    hash: str
    tracking: list[Tracking]
    titles: Titles
    summaries: Titles


class ReleaseStore:
    """Holds the current release of each effect and the files of all kept ones."""

    def __init__(
        self,
        folder: Path,
        effects_root: Path,
        quality: int = BEST,
        packages: Collection[EffectPlace] = (),
        *,
        looks_through: bool = True,
    ) -> None:
        """Keep releases in folder, of the effects in effects_root and of those in packages.

        looks_through: the Python of packages, before it is released (server/replay/vet.py).
        """
        self.folder = folder
        self.current: dict[str, Published] = {}
        self.root = effects_root.resolve()
        self._quality = quality
        self._looks_through = looks_through
        self._packages = {place.id: place for place in packages}

    def places(self) -> dict[str, EffectPlace]:
        """Return where each effect lies now, by its id; one beside the engine goes first."""
        own = {effect_id: own_place(effect_id, self.root) for effect_id in effect_ids(self.root)}
        return self._packages | own

    def package_folders(self) -> list[Path]:
        """Return the folders of the effects that do not lie beside the engine."""
        return [place.folder for place in self._packages.values()]

    def publish_all(self) -> None:
        """Release every effect as its files are now. Raises ReleaseError.

        A package that cannot be released is left out, and the log says why.
        """
        for place in self.places().values():
            try:
                self.publish(place.id)
            except ReleaseError as error:
                if place.is_trusted:
                    raise
                log.error("left out: %s", error)

    def publish(self, effect_id: str) -> Published:
        """Release one effect as its files are now. Raises ReleaseError, changing nothing."""
        place = self.places()[effect_id]
        try:
            if not place.is_trusted:
                _refuse_links(place)
            release = build_release(place)
            if place.is_trusted or not self._looks_through:
                for path, source in release.document["files"].items():
                    compile(source, path, "exec")
            elif refused := look_through(release):
                raise ReleaseError("\n".join(refused))
            manifest = Manifest.model_validate(release.document["manifest"])
            if manifest.id != place.id:
                raise ValueError(f"got id {manifest.id!r}, expected the folder's name {place.id!r}")
            texts = release.document["texts"]
            titles, summaries = (
                Titles.model_validate({name: texts[name].get(key) for name in texts})
                for key in ("title", "summary")
            )
        except SyntaxError as error:
            raise ReleaseError(f"{error.filename}, line {error.lineno}: {error.msg}") from error
        except (OSError, ValueError) as error:
            raise ReleaseError(f"{place.folder.parent.name}/{place.id}: {error}") from error
        self._keep(release)
        published = Published(effect_id, release.hash, manifest.tracking, titles, summaries)
        self.current[effect_id] = published
        return published

    def path(self, release_hash: str) -> Path:
        """Return where a release's document is, or would be."""
        return self.folder / f"{release_hash}.json"

    def model_path(self, sha256: str) -> Path:
        """Return where a model is, or would be."""
        return self.folder / "models" / f"{sha256}.glb"

    def forget_unneeded(self, needed: Collection[str]) -> list[str]:
        """Remove the files of releases that are not current, not needed by an open ticket and
        older than the time a page may still ask for them; return their hashes."""
        keep = {*needed, *(published.hash for published in self.current.values())}
        oldest = time.time() - KEPT_S
        gone = [
            path
            for path in self.folder.glob("*.json")
            if path.stem not in keep and path.stat().st_mtime < oldest
        ]
        for path in gone:
            _unlink(path)
        if gone:
            self._forget_models()
        return [path.stem for path in gone]

    def _forget_models(self) -> None:
        """Remove the models that no kept release names."""
        named = {
            key
            for path in self.folder.glob("*.json")
            for key in json.loads(path.read_bytes())["manifest"].get("models", {}).values()
        }
        for path in self.folder.glob("models/*.glb"):
            if path.stem not in named:
                _unlink(path)

    def _keep(self, release: Release) -> None:
        path = self.path(release.hash)
        if path.is_file():
            path.touch()
            return
        for key, model in release.models.items():
            self._write(self.model_path(key), model)
        text = json.dumps(release.document, ensure_ascii=False, separators=(",", ":")).encode()
        self._write(path, text)
        log.info("released %s %s", release.id, release.hash[:8])

    def _write(self, path: Path, content: bytes) -> None:
        if path.is_file():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # The file last: once it is there, its compressed form is too.
        write_whole(path.with_name(path.name + ".br"), compress_brotli(content, self._quality))
        write_whole(path, content)


def _refuse_links(place: EffectPlace) -> None:
    """Raise ValueError where a file of an effect lies elsewhere: it would be published."""
    for path in place.folder.rglob("*"):
        if not path.resolve().is_relative_to(place.folder.resolve()):
            raise ValueError(f"got {path.name}, a link to elsewhere; expected files of its own")


def _unlink(path: Path) -> None:
    """Remove a file and its compressed form."""
    path.unlink()
    path.with_name(path.name + ".br").unlink(missing_ok=True)
