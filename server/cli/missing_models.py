"""Which tracking models are not there yet, and what to do: for commands that open a camera."""

from models.fetch import NEEDED_NAMES
from server.services import Services
from server.settings import Settings


def missing_models(services: Services, settings: Settings) -> str:
    """Return a sentence for whoever started the server; "" where all models are in place."""
    missing = [
        model.file
        for model in services.models
        if model.name in NEEDED_NAMES and not (settings.models_dir / model.file).is_file()
    ]
    if not missing:
        return ""
    return (
        f"Without {', '.join(missing)} in {settings.models_dir} no camera can be used; "
        "to do: go online and run `kindlens models`"
    )
