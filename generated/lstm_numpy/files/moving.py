"""Layers that compute nothing: they move, join, repeat, mask or pass entries on."""

import math
from functools import reduce
from typing import Any

import numpy as np

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arrays import Array
from lstm_numpy.files.around import MIXING
from lstm_numpy.files.layer import Layer, Mask, single
from lstm_numpy.files.options import Options
from lstm_numpy.files.refusal import NotKnown


class Identity(Layer):
    """What acts in training alone, and what passes its input on."""

    def configure(self, options: Options) -> None:
        """The words of the layers of training, none of which has an effect here."""
        for word in ("sigma", "stddev", "l1", "l2", "data_format", "seed_generator", "dtype"):
            options.take(word, default=None)

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The input."""
        return single(x)


class Input(Layer):
    """Where an array comes in; it must have the shape that the file states."""

    def configure(self, options: Options) -> None:
        """The shape, with None where any size fits."""
        keys = ("batch_shape", "batch_input_shape", "shape")
        shape = next((options.config[k] for k in keys if options.config.get(k) is not None), None)
        sizes = shape if isinstance(shape, list) else []
        if (shape is not None and not sizes) or any(
            size is not None and (type(size) is not int or size < 0) for size in sizes
        ):
            raise options.refuse(f"has the shape {shape!r}, expected a list of sizes")
        self.shape = tuple(sizes) if sizes else None
        dtype = options.config.get("dtype", options.config.get("input_dtype"))
        self.whole = isinstance(dtype, str) and dtype.startswith(("int", "uint"))
        self.truth = dtype == "bool"
        for word in (*keys, "name", "optional", "sparse", "ragged"):
            options.take(word, default=None)

    def __str__(self) -> str:
        """The shape, in words."""
        sizes = (self.shape or ())[1:]
        return f"({', '.join(['batch', *('any' if n is None else str(n) for n in sizes)])})"

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The input as an array: numbers as they are, else refused by name."""
        array = np.asarray(x)
        if array.dtype.kind not in "fiub":
            raise TypeError(f"the input {self.name!r} has dtype {array.dtype}, expected numbers")
        # The batch is free, whatever the file says: a model runs on any number of examples.
        if self.shape is not None and (
            array.ndim != len(self.shape)
            or any(
                size not in (None, given)
                for size, given in zip(self.shape[1:], array.shape[1:], strict=True)
            )
        ):
            raise ValueError(f"the input {self.name!r} has shape {array.shape}, expected {self}")
        if self.truth:
            if array.dtype != bool:
                raise TypeError(f"the input {self.name!r} has dtype {array.dtype}, expected bool")
            return array
        return array if self.whole or array.dtype.kind == "f" else array.astype(np.float32)


class Activation(Layer):
    """A function of each entry, or the softmax."""

    def configure(self, options: Options) -> None:
        """Which function."""
        self.activation = options.function("activation", mixing=tuple(MIXING))

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The function's values."""
        return (MIXING | BY_NAME)[self.activation](single(x))


class Softmax(Layer):
    """The softmax along an axis."""

    def configure(self, options: Options) -> None:
        """The axis."""
        self.axis = options.one_of((-1,), "axis", default=-1)

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The shares."""
        if mask is not None and self.writer.third:
            said = f"the layer {self.name!r} ({self.class_name}) is masked along the timesteps"
            raise NotKnown(f"{said}, which Keras {self.writer.said} refuses, too")
        return MIXING["softmax"](single(x))


class Rectified(Layer):
    """ReLU, LeakyReLU and ELU as layers, with their numbers."""

    def configure(self, options: Options) -> None:
        """The slope; the other numbers of ReLU at their defaults."""
        if self.class_name == "ReLU":
            options.one_of((0.0, 0, None), "threshold", default=0.0)
            self.most = options.take("max_value", default=None)
            slope = options.number("negative_slope", default=0.0)
        else:
            self.most = None
            default = 0.3 if self.class_name == "LeakyReLU" else 1.0
            slope = options.number("negative_slope", "alpha", default=default)
        self.slope = slope

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The function's values."""
        x = single(x)
        if self.class_name == "ELU":
            return BY_NAME["elu"](x, self.slope)
        found = BY_NAME["leaky_relu"](x, self.slope) if self.slope else BY_NAME["relu"](x)
        return found if self.most is None else np.minimum(found, x.dtype.type(self.most))


class Masking(Layer):
    """A timestep whose entries all have one value is masked, and becomes zeros."""

    def configure(self, options: Options) -> None:
        """The value."""
        self.value = options.number("mask_value", default=0.0)

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The input, with zeros at masked timesteps."""
        x = single(x)
        return x * self.passes(x, mask)[..., np.newaxis].astype(x.dtype)

    def passes(self, x: Any, mask: Mask) -> Any:
        """Where any entry has another value."""
        return (single(x) != self.value).any(axis=-1)


class Flatten(Layer):
    """All entries of an example in one row."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """Nothing but the usual order of axes."""
        options.one_of(("channels_last", None), "data_format", default=None)

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The rows."""
        x = single(x)
        return x.reshape(len(x), math.prod(x.shape[1:]))


class Reshape(Layer):
    """The entries of an example in another shape."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """The shape, of which one size may be -1."""
        shape = options.take("target_shape")
        if not isinstance(shape, list) or not all(type(n) is int and n >= -1 for n in shape):
            raise options.refuse(f"has target_shape={shape!r}, expected whole numbers")
        self.shape = tuple(shape)

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The same entries."""
        x = single(x)
        return x.reshape(len(x), *self.shape)

    def hands_on(self, x: Any) -> bool:
        """On JAX, where the shape stays."""
        return self.writer.on_jax and self(x).shape == single(x).shape


class Permute(Layer):
    """The axes of an example in another order, counted from 1."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """The order."""
        dims = options.take("dims")
        if not isinstance(dims, list) or sorted(dims) != list(range(1, len(dims) + 1)):
            raise options.refuse(f"has dims={dims!r}, expected each axis once, from 1 on")
        self.dims = tuple(dims)

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The same entries."""
        return single(x).transpose(0, *self.dims)

    def hands_on(self, x: Any) -> bool:
        """On JAX, where the order stays."""
        return self.writer.on_jax and self.dims == tuple(sorted(self.dims))


class RepeatVector(Layer):
    """A row as every timestep of a sequence."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """How many timesteps."""
        self.n = options.whole("n")

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The sequence, (batch, n, features)."""
        return np.repeat(single(x)[:, np.newaxis], self.n, axis=1)


#: How each layer joins several arrays, entry by entry.
JOINED = {
    "Add": lambda arrays: reduce(np.add, arrays),
    "Multiply": lambda arrays: reduce(np.multiply, arrays),
    "Maximum": lambda arrays: reduce(np.maximum, arrays),
    "Minimum": lambda arrays: reduce(np.minimum, arrays),
    "Average": lambda arrays: reduce(np.add, arrays) / len(arrays),
    "Subtract": lambda arrays: arrays[0] - arrays[1],
}
#: What the Merge of Keras 1 calls these.
MODES = {
    "sum": "Add",
    "mul": "Multiply",
    "ave": "Average",
    "max": "Maximum",
    "concat": "Concatenate",
}


class Join(Layer):
    """Add, Concatenate and their kin."""

    def configure(self, options: Options) -> None:
        """How, and along which axis."""
        self.how = self.class_name
        if self.how == "Merge":
            self.how = MODES[options.one_of(tuple(MODES), "mode", default="sum")]
            for word in ("mode_type", "output_shape_type", "output_mask_type"):
                options.one_of(("raw",), word, default="raw")
            for word in ("dot_axes", "arguments"):
                options.take(word, default=None)
        self.axis = options.axis("axis", "concat_axis")

    def __call__(self, x: Any, mask: Any = None) -> Array:
        """The joined array."""
        arrays = [np.asarray(one) for one in (x if isinstance(x, list) else [x])]
        if len({array.ndim for array in arrays}) > 1:
            shapes = ", ".join(str(array.shape) for array in arrays)
            raise ValueError(f"the layer {self.name!r} is given arrays of {shapes}")
        if self.how == "Concatenate":
            return np.concatenate(arrays, axis=self.axis)
        if self.how == "Subtract" and len(arrays) != 2:
            raise ValueError(f"the layer {self.name!r} is given {len(arrays)} arrays, expected 2")
        return JOINED[self.how](arrays)

    def passes(self, x: Any, mask: Any) -> Mask:
        """Where all count; from Keras 3 on, where any does."""
        masks = mask if isinstance(mask, list) else [mask]
        if self.how == "Concatenate":
            if all(one is None for one in masks):
                return None
            whole = [
                np.ones(array.shape[:2], bool) if one is None else one
                for array, one in zip(x, masks, strict=True)
            ]
            axis = self.axis % x[0].ndim
            return np.concatenate(whole, axis=1) if axis == 1 else reduce(np.logical_and, whole)
        if self.writer.third:
            given = [one for one in masks if one is not None]
            return reduce(np.logical_or, given) if len(given) == len(masks) else None
        given = [one for one in masks if one is not None]
        return reduce(np.logical_and, given) if given else None
