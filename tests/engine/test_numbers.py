from effects.engine.hysteresis import Hysteresis
from effects.engine.one_euro import OneEuro
from effects.engine.random import SeededRandom
from effects.engine.whole import blend, clamp, ease

SEED = "0123456789abcdef0011223344556677"


def test_seed_decides_the_numbers():
    numbers = [SeededRandom(SEED).below(1000) for _ in range(2)]
    assert numbers[0] == numbers[1]
    random = SeededRandom(SEED)
    assert [random.below(1000) for _ in range(6)] == [374, 482, 920, 548, 781, 495]


def test_random_stays_in_bounds_and_reaches_them():
    random = SeededRandom(SEED)
    drawn = [random.between(-2, 2) for _ in range(200)]
    assert min(drawn) == -2
    assert max(drawn) == 2
    assert not [value for value in drawn if value not in (-2, -1, 0, 1, 2)]


def test_chance_is_about_right():
    random = SeededRandom(SEED)
    hits = len([1 for _ in range(3000) if random.chance(300)])
    assert 800 < hits < 1000


def test_shuffle_keeps_every_item():
    items = list(range(30))
    SeededRandom(SEED).shuffle(items)
    assert items != list(range(30))
    assert sorted(items) == list(range(30))


def test_bad_seeds_are_refused():
    for seed, said in (("12", "32 hexadecimal"), ("0" * 32, "zeros"), ("x" * 32, "")):
        try:
            SeededRandom(seed)
        except ValueError as error:
            assert said in str(error)
        else:
            raise AssertionError("no ValueError for " + seed)


def test_hysteresis_does_not_flicker():
    pinch = Hysteresis(700, 400)
    assert [pinch.next(value) for value in (699, 700, 500, 401, 400, 650)] == [
        False,
        True,
        True,
        True,
        False,
        False,
    ]
    low = Hysteresis(300, 420)
    assert [low.next(value) for value in (310, 300, 400, 420)] == [False, True, True, False]


def test_one_euro_is_steady_at_rest_and_quick_in_motion():
    noise = (3.0, -2.0, 1.0, -3.0, 2.0, -1.0)
    euro = OneEuro(2.2, 0.012, 1.0 / 30)
    still = [euro.next(500.0 + noise[tick % 6]) for tick in range(120)][60:]
    assert max(still) - min(still) < 3.0
    moving = OneEuro(2.2, 0.012, 1.0 / 30)
    moving.next(0.0)
    for tick in range(1, 31):
        last = moving.next(tick * 20.0)
    assert 600.0 - last < 60.0  # At 600 a second it lags by less than a tenth of a second.


def test_ease_arrives_from_both_sides():
    for start in (0, 1000):
        value = start
        for _ in range(60):
            value = ease(value, 503, 300)
        assert value == 503


def test_blend_and_clamp():
    assert blend(10, 20, 0) == 10
    assert blend(10, 20, 1000) == 20
    assert blend(20, 10, 500) == 15
    assert (clamp(-1, 0, 9), clamp(10, 0, 9), clamp(5, 0, 9)) == (0, 9, 5)
