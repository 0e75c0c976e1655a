"""One contender in a process of its own: told what to compute, it answers with seconds.

Started as ``python -m lstm_sym.bench.worker NAME``; it reads a JSON object a line and writes one.
What a contender prints goes to the error output.
"""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_sym.bench.problem import Problem


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
    """Builds and runs one contender."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.run: Callable[[], Any] | None = None

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if "build" in request:
            return self.build(Problem(**request["build"]), request["output"])
        return {"seconds": self.measure(request["seconds"])}

    def build(self, problem: Problem, output: str) -> dict[str, Any]:
        """Import, build and call once; the output goes to a file for the comparison."""
        self.run = None
        start = time.perf_counter()
        contender = importlib.import_module(f"lstm_sym.bench.contenders.{self.name}")
        self.run = contender.build(problem)
        result = np.asarray(self.run())
        first = time.perf_counter() - start
        np.save(output, result)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"first_call": first, "peak_kib": peak, "version": contender.version()}

    def measure(self, seconds: float) -> list[float]:
        """Run for so long, at least three times; the first run warms the caches."""
        assert self.run is not None
        found: list[float] = []
        end = time.perf_counter() + seconds
        while len(found) < 3 or time.perf_counter() < end:
            start = time.perf_counter()
            self.run()
            found.append(time.perf_counter() - start)
        return found[1:]


if __name__ == "__main__":
    main()
