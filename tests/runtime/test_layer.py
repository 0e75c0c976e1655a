"""The layer object: what it returns, what a stateful one keeps, and the weights it has."""

import itertools

import numpy as np
import pytest

from lstm_numpy import LSTM

RANDOM = np.random.default_rng(11)
SEQUENCES = RANDOM.normal(size=(2, 6, 3)).astype(np.float32)
STATE = tuple(RANDOM.normal(size=(2, 2, 4)).astype(np.float32))
ZEROS = (np.zeros((2, 4), np.float32), np.zeros((2, 4), np.float32))
MASK = np.array([[False, True, True, False, True, False], [True] * 5 + [False]])


def layer(**words: object) -> LSTM:
    return LSTM(**{"units": 4, "seed": 3, "return_state": True} | words)


def assert_equal(one: object, other: object) -> None:
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a, b, strict=True)


FLAGS = ("return_sequences", "return_state", "go_backwards", "stateful", "use_bias")


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("values", list(itertools.product([False, True], repeat=5)))
def test_the_flags_decide_what_is_returned_and_its_shape(values, masked: bool) -> None:
    flags = dict(zip(FLAGS, values, strict=True))
    result = LSTM(4, **flags)(SEQUENCES, mask=MASK if masked else None)
    output = result[0] if flags["return_state"] else result
    assert output.shape == ((2, 6, 4) if flags["return_sequences"] else (2, 4))
    assert output.dtype == np.float32
    if flags["return_state"]:
        assert type(result) is tuple
        assert [array.shape for array in result] == [output.shape, (2, 4), (2, 4)]
    else:
        assert type(result) is np.ndarray


@pytest.mark.parametrize("flag", ["go_backwards", "stateful"])
def test_without_a_mask_the_last_output_is_state_h(flag: str) -> None:
    sequence, state_h, _ = layer(return_sequences=True, **{flag: True})(SEQUENCES)
    last, same_h, _ = layer(return_sequences=False, **{flag: True})(SEQUENCES)
    assert_equal((sequence[:, -1], last, same_h), (state_h, state_h, state_h))


def test_no_timestep_gives_an_empty_output_and_the_initial_states() -> None:
    nothing = SEQUENCES[:, :0]
    output, state_h, state_c = layer(return_sequences=True)(nothing, initial_state=STATE)
    assert output.shape == (2, 0, 4)
    assert_equal((state_h, state_c), STATE)
    output, state_h, state_c = layer()(nothing, initial_state=STATE)
    assert_equal((output, state_h, state_c), (STATE[0], *STATE))
    masked = layer()(nothing, mask=MASK[:, :0], initial_state=STATE)
    assert_equal(masked, (ZEROS[0], *STATE))
    assert_equal(layer()(nothing), (ZEROS[0], *ZEROS))


@pytest.mark.parametrize("words", [{}, {"return_sequences": True}, {"unroll": True}])
def test_a_stateful_layer_continues_where_it_stopped(words) -> None:
    whole = layer(**words)(SEQUENCES)
    stateful = layer(stateful=True, **words)
    stateful(SEQUENCES[:, :2])
    output, *states = stateful(SEQUENCES[:, 2:])
    assert_equal(states, whole[1:])
    rest = whole[0][:, 2:] if "return_sequences" in words else whole[0]
    np.testing.assert_array_equal(output, rest, strict=True)


def test_a_layer_that_is_not_stateful_begins_anew_each_time() -> None:
    stateless = layer()
    assert_equal(stateless(SEQUENCES), stateless(SEQUENCES))


@pytest.mark.parametrize("reset", ["reset_state", "reset_states"])
def test_after_a_reset_a_stateful_layer_begins_anew(reset: str) -> None:
    stateful = layer(stateful=True)
    first = stateful(SEQUENCES)
    second = stateful(SEQUENCES)
    assert np.abs(first[0] - second[0]).max() > 1e-3
    getattr(stateful, reset)()
    assert_equal(stateful(SEQUENCES), first)


def test_a_masked_timestep_leaves_the_kept_states() -> None:
    stateful = layer(stateful=True)
    _, *kept = stateful(SEQUENCES)
    _, *states = stateful(SEQUENCES, mask=np.zeros((2, 6), bool))
    assert_equal(states, kept)


def test_writing_into_what_was_returned_does_not_change_what_is_kept() -> None:
    untouched, written = layer(stateful=True), layer(stateful=True)
    untouched(SEQUENCES)
    for array in written(SEQUENCES):
        array[...] = 7
    assert_equal(written(SEQUENCES), untouched(SEQUENCES))


def test_writing_into_a_given_state_does_not_change_what_is_kept() -> None:
    untouched, written = layer(stateful=True), layer(stateful=True)
    given = tuple(array.copy() for array in STATE)
    untouched(SEQUENCES[:, :0], initial_state=STATE)
    written(SEQUENCES[:, :0], initial_state=given)
    for array in given:
        array[...] = 7
    assert_equal(written(SEQUENCES), untouched(SEQUENCES))


def second_call(version: str, **call: object) -> tuple[np.ndarray, ...]:
    stateful = layer(stateful=True, keras_version=version, recurrent_activation="sigmoid")
    stateful(SEQUENCES)
    return stateful(SEQUENCES, **call)


@pytest.mark.parametrize("version", ["2.0.0", "2.2.4", "2.3.1", "3.0.0", "3.15.1"])
def test_a_given_state_wins_over_the_kept_one(version: str) -> None:
    fresh = layer()(SEQUENCES, initial_state=STATE)
    assert_equal(second_call(version, initial_state=STATE), fresh)


@pytest.mark.parametrize("version", ["2.4.0", "2.15.0"])
def test_in_tf_keras_the_kept_state_wins_over_a_given_one(version: str) -> None:
    assert_equal(second_call(version, initial_state=STATE), second_call(version))


def test_in_tf_keras_a_given_state_wins_while_the_kept_ones_are_zero() -> None:
    stateful = layer(stateful=True, keras_version="2.15.0")
    fresh = layer()(SEQUENCES, initial_state=STATE)
    assert_equal(stateful(SEQUENCES, initial_state=STATE), fresh)
    stateful.reset_states()
    stateful(SEQUENCES, mask=np.zeros((2, 6), bool))  # keeps zeros
    assert_equal(stateful(SEQUENCES, initial_state=STATE), fresh)


@pytest.mark.parametrize("zero", [0, 1], ids=["h", "c"])
def test_in_tf_keras_one_kept_state_that_is_not_zero_keeps_both(zero: int) -> None:
    stateful = layer(stateful=True, keras_version="2.15.0")
    kept = [ZEROS[0] if place == zero else state for place, state in enumerate(STATE)]
    stateful(SEQUENCES[:, :0], initial_state=kept)
    fresh = layer()(SEQUENCES, initial_state=kept)
    assert_equal(stateful(SEQUENCES, initial_state=STATE), fresh)


def drawn(units: int, input_dim: int, **words: object) -> list[np.ndarray]:
    new = LSTM(units, **words)
    assert new.get_weights() == []
    new(np.zeros((1, 1, input_dim), np.float32))
    return new.get_weights()


@pytest.mark.parametrize(("input_dim", "units"), [(1, 1), (3, 4), (40, 25)])
def test_a_new_layer_draws_weights_of_keras_s_shapes_in_float32(input_dim, units) -> None:
    weights = drawn(units, input_dim)
    shapes = [(input_dim, 4 * units), (units, 4 * units), (4 * units,)]
    assert [array.shape for array in weights] == shapes
    assert {array.dtype for array in weights} == {np.dtype(np.float32)}
    assert len(drawn(units, input_dim, use_bias=False)) == 2


def test_a_new_kernel_is_uniform_up_to_glorot_s_limit() -> None:
    # X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
    # networks", 2010, equation 16: variance 2 / (fan_in + fan_out), here of a uniform distribution.
    kernel, *_ = drawn(25, 40, seed=0)
    limit = np.sqrt(6 / (40 + 4 * 25))
    assert 0.99 * limit < np.abs(kernel).max() <= limit
    np.testing.assert_allclose(kernel.mean(), 0, atol=0.05 * limit)
    np.testing.assert_allclose(kernel.var(), 2 / (40 + 4 * 25), rtol=0.05)


def test_a_new_recurrent_kernel_has_orthonormal_rows() -> None:
    for seed in range(3):
        _, recurrent_kernel, _ = drawn(25, 40, seed=seed)
        product = recurrent_kernel.astype(np.float64) @ recurrent_kernel.T
        np.testing.assert_allclose(product, np.eye(25), atol=1e-6)


def test_a_new_bias_is_zero_but_for_ones_in_the_forget_gate() -> None:
    *_, bias = drawn(4, 3)
    np.testing.assert_array_equal(bias, np.repeat(np.float32([0, 1, 0, 0]), 4), strict=True)
    *_, bias = drawn(4, 3, unit_forget_bias=False)
    np.testing.assert_array_equal(bias, np.zeros(16, np.float32), strict=True)


def test_without_a_seed_two_layers_differ_and_with_one_they_do_not() -> None:
    assert np.abs(drawn(4, 3)[0] - drawn(4, 3)[0]).max() > 1e-3
    assert_equal(drawn(4, 3, seed=0), drawn(4, 3, seed=0))


def test_weights_are_drawn_once() -> None:
    once = layer()
    assert_equal(once(SEQUENCES), once(SEQUENCES))


def test_get_weights_and_set_weights_copy() -> None:
    weights = [array + np.float32(0.25) for array in drawn(4, 3)]
    one, other = layer(), layer()
    one.set_weights(weights)
    other.set_weights(one.get_weights())
    expected = other(SEQUENCES)
    for array in (*weights, *one.get_weights()):
        array[...] = 0
    assert_equal(one(SEQUENCES), expected)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_weights_keep_their_type_and_give_the_result_theirs(dtype: type[np.floating]) -> None:
    typed = layer()
    typed.set_weights([array.astype(dtype) for array in drawn(4, 3)])
    assert {array.dtype for array in typed.get_weights()} == {np.dtype(dtype)}
    assert {array.dtype for array in typed(SEQUENCES.astype(dtype))} == {np.dtype(dtype)}
    mixed = {array.dtype for array in typed(SEQUENCES)}
    assert mixed == {np.result_type(dtype, np.float32)}


def test_set_weights_after_a_call_replaces_what_was_drawn() -> None:
    changed = layer()
    drawn_output = changed(SEQUENCES)[0]
    changed.set_weights([2 * array for array in changed.get_weights()])
    assert np.abs(changed(SEQUENCES)[0] - drawn_output).max() > 1e-3


def test_set_weights_keeps_what_a_stateful_layer_has_kept() -> None:
    stateful = layer(stateful=True)
    _, *kept = stateful(SEQUENCES)
    stateful.set_weights(stateful.get_weights())
    assert_equal(stateful(SEQUENCES[:, :0])[1:], kept)


def test_orthogonal_weights_are_drawn_with_both_signs() -> None:
    """A triangle's diagonal has signs that the factorization prefers: they are taken out."""
    corners = [drawn(4, 3, seed=seed)[1][0, 0] for seed in range(40)]
    assert 8 < sum(corner > 0 for corner in corners) < 32
