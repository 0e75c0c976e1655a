"""The LSTM of Keras, for speed.

Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_numpy import activations
from lstm_numpy.arguments import Activation, Sizes, elementwise, several
from lstm_numpy.arrays import Array

if TYPE_CHECKING:
    from lstm_numpy.keras import LSTMResult

#: Where each block stands among the blocks that a weight array has, and how many share a function.
ORDER, SHARED = (0, 1, 3, 2), 3

#: The input's product takes so many rows at once, with which it runs at full speed, or those of so
#: many timesteps.
ROWS, TIMESTEPS = 256, 4

#: Products may be computed gate by gate from so many examples on; with so many multiplications a
#: gate they run in one thread of NumPy's library.
SEVERAL, SMALL = 2, 2**18

#: The sums of one timestep have so many bytes at most, unless they have fewer than half the rows.
CACHE = 2**20

#: Functions that may be called for several gates at once.
KNOWN = frozenset(activations.BY_NAME.values())


class Fast:
    """Packed weights: a function of checked arrays of floats."""

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
        self.recurrent_kernel = np.empty(recurrent_kernel.shape, dtype)
        # The bias is the weight of one more input, which is always 1.
        self.input_kernel = np.empty((len(kernel) + 1, len(bias)), dtype)
        self._pack(recurrent_kernel, self.recurrent_kernel)
        self._pack(kernel, self.input_kernel[:-1])
        self._pack(bias[np.newaxis], self.input_kernel[-1:])

    @staticmethod
    def fits(dtype: np.dtype[Any]) -> bool:
        """Whether these are ordinary floats."""
        return dtype in (np.float32, np.float64)

    def _pack(self, array: Array, room: Array) -> None:
        """Put the blocks in the order of `ORDER`, with the factor that the quotients want."""
        blocks, packed = self._by_gates(array), self._by_gates(room)
        for place, block in enumerate(ORDER):
            factor = -1 if self.quotients and place < SHARED else 1
            np.multiply(blocks[block], factor, out=packed[place])

    def _by_gates(self, array: Array) -> Array:
        """The blocks of an array, which lie side by side in its rows, one behind the other."""
        return array.reshape(len(array), len(ORDER), self.units).swapaxes(0, 1)

    def __call__(
        self,
        sequences: Array,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> tuple[Array, Array, Array]:
        """The output and both last states."""
        batch, timesteps, _ = sequences.shape
        state_h, state_c = np.zeros((2, batch, self.units), self.dtype)
        if initial_state is not None:
            state_h[:], state_c[:] = initial_state
        steps = (timesteps,) if self.return_sequences else ()
        lstm_output = np.empty((batch, *steps, self.units), self.dtype)
        x = self._in_order(sequences.swapaxes(0, 1))
        masks = None if mask is None else self._in_order(mask.T[:, :, np.newaxis])
        # Far below zero exp(-z) is infinite, and a value divided by it is 0, as it should be.
        with np.errstate(over="ignore" if self.quotients else None):
            for some in self._examples(batch):
                m = None if masks is None else masks[:, some]
                self._steps(x[:, some], m, state_h[some], state_c[some], lstm_output[some])
        return lstm_output, state_h, state_c

    def _in_order(self, by_time: Array) -> Array:
        """The entries of a sequence, in the order of processing."""
        return by_time[::-1] if self.go_backwards else by_time[:]

    def _examples(self, batch: int) -> Iterator[slice]:
        """Parts of the batch: what is computed of one timestep should stay in the cache."""
        columns = self.recurrent_kernel.shape[1]
        most = max(ROWS // 2, CACHE // max(1, columns * self.dtype.itemsize))
        parts = -(-batch // most)
        for part in range(parts):
            yield slice(part * batch // parts, (part + 1) * batch // parts)

    def _apart(self, batch: int) -> bool:
        """Whether products are computed gate by gate: what follows them runs over whole gates then,
        but several threads are slower where each of them gets few rows."""
        few = batch * self.units**2 <= SMALL
        return batch >= SEVERAL and (few or batch >= self.units)

    def _product(self, kernel: Array, batch: int) -> tuple[Any, Array]:
        """The product for so many examples, and its second factor."""
        return (np.matmul, self._by_gates(kernel)) if self._apart(batch) else (np.dot, kernel)

    def _inputs(self, x: Array) -> Iterator[Array]:
        """x W + b of one timestep after the other, by gates, computed in slabs of timesteps."""
        timesteps, batch, input_dim = x.shape
        gates, units = len(ORDER), self.units
        at_once = max(TIMESTEPS, ROWS // max(1, batch))
        slab = min(timesteps, at_once)
        x_and_1 = np.ones((slab, batch, input_dim + 1), self.dtype)
        product, kernel = self._product(self.input_kernel, batch)
        if self._apart(batch):
            products = np.empty((gates, slab * batch, units), self.dtype)
            by_time = products.reshape(gates, slab, batch, units).swapaxes(0, 1)
        else:
            products = np.empty((slab * batch, gates * units), self.dtype)
            by_time = products.reshape(slab, batch, gates, units).swapaxes(1, 2)
        for first in range(0, timesteps, at_once):
            part = x[first : first + at_once]
            x_and_1[: len(part), :, :-1] = part
            rows = x_and_1[: len(part)].reshape(len(part) * batch, input_dim + 1)
            product(rows, kernel, out=products[..., : len(rows), :])
            yield from by_time[: len(part)]

    def _steps(
        self, x: Array, masks: Array | None, h_tm1: Array, state_c: Array, lstm_output: Array
    ) -> None:
        """All timesteps of some examples; h_tm1 and state_c become their last states."""
        batch, state_h = len(h_tm1), h_tm1
        # Each gate's values side by side, and the cell state behind them.
        blocks = np.empty((len(ORDER) + 1, batch, self.units), self.dtype)
        i_t, f_t, o_t, g_t, c_tm1 = blocks
        sums = blocks[:4]
        i_f_o = blocks[0:3]
        g_c = blocks[3:5]
        i_f = blocks[0:2]
        c_tm1[:] = state_c
        if masks is not None:
            h_t, c_t, y_tm1 = np.zeros((3, batch, self.units), self.dtype)
            rooms: Iterable[Array] = repeat(h_t, len(x))
        else:
            # Each state is computed where it stays.
            c_t, y_tm1 = c_tm1, h_tm1
            every = self.return_sequences
            rooms = lstm_output.swapaxes(0, 1) if every else repeat(h_tm1, len(x))
        one = np.ones((), self.dtype)
        product, kernel = self._product(self.recurrent_kernel, batch)
        # Gate by gate the products are the sums' own blocks; else they lie side by side in rows.
        rows = by_gates = sums
        if not self._apart(batch):
            rows = np.empty((batch, len(ORDER) * self.units), self.dtype)
            by_gates = self._by_gates(rows)
        activation = self.activation
        recurrent_activation, shared = self.recurrent_activation, self.recurrent_activation in KNOWN
        quotients, masked_output = self.quotients, self.masked_output
        # Named once, and the result's place without its keyword: small arrays notice both.
        add, copyto, divide = np.add, np.copyto, np.divide
        exp, multiply, tanh = np.exp, np.multiply, np.tanh
        for t, (x_W, h_t) in enumerate(zip(self._inputs(x), rooms, strict=True)):
            product(h_tm1, kernel, rows)
            add(by_gates, x_W, sums)
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
            if masks is None:
                h_tm1 = h_t
                continue
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
            if self.return_sequences:
                lstm_output[:, t] = y_tm1
        state_h[:], state_c[:] = h_tm1, c_tm1
        if not self.return_sequences:
            lstm_output[:] = h_tm1 if masks is None else y_tm1


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
