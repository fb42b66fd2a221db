"""What can go wrong between a picture and its landmarks. Imports neither mediapipe nor OpenCV."""


class TrackerError(Exception):
    """Base of all; the text says what was got, what was expected and what to do."""


class TrackerMissingError(TrackerError):
    """mediapipe or OpenCV is not installed."""


class ModelMissingError(TrackerError):
    """A model is not in models/cache."""


class ClipError(TrackerError):
    """No pictures come from the named file or camera."""
