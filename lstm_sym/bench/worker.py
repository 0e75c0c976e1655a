"""One contender in a process of its own: told what to compute, it answers with seconds.

Started as ``python -m lstm_sym.bench.worker NAME``; it reads a JSON object a line and writes one.
What a contender prints goes to the error output.
"""

import gc
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from lstm_sym.bench.problem import Problem

UNCOUNTED = 0.2  # of a turn, and one run at least


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    worker = Worker(sys.argv[1])
    for line in sys.stdin:
        try:
            answer = worker.answer(json.loads(line))
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


class Worker:
    """Builds and runs one contender, problem after problem."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.run: Callable[[], Any] | None = None
        self.imported = 0.0  # seconds, the first time

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if "build" in request:
            return self.build(Problem(**request["build"]), request["output"])
        if "peak" in request:
            return {"gflops": product_peak(request["peak"])}
        return {"seconds": self.measure(request["seconds"])}

    def build(self, problem: Problem, output: str) -> dict[str, Any]:
        """Import, build and call once; the output goes to a file for the comparison."""
        self.run = None
        gc.collect()
        forget_peak()
        start = time.perf_counter()
        contender = importlib.import_module(f"lstm_sym.bench.contenders.{self.name}")
        self.imported = self.imported or time.perf_counter() - start
        assert len(problem.sequences)
        assert problem.weights
        start = time.perf_counter()
        self.run = contender.build(problem)
        result = np.asarray(self.run())
        first = self.imported + time.perf_counter() - start
        np.save(output, result)
        return {"first_call": first, "peak_kib": peak_kib(), "version": contender.version()}

    def measure(self, seconds: float) -> list[float]:
        """The seconds of each run in a turn that takes so long; its begin is not counted.

        At first the threads may share one processor, and the caches hold what the contender
        before needed.
        """
        assert self.run is not None
        begin = time.perf_counter()
        counted = begin + UNCOUNTED * seconds
        self.run()
        while time.perf_counter() < counted:
            self.run()
        found: list[float] = []
        while not found or time.perf_counter() < begin + seconds:
            start = time.perf_counter()
            self.run()
            found.append(time.perf_counter() - start)
        return found


def product_peak(seconds: float) -> float:
    """GFLOP/s of NumPy's best product of large matrices in float32."""
    size = 1024
    a, b = np.random.default_rng(0).standard_normal((2, size, size)).astype(np.float32)
    out, least = np.empty_like(a), float("inf")
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        np.dot(a, b, out=out)
        least = min(least, time.perf_counter() - start)
    return 2 * size**3 / least / 1e9


def forget_peak() -> None:
    """From here on the peak is that of this problem, where the system can do so."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak_kib() -> int:
    """The most memory that the process has had."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
