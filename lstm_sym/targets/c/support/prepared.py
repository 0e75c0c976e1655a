"""Weights, packed once for many calls."""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from lstm_c.library import SUFFIX, Share, library_of
from lstm_c.numbers import MASKED_OUTPUT
from lstm_c.padded import in_parts, parts_of
from lstm_c.structures import Cell, number_of, structure
from lstm_c.threads import call_for_help, get_threads
from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.memory import numbers

SMALL = 2_000_000  # multiplications, which take about as long as waking a thread
KEPT = 2**20  # bytes of a workspace that are kept whatever the next call needs
FAR = 4  # so many times what a call needs is far more
TOO_LARGE = 4  # LSTM_TOO_LARGE of the header
byte_of: Any = ctypes.c_char.from_buffer
address = ctypes.addressof


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
        get_threads()  # what is wrong with its variable is said now, not at the first large call
        body = cell.bodies[tuple(options[name] for name in cell.choices)]
        self.body, self.dtype = body, sizes.dtype
        if body.products and self.dtype != np.float32:
            raise TypeError(
                f"the common type of all arrays is {self.dtype}, expected float32, from which "
                f"numbers of {body.products} are made: convert them with .astype(np.float32)"
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
        results = [f for f in body.call if f.kind in ("output", "last")]
        self._results = [(f.name, f.kind == "output", sizes[f.size]) for f in results]
        self._outputs = [f.kind == "output" for f in results]
        # States of one size are parts of one array: their places are found by adding.
        (self._output, _, self._width), *last = self._results
        self._last = [name for name, *_ in last]
        self._is_usual = self._outputs.index(True) == 0 and len({s for *_, s in last}) == 1
        self._units, self._itemsize = last[0][2] if last else 0, self.dtype.itemsize
        self._backwards = any(options[f.argument] for f in body.call if f.kind == "backwards")
        self._masked_output = options.get("masked_output", cell.masked_output)
        (self._sequences,) = (f.name for f in body.call if f.kind == "sequences")
        # For so many timesteps of an example, one thread is done before others could help.
        self._alone = SMALL // (self._weights.size or 1)
        # The one that was used longest ago is the next: so each is looked at, and let go of.
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
    ) -> Sequence[Array]:
        """The results, for initial states in order and a mask of booleans."""
        if mask is not None and not self._backwards and mask.size > self._alone:
            parts = parts_of(mask)
            if parts:
                found = self._empty(*mask.shape)
                results = list(zip(self._outputs, found, strict=True))
                in_parts(self, parts, sequences, initial, mask, results, self._masked_output)
                return found
        x = np.ascontiguousarray(sequences, self.dtype)
        return self.run(x, initial, None if mask is None else np.ascontiguousarray(mask))

    def run(
        self, x: Array, initial: tuple[Array, ...] | None = None, mask: Array | None = None
    ) -> Sequence[Array]:
        """The same for sequences and a mask as C reads them."""
        batch, timesteps, _ = x.shape
        room = idle_room(self._idle, batch) or Room(self, batch)
        call, dtype, kept = room.call, self.dtype, []
        call.batch, call.timesteps = batch, timesteps
        setattr(call, self._sequences, place(x))
        if initial is not None:
            for name, number, _ in self._initial:
                kept.append(np.ascontiguousarray(initial[number], dtype))
                setattr(call, name, place(kept[-1]))
        if mask is not None:
            call.mask = place(mask)
        if self._is_usual:
            width = self._width
            output = np.empty((batch, timesteps, width) if self._every else (batch, width), dtype)
            states = np.empty((len(self._last), batch, self._units), dtype)
            at, apart = place(states), batch * self._units * self._itemsize
            setattr(call, self._output, place(output))
            for name in self._last:
                setattr(call, name, at)
                at += apart
            found = [output, *states]
        else:
            found = self._empty(batch, timesteps)
            for (name, *_), array in zip(self._results, found, strict=True):
                setattr(call, name, place(array))
        is_large = batch * timesteps > self._alone
        if is_large:
            room.share.threads = get_threads()
            call_for_help(room.share.threads - 1, self._help, room.reference)
        fault = self._run(room.reference)
        if is_large:
            room.share.threads = 1
        if fault:
            self._refuse(fault)
        if kept:
            for name, *_ in self._initial:
                setattr(call, name, None)
        if mask is not None:
            call.mask = None
        self._idle.append(room)
        return found

    def _empty(self, batch: int, timesteps: int) -> list[Array]:
        """Room for the results of a call."""
        over_time = (timesteps,) if self._every else ()
        return [
            np.empty((batch, *(over_time if is_output else ()), size), self.dtype)
            for _, is_output, size in self._results
        ]

    def _refuse(self, fault: int) -> None:
        if fault == TOO_LARGE:
            sizes = dict(zip(self.body.sizes, self.sizes, strict=True))
            raise ValueError(f"{self.body.name} in C computes no vector as long as one of {sizes}")
        raise RuntimeError(f"{self.body.name} in C refuses its call with fault {fault}")


class Room:
    """What one call needs beside its arrays: its structure and the workspace, for a batch."""

    def __init__(self, layer: Layer, batch: int) -> None:
        self.batch = batch
        self.workspace = numbers(layer._size("workspace", batch, *layer.sizes), layer.dtype)
        self.share = Share(threads=1)
        self.call = layer._structure(
            workspace=self.workspace.ctypes.data,
            share=ctypes.addressof(self.share),
            **layer._fixed,
        )
        # A helper that comes late holds the reference, and so all that it could read.
        self.call.room = self.share, self.workspace, layer._weights
        self.reference = ctypes.byref(self.call)


def place(array: Array) -> int:
    """The address of an array's numbers; the quick way needs an array that may be written to."""
    try:
        return address(byte_of(array))
    except (TypeError, ValueError):
        return int(array.ctypes.data)


class ForBatch(Protocol):
    """A workspace for so many examples."""

    batch: int
    workspace: Array


R = TypeVar("R", bound=ForBatch)
T = TypeVar("T")


def idle_room(idle: deque[R], batch: int) -> R | None:
    """Room for so many examples that no call uses; None where there is none."""
    return fitting(
        idle,
        lambda room: (
            batch <= room.batch and (room.workspace.nbytes <= KEPT or room.batch <= FAR * batch)
        ),
    )


def fitting(idle: deque[T], fits: Callable[[T], bool]) -> T | None:
    """The first that fits of what no call uses; what does not is let go of."""
    while idle:
        try:
            found = idle.popleft()
        except IndexError:  # another thread took the last one
            break
        if fits(found):
            return found
    return None
