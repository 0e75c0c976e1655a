"""The LSTM of Keras, for speed.

Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_numpy import activations
from lstm_numpy.arguments import Activation, Sizes, elementwise, several
from lstm_numpy.arrays import Array
from lstm_numpy.memory import ROOM, aligned, turned
from lstm_numpy.openblas import parts

if TYPE_CHECKING:
    from lstm_numpy.keras import LSTMResult

#: Where each block stands among the blocks that a weight array has, and how many share a function.
ORDER, SHARED = (0, 1, 3, 2), 3

#: With at most so many bytes of weights for each example, all are read at every timestep.
EACH = 2**18

#: With more, the input's product is computed before, of so many rows at once; in parts, of so few.
ROWS, FEW = 256, 24

#: From so many rows on, the weights of an input are laid out for parts.
WORTH = 64

#: From so many examples on, there is room in the rows of the state.
MANY = 128

#: Functions that may be called for several gates at once.
KNOWN = frozenset(activations.BY_NAME.values())


class Fast:
    """Packed weights: a function of checked arrays of floats.

    Inside, an example is a column: so the values of a gate are all side by side.
    """

    def __init__(
        self,
        kernel: Array,
        recurrent_kernel: Array,
        bias: Array,
        dtype: np.dtype[Any],
        go_backwards: bool,
        return_sequences: bool,
        masked_output: str,
        activation: Callable[[Array], Array],
        recurrent_activation: Callable[[Array], Array],
    ) -> None:
        self.units, self.dtype = len(recurrent_kernel), dtype
        self.go_backwards, self.return_sequences = go_backwards, return_sequences
        self.masked_output = masked_output
        self.activation, self.recurrent_activation = activation, recurrent_activation
        # A value times 1 / (1 + exp(-z)) is that value divided by 1 + exp(-z).
        defaults = activations.tanh, activations.sigmoid
        self.quotients = (activation, recurrent_activation) == defaults
        # The bias is the weight of one more input, which is always 1.
        rows = kernel, bias[np.newaxis], recurrent_kernel
        self.inputs = sum(map(len, rows[:-1]))
        self.weights = aligned(sum(map(len, rows)), len(bias), dtype)
        given = [array.reshape(len(array), len(ORDER), self.units) for array in rows]
        blocks = self.weights.reshape(len(self.weights), len(ORDER), self.units)
        for place, block in enumerate(ORDER):
            np.concatenate([array[:, block] for array in given], out=blocks[:, place])
        if self.quotients:
            blocks[:, :SHARED] *= -1

    @staticmethod
    def fits(dtype: np.dtype[Any]) -> bool:
        """Whether these are ordinary floats."""
        return dtype in (np.float32, np.float64)

    def __call__(
        self,
        sequences: Array,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> tuple[Array, Array, Array]:
        """The output and both last states."""
        batch, timesteps, _ = sequences.shape
        every = self.return_sequences
        # What the weights are multiplied with: an input, the 1 of the bias and a state.
        room = ROOM if batch >= MANY else 0
        x_1_h = aligned(len(self.weights), batch + room, self.dtype)[:, :batch]
        x_1_h[self.inputs - 1] = 1
        # Each gate's values, and the cell state behind them.
        values = aligned((len(ORDER) + 1) * self.units, batch, self.dtype)
        blocks = values.reshape(len(ORDER) + 1, self.units, batch)
        h_tm1, c_tm1 = x_1_h[self.inputs :], blocks[-1]
        h_0, c_0 = initial_state or np.zeros((2, 1, 1))
        h_tm1[:], c_tm1[:] = h_0.T, c_0.T
        y = np.empty((batch, timesteps if every else 1, self.units), self.dtype)
        x = self._in_order(sequences.swapaxes(0, 1))
        masks = None if mask is None else self._in_order(mask.T)
        # Far below zero exp(-z) is infinite, and a value divided by it is 0, as it should be.
        with np.errstate(over="ignore" if self.quotients else None):
            self._steps(x, masks, x_1_h, blocks, y.transpose(1, 2, 0))
        return y if every else y[:, 0], h_tm1.T.copy(), c_tm1.T.copy()

    def _in_order(self, by_time: Array) -> Array:
        """The entries of a sequence, in the order of processing."""
        return by_time[::-1] if self.go_backwards else by_time[:]

    def _sums(self, x: Array, x_1_h: Array, sums: Array) -> Iterator[None]:
        """W x + b + U h into ``sums`` for one timestep after the other, of the h that is there."""
        batch = x.shape[1]
        if self.weights.nbytes <= EACH * batch:
            x_t, product = x_1_h[: self.inputs - 1], self._product(0, x_1_h, sums)
            for entry in x:
                x_t[...] = entry.T
                product()
                yield
        else:
            product = self._product(self.inputs, x_1_h, sums)
            for x_W in self._inputs(x):
                product()
                np.add(sums, x_W, sums)
                yield

    def _product(self, first: int, x_1_h: Array, sums: Array) -> Callable[[], Array]:
        """The product of the weights from a row on with what they are multiplied with."""
        columns, batch = x_1_h[first:], x_1_h.shape[1]
        if batch == 1:
            return partial(np.dot, self.weights[first:].T, columns, sums)
        weights = self.joined_weights if first == 0 else self.recurrent_weights
        rows, inner = weights.shape
        count = parts(rows, inner, batch)
        if count == 1 and batch < MANY:
            return partial(np.dot, weights, columns, sums)
        # dot knows no stacks, and would copy what has room in its rows.
        stack, out = (a.reshape(count, rows // count, a.shape[1]) for a in (weights, sums))
        return partial(np.matmul, stack, columns, out)

    @cached_property
    def joined_weights(self) -> Array:
        """All weights as they are multiplied quickest with several columns: in rows."""
        return turned(self.weights)

    @cached_property
    def recurrent_weights(self) -> Array:
        """Those of the state alone, likewise."""
        return turned(self.weights[self.inputs :])

    @cached_property
    def panels(self) -> Array:
        """Those of input and bias in parts of their columns, each in one piece."""
        columns = self.weights.shape[1]
        count = parts(columns, self.inputs, FEW)
        panels = aligned(count * self.inputs, columns // count, self.dtype)
        np.concatenate(np.split(self.weights[: self.inputs], count, axis=1), out=panels)
        return panels.reshape(count, self.inputs, columns // count)

    def _inputs(self, x: Array) -> Iterator[Array]:
        """W x + b for one timestep after the other, computed in slabs of timesteps."""
        timesteps, batch, _ = x.shape
        columns = self.weights.shape[1]
        count = parts(columns, self.inputs, FEW) if timesteps * batch >= WORTH else 1
        stack = self.weights[np.newaxis, : self.inputs] if count == 1 else self.panels
        at_once = max(ROWS, batch) if count == 1 else FEW
        slab = max(1, min(timesteps, ROWS // max(1, batch)))
        x_1 = np.ones((slab, batch, self.inputs), self.dtype)
        sums = np.empty((slab, batch, columns), self.dtype)
        rows = x_1.reshape(slab * batch, self.inputs)
        products = sums.reshape(slab * batch, count, columns // count).swapaxes(0, 1)
        for first in range(0, timesteps, slab):
            part = x[first : first + slab]
            x_1[: len(part), :, :-1] = part
            for start in range(0, len(part) * batch, at_once):
                some = slice(start, min(start + at_once, len(part) * batch))
                np.matmul(rows[some], stack, out=products[:, some])
            yield from sums[: len(part)].swapaxes(1, 2)

    def _steps(self, x: Array, masks: Array | None, x_1_h: Array, blocks: Array, y: Array) -> None:
        """All timesteps; h and c become the last states where they are, y the output."""
        h_tm1 = x_1_h[self.inputs :]
        i_t, f_t, o_t, g_t, c_tm1 = blocks
        sums = blocks[:4]
        i_f_o = blocks[0:3]
        g_c = blocks[3:5]
        i_f = blocks[0:2]
        h_t, c_t, y_tm1 = h_tm1, c_tm1, h_tm1
        if masks is not None:
            h_t, c_t, y_tm1 = np.zeros((3, *h_tm1.shape), self.dtype)
        one = np.ones((), self.dtype)
        activation, shared = of_columns(self.activation), self.recurrent_activation in KNOWN
        recurrent_activation = of_columns(self.recurrent_activation)
        every, quotients, masked_output = self.return_sequences, self.quotients, self.masked_output
        # Named once, and the result's place without its keyword: small arrays notice both.
        add, copyto, divide = np.add, np.copyto, np.divide
        exp, multiply, tanh = np.exp, np.multiply, np.tanh
        rows = sums.reshape(self.weights.shape[1], x.shape[1])
        for t, _ in enumerate(self._sums(x, x_1_h, rows)):
            if quotients:
                exp(i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
                add(one, i_f_o, i_f_o)  # input-gate, forget-gate, output-gate
                tanh(g_t, g_t)  # candidate
                divide(g_c, i_f, i_f)  # cell-state
                add(f_t, i_t, c_t)  # cell-state
                tanh(c_t, g_t)  # hidden-state
                divide(g_t, o_t, h_t)  # hidden-state
            else:
                if shared:
                    i_f_o[:] = recurrent_activation(i_f_o)  # input-gate, forget-gate, output-gate
                else:
                    i_t[:] = recurrent_activation(i_t)  # input-gate
                    f_t[:] = recurrent_activation(f_t)  # forget-gate
                    o_t[:] = recurrent_activation(o_t)  # output-gate
                g_t[:] = activation(g_t)  # candidate
                multiply(i_f, g_c, i_f)  # cell-state
                add(f_t, i_t, c_t)  # cell-state
                g_t[:] = activation(c_t)  # hidden-state
                multiply(o_t, g_t, h_t)  # hidden-state
            if masks is not None:
                m_t = masks[t]
                copyto(h_tm1, h_t, where=m_t)  # masked-step
                copyto(c_tm1, c_t, where=m_t)  # masked-step
                if masked_output == "previous":
                    copyto(y_tm1, h_tm1, where=m_t)  # output-previous
                elif masked_output == "state":
                    copyto(y_tm1, h_tm1)  # output-state
                else:  # zero
                    copyto(y_tm1, 0)  # output-zero
                    copyto(y_tm1, h_tm1, where=m_t)  # output-zero
            if every:
                y[t] = y_tm1
        if not every:
            y[0] = y_tm1


def of_columns(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """The function for arrays whose columns are examples; a caller's own counts on rows."""
    return function if function in KNOWN else lambda z: function(z.T).T


def prepare(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
    **options: Any,
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once: a function of sequences, initial_state and mask, for many calls.

    The options are those of `lstm`. Raises ValueError or TypeError, by name, when called.

    Examples
    --------
    >>> layer = prepare(np.zeros((10, 128)), np.zeros((32, 128)), return_sequences=False)
    >>> layer(np.zeros((4, 28, 10))).lstm_output.shape
    (4, 32)
    """
    from lstm_numpy.keras import LSTMResult, lstm

    functions: dict[str, Any] = {"activation": activation}
    functions["recurrent_activation"] = recurrent_activation
    known = Sizes()
    checked_kernel = known.floating("kernel", kernel, "input_dim 4*units")
    nothing = np.zeros((0, 0, len(checked_kernel)), checked_kernel.dtype)
    checked = lstm(nothing, kernel, recurrent_kernel, bias, **functions, **options)
    dtype = checked.state_h.dtype
    fast = Fast(
        checked_kernel,
        known.floating("recurrent_kernel", recurrent_kernel, "units 4*units"),
        known.zeros("4*units") if bias is None else np.asarray(bias),
        dtype,
        options.get("go_backwards", False),
        options.get("return_sequences", True),
        options.get("masked_output", "previous"),
        elementwise("activation", activation),
        elementwise("recurrent_activation", recurrent_activation),
    )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def layer(
        sequences: Array,
        *,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> LSTMResult:
        sizes = known.further()
        x = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        state = m = None
        if initial_state is not None:
            h_0, c_0 = several("initial_state", initial_state, 2)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
            state = h_0, c_0
        if mask is not None:
            m = sizes.boolean("mask", mask, "batch timesteps")
        if Fast.fits(dtype) and np.result_type(sizes.dtype, dtype) == dtype:
            return LSTMResult(*fast(x, state, m))
        given: dict[str, Any] = {"initial_state": initial_state, "mask": mask}
        return lstm(sequences, kernel, recurrent_kernel, bias, **given, **functions, **options)

    return layer
