"""The LSTM of Keras in training, under masks of dropout that are given: outputs and gradients.

A mask of a vector is a mask of the rows of the weights that it is multiplied with. So the printed
`keras.lstm` and its gradients compute both: with one mask of the inputs all examples at once, with
other masks one example after the other, because each has its own weights.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

import numpy as np

from lstm_numpy import keras
from lstm_numpy.arguments import Sizes, as_array, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.floats import floats
from lstm_numpy.layouts import STORAGES

GATES = len(STORAGES["keras"].arrays[0].gates)


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
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
        each, in the order of the kernel's blocks, i, f, c, o; zeros, and one over the rate of what
        is kept; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units), or (masks, batch, units)
        the same of the hidden state, where it is multiplied with weights

    Returns
    -------
    keras.LSTMResult
    lstm_output : array, shape (batch, [timesteps], units)
        output
    state_h : array, shape (batch, units)
        last hidden state
    state_c : array, shape (batch, units)
        last cell state

    Raises
    ------
    TypeError
        as `lstm_numpy.keras.lstm`, and for masks of booleans or whole numbers
    ValueError
        as `lstm_numpy.keras.lstm`, and for masks that are neither one nor one a gate

    Notes
    -----
    Results have NumPy's common type of all arrays, the masks among them: masks of float64 make
    float64 of a layer of float32. With one mask of the inputs, or without masks, all examples are
    one call of `lstm_numpy.keras.lstm`; with masks of the hidden state, or of the inputs one a
    gate, each example is a call of its own. These masks are multiplied with the weights where Keras
    multiplies the vector, which differs by rounding, and where such a product overflows. Source:
    Keras 3.15.1, keras/src/layers/rnn/lstm.py, LSTMCell.call.

    Examples
    --------
    >>> x, kernel, recurrent_kernel = np.ones((2, 5, 3)), np.ones((3, 16)), np.ones((4, 16))
    >>> dropped = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
    >>> lstm(x, kernel, recurrent_kernel, dropout_mask=dropped).lstm_output.shape
    (2, 5, 4)
    """
    layer = _Dropped(sequences, kernel, recurrent_kernel, dropout_mask, recurrent_dropout_mask)
    given = layer.checked(initial_state, mask)
    found = [keras.lstm(x, W, U, bias, **part, **options) for x, W, U, part in layer.parts(given)]
    return keras.LSTMResult(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
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
    sequences, kernel, recurrent_kernel, bias :
        what `lstm` was given
    lstm_output : array or None, shape (batch, [timesteps], units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    state_h : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    state_c : array or None, shape (batch, units)
        gradient of the loss with respect to what `lstm` returns under this name; None: zeros
    dropout_mask : array or None, shape (batch, input_dim), or (masks, batch, input_dim)
        what `lstm` was given: one mask, or one for each gate, in the order of the kernel's blocks,
        i, f, c, o; None: ones
    recurrent_dropout_mask : array or None, shape (batch, units), or (masks, batch, units)
        the same of the hidden state
    initial_state, mask, options :
        those of `lstm_numpy.keras.lstm_gradients`

    Returns
    -------
    keras.LSTMGradients
    sequences : array, shape (batch, timesteps, input_dim)
        of the input sequences, before they are masked
    kernel : array, shape (input_dim, 4*units)
        of the weights of the input
    recurrent_kernel : array, shape (units, 4*units)
        of the weights of the hidden state
    bias : array or None, shape (4*units,)
        of the bias; None without it
    initial_state : tuple of arrays, each of shape (batch, units)
        of the states before

    Raises
    ------
    TypeError
        as `lstm_numpy.keras.lstm_gradients`, and for masks of booleans or whole numbers
    ValueError
        as `lstm_numpy.keras.lstm_gradients`, and for masks that are neither one nor one a gate

    Notes
    -----
    Type, calls and rounding are as in `lstm`: masks of float64 make float64 of a layer of float32,
    and each example is a call of its own with masks of the hidden state, or of the inputs one a
    gate. A test compares with the gradients of Keras 3.15.1, on TensorFlow.

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
    choice("return_sequences", every, (True, False))  # which decides what is expected below
    for name, value, dimensions in (
        ("lstm_output", lstm_output, "batch timesteps units" if every else "batch units"),
        ("state_h", state_h, "batch units"),
        ("state_c", state_c, "batch units"),
    ):
        given[name] = None if value is None else layer.sizes.floating(name, value, dimensions)
    found = [
        keras.lstm_gradients(x, W, U, bias, **part, **options)
        for x, W, U, part in layer.parts(given)
    ]
    of_h, of_c = zip(*(g.initial_state for g in found), strict=True)
    return keras.LSTMGradients(
        sequences=np.concatenate([g.sequences for g in found]) * layer.of_inputs,
        kernel=_sum(layer.kept(g.kernel, layer.of_x, n) for n, g in enumerate(found)),
        recurrent_kernel=_sum(
            layer.kept(g.recurrent_kernel, layer.of_h, n) for n, g in enumerate(found)
        ),
        bias=None if bias is None else _sum(g.bias for g in found if g.bias is not None),
        initial_state=(np.concatenate(of_h), np.concatenate(of_c)),
    )


class _Dropped:
    """What is dropped of a call, and the calls without dropout that it is made of.

    One mask of the inputs is multiplied with them, as Keras does. What belongs to one gate is
    multiplied with the weights of that gate: inputs of all gates side by side would meet zeros in
    the place of the weights of the others, and an infinite one makes NaN of them.
    """

    def __init__(
        self, sequences: Array, kernel: Array, recurrent_kernel: Array, inputs: Any, states: Any
    ) -> None:
        self.sizes = sizes = Sizes(**{str(GATES): GATES})  # so that a shape may name it
        x = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        self.W = sizes.floating("kernel", kernel, f"input_dim {GATES}*units")
        self.U = sizes.floating("recurrent_kernel", recurrent_kernel, f"units {GATES}*units")
        self.of_x = self._masks("dropout_mask", inputs, "input_dim")
        self.of_h = self._masks("recurrent_dropout_mask", states, "units")
        self.of_inputs: Any = 1  # what the inputs themselves are multiplied with
        if self.of_x is not None and len(self.of_x) == 1:
            self.of_inputs, self.of_x = self.of_x[0][:, np.newaxis], None
        # The masks decide the type of the results, also where no example has one.
        self.x = x.astype(sizes.dtype, copy=False) * self.of_inputs
        self.together = (self.of_x is None and self.of_h is None) or not len(x)

    def _masks(self, name: str, value: Any, dimension: str) -> Array | None:
        """The masks, their number first; raises TypeError or ValueError with their name."""
        if value is None:
            return None
        array = as_array(name, value)
        if array.dtype.kind in "biu" or (array.dtype == object and any(map(_whole, array.flat))):
            given = name if isinstance(value, np.ndarray) else f"np.asarray({name})"
            raise TypeError(
                f"{name} has dtype {array.dtype}, expected floats: zeros, and one over the rate of "
                f"what is kept; divide zeros and ones by that rate, as {given} / 0.8"
            )
        array = floats(name, value)
        if array.ndim != 2 and (array.ndim != 3 or len(array) not in (1, GATES)):
            raise ValueError(
                f"{name} has shape {array.shape}, expected (batch, {dimension}), or (masks, "
                f"batch, {dimension}) with 1 mask or {GATES}"
            )
        number = "" if array.ndim == 2 else f"{len(array)} "
        array = self.sizes.floating(name, array, f"{number}batch {dimension}")
        return array if number else array[np.newaxis]

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

    def parts(self, given: dict[str, Any]) -> Iterator[tuple[Array, Array, Array, dict[str, Any]]]:
        """Inputs, both arrays of weights and the rest of each call without dropout."""
        if self.together:
            yield self.x, self.W, self.U, given
            return
        for n in range(len(self.x)):
            part = {name: _of_example(n, value) for name, value in given.items()}
            W, U = self.kept(self.W, self.of_x, n), self.kept(self.U, self.of_h, n)
            yield self.x[n : n + 1], W, U, part

    def kept(self, weights: Array, masks: Array | None, n: int) -> Array:
        """What the n-th call has of weights, or of their gradient: the rows times the masks."""
        if masks is None or self.together:
            return weights
        return weights * np.repeat(masks[:, n].T, weights.shape[1] // len(masks), axis=1)


def _whole(item: Any) -> bool:
    return isinstance(item, int | np.integer | np.bool_)


def _sum(arrays: Iterable[Array]) -> Array:
    return reduce(np.add, arrays)


def _of_example(n: int, value: Any) -> Any:
    """What an example has of an array, of several, or of None."""
    if isinstance(value, tuple):
        return tuple(array[n : n + 1] for array in value)
    return None if value is None else value[n : n + 1]
