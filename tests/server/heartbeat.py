"""What a kiosk's page tells its server every two seconds."""

from typing import Any

BEAT: dict[str, Any] = {
    "page": "0123456789abcdef",
    "state": "attract",
    "camera": "on",
    "frames_per_s": 30,
    "tracks_per_s": 4,
    "heap_bytes": 40_000_000,
    "plays": 0,
    "undelivered": 0,
}
