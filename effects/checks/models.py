"""The 3D models of an effect, and the figure that wears them in pointer mode."""

from pydantic import ValidationError

from effects.checks.problem import Problem
from effects.engine.landmarks import FACE_LANDMARKS, HAND_LANDMARKS
from effects.manifest import Figure
from effects.place import FIGURE, EffectPlace

MODEL_BYTES_MAX = 1_500_000
GLB_MAGIC = b"glTF"
HAND_VALUES = 3 * len(HAND_LANDMARKS)
FACE_VALUES = 3 * len(FACE_LANDMARKS)


def check_models(place: EffectPlace) -> list[Problem]:
    """Return models that are no glTF binary, or too many bytes."""
    files = place.model_files()
    problems = [
        Problem(f"{place.id}/models/{name}.glb", 0, "no glTF binary", "one", "export it as .glb")
        for name, path in files.items()
        if not path.read_bytes().startswith(GLB_MAGIC)
    ]
    total = sum(path.stat().st_size for path in files.values())
    if total > MODEL_BYTES_MAX:
        problems.append(
            Problem(
                *(f"{place.id}/models", 0, f"{total} bytes", f"at most {MODEL_BYTES_MAX}"),
                "compress meshes and textures, or leave detail out",
            )
        )
    return problems


def check_figure(place: EffectPlace) -> list[Problem]:
    """Return what a figure lacks of the landmarks that a tracker would find."""
    path = place.folder / FIGURE
    if not path.is_file():
        return []
    file = f"{place.id}/{FIGURE}"
    try:
        figure = Figure.model_validate_json(path.read_bytes())
    except ValidationError as error:
        return [
            Problem(
                *(file, 0, f"{'.'.join(map(str, problem['loc']))}: {problem['input']!r:.60}"),
                *(problem["msg"], "correct this key"),
            )
            for problem in error.errors()
        ]
    lists = [(hand.points, HAND_VALUES, "hand") for hand in figure.hands]
    lists += [(face.points, FACE_VALUES, "face") for face in figure.faces]
    return [
        Problem(
            *(file, 0, f"a {part} of {len(points)} numbers", f"{expected}"),
            "give x, y, z of every landmark in effects/engine/landmarks.py",
        )
        for points, expected, part in lists
        if len(points) != expected
    ]
