"""The forward loop before the one backwards: it keeps states and sums, or computes them again."""

from collections.abc import Iterator, Sequence

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.engine import BYTES_JOINED, Layer, Workspace

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
) -> Iterator[tuple[int, "Kept"]]:
    """The first timestep of each chunk, from the last to the first, and its states.

    With ``checkpoints`` the timesteps are so many segments; states are kept of one at a time.
    """
    yield from Call(layer, x, masks, initial, checkpoints).backwards()


class Call:
    """The forward loop of one call, which keeps states."""

    def __init__(
        self,
        layer: Layer,
        x: Array,
        masks: Array | None,
        initial: Sequence[Array],
        checkpoints: int | None,
    ) -> None:
        self.layer, self.x, self.masks = layer, x, masks
        self.timesteps, _, self.batch = x.shape
        self.length = steps_at_once(self.timesteps, self.batch)
        chunks = -(-self.timesteps // self.length)
        self.per_segment = max(1, -(-chunks // (checkpoints or 1)))
        self.work: Workspace = self.layer._workspace(self.batch, masks is not None)
        self.work.begin(initial)

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
        kept.begin(work)
        for t in range(len(x)):
            if entry_needed:
                work.entry[...] = x[t]
            product()
            if products is not None:
                np.add(work.sums, next(products), work.sums)
            if is_kept:
                kept.put_sums(t)
            for call in work.calls:
                call()
            if self.masks is not None:
                if is_kept:
                    kept.put_unmasked(t)
                work.mask(self.masks[first + t], layer.masked_output)
            if is_kept:
                kept.put(t + 1)
        return kept


class Kept:
    """What one chunk keeps: an example is a column.

    ``states`` are those before each timestep and after the last one, ``new`` those that a timestep
    computes, which a mask may not take; ``sums`` are those of the first stage.
    """

    def __init__(self, layer: Layer, steps: int, batch: int, masked: bool) -> None:
        self.layer, self.steps = layer, steps
        self.sums = np.empty((steps, layer.weights.shape[1], batch), layer.dtype)
        self.states = {
            name: np.empty((steps + 1, *shape, batch), layer.dtype)
            for name, shape in layer.shape.items()
        }
        self.new = {
            state.now: np.empty_like(states[1:]) if masked else states[1:]
            for state, states in zip(layer.body.states, self.states.values(), strict=True)
        }

    def begin(self, work: Workspace) -> None:
        """Take the states and the sums from where the forward loop has them."""
        self.now, self.signs = work.sums, work.signs
        self.pairs = [(states, work.array[name]) for name, states in self.states.items()]
        self.unmasked = [(states, work.array[name]) for name, states in self.new.items()]
        self.put(0)

    def put(self, t: int) -> None:
        """Keep the states as they are before a timestep."""
        for states, now in self.pairs:
            states[t] = now

    def put_unmasked(self, t: int) -> None:
        """Keep the states that a timestep has computed."""
        for states, now in self.unmasked:
            states[t] = now

    def put_sums(self, t: int) -> None:
        """Keep the sums as they are in a timestep, none of them negated."""
        # Not `negative`, which NumPy gets wrong for some columns of float32.
        np.multiply(self.now, self.signs, self.sums[t])
