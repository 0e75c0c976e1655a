"""The layers around a recurrent one that compute: each calls the function of its equations."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.batch_normalization import batch_normalization_cell
from lstm_numpy.dense import dense_cell
from lstm_numpy.files.layer import Layer, Mask, rows, single
from lstm_numpy.files.options import Options
from lstm_numpy.layer_normalization import layer_normalization_cell
from lstm_numpy.softmax import softmax_cell


def softmax(x: Array) -> Array:
    """The softmax along the last axis; what is taken off every term changes no share."""
    return softmax_cell(rows(x - x.max(axis=-1, keepdims=True))).reshape(x.shape)


def log_softmax(x: Array) -> Array:
    """The logarithm of the softmax, without that of a share that is rounded to zero."""
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))


#: Functions that mix units.
MIXING = {"softmax": softmax, "log_softmax": log_softmax}


class Dense(Layer):
    """A product of the last axis with a kernel, a bias, an activation."""

    def configure(self, options: Options) -> None:
        """Units, activation, bias."""
        self.units = options.whole("units", "output_dim")
        self.activation = options.function("activation", default=None, mixing=tuple(MIXING))
        self.use_bias = options.flag("use_bias", "bias", default=True)

    @property
    def shapes(self) -> Mapping[str, str]:  # type: ignore[override]
        """Kernel and bias."""
        bias = {"bias": "units"} if self.use_bias else {}
        return {"kernel": "input_dim units", **bias}

    def known_sizes(self) -> dict[str, int]:
        """The units."""
        return {"units": self.units}

    @property
    def matrices(self) -> Mapping[str, Array]:
        """The arrays as the equation has them."""
        return self.arrays

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The output, (..., units)."""
        return self.applied(single(x))

    def applied(self, x: Array) -> Array:
        """The layer along the last axis of any array."""
        function = MIXING.get(self.activation)
        inside = "linear" if function else self.activation
        flat = dense_cell(rows(x), **self.matrices, activation=inside)
        found = flat.reshape(*x.shape[:-1], self.units)
        return function(found) if function else found


class Conv1D(Dense):
    """A Dense layer over windows of timesteps."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """Filters, size and distance of the windows, what is put around the sequence."""
        self.units = options.whole("filters", "nb_filter")
        self.size = options.whole("kernel_size", "filter_length")
        self.strides = options.whole("strides", "subsample_length", default=1)
        self.dilation = options.whole("dilation_rate", "atrous_rate", default=1)
        words = ("padding", "border_mode")
        self.padding = options.one_of(("valid", "same", "causal"), *words, default="valid")
        options.one_of(("channels_last", None), "data_format", default=None)
        options.one_of((1,), "groups", default=1)
        self.activation = options.function("activation", default=None, mixing=tuple(MIXING))
        self.use_bias = options.flag("use_bias", "bias", default=True)

    @property
    def shapes(self) -> Mapping[str, str]:  # type: ignore[override]
        """Kernel and bias; Keras 1 keeps an axis of one entry in the kernel."""
        one = " one" if self.writer.first else ""
        bias = {"bias": "units"} if self.use_bias else {}
        return {"kernel": f"window{one} input_dim units", **bias}

    def known_sizes(self) -> dict[str, int]:
        """The window and the filters."""
        return {"units": self.units, "window": self.size, "one": 1}

    def give(self, arrays: Mapping[str, Array]) -> None:
        """The kernel without that axis."""
        super().give(arrays)
        self.arrays["kernel"] = self.arrays["kernel"].reshape(self.size, -1, self.units)

    @property
    def matrices(self) -> Mapping[str, Array]:
        """The kernel as one matrix of a whole window."""
        return self.arrays | {"kernel": self.arrays["kernel"].reshape(-1, self.units)}

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The output, (batch, windows, filters)."""
        around = {"causal": "before", "same": "both", "valid": ""}[self.padding]
        found = windows(single(x), self.size, self.strides, around, self.dilation)
        return self.applied(found.reshape(*found.shape[:2], -1))


def windows(
    x: Array, size: int, strides: int, around: str, dilation: int = 1, fill: float = 0
) -> Array:
    """Windows of timesteps, (batch, windows, size, features).

    ``around``: whether entries are put "before" the sequence, on "both" sides, or not ("").
    """
    span = (size - 1) * dilation + 1
    if x.ndim != 3:
        raise ValueError(f"the input has shape {x.shape}, expected (batch, timesteps, features)")
    timesteps = x.shape[1]
    before = after = 0
    if around == "before":
        before = span - 1
    elif around == "both":
        whole = max((-(-timesteps // strides) - 1) * strides + span - timesteps, 0)
        before, after = whole // 2, whole - whole // 2
    if before or after:
        x = np.pad(x, ((0, 0), (before, after), (0, 0)), constant_values=fill)
    if x.shape[1] < span:
        raise ValueError(f"the input has {timesteps} timesteps, expected {span} at least")
    found = np.lib.stride_tricks.sliding_window_view(x, span, axis=1)[:, ::strides, :, ::dilation]
    return found.swapaxes(2, 3)


class Pooling(Layer):
    """The largest or the mean entry of windows of timesteps."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """Size and distance of the windows."""
        self.size = options.whole("pool_size", "pool_length", default=2)
        if options.config.get("strides", options.config.get("stride")) is None:
            options.take("strides", "stride", default=None)
            self.strides = self.size
        else:
            self.strides = options.whole("strides", "stride")
        words = ("padding", "border_mode")
        self.padding = options.one_of(("valid", "same"), *words, default="valid")
        options.one_of(("channels_last", None), "data_format", default=None)
        self.largest = "Max" in self.class_name

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The output, (batch, windows, features); what is put around counts in no window."""
        around = "both" if self.padding == "same" else ""
        fill = -np.inf if self.largest else np.nan
        found = windows(single(x), self.size, self.strides, around, fill=fill)
        if self.largest:
            return found.max(axis=2)
        return np.nanmean(found, axis=2) if around else found.mean(axis=2)


class GlobalPooling(Layer):
    """The largest or the mean entry over all timesteps; a mask leaves timesteps out of a mean."""

    keeps_mask = False

    def configure(self, options: Options) -> None:
        """Whether the axis stays."""
        options.one_of(("channels_last", None), "data_format", default=None)
        self.keepdims = options.flag("keepdims", default=False)
        self.largest = "Max" in self.class_name

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The output, (batch, features)."""
        x = single(x)
        if self.largest:
            return x.max(axis=1, keepdims=self.keepdims)
        if mask is None:
            return x.mean(axis=1, keepdims=self.keepdims)
        counts = mask[..., np.newaxis].astype(x.dtype)
        with np.errstate(invalid="ignore", divide="ignore"):  # a row that is masked wholly
            total = (x * counts).sum(axis=1, keepdims=self.keepdims)
            return total / counts.sum(axis=1, keepdims=self.keepdims)


class Normalization(Layer):
    """BatchNormalization and LayerNormalization, along one axis."""

    own = False

    def configure(self, options: Options) -> None:
        """The axis, whether there are a scale and a centre, what keeps the root from zero."""
        self.own = self.class_name == "LayerNormalization"
        self.axis = options.axis("axis")
        self.scale = options.flag("scale", default=True)
        self.center = options.flag("center", default=True)
        self.epsilon = options.number("epsilon", default=1e-3)
        options.one_of((0,), "mode", default=0)
        options.one_of((False,), "rms_scaling", default=False)

    @property
    def shapes(self) -> Mapping[str, str]:  # type: ignore[override]
        """Scale, centre and, of a batch's, the statistics."""
        given = (*["gamma"] * self.scale, *["beta"] * self.center)
        return dict.fromkeys((*given, *(() if self.own else self.resting)), "units")

    resting = ("mean", "variance")

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The output, of the input's shape."""
        x = np.moveaxis(single(x), self.axis, -1)
        flat = rows(x)
        if self.own:
            # In double precision, as a mean of squares cancels otherwise.
            wide = flat.astype(np.result_type(flat.dtype, np.float64))
            mean, variance = (
                statistic.astype(flat.dtype)
                for statistic in (wide.mean(-1, keepdims=True), wide.var(-1, keepdims=True))
            )
            found = layer_normalization_cell(
                flat, mean, variance, **self.arrays, epsilon=self.epsilon
            )
        else:
            found = batch_normalization_cell(flat, **self.arrays, epsilon=self.epsilon)
        return np.moveaxis(found.reshape(x.shape), -1, self.axis)


class Embedding(Layer):
    """A row of a table for each number; with mask_zero, zero means that there is no entry."""

    def configure(self, options: Options) -> None:
        """The sizes, and whether zero is masked."""
        self.rows = options.whole("input_dim")
        self.units = options.whole("output_dim")
        self.mask_zero = options.flag("mask_zero", default=False)
        options.one_of((None,), "quantization_config", default=None)

    shapes: Mapping[str, str] = {"embeddings": "rows units"}

    def known_sizes(self) -> dict[str, int]:
        """The sizes of the table."""
        return {"rows": self.rows, "units": self.units}

    def __call__(self, x: Any, mask: Mask = None) -> Array:
        """The rows, (..., units)."""
        x, table = single(x), self.arrays["embeddings"]
        with np.errstate(invalid="ignore"):  # what is not a whole number is refused below
            whole = x.astype(np.int64)
        if not np.array_equal(whole, x) or (x.size and not 0 <= x.min() <= x.max() < len(table)):
            raise ValueError(
                f"the layer {self.name!r} is given {x.min()} to {x.max()}, expected whole numbers "
                f"from 0 to {len(table) - 1}"
            )
        return table[whole]

    def passes(self, x: Any, mask: Mask) -> Mask:
        """Where the numbers are not zero."""
        return single(x) != 0 if self.mask_zero else None
