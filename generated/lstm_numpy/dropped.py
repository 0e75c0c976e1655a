"""What masks of dropout make of a call of one of Keras's layers: calls without dropout.

A mask of a vector is a mask of the rows of the weights that it is multiplied with. So the printed
functions compute a layer in training, too: with one mask of the inputs all examples at once, with
other masks one example after the other, because each has its own weights.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any

import numpy as np

from lstm_numpy.arguments import Sizes, as_array, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.floats import floats
from lstm_numpy.layouts import OTHERS, STORAGES

#: How many gates each layer has, and so how many blocks its kernel.
GATES = {
    one.cell: len(one.arrays[0].gates)
    for one in (*STORAGES.values(), *OTHERS)
    if one.name == "keras"
}
#: The gradients that a mask, or the order of the examples, has a part in.
OF_EXAMPLES = ("sequences", "kernel", "recurrent_kernel", "initial_state")


class Dropped:
    """What is dropped of a call, and the calls without dropout that it is made of.

    One mask of the inputs is multiplied with them, as Keras does. What belongs to one gate is
    multiplied with the weights of that gate: inputs of all gates side by side would meet zeros in
    the place of the weights of the others, and an infinite one makes NaN of them.
    """

    def __init__(
        self,
        cell: str,
        sequences: Array,
        kernel: Array,
        recurrent_kernel: Array,
        masks: tuple[Any, Any],
    ) -> None:
        self.gates = gates = GATES[cell]
        self.sizes = sizes = Sizes(**{str(gates): gates})  # so that a shape may name it
        units = f"{gates}*units" if gates > 1 else "units"
        x = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        self.W = sizes.floating("kernel", kernel, f"input_dim {units}")
        self.U = sizes.floating("recurrent_kernel", recurrent_kernel, f"units {units}")
        self.of_x = self._masks("dropout_mask", masks[0], "input_dim")
        self.of_h = self._masks("recurrent_dropout_mask", masks[1], "units")
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
        if array.ndim != 2 and (array.ndim != 3 or len(array) not in (1, self.gates)):
            several_masks = f" or {self.gates}" if self.gates > 1 else ""
            raise ValueError(
                f"{name} has shape {array.shape}, expected (batch, {dimension}), or (masks, "
                f"batch, {dimension}) with 1 mask{several_masks}"
            )
        number = "" if array.ndim == 2 else f"{len(array)} "
        array = self.sizes.floating(name, array, f"{number}batch {dimension}")
        return array if number else array[np.newaxis]

    def checked(self, initial_state: Any, mask: Any, states: int) -> dict[str, Any]:
        """States and mask, which belong to examples; several states are a tuple of arrays."""
        if initial_state is not None and states == 1:
            initial_state = self.sizes.floating("initial_state", initial_state, "batch units")
        elif initial_state is not None:
            initial_state = tuple(
                self.sizes.floating(f"initial_state[{k}]", one, "batch units")
                for k, one in enumerate(several("initial_state", initial_state, states))
            )
        if mask is not None:
            mask = self.sizes.boolean("mask", mask, "batch timesteps")
        return {"initial_state": initial_state, "mask": mask}

    def arriving(self, output: str, given: Mapping[str, Any], options: Any) -> dict[str, Any]:
        """The loss's gradients at results, checked; all are states but the one of that name."""
        every = options.get("return_sequences", True)
        choice("return_sequences", every, (True, False))  # which decides what is expected below
        of_output = "batch timesteps units" if every else "batch units"
        return {
            name: None
            if value is None
            else self.sizes.floating(name, value, of_output if name == output else "batch units")
            for name, value in given.items()
        }

    def _parts(self, given: dict[str, Any]) -> Iterator[tuple[Array, Array, Array, dict[str, Any]]]:
        """Inputs, both arrays of weights and the rest of each call without dropout."""
        if self.together:
            yield self.x, self.W, self.U, given
            return
        for n in range(len(self.x)):
            part = {name: _of_example(n, value) for name, value in given.items()}
            W, U = self._kept(self.W, self.of_x, n), self._kept(self.U, self.of_h, n)
            yield self.x[n : n + 1], W, U, part

    def _kept(self, weights: Array, masks: Array | None, n: int) -> Array:
        """What the n-th call has of weights, or of their gradient: the rows times the masks."""
        if masks is None or self.together:
            return weights
        return weights * np.repeat(masks[:, n].T, weights.shape[1] // len(masks), axis=1)

    def _calls(self, function: Callable[..., Any], biases: Any, given: Any, options: Any) -> Any:
        """What a function returns for each part."""
        return [
            function(x, W, U, *biases, **part, **options) for x, W, U, part in self._parts(given)
        ]

    def outputs(self, function: Callable[..., Any], biases: Any, given: Any, options: Any) -> Any:
        """What a layer's function returns for all examples."""
        found = self._calls(function, biases, given, options)
        return type(found[0])(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))

    def gradients(self, function: Callable[..., Any], biases: Any, given: Any, options: Any) -> Any:
        """What the function of its gradients returns."""
        found = self._calls(function, biases, given, options)
        first, by_state = found[0], zip(*(g.initial_state for g in found), strict=True)
        return first._replace(
            sequences=np.concatenate([g.sequences for g in found]) * self.of_inputs,
            kernel=_sum(self._kept(g.kernel, self.of_x, n) for n, g in enumerate(found)),
            recurrent_kernel=_sum(
                self._kept(g.recurrent_kernel, self.of_h, n) for n, g in enumerate(found)
            ),
            initial_state=tuple(map(np.concatenate, by_state)),
            **{
                name: _sum(getattr(g, name) for g in found)
                for name, value in first._asdict().items()
                if name not in OF_EXAMPLES and value is not None
            },
        )


def _whole(item: Any) -> bool:
    return isinstance(item, int | np.integer | np.bool_)


def _sum(arrays: Iterable[Array]) -> Array:
    return reduce(np.add, arrays)


def _of_example(n: int, value: Any) -> Any:
    """What an example has of an array, of several, or of None."""
    if isinstance(value, tuple):
        return tuple(array[n : n + 1] for array in value)
    return None if value is None else value[n : n + 1]
