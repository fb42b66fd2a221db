"""What we call of brotli, which ships no types."""

MODE_GENERIC: int
MODE_TEXT: int
MODE_FONT: int

class error(Exception): ...  # noqa: N801, N818 - brotli's own name.

def compress(
    string: bytes, mode: int = ..., quality: int = ..., lgwin: int = ..., lgblock: int = ...
) -> bytes: ...
def decompress(string: bytes) -> bytes: ...
