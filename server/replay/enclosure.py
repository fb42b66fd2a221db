"""What the operating system keeps from a process that runs code nobody vouches for.

`enclose` takes everything from the calling process but its own memory, its own CPU time and one
file descriptor to write to. On Linux, on x86-64 and ARM64, the kernel enforces it (seccomp): any
other system call ends the process. Elsewhere only limits and closed files stand, and `is_enforced`
says so. Standard library only.

    python -m server.replay.enclosure    tries it out and prints which of the two it is

Sources: seccomp(2), Documentation/userspace-api/seccomp_filter.rst, prctl(2).
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import subprocess
import sys
from functools import cache

from server.replay.bare_process import ROOT, bare_environment

MEMORY_BYTES_MAX = 256 * 1024 * 1024  # An honest replay needs about 20 MB beside the worker's.

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
SECCOMP_RET_KILL_PROCESS = 0x80000000
SECCOMP_RET_ALLOW = 0x7FFF0000

# Of struct seccomp_data: where the number, the architecture and the lower half of each argument
# are. Both architectures below are little-endian.
NUMBER_AT, ARCHITECTURE_AT, ARGUMENTS_AT, ARGUMENT_BYTES = 0, 4, 16, 8
# Classic BPF: load a word, and jumps by comparing it with a constant.
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
INSTRUCTION = struct.Struct("=HBBI")  # struct sock_filter: code, jump if true, if false, constant.
X32_BIT = 0x40000000  # Calls of another numbering that x86-64 takes too.

PROT_EXEC = 4
MAP_ANONYMOUS = 0x20
MMAP_PROTECTION, MMAP_FLAGS = 2, 3  # Which argument of mmap.

# Audit architecture, then the numbers of what is left: memory, writing the answer, ending.
ARCHITECTURES = {
    "x86_64": (
        0xC000003E,
        {"write": 1, "mmap": 9, "munmap": 11, "brk": 12, "mremap": 25, "madvise": 28, "exit": 231},
    ),
    "aarch64": (
        0xC00000B7,
        {
            "write": 64,
            "exit": 94,
            "brk": 214,
            "munmap": 215,
            "mremap": 216,
            "mmap": 222,
            "madvise": 233,
        },
    ),
}
PLAIN_CALLS = ("munmap", "brk", "mremap", "madvise", "exit")


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


class EnclosureError(Exception):
    """The kernel refused to enclose this process; nothing may be run in it."""


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, *values: int) -> None:
    given = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if _libc().prctl(option, *given) != 0:
        raise EnclosureError(f"prctl {option}: {os.strerror(ctypes.get_errno())}")


def is_known_system() -> bool:
    """Return whether there is a kernel here that this module knows to ask."""
    return sys.platform == "linux" and platform.machine() in ARCHITECTURES


def enclose(answer_fd: int, cpu_s_max: float) -> None:
    """Take all but memory, CPU time and writing to answer_fd from this process, for good.

    It ends (SIGPROF) when it has used cpu_s_max from now on. Raises EnclosureError or OSError
    where that fails: then end the process.
    """
    os.environ.clear()
    if is_known_system():
        _libc()  # Loaded while files can still be opened.
    os.closerange(0, answer_fd)
    os.closerange(answer_fd + 1, os.sysconf("SC_OPEN_MAX"))
    _limit(cpu_s_max)
    if is_known_system():
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        _prctl(PR_SET_DUMPABLE, 0)
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
        _install_filter(answer_fd)


def _limit(cpu_s_max: float) -> None:
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_DATA, MEMORY_BYTES_MAX),
        # Seconds are its smallest unit; the timer below is finer, and this cannot be stopped.
        (resource.RLIMIT_CPU, int(sum(os.times()[:2]) + cpu_s_max) + 2),
    ):
        hard = resource.getrlimit(kind)[1]
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (value, value))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, cpu_s_max)


def _install_filter(answer_fd: int) -> None:
    architecture, numbers = ARCHITECTURES[platform.machine()]
    code = _filter(architecture, numbers, answer_fd)
    kept = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // INSTRUCTION.size, ctypes.addressof(kept))
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(program))


def _filter(architecture: int, numbers: dict[str, int], answer_fd: int) -> bytes:
    """Return the BPF program that lets the few calls through and ends the process at any other."""

    def argument(position: int) -> int:
        return ARGUMENTS_AT + position * ARGUMENT_BYTES

    allow, kill = (RETURN, 0, 0, SECCOMP_RET_ALLOW), (RETURN, 0, 0, SECCOMP_RET_KILL_PROCESS)
    lines = [
        (LOAD, 0, 0, ARCHITECTURE_AT),
        (JUMP_EQUAL, 1, 0, architecture),
        kill,
        (LOAD, 0, 0, NUMBER_AT),
        (JUMP_AT_LEAST, 0, 1, X32_BIT),
        kill,
    ]
    for name in PLAIN_CALLS:
        lines += [(JUMP_EQUAL, 0, 1, numbers[name]), allow]
    lines += [
        (JUMP_EQUAL, 0, 4, numbers["write"]),
        (LOAD, 0, 0, argument(0)),
        (JUMP_EQUAL, 0, 1, answer_fd),
        allow,
        kill,
        (JUMP_EQUAL, 0, 6, numbers["mmap"]),
        (LOAD, 0, 0, argument(MMAP_PROTECTION)),
        (JUMP_ANY_BIT, 3, 0, PROT_EXEC),
        (LOAD, 0, 0, argument(MMAP_FLAGS)),
        (JUMP_ANY_BIT, 0, 1, MAP_ANONYMOUS),
        allow,
        kill,
        kill,
    ]
    return b"".join(INSTRUCTION.pack(*line) for line in lines)


def is_enforced() -> bool:
    """Return whether the kernel of this machine really encloses: tried out, in a new process."""
    if not is_known_system():
        return False
    tried = subprocess.run(
        (sys.executable, "-m", "server.replay.enclosure"),
        cwd=ROOT,
        env=bare_environment(),
        capture_output=True,
    )
    return tried.returncode == -signal.SIGSYS and tried.stdout == b"enclosed\n"


def _try_out() -> None:
    """Enclose this process and open a file: where it is enforced, the kernel ends it there."""
    enclose(1, cpu_s_max=5)
    os.write(1, b"enclosed\n")
    os.open(os.devnull, os.O_RDONLY)


if __name__ == "__main__":
    _try_out()
