"""The words of one layer: what each kind of word may be, and that none is left over."""

import pytest

from lstm_numpy import keras_versions
from lstm_numpy.files.options import MOST_AXES, Options
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.writer import Writer

NEWEST = Writer(keras_versions.NEWEST_KERAS)


def options(**words: object) -> Options:
    return Options("one", "Dense", words, NEWEST)


@pytest.mark.parametrize("value", [True, False, 0, -1, 1.0, "2", None, [], [1, 2], [True], 10**30])
def test_what_is_no_whole_number_of_its_range_is_refused(value: object) -> None:
    with pytest.raises(NotKnown, match=r"^the layer 'one' \(Dense\) has units=.*whole number"):
        options(units=value).whole("units")


@pytest.mark.parametrize("value", [1, 7, [3]])
def test_a_whole_number_may_stand_alone_in_a_list(value: object) -> None:
    assert [options(units=value).whole("units")] in ([value], value)


@pytest.mark.parametrize("value", [True, "0.5", None, [1.0]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(NotKnown, match=r"has rate=.*, expected a number"):
        options(rate=value).number("rate")


@pytest.mark.parametrize("value", [0, 1, "true", []])
def test_what_is_neither_true_nor_false_is_refused(value: object) -> None:
    with pytest.raises(NotKnown, match=r"has use_bias=.*, expected true or false"):
        options(use_bias=value).flag("use_bias")


def test_axes_are_counted_from_either_end() -> None:
    assert options().axis("axis") == -1
    assert options(axis=-MOST_AXES).axis("axis") == -MOST_AXES
    for beyond in (-MOST_AXES - 1, MOST_AXES):
        with pytest.raises(NotKnown, match="axis"):
            options(axis=beyond).axis("axis")


def test_a_word_is_taken_once_and_one_that_is_left_is_refused() -> None:
    some = options(units=3, other=2, kernel_initializer="ones", absent=None)
    some.whole("units", "output_dim")
    with pytest.raises(NotKnown, match="has other=2, which is not supported here"):
        some.finish()
    some.take("other")
    some.finish()
    with pytest.raises(NotKnown, match="has no 'missing' in its configuration"):
        some.take("missing")
