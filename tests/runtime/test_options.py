"""No option is accepted and ignored: two calls that differ in one option differ in their result."""

import inspect
from typing import Any

import numpy as np
import pytest

from lstm_numpy import LSTM
from lstm_numpy.keras import lstm, lstm_cell
from lstm_numpy.keras_versions import KERAS_VERSIONS

RANDOM = np.random.default_rng(5)
SEQUENCES = RANDOM.normal(size=(2, 4, 3))
KERNEL = RANDOM.normal(size=(3, 8))
RECURRENT_KERNEL = RANDOM.normal(size=(2, 8))
BIAS = RANDOM.normal(size=8)
STATE = (RANDOM.normal(size=(2, 2)), RANDOM.normal(size=(2, 2)))
OTHER_STATE = (STATE[0], STATE[1] + 0.5)
MASK = np.array([[False, True, False, True], [True, True, False, False]])
MASKED = {"mask": MASK, "initial_state": STATE}

INPUTS = {
    "sequences": SEQUENCES,
    "kernel": KERNEL,
    "recurrent_kernel": RECURRENT_KERNEL,
    "bias": BIAS,
}
CELL_INPUTS = {
    "x_t": SEQUENCES[:, 0],
    "h_tm1": STATE[0],
    "c_tm1": STATE[1],
    "kernel": KERNEL,
    "recurrent_kernel": RECURRENT_KERNEL,
    "bias": BIAS,
}


def differ(one: Any, other: Any) -> bool:
    """Whether two results differ in their kind, in a shape, or clearly in a number."""
    if type(one) is not type(other):
        return True
    if not isinstance(one, tuple):
        one, other = (one,), (other,)
    return any(
        a.shape != b.shape or np.abs(a - b).max() > 1e-3 for a, b in zip(one, other, strict=True)
    )


# Each argument of lstm: what all calls share, one value, another value.
LSTM_ARGUMENTS = {
    "sequences": ({}, SEQUENCES, SEQUENCES + 0.5),
    "kernel": ({}, KERNEL, KERNEL + 0.5),
    "recurrent_kernel": ({}, RECURRENT_KERNEL, RECURRENT_KERNEL + 0.5),
    "bias": ({}, BIAS, None),
    "initial_state": ({}, STATE, OTHER_STATE),
    "mask": ({}, MASK, None),
    "masked_output": (MASKED, "previous", "state"),
    "go_backwards": ({}, False, True),
    "return_sequences": ({}, False, True),
    "activation": ({}, "tanh", "softsign"),
    "recurrent_activation": ({}, "sigmoid", "hard_sigmoid"),
}


@pytest.mark.parametrize("argument", LSTM_ARGUMENTS)
def test_every_argument_of_lstm_changes_the_result(argument: str) -> None:
    shared, one, other = LSTM_ARGUMENTS[argument]
    words = INPUTS | shared
    assert differ(lstm(**words | {argument: one}), lstm(**words | {argument: other}))


def test_no_argument_of_lstm_is_left_out_here() -> None:
    assert list(LSTM_ARGUMENTS) == list(inspect.signature(lstm).parameters)


@pytest.mark.parametrize("one", ["previous", "state", "zero"])
@pytest.mark.parametrize("other", ["previous", "state", "zero"])
def test_each_masked_output_differs_from_the_others_and_leaves_the_states(one, other) -> None:
    results = [lstm(**INPUTS, **MASKED, masked_output=word) for word in (one, other)]
    assert differ(results[0].lstm_output, results[1].lstm_output) == (one != other)
    np.testing.assert_array_equal(results[0].state_h, results[1].state_h, strict=True)
    np.testing.assert_array_equal(results[0].state_c, results[1].state_c, strict=True)


@pytest.mark.parametrize("which", [0, 1])
def test_each_of_the_two_initial_states_changes_the_result(which: int) -> None:
    other = [array.copy() for array in STATE]
    other[which] += 0.5
    assert differ(lstm(**INPUTS, initial_state=STATE), lstm(**INPUTS, initial_state=tuple(other)))


def test_without_an_initial_state_both_are_zero_and_without_a_bias_it_is_zero() -> None:
    zeros = np.zeros((2, 2))
    given = lstm(SEQUENCES, KERNEL, RECURRENT_KERNEL, np.zeros(8), initial_state=(zeros, zeros))
    for one, other in zip(given, lstm(SEQUENCES, KERNEL, RECURRENT_KERNEL), strict=True):
        np.testing.assert_array_equal(one, other, strict=True)


CELL_ARGUMENTS = {
    **{name: (array, array + 0.5) for name, array in CELL_INPUTS.items() if name != "bias"},
    "bias": (BIAS, None),
    "activation": ("tanh", "softsign"),
    "recurrent_activation": ("sigmoid", "hard_sigmoid"),
}


@pytest.mark.parametrize("argument", CELL_ARGUMENTS)
def test_every_argument_of_lstm_cell_changes_the_result(argument: str) -> None:
    one, other = CELL_ARGUMENTS[argument]
    cells = [lstm_cell(**CELL_INPUTS | {argument: value}) for value in (one, other)]
    assert differ(*cells)


def test_no_argument_of_lstm_cell_is_left_out_here() -> None:
    assert list(CELL_ARGUMENTS) == list(inspect.signature(lstm_cell).parameters)


@pytest.mark.parametrize("option", ["activation", "recurrent_activation"])
@pytest.mark.parametrize("name", ["lstm", "lstm_cell"])
def test_an_activation_may_be_a_function_and_none_is_the_identity(name: str, option: str) -> None:
    function, words = (lstm, INPUTS) if name == "lstm" else (lstm_cell, CELL_INPUTS)
    by_name = function(**words, **{option: "linear"})
    for same in (None, lambda x: x, np.positive):
        for one, other in zip(by_name, function(**words, **{option: same}), strict=True):
            # A function is computed by NumPy, whose sums round otherwise than C's.
            np.testing.assert_allclose(one, other, rtol=1e-13, strict=True)
    assert differ(by_name, function(**words, **{option: np.sin}))


def called(words: dict[str, Any], call: dict[str, Any], weights: bool = True) -> Any:
    """The result of the second call of a layer; it has drawn its weights itself or was given."""
    layer = LSTM(**{"units": 2, "seed": 1} | words)
    if weights:
        layer.set_weights([KERNEL, RECURRENT_KERNEL, BIAS])
    layer(SEQUENCES)
    return layer(SEQUENCES, **call)


# Each argument of the constructor: other words, words of the call, one value, another value.
LAYER_ARGUMENTS = {
    "activation": ({}, {}, "tanh", "softsign"),
    "recurrent_activation": ({}, {}, "sigmoid", "hard_sigmoid"),
    "return_sequences": ({}, {}, False, True),
    "return_state": ({}, {}, False, True),
    "go_backwards": ({}, {}, False, True),
    "stateful": ({}, {}, False, True),
    "unroll": (
        {"return_sequences": True, "keras_version": "2.2.4"},
        MASKED,
        *(False, True),
    ),
    "zero_output_for_mask": ({"return_sequences": True}, MASKED, False, True),
    "keras_version": ({}, {}, "2.2.4", "2.3.0"),
    "backend": ({"return_sequences": True}, MASKED, "tensorflow", "jax"),
}
# The arguments that decide what a layer draws, which was given no weights.
DRAWN_ARGUMENTS = {
    "units": (2, 3),
    "use_bias": (True, False),
    "unit_forget_bias": (True, False),
    "seed": (1, 2),
}
# The mathematics is the same: see the tests of it below.
SAME_ARGUMENTS = {"implementation"}


@pytest.mark.parametrize("argument", LAYER_ARGUMENTS)
def test_every_argument_of_the_layer_changes_the_result(argument: str) -> None:
    words, call, one, other = LAYER_ARGUMENTS[argument]
    assert differ(called(words | {argument: one}, call), called(words | {argument: other}, call))


@pytest.mark.parametrize("argument", DRAWN_ARGUMENTS)
def test_every_argument_about_weights_changes_what_a_new_layer_draws(argument: str) -> None:
    one, other = (called({argument: v}, {}, weights=False) for v in DRAWN_ARGUMENTS[argument])
    assert differ(one, other)


def test_no_argument_of_the_layer_is_left_out_here() -> None:
    here = LAYER_ARGUMENTS.keys() | DRAWN_ARGUMENTS.keys() | SAME_ARGUMENTS
    assert here == inspect.signature(LSTM).parameters.keys()


@pytest.mark.parametrize("argument", ["mask", "initial_state"])
def test_every_argument_of_the_call_changes_the_result(argument: str) -> None:
    assert differ(called({}, {}), called({}, {argument: MASKED[argument]}))


def test_the_layer_keeps_the_same_seed_s_weights() -> None:
    assert not differ(called({}, {}, weights=False), called({}, {}, weights=False))


FLAGS = ["return_sequences", "go_backwards", "stateful"]


@pytest.mark.parametrize("call", [{}, {"initial_state": STATE}, MASKED], ids=["", "state", "mask"])
@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("version", ["2.2.4", "2.15.0", "3.15.1"])
def test_implementation_1_2_and_none_are_the_same_mathematics(version, flag, call) -> None:
    results = [
        called({"implementation": value, flag: True, "keras_version": version}, call)
        for value in (None, 1, 2)
    ]
    for other in results[1:]:
        np.testing.assert_array_equal(other, results[0], strict=True)


@pytest.mark.parametrize("call", [{}, {"initial_state": STATE}], ids=["", "state"])
@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("version", ["2.2.4", "2.15.0", "3.15.1"])
def test_unrolled_or_not_is_the_same_mathematics_without_a_mask(version, flag, call) -> None:
    one, other = (
        called({"unroll": value, flag: True, "keras_version": version}, call)
        for value in (False, True)
    )
    np.testing.assert_array_equal(one, other, strict=True)


def masked_in(version: str, **words: Any) -> Any:
    return called({"return_sequences": True, "keras_version": version} | words, MASKED)


def hard_in(version: str) -> Any:
    return called({"recurrent_activation": "hard_sigmoid", "keras_version": version}, {})


def test_each_row_of_the_version_table_changes_something() -> None:
    assert [row.since for row in KERAS_VERSIONS] == [
        *("2.0.0", "2.0.9", "2.2.5", "2.3.0", "2.4.0", "3.0.0")
    ]
    called({"implementation": 0, "keras_version": "2.0.8"}, {})
    with pytest.raises(ValueError, match="implementation is 0"):
        LSTM(2, implementation=0, keras_version="2.0.9")
    assert differ(masked_in("2.2.4"), masked_in("2.2.5"))
    assert differ(called({"keras_version": "2.2.5"}, {}), called({"keras_version": "2.3.0"}, {}))
    with pytest.raises(ValueError, match="zero_output_for_mask"):
        LSTM(2, zero_output_for_mask=True, keras_version="2.3.1")
    masked_in("2.4.0", zero_output_for_mask=True)
    stateful = {"stateful": True, "keras_version": "2.3.1"}
    given = {"initial_state": STATE}
    assert differ(called(stateful, given), called(stateful | {"keras_version": "2.4.0"}, given))
    assert differ(hard_in("2.15.0"), hard_in("3.0.0"))


@pytest.mark.parametrize("versions", [("2.0.9", "2.2.4"), ("2.2.5", "2.2.6"), ("2.3.0", "2.3.1")])
@pytest.mark.parametrize("words", [{}, {"recurrent_activation": "hard_sigmoid"}])
def test_between_two_rows_nothing_changes(versions, words) -> None:
    one, other = (masked_in(version, **words) for version in versions)
    np.testing.assert_array_equal(one, other, strict=True)


BACKENDS = [
    ("2.2.4", "theano", "previous"),
    ("2.2.4", "tensorflow", "state"),
    ("2.2.5", "tensorflow", "previous"),
    ("2.15.0", "tensorflow", "previous"),
    ("3.15.1", "tensorflow", "previous"),
    ("3.15.1", "torch", "previous"),
    ("3.15.1", "jax", "state"),
    ("3.15.1", "numpy", "state"),
]


@pytest.mark.parametrize(("version", "backend", "masked_output"), BACKENDS)
def test_version_and_backend_decide_what_is_emitted_at_a_masked_step(
    version: str, backend: str, masked_output: str
) -> None:
    gates = "hard_sigmoid_keras2" if version.startswith("2.2.") else "sigmoid"
    words = {"masked_output": masked_output, "recurrent_activation": gates}
    expected = lstm(**INPUTS, **MASKED, **words).lstm_output
    np.testing.assert_array_equal(masked_in(version, backend=backend), expected, strict=True)
    previous = lstm(**INPUTS, **MASKED, **words | {"masked_output": "previous"}).lstm_output
    unrolled = masked_in(version, backend=backend, unroll=True)
    np.testing.assert_array_equal(unrolled, previous, strict=True)


@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch", "numpy"])
def test_zero_output_for_mask_means_zeros_on_every_backend(backend: str) -> None:
    emitted = masked_in("3.15.1", backend=backend, zero_output_for_mask=True)
    assert not emitted[~MASK].any()
    assert emitted[MASK].all()


@pytest.mark.parametrize(
    ("name", "first", "before"),
    [
        ("selu", "2.0.6", "2.0.5"),
        ("exponential", "2.2.3", "2.2.2"),
        ("mish", "2.13", "2.12"),
        ("relu6", "2.6", "2.5"),
    ],
)
def test_an_activation_is_taken_from_the_release_whose_tag_has_it(name, first, before) -> None:
    """As the tags of keras-team/keras have it, in keras/activations.py."""
    assert LSTM(1, activation=name, keras_version=first).get_config()["activation"] == name
    with pytest.raises(ValueError, match=f"came with Keras {first}, keras_version is {before}"):
        LSTM(1, activation=name, keras_version=before)
