from effects.engine.gestures import (
    BLOW_SETTLE_TICKS,
    GO_AHEAD_AFTER_TICKS,
    STILL_TICKS,
    Blow,
    GoAhead,
    Nod,
    Stillness,
)
from effects.engine.signals import Signals

FACE = 400  # Height of a near face in permille of the picture.


def ticks_to_nod(ys, height=FACE, xs=None):
    nod = Nod()
    for tick, y in enumerate(ys):
        if nod.next(xs[tick] if xs else 500, y, height):
            return tick
    return None


def down_and_up(depth, ticks):
    rest = [500] * 15
    half = ticks // 2
    down = [500 + depth * step // half for step in range(1, half + 1)]
    return rest + down + list(reversed(down)) + rest


def test_a_quick_nod_is_seen_before_it_ends():
    assert ticks_to_nod(down_and_up(40, 12)) is not None
    assert ticks_to_nod(down_and_up(40, 36)) is not None
    far_away = 120
    assert ticks_to_nod(down_and_up(10, 14), height=far_away) is not None


def test_no_nod_from_rest_slow_sinking_or_one_way():
    wobble = [500 + (tick * 7) % 5 for tick in range(300)]
    assert ticks_to_nod(wobble) is None
    sinking = [500 + tick // 2 for tick in range(300)]
    assert ticks_to_nod(sinking) is None
    assert ticks_to_nod([500] * 20 + [540] * 100) is None


def test_steering_is_no_nod():
    ys = down_and_up(30, 20)
    xs = [300 + tick * 12 for tick in range(len(ys))]
    assert ticks_to_nod(ys, xs=xs) is None


def test_stillness_takes_two_seconds_and_forgives_a_sway():
    still = Stillness()
    seen = [still.next(500 + tick % 3, 500 - tick % 2, 300, FACE) for tick in range(70)]
    assert seen.index(True) == STILL_TICKS - 1
    still.reset()
    assert not any(still.next(500 + tick * 2, 500, 300, FACE) for tick in range(200))


def signals_at(x, y=500, is_pressed=0, is_present=1):
    signals = Signals()
    signals.is_present = is_present
    signals.is_pressed = is_pressed
    signals.head_x_permille = x
    signals.head_y_permille = y
    signals.head_width_permille = 300
    signals.head_height_permille = FACE
    return signals


def test_a_press_goes_ahead_at_once():
    assert GoAhead("camera").next(signals_at(500, is_pressed=1))
    assert GoAhead("pointer").next(signals_at(0, is_pressed=1))


def test_holding_still_goes_ahead_after_a_moment():
    go_ahead = GoAhead("camera")
    ticks = [go_ahead.next(signals_at(500)) for _ in range(120)].index(True)
    assert ticks == GO_AHEAD_AFTER_TICKS + STILL_TICKS - 1


def test_nobody_there_never_goes_ahead():
    go_ahead = GoAhead("camera")
    assert not any(go_ahead.next(signals_at(500, is_present=0)) for _ in range(300))


def test_a_pointer_must_have_moved_to_hold_still():
    go_ahead = GoAhead("pointer")
    assert not any(go_ahead.next(signals_at(500)) for _ in range(300))
    assert any(go_ahead.next(signals_at(700)) for _ in range(STILL_TICKS + 5))


def blows(puckers):
    blow = Blow()
    return [blow.next(pucker) for pucker in puckers]


def test_pursed_lips_blow_and_relaxed_ones_end_it():
    seen = blows([30] * 20 + [850] * 20 + [60] * 5)
    late = BLOW_SETTLE_TICKS - 1
    assert seen == [False] * (20 + late) + [True] * (20 - late) + [False] * 5


def test_a_mouth_that_rests_pursed_must_purse_further():
    resting = blows([660 + tick % 5 * 30 for tick in range(300)])
    assert not any(resting)
    assert blows([660] * 60 + [930] * 10)[-1]


def test_a_picture_or_two_of_pressed_lips_is_no_blow():
    assert not any(blows([100] * 20 + [800] * (BLOW_SETTLE_TICKS - 1) + [100] * 20))


def test_a_play_that_begins_pursed_is_understood_once_the_lips_relax():
    seen = blows([880] * 30 + [100] * 20 + [890] * 10)
    assert not any(seen[:50])
    assert seen[-1]


def test_the_strength_of_a_blow_is_told():
    blow = Blow()
    blow.next(0)
    blow.next(250)
    assert blow.strength_permille == 250
    for _ in range(BLOW_SETTLE_TICKS):
        is_on = blow.next(1000)
    assert is_on
    assert blow.strength_permille == 1000
