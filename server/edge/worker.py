"""A tracking worker: `python -m server.edge.worker`.

Reads jobs from standard input, writes answers to standard output, ends when its parent does (its
input then ends). Each visitor has landmarkers of their own, since these follow what they saw last.
"""

import os
import resource
import signal
import sys
import time
from typing import BinaryIO

import cv2
import numpy as np

from effects.tracker.tracker import Seen, Tracker
from server.edge.job import (
    DIGITS,
    PICTURE_LIMITS,
    Job,
    encode_answer,
    encode_seen,
    read_job,
    resting_tasks,
)
from server.edge.needs import read_needs
from server.edge.picture import UnreadablePictureError, decode_picture

NICE = 5  # The event loop comes first.


class Landmarkers:
    """The trackers of all visitors of this worker."""

    def __init__(self) -> None:
        self._trackers: dict[int, Tracker] = {}

    def answer(self, job: Job) -> bytes:
        """Do what a job asks for; return the message to answer with."""
        if job.kind == "open":
            needs = read_needs(job.data)
            tracker = Tracker(needs.for_tracker(), needs.landmarks, needs.blendshapes)
            self._trackers[job.visitor] = tracker
        elif job.kind == "close":
            tracker = self._trackers.pop(job.visitor, None)
            if tracker is not None:
                tracker.close()
        else:
            return self._look(job)
        return encode_answer("done")

    def _look(self, job: Job) -> bytes:
        started_s = time.perf_counter()
        try:
            picture = decode_picture(job.data)
        except UnreadablePictureError:
            return encode_answer("unreadable")
        seen = self._trackers[job.visitor].look(picture, job.t_ms, resting_tasks(job.resting))
        track_ms = (time.perf_counter() - started_s) * 1000
        return encode_answer("done", encode(seen, track_ms))


def encode(seen: Seen, track_ms: float) -> bytes:
    """Return what the page gets: faces and hands as web/src/tracking/tracker-frame.ts has them."""
    faces = [
        {
            "points": [round(value, DIGITS) for value in face["points"]],
            "blendshapes": [round(value, DIGITS) for value in face["blendshapes"]],
            "matrix": [round(value, DIGITS) for value in face["matrix"]] or None,
            "light": round(face["light"], DIGITS),
        }
        for face in seen.frame["faces"]
    ]
    hands = [
        {"side": hand["side"], "points": [round(value, DIGITS) for value in hand["points"]]}
        for hand in seen.frame["hands"]
    ]
    meshes = [mesh.astype("<f4").tobytes() for mesh in seen.meshes]
    return encode_seen({"faces": faces, "hands": hands, "track_ms": round(track_ms, 1)}, meshes)


def serve(landmarkers: Landmarkers, jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until the input ends."""
    while (job := read_job(jobs)) is not None:
        answers.write(landmarkers.answer(job))
        answers.flush()


def main() -> None:
    """Run as a process of the crew."""
    assert os.environ.items() >= PICTURE_LIMITS.items(), "a worker is started by the crew alone"
    # Native code that prints must not write into the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # A dump would hold a visitor's picture.
    os.nice(NICE)
    cv2.setNumThreads(1)  # One worker, one core.
    np.seterr(all="ignore")
    try:
        serve(Landmarkers(), sys.stdin.buffer, answers)
    except BrokenPipeError:
        os._exit(0)  # The parent is gone; so is everybody who could read an answer.


if __name__ == "__main__":
    main()
