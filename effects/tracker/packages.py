"""The two packages that tracking in Python needs, and what to say where they are missing."""

from importlib import import_module

from effects.tracker.errors import TrackerMissingError

# As in pyproject.toml; later versions of mediapipe report their use over the network.
REQUIREMENTS = ("mediapipe==0.10.33", "opencv-contrib-python==5.0.0.93")


def require_packages() -> None:
    """Return if both packages can be imported. Raises TrackerMissingError."""
    for name in ("mediapipe", "cv2"):
        try:
            import_module(name)
        except ImportError as error:
            wanted = " ".join(f"'{requirement}'" for requirement in REQUIREMENTS)
            raise TrackerMissingError(
                f"got no {name} ({error}); tracking in Python needs it; to do: run "
                f"`.venv/bin/python -m pip install {wanted}` (`make test` installs them too)"
            ) from error
