"""Weights, packed once for many calls."""

import ctypes
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import numpy as np

from lstm_c.library import Call, Share, function
from lstm_c.numbers import MASKED_OUTPUT
from lstm_c.padded import in_parts, parts_of
from lstm_c.threads import call_for_help, get_threads
from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.keras import LSTMResult
from lstm_numpy.memory import numbers

SMALL = 2_000_000  # multiplications, which take about as long as waking a thread
KEPT = 2**20  # bytes of a workspace that are kept whatever the next call needs
SEQUENCES = "batch timesteps input_dim"
FAR = 4  # so many times what a call needs is far more
byte_of: Any = ctypes.c_char.from_buffer
address = ctypes.addressof


class Prepared:
    """A callable of sequences, initial state and mask; see `lstm_c.keras.prepare`.

    Several threads may call it at the same time.
    """

    def __init__(
        self,
        kernel: Array,
        recurrent_kernel: Array,
        bias: Array | None,
        dtype: np.dtype[Any],
        *,
        activation: int,
        recurrent_activation: int,
        masked_output: str,
        go_backwards: bool,
        return_sequences: bool,
    ) -> None:
        get_threads()  # what is wrong with its variable is said now, not at the first large call
        #: What computes the sequences or the states that are of a wider type than the weights.
        self.of_wider: Callable[..., LSTMResult]
        self.dtype = dtype
        self.input_dim, self.units = len(kernel), len(recurrent_kernel)
        self.return_sequences = return_sequences
        self._backwards, self._masked_output = go_backwards, masked_output
        self._packed = numbers(4 * (1 + self.input_dim + self.units) * padded(self.units), dtype)
        given = (kernel, recurrent_kernel, bias)
        arrays = [None if a is None else np.ascontiguousarray(a, dtype) for a in given]
        places = (ctypes.c_void_p(None if a is None else a.ctypes.data) for a in arrays)
        sizes = (ctypes.c_size_t(self.input_dim), ctypes.c_size_t(self.units))
        packed = ctypes.c_void_p(self._packed.ctypes.data)
        function("lstm_pack", dtype)(*sizes, *places, packed)
        self._run = function("lstm", dtype)
        self.fixed = {
            "input_dim": self.input_dim,
            "units": self.units,
            "packed": self._packed.ctypes.data,
            "activation": activation,
            "recurrent_activation": recurrent_activation,
            "masked_output": MASKED_OUTPUT[masked_output],
            "go_backwards": go_backwards,
            "return_sequences": return_sequences,
        }
        self._help = function("lstm_help", dtype)
        # For so many timesteps of an example, one thread is done before others could help.
        self._alone = SMALL // (4 * self.units * (self.input_dim + self.units) or 1)
        # The one that was used longest ago is the next: so each is looked at, and let go of.
        self._idle: deque[Room] = deque()

    def __reduce__(self) -> Any:
        raise TypeError(
            "what lstm_c.keras.prepare returned holds addresses and cannot be copied or pickled: "
            "prepare the weights again, or copy an lstm_c.LSTM, which does"
        )

    def __call__(
        self,
        sequences: Array,
        *,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> LSTMResult:
        """The output and both last states of a batch; raises ValueError or TypeError, by name."""
        plain = type(sequences) is np.ndarray and sequences.dtype == self.dtype
        if not (plain and sequences.ndim == 3 and sequences.flags.c_contiguous):
            sequences = self._checked(sequences)
        batch, timesteps, input_dim = sequences.shape
        if input_dim != self.input_dim:
            self._checked(sequences)
        kept: list[Array] = []
        wider = sequences.dtype != self.dtype
        if initial_state is not None or mask is not None:
            kept = self._optional(sequences, initial_state, mask)
            wider = wider or any(array.dtype not in (self.dtype, np.bool_) for array in kept)
        if wider:
            return self.of_wider(sequences, initial_state=initial_state, mask=mask)
        if mask is not None and batch * timesteps > self._alone and not self._backwards:
            parts = parts_of(kept[-1])
            if parts:
                how = (True, False, False), self.return_sequences, self._masked_output
                given = sequences, tuple(kept[:-1]) or None, kept[-1]
                return LSTMResult(*in_parts(self._part, parts, *given, *how))
        room = idle_room(self._idle, batch) or Room(self, batch)
        call = room.call
        call.batch, call.timesteps = batch, timesteps
        call.sequences = place(sequences)
        if initial_state is not None:
            call.initial_h, call.initial_c = place(kept[0]), place(kept[1])
        if mask is not None:
            call.mask = place(kept[-1])
        over_time = (batch, timesteps, self.units) if self.return_sequences else None
        lstm_output = np.empty(over_time or (batch, self.units), self.dtype)
        states = np.empty((2, batch, self.units), self.dtype)
        call.lstm_output, call.state_h = place(lstm_output), place(states)
        call.state_c = call.state_h + states.nbytes // 2 if batch else None
        if batch * timesteps > self._alone:
            room.share.threads = get_threads()
            call_for_help(room.share.threads - 1, self._help, room.reference)
        else:
            room.share.threads = 1
        self._run(room.reference)
        if kept:
            call.initial_h = call.initial_c = call.mask = None
        self._idle.append(room)
        return LSTMResult(lstm_output, *states)

    def _part(
        self, sequences: Array, initial: tuple[Array, ...] | None, mask: Array
    ) -> tuple[Array, ...]:
        return self(sequences, initial_state=initial, mask=mask)  # type: ignore[arg-type]

    def _sizes(self) -> Sizes:
        return Sizes(input_dim=self.input_dim, units=self.units)

    def _checked(self, sequences: Array) -> Array:
        return self._read(self._sizes().floating("sequences", sequences, SEQUENCES))

    def _read(self, array: Array) -> Array:
        """The array as C reads it; one of a wider type in that type."""
        return np.ascontiguousarray(array, np.result_type(array, self.dtype))

    def _optional(
        self, sequences: Array, initial_state: tuple[Array, Array] | None, mask: Array | None
    ) -> list[Array]:
        """The initial state and the mask, checked, as C reads them."""
        sizes = self._sizes()
        sizes.floating("sequences", sequences, SEQUENCES)
        kept = []
        if initial_state is not None:
            for place_, state in enumerate(several("initial_state", initial_state, 2)):
                checked = sizes.floating(f"initial_state[{place_}]", state, "batch units")
                kept.append(self._read(checked))
        if mask is not None:
            kept.append(np.ascontiguousarray(sizes.boolean("mask", mask, "batch timesteps")))
        return kept


class Room:
    """What one call needs beside its arrays: its structure and the workspace, for a batch."""

    def __init__(self, layer: Prepared, batch: int) -> None:
        inputs, units = padded(layer.input_dim), padded(layer.units)
        self.batch = batch
        self.workspace = numbers(2 * batch * inputs + (4 * batch + 96) * units, layer.dtype)
        self.share = Share()
        self.call = Call(
            workspace=self.workspace.ctypes.data,
            share=ctypes.addressof(self.share),
            **layer.fixed,
        )
        # A helper that comes late holds the reference, and so all that it could read.
        self.call.room = self.share, self.workspace
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


def padded(count: int) -> int:
    """LSTM_PADDED of the header."""
    return -(-count // 16) * 16
