"""Interleaved runs of all contenders on one problem; a wrong output is refused."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

import lstm_numpy
from lstm_sym.bench.contenders import numpy_plain
from lstm_sym.bench.problem import THREADS, Array, Problem

OURS = ("lstm_c", "lstm_c_eight", "lstm_c_bfloat16", "lstm_numpy")
PEERS = ("pytorch", "onnxruntime_lstm", "openvino_lstm", "keras_jax", "keras_tensorflow")
OTHERS = ("numba_step", "numpy_plain", "products_alone")
CONTENDERS = (*OURS, *PEERS, *OTHERS)
BOUND = 1e-5  # of float32 outputs below 1, after some hundred timesteps
# Half a step in each of some hundred products, of eight bits or of 8 binary digits.
BOUNDS = {"lstm_c_eight": 0.1, "lstm_c_bfloat16": 0.02}


@dataclass
class Result:
    """One contender on one problem."""

    name: str
    version: str = ""
    error: str = ""  # why there are no times
    first_call: float = 0.0  # import, build and one call, in seconds
    peak_kib: int = 0  # of the whole process
    seconds: list[float] = field(default_factory=list)

    @property
    def least(self) -> float:
        return min(self.seconds, default=float("inf"))

    @property
    def median(self) -> float:
        return median(self.seconds) if self.seconds else float("inf")


class Field:
    """The contenders that race with a number of threads, each in its process for all problems."""

    def __init__(self, pythons: Mapping[str, str], threads: int) -> None:
        self.contenders = [
            Contender(name, pythons.get(name, sys.executable), threads) for name in CONTENDERS
        ]

    def race(
        self,
        problem: Problem,
        rounds: int,
        seconds: float,
        tick: Callable[[str], object] = lambda name: None,
    ) -> list[Result]:
        """Every contender's times: some runs of each in turn, several times over."""
        expected = reference(problem)
        results: list[Result] = []
        with tempfile.TemporaryDirectory() as folder:
            for contender in self.contenders:
                tick(contender.name)
                output = Path(folder) / f"{contender.name}.npy"
                results.append(contender.start(problem, output, expected))
        running = [pair for pair in zip(results, self.contenders, strict=True) if not pair[0].error]
        for _ in range(rounds):
            for result, contender in running:
                tick(result.name)
                result.seconds += contender.ask(seconds=seconds).get("seconds", [])
        return results

    def product_peak(self, seconds: float = 0.5) -> float:
        """GFLOP/s of a large product of matrices by NumPy; 0 where nothing answers."""
        last = self.contenders[-1]
        return float(last.ask(peak=seconds).get("gflops", 0.0))

    def __enter__(self) -> "Field":
        return self

    def __exit__(self, *_: object) -> None:
        for contender in self.contenders:
            contender.end()


def reference(problem: Problem) -> Array:
    """The output in double precision, by code that nothing here has printed."""
    return numpy_plain.computed(problem, np.float64)


#: What becomes of a process while others run; a record without this word is of runs before.
MEANWHILE = "stopped" if hasattr(signal, "SIGSTOP") else "waiting"


class Contender:
    """A worker process, which is stopped while others run: its threads may go on for a while after
    an answer, in wait of the next call."""

    def __init__(self, name: str, python: str, threads: int) -> None:
        self.name = name
        roots = [Path(__file__).parents[2], Path(lstm_numpy.__file__).parents[1]]
        path = os.pathsep.join(map(str, roots))
        number = {name: str(threads) for name in THREADS}
        self.process = subprocess.Popen(
            [python, "-m", "lstm_sym.bench.worker", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **number, "PYTHONPATH": path},
        )
        # What counts processors to start threads finds so many; and none can use more.
        if hasattr(os, "sched_setaffinity"):
            processors = sorted(os.sched_getaffinity(0))
            os.sched_setaffinity(self.process.pid, processors[-threads:])

    def start(self, problem: Problem, output: Path, expected: Array) -> Result:
        """Build; a missing package or a wrong output becomes the result's error."""
        answer = self.ask(build=asdict(problem), output=str(output))
        if "error" in answer:
            return Result(self.name, error=answer["error"])
        result = Result(self.name, **answer)
        if self.name != "products_alone":
            found = np.load(output, allow_pickle=False)
            off = np.abs(found - expected).max() if found.shape == expected.shape else np.inf
            if not off <= BOUNDS.get(self.name, BOUND):
                result.error = f"wrong: off by {off:.1e}"
        return result

    def ask(self, **request: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        try:
            self._send("SIGCONT")
            print(json.dumps(request), file=self.process.stdin, flush=True)
            answer = dict(json.loads(self.process.stdout.readline()))
            self._send("SIGSTOP")
        except (OSError, ValueError):
            return {"error": "its process ended"}
        return answer

    def _send(self, name: str) -> None:
        """A signal, where the system has it."""
        if hasattr(signal, name):
            self.process.send_signal(getattr(signal, name))

    def end(self) -> None:
        try:
            self._send("SIGCONT")
            self.process.communicate()
        except OSError:
            self.process.wait()


def best_peer(results: list[Result]) -> Result | None:
    """The fastest peer that computed the right output."""
    peers = [r for r in results if r.name in PEERS and r.seconds]
    return min(peers, key=lambda r: r.least, default=None)


def as_data(problem: Problem, results: list[Result]) -> dict[str, Any]:
    """The results of one problem for the JSON file."""
    peer = best_peer(results)
    return {
        "layer": problem.layer,
        "problem": asdict(problem),
        "best_peer": peer.name if peer else None,
        "results": [
            {
                "name": r.name,
                "version": r.version,
                "error": r.error,
                "least_us": micro(r.least),
                "median_us": micro(r.median),
                "runs": len(r.seconds),
                "times_best_peer": round(peer.least / r.least, 3) if peer and r.seconds else None,
                "gflops": round(problem.operations / r.least / 1e9, 2) if r.seconds else None,
                "first_call_s": round(r.first_call, 3),
                "peak_mib": round(r.peak_kib / 1024, 1),
            }
            for r in results
        ],
    }


def micro(seconds: float) -> float | None:
    """Microseconds; None where there are none."""
    return round(seconds * 1e6, 2) if seconds < float("inf") else None


def lines(results: list[Result]) -> Iterator[Result]:
    """The fastest first; those without times last."""
    yield from sorted(results, key=lambda r: r.least)
