"""The papers, each written out once more in plain floats from the paper's own text."""

import importlib.util
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from lstm_sym.recorded.case import BOUNDS, Case

Array = np.ndarray
SOURCE = "the paper in plain floats"
UNITS, FEATURES, TIMESTEPS, BATCH = 5, 3, 4, 2
# The order of the gates' blocks in the arrays of each formulation.
LAYOUTS = {
    "hochreiter1997": "ioc",
    "gers2000": "ifoc",
    "gers2002": "ifoc",
    "wikipedia": "fioc",
    "wikipedia_peephole": "fioc",
    "greff2015": "zifo",
}
# In the older papers a gate has one row of weights over the inputs and the outputs.
OLD = {"i": "in", "f": "phi", "o": "out", "c": "c"}


def cases(folder: Path, dtype: str = "float64") -> Iterator[Case]:
    """Every paper with given and with zero states; the variants of Greff et al. with each.

    The numbers that go in have the dtype, and the paper's program computes in double precision.
    """
    for state in (True, False):
        for name in ("hochreiter1997", "gers2000", "gers2002"):
            yield _case(folder, name, name, state, dtype, _old(name))
        yield _case(folder, "wikipedia", "wikipedia", state, dtype, _forget_gate)
        yield _case(folder, "wikipedia_peephole", "wikipedia", state, dtype, _peephole)
        yield convolutional(load(folder, "wikipedia"), state, dtype)
        for variant in load(folder, "greff2015").VARIANTS:
            run = _greff(variant)
            yield _case(folder, "greff2015", "greff2015", state, dtype, run, variant)


def outputs(folder: Path, name: str, given: dict[str, Array], sequences: Array) -> list[Any]:
    """The outputs of every timestep from a paper's program, from zero states."""
    program = {"wikipedia": _forget_gate, "greff2015": _greff("V")}[name]
    paper = load(folder, name)
    return [program(paper, given, x.tolist(), None, None)[0] for x in sequences]


Run = Callable[[ModuleType, dict[str, Array], Array, Any, Any], tuple[Any, Any]]


def _case(
    folder: Path,
    formulation: str,
    module: str,
    state: bool,
    dtype: str,
    run: Run,
    variant: str = "",
) -> Case:
    name = f"{variant}{'-initial-state' if state else ''}"
    random = np.random.default_rng(zlib.crc32(f"{formulation}{name}".encode()))
    given = _weights(formulation, variant, random, dtype)
    paper = load(folder, module)
    sequences = random.normal(size=(BATCH, TIMESTEPS, FEATURES)).astype(dtype)
    h, c = random.normal(size=(2, BATCH, UNITS)).astype(dtype)
    rows = []
    for x, h_0, c_0 in zip(sequences, h, c, strict=True):
        states = (h_0.tolist(), c_0.tolist()) if state else (None, None)
        rows.append(run(paper, given, x.tolist(), *states))
    outputs, cells = (np.array([row[place] for row in rows]) for place in (0, 1))
    output = "y" if formulation == "greff2015" else "h"
    initial = {f"{output}_0": h, "c_0": c} if state else {}
    options: dict[str, Any] = {"initial_state": state}
    if variant:
        options |= {"variant": variant}
        options |= {f"R_from_{gate}": f"R_from_{gate}" in given for gate in "ifo"}
    return Case(
        formulation,
        SOURCE,
        name or "plain",
        BOUNDS["ordinary", dtype],
        {"sequences": sequences, **given, **initial},
        options,
        {},
        _in(dtype, {"outputs": outputs, f"last_{output}": outputs[:, -1], "last_c": cells[:, -1]}),
    )


def _weights(
    formulation: str, variant: str, random: np.random.Generator, dtype: str
) -> dict[str, Array]:
    """The stacked arrays of a formulation."""
    gates = len(LAYOUTS[formulation])
    recurrent = 3 if formulation == "wikipedia_peephole" else gates
    name = "R" if formulation == "greff2015" else "U"
    shapes = {
        "W": (FEATURES, gates * UNITS),
        name: (UNITS, recurrent * UNITS),
        "b": (gates * UNITS,),
    }
    if formulation in ("gers2002", "greff2015"):
        shapes["p"] = (3 * UNITS,)
    if variant == "FGR":
        shapes |= {f"R_from_{gate}": (UNITS, 3 * UNITS) for gate in "ifo"}
    return {key: random.normal(size=shape).astype(dtype) for key, shape in shapes.items()}


def _blocks(array: Array, gates: str) -> dict[str, Any]:
    """The block of each gate, transposed as the papers have it: a row a unit."""
    parts = np.split(array, len(gates), axis=-1)
    return {gate: part.T.tolist() for gate, part in zip(gates, parts, strict=True)}


def _old(formulation: str) -> Run:
    def run(paper: ModuleType, given: dict[str, Array], x: Array, h_0: Any, c_0: Any) -> Any:
        gates = LAYOUTS[formulation]
        W, U, b = (_blocks(given[key], gates) for key in ("W", "U", "b"))
        weights: dict[str, Any] = {}
        for gate in gates:
            pairs = zip(W[gate], U[gate], strict=True)
            weights[f"w_{OLD[gate]}"] = [[*w, *u] for w, u in pairs]
            weights[f"b_{OLD[gate]}"] = b[gate]
        if "p" in given:
            peepholes = [gate for gate in gates if gate != "c"]
            for gate, block in _blocks(given["p"], "".join(peepholes)).items():
                weights[f"p_{OLD[gate]}"] = block
        return paper.lstm(x, weights, h_0, c_0)

    return run


def _forget_gate(paper: ModuleType, given: dict[str, Array], x: Array, h_0: Any, c_0: Any) -> Any:
    return paper.forget_gate(x, _named(given, "WUb"), h_0, c_0)


def _peephole(paper: ModuleType, given: dict[str, Array], x: Array, _h: Any, c_0: Any) -> Any:
    return paper.peephole(x, _named(given, "WUb"), c_0)


def _named(given: dict[str, Array], keys: str) -> dict[str, Any]:
    weights: dict[str, Any] = {}
    for key in keys:
        units = given["b"].size // 4
        gates = LAYOUTS["wikipedia"][: given[key].shape[-1] // units]
        weights |= {f"{key}_{gate}": block for gate, block in _blocks(given[key], gates).items()}
    return weights


def _greff(variant: str) -> Run:
    def run(paper: ModuleType, given: dict[str, Array], x: Array, y_0: Any, c_0: Any) -> Any:
        weights: dict[str, Any] = {}
        for key in ("W", "R", "b"):
            weights |= {f"{key}_{gate}": w for gate, w in _blocks(given[key], "zifo").items()}
        weights |= {f"p_{gate}": w for gate, w in _blocks(given["p"], "ifo").items()}
        for source in "ifo" if variant == "FGR" else "":
            blocks = _blocks(given[f"R_from_{source}"], "ifo")
            weights |= {f"R_{source}{gate}": w for gate, w in blocks.items()}
        return paper.lstm(x, weights, variant, y_0, c_0)

    return run


def load(folder: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"papers_{name}", folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def convolutional(paper: ModuleType, state: bool, dtype: str) -> Case:
    """The convolutional LSTM, whose arrays the paper's program wants in another order."""
    random = np.random.default_rng(zlib.crc32(f"convolutional {state}".encode()))
    rows, columns, kernel = 4, 5, (3, 3)
    given = {
        "W": random.normal(size=(*kernel, FEATURES, 4 * UNITS)),
        "U": random.normal(size=(*kernel, UNITS, 4 * UNITS)),
        "V": random.normal(size=(rows, columns, 3 * UNITS)),
        "b": random.normal(size=4 * UNITS),
    }
    given = {name: array.astype(dtype) for name, array in given.items()}
    order = "fioc"
    weights: dict[str, Any] = {}
    for key, gates, axes in (
        ("W", order, (3, 2, 0, 1)),
        ("U", order, (3, 2, 0, 1)),
        ("V", "fio", (2, 0, 1)),
    ):
        parts = np.split(given[key], len(gates), axis=-1)
        pairs = zip(gates, parts, strict=True)
        weights |= {f"{key}_{gate}": part.transpose(axes).tolist() for gate, part in pairs}
    biases = np.split(given["b"], 4)
    weights |= {f"b_{gate}": part.tolist() for gate, part in zip(order, biases, strict=True)}
    sequences = random.normal(size=(BATCH, TIMESTEPS, rows, columns, FEATURES)).astype(dtype)
    h, c = random.normal(size=(2, BATCH, rows, columns, UNITS)).astype(dtype)
    found = []
    for x, *states in zip(sequences.transpose(0, 1, 4, 2, 3), h, c, strict=True):
        before = [s.transpose(2, 0, 1).tolist() if state else None for s in states]
        found.append(paper.convolutional_peephole(x.tolist(), weights, *before))
    outputs, cells = (np.array([one[k] for one in found]).transpose(0, 1, 3, 4, 2) for k in (0, 1))
    return Case(
        "wikipedia_convolutional",
        SOURCE,
        "initial-state" if state else "plain",
        BOUNDS["ordinary", dtype],
        {"sequences": sequences, **given, **({"h_0": h, "c_0": c} if state else {})},
        {"initial_state": state},
        {},
        _in(dtype, {"outputs": outputs, "last_h": outputs[:, -1], "last_c": cells[:, -1]}),
    )


def _in(dtype: str, arrays: dict[str, Array]) -> dict[str, Array]:
    return {name: array.astype(dtype) for name, array in arrays.items()}
