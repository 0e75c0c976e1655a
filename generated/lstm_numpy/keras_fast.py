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


class Fast:
    """Packed weights: a function of checked arrays of one type, without a mask."""

    def __init__(
        self,
        kernel: Array,
        recurrent_kernel: Array,
        bias: Array,
        dtype: np.dtype[Any],
        go_backwards: bool,
        return_sequences: bool,
        activation: Callable[[Array], Array],
        recurrent_activation: Callable[[Array], Array],
    ) -> None:
        self.units, self.dtype = len(recurrent_kernel), dtype
        self.go_backwards, self.return_sequences = go_backwards, return_sequences
        self.activation, self.recurrent_activation = activation, recurrent_activation
        # 1 / (1 + exp(-z)) is 1/2 + 1/2 tanh(z / 2)
        self.one_tanh = (
            activation is activations.tanh and recurrent_activation is activations.sigmoid
        )
        self.kernel, self.recurrent_kernel, self.bias = (
            self._packed(array) for array in (kernel, recurrent_kernel, bias)
        )

    @staticmethod
    def fits(dtype: np.dtype[Any], mask: Array | None) -> bool:
        """Whether these are ordinary floats, and no timestep is masked."""
        return mask is None and dtype in (np.float32, np.float64)

    def _packed(self, array: Array) -> Array:
        """The blocks in the order of `ORDER`, contiguous; halved where a tanh serves a sigmoid."""
        blocks = np.split(np.asarray(array, self.dtype), len(ORDER), axis=-1)
        packed = np.concatenate([blocks[place] for place in ORDER], axis=-1)
        if self.one_tanh:
            packed[..., : SHARED * self.units] *= 0.5
        return packed

    def __call__(
        self, sequences: Array, initial_state: tuple[Array, Array] | None = None
    ) -> tuple[Array, Array, Array]:
        """The output and both last states."""
        sequences = sequences.astype(self.dtype, copy=False)
        batch, timesteps, _ = sequences.shape
        state_h = np.zeros((batch, self.units), self.dtype)
        state_c = np.zeros((batch, self.units), self.dtype)
        if initial_state is not None:
            state_h[:], state_c[:] = initial_state
        if not self.return_sequences:
            self._steps(sequences, state_h, state_c, repeat(state_h, timesteps))
            return state_h.copy(), state_h, state_c
        lstm_output = np.empty((batch, timesteps, self.units), self.dtype)
        self._steps(sequences, state_h, state_c, iter(lstm_output.swapaxes(0, 1)))
        if timesteps:
            state_h[:] = lstm_output[:, -1]
        return lstm_output, state_h, state_c

    def _inputs(self, sequences: Array) -> Iterator[Array]:
        """x W + b, one timestep after the other, computed in slabs."""
        batch, timesteps, input_dim = sequences.shape
        by_time = sequences.swapaxes(0, 1)
        in_order = by_time[::-1] if self.go_backwards else by_time[:]
        columns = self.kernel.shape[1]
        slab = max(1, min(timesteps, SLAB // max(1, batch * columns * self.dtype.itemsize)))
        products = np.empty((slab, batch, columns), self.dtype)
        for first in range(0, timesteps, slab):
            x = in_order[first : first + slab]
            part = products[: len(x)].reshape(-1, columns)
            np.dot(x.reshape(-1, input_dim), self.kernel, out=part)
            np.add(part, self.bias, out=part)
            yield from products[: len(x)]

    def _steps(self, sequences: Array, h_tm1: Array, c_t: Array, outputs: Iterator[Array]) -> None:
        """All timesteps: c_t is overwritten at each, h_t goes where `outputs` says."""
        z = np.empty((len(h_tm1), len(ORDER) * self.units), self.dtype)
        gates, candidate = np.split(z, [SHARED * self.units], axis=-1)
        i_t, f_t, o_t, g_t = np.split(z, len(ORDER), axis=-1)
        c_tm1 = c_t
        one_half = self.dtype.type(0.5)
        activation, recurrent_activation = self.activation, self.recurrent_activation
        tanh = activation is activations.tanh
        recurrent_kernel = self.recurrent_kernel
        for x_W, h_t in zip(self._inputs(sequences), outputs, strict=True):
            np.dot(h_tm1, recurrent_kernel, out=z)
            np.add(x_W, z, out=z)
            if self.one_tanh:
                np.tanh(z, out=z)
                np.multiply(gates, one_half, out=gates)
                np.add(gates, one_half, out=gates)
            else:
                gates[:] = recurrent_activation(gates)
                candidate[:] = activation(candidate)
            np.multiply(f_t, c_tm1, out=f_t)  # cell-state
            np.multiply(i_t, g_t, out=i_t)  # cell-state
            np.add(f_t, i_t, out=c_t)  # cell-state
            if tanh:
                np.tanh(c_t, out=g_t)  # hidden-state
            else:
                g_t[:] = activation(c_t)  # hidden-state
            np.multiply(o_t, g_t, out=h_t)  # hidden-state
            h_tm1 = h_t


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

    weights = (kernel, recurrent_kernel, bias)
    functions = {"activation": activation, "recurrent_activation": recurrent_activation}
    checked = lstm(np.zeros((0, 0, len(kernel)), np.float32), *weights, **functions, **options)
    dtype = checked.state_h.dtype
    fast = Fast(
        np.asarray(kernel),
        np.asarray(recurrent_kernel),
        np.asarray(np.zeros(np.shape(kernel)[1]) if bias is None else bias),
        dtype,
        options.get("go_backwards", False),
        options.get("return_sequences", True),
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
        if not plain or initial_state is not None or not Fast.fits(dtype, mask):
            given: dict[str, Any] = {"initial_state": initial_state, "mask": mask}
            given |= functions
            return lstm(sequences, kernel, recurrent_kernel, bias, **given, **options)
        Sizes(input_dim=len(kernel)).floating("sequences", sequences, "batch timesteps input_dim")
        return LSTMResult(*fast(sequences))

    return layer
