"""Notes what must not be there twice, on disk, however much of it there is."""

from collections import Counter
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile


class Seen:
    """Notes any number of 16-byte values, each with a number, and finds them again at the end.

    On disk beyond 4 MB, in as many files as there are buckets, however much is noted.
    """

    BUCKETS = 64  # By the last byte, which is random in all values that are kept here.
    RECORD = 24  # 16 bytes of the value, 8 of its number.

    def __init__(self) -> None:
        self._buckets = [SpooledTemporaryFile[bytes](1 << 16) for _ in range(self.BUCKETS)]

    def add(self, value: bytes, number: int) -> None:
        """Note a value and its number."""
        self._buckets[value[15] % self.BUCKETS].write(value + number.to_bytes(8, "big"))

    def twice(self) -> Iterator[tuple[int, int]]:
        """Yield the number of the first and of the other, for each value that is there again."""
        for records in self._read():
            first: dict[bytes, int] = {}
            for value, number in records:
                if (earlier := first.setdefault(value, number)) != number:
                    yield earlier, number

    def count(self) -> Counter[int]:
        """Return how many different values each number has."""
        counted: Counter[int] = Counter()
        for records in self._read():
            counted.update(number for _, number in set(records))
        return counted

    def _read(self) -> Iterator[Iterator[tuple[bytes, int]]]:
        """Yield the records of each bucket, which is let go then: all that is left to do."""
        for bucket in self._buckets:
            with bucket:
                bucket.seek(0)
                yield ((one[:16], int.from_bytes(one[16:], "big")) for one in self._records(bucket))

    def _records(self, bucket: "SpooledTemporaryFile[bytes]") -> Iterator[bytes]:
        while record := bucket.read(self.RECORD):
            yield record
