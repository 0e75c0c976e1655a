"""The forward loop before the one backwards: it keeps states and sums, or computes them again."""

from collections.abc import Callable, Iterator, Mapping, Sequence

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
            kept = [self._chunk(first, segment is segments[-1]) for first in segment]
        for states, segment in zip(reversed(begun), reversed(segments), strict=True):
            if not kept:
                self._set(states)
                kept = [self._chunk(first, True) for first in segment]
            for first in reversed(segment):
                yield first, kept.pop()
        self.layer.free.append(self.work)

    def _states(self) -> list[Array]:
        """The states, as the engine has them."""
        return [self.work.array[state.before].copy() for state in self.layer.body.states]

    def _set(self, states: Sequence[Array]) -> None:
        for state, values in zip(self.layer.body.states, states, strict=True):
            self.work.array[state.before][...] = values

    def _chunk(self, first: int, is_kept: bool) -> "Kept":
        """Run the timesteps of a chunk; the states before each, if they are to be kept."""
        layer, work = self.layer, self.work
        x = self.x[first : first + self.length]
        kept = Kept(layer, len(x) if is_kept else 0, self.batch, self.masks is not None)
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


class Kept:
    """What one chunk keeps: an example is a column.

    ``states`` are those before each timestep and after the last one, ``new`` those that a timestep
    computes, which a mask may not take; ``sums`` are those of the first stage, ``values`` the same
    one by one; where ``is_value`` they are the values of the gates that the sums are of.
    """

    def __init__(self, layer: Layer, steps: int, batch: int, masked: bool) -> None:
        self.layer, self.steps = layer, steps
        self.sums = np.empty((steps, layer.weights.shape[1], batch), layer.dtype)
        self.values = self.sums.reshape(steps, len(layer.signs[0]), *layer.shapes[0], batch)
        self.states = {
            name: np.empty((steps + 1, *shape, batch), layer.dtype)
            for name, shape in layer.shape.items()
        }
        self.new = {
            state.now: np.empty_like(states[1:]) if masked else states[1:]
            for state, states in zip(layer.body.states, self.states.values(), strict=True)
        }

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
        for place in np.flatnonzero(signs < 0):
            np.divide(1, self.values[:, place], self.values[:, place])
