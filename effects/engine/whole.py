"""Whole-number arithmetic that effects need: the same in both interpreters."""


def clamp(value: int, low: int, high: int) -> int:
    """Return value, or the nearer bound if it lies outside low..high."""
    return low if value < low else high if value > high else value


def ease(value: int, target: int, permille: int) -> int:
    """Return value moved `permille` of the way to target; it always arrives in the end."""
    gap = target - value
    step = abs(gap) * permille // 1000
    if step == 0:
        return target
    return value + step if gap > 0 else value - step


def blend(start: int, end: int, permille: int) -> int:
    """Return the value `permille` of the way from start to end (0 is start, 1000 is end)."""
    return start + (end - start) * permille // 1000
