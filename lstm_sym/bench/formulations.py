"""Every formulation's fast form beside that of Keras: how long, and how much it has to do.

``python -m lstm_sym.bench.formulations ROUNDS SECONDS`` writes one JSON object a row.
"""

import ast
import importlib
import inspect
import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any

import numpy as np

from lstm_numpy.engine import Layer
from lstm_sym.bench.problem import FORMULATIONS as PROBLEMS
from lstm_sym.bench.problem import THREADS, Problem
from lstm_sym.equations import FORMULATIONS, keras
from lstm_sym.notation import Formulation
from lstm_sym.proofs.configurations import Configuration, configurations, given_symbols

#: Of the time that Keras's form takes, times the larger of both shares.
TARGET = 1.15


@dataclass(frozen=True)
class Row:
    """One configuration of one formulation on one problem, in relation to Keras's fast form."""

    formulation: str
    configuration: str
    problem: dict[str, int]
    least_us: float
    time: float
    products: float  # multiplications of a timestep
    calls: float  # of NumPy in a timestep

    @property
    def of_share(self) -> float:
        """The time in relation to what there is to do; at most `TARGET` is asked for."""
        return self.time / max(self.products, self.calls)


@dataclass(frozen=True)
class Runner:
    """A prepared layer with its input."""

    formulation: str
    configuration: str
    run: Callable[[], object]
    products: int
    calls: int


def main(rounds: int, seconds: float) -> None:
    for problem in PROBLEMS:
        every = [runner for stated in FORMULATIONS for runner in runners(stated, problem)]
        # Keras's own comes once more behind each other one: neighbours share what disturbs them.
        reference = every[0]
        assert reference.formulation == keras.formulation.name
        for one in every:
            ours, theirs = together(one.run, reference.run, rounds, seconds)
            print(json.dumps(asdict(row(one, reference, problem, ours, theirs))), flush=True)


def row(one: Runner, reference: Runner, problem: Problem, ours: float, theirs: float) -> Row:
    return Row(
        one.formulation,
        one.configuration,
        asdict(problem),
        round(ours * 1e6, 2),
        round(ours / theirs, 3),
        round(one.products / reference.products, 3),
        round(one.calls / reference.calls, 3),
    )


def together(
    one: Callable[[], object], other: Callable[[], object], rounds: int, seconds: float
) -> tuple[float, float]:
    """The least seconds of both, run in turn: so often, and so long, at least."""
    least = [float("inf")] * 2
    end = time.perf_counter() + seconds
    while rounds > 0 or time.perf_counter() < end:
        rounds -= 1
        for place, run in enumerate((one, other)):
            start = time.perf_counter()
            run()
            least[place] = min(least[place], time.perf_counter() - start)
    return least[0], least[1]


def runners(stated: Formulation, problem: Problem) -> Iterator[Runner]:
    """The prepared layers of a formulation: each choice, with all weights and with as few."""
    if find_spec(f"lstm_numpy.{stated.module}_fast") is None:
        return
    prepare = importlib.import_module(f"lstm_numpy.{stated.module}").prepare
    arrays = [o.name for o in stated.notation.options.values() if o.gives and o.default is None]
    for configuration in configurations(stated, of_cell=True):
        if len({value for name, value in configuration.options.items() if name in arrays}) == 2:
            continue
        words = drawn(stated, configuration, problem)
        sequences = words.pop(stated.sequence.given[0].name)
        layer = prepare(**words)
        packed = inspect.getclosurevars(inspect.unwrap(layer)).nonlocals["packed"]
        products = packed.weights.size + sum(weights.size for weights in packed.later)
        yield Runner(
            stated.name,
            str(configuration),
            partial(layer, sequences),
            products,
            calls(packed),
        )


def drawn(stated: Formulation, configuration: Configuration, problem: Problem) -> dict[str, Any]:
    """Input, weights and choices in float32, by the names of the arguments."""
    random = np.random.default_rng(0)
    n, sequences = stated.notation, stated.sequence.given[0]
    sizes_of_input = problem.batch, problem.timesteps, problem.input_dim
    known = dict(zip(n[sequences].shape, sizes_of_input, strict=True))
    known |= {"1": 1, "heads": 1}  # one head has all units
    given: dict[str, Any] = {}
    for symbol in (sequences, *given_symbols(stated, configuration.options, of_cell=True)):
        if symbol != sequences and symbol not in stated.cell.weights:
            continue
        sizes = [dimension.rstrip("?").rpartition("*") for dimension in n[symbol].shape]
        shape = [int(factor or 1) * known.get(name, problem.units) for factor, _, name in sizes]
        scale = problem.units**-0.5 if len(shape) == 2 else 0.5
        given[symbol.name] = (scale * random.standard_normal(shape)).astype(np.float32)
    chosen = {
        name: value for name, value in configuration.options.items() if not n.options[name].gives
    }
    return given | chosen


def calls(layer: Layer) -> int:
    """The calls of NumPy in one timestep: of the printed steps, a product a stage, the output."""
    number = len(layer.form.steps) + 1
    for step in layer.form.steps:
        tree = ast.parse(textwrap.dedent(inspect.getsource(step)))
        inner = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)][1]
        number += len(inner.body)
    return number


def measured(rounds: int, seconds: float) -> Iterator[Row]:
    """The rows, from a process of its own with one thread."""
    environment = os.environ | dict.fromkeys(THREADS, "1")
    command = [sys.executable, "-m", __name__, str(rounds), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        for line in process.stdout:
            yield Row(**json.loads(line))
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
