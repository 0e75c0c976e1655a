"""Operations of Keras 3, which a graph has beside layers: `i + j`, `ops.maximum`, and their kin.

Those are here that compute entry by entry, and what Keras puts masks together with.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arrays import Array
from lstm_numpy.files.around import softmax
from lstm_numpy.files.layer import Layer, Mask
from lstm_numpy.files.options import Options
from lstm_numpy.files.wrappers import snake

Function = Callable[..., Any]
FUNCTIONS = (
    *("Relu", "Relu6", "Selu", "Sigmoid", "HardSigmoid", "Silu", "Softplus", "Softsign", "Tanh"),
)
#: Entry by entry, of one array or of two, of which one may be a number.
ONE: dict[str, Function] = {
    "Negative": np.negative, "Absolute": np.abs, "Abs": np.abs, "Square": np.square,
    "Sqrt": np.sqrt, "Exp": np.exp, "Log": np.log, "LogicalNot": np.logical_not,
    **{name: BY_NAME[snake(name)] for name in FUNCTIONS},
}  # fmt: skip
TWO: dict[str, Function] = {
    "Add": np.add, "Subtract": np.subtract, "Multiply": np.multiply, "Divide": np.true_divide,
    "TrueDivide": np.true_divide, "Maximum": np.maximum, "Minimum": np.minimum,
    "Equal": np.equal, "NotEqual": np.not_equal, "Greater": np.greater, "Less": np.less,
    "GreaterEqual": np.greater_equal, "LessEqual": np.less_equal,
    "LogicalOr": np.logical_or, "LogicalAnd": np.logical_and,
}  # fmt: skip


# A model is sent to other processes: its functions are those of modules, with words bound to them.


def softmax_along(x: Array, axis: int) -> Array:
    """The softmax along an axis."""
    return np.moveaxis(softmax(np.moveaxis(x, axis, -1)), -1, axis)


def joined(*arrays: Array, axis: int) -> Array:
    """The arrays one behind the other along an axis."""
    return np.concatenate(arrays, axis=axis)


def anywhere(options: Options) -> Function:
    """Whether any entry along an axis is true."""
    axis, keepdims = options.axis("axis"), options.flag("keepdims", default=False)
    return partial(np.any, axis=axis, keepdims=keepdims)


def dtype(options: Options, *others: None) -> Any:
    """A type of numbers."""
    return options.one_of(("float32", "bool", "int32", *others), "dtype", default=None)


#: Those that have words, each made of them.
WITH_WORDS: dict[str, Callable[[Options], Function]] = {
    "Any": anywhere,
    "Cast": lambda options: partial(np.asarray, dtype=dtype(options)),
    "Elu": lambda options: partial(BY_NAME["elu"], alpha=options.number("alpha", default=1.0)),
    "ExpandDims": lambda options: partial(np.expand_dims, axis=options.axis("axis")),
    "LeakyRelu": lambda options: partial(
        BY_NAME["leaky_relu"], negative_slope=options.number("negative_slope", default=0.2)
    ),
    "OnesLike": lambda options: partial(np.ones_like, dtype=dtype(options, None)),
    "Softmax": lambda options: partial(softmax_along, axis=options.axis("axis")),
    "ZerosLike": lambda options: partial(np.zeros_like, dtype=dtype(options, None)),
}


class Operation(Layer):
    """One operation; no mask goes through it."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """What it computes, and of how many arrays; of any number where that is 0."""
        name = self.class_name
        self.number = 2 if name in TWO else 0 if name == "Concatenate" else 1
        if name == "Concatenate":
            self.function: Function = partial(joined, axis=options.axis("axis"))
        else:
            self.function = (ONE | TWO).get(name) or WITH_WORDS[name](options)

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The array; raises ValueError, with the operation's name, for those that do not fit."""
        given = x if isinstance(x, list) else [x]
        if self.number not in (0, len(given)):
            raise ValueError(f"the layer {self.name!r} is called with {len(given)} arrays")
        # Beside an array a number has no type of its own, and leaves that of the array as it is.
        plain = int | float if self.number == 2 else ()
        given = [one if isinstance(one, plain) else np.asarray(one) for one in given]
        try:
            with np.errstate(all="ignore"):
                found = np.asarray(self.function(*given))
        except (ValueError, TypeError) as error:
            raise ValueError(f"the layer {self.name!r} ({self.class_name}): {error}") from None
        wide = any(getattr(one, "dtype", None) == np.float64 for one in given)
        return found if wide or found.dtype != np.float64 else found.astype(np.float32)

    def passes(self, x: Any, mask: Any) -> Mask:
        """No mask, unless the very input is returned; of several there are several masks."""
        masks = mask if isinstance(mask, list) else [mask]
        return masks[0] if self.hands_on(x) else None

    def hands_on(self, x: Any) -> bool:
        """A cast to the type that is there, except with NumPy; on JAX what joins one array."""
        if self.class_name == "Cast":
            kinds = np.asarray(x).dtype.kind, self(x).dtype.kind
            return self.writer.backend != "numpy" and kinds[0] == kinds[1]
        alone = self.class_name == "Concatenate" and isinstance(x, list) and len(x) == 1
        return alone and self.writer.on_jax


OPERATIONS: dict[str, type[Layer]] = dict.fromkeys(
    (*ONE, *TWO, *WITH_WORDS, "Concatenate"), Operation
)
