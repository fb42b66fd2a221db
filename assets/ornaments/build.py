"""Makes the three ornaments anew: `python assets/ornaments/build.py [FOLDER]`.

Needs numpy and OpenCV (the test environment) and web/node_modules. See README.md.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import batik_earrings
import filigree_ring
import gltf
import miao_bangle

HERE = Path(__file__).resolve().parent
MODELS = HERE.parents[1] / "effects" / "heritage_jewelry" / "models"
ORNAMENTS = (miao_bangle, filigree_ring, batik_earrings)


def main(folder: Path) -> None:
    """Model, compress and validate; raises CalledProcessError where the validator objects."""
    names = [module.__name__ for module in ORNAMENTS]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as plain:
        for module, name in zip(ORNAMENTS, names, strict=True):
            gltf.write(Path(plain) / f"{name}.glb", module.build())
        command = ["node", str(HERE / "compress.mjs"), plain, str(folder), *names]
        subprocess.run(command, check=True)
    for name in names:
        print(f"{name}: {(folder / f'{name}.glb').stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else MODELS)
