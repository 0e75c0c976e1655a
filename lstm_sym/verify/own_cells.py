"""Cells of packages that a page states in a file of their own: printed, run, and compared."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np

from lstm_sym import own_cell
from lstm_sym.proofs.calls import module
from lstm_sym.recorded.readers import Computed
from lstm_sym.recorded.record import Record
from lstm_sym.targets.numpy import formulation

#: In the clone that the arrays are of: a package brings neither.
FOLDER = Path("docs", "formulations", "cells")
Arrays = dict[str, np.ndarray]


def compare(record: Record, file: Path) -> Iterator[Computed]:
    """What the printed cell computes for a record of a file, beside what was recorded."""
    name, arrays = record.words["own"], record.arrays
    states = [arrays[key] for key in record.words["inputs"] if key.startswith("initial_")]
    found = getattr(printed(stated(name, file)), name)(
        arrays["inputs"],
        *ARGUMENTS[name](arrays, record.words["weights"]),
        initial_state=states[0] if len(states) == 1 else states,
    )
    expected = [arrays[key] for key in record.words["outputs"]]
    # Lasagne hands out no states.
    yield Computed(name, list(found)[: len(expected)], expected)


def stated(name: str, file: Path) -> Path:
    """The file of a cell, in the clone where a file of arrays is; raises ValueError for none."""
    for above in file.resolve().parents:
        if (above / FOLDER / f"{name}.py").is_file():
            return above / FOLDER / f"{name}.py"
    raise ValueError(f"{file} is of a cell in {FOLDER / name}.py: name the arrays inside a clone")


@cache
def printed(cell: Path) -> ModuleType:
    """The module that is printed of a cell's file."""
    return module(formulation.module(own_cell.load(cell)))


def as_they_are(a: Arrays, names: list[str]) -> list[np.ndarray]:
    return [a[name] for name in names]


def brain_js(a: Arrays, _names: list[str]) -> list[np.ndarray]:
    gates = ("input", "forget", "cellActivation", "output")
    kernels = [np.hstack([a[f"{gate}{end}"].T for gate in gates]) for end in ("Matrix", "Hidden")]
    return [*kernels, np.concatenate([a[f"{gate}Bias"][:, 0] for gate in gates])]


def chainer_peephole(a: Arrays, names: list[str]) -> list[np.ndarray]:
    units = len(a["peep_i/W"])
    stacked = [a[name] for name in ("upward/W", "lateral/W", "upward/b")]
    blocks = [one.reshape(units, 4, -1).swapaxes(0, 1).reshape(one.shape) for one in stacked]
    return [*blocks, *(a[f"peep_{gate}/W"] for gate in "ifo")]


def lasagne(a: Arrays, _names: list[str]) -> list[np.ndarray]:
    gates = ("ingate", "forgetgate", "cell", "outgate")
    starts = ("W_in_to", "W_hid_to", "b")
    stacked = [np.concatenate([a[f"{s}_{gate}"] for gate in gates], axis=-1) for s in starts]
    return [*stacked, *(a[f"W_cell_to_{gate}"] for gate in gates if gate != "cell")]


def nas(a: Arrays, _names: list[str]) -> list[np.ndarray]:
    return [a["kernel"], a["recurrent_kernel"]]


def synaptic(a: Arrays, _names: list[str]) -> list[np.ndarray]:
    layers = ("inputGate", "forgetGate", "memoryCell", "outputGate")
    cells = [f"memoryCell_to_{layer}" for layer in layers if layer != "memoryCell"]
    return [
        np.hstack([a[f"input_to_{layer}"] for layer in layers]),
        np.hstack([a[name] for name in cells]),
        np.concatenate([a[f"{layer}_bias"] for layer in layers]),
        *(a[f"memoryCell_to_{end}"] for end in ("memoryCell", "output")),
        *(a[name] for name in ("input_to_output", "output_bias")),
    ]


def ugrnn(a: Arrays, _names: list[str]) -> list[np.ndarray]:
    features = a["inputs"].shape[-1]
    return [a["kernel"][:features], a["kernel"][features:], a["bias"]]


#: By cell: how its weights are made of the package's arrays.
ARGUMENTS: dict[str, Callable[[Arrays, list[str]], list[np.ndarray]]] = {
    **{one.__name__: one for one in (brain_js, chainer_peephole, lasagne, nas, synaptic, ugrnn)},
    "dynet_coupled": as_they_are,
}
