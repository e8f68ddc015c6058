"""Taking times: processor time, medians of several warm runs, and a bound on what takes too long."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

RUNS, ENOUGH = 5, 2.0  # so many runs, or as many as fit into so many seconds


class TooLongError(Exception):
    """A cell took longer than its bound."""


@dataclass(frozen=True, slots=True)
class Timed:
    """What a call gave, and the median of its processor time in seconds."""

    result: Any
    seconds: float


@contextmanager
def bound(seconds: float) -> Iterator[None]:
    """Raise TooLongError where the block takes longer; a system without alarms lets it run to its end."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def median(call: Callable[[], Any]) -> Timed:
    """The median of several runs, the first of which only warms the caches where there is time for more."""
    times: list[float] = []
    begun, result = time.perf_counter(), None
    while len(times) <= RUNS and (not times or time.perf_counter() - begun < ENOUGH):
        start = time.process_time()
        result = call()
        times.append(time.process_time() - start)
    return Timed(result, statistics.median(times[1:] or times))


def once(call: Callable[[], Any]) -> Timed:
    """One run, for what changes something by being done."""
    start = time.process_time()
    result = call()
    return Timed(result, time.process_time() - start)


def peak() -> float:
    """The most memory that this process has held so far, in megabytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def process(arguments: Sequence[str]) -> float:
    """The median processor time in seconds of a Python process, whatever it prints. Raises RuntimeError where it fails."""
    times: list[float] = []
    for run in range(RUNS + 1):
        child = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        start = time.perf_counter()
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            taken = usage.ru_utime + usage.ru_stime
        else:
            child.wait()
            taken = time.perf_counter() - start
        if child.returncode not in (0, 1, 3, 4):  # findings, several readings, not understood: all are answers
            raise RuntimeError(f"{' '.join(arguments)} ended with {child.returncode}")
        if run:  # the first compiles bytecode and fills the caches
            times.append(taken)
    return statistics.median(times)
