"""Random shapes, numbers, masks and options, against a plain implementation and each other."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from lstm_numpy.keras import LSTMResult, lstm, lstm_cell

from . import plain_lstm

Case = dict[str, Any]

SOME = settings(max_examples=60, deadline=None)
BOUNDED = ("tanh", "softsign", "hard_sigmoid", "sigmoid")
GATES = ("sigmoid", "hard_sigmoid", "hard_sigmoid_keras2")
# Rounding is carried through up to 6 timesteps and 4 units.
TOLERANCE = {"float16": 5e-2, "float32": 1e-4, "float64": 1e-12}


def numbers(dtype: str, shape: tuple[int, ...], largest: int) -> st.SearchStrategy[np.ndarray]:
    """Multiples of 1/64, the same in every dtype."""
    elements = st.integers(-64 * largest, 64 * largest)
    return hnp.arrays(np.int64, shape, elements=elements).map(lambda a: (a / 64).astype(dtype))


@st.composite
def cases(draw: st.DrawFn, dtypes: tuple[str, ...] = ("float32", "float64")) -> Case:
    """Everything that lstm takes."""
    batch, timesteps = draw(st.integers(1, 4)), draw(st.integers(0, 6))
    input_dim, units = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    dtype = draw(st.sampled_from(dtypes))
    case = {
        "sequences": draw(numbers(dtype, (batch, timesteps, input_dim), 2)),
        "kernel": draw(numbers(dtype, (input_dim, 4 * units), 1)),
        "recurrent_kernel": draw(numbers(dtype, (units, 4 * units), 1)) / 2,
        "activation": draw(st.sampled_from((*BOUNDED, "relu", "linear", None))),
        "recurrent_activation": draw(st.sampled_from(GATES)),
        "masked_output": draw(st.sampled_from(("previous", "state", "zero"))),
        "go_backwards": draw(st.booleans()),
        "return_sequences": draw(st.booleans()),
    }
    if draw(st.booleans()):
        case["bias"] = draw(numbers(dtype, (4 * units,), 1))
    if draw(st.booleans()):
        states = draw(numbers(dtype, (2, batch, units), 1))
        case["initial_state"] = (states[0], states[1])
    if draw(st.booleans()):
        case["mask"] = draw(hnp.arrays(np.bool_, (batch, timesteps)))
    return case


def plainly(case: Case) -> list[np.ndarray]:
    """The plain implementation on lists of Python's floats."""
    words = {}
    for name, value in case.items():
        if isinstance(value, tuple):
            value = [array.tolist() for array in value]
        words[name] = value.tolist() if isinstance(value, np.ndarray) else value
    return [np.array(result) for result in plain_lstm.lstm(**words)]


def assert_close(ours: LSTMResult, theirs: Any, dtype: Any) -> None:
    scale = max(1.0, *(np.abs(array).max(initial=0) for array in theirs))
    for one, other in zip(ours, theirs, strict=True):
        assert one.dtype == dtype
        np.testing.assert_allclose(
            one, other.reshape(one.shape), rtol=0, atol=TOLERANCE[str(dtype)] * scale
        )


def assert_same(one: LSTMResult, other: LSTMResult) -> None:
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a, b, strict=True)


def rows(case: Case, order: Any) -> Case:
    """The same case with the rows of the batch in another order."""
    changed = case | {"sequences": case["sequences"][order]}
    if "mask" in case:
        changed["mask"] = case["mask"][order]
    if "initial_state" in case:
        changed["initial_state"] = tuple(state[order] for state in case["initial_state"])
    return changed


@given(cases(("float16", "float32", "float64")))
@settings(SOME, max_examples=200)
def test_it_computes_what_the_plain_implementation_computes(case: Case) -> None:
    ours = lstm(**case)
    batch, timesteps, _ = case["sequences"].shape
    units = len(case["recurrent_kernel"])
    sequence = (timesteps,) if case["return_sequences"] else ()
    assert ours.lstm_output.shape == (batch, *sequence, units)
    assert_close(ours, plainly(case), case["sequences"].dtype)


@given(cases())
@SOME
def test_a_mask_of_true_alone_is_no_mask(case: Case) -> None:
    batch, timesteps, _ = case["sequences"].shape
    case.pop("mask", None)
    masked = lstm(**case, mask=np.ones((batch, timesteps), bool))
    unmasked = lstm(**case)
    assert_same(masked[1:], unmasked[1:])
    if timesteps or case["return_sequences"]:
        np.testing.assert_array_equal(masked.lstm_output, unmasked.lstm_output, strict=True)
    else:  # without any timestep, the last output is that before the first one
        assert not masked.lstm_output.any()


@given(cases(), st.data())
@SOME
def test_one_timestep_after_the_other_is_one_call_of_lstm_cell_each(case: Case, data: Any) -> None:
    for option in ("mask", "masked_output", "go_backwards"):
        case.pop(option, None)
    case["return_sequences"] = True
    result = lstm(**case)
    weights = {name: case[name] for name in ("kernel", "recurrent_kernel", "bias") if name in case}
    weights |= {name: case[name] for name in ("activation", "recurrent_activation")}
    h, c = case.get("initial_state", (np.zeros_like(result.state_h), np.zeros_like(result.state_c)))
    for t in range(case["sequences"].shape[1]):
        h, c = lstm_cell(case["sequences"][:, t], h, c, **weights)
        np.testing.assert_allclose(result.lstm_output[:, t], h, **rounding(h))
    np.testing.assert_allclose(result.state_h, h, **rounding(h))
    np.testing.assert_allclose(result.state_c, c, **rounding(c))


def rounding(array: np.ndarray) -> dict[str, float]:
    """The function of all timesteps computes in another order than the cell."""
    few_units = 100 * float(np.finfo(array.dtype).eps)
    return {"rtol": few_units, "atol": few_units}


@given(cases(), st.data())
@SOME
def test_a_sequence_cut_in_two_with_the_states_carried_over_is_one_call(case, data: Any) -> None:
    timesteps = case["sequences"].shape[1]
    cut = data.draw(st.integers(0, timesteps))
    case |= {"return_sequences": True, "go_backwards": False}
    if case["masked_output"] == "previous":
        case.pop("mask", None)  # what was emitted before the cut is no state
    parts, state = [], {"initial_state": case.get("initial_state")}
    for part in (slice(None, cut), slice(cut, None)):
        words = case | state | {"sequences": case["sequences"][:, part]}
        if "mask" in case:
            words["mask"] = case["mask"][:, part]
        result = lstm(**words)
        parts.append(result.lstm_output)
        state = {"initial_state": (result.state_h, result.state_c)}
    whole = lstm(**case)
    assert_same((np.concatenate(parts, axis=1), *state["initial_state"]), whole)


@given(cases(), st.data())
@SOME
def test_the_order_of_the_batch_s_rows_does_not_matter(case: Case, data: Any) -> None:
    order = data.draw(st.permutations(range(len(case["sequences"]))))
    result = lstm(**case)
    permuted = LSTMResult(*(array[order] for array in result))
    # The library of linear algebra may round another row of a product otherwise.
    assert_close(lstm(**rows(case, order)), permuted, case["sequences"].dtype)


@given(cases())
@SOME
def test_each_example_is_computed_from_itself_alone(case: Case) -> None:
    whole = lstm(**case)
    for row in range(len(case["sequences"])):
        alone = lstm(**rows(case, slice(row, row + 1)))
        expected = LSTMResult(*(array[row : row + 1] for array in whole))
        assert_close(alone, expected, case["sequences"].dtype)


@given(cases())
@SOME
def test_backwards_is_forwards_on_reversed_sequences(case: Case) -> None:
    turned = {name: case[name][:, ::-1] for name in ("sequences", "mask") if name in case}
    case["go_backwards"] = False
    assert_same(lstm(**case | {"go_backwards": True}), lstm(**case | turned))


@given(cases())
@SOME
def test_return_sequences_decides_the_output_alone_and_the_last_one_is_the_same(case) -> None:
    sequence = lstm(**case | {"return_sequences": True})
    last = lstm(**case | {"return_sequences": False})
    assert_same(sequence[1:], last[1:])
    if case["sequences"].shape[1]:
        np.testing.assert_array_equal(sequence.lstm_output[:, -1], last.lstm_output, strict=True)


@given(cases())
@SOME
def test_the_arguments_are_not_written_into(case: Case) -> None:
    copies = {name: np.copy(value) for name, value in case.items() if name not in OPTIONS}
    lstm(**case)
    for name, copy in copies.items():
        np.testing.assert_array_equal(np.asarray(case[name]), copy, strict=True)


OPTIONS = (
    *("activation", "recurrent_activation", "masked_output", "go_backwards", "return_sequences"),
)


@given(
    cases(("float64",)), st.lists(st.sampled_from(("float16", "float32", "float64")), min_size=6)
)
@SOME
def test_mixed_float_types_give_the_type_that_numpy_promotes_them_to(case, dtypes) -> None:
    names = [name for name in ("sequences", "kernel", "recurrent_kernel", "bias") if name in case]
    for name, dtype in zip(names, dtypes, strict=False):
        case[name] = case[name].astype(dtype)
    if "initial_state" in case and case["sequences"].shape[1]:
        case["initial_state"] = tuple(state.astype(dtypes[4]) for state in case["initial_state"])
        names.append("initial_state")
    else:
        case.pop("initial_state", None)
    expected = np.result_type(*(case[n][0] if n == "initial_state" else case[n] for n in names))
    assert {array.dtype for array in lstm(**case)} == {expected}


HOSTILE = (0.0, -0.0, 1e30, -1e30, 1e-30, -1e-30, 1e-45, -5e-324, 1.0, -1.0)


@given(cases(), st.data())
@SOME
def test_hostile_inputs_and_states_give_finite_results_and_no_warning(case, data: Any) -> None:
    """Filters make every warning an error here; activations that are bounded keep all finite."""
    case["activation"] = data.draw(st.sampled_from(BOUNDED))
    dtype = case["sequences"].dtype
    elements = st.sampled_from(np.array(HOSTILE, dtype).tolist())
    hostile = [("sequences", case["sequences"].shape)]
    if "bias" in case:
        hostile.append(("bias", case["bias"].shape))
    for name, shape in hostile:
        case[name] = data.draw(hnp.arrays(dtype, shape, elements=elements))
    if "initial_state" in case:
        shape = (2, *case["initial_state"][0].shape)
        states = data.draw(hnp.arrays(dtype, shape, elements=elements))
        case["initial_state"] = (states[0], states[1])
    result = lstm(**case)
    assert all(np.isfinite(array).all() for array in result)
    # c_t is between c_0 and one more in each timestep; h_t is a gate times an activation.
    states = case.get("initial_state", (np.zeros(1, dtype),) * 2)
    largest = np.abs(states[1]).max() + case["sequences"].shape[1]
    assert np.abs(result.state_c).max() <= largest * (1 + 1e-5)


@given(cases(), st.data())
@SOME
def test_nan_makes_its_example_nan_from_its_timestep_on_and_no_other(case, data: Any) -> None:
    batch, timesteps, _ = case["sequences"].shape
    if timesteps == 0:
        return
    for option in ("mask", "go_backwards"):
        case.pop(option, None)
    case["return_sequences"] = True
    row, t = data.draw(st.integers(0, batch - 1)), data.draw(st.integers(0, timesteps - 1))
    clean = lstm(**case)
    case["sequences"] = case["sequences"].copy()
    case["sequences"][row, t, 0] = np.nan
    result = lstm(**case)
    others = np.arange(batch) != row
    np.testing.assert_array_equal(result.lstm_output[row, :t], clean.lstm_output[row, :t])
    assert np.isnan(result.lstm_output[row, t:]).all()
    assert np.isnan(result.state_h[row]).all()
    assert np.isnan(result.state_c[row]).all()
    assert_same([a[others] for a in result], [a[others] for a in clean])


@given(cases())
@SOME
def test_what_stands_at_a_masked_timestep_does_not_matter_not_even_nan(case: Case) -> None:
    if "mask" not in case:
        return
    clean = lstm(**case)
    case["sequences"] = case["sequences"].copy()
    case["sequences"][~case["mask"]] = np.nan
    assert_same(lstm(**case), clean)


@pytest.mark.parametrize("masked_output", ["previous", "state", "zero"])
def test_a_wholly_masked_sequence_keeps_its_states_and_says_what_it_emits(masked_output) -> None:
    state = (np.full((1, 2), 0.5), np.full((1, 2), 0.25))
    words = {"initial_state": state, "mask": np.zeros((1, 3), bool), "masked_output": masked_output}
    result = lstm(np.ones((1, 3, 1)), np.ones((1, 8)), np.ones((2, 8)), **words)
    emitted = 0.5 if masked_output == "state" else 0.0
    np.testing.assert_array_equal(result.lstm_output, np.full((1, 3, 2), emitted), strict=True)
    assert_same(result[1:], state)
