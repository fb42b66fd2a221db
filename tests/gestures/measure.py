"""`python -m tests.gestures.measure MEDIA …`: how surely gestures are recognised, as figures.

MEDIA is the folder of photographs and clips named in photographs.py; it is no part of the product,
so this is no part of `make test`. Composing and tracking take half an hour of one core;
--keep FOLDER keeps what the tracker saw, so that a change of the rules is measured in seconds, and
--seed composes other sequences: rules are made by some seeds and reported by others.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from effects.engine.play import Play, find_effect, tracking_needs
from effects.engine.signals import TICK_HZ, SignalReader
from effects.tracker.clip import by_tick
from effects.tracker.errors import ModelMissingError
from effects.tracker.tracker import Picture
from tests.bench.figure import Figure, at_least, at_most
from tests.gestures.cutout import Cutout, cut_hands
from tests.gestures.intervals import poisson_95, wilson_95
from tests.gestures.judging import Occurrence, Verdict, gestures_by_tick, judge
from tests.gestures.negatives import negative_parts
from tests.gestures.people import read_person
from tests.gestures.photographs import (
    FACE_CLIP,
    FACES,
    LOOSE_HANDS,
    PALM_CLIP,
    SCENES,
    TAUGHT,
    WELL_LIT,
    GesturePhoto,
    MediaMissingError,
)
from tests.gestures.recognizer import labels_by_tick, recognize
from tests.gestures.sequences import draw_scene, render
from tests.gestures.tracked import TrackedSequence, kept, track

SEQUENCES = {"photographs": 34, "loose hands": 30}
PHOTOS = {"photographs": SCENES, "loose hands": LOOSE_HANDS}
ROUNDS = 3  # How often each hand of a sequence makes every gesture.
SECOND_HAND_SHARE = 0.2  # Of the sequences of loose hands, how many show two.
# The one loose thumb comes from the side; two such arms would cross and cover hands.
PAIRED = tuple(gesture for gesture in TAUGHT if gesture != "thumb_up")
# Of the first sequence of each trial: those whose figures are written down.
SEEDS = {"photographs": 5000, "loose hands": 9200, "nothing meant": 6000, "sitting": 7200}
PLAY_SEED = 5000
RECOGNISED_MIN = 0.95
FALSE_IN_FIVE_MINUTES_MAX = 1.0
FALSE_LIKES_IN_TEN_MINUTES_MAX = 1.0
JEWELRY = "heritage_jewelry"
BOOTH = "age_booth"
NOBODY_TICKS = 90


@cache
def cutouts_of(photos: tuple[GesturePhoto, ...], media: Path) -> list[Cutout]:
    """Return the hands of photographs of gestures, but for one that hangs from above."""
    hands = [hand for photo in photos for hand in cut_hands(photo, media)]
    return [hand for hand in hands if hand.palm[1] < 0]


def compose(media: Path, kind: str, seed: int) -> TrackedSequence:
    """Return one sequence of gestures as the tracker sees it; kind: a key of SEQUENCES."""
    rng = np.random.default_rng(seed)
    people = FACES if kind == "photographs" else WELL_LIT
    person = read_person(media / people[seed % len(people)])
    is_pair = kind == "loose hands" and rng.random() < SECOND_HAND_SHARE
    made = PAIRED if is_pair else TAUGHT
    orders = [
        [str(gesture) for _ in range(ROUNDS) for gesture in rng.permutation(made)]
        for _ in range(1 + is_pair)
    ]
    scene = draw_scene(seed, person, cutouts_of(PHOTOS[kind], media), orders)
    occurrences = [
        Occurrence(hold.cutout.gesture, hand.side, hold.cutout.name, hold.start_s, hold.end_s)
        for hand in scene.tracks
        for hold in hand.holds
    ]
    frames, labels = recognize(render(scene))
    return TrackedSequence(kind, frames, occurrences, labels)


def gesture_sequences(
    media: Path, keep: Path | None, kind: str, seed: int
) -> Iterator[TrackedSequence]:
    """Yield the labelled sequences of a kind, out of the folder where they are kept."""
    for own_seed in range(seed, seed + SEQUENCES[kind]):
        path = keep / f"{kind.replace(' ', '_')}_{own_seed}.json" if keep else None
        yield kept(path, lambda own_seed=own_seed: compose(media, kind, own_seed))


def nothing_meant(media: Path, keep: Path | None, seed: int) -> Iterator[TrackedSequence]:
    """Yield the parts of ten minutes in which nobody means anything."""
    parts = negative_parts(media, cutouts_of(LOOSE_HANDS, media), seed)
    return tracked_parts(parts, JEWELRY, keep, f"nothing_{seed}")


def sitting(media: Path, keep: Path | None, seed: int) -> Iterator[TrackedSequence]:
    """Yield the parts of ten minutes in which nobody likes: none is of the clip with a thumb."""
    cutouts = cutouts_of(LOOSE_HANDS, media)
    parts = negative_parts(media, cutouts, seed, (PALM_CLIP, FACE_CLIP))
    return tracked_parts(parts, BOOTH, keep, f"sitting_{seed}")


def tracked_parts(
    parts: Iterable[tuple[str, Iterable[tuple[float, Picture]]]],
    effect_id: str,
    keep: Path | None,
    name: str,
) -> Iterator[TrackedSequence]:
    """Yield parts (kind and pictures) as an effect's tracker sees them; name: of kept files."""
    wanted = tracking_needs(find_effect(effect_id))
    for number, (kind, pictures) in enumerate(parts):
        path = keep / f"{name}_{number:03}.json" if keep else None
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


def verdicts_of(sequences: Iterable[TrackedSequence]) -> tuple[list[Verdict], list[Verdict]]:
    """Return what the rules and what the labels make of every occurrence."""
    verdicts: list[Verdict] = []
    labelled: list[Verdict] = []
    for sequence in sequences:
        by_rules = gestures_by_tick(sequence.frames)
        by_labels = labels_by_tick(sequence.frames, sequence.labels)
        verdicts += [judge(occurrence, by_rules) for occurrence in sequence.occurrences]
        labelled += [judge(occurrence, by_labels) for occurrence in sequence.occurrences]
    return verdicts, labelled


def gesture_figures(
    kind: str, verdicts: Sequence[Verdict], labelled: Sequence[Verdict]
) -> Iterator[Figure]:
    """Yield the share of each taught gesture, and how long recognising took.

    kind: of the sequences.
    labelled: the same occurrences by gesture_recognizer.task, which is the baseline.
    """
    prefix = kind.replace(" ", "_")
    for gesture in TAUGHT:
        hits, trials = recognised(verdicts, gesture)
        low, high = wilson_95(hits, trials)
        print(
            f"{kind}, {gesture}: {hits} of {trials}, 95 % interval {low:.3f}..{high:.3f}",
            file=sys.stderr,
        )
        bar = at_least(RECOGNISED_MIN)
        baseline = recognised(labelled, gesture)[0] / trials
        yield Figure(f"{prefix}_{gesture}_recognised", hits / trials, "share", bar, baseline)
    delays = [verdict.delay_s for verdict in verdicts if verdict.delay_s is not None]
    yield Figure(f"{prefix}_gesture_delay_p50_s", float(np.quantile(delays, 0.5)), "s")
    yield Figure(f"{prefix}_gesture_delay_p95_s", float(np.quantile(delays, 0.95)), "s")
    wrong, baseline = (
        sum(verdict.wrong is not None for verdict in some) / len(some)
        for some in (verdicts, labelled)
    )
    yield Figure(f"{prefix}_gesture_taken_for_another", wrong, "share", baseline=baseline)


def put_ons(sequences: Sequence[TrackedSequence]) -> tuple[int, int, float]:
    """Return how many ornaments were put on, how many taken up, and the minutes it took.

    The effect runs through all parts on end, with nobody there for a while in between, as before
    one visitor after the other; a play that is over begins anew. The minutes are of the parts only.
    """
    effect_class = find_effect(JEWELRY)
    play = Play(effect_class, f"{PLAY_SEED:032x}", {}, "camera")
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
                play = Play(effect_class, f"{PLAY_SEED + ticks:032x}", {}, "camera")
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


def likes(sequences: Sequence[TrackedSequence]) -> tuple[int, float]:
    """Return how many thumbs were taken for a like at the question, and the minutes it took.

    The question stands all the time: a play that goes on makes room for one that is asking. With
    nobody there for a while in between, as in put_ons; the minutes are of the parts only.
    """
    reader, play = asking_booth(0)
    liked = ticks = 0
    for sequence in sequences:
        timed = [(frame["t_ms"] / 1000, frame) for frame in sequence.frames]
        new_by_tick = list(by_tick(timed))
        ticks += len(new_by_tick)
        for new in [*new_by_tick, *[None] * NOBODY_TICKS]:
            play.tick(reader.read_frame(new[1] if new else None, False))
            if play.effect.hint != "thumb_up":
                liked += play.effect.facts().get("liked", 0)
                reader, play = asking_booth(ticks)
    return liked, ticks / TICK_HZ / 60


def asking_booth(seed: int) -> tuple[SignalReader, Play]:
    """Return a play of the booth that has just put its question, and its reader of signals."""
    play = Play(find_effect(BOOTH), f"{PLAY_SEED + seed:032x}", {"pace": "brisk"}, "camera")
    reader = SignalReader(play.columns)
    while play.effect.hint != "thumb_up":
        play.tick(reader.read_frame(None, play.effect.phase == "ready"))
    return reader, play


def like_figures(sequences: Sequence[TrackedSequence]) -> Iterator[Figure]:
    """Yield how often somebody who only sits there is taken to like."""
    liked, minutes = likes(sequences)
    low, high = (bound / minutes * 10 for bound in poisson_95(liked))
    print(
        f"likes unmeant: {liked} in {minutes:.1f} min; "
        f"in ten minutes {liked / minutes * 10:.2f}, 95 % interval {low:.2f}..{high:.2f}",
        file=sys.stderr,
    )
    bar = at_most(FALSE_LIKES_IN_TEN_MINUTES_MAX)
    yield Figure("false_likes_in_ten_minutes", liked / minutes * 10, "1", bar)


def main() -> int:
    """Print the figures; return 1 where the pictures are not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("media", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for what the tracker saw")
    parser.add_argument("--seed", type=int, help="of the first sequence of every trial")
    parser.add_argument("--only", choices=tuple(SEEDS), help="one of the trials, not all")
    options = parser.parse_args()
    seeds = SEEDS if options.seed is None else dict.fromkeys(SEEDS, int(options.seed))
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    try:
        for kind in SEQUENCES:
            if options.only in (None, kind):
                verdicts, labelled = verdicts_of(
                    gesture_sequences(options.media, options.keep, kind, seeds[kind])
                )
                for figure in gesture_figures(kind, verdicts, labelled):
                    print(figure.line(), flush=True)
        if options.only in (None, "nothing meant"):
            parts = list(nothing_meant(options.media, options.keep, seeds["nothing meant"]))
            for figure in put_on_figures(parts):
                print(figure.line(), flush=True)
        if options.only in (None, "sitting"):
            parts = list(sitting(options.media, options.keep, seeds["sitting"]))
            for figure in like_figures(parts):
                print(figure.line(), flush=True)
    except (MediaMissingError, ModelMissingError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
