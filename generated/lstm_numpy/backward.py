"""The loop over time backwards, for every layer: what the loss's gradient is at all that is given.

A printed module ``<formulation>_gradients`` says what one timestep hands back; here is what is the
same for all: the states that the forward loop keeps, masks, direction, products of all timesteps.

The timesteps are taken in chunks. Of the forward loop the states before each timestep are kept and
the sums of its first stage: all else is computed from them again, for a chunk at once. With
checkpoints those of one segment are kept at a time, and the states at its beginning; the chunks are
the same, and so is every bit of the result. Inside, an example is a column, as it is forwards.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from lstm_numpy import activations, conventions
from lstm_numpy.arguments import whole
from lstm_numpy.arrays import Array
from lstm_numpy.conventions import Slope as Slope
from lstm_numpy.engine import Blocks, Function, Layer
from lstm_numpy.kept import Keeping, Kept, chunks_backwards, steps_at_once
from lstm_numpy.kept import KeepingStep as KeepingStep
from lstm_numpy.masked_gradients import before_gradients, output_gradients, step_gradients
from lstm_numpy.other_engine import ordinary

#: One timestep backwards: from a timestep and what arrives at its states to what those before get.
Back = Callable[..., tuple[Array, ...]]
#: What is left to do after the loop, by the names of input and weights.
After = Callable[[], dict[str, Array]]
#: For each stage and vector the gradient of all blocks that it is multiplied with.
Products = Sequence[Mapping[str, Array]]


class Reverse(NamedTuple):
    """One body backwards: the order of each stage's sums, counted in the engine's, and a function.

    ``reads`` are the vectors of each stage that get something in the loop; ``called`` are the
    activations that equations name themselves; ``keeps`` has for some of the engine's forms the
    timestep that keeps its gates' values.
    """

    orders: tuple[tuple[int, ...], ...]
    reads: tuple[tuple[str, ...], ...]
    backwards: Callable[..., tuple[Back, After]]
    called: tuple[str, ...] = ()
    keeps: Mapping[tuple[bool, bool], Keeping] = {}


class Found(NamedTuple):
    """Gradients: of the input, of packed weights, of what is beside products, of states."""

    sequences: Array
    products: list[dict[str, Array]]
    beside: dict[str, Array]
    states: tuple[Array, ...]


def sigmoid(x: Array) -> Array:
    """The sigmoid in one exponential: where that is infinite, the value is 0, as it should be."""
    value = np.negative(x)
    np.exp(value, value)
    np.add(value, 1, value)
    return np.divide(1, value, value)


#: What is computed in place of a function; the caller lets NumPy be silent about an overflow.
QUICK: dict[Function, Function] = {activations.sigmoid: sigmoid, activations.tanh: np.tanh}


def checked(name: str, dtype: np.dtype[Any]) -> None:
    """Raise TypeError for floats that the loop is not for."""
    if not ordinary(dtype):
        raise TypeError(
            f"{name} and the other arrays have the common type {dtype}, expected float32 or "
            "float64: convert them with astype"
        )


def joined(blocks: Array, *columns: int) -> Array:
    """The blocks of an array of weights side by side, from their places in the packed ones."""
    return blocks.take(columns, axis=1).reshape(len(blocks), len(columns) * blocks.shape[2])


class Gradients:
    """The gradients of a layer; ``layer`` computes forwards, with the same weights packed.

    ``fixed`` are weights of one number a unit and numbers, by name.
    """

    def __init__(
        self,
        layer: Layer,
        reverse: Reverse,
        weights: Sequence[Mapping[str, Blocks]],
        *,
        fixed: Mapping[str, Any] = {},
        functions: Mapping[str, Function] = {},
        at_kink: str | None = None,
        checkpoints: int | None = None,
        truncation: int | None = None,
    ) -> None:
        self.layer, self.body, self.reverse = layer, layer.body, reverse
        self.dtype = layer.dtype
        self.fixed = {name: as_column(value) for name, value in fixed.items()}
        called = {name: getattr(activations, name) for name in reverse.called}
        every = {**called, **functions}
        self.functions = {name: QUICK.get(f, f) for name, f in every.items()}
        self.slopes = {name: conventions.slope_of(name, f, at_kink) for name, f in every.items()}
        if checkpoints is not None:
            checkpoints = whole("checkpoints", checkpoints, 1)
        if truncation is not None:
            truncation = whole("truncation", truncation, 1)
        self.checkpoints, self.truncation = checkpoints, truncation
        self.at_kink = at_kink
        if at_kink is not None:
            conventions.points("", at_kink)  # an unknown one is refused
        self.packed = [self._packed(k, blocks) for k, blocks in enumerate(weights)]
        self.rows = layer.rows
        #: Where the rows of each vector are.
        self.spans = list(map(spans, layer.rows))
        self.transposed: list[Array] = []
        for place, reads in enumerate(reverse.reads):
            parts = [self.packed[place][self.spans[place][name]] for name in reads]
            self.transposed.append(np.concatenate([self.packed[place][:0], *parts]))

    def _packed(self, place: int, blocks: Mapping[str, Blocks]) -> Array:
        """The blocks of one stage: rows of the vectors, columns of the sums in their order."""
        width, order = self.layer.widths[place], self.reverse.orders[place]
        rows = self.layer.rows[place]
        if not place:  # it is there, but for order and sign
            signs = self.layer.signs[0]
            weights = self.layer.weights
            packed = weights.reshape(len(weights), len(signs), width).take(order, axis=1)
            if self.layer.form.negated:
                np.multiply(packed, signs.take(order, axis=0), packed)
            return packed.reshape(len(packed), len(order) * width)
        packed = np.zeros((sum(rows.values()), len(order), width), self.dtype)
        first = 0
        for name, number in rows.items():
            for column, index in enumerate(order):
                block = blocks[name][index]
                if block is not None:
                    packed[first : first + number, column] = block
            first += number
        return packed.reshape(len(packed), len(order) * width)

    def __call__(
        self,
        sequences: Array,
        initial: tuple[Array, ...] | None,
        mask: Array | None,
        output: Array | None,
        states: Mapping[str, Array | None],
    ) -> Found:
        """The gradients; ``output`` and ``states``, by name, are those of the loss at the results.

        ``output`` is in the order of processing, of all timesteps or of the last one.
        """
        sequences = sequences.astype(self.dtype, copy=False)
        batch, timesteps, _ = sequences.shape
        if not batch * timesteps:
            return self._of_nothing(sequences, states)
        x = np.ascontiguousarray(self.layer._in_order(sequences.transpose(1, 2, 0)))
        masks = None if mask is None else self.layer._in_order(mask.T)
        d_x = np.empty_like(x)
        products = [np.zeros_like(packed) for packed in self.packed]
        beside: dict[str, Array] = {}
        arriving = Arriving(self, batch, output, states, timesteps)
        room = Room(self, batch, steps_at_once(timesteps, batch))
        keeps = self.reverse.keeps.get(self.layer.chosen)
        given = (self.layer, x, masks, initial or (), self.checkpoints, keeps)
        for first, kept in chunks_backwards(*given):
            chunk = Chunk(self, x[first : first + kept.steps], kept, room)
            back, after = self.reverse.backwards(chunk, self.functions, self.slopes)
            arriving.through(first, chunk.steps, masks, back)
            later = after()
            entry = later.pop(self.body.entry, None)
            chunk.add(products, d_x[first : first + chunk.steps])
            if entry is not None:
                d_x[first : first + chunk.steps] += entry
            for name, value in later.items():
                beside[name] = beside[name] + value if name in beside else value
        d_sequences = np.ascontiguousarray(self.layer._in_order(d_x).transpose(2, 0, 1))
        return Found(d_sequences, self._by_vector(products), beside, arriving.found())

    def _by_vector(self, products: Sequence[Array]) -> list[dict[str, Array]]:
        """What the packed weights get, as blocks of each vector."""
        found = []
        for place, order in enumerate(self.reverse.orders):
            packed, width = products[place], self.layer.widths[place]
            by_sum = packed.reshape(len(packed), len(order), width)
            found.append({name: by_sum[rows] for name, rows in self.spans[place].items()})
        return found

    def _of_nothing(self, sequences: Array, states: Mapping[str, Array | None]) -> Found:
        """Without an example or a timestep: zeros, in the shapes that one of each gives."""
        one = np.zeros((1, 1, sequences.shape[2]), self.dtype)
        _, products, beside, _ = self(one, None, None, None, {})
        for named in (*products, beside):
            for array in named.values():
                array[...] = 0
        arriving = Arriving(self, len(sequences), None, states, 0)
        return Found(np.zeros_like(sequences), products, beside, arriving.found())


class Arriving:
    """What arrives at the states and at the emitted output, while the loop runs backwards."""

    def __init__(
        self,
        gradients: Gradients,
        batch: int,
        output: Array | None,
        states: Mapping[str, Array | None],
        timesteps: int,
    ) -> None:
        layer, body = gradients.layer, gradients.body
        self.truncation, self.timesteps = gradients.truncation, timesteps
        shapes = [(*layer.shape[state.before], batch) for state in body.states]
        given = [states.get(state.before) for state in body.states]
        self.states: Sequence[Array] = tuple(
            np.zeros(shape, layer.dtype) if one is None else one.T.astype(layer.dtype, order="C")
            for shape, one in zip(shapes, given, strict=True)
        )
        self.emitted = [state.before for state in body.states].index(body.emitted)
        self.every, self.masked_output = layer.every, layer.masked_output
        self.output = None if output is None else output.astype(layer.dtype, copy=False)
        if self.output is not None:  # by time, each timestep in one piece
            last_first = range(self.output.ndim - 1, 1, -1)
            turned = self.output.transpose(1, *last_first, 0) if self.every else self.output.T
            self.output = np.ascontiguousarray(turned)
        #: What arrives at the output emitted before, which a masked timestep emits again.
        self.again: Array | None = None

    def found(self) -> tuple[Array, ...]:
        """What the states before the first timestep get."""
        return tuple(np.ascontiguousarray(state.T) for state in self.states)

    def through(self, first: int, steps: int, masks: Array | None, back: Back) -> None:
        """The timesteps of a chunk backwards."""
        states, output, emitted, truncation = (
            self.states, self.output, self.emitted, self.truncation
        )  # fmt: skip
        once, last = not self.every, self.timesteps - 1
        each = [] if output is None or once else list(output[first : first + steps])
        for place in range(steps - 1, -1, -1):
            t = first + place
            here = None
            if output is not None and (not once or t == last):
                here = output if once else each[place]
            if masks is not None:
                states = self._masked(masks[t], states, here, back, place)
            elif here is None:
                states = back(place, *states)
            elif emitted == 0:  # most layers
                states = back(place, states[0] + here, *states[1:])  # gradient-of-the-output
            else:
                states = list(states)
                states[emitted] = states[emitted] + here  # gradient-of-the-output
                states = back(place, *states)
            if truncation is not None and t % truncation == 0 and t:
                states = tuple(map(np.zeros_like, states))
        self.states = states

    def _masked(
        self, counts: Array, states: Sequence[Array], here: Array | None, back: Back, place: int
    ) -> Sequence[Array]:
        """One timestep, where some examples keep their states; ``place`` is that in the chunk."""
        states = list(states)
        if self.again is not None:
            here = self.again if here is None else here + self.again
        if here is not None:
            here, self.again = output_gradients(counts, here, self.masked_output)
            states[self.emitted] = states[self.emitted] + here
        through = back(place, *(step_gradients(counts, state) for state in states))
        pairs = zip(through, states, strict=True)
        return [before_gradients(counts, new, state) for new, state in pairs]


class Room:
    """The buffers of all chunks of a call: one after the other uses them."""

    def __init__(self, gradients: Gradients, batch: int, steps: int) -> None:
        layer = gradients.layer
        self.vectors = [
            np.empty((steps, batch, sum(rows.values())), layer.dtype) for rows in layer.rows
        ]
        shapes = [
            (steps, len(order), *shape, batch)
            for order, shape in zip(gradients.reverse.orders, layer.shapes, strict=True)
        ]
        self.delta, self.slope = ([np.empty(shape, layer.dtype) for shape in shapes] for _ in "ab")
        self.products = [np.empty_like(packed) for packed in gradients.packed]
        for place, buffer in enumerate(self.vectors):
            if "" in layer.rows[place]:
                buffer[:, :, gradients.spans[place][""]] = 1  # what the bias is multiplied with


class Chunk:
    """Timesteps that are taken at once: what a printed function reads, and where it writes."""

    def __init__(self, gradients: Gradients, x: Array, kept: Kept, room: Room) -> None:
        self.gradients, layer = gradients, gradients.layer
        self.dtype, self.fixed, self.kept = layer.dtype, gradients.fixed, kept
        self.steps, _, self.batch = x.shape
        before = {name: states[:-1] for name, states in kept.states.items()}
        self.array = {gradients.body.entry: x, **before, **kept.new}
        #: What each stage's weights are multiplied with, side by side.
        self.vectors = [buffer[: self.steps] for buffer in room.vectors]
        self.room = room
        self.delta = [buffer[: self.steps] for buffer in room.delta]
        self.slope = [buffer[: self.steps] for buffer in room.slope]
        self.handed = [d.reshape(self.steps, -1, self.batch) for d in self.delta]

    def sums(self, place: int, *vectors: Array) -> list[Array]:
        """The sums of a stage, for all timesteps; of a later stage the vectors are given."""
        buffer, rows = self.vectors[place], self.gradients.rows[place]
        given = {**self.array, **dict(zip((n for n in rows if n), vectors, strict=False))}
        for name, span in self.gradients.spans[place].items():
            if name:
                by_row = given[name].reshape(self.steps, rows[name], self.batch)
                buffer[:, :, span] = by_row.swapaxes(1, 2)
        if not place:
            return [self.kept.values[:, k] for k in self.gradients.reverse.orders[0]]
        found = np.matmul(self.gradients.packed[place].T, buffer.swapaxes(1, 2))
        by_sum = found.reshape(self.delta[place].shape)
        return [by_sum[:, k] for k in range(by_sum.shape[1])]

    def gates(self, place: int) -> list[Array]:
        """The values of the gates that the sums are of, which the forward loop has kept."""
        return self.sums(place)

    def gate(self, function: Function, z: Array) -> Array:
        """A gate, of its sum; where the forward loop keeps values, ``z`` is one."""
        return z if self.kept.is_value else function(z)

    def products(self, place: int) -> tuple[Array, list[Array]]:
        """The weights that hand a stage's deltas back to its vectors, and each step's deltas."""
        return self.gradients.transposed[place], list(self.handed[place])

    def parts(self, place: int, found: Array) -> list[Array]:
        """What several vectors of a stage get, apart."""
        shapes, parts, first = self.gradients.layer.vectors[place], [], 0
        for name in self.gradients.reverse.reads[place]:
            number = self.gradients.rows[place][name]
            parts.append(found[first : first + number].reshape(*shapes[name], found.shape[1]))
            first += number
        return parts

    def at_bounds(self, slope: Array, x: Array, low: float, high: float) -> Array:
        """The derivative of a value between bounds, with the convention that a caller named."""
        return conventions.at_bounds(slope, x, low, high, self.gradients.at_kink)

    @staticmethod
    def over_units(x: Array) -> Array:
        """What the units give together to a number that they share."""
        return np.asarray(np.sum(x, axis=0, keepdims=True))

    def filled(self, number: float) -> Array:
        """A number as what every example has at every timestep."""
        return np.full_like(self.delta[0][:, 0], number)

    def add(self, products: Sequence[Array], d_x: Array) -> None:
        """Add what the packed weights get, and put what the input gets in its place."""
        columns, gradients = self.steps * self.batch, self.gradients
        for place, into in enumerate(products):
            # Time beside the examples, so that one product takes all timesteps.
            by_sum = self.handed[place].swapaxes(0, 1)
            by_sum = by_sum if self.batch == 1 else np.ascontiguousarray(by_sum)
            handed = by_sum.reshape(-1, columns)
            vectors = self.vectors[place].reshape(columns, -1)
            into += np.dot(vectors.T, handed.T, self.room.products[place])
            rows = gradients.spans[place].get(gradients.body.entry)
            if rows is not None:
                weights = gradients.packed[place][rows]
                by_time = np.dot(weights, handed).reshape(-1, self.steps, self.batch)
                if place:
                    d_x += by_time.swapaxes(0, 1)
                else:
                    d_x[...] = by_time.swapaxes(0, 1)  # gradient-of-the-input


def spans(rows: Mapping[str, int]) -> dict[str, slice]:
    """The rows of each vector, one below the other."""
    found, first = {}, 0
    for name, number in rows.items():
        found[name] = slice(first, first + number)
        first += number
    return found


def as_column(value: Any) -> Any:
    """A weight of one number a unit as what all examples have; a number as it is."""
    return value[:, np.newaxis] if np.ndim(value) == 1 else value
