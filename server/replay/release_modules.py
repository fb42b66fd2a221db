"""Python modules of released documents: each release has its own `effects`, never the tree's.

While a release is active, its modules are what `sys.modules` holds under `effects`; those of the
others wait aside. Standard library only.
"""

import json
import sys
from collections import OrderedDict
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE = "effects"
RELEASES_MAX = 8  # Kept loaded; a deploy makes one more, and old plays arrive for three days.


class ReleaseMissingError(Exception):
    """The document of a release is not kept (any more)."""


class LoadedRelease:
    """One release's document and the modules that have been imported from it."""

    def __init__(self, document: dict[str, Any], label: str) -> None:
        self.manifest: dict[str, Any] = document["manifest"]
        self.files: dict[str, str] = document["files"]
        # A document of before there were packages says nothing: it is treated with more care.
        self.is_trusted = document.get("is_trusted") is True
        self.label = label
        self.modules: dict[str, ModuleType] = {}


class ReleaseModules(MetaPathFinder, Loader):
    """Finds every `effects` module in the active release, and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: OrderedDict[str, LoadedRelease] = OrderedDict()
        self._active: LoadedRelease | None = None

    def install(self) -> None:
        """Stand before every other finder, so that no file of the running tree is found."""
        sys.meta_path.insert(0, self)

    def hold(self, document: dict[str, Any]) -> LoadedRelease:
        """Make a document that is not in the folder the active release."""
        release = document["release"]
        self._loaded[release] = LoadedRelease(document, release[:8])
        return self.activate(release)

    def activate(self, release: str) -> LoadedRelease:
        """Make a release the one that `import effects…` gives. Raises ReleaseMissingError."""
        wanted = self._loaded.get(release) or self._read(release)
        self._loaded.move_to_end(release)
        if wanted is not self._active:
            self._put_aside()
            sys.modules.update(wanted.modules)
            self._active = wanted
        return wanted

    def _read(self, release: str) -> LoadedRelease:
        try:
            text = (self._folder / f"{release}.json").read_bytes()
        except OSError as error:
            raise ReleaseMissingError(release) from error
        loaded = LoadedRelease(json.loads(text), release[:8])
        self._loaded[release] = loaded
        if len(self._loaded) > RELEASES_MAX:
            self._loaded.popitem(last=False)
        return loaded

    def _put_aside(self) -> None:
        """Take the active release's modules out of sys.modules, and remember them with it."""
        mine = [name for name in sys.modules if name == PACKAGE or name.startswith(PACKAGE + ".")]
        modules = {name: sys.modules.pop(name) for name in mine}
        if self._active is not None:
            self._active.modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module of the active release; refuse an `effects` module that it lacks."""
        if fullname != PACKAGE and not fullname.startswith(PACKAGE + "."):
            return None
        file = self._file_of(fullname)
        is_package = file.endswith("/__init__.py")
        return spec_from_loader(fullname, self, origin=file, is_package=is_package)

    def exec_module(self, module: ModuleType) -> None:
        """Run a module's released source in it."""
        assert self._active is not None, "import of effects before a release is active"
        file = self._file_of(module.__name__)
        # The engine and trusted effects are our own; others run in an enclosed process (worker.py).
        exec(  # noqa: S102
            compile(self._active.files[file], f"<release {self._active.label}>/{file}", "exec"),
            module.__dict__,
        )

    def _file_of(self, fullname: str) -> str:
        files = self._active.files if self._active is not None else {}
        stem = fullname.replace(".", "/")
        for file in (f"{stem}/__init__.py", f"{stem}.py"):
            if file in files:
                return file
        raise ModuleNotFoundError(f"the release has no module {fullname}", name=fullname)
