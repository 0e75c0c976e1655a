"""What the loop backwards does beside the equations: checkpoints, truncation, kinks, refusals."""

import json
from functools import partial

import numpy as np
import pytest

from lstm_numpy import (
    GRU,
    LSTM,
    Bidirectional,
    activations,
    gru,
    kept,
    keras,
    kinks,
    slopes,
    tensorflow1_cell,
)
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import in_sympy
from lstm_sym.passes.by_value import by_value
from lstm_sym.passes.expand import expand
from lstm_sym.proofs import complex_numbers
from lstm_sym.targets.numpy import tables

BATCH, TIMESTEPS, FEATURES, UNITS = 3, 37, 4, 5


def drawn(dtype=np.float64, timesteps=TIMESTEPS):
    random = np.random.default_rng(2)
    shapes = ((BATCH, timesteps, FEATURES), (FEATURES, 4 * UNITS), (UNITS, 4 * UNITS), (4 * UNITS,))
    arrays = [(0.6 * random.normal(size=shape)).astype(dtype) for shape in shapes]
    mask = random.random((BATCH, timesteps)) > 0.3
    output = random.normal(size=(BATCH, timesteps, UNITS)).astype(dtype)
    return arrays, mask, output


def flat(found):
    """Every gradient, states among them."""
    named = found._asdict()
    states = named.pop("initial_state")
    return [array for array in (*named.values(), *states) if array is not None]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("checkpoints", [1, 2, 5, 100])
def test_checkpoints_change_no_bit(monkeypatch, checkpoints, masked, dtype) -> None:
    monkeypatch.setattr(kept, "ROWS", 12)  # four timesteps at once
    arrays, mask, output = drawn(dtype)
    words = {"mask": mask} if masked else {}
    every = keras.lstm_gradients(*arrays, lstm_output=output, **words)
    some = keras.lstm_gradients(*arrays, lstm_output=output, checkpoints=checkpoints, **words)
    for one, other in zip(flat(every), flat(some), strict=True):
        np.testing.assert_array_equal(one, other)


def test_chunks_change_nothing_but_rounding(monkeypatch) -> None:
    arrays, mask, output = drawn()
    whole = keras.lstm_gradients(*arrays, lstm_output=output, mask=mask)
    monkeypatch.setattr(kept, "ROWS", 12)
    parts = keras.lstm_gradients(*arrays, lstm_output=output, mask=mask)
    for one, other in zip(flat(whole), flat(parts), strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-13 * max(1, np.abs(one).max()))


def test_truncation_is_the_sum_over_parts_whose_states_are_given() -> None:
    """No gradient passes from a part of the timesteps to the part before."""
    arrays, _, output = drawn()
    sequences, *weights = arrays
    length, state = 10, None
    of_weights = [np.zeros_like(array) for array in weights]
    of_sequences = np.empty_like(sequences)
    for first in range(0, TIMESTEPS, length):
        part = slice(first, first + length)
        words = {} if state is None else {"initial_state": state}
        found = keras.lstm_gradients(
            sequences[:, part], *weights, lstm_output=output[:, part], **words
        )
        of_sequences[:, part] = found.sequences
        for into, array in zip(of_weights, found[1:4], strict=True):
            into += array
        _, *state = keras.lstm(sequences[:, part], *weights, **words)
        state = tuple(state)
    truncated = keras.lstm_gradients(*arrays, lstm_output=output, truncation=length)
    for one, other in zip(truncated[:4], [of_sequences, *of_weights], strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-12)
    whole = keras.lstm_gradients(*arrays, lstm_output=output)
    assert np.abs(whole.kernel - truncated.kernel).max() > 1e-3


def test_without_a_timestep_the_states_get_what_arrives() -> None:
    arrays, _, _ = drawn(timesteps=0)
    h = np.ones((BATCH, UNITS))
    found = keras.lstm_gradients(*arrays, state_h=h, state_c=2 * h)
    np.testing.assert_array_equal(found.initial_state, (h, 2 * h))
    assert not found.kernel.any()
    assert found.sequences.shape == (BATCH, 0, FEATURES)


@pytest.mark.parametrize(("batch", "timesteps"), [(0, 3), (2, 0), (0, 0)])
def test_of_nothing_every_gradient_is_zero(batch: int, timesteps: int) -> None:
    given = [np.ones(s) for s in ((batch, timesteps, 3), (3, 8), (2, 8), 8, 2)]
    found = tensorflow1_cell.lstm_gradients(*given, last_c=np.zeros((batch, 2)))
    assert [a.shape for a in found[:5]] == [a.shape for a in given]
    assert not any(array.any() for array in flat(found))


@pytest.mark.parametrize("given", [np.float16, np.float32])
@pytest.mark.parametrize("batch", [0, 1])
def test_gradients_of_a_narrower_input_have_the_common_type(given: type, batch: int) -> None:
    """In the input's own type, this one would be infinite, or would have lost its digits."""
    arrays = np.ones((batch, 1, 1), given), np.full((1, 4), 1e3), np.zeros((1, 4))
    linear = {"activation": "linear", "recurrent_activation": "linear"}
    found = keras.lstm_gradients(*arrays, lstm_output=np.full((batch, 1, 1), 1e33), **linear)
    assert {array.dtype.name for array in flat(found)} == {"float64"}
    np.testing.assert_allclose(found.sequences, 3e42)


def test_what_may_be_absent_has_no_gradient() -> None:
    arrays, _, output = drawn()
    assert keras.lstm_gradients(*arrays[:3], lstm_output=output).bias is None
    found = keras.lstm_gradients(*arrays)
    assert not any(array.any() for array in flat(found))
    assert found.sequences.dtype == np.float64


def test_a_bias_of_two_rows_has_a_gradient_of_two() -> None:
    random = np.random.default_rng(0)
    x, W, U = (random.normal(size=s) for s in ((2, 3, 4), (4, 15), (5, 15)))
    b = random.normal(size=(2, 15))
    rows = gru.gru_gradients(x, W, U, b, gru_output=np.ones((2, 3, 5)))
    apart = gru.gru_gradients(x, W, U, b[0], b[1], gru_output=np.ones((2, 3, 5)))
    np.testing.assert_array_equal(rows.bias, np.stack([apart.bias, apart.recurrent_bias]))
    assert rows.recurrent_bias is None


def test_a_layers_backward_is_that_of_its_function() -> None:
    (sequences, *weights), mask, output = drawn(np.float32)
    layer = LSTM(UNITS, return_sequences=True, go_backwards=True, keras_version="2.2.4")
    with pytest.raises(RuntimeError, match="no weights"):
        layer.backward(sequences)
    layer.set_weights(weights)
    ours = layer.backward(sequences, mask, lstm_output=output)
    theirs = keras.lstm_gradients(
        sequences,
        *weights,
        mask=mask,
        go_backwards=True,
        lstm_output=output,
        recurrent_activation="hard_sigmoid_keras2",
    )
    for one, other in zip(flat(ours), flat(theirs), strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=2e-6 * max(1, np.abs(other).max()))


def test_a_gru_layers_backward_is_that_of_its_function() -> None:
    random = np.random.default_rng(0)
    x, W, U, b = (random.normal(size=s) for s in ((2, 3, 4), (4, 15), (5, 15), (2, 15)))
    h, last = random.normal(size=(2, 2, 5))
    layer = GRU(5)
    layer.set_weights([W, U, b])
    ours = layer.backward(x, initial_state=h, state_h=last)
    theirs = gru.gru_gradients(x, W, U, b, initial_state=h, return_sequences=False, state_h=last)
    for one, other in zip(flat(ours), flat(theirs), strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-13)
    with pytest.raises(ValueError, match="activation is given, but the layer has its own"):
        layer.backward(x, activation="relu")


REFUSED = [
    ({"at_kink": "torch"}, ValueError, "at_kink is 'torch', expected None or one of"),
    ({"checkpoints": 0}, ValueError, "checkpoints is 0, expected a whole number from 1 on"),
    ({"truncation": 1.5}, ValueError, "truncation is 1.5, expected a whole number from 1 on"),
    ({"activation": lambda z: z}, ValueError, "activation is a function of your own"),
    ({"lstm_output": np.ones((2, 2))}, ValueError, "lstm_output has shape"),
    ({"state_c": np.ones((BATCH, 9))}, ValueError, "state_c has shape"),
    ({"state_c": np.ones((BATCH, UNITS), int)}, TypeError, "state_c has dtype int64"),
    ({"state_h": np.ones((BATCH, UNITS), np.longdouble)}, TypeError, "expected float32 or float64"),
]


@pytest.mark.parametrize(("words", "error", "said"), REFUSED)
def test_what_cannot_be_is_refused_by_name(words, error, said) -> None:
    arrays, _, _ = drawn()
    with pytest.raises(error, match=said):
        keras.lstm_gradients(*arrays, **words)


# Derivatives of activations.

POINTS = np.array([-30.0, -7.3, -2.2, -0.7, -1e-3, 1e-3, 0.3, 1.7, 2.9, 8.1, 40.0])
DEFAULTS = {"threshold": {"threshold": 0.25, "default_value": 0.1}}
DEFAULTS |= {name: {"alpha": 1.3, "beta": 0.4} for name in ("affine", "scaled_tanh")}


@pytest.mark.parametrize("name", [activation.name for activation in ACTIVATIONS])
def test_a_derivative_is_the_complex_step(name: str) -> None:
    function, words = getattr(activations, name), DEFAULTS.get(name, {})
    found = slopes.OF[function](POINTS, function(POINTS, **words), **words)
    exact = partial(getattr(complex_numbers.functions(), name), **words)
    with np.errstate(all="ignore"):
        true = np.imag(exact(POINTS + 1j * complex_numbers.STEP)) / complex_numbers.STEP
    finite = np.isfinite(true)
    assert finite.sum() >= 9
    np.testing.assert_allclose(found[finite], true[finite], rtol=1e-12, atol=1e-15)
    single = POINTS.astype(np.float32)
    assert slopes.OF[function](single, function(single, **words), **words).dtype == np.float32


def test_a_derivative_by_its_value_is_the_derivative() -> None:
    forms = {a.name: by_value(a) for a in ACTIVATIONS}
    found = {name: str(form) for name, form in forms.items() if form is not None}
    assert found == {
        "tanh": "1 - y**2",
        "sigmoid": "y*(1 - y)",
        "linear": "1",
        "softplus": "sigmoid(x)",
        "exponential": "y",
    }
    import sympy as sp

    for activation in ACTIVATIONS:
        form = forms[activation.name]
        if form is not None and activation.name != "softplus":
            formula = in_sympy(expand(activation.formula, ACTIVATIONS)).doit()
            true = sp.diff(formula, x).subs(x, sp.Rational(3, 7))
            ours = sp.sympify(form).subs("y", formula)
            value = form.xreplace({sp.Symbol("y", real=True): formula}).subs(x, sp.Rational(3, 7))
            assert abs(sp.N(true - value, 40)) < 1e-30, (activation.name, ours)


# Kinks.


def test_the_kinks_are_those_that_are_recorded() -> None:
    recorded = json.loads(tables.KINKS.read_text())
    printed = {
        framework: {name: [list(pair) for pair in pairs] for name, pairs in functions.items()}
        for framework, functions in kinks.CONVENTIONS.items()
    }
    assert printed == recorded


@pytest.mark.parametrize("framework", kinks.CONVENTIONS)
def test_at_a_kink_the_derivative_is_the_frameworks(framework: str) -> None:
    """One timestep whose candidate's sum is at the kink: the gradient is half the slope."""
    for name, points in kinks.CONVENTIONS[framework].items():
        if name in ("clip", "maximum"):
            continue
        for at, value in points:
            x, zeros = np.full((1, 1, 1), at), np.zeros((1, 4))
            W = np.array([[0.0, 0.0, 1.0, 0.0]])
            given = {"activation": name, "state_c": np.ones((1, 1))}
            ours = keras.lstm_gradients(x, W, zeros, at_kink=framework, **given)
            assert ours.sequences.item() == pytest.approx(0.5 * value, abs=1e-6), (name, at)


def test_at_a_bound_of_a_clip_the_derivative_is_the_frameworks() -> None:
    """The cell state is 0.5 * tanh(x) + 0.5, which is the bound where x is 0."""
    x, W = np.zeros((1, 1, 1)), np.array([[0.0, 1.0, 0.0, 0.0]])
    c = np.ones((1, 1))
    words = {"initial_state": (c, 0 * c), "forget_bias": 0.0, "cell_clip": 0.5}
    for framework, value in (("jax 0.10.2", 0.5), ("tensorflow 1.13.1", 1.0)):
        found = tensorflow1_cell.lstm_gradients(
            x, W, np.zeros((1, 4)), np.zeros(4), last_c=c, at_kink=framework, **words
        )
        assert found.inputs.item() == 0.5 * value
    found = tensorflow1_cell.lstm_gradients(x, W, np.zeros((1, 4)), np.zeros(4), last_c=c, **words)
    assert found.inputs.item() == 0.0


def test_a_framework_that_lacks_a_function_with_a_kink_is_refused() -> None:
    arrays, _, _ = drawn()
    with pytest.raises(ValueError, match="says nothing of sparse_plus, which has a kink"):
        keras.lstm_gradients(*arrays, activation="sparse_plus", at_kink="torch 2.13.0")


def test_a_known_function_with_parameters_has_its_gradient_everywhere() -> None:
    """In a function, in a layer and in both directions, as the same function by its name."""
    arrays, _, output = drawn()
    usual = keras.lstm_gradients(*arrays, lstm_output=output, activation="elu")
    chosen = partial(activations.elu, alpha=1.0)  # its default
    ours = keras.lstm_gradients(*arrays, lstm_output=output, activation=chosen)
    np.testing.assert_array_equal(ours.kernel, usual.kernel)
    half = partial(activations.elu, alpha=0.5)
    other = keras.lstm_gradients(*arrays, lstm_output=output, activation=half)
    assert np.abs(other.kernel - usual.kernel).max() > 1e-3
    layer = LSTM(UNITS, activation=half, return_sequences=True)
    layer.set_weights(arrays[1:])
    of_layer = layer.backward(arrays[0], lstm_output=output)
    np.testing.assert_array_equal(of_layer.kernel, other.kernel)
    both = Bidirectional(layer)
    both.set_weights([*arrays[1:], *arrays[1:]])
    found = both.backward(arrays[0], output=np.concatenate([output, 0 * output], axis=-1))
    np.testing.assert_array_equal(found.forward.kernel, other.kernel)
