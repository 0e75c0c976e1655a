"""Every other formulation compiled: the functions of `lstm_numpy`, with its loop in C."""

import ctypes
from collections import deque
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np

from lstm_c.backwards import Gradients
from lstm_c.formulations import CELLS
from lstm_c.library import SUFFIX, Share, library_of
from lstm_c.numbers import MASKED_OUTPUT
from lstm_c.padded import in_parts, parts_of
from lstm_c.prepared import SMALL, idle_room, place
from lstm_c.structures import Cell, number_of, structure
from lstm_c.threads import call_for_help, get_threads
from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.memory import numbers
from lstm_numpy.other_engine import OTHER, Other

P = ParamSpec("P")
R = TypeVar("R")
SOURCES = Path(__file__).with_name("cells")
TOO_LARGE = 4  # LSTM_TOO_LARGE of the header


def compiled(
    function: Callable[P, R],
    cells: Mapping[str, Cell] | None = None,
    sources: Path | None = None,
    in_c: str = "",
) -> Callable[P, R]:
    """A function of `lstm_numpy`, or of a printed module, whose timesteps run in C; gradients, too.

    Arguments, results and errors are the same. What C cannot compute is refused. ``cells`` and the
    folder of their ``sources`` are those of `lstm_c`, where none are given; ``in_c`` is another
    cell with the same arguments, such as ``"keras_eight"`` for `lstm_numpy.keras`.

    Raises
    ------
    TypeError
        the arrays are neither of float32 nor of float64; an activation is a function that has no
        name in `lstm_numpy.activations`
    CompilerError
        there is no compiled library, and no compiler

    Examples
    --------
    >>> from lstm_numpy import gru
    >>> run = compiled(gru.gru)
    >>> run(np.zeros((4, 28, 10)), np.zeros((10, 96)), np.zeros((32, 96))).state_h.shape
    (4, 32)
    """
    known = CELLS if cells is None else cells
    folder = SOURCES if sources is None else sources
    engine = Gradients if getattr(function, "__name__", "").endswith("_gradients") else Layer

    def packed(name: str, sizes: Sizes, weights: dict[str, Array], options: dict[str, Any]) -> Any:
        if name not in known:
            raise TypeError(f"{name} has no form in C, which has {', '.join(known)}")
        return engine(known[in_c or name], folder, sizes, weights, options)

    return in_place(function, packed)


def in_place(function: Callable[P, R], other: Other) -> Callable[P, R]:
    """The function, and what it returns if that is one, with another engine in place of NumPy's."""

    @wraps(function)
    def call(*args: P.args, **words: P.kwargs) -> R:
        token = OTHER.set(other)
        try:
            found = function(*args, **words)
        finally:
            OTHER.reset(token)
        return in_place(found, other) if callable(found) else found  # type: ignore[return-value]

    return call


class Layer:
    """Packed weights: a function of checked arrays; several threads may call it at once."""

    def __init__(
        self,
        cell: Cell,
        sources: Path,
        sizes: Sizes,
        weights: dict[str, Array],
        options: dict[str, Any],
    ) -> None:
        body = cell.bodies[tuple(options[name] for name in cell.choices)]
        self.body, self.dtype = body, sizes.dtype
        if body.is_eight and self.dtype != np.float32:
            raise TypeError(
                f"the common type of all arrays is {self.dtype}, expected float32, from which "
                "eight bits are made: convert them with .astype(np.float32)"
            )
        self._library = library_of(sources / f"{body.name}.c")
        self._run, self._help = self._function(""), self._function("_help")
        self.sizes = [sizes[name] for name in body.sizes]
        self._weights = self._packed(weights, options)
        fields = structure(f"{body.name}_call", body.call, self.dtype.name)
        self._structure, self._fixed = fields, dict(self._known(options))
        self._every = all(options[f.argument] for f in body.call if f.kind == "every")
        self._initial = [
            (f.name, int(f.argument), sizes[f.size])
            for f in body.call
            if f.kind == "initial" and f.argument
        ]
        self._results = [
            (f.name, f.kind == "output", sizes[f.size])
            for f in body.call
            if f.kind in ("output", "last")
        ]
        self._outputs = [is_output for _, is_output, _ in self._results]
        self._backwards = any(options[f.argument] for f in body.call if f.kind == "backwards")
        self._masked_output = options.get("masked_output", cell.masked_output)
        (self._sequences,) = (f.name for f in body.call if f.kind == "sequences")
        # For so many timesteps of an example, one thread is done before others could help.
        self._alone = SMALL // (self._weights.size or 1)
        self._idle: deque[Room] = deque()

    def _function(self, suffix: str) -> Any:
        return getattr(self._library, f"{self.body.name}{suffix}_{SUFFIX[self.dtype.name]}")

    def _size(self, name: str, *counts: int) -> int:
        function = getattr(self._library, f"{self.body.name}_{name}_size")
        function.restype = ctypes.c_size_t
        return int(function(*map(ctypes.c_size_t, counts)))

    def _packed(self, weights: dict[str, Array], options: dict[str, Any]) -> Array:
        body, size_of = self.body, dict(zip(self.body.sizes, self.sizes, strict=True))
        given = structure(f"{body.name}_weights", body.weights, self.dtype.name)()
        kept = []
        for name, kind, argument, _ in body.weights:
            if kind == "size":
                setattr(given, name, size_of[argument])
            elif kind == "number":
                setattr(given, name, options[argument])
            else:
                kept.append(np.ascontiguousarray(weights[argument], self.dtype))
                setattr(given, name, kept[-1].ctypes.data)
        packed = numbers(self._size("packed", *self.sizes), self.dtype)
        self._function("_pack")(ctypes.byref(given), ctypes.c_void_p(packed.ctypes.data))
        return packed

    def _known(self, options: dict[str, Any]) -> Any:
        """The fields that are the same in all calls."""
        size_of = dict(zip(self.body.sizes, self.sizes, strict=True))
        for name, kind, argument, _ in self.body.call:
            if argument in size_of and kind == "size":
                yield name, size_of[argument]
            elif kind == "packed":
                yield name, self._weights.ctypes.data
            elif kind in ("number", "backwards", "every"):
                yield name, options[argument]
            elif kind == "masked_output":
                yield name, MASKED_OUTPUT[options[argument]]
            elif kind == "function":
                yield name, number_of(argument, options[argument])

    def __call__(
        self, sequences: Array, initial: tuple[Array, ...] | None = None, mask: Array | None = None
    ) -> tuple[Array, ...]:
        """The results, for initial states in order and a mask of booleans."""
        batch, timesteps, _ = sequences.shape
        if mask is not None and batch * timesteps > self._alone and not self._backwards:
            parts = parts_of(mask)
            if parts:
                how = self._outputs, self._every, self._masked_output
                return in_parts(self, parts, sequences, initial, mask, *how)
        room = idle_room(self._idle, batch) or Room(self, batch)
        call = room.call
        call.batch, call.timesteps = batch, timesteps
        kept = [self._read(sequences)]
        setattr(call, self._sequences, place(kept[0]))
        for name, number, _ in self._initial:
            if initial:
                kept.append(self._read(initial[number]))
            setattr(call, name, place(kept[-1]) if initial else None)
        if mask is not None:
            kept.append(np.ascontiguousarray(mask))
            call.mask = place(kept[-1])
        found = []
        for name, is_output, size in self._results:
            over_time = (timesteps,) if is_output and self._every else ()
            found.append(np.empty((batch, *over_time, size), self.dtype))
            setattr(call, name, place(found[-1]))
        room.share.threads = get_threads() if batch * timesteps > self._alone else 1
        call_for_help(room.share.threads - 1, self._help, room.reference)
        fault = self._run(room.reference)
        if fault == TOO_LARGE:
            sizes = dict(zip(self.body.sizes, self.sizes, strict=True))
            raise ValueError(f"{self.body.name} in C computes no vector as long as one of {sizes}")
        if fault:
            raise RuntimeError(f"{self.body.name} in C refuses its call with fault {fault}")
        if mask is not None:
            call.mask = None
        self._idle.append(room)
        return tuple(found)

    def _read(self, array: Array) -> Array:
        return np.ascontiguousarray(array, self.dtype)


class Room:
    """What one call needs beside its arrays: its structure and the workspace, for a batch."""

    def __init__(self, layer: Layer, batch: int) -> None:
        self.batch = batch
        self.workspace = numbers(layer._size("workspace", batch, *layer.sizes), layer.dtype)
        self.share = Share()
        self.call = layer._structure(
            workspace=self.workspace.ctypes.data,
            share=ctypes.addressof(self.share),
            **layer._fixed,
        )
        # A helper that comes late holds the reference, and so all that it could read.
        self.call.room = self.share, self.workspace, layer._weights
        self.reference = ctypes.byref(self.call)
