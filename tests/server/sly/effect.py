"""An effect that nobody should vouch for: three taps, and one attempt to break out. For tests."""

import os
import sys

from effects.engine import Effect, Signals

TAPS = 3


class Sly(Effect):
    """Counts taps. The choice "manner" says what it tries meanwhile; MARK is replaced by a path."""

    def start(self) -> None:
        self.goal = TAPS
        self.begin()
        getattr(self, self.choices["manner"])()

    def tick(self, signals: Signals) -> None:
        if signals.is_pressed:
            self.done += 1
            self.stage.sound("bell", self.random.below(10))
            if self.done == TAPS:
                self.complete()

    def plain(self) -> None:
        """Try nothing."""

    def read_file(self) -> None:
        open("/etc/hostname").read()

    def write_file(self) -> None:
        open("MARK", "w").write("out")

    def connect(self) -> None:
        import socket

        socket.create_connection(("127.0.0.1", 9), 1)

    def fork(self) -> None:
        os.fork()

    def execute(self) -> None:
        os.execv("/bin/touch", ["touch", "MARK"])

    def run_native_code(self) -> None:
        import ctypes

        ctypes.CDLL(None).system(b"touch MARK")

    def run_loaded_native_code(self) -> None:
        sys.modules["ctypes"].CDLL(None).system(b"touch MARK")

    def kill_parent(self) -> None:
        os.kill(os.getppid(), 9)

    def unset_the_limit(self) -> None:
        import signal

        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)

    def sleep(self) -> None:
        import time

        time.sleep(60)

    def allocate(self) -> None:
        self.kept = bytearray(1_000_000_000)

    def spin(self) -> None:
        while True:
            self.done = 0

    def spin_in_one_call(self) -> None:
        sum(range(1 << 62))

    def look_at_environment(self) -> None:
        if not os.environ:
            raise RuntimeError("nothing there")

    def overflow(self) -> None:
        self.overflow()

    def leave(self) -> None:
        raise SystemExit(0)

    def end_at_once(self) -> None:
        os._exit(0)

    def flood_answer(self) -> None:
        for fd in range(3, 64):
            os.write(fd, b"completed " + b"x" * 10_000)

    def forge_answer(self) -> None:
        """Find the descriptor that may be written to, without trying any other."""
        frame = sys._getframe()
        while "answer_fd" not in frame.f_locals:
            frame = frame.f_back
        os.write(frame.f_locals["answer_fd"], b'{"status": "credited", "played_ms": 0}')
        os._exit(0)

    def patch_engine(self) -> None:
        import effects.engine.replay

        effects.engine.replay.Outcome.__init__ = None
        effects.engine.trace.decode = None
        sys.modules["server.replay.worker"] = None
