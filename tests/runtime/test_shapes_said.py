"""The cells of TensorFlow 1, called with arrays of the shapes and orders that their helps say."""

import inspect
import re
from typing import Any

import numpy as np
import pytest

from lstm_numpy import tensorflow1
from lstm_sym.layouts import TENSORFLOW1
from lstm_sym.storage_gru import GRUS

SIZES = {"batch": 3, "input_dim": 2, "units": 7, "num_proj": 5}
CELLS = ("basic_lstm_cell", "lstm_cell", "gru_cell", "basic_rnn_cell")
ARRAY = re.compile(r"^ *([\w, ]+?) : (?:array|the pair)[^\n]*?\bshapes? ([^\n]*)$", re.MULTILINE)


def ones(said: str) -> Any:
    """An array of a shape as it is said, or a tuple of several."""
    shapes = [eval(shape, {}, SIZES) for shape in re.findall(r"\([^)]*\)", said)]
    arrays = tuple(np.ones(shape) for shape in shapes)
    return arrays if len(arrays) > 1 else arrays[0]


@pytest.mark.parametrize("name", CELLS)
def test_arrays_of_the_shapes_in_a_help_are_taken(name: str) -> None:
    function = getattr(tensorflow1, name)
    parameters, _ = inspect.getdoc(function).split("\nReturns\n")
    named = {n: said for names, said in ARRAY.findall(parameters) for n in names.split(", ")}
    for names in re.findall(r"^state : the pair [^\n]*", parameters, re.MULTILINE):
        named["state"] = names.partition(" of ")[2]
    given = {n: ones(said) for n, said in named.items()}
    if name == "basic_lstm_cell":  # each of both has the shape
        given["state"] = (given["state"], given["state"])
    needed = [
        one for one in inspect.signature(function).parameters.values() if one.default is one.empty
    ]
    assert {one.name for one in needed} <= set(given)
    output, _ = function(**given)
    assert output.shape == (SIZES["batch"], SIZES["num_proj" if "projection" in given else "units"])


@pytest.mark.parametrize("name", CELLS[:3])
def test_the_order_of_blocks_in_a_help_is_that_of_the_layout(name: str) -> None:
    (said,) = re.findall(r"in the order ([\w, ]+)", getattr(tensorflow1, name).__doc__)
    (gru,) = (one.arrays[0].gates for one in GRUS if one.name == "tensorflow1")
    assert said.replace(", ", "") == (gru if name == "gru_cell" else TENSORFLOW1.gates)
