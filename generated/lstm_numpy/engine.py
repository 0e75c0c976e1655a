"""The loop over time for every layer: weights packed once, a timestep that allocates nothing.

A printed module ``<formulation>_fast`` says what one timestep of its layer computes; here is what
is the same for all: products, slabs of inputs, masks, direction, the output. Inside, an example is
a column, so that the values of a gate are all side by side; further dimensions are turned around.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple, cast

import numpy as np

from lstm_numpy import activations
from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.matrices import turned_around
from lstm_numpy.memory import ROOM, aligned, turned
from lstm_numpy.openblas import parts

#: With at most so many bytes of weights for each example, one product takes input and state.
BYTES_JOINED = 2**18

#: Otherwise the input's product is computed before the loop: of so many rows at once.
SLAB_ROWS = 256

#: The same in parts: so many rows at once, for at least so many rows in all.
PART_ROWS, LEAST_ROWS = 24, 64

#: From so many examples on, there is room in the rows of the states.
MANY_EXAMPLES = 128

#: Functions that may be called for several gates at once.
KNOWN = frozenset(activations.BY_NAME.values())

Function = Callable[[Array], Array]
#: The blocks of weights that a vector is multiplied with, one a sum; None where it takes no part.
Blocks = Sequence[Array | None]
#: One stage of one timestep, which computes in the buffers that it was bound to.
Step = Callable[[], None]
#: Binds the buffers side by side, the other arrays by name, and the functions by name.
Bind = Callable[[Array, Mapping[str, Array], Mapping[str, Function]], Step]


class State(NamedTuple):
    """A quantity that passes from one timestep to the next: names before and now, its sizes."""

    before: str
    now: str
    size: str
    start: float = 0


class Stage(NamedTuple):
    """The sums of one stage, in order, their size, and the sizes of what they are products of.

    The vectors are in the order of the weights; an empty name is the 1 of the bias.
    """

    sums: tuple[str, ...]
    size: str
    vectors: Mapping[str, str]


class Form(NamedTuple):
    """The stages of one timestep as functions; the sums that are negated; see `Body.forms`.

    ``apart`` are states whose new value may not be written over the old one, which is read later.
    """

    steps: tuple[Bind, ...]
    negated: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    scratch: Mapping[str, str] = {}


class Body(NamedTuple):
    """What one timestep of a layer consists of.

    ``entry`` is the input of one timestep, the first vector of the first stage, whose second is
    the 1 of the bias; ``shown`` says that equations need it, too. ``beside`` are states that lie
    behind the first stage's sums. ``results`` are names of states; an empty one is the output.
    ``forms`` are by whether the functions are the default ones and whether all is absent that may
    be.
    """

    entry: str
    shown: bool
    stages: tuple[Stage, ...]
    states: tuple[State, ...]
    beside: tuple[str, ...]
    emitted: str
    results: tuple[str, ...]
    forms: Mapping[tuple[bool, bool], Form]


class Layer:
    """Packed weights: a function of checked arrays of ordinary floats.

    ``weights`` has for each stage what is multiplied with each vector, by name, "" for the 1 of the
    bias; ``columns`` are weights of one number a unit.
    """

    def __init__(
        self,
        body: Body,
        sizes: Sizes,
        dtype: np.dtype[Any],
        weights: Sequence[Mapping[str, Blocks]],
        *,
        columns: Mapping[str, Sequence[Array]] = {},
        numbers: Mapping[str, float] = {},
        functions: Mapping[str, Function] = {},
        defaults: bool = True,
        plain: bool = False,
        backwards: bool = False,
        every: bool = True,
        masked_output: str = "",
    ) -> None:
        self.body, self.dtype = body, dtype
        self.chosen = defaults, plain
        self.form = body.forms[self.chosen]
        self.backwards, self.every, self.masked_output = backwards, every, masked_output
        self.shape = {state.before: turned_around(sizes, state.size) for state in body.states}
        self.shapes = [turned_around(sizes, stage.size) for stage in body.stages]
        self.widths = list(map(math.prod, self.shapes))
        self.vectors = [
            {name: turned_around(sizes, size) for name, size in stage.vectors.items()}
            for stage in body.stages
        ]
        self.rows = [{n: math.prod(shape) for n, shape in of.items()} for of in self.vectors]
        self.scratch = {n: turned_around(sizes, size) for n, size in self.form.scratch.items()}
        is_alone = any(len(shape) > 1 for shape in (*self.shape.values(), *self.shapes))
        self.functions = {n: of_columns(function, is_alone) for n, function in functions.items()}
        self.numbers = {name: np.array(number, dtype) for name, number in numbers.items()}
        #: What each sum is multiplied by, stage by stage: -1 where its form has it negated.
        self.signs = [
            np.array([[-1 if name in self.form.negated else 1] for name in stage.sums], dtype)
            for stage in body.stages
        ]
        self.columns = {name: np.stack(blocks) for name, blocks in columns.items()}
        self.weights, *later = map(self._packed, range(len(body.stages)), weights)
        self.later = list(map(turned, later))
        self.inputs = self.rows[0][body.entry] + 1
        self.free: list[Workspace] = []

    def _packed(self, place: int, weights: Mapping[str, Blocks]) -> Array:
        """The blocks of one stage side by side, those of each vector below the last one's."""
        signs, width, rows = self.signs[place], self.widths[place], self.rows[place]
        packed = aligned(sum(rows.values()), len(signs) * width, self.dtype)
        by_sum = packed.reshape(len(packed), len(signs), width)
        first = 0
        for name, number in rows.items():
            part = by_sum[first : first + number]
            for column, block in enumerate(weights[name]):
                part[:, column] = 0 if block is None else block
            first += number
        if self.form.negated:
            np.multiply(by_sum, signs, by_sum)
        return packed

    def __call__(
        self, sequences: Array, initial: tuple[Array, ...] | None = None, mask: Array | None = None
    ) -> tuple[Array, ...]:
        """The results, for initial states in order and a mask of booleans."""
        batch, timesteps, _ = sequences.shape
        work = self._workspace(batch, mask is not None)
        work.begin(initial or ())
        y = np.empty((batch, timesteps if self.every else 1, *work.units), self.dtype)
        x = self._in_order(sequences.transpose(1, 2, 0))
        masks = None if mask is None else self._in_order(mask.T)
        # Far below zero exp(-z) is infinite, and a value divided by it is 0, as it should be: the
        # caller lets NumPy be silent about it.
        self._steps(work, x, masks, y.transpose(1, *range(y.ndim - 1, 1, -1), 0))
        output = y if self.every else y[:, 0]
        found = [output if state is None else state.T.copy() for state in work.results]
        self.free.append(work)
        return tuple(found)

    def _workspace(self, batch: int, masked: bool) -> "Workspace":
        """Buffers for so many examples; those of the last call where they fit."""
        while self.free:
            work = self.free.pop()
            if work.batch == batch and work.masked == masked:
                return work
        return Workspace(self, batch, masked)

    def _in_order(self, by_time: Array) -> Array:
        """The entries of a sequence, in the order of processing."""
        return by_time[::-1] if self.backwards else by_time

    def _steps(self, work: "Workspace", x: Array, masks: Array | None, y: Array) -> None:
        """All timesteps; the states become the last ones where they are, y the output."""
        # The input takes part in one product with the states, or its product is there before.
        before = self.weights.nbytes > BYTES_JOINED * work.batch
        product = work.product_of_states if before else work.product
        products = self._inputs(x) if before else None
        entry, sums, calls, emitted = work.entry, work.sums, work.calls, work.emitted
        entry_needed, every = self.body.shown or not before, self.every
        for t in range(len(x)):
            if entry_needed:
                entry[...] = x[t]
            product()
            if products is not None:
                np.add(sums, next(products), sums)
            for call in calls:
                call()
            if masks is not None:
                work.mask(masks[t], self.masked_output)
            if every:
                y[t] = emitted
        if not every:
            y[0] = emitted

    @cached_property
    def joined_weights(self) -> Array:
        """All weights as they are multiplied quickest with several columns: in rows."""
        return turned(self.weights)

    @cached_property
    def recurrent_weights(self) -> Array:
        """Those of the states alone, likewise."""
        return turned(self.weights[self.inputs :])

    @cached_property
    def panels(self) -> Array:
        """Those of input and bias in parts of their columns, each in one piece."""
        columns = self.weights.shape[1]
        count = parts(columns, self.inputs, PART_ROWS)
        panels = aligned(count * self.inputs, columns // count, self.dtype)
        np.concatenate(np.split(self.weights[: self.inputs], count, axis=1), out=panels)
        return panels.reshape(count, self.inputs, columns // count)

    def _inputs(self, x: Array) -> Iterator[Array]:
        """The products of the input for one timestep after the other, computed in slabs."""
        timesteps, _, batch = x.shape
        columns = self.weights.shape[1]
        in_parts = timesteps * batch >= LEAST_ROWS
        count = parts(columns, self.inputs, PART_ROWS) if in_parts else 1
        stack = self.weights[np.newaxis, : self.inputs] if count == 1 else self.panels
        at_once = max(SLAB_ROWS, batch) if count == 1 else PART_ROWS
        slab = max(1, min(timesteps, SLAB_ROWS // max(1, batch)))
        x_1 = np.ones((slab, batch, self.inputs), self.dtype)
        sums = np.empty((slab, batch, columns), self.dtype)
        rows = x_1.reshape(slab * batch, self.inputs)
        products = sums.reshape(slab * batch, count, columns // count).swapaxes(0, 1)
        for first in range(0, timesteps, slab):
            part = x[first : first + slab]
            x_1[: len(part), :, :-1] = part.swapaxes(1, 2)
            for start in range(0, len(part) * batch, at_once):
                some = slice(start, min(start + at_once, len(part) * batch))
                np.matmul(rows[some], stack, out=products[:, some])
            yield from sums[: len(part)].swapaxes(1, 2)


class Workspace:
    """The buffers of one call: what products read and write, states, what steps are bound to."""

    def __init__(self, layer: Layer, batch: int, masked: bool) -> None:
        self.layer, self.batch, self.masked = layer, batch, masked
        body, dtype = layer.body, layer.dtype
        stage, width = body.stages[0], layer.widths[0]
        # What the weights are multiplied with: an input, the 1 of the bias and states.
        room = ROOM if batch >= MANY_EXAMPLES else 0
        self.x_1_h = aligned(len(layer.weights), batch + room, dtype)[:, :batch]
        self.array = layer.numbers | by_name(layer.vectors[0], self.x_1_h)
        # NumPy would spread a column over a buffer of its own, at each timestep again.
        for name, column in layer.columns.items():
            self.array[name] = np.empty((*column.shape, batch), dtype)
            self.array[name][...] = column[:, :, np.newaxis]
        self.entry = self.array[body.entry]
        scratch = [name for name, size in layer.form.scratch.items() if size == stage.size]
        names = (*stage.sums, *body.beside, *scratch)
        shape = (len(names), *layer.shapes[0], batch)
        blocks = aligned(len(names) * width, batch, dtype).reshape(shape)
        self.blocks = blocks
        self.array |= dict(zip(names, blocks, strict=True))
        self.sums = blocks[: len(stage.sums)].reshape(len(stage.sums) * width, batch)
        for name, shape in (layer.shape | layer.scratch).items():
            if name not in self.array:
                self.array[name] = aligned(math.prod(shape), batch, dtype).reshape(*shape, batch)
        products = [self._later(place) for place in range(1, len(body.stages))]
        apart = [s for s in body.states if masked or s.now in layer.form.apart]
        for state in body.states:
            home = self.array[state.before]
            self.array[state.now] = np.zeros_like(home) if state in apart else home
        self.kept = [(self.array[s.before], self.array[s.now]) for s in apart]
        self.shown = self.array[body.emitted]
        self.units = self.shown.shape[-2::-1]
        self.begun = [(self.array[state.before], state.start) for state in body.states]
        self.results = [self.array[name] if name else None for name in body.results]
        self.emitted = np.zeros(self.shown.shape, dtype) if masked else self.shown
        steps = [step(blocks, self.array, layer.functions) for step in layer.form.steps]
        self.calls: list[Callable[[], object]] = [steps[0]]
        for product, step in zip(products, steps[1:], strict=True):
            self.calls += [product, step]
        if self.kept and not masked:
            self.calls.append(self._keep)

    def _later(self, place: int) -> Callable[[], Array]:
        """The product of a later stage; its vectors and sums among the arrays."""
        layer, weights = self.layer, self.layer.later[place - 1]
        stage, multiply = layer.body.stages[place], cast(Callable[..., Array], np.dot)
        sums = aligned(len(weights), self.batch, layer.dtype)
        if stage.vectors == layer.body.stages[0].vectors:  # of another size, and nothing else
            vectors = self.x_1_h
            multiply = multiply if vectors.flags.c_contiguous else np.matmul
        else:
            vectors = aligned(weights.shape[1], self.batch, layer.dtype)
            self.array |= by_name(layer.vectors[place], vectors)
        by_sum = sums.reshape(len(stage.sums), *layer.shapes[place], self.batch)
        self.array[" ".join(stage.sums)] = by_sum  # side by side; each is there by its name, too
        self.array |= dict(zip(stage.sums, by_sum, strict=True))
        return partial(multiply, weights, vectors, sums)

    def begin(self, initial: Sequence[Array]) -> None:
        """The states before the first timestep: those given, the first of them; and their start."""
        for place, (state, start) in enumerate(self.begun):
            state[...] = initial[place].T if place < len(initial) else start
        if self.masked:
            self.emitted[...] = 0  # before the first timestep nothing was emitted

    @cached_property
    def product(self) -> Callable[[], Array]:
        """The product of all weights with input, 1 and states."""
        return self._product(0)

    @cached_property
    def product_of_states(self) -> Callable[[], Array]:
        """That of the weights of the states alone."""
        return self._product(self.layer.inputs)

    def _product(self, first: int) -> Callable[[], Array]:
        """The product of the weights from a row on with what they are multiplied with."""
        layer, columns, sums = self.layer, self.x_1_h[first:], self.sums
        if self.batch == 1:
            return partial(np.dot, layer.weights[first:].T, columns, sums)
        weights = layer.joined_weights if first == 0 else layer.recurrent_weights
        rows, inner = weights.shape
        count = parts(rows, inner, self.batch)
        if count == 1 and self.batch < MANY_EXAMPLES:
            return partial(np.dot, weights, columns, sums)
        # dot knows no stacks, and would copy what has room in its rows.
        stack, out = (a.reshape(count, rows // count, a.shape[1]) for a in (weights, sums))
        return partial(np.matmul, stack, columns, out)

    def _keep(self) -> None:
        """The states where the next timestep looks for them."""
        for before, now in self.kept:
            np.copyto(before, now)

    def mask(self, counts: Array, masked_output: str) -> None:
        """Keep the states of examples whose timestep does not count, and what those emit."""
        copyto, y, h = np.copyto, self.emitted, self.shown
        for before, now in self.kept:
            copyto(before, now, where=counts)
        if masked_output == "previous":
            copyto(y, h, where=counts)
        elif masked_output == "state":
            copyto(y, h)
        else:  # zero
            copyto(y, 0)
            copyto(y, h, where=counts)


def by_name(shapes: Mapping[str, tuple[int, ...]], below: Array) -> dict[str, Array]:
    """The rows of an array by the names of what is there; those without a name are 1."""
    found, first = {}, 0
    for name, shape in shapes.items():
        rows = below[first : first + math.prod(shape)]
        found[name] = rows.reshape(*shape, -1) if len(shape) > 1 else rows
        first += len(rows)
    if "" in found:
        found.pop("")[...] = 1
    return found


def of_columns(function: Function, is_alone: bool) -> Function:
    """The function for arrays whose columns are examples; a caller's own expects them as rows.

    ``is_alone``: each call is for one gate.
    """
    if function in KNOWN:
        return function

    def call(z: Array) -> Array:
        if z.ndim == 3 and not is_alone:  # several gates
            return np.stack([function(one.T).T for one in z])
        return function(z.T).T

    return call
