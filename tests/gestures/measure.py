"""`python -m tests.gestures.measure MEDIA …`: how surely gestures are recognised, as figures.

MEDIA is the folder of photographs and clips named in photographs.py; it is no part of the product,
so this is no part of `make test`. Composing and tracking take about ten minutes on two cores;
--keep FOLDER keeps what the tracker saw, so that a change of the rules is measured in seconds.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from effects.engine.play import Play, find_effect
from effects.engine.signals import TICK_HZ, SignalReader, needs
from effects.tracker.clip import by_tick
from effects.tracker.errors import ModelMissingError
from tests.bench.figure import Figure, at_least, at_most
from tests.gestures.cutout import Cutout, cut_hands
from tests.gestures.intervals import poisson_95, wilson_95
from tests.gestures.judging import Occurrence, Verdict, gestures_by_tick, judge
from tests.gestures.negatives import negative_parts
from tests.gestures.photographs import (
    FACES,
    GESTURE_PHOTOS,
    TAUGHT,
    MediaMissingError,
    cover,
    read_picture,
)
from tests.gestures.recognizer import labels_by_tick, recognize
from tests.gestures.sequences import HEIGHT, SECOND_HAND_SHARE, WIDTH, draw_scene, render
from tests.gestures.tracked import TrackedSequence, kept, track

SEQUENCES = 30
ROUNDS = 3  # How often each hand of a sequence makes every gesture.
SEED = 1000
NOTHING_SEED = 7
RECOGNISED_MIN = 0.95
FALSE_IN_FIVE_MINUTES_MAX = 1.0
JEWELRY = "heritage_jewelry"
NOBODY_TICKS = 90


@cache
def all_cutouts(media: Path) -> list[Cutout]:
    """Return the hands of all photographs of gestures, but for one that hangs from above."""
    hands = [hand for photo in GESTURE_PHOTOS for hand in cut_hands(photo, media)]
    return [hand for hand in hands if hand.palm[1] < 0]


def compose(media: Path, number: int) -> TrackedSequence:
    """Return one sequence of gestures as the tracker sees it."""
    rng = np.random.default_rng(SEED + number)
    backdrop = cover(read_picture(media / FACES[number % len(FACES)]), WIDTH, HEIGHT)
    hands = 2 if rng.random() < SECOND_HAND_SHARE else 1
    orders = [
        [str(gesture) for _ in range(ROUNDS) for gesture in rng.permutation(TAUGHT)]
        for _ in range(hands)
    ]
    scene = draw_scene(number, backdrop, all_cutouts(media), orders)
    occurrences = [
        Occurrence(hold.cutout.gesture, hand.side, hold.cutout.name, hold.start_s, hold.end_s)
        for hand in scene.tracks
        for hold in hand.holds
    ]
    frames, labels = recognize(render(scene))
    return TrackedSequence("gestures", frames, occurrences, labels)


def gesture_sequences(media: Path, keep: Path | None, count: int) -> Iterator[TrackedSequence]:
    """Yield the labelled sequences, out of the folder where they are kept."""
    for number in range(count):
        path = keep / f"gestures_{number:03}.json" if keep else None
        yield kept(path, lambda number=number: compose(media, number))


def nothing_meant(media: Path, keep: Path | None) -> Iterator[TrackedSequence]:
    """Yield the parts of ten minutes in which nobody means anything."""
    wanted = needs(find_effect(JEWELRY).SIGNALS)
    parts = negative_parts(media, all_cutouts(media), NOTHING_SEED)
    for number, (kind, pictures) in enumerate(parts):
        path = keep / f"nothing_{number:03}.json" if keep else None
        yield kept(
            path,
            lambda kind=kind, pictures=pictures: TrackedSequence(
                kind, track(pictures, wanted), [], []
            ),
        )


def recognised(verdicts: Sequence[Verdict], gesture: str) -> tuple[int, int]:
    """Return how many occurrences of a gesture were recognised, of how many."""
    of_it = [verdict for verdict in verdicts if verdict.occurrence.gesture == gesture]
    return sum(verdict.is_recognised for verdict in of_it), len(of_it)


def gesture_figures(verdicts: Sequence[Verdict], labelled: Sequence[Verdict]) -> Iterator[Figure]:
    """Yield the share of each taught gesture, and how long recognising took.

    labelled: the same occurrences by gesture_recognizer.task, which is the baseline.
    """
    for gesture in TAUGHT:
        hits, trials = recognised(verdicts, gesture)
        low, high = wilson_95(hits, trials)
        print(
            f"{gesture}: {hits} of {trials}, 95 % interval {low:.3f}..{high:.3f}", file=sys.stderr
        )
        bar, baseline = at_least(RECOGNISED_MIN), recognised(labelled, gesture)[0] / trials
        yield Figure(f"{gesture}_recognised", hits / trials, "share", bar, baseline)
    delays = [verdict.delay_s for verdict in verdicts if verdict.delay_s is not None]
    yield Figure("gesture_delay_p50_s", float(np.quantile(delays, 0.5)), "s")
    yield Figure("gesture_delay_p95_s", float(np.quantile(delays, 0.95)), "s")
    wrong, baseline = (
        sum(verdict.wrong is not None for verdict in some) / len(some)
        for some in (verdicts, labelled)
    )
    yield Figure("gesture_taken_for_another", wrong, "share", baseline=baseline)


def put_ons(sequences: Sequence[TrackedSequence]) -> tuple[int, int, float]:
    """Return how many ornaments were put on, how many taken up, and the minutes it took.

    The effect runs through all parts on end, with nobody there for a while in between, as before
    one visitor after the other; a play that is over begins anew. The minutes are of the parts only.
    """
    effect_class = find_effect(JEWELRY)
    play = Play(effect_class, f"{SEED:032x}", {}, "camera")
    worn = taken = ticks = done = 0
    was_carrying = False
    for sequence in sequences:
        reader = SignalReader(play.columns)
        timed = [(frame["t_ms"] / 1000, frame) for frame in sequence.frames]
        new_by_tick = list(by_tick(timed))
        ticks += len(new_by_tick)
        for new in [*new_by_tick, *[None] * NOBODY_TICKS]:
            play.tick(reader.read_frame(new[1] if new else None, False))
            effect = play.effect
            worn += max(0, effect.done - done)
            is_carrying = effect.hint.startswith("wear_")
            taken += is_carrying and not was_carrying
            done, was_carrying = effect.done, is_carrying
            if effect.phase == "completed":
                play = Play(effect_class, f"{SEED + ticks:032x}", {}, "camera")
                done, was_carrying = 0, False
    return worn, taken, ticks / TICK_HZ / 60


def put_on_figures(sequences: Sequence[TrackedSequence]) -> Iterator[Figure]:
    """Yield how often something is put on that nobody meant to."""
    worn, taken, minutes = put_ons(sequences)
    low, high = (bound / minutes * 5 for bound in poisson_95(worn))
    print(
        f"put on unmeant: {worn} in {minutes:.1f} min, taken up {taken} times; "
        f"in five minutes {worn / minutes * 5:.2f}, 95 % interval {low:.2f}..{high:.2f}",
        file=sys.stderr,
    )
    bar = at_most(FALSE_IN_FIVE_MINUTES_MAX)
    yield Figure("false_put_ons_in_five_minutes", worn / minutes * 5, "1", bar)
    yield Figure("false_takes_in_five_minutes", taken / minutes * 5, "1")


def main() -> int:
    """Print the figures; return 1 where the pictures are not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("media", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for what the tracker saw")
    parser.add_argument("--sequences", type=int, default=SEQUENCES)
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    try:
        sequences = gesture_sequences(options.media, options.keep, options.sequences)
        verdicts: list[Verdict] = []
        labelled: list[Verdict] = []
        for sequence in sequences:
            by_rules = gestures_by_tick(sequence.frames)
            by_labels = labels_by_tick(sequence.frames, sequence.labels)
            verdicts += [judge(occurrence, by_rules) for occurrence in sequence.occurrences]
            labelled += [judge(occurrence, by_labels) for occurrence in sequence.occurrences]
        for figure in gesture_figures(verdicts, labelled):
            print(figure.line(), flush=True)
        for figure in put_on_figures(list(nothing_meant(options.media, options.keep))):
            print(figure.line(), flush=True)
    except (MediaMissingError, ModelMissingError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
