"""How sure a share is: the Wilson score interval (Wilson, JASA 22, 1927)."""

from math import sqrt

Z_95 = 1.959964  # The normal distribution's 97.5 % quantile.


def wilson_95(hits: int, trials: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, both ends in 0..1."""
    if not 0 <= hits <= trials or not trials:
        raise ValueError(f"got {hits} hits of {trials} trials, expected 0..trials, trials > 0")
    share = hits / trials
    z2 = Z_95 * Z_95
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    reach = Z_95 * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def poisson_95(count: int) -> tuple[float, float]:
    """Return the 95 % interval of a count's mean (Byar's approximation of the exact one)."""

    def bound(n: float, z: float) -> float:
        return n * (1 - 1 / (9 * n) + z / (3 * sqrt(n))) ** 3 if n else 0.0

    return bound(count, -Z_95), bound(count + 1, Z_95)
