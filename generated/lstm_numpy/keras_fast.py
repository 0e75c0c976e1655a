"""The LSTM of Keras, for speed.

Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Iterator
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_numpy import activations
from lstm_numpy.arguments import Activation, Sizes, elementwise
from lstm_numpy.arrays import Array

if TYPE_CHECKING:
    from lstm_numpy.keras import LSTMResult

#: Where each block stands among the blocks that a weight array has, and how many share a function.
ORDER, SHARED = (0, 1, 3, 2), 3

#: The input's product is computed for so many bytes at once, or for one timestep.
SLAB = 2**20


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
        # 1 / (1 + exp(-z)) is 1/2 + 1/2 tanh(z / 2)
        self.one_tanh = (
            activation is activations.tanh and recurrent_activation is activations.sigmoid
        )
        self.kernel, self.recurrent_kernel, self.bias = (
            self._packed(array) for array in (kernel, recurrent_kernel, bias)
        )

    @staticmethod
    def fits(dtype: np.dtype[Any]) -> bool:
        """Whether these are ordinary floats."""
        return dtype in (np.float32, np.float64)

    def _packed(self, array: Array) -> Array:
        """The blocks in the order of `ORDER`; halved where a tanh serves a sigmoid."""
        blocks = array.reshape(*array.shape[:-1], len(ORDER), self.units)
        packed = blocks[..., ORDER, :].astype(self.dtype, copy=False)
        if self.one_tanh:
            packed[..., :SHARED, :] *= 0.5
        return packed.reshape(array.shape)

    def __call__(
        self,
        sequences: Array,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> tuple[Array, Array, Array]:
        """The output and both last states."""
        sequences = sequences.astype(self.dtype, copy=False)
        batch, timesteps, _ = sequences.shape
        h_0 = np.zeros((batch, self.units), self.dtype)
        c_0 = np.zeros((batch, self.units), self.dtype)
        if initial_state is not None:
            h_0[:], c_0[:] = initial_state
        lstm_output: Array | None = None
        if self.return_sequences:
            lstm_output = np.empty((batch, timesteps, self.units), self.dtype)
        if mask is None and lstm_output is not None:
            # Each hidden state is computed where it is returned.
            rooms: Iterator[Array] = iter(lstm_output.swapaxes(0, 1))
        elif mask is None:
            rooms = repeat(h_0, timesteps)
        else:
            rooms = (np.empty_like(h_0) for _ in range(timesteps))
        h_T, c_T, y_T = self._steps(sequences, h_0, c_0, rooms, mask, lstm_output)
        last = y_T.copy() if lstm_output is None else lstm_output
        return last, h_T.copy() if h_T.base is not None else h_T, c_T

    def _inputs(self, sequences: Array) -> Iterator[Array]:
        """x W + b, one timestep after the other, computed in slabs."""
        batch, timesteps, input_dim = sequences.shape
        in_order = self._in_order(sequences.swapaxes(0, 1))
        columns = self.kernel.shape[1]
        slab = max(1, min(timesteps, SLAB // max(1, batch * columns * self.dtype.itemsize)))
        products = np.empty((slab, batch, columns), self.dtype)
        for first in range(0, timesteps, slab):
            x = in_order[first : first + slab]
            part = products[: len(x)].reshape(-1, columns)
            np.dot(x.reshape(-1, input_dim), self.kernel, out=part)
            np.add(part, self.bias, out=part)
            yield from products[: len(x)]

    def _in_order(self, by_time: Array) -> Array:
        """The entries of a sequence, in the order of processing."""
        return by_time[::-1] if self.go_backwards else by_time[:]

    def _steps(
        self,
        sequences: Array,
        h_tm1: Array,
        c_t: Array,
        rooms: Iterator[Array],
        mask: Array | None,
        lstm_output: Array | None,
    ) -> tuple[Array, Array, Array]:
        """All timesteps: each h_t is computed in its room, c_t in place where there is no mask."""
        z = np.empty((len(h_tm1), len(ORDER) * self.units), self.dtype)
        gates = z[:, : SHARED * self.units]
        i_t, f_t, o_t, g_t = np.split(z, len(ORDER), axis=-1)
        h_t, c_tm1 = h_tm1, c_t
        y_t = h_t if mask is None else np.zeros_like(h_t)
        masks = None if mask is None else self._in_order(mask.T[:, :, np.newaxis])
        # 1/2 + 1/2 tanh for the gates, 1 tanh for the candidate, in calls over the whole of z
        scale, shift = np.ones_like(self.bias), np.zeros_like(self.bias)
        scale[: SHARED * self.units] = shift[: SHARED * self.units] = 0.5
        activation, recurrent_activation = self.activation, self.recurrent_activation
        tanh = activation is activations.tanh
        recurrent_kernel = self.recurrent_kernel
        shared = recurrent_activation in KNOWN
        masked_output = self.masked_output
        for t, (x_W, h_t) in enumerate(zip(self._inputs(sequences), rooms, strict=True)):
            if masks is not None:
                c_tm1, c_t, y_tm1 = c_t, np.empty_like(c_t), y_t
            np.dot(h_tm1, recurrent_kernel, out=z)
            np.add(x_W, z, out=z)
            if self.one_tanh:
                np.tanh(z, out=z)
                np.multiply(z, scale, out=z)
                np.add(z, shift, out=z)
            else:
                if shared:
                    gates[:] = recurrent_activation(gates)
                else:
                    i_t[:] = recurrent_activation(i_t)  # input-gate
                    f_t[:] = recurrent_activation(f_t)  # forget-gate
                    o_t[:] = recurrent_activation(o_t)  # output-gate
                g_t[:] = activation(g_t)  # candidate
            np.multiply(f_t, c_tm1, out=f_t)  # cell-state
            np.multiply(i_t, g_t, out=i_t)  # cell-state
            np.add(f_t, i_t, out=c_t)  # cell-state
            if tanh:
                np.tanh(c_t, out=g_t)  # hidden-state
            else:
                g_t[:] = activation(c_t)  # hidden-state
            np.multiply(o_t, g_t, out=h_t)  # hidden-state
            if masks is not None:
                m_t = masks[t]
                h_t, c_t = np.where(m_t, h_t, h_tm1), np.where(m_t, c_t, c_tm1)  # masked-step
                if masked_output == "previous":
                    y_t = np.where(m_t, h_t, y_tm1)  # output-previous
                elif masked_output == "state":
                    y_t = h_t  # output-state
                else:  # zero
                    y_t = np.where(m_t, h_t, 0)  # output-zero
                if lstm_output is not None:
                    lstm_output[:, t] = y_t
            h_tm1 = h_t
        return h_t, c_t, y_t if mask is not None else h_t


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
    nothing = np.zeros((0, 0, len(kernel)), np.float32)
    checked = lstm(nothing, kernel, recurrent_kernel, bias, **functions, **options)
    dtype = checked.state_h.dtype
    fast = Fast(
        np.asarray(kernel),
        np.asarray(recurrent_kernel),
        np.asarray(np.zeros(np.shape(kernel)[1]) if bias is None else bias),
        dtype,
        options.get("go_backwards", False),
        options.get("return_sequences", True),
        options.get("masked_output", "previous"),
        elementwise("activation", activation),
        elementwise("recurrent_activation", recurrent_activation),
    )

    def layer(
        sequences: Array,
        *,
        initial_state: tuple[Array, Array] | None = None,
        mask: Array | None = None,
    ) -> LSTMResult:
        plain = type(sequences) is np.ndarray and sequences.dtype == dtype
        if not plain or initial_state is not None or mask is not None or not Fast.fits(dtype):
            given: dict[str, Any] = {"initial_state": initial_state, "mask": mask}
            given |= functions
            return lstm(sequences, kernel, recurrent_kernel, bias, **given, **options)
        Sizes(input_dim=len(kernel)).floating("sequences", sequences, "batch timesteps input_dim")
        return LSTMResult(*fast(sequences))

    return layer
