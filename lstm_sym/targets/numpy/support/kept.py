"""The forward loop before the one backwards: it keeps states and sums, or computes them again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.engine import BYTES_JOINED, Function, Layer, Workspace

#: The first stage of one timestep, which keeps its gates' values: a sigmoid's as 1 over it.
KeepingStep = Callable[[Array], None]
#: Binds buffers and functions to one, as `lstm_numpy.engine.Bind` does.
Keeping = Callable[[Array, Mapping[str, Array], Mapping[str, Function]], KeepingStep]

#: Where states are kept, each beside the array that the forward loop has it in.
Pairs = list[tuple[Array, Array]]

#: So many rows, timesteps times examples, are taken at once: what they need stays in the cache.
ROWS = 256


def steps_at_once(timesteps: int, batch: int) -> int:
    """How many timesteps a chunk has."""
    return max(1, min(timesteps, ROWS // max(1, batch)))


def chunks_backwards(
    layer: Layer,
    x: Array,
    masks: Array | None,
    initial: Sequence[Array],
    checkpoints: int | None,
    keeping: Keeping | None = None,
) -> Iterator[tuple[int, "Kept"]]:
    """The first timestep of each chunk, from the last to the first, and its states.

    With ``checkpoints`` the timesteps are so many segments; states are kept of one at a time.
    """
    yield from Call(layer, x, masks, initial, checkpoints, keeping).backwards()


class Call:
    """The forward loop of one call, which keeps states."""

    def __init__(
        self,
        layer: Layer,
        x: Array,
        masks: Array | None,
        initial: Sequence[Array],
        checkpoints: int | None,
        keeping: Keeping | None,
    ) -> None:
        self.layer, self.x, self.masks = layer, x, masks
        self.timesteps, _, self.batch = x.shape
        self.length = steps_at_once(self.timesteps, self.batch)
        chunks = -(-self.timesteps // self.length)
        self.per_segment = max(1, -(-chunks // (checkpoints or 1)))
        at_once = min(self.timesteps, self.per_segment * self.length)
        #: What one segment keeps; the next one writes over it.
        self.room = room(layer, at_once, self.batch, masks is not None)
        self.work: Workspace = self.layer._workspace(self.batch, masks is not None)
        self.work.begin(initial)
        work, functions = self.work, layer.functions
        self.keep = None if keeping is None else keeping(work.blocks, work.array, functions)

    def backwards(self) -> Iterator[tuple[int, "Kept"]]:
        """The first timestep of each chunk, from the last to the first, and its states."""
        firsts = list(range(0, self.timesteps, self.length))
        segments = [
            firsts[k : k + self.per_segment] for k in range(0, len(firsts), self.per_segment)
        ]
        begun = []
        kept: list[Kept] = []
        for segment in segments:
            begun.append(self._states())
            is_last = segment is segments[-1]
            kept = [self._chunk(first, first - segment[0], is_last) for first in segment]
        for states, segment in zip(reversed(begun), reversed(segments), strict=True):
            if not kept:
                self._set(states)
                kept = [self._chunk(first, first - segment[0], True) for first in segment]
            for first in reversed(segment):
                yield first, kept.pop()
        self.layer.free.append(self.work)

    def _states(self) -> list[Array]:
        """The states, as the engine has them."""
        return [self.work.array[state.before].copy() for state in self.layer.body.states]

    def _set(self, states: Sequence[Array]) -> None:
        for state, values in zip(self.layer.body.states, states, strict=True):
            self.work.array[state.before][...] = values

    def _chunk(self, first: int, place: int, is_kept: bool) -> "Kept":
        """Run the timesteps of a chunk, which is at a place of its segment, and keep its states."""
        layer, work = self.layer, self.work
        x = self.x[first : first + self.length]
        kept = Kept(layer, self.room, place, len(x) if is_kept else 0)
        before = layer.weights.nbytes > BYTES_JOINED * work.batch
        product = work.product_of_states if before else work.product
        products = layer._inputs(x) if before else None
        entry_needed = layer.body.shown or not before
        entry, sums, (step, *calls) = work.entry, work.sums, work.calls
        keep = self.keep if is_kept else None
        states, new = kept.beside(work)
        for t in range(len(x)):
            if entry_needed:
                entry[...] = x[t]
            product()
            if products is not None:
                np.add(sums, next(products), sums)
            if keep is not None:
                keep(kept.values[t])
            else:
                if is_kept:
                    kept.sums[t] = sums
                step()
            for call in calls:
                call()
            if self.masks is not None:
                for all_new, now in new:
                    all_new[t] = now
                work.mask(self.masks[first + t], layer.masked_output)
            for before_each, now in states:
                before_each[t + 1] = now
        if is_kept:
            kept.finish(keep is not None)
        return kept


class Room(NamedTuple):
    """Where the chunks of one segment keep what they keep: arrays whose first axis is time.

    A large array has large pages of memory, and many small ones have none.
    """

    sums: Array
    states: Mapping[str, Array]
    new: Mapping[str, Array]


def room(layer: Layer, timesteps: int, batch: int, masked: bool) -> Room:
    """Room for so many timesteps."""
    states = {
        name: np.empty((timesteps + 1, *shape, batch), layer.dtype)
        for name, shape in layer.shape.items()
    }
    new = {
        state.now: np.empty_like(each[1:]) if masked else each[1:]
        for state, each in zip(layer.body.states, states.values(), strict=True)
    }
    sums = np.empty((timesteps, layer.weights.shape[1], batch), layer.dtype)
    return Room(sums, states, new)


class Kept:
    """What one chunk keeps: an example is a column.

    ``states`` are those before each timestep and after the last one, ``new`` those that a timestep
    computes, which a mask may not take; ``sums`` are those of the first stage, ``values`` the same
    one by one; where ``is_value`` they are the values of the gates that the sums are of.
    """

    def __init__(self, layer: Layer, room: Room, first: int, steps: int) -> None:
        self.layer, self.steps = layer, steps
        self.sums = room.sums[first : first + steps]
        self.values = self.sums.reshape(
            steps, len(layer.signs[0]), *layer.shapes[0], self.sums.shape[-1]
        )
        self.states = {n: each[first : first + steps + 1] for n, each in room.states.items()}
        self.new = {n: each[first : first + steps] for n, each in room.new.items()}

    def beside(self, work: Workspace) -> tuple[Pairs, Pairs]:
        """The states and the new ones beside those of the forward loop, which begin it."""
        if not self.steps:
            return [], []
        states = [(states, work.array[name]) for name, states in self.states.items()]
        for before_each, now in states:
            before_each[0] = now
        return states, [(states, work.array[name]) for name, states in self.new.items()]

    def finish(self, is_value: bool) -> None:
        """Sums as the equations have them, none negated; or sigmoids, which were 1 over them."""
        signs, self.is_value = self.layer.signs[0], is_value
        if not is_value:
            if self.layer.form.negated:
                by_sum = self.sums.reshape(self.steps, len(signs), -1)
                np.multiply(by_sum, signs, by_sum)
            return
        for beside in _negative(signs):
            np.divide(1, self.values[:, beside], self.values[:, beside])


def _negative(signs: Array) -> list[slice]:
    """Where signs are negative: those side by side are one slice."""
    found: list[slice] = []
    for place, sign in enumerate(signs[:, 0].tolist()):
        if sign < 0:
            start = found.pop().start if found and found[-1].stop == place else place
            found.append(slice(start, place + 1))
    return found
