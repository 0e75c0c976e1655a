"""Every public function and method, each argument in turn something that it is not.

They are enumerated from the packages. Either there is an answer, or an error of ours that names the
argument.
"""

import inspect
import warnings
from collections import UserDict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from lstm_numpy import LSTM, matrices

from . import public
from .test_hostile import assert_named
from .test_hostile_faces import GOOD, INSIDE


class Raising:
    """What cannot be read as an array, shown, counted or called."""

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise RuntimeError("the numbers are on another device")

    def __repr__(self) -> str:
        raise RuntimeError("no text")

    def __len__(self) -> int:
        raise RuntimeError("no length")

    def __call__(self, *_: Any) -> Any:
        raise RuntimeError("no value")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("not to be compared")

    __hash__ = None  # type: ignore[assignment]


def itself() -> list[Any]:
    """A list that holds itself."""
    found: list[Any] = []
    found.append(found)
    return found


def holding(item: Any) -> np.ndarray:
    """An array of one object."""
    array = np.empty(1, object)
    array[0] = item
    return array


def deep(depth: int) -> list[Any]:
    """A list in a list in a list."""
    return [deep(depth - 1)] if depth else [1.0]


ONES = np.ones((3, 4, 2), np.float32)
HOSTILE: dict[str, Any] = {
    **{repr(one): one for one in (None, True, False, 0, 1, -1, 3, 2.5, -0.0, 1e308, 1 + 2j)},
    **{repr(one): one for one in ("", "text", "tanh", "softmax", "2.2.4", b"", b"tanh", "\0")},
    **{repr(one): one for one in ((), [], {}, set(), [None], [[]], [[1.0], [1.0, 2.0]], {"a": 1})},
    "NaN": float("nan"),
    "infinity": float("inf"),
    "a huge number": 10**400,
    "a number of an array's size": 2**62,
    "a lone surrogate": "\ud800",
    "a long text": "x" * 10**6,
    "a list that holds itself": itself(),
    "a list too deep": deep(100),
    "a range": range(3),
    "a memory": memoryview(b"ab"),
    "a slice": slice(None),
    "a module": np,
    "a type": float,
    "a function of nothing": lambda: 1.0,
    "a function of an array": np.tanh,
    "a function of another shape": np.sum,
    "a function that raises": Raising().__call__,
    "what raises": Raising(),
    "an array of what raises": holding(Raising()),
    "a mapping of no dict": UserDict(a=1),
    "Decimal": Decimal("0.5"),
    "Fraction": Fraction(1, 3),
    **{f"np.{one!r}": one for one in (np.float16(0.5), np.float64(2), np.int8(1), np.True_)},
    "np.str_": np.str_("tanh"),
    "a date": np.datetime64("2026-01-01"),
    "a time": np.timedelta64(1, "s"),
    "no array": np.array(None),
    "a scalar array": np.array(1.0),
    "an empty array": np.ones(0),
    "an array without columns": np.ones((3, 0)),
    "an array without timesteps": np.ones((3, 0, 2)),
    "an array of rank 5": np.ones((1, 1, 1, 1, 1)),
    "an array of rank 32": np.ones((1,) * 32),
    "an array": ONES,
    "an array of NaN": np.full((3, 4, 2), np.nan),
    "a masked array": np.ma.array(ONES, mask=ONES > 0),
    "a list of masked arrays": [np.ma.array([1.0, 2.0], mask=[0, 1])],
    "a masked number": np.ma.masked,
    "a matrix": np.ones((2, 20)).view(np.matrix),
    "a record": np.ones(3, [("a", "f4"), ("b", "f4")]),
    "complex": np.ones((2, 20), complex),
    "integers": np.ones((2, 20), int),
    "unsigned": np.ones((2, 20), np.uint8),
    "booleans": np.ones((3, 4), bool),
    "texts": np.full((2, 20), "1"),
    "bytes": np.full((2, 20), b"1"),
    "dates": np.zeros((2, 20), "M8[s]"),
    "times": np.zeros((2, 20), "m8[s]"),
    "raw": np.zeros((2, 20), "V2"),
    "objects": np.full((2, 20), None),
    "fractions": np.full((2, 20), Fraction(1, 3)),
    "huge numbers": np.full((2, 20), 10**400),
    "other bytes first": np.ones((2, 20), ">f4"),
    "a broadcast": np.broadcast_to(np.float32(1), (2, 20)),
    "a tuple of arrays": (ONES, ONES),
    "a list of arrays": [np.ones((3, 5)), np.ones((3, 4))],
    "a tuple of None": (None, None),
    "a layer": LSTM(5),
    "a layer's type": LSTM,
}


def used_up() -> dict[str, Any]:
    """What can be read once."""
    return {"a generator": (x for x in [1.0]), "an iterator": iter([ONES])}


# Only printed code calls it, with what it has checked; no argument of it is anybody's.
INNER = {
    *("lstm_numpy.convolution.convolve", "lstm_numpy.floats.of_floats"),
    *("lstm_numpy.bfloat16.bfloat16", "lstm_numpy.onnx_activations.Clipped"),
    *(f"lstm_numpy.block_diagonal.{name}" for name in ("block_diagonal", "diagonal_blocks")),
    "lstm_numpy.arguments.Sizes",
    *(f"lstm_numpy.matrices.{name}" for name in dir(matrices) if name.islower()),
}
CALLS: dict[str, tuple[Any, dict[str, Any]]] = {
    **{path: (public.FUNCTIONS[path], words) for path, words in public.GOOD.items()},
    **GOOD,
    "lstm_c.threads.set_threads": GOOD["lstm_c.set_threads"],  # leaves the threads as they were
}
# What is right in itself, and does not fit another argument, which is named.
FITS_NOT = {
    ("lstm_numpy.gru_gradients.gru_gradients", "return_sequences"): "gru_output",
    ("lstm_numpy.keras_gradients.lstm_gradients", "return_sequences"): "lstm_output",
    ("lstm_numpy.simple_rnn_gradients.simple_rnn_gradients", "return_sequences"): "rnn_output",
    ("pytorch.lstm", "batch_first"): "lengths",
    ("pytorch.gru", "batch_first"): "hx",
    ("onnx.lstm", "layout"): "initial_h",
    ("onnx.gru", "layout"): "initial_h",
    ("onnx.gru", "activations"): "activation_alpha",
    ("onnx.lstm", "activations"): "activation_alpha",
}


def parameters(function: Any, words: dict[str, Any]) -> list[str]:
    """All that it takes, and what the good call gives beside."""
    found = inspect.signature(function).parameters.values()
    named = [p.name for p in found if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    return list(dict.fromkeys([*named, *words]))


@pytest.mark.parametrize("path", sorted(CALLS.keys() - INNER))
def test_whatever_an_argument_is_there_is_an_answer_or_an_error_that_names_it(path: str) -> None:
    function, words = CALLS[path]
    wrong = []
    for name in parameters(function, words):
        names = [name, FITS_NOT.get((path, name), name), *INSIDE]
        for said, hostile in (HOSTILE | used_up()).items():
            try:
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore", RuntimeWarning)  # of the caller's own functions
                    function(**words | {name: hostile})
            except Exception as error:
                try:
                    assert_named(error, names)
                except AssertionError as unnamed:
                    wrong.append(f"{name} = {said}: {unnamed}")
    assert not wrong, "\n".join(wrong)


def test_no_public_function_or_method_is_left_out() -> None:
    assert len(public.GOOD) > 80
    assert public.FUNCTIONS.keys() == public.GOOD.keys()
    for path in public.CLASSES.keys() - INNER:
        for name, method in inspect.getmembers(public.CLASSES[path], inspect.isfunction):
            takes = len(inspect.signature(method).parameters) > 1
            if takes and (name in ("__init__", "__call__") or not name.startswith("_")):
                assert f"{path}.{name}" in METHODS, f"{path}.{name} is in no call of GOOD"


# Each method and the call of GOOD that reaches it.
METHODS = {
    **{f"lstm_numpy.layer.LSTM.{name}": "LSTM" for name in ("__init__", "__call__")},
    "lstm_numpy.layer.LSTM.set_weights": "LSTM.set_weights",
    "lstm_numpy.layer.LSTM.backward": "LSTM.backward",
    "lstm_c.layer.LSTM.backward": "LSTM.backward",
    "lstm_numpy.gru_layer.GRU.backward": "GRU.backward",
    "lstm_numpy.simple_rnn_layer.SimpleRNN.backward": "SimpleRNN.backward",
    **{f"lstm_numpy.gru_layer.GRU.{name}": "GRU" for name in ("__init__", "__call__")},
    "lstm_numpy.gru_layer.GRU.set_weights": "GRU.set_weights",
    **{
        f"lstm_numpy.simple_rnn_layer.SimpleRNN.{name}": "SimpleRNN"
        for name in ("__init__", "__call__")
    },
    "lstm_numpy.simple_rnn_layer.SimpleRNN.set_weights": "SimpleRNN.set_weights",
    **{f"lstm_c.layer.LSTM.{name}": "lstm_c.LSTM" for name in ("__init__", "__call__")},
    "lstm_c.layer.LSTM.set_weights": "lstm_c.LSTM.set_weights",
    **{
        f"lstm_numpy.bidirectional.Bidirectional.{name}": "Bidirectional"
        for name in ("__init__", "__call__")
    },
    "lstm_numpy.bidirectional.Bidirectional.set_weights": "Bidirectional.set_weights",
    "lstm_numpy.bidirectional.Bidirectional.backward": "Bidirectional.backward",
}


def test_each_method_has_its_call() -> None:
    assert set(METHODS.values()) <= GOOD.keys()


ARRAYS = {
    "masked": np.ma.array(np.ones(2), mask=[0, 1]),
    "masked, nothing hidden": np.ma.array(np.ones(2)),
    "a list of masked": [np.ma.array([1.0, 2.0], mask=[0, 1])] * 2,
}


@pytest.mark.parametrize("path", sorted(public.GOOD.keys() - INNER))
@pytest.mark.parametrize("masked", ARRAYS)
def test_no_function_loses_a_mask(path: str, masked: str) -> None:
    function, words = public.FUNCTIONS[path], public.GOOD[path]
    for name, value in words.items():
        if isinstance(value, np.ndarray):
            with pytest.raises(TypeError, match=rf"{name} is a masked array.*{name}\.filled"):
                function(**words | {name: ARRAYS[masked]})
