"""The LSTM of Keras in training, under masks of dropout that are given: outputs and gradients.

A mask of a vector is a mask of the rows of the weights that it is multiplied with. So the printed
`keras.lstm` and its gradients compute both: of masked inputs at once, of masked states one example
after the other, because each has its own weights.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

import numpy as np

from lstm_numpy import keras
from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.floats import floats
from lstm_numpy.layouts import STORAGES

GATES = len(STORAGES["keras"].arrays[0].gates)


def lstm(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    **options: Any,
) -> keras.LSTMResult:
    """All timesteps of the LSTM of Keras, as it computes them in training.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias, initial_state, mask, options :
        those of `lstm_numpy.keras.lstm`
    dropout_mask : array or None, shape (batch, input_dim), or (masks, batch, input_dim)
        what the inputs of every timestep are multiplied with: one mask for all gates, or one for
        each, in the order i, f, c, o; zero, or one over what is kept; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units), or (masks, batch, units)
        the same of the hidden state, where it is multiplied with weights

    Returns
    -------
    keras.LSTMResult

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.keras.lstm`, and for masks that are neither one nor one a gate

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 16)), np.ones((4, 16))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> lstm(x, kernel, recurrent_kernel, dropout_mask=dropped).lstm_output.shape
    (2, 5, 4)
    """
    layer = _Dropped(sequences, kernel, recurrent_kernel, dropout_mask, recurrent_dropout_mask)
    given = layer.checked(initial_state, mask)
    found = [
        keras.lstm(x, layer.wide_kernel, U, bias, **part, **options)
        for x, U, part in layer.parts(given)
    ]
    return keras.LSTMResult(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))


def lstm_gradients(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    *,
    lstm_output: Array | None = None,
    state_h: Array | None = None,
    state_c: Array | None = None,
    dropout_mask: Array | None = None,
    recurrent_dropout_mask: Array | None = None,
    initial_state: tuple[Array, Array] | None = None,
    mask: Array | None = None,
    **options: Any,
) -> keras.LSTMGradients:
    """Gradients of the loss through `lstm` under the same masks.

    Parameters
    ----------
    sequences, kernel, recurrent_kernel, bias, dropout_mask, recurrent_dropout_mask :
        what `lstm` was given
    lstm_output, state_h, state_c : array or None
        gradients of the loss with respect to what `lstm` returns under these names; None: zeros
    initial_state, mask, options :
        those of `lstm_numpy.keras.lstm_gradients`

    Returns
    -------
    keras.LSTMGradients

    Raises
    ------
    TypeError, ValueError
        as `lstm_numpy.keras.lstm_gradients`, and for masks that are neither one nor one a gate

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 16)), np.ones((4, 16))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> arriving = {"state_h": np.ones((2, 4)), "dropout_mask": dropped}
    >>> found = lstm_gradients(x, kernel, recurrent_kernel, **arriving)
    >>> found.sequences[:, 0, :] == 0  # what was dropped has no part in the loss
    array([[False,  True, False],
           [ True, False, False]])
    """
    layer = _Dropped(sequences, kernel, recurrent_kernel, dropout_mask, recurrent_dropout_mask)
    given = layer.checked(initial_state, mask)
    every = options.get("return_sequences", True)
    for name, value, dimensions in (
        ("lstm_output", lstm_output, "batch timesteps units" if every else "batch units"),
        ("state_h", state_h, "batch units"),
        ("state_c", state_c, "batch units"),
    ):
        given[name] = None if value is None else layer.sizes.floating(name, value, dimensions)
    found = [
        keras.lstm_gradients(x, layer.wide_kernel, U, bias, **part, **options)
        for x, U, part in layer.parts(given)
    ]
    of_h, of_c = zip(*(g.initial_state for g in found), strict=True)
    return keras.LSTMGradients(
        sequences=layer.of_inputs(np.concatenate([g.sequences for g in found])),
        kernel=layer.of_kernel(_sum(g.kernel for g in found)),
        recurrent_kernel=_sum(g.recurrent_kernel * layer.kept(n) for n, g in enumerate(found)),
        bias=None if bias is None else _sum(g.bias for g in found if g.bias is not None),
        initial_state=(np.concatenate(of_h), np.concatenate(of_c)),
    )


class _Dropped:
    """What is dropped of a call, and the calls without dropout that it is made of."""

    def __init__(
        self, sequences: Array, kernel: Array, recurrent_kernel: Array, inputs: Any, states: Any
    ) -> None:
        self.sizes = sizes = Sizes()
        x = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        self.kernel = W = sizes.floating("kernel", kernel, f"input_dim {GATES}*units")
        self.U = sizes.floating("recurrent_kernel", recurrent_kernel, f"units {GATES}*units")
        self.of_x = self._masks("dropout_mask", inputs, "input_dim")
        self.of_h = self._masks("recurrent_dropout_mask", states, "units")
        self.x, self.wide_kernel = x, W
        if self.of_x is not None:
            self.x = np.concatenate([x * one[:, np.newaxis] for one in self.of_x], axis=-1)
            self.wide_kernel = np.zeros((self.x.shape[-1], W.shape[1]), W.dtype)
            for place in self._blocks():
                self.wide_kernel[place] = W[:, place[1]]

    def _masks(self, name: str, value: Any, dimension: str) -> Array | None:
        """The masks, their number first; raises TypeError or ValueError with their name."""
        if value is None:
            return None
        array = floats(name, value)
        array = array[np.newaxis] if array.ndim == 2 else array
        if array.ndim != 3 or len(array) not in (1, GATES):
            raise ValueError(
                f"{name} has shape {np.shape(value)}, expected (batch, {dimension}), or (masks, "
                f"batch, {dimension}) with 1 mask or {GATES}"
            )
        for one in array:
            self.sizes.floating(name, one, f"batch {dimension}")
        return array

    def _blocks(self) -> Iterator[tuple[slice, slice]]:
        """Where the kernel's columns of each mask stand below each other."""
        rows, columns = self.kernel.shape
        masks = 1 if self.of_x is None else len(self.of_x)
        for k in range(masks):
            width = columns // masks
            yield slice(k * rows, (k + 1) * rows), slice(k * width, (k + 1) * width)

    def checked(self, initial_state: Any, mask: Any) -> dict[str, Any]:
        """States and mask, which belong to examples."""
        if initial_state is not None:
            states = several("initial_state", initial_state, 2)
            initial_state = tuple(
                self.sizes.floating(f"initial_state[{k}]", one, "batch units")
                for k, one in enumerate(states)
            )
        if mask is not None:
            mask = self.sizes.boolean("mask", mask, "batch timesteps")
        return {"initial_state": initial_state, "mask": mask}

    def parts(self, given: dict[str, Any]) -> Iterator[tuple[Array, Array, dict[str, Any]]]:
        """Inputs, recurrent weights and the rest of each call without dropout."""
        if self.of_h is None or not len(self.x):
            yield self.x, self.U, given
            return
        for n in range(len(self.x)):
            part = {name: _of_example(n, value) for name, value in given.items()}
            yield self.x[n : n + 1], self.U * self.kept(n), part

    def kept(self, n: int) -> Any:
        """What the recurrent weights of an example are multiplied with."""
        if self.of_h is None or not len(self.x):
            return 1
        return np.repeat(self.of_h[:, n].T, self.U.shape[1] // len(self.of_h), axis=1)

    def of_inputs(self, wide: Array) -> Array:
        """The gradient of the inputs, from that of the inputs under each mask."""
        if self.of_x is None:
            return wide
        parts = np.split(wide, len(self.of_x), axis=-1)
        return _sum(d * one[:, np.newaxis] for d, one in zip(parts, self.of_x, strict=True))

    def of_kernel(self, wide: Array) -> Array:
        """The gradient of the kernel, from that of the wide one."""
        return np.concatenate([wide[place] for place in self._blocks()], axis=1)


def _sum(arrays: Iterable[Array]) -> Array:
    return reduce(np.add, arrays)


def _of_example(n: int, value: Any) -> Any:
    """What an example has of an array, of several, or of None."""
    if isinstance(value, tuple):
        return tuple(array[n : n + 1] for array in value)
    return None if value is None else value[n : n + 1]
