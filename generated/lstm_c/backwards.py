"""Gradients with both loops in C: what is behind a printed function that is compiled."""

import ctypes
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lstm_c.library import SUFFIX, library_of
from lstm_c.numbers import MASKED_OUTPUT
from lstm_c.prepared import FAR, fitting, place
from lstm_c.structures import Body, Cell, number_of, own_shape, structure
from lstm_numpy.arguments import Sizes, whole
from lstm_numpy.arrays import Array
from lstm_numpy.backward import Found
from lstm_numpy.memory import numbers

#: Bytes of a workspace that wait for the next call.
KEPT = 2**27


class Compiled:
    """The functions of one body in one type of floats, and workspaces that no call uses."""

    def __init__(self, body: Body, source: Path, dtype: np.dtype[Any]) -> None:
        library, suffix = library_of(source), SUFFIX[dtype.name]
        self.run = getattr(library, f"{body.name}_gradients_{suffix}")
        self.size = getattr(library, f"{body.name}_gradients_workspace_{suffix}")
        self.size.restype = ctypes.c_size_t
        self.structure = structure(f"{body.name}_gradients_call", body.gradients, dtype.name)
        self.dtype = dtype
        self.idle: deque[Array] = deque()

    def workspace(self, size: int) -> Array:
        found = fitting(self.idle, lambda one: size <= one.size <= FAR * size)
        return numbers(size, self.dtype) if found is None else found


#: By the folder of the sources, the name of a body, and the type of floats.
KNOWN: dict[tuple[Path, str, str], Compiled] = {}


class Gradients:
    """The gradients of a layer with checked weights."""

    def __init__(
        self,
        cell: Cell,
        sources: Path,
        sizes: Sizes,
        weights: dict[str, Array],
        options: dict[str, Any],
    ) -> None:
        self.body = body = cell.bodies[tuple(options[name] for name in cell.choices)]
        key = sources, body.name, sizes.dtype.name
        if key not in KNOWN:
            KNOWN[key] = Compiled(body, sources / f"{body.name}_gradients.c", sizes.dtype)
        self.compiled, self.dtype = KNOWN[key], sizes.dtype
        self.sizes, self.weights, self.options = sizes, weights, options

    def __call__(
        self,
        sequences: Array,
        initial: tuple[Array, ...] | None,
        mask: Array | None,
        output: Array | None,
        states: Mapping[str, Array | None],
        *,
        at_kink: str | None,
        truncation: int | None,
        checkpoints: int | None,
    ) -> tuple[Found, list[Array]]:
        """The gradients of input and states, and those of the arrays of weights, in order."""
        if at_kink is not None:
            raise ValueError(
                f"at_kink is {at_kink!r}, expected None: C takes what the formula's own branch "
                "gives; the same function of lstm_numpy takes it"
            )
        words = {"truncation": truncation, "checkpoints": checkpoints}
        counts = {n: 0 if v is None else whole(n, v, 1) for n, v in words.items()}
        batch, timesteps, _ = sequences.shape
        call, dtype = self.compiled.structure(), self.dtype
        kept: list[Array] = []
        found = {name: np.empty(array.shape, dtype) for name, array in self.weights.items()}
        known = {name for _, kind, name, _ in self.body.gradients if kind == "gradient"}
        d_sequences, befores = np.empty(sequences.shape, dtype), []
        sizes = {"batch": batch, "timesteps": timesteps}

        def given(array: Array | None, kind: Any = dtype) -> int | None:
            if array is None:
                return None
            kept.append(np.ascontiguousarray(array, kind))
            return place(kept[-1])

        for name, kind, argument, size in self.body.gradients:
            value: Any = None
            if kind == "size":
                value = sizes.get(argument) if argument in sizes else self.sizes[argument]
            elif kind in ("number", "backwards", "every"):
                value = self.options[argument]
            elif kind == "masked_output":
                value = MASKED_OUTPUT[self.options[argument]]
            elif kind == "function":
                value = number_of(argument, self.options[argument])
            elif kind == "count":
                value = min(counts[argument], timesteps + 1)
            elif kind == "sequences":
                value = given(sequences)
            elif kind == "initial":
                value = given(initial[int(argument)]) if initial and argument else None
            elif kind == "mask":
                value = given(mask, np.bool_)
            elif kind == "weights":
                value = given(self.weights[argument])
            elif kind == "arriving":
                value = given(states[argument] if argument else output)
            elif kind == "gradient":
                value = place(found[argument] if argument else d_sequences)
            elif kind == "before":
                befores.append(np.empty((batch, *own_shape(size, self.sizes)), dtype))
                value = place(befores[-1])
            if kind != "workspace":
                setattr(call, name, value)
        reference = ctypes.byref(call)
        workspace = self.compiled.workspace(self.compiled.size(reference))
        call.workspace = place(workspace)
        fault = self.compiled.run(reference)
        if fault:
            raise RuntimeError(f"{self.body.name} in C refuses its call with fault {fault}")
        if workspace.nbytes <= KEPT:
            self.compiled.idle.append(workspace)
        arrays = [a if name in known else np.zeros_like(a) for name, a in found.items()]
        return Found(d_sequences, [], {}, tuple(befores)), arrays
