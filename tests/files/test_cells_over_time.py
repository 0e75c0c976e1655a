"""What a configuration says of cells over time, of the writer of a file, and of its lists."""

import re
from pathlib import Path
from typing import Any

import pytest

from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.refusal import UnreadableFile
from lstm_numpy.files.text import listed
from lstm_numpy.files.writer import Writer

PATH = Path("model.json")


def cell(name: str = "LSTMCell", **words: Any) -> dict[str, Any]:
    return {"class_name": name, "config": {"units": 3, **words}}


def stacked(*cells: Any) -> dict[str, Any]:
    return {"class_name": "StackedRNNCells", "config": {"cells": list(cells)}}


def made(of: Any, **words: Any) -> Any:
    entry = {"class_name": "RNN", "config": {"name": "over_time", "cell": of, **words}}
    return Configuration(PATH, Writer("2.15.0")).made(entry)


def test_the_first_cell_takes_the_order_and_the_last_one_says_what_is_returned() -> None:
    layer = made(stacked(cell(), cell("GRUCell"), cell()), go_backwards=True)
    assert layer.stacked
    assert [one.class_name for one in layer.cells] == ["LSTMCell", "GRUCell", "LSTMCell"]
    assert [one.go_backwards for one in layer.cells] == [True, False, False]
    assert [one.return_sequences for one in layer.cells] == [True, True, False]
    every = made(stacked(cell(), cell()), return_sequences=True)
    assert [one.return_sequences for one in every.cells] == [True, True]
    assert [one.go_backwards for one in every.cells] == [False, False]


@pytest.mark.parametrize(("word", "held"), [
    ("unroll", "unroll"), ("zero_output_for_mask", "zero_output"),
    ("return_state", "return_state"), ("return_sequences", "return_sequences"),
])  # fmt: skip
def test_a_word_goes_to_the_cell_and_is_false_where_nothing_is_said(word: str, held: str) -> None:
    words = ("unroll", "zero_output", "return_state", "return_sequences")
    (plain,), (said,) = made(cell()).cells, made(cell(), **{word: True}).cells
    assert not made(cell()).stacked
    assert [getattr(plain, one) for one in words] == [False] * 4
    assert [one for one in words if getattr(said, one)] == [held]


@pytest.mark.parametrize(("of", "words", "said"), [
    (stacked(), {}, "has no cells"),
    ({"class_name": "StackedRNNCells", "config": {"cells": "two"}}, {}, "has no cells"),
    (cell(), {"stateful": True}, "is stateful, or returns the states of several cells"),
    (stacked(cell(), cell()), {"return_state": True}, "returns the states of several cells"),
    (stacked(cell(), {"class_name": "Dense", "config": {"units": 3}}), {},
     "has a cell that is not supported: has a Dense"),
    (cell("OwnCell"), {}, "has a cell that is not supported: .*OwnCell"),
    (cell(), {"time_major": True}, "time_major"),
    (cell(), {"num_constants": 1}, "num_constants"),
])  # fmt: skip
def test_what_cells_cannot_do_is_refused(of: Any, words: dict[str, Any], said: str) -> None:
    found = made(of, **words)
    assert re.search(said, found.why), found.why


def test_no_constants_are_zero_or_none() -> None:
    for number in (0, None):
        assert len(made(cell(), num_constants=number, time_major=False).cells) == 1


@pytest.mark.parametrize(("release", "backend", "loop"), [
    ("0.3.3", "tensorflow", "theano"), ("1.0.7", "tensorflow", "theano"),
    ("1.0.8", "tensorflow", "tensorflow"), ("1.0.8", "theano", "theano"),
    ("1.2.2", "tensorflow", "tensorflow"), ("2.0.0", "tensorflow", "tensorflow"),
    ("tfjs-layers 0.10.3", "tensorflow", "tensorflow"),
])  # fmt: skip
def test_before_1_0_8_every_loop_emits_what_that_of_theano_does(release, backend, loop) -> None:
    assert Writer(release, backend).loop == loop


def test_what_is_no_list_is_named() -> None:
    value = [1, 2]
    assert listed(PATH, "layers", value) is value
    for other, kind in (({}, "dict"), ("ab", "str"), ((1,), "tuple"), (None, "NoneType")):
        with pytest.raises(UnreadableFile) as refused:
            listed(PATH, "layers", other)
        assert str(refused.value) == f"model.json: layers is {kind}, expected a list"
