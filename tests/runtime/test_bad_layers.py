"""Each bad layer, list of weights and call of a layer is refused with an error that names it."""

import re
from typing import Any

import numpy as np
import pytest

from lstm_numpy import LSTM, activations

F32 = np.float32
SEQUENCES = np.ones((3, 4, 2), F32)
WEIGHTS = [np.ones((2, 28), F32), np.ones((7, 28), F32), np.ones(28, F32)]
SEVEN = np.ones((3, 7), F32)
FLAG = "expected one of False, True"
KNOWN = ", ".join(activations.BY_NAME)


def ones(*shape: int, dtype: Any = F32) -> np.ndarray:
    return np.ones(shape, dtype)


def cases(table: dict[str, tuple[dict[str, Any], type[Exception], str]]) -> list[Any]:
    return [pytest.param(*row, id=name) for name, row in table.items()]


ALL = "expected 2.0.0 to 3.15.1"
NEWER = (
    'nothing is known here of a newer one; pass keras_version="{}" and compare with what it '
    "returned"
)
OLDER = (
    'Keras 1 computes the same by other names: pass keras_version="2.0.0", before 1.0.8 '
    'backend="theano" too, and convert(weights, "keras1", "keras")'
)
LIKE = 'expected a release such as "2.2.4"'
SEED = "expected None or a whole number from 0 on"
WHOLE = "expected a whole number from 1 on"
LAYERS = {
    **{
        f"units={units!r}": ({"units": units}, ValueError, f"units is {units!r}, {WHOLE}")
        for units in (0, -1, 2.0, "7", None, True, (7,))
    },
    **{
        f"{flag}={value!r}": ({flag: value}, ValueError, f"{flag} is {value!r}, {FLAG}")
        for flag, value in {
            "use_bias": 1,
            "unit_forget_bias": 0,
            "return_sequences": "yes",
            "return_state": None,
            "go_backwards": 1.0,
            "stateful": [],
            "unroll": np.True_,
            "zero_output_for_mask": 1,
        }.items()
    },
    **{
        f"seed={seed!r}": ({"seed": seed}, ValueError, f"seed is {seed!r}, {SEED}")
        for seed in (-1, 1.5, "1", True, [1])
    },
    **{
        f"keras_version={version!r}": (
            {"keras_version": version},
            ValueError,
            f"keras_version is {version!r}, {said}",
        )
        for version, said in {
            **dict.fromkeys(("9", "3.15.2"), f"{ALL}: {NEWER.format('3.15.1')}"),
            **dict.fromkeys(("1.2.2", "0.3"), f"{ALL}: {OLDER}"),
            **{
                version: f"expected {oldest} to {newest}: {NEWER.format(newest)}"
                for version, oldest, newest in (
                    ("2.3.1-tf", "2.0.8-tf", "2.3.0-tf"),
                    ("tfjs-layers 5", "tfjs-layers 0.10.3", "tfjs-layers 4.22.0"),
                )
            },
            "tfjs-layers 0.9": "expected tfjs-layers 0.10.3 to tfjs-layers 4.22.0: pass "
            'keras_version="tfjs-layers 0.10.3"; where a mask and a state are given it may differ',
            **dict.fromkeys(("abc", "", "2.2.4.1", "-2.3", "٢.٢", 2.3, None), LIKE),
            **dict.fromkeys(("tfjs-layers", "tfjs-layers 2.2-tf", "2.2.4-TF"), LIKE),
            **{
                f"2.13.1{end}": f'{LIKE}: pass keras_version="2.13.1", the release that came of it'
                for end in ("rc0", "-rc0", ".dev2023", "a1", "-dev")
            },
        }.items()
    },
    "gates that a name leaves open": (
        {"keras_version": "2.2.4-tf"},
        ValueError,
        "recurrent_activation is not given, and its default is not known for "
        "keras_version='2.2.4-tf' (TensorFlow 1.13 to 2.1; the gates of 1.x are hard_sigmoid, "
        "those of 2.x sigmoid): pass recurrent_activation, which the layer's configuration has",
    ),
    "zero_output_for_mask that a name leaves open": (
        {
            "keras_version": "2.2.4-tf",
            "recurrent_activation": "sigmoid",
            "zero_output_for_mask": True,
        },
        ValueError,
        "zero_output_for_mask is True, and releases called 2.2.4-tf differ: TensorFlow 1 heeds it, "
        'pass keras_version="2.3.0-tf"; TensorFlow 2.0 and 2.1 do not, pass False',
    ),
    "implementation 0 since 2.0.9": (
        {"implementation": 0, "keras_version": "2.0.9"},
        ValueError,
        "implementation is 0, expected one of None, 1, 2",
    ),
    "implementation 3": (
        {"implementation": 3, "keras_version": "2.0.0"},
        ValueError,
        "implementation is 3, expected one of None, 0, 1, 2",
    ),
    "backend that there never was": (
        {"backend": "mxnet"},
        ValueError,
        "backend is 'mxnet', expected one of 'tensorflow', 'jax', 'torch', 'numpy'",
    ),
    "backend that is no more": (
        {"backend": "theano", "keras_version": "2.4.0"},
        ValueError,
        "backend is 'theano', expected 'tensorflow'",
    ),
    "backend that is not yet": (
        {"backend": "jax", "keras_version": "2.2.4"},
        ValueError,
        "backend is 'jax', expected one of 'tensorflow', 'theano'",
    ),
    "activation newer than the version": (
        {"activation": "gelu", "keras_version": "2.3.1"},
        ValueError,
        "activation='gelu' came with Keras 2.4, keras_version is 2.3.1",
    ),
    "alias newer than the version": (
        {"recurrent_activation": "hard_swish", "keras_version": "2.15"},
        ValueError,
        "recurrent_activation='hard_swish' came with Keras 3.0.1, keras_version is 2.15",
    ),
    "activation newer by a patch": (
        {"activation": "exponential", "keras_version": "2.2.2"},
        ValueError,
        "activation='exponential' came with Keras 2.2.3, keras_version is 2.2.2",
    ),
    "unknown activation": (
        {"activation": "tahn"},
        ValueError,
        f"activation='tahn' is unknown; known are {KNOWN}",
    ),
    "mixing activation": (
        {"recurrent_activation": "softmax"},
        ValueError,
        "recurrent_activation='softmax' mixes units; an LSTM's activation acts on each unit alone",
    ),
    "zero_output_for_mask before it came": (
        {"zero_output_for_mask": True, "keras_version": "2.3.1"},
        ValueError,
        "zero_output_for_mask is not an argument of the layers of Keras 2.3.1",
    ),
    "zero_output_for_mask unrolled on jax": (
        {"zero_output_for_mask": True, "unroll": True, "backend": "jax"},
        ValueError,
        "Keras 3.15.1 on jax, unrolled, ignores zero_output_for_mask: set unroll=False",
    ),
    "zero_output_for_mask unrolled on numpy": (
        {"zero_output_for_mask": True, "unroll": True, "backend": "numpy"},
        ValueError,
        "Keras 3.15.1 on numpy, unrolled, ignores zero_output_for_mask: set unroll=False",
    ),
    **{
        f"zero_output_for_mask unrolled, one output, {release}": (
            {"zero_output_for_mask": True, "unroll": True, "keras_version": release},
            ValueError,
            f"Keras {release} on tensorflow, unrolled, fails on zero_output_for_mask with "
            "return_sequences=False: set unroll=False",
        )
        for release in ("2.4.0", "2.15.0")
    },
    "zero_output_for_mask unrolled backwards": (
        {
            "zero_output_for_mask": True,
            "unroll": True,
            "go_backwards": True,
            "return_sequences": True,
        },
        ValueError,
        "Keras 3.15.1 on tensorflow, unrolled, zeroes the timesteps of the mask before it was "
        "reversed: set unroll=False",
    ),
    "zero_output_for_mask unrolled with one output": (
        {"zero_output_for_mask": True, "unroll": True, "keras_version": "2.15.0"},
        ValueError,
        "Keras 2.15.0 on tensorflow, unrolled, fails on zero_output_for_mask with "
        "return_sequences=False: set unroll=False",
    ),
}


@pytest.mark.parametrize(("words", "error", "message"), cases(LAYERS))
def test_a_bad_layer_says_what_is_wrong_when_it_is_made(words, error, message) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        LSTM(**{"units": 7} | words)


WEIGHT_LISTS = {
    "no bias": (WEIGHTS[:2], ValueError, "weights has 2 items, expected a tuple of 3 arrays"),
    "Keras 1's twelve": (
        [SEVEN] * 12,
        ValueError,
        "weights has 12 items, expected a tuple of 3 arrays",
    ),
    "one array": (WEIGHTS[0], ValueError, "weights is ndarray, expected a tuple of 3 arrays"),
    "nothing": (None, ValueError, "weights is NoneType, expected a tuple of 3 arrays"),
    "kernel of other units": (
        [ones(2, 24), ones(6, 24), ones(24)],
        ValueError,
        "kernel has shape (2, 24), expected (input_dim, 4*units) = (2, 28): "
        "units = 7 comes from units",
    ),
    "swapped": (
        [WEIGHTS[1], WEIGHTS[0], WEIGHTS[2]],
        ValueError,
        "recurrent_kernel has shape (2, 28), expected (units, 4*units) = (7, 28): "
        "units = 7 comes from units",
    ),
    "bias of other units": (
        [*WEIGHTS[:2], ones(7)],
        ValueError,
        "bias has shape (7,), expected (4*units,) = (28,): units = 7 comes from units",
    ),
    "integers": (
        [array.astype(np.int64) for array in WEIGHTS],
        TypeError,
        "kernel has dtype int64, expected floats: convert it with kernel.astype(np.float32)",
    ),
}


@pytest.mark.parametrize(("weights", "error", "message"), cases(WEIGHT_LISTS))
def test_bad_weights_are_refused_and_the_old_ones_kept(weights, error, message) -> None:
    layer = LSTM(7)
    layer.set_weights(WEIGHTS)
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        layer.set_weights(weights)
    for kept, old in zip(layer.get_weights(), WEIGHTS, strict=True):
        np.testing.assert_array_equal(kept, old, strict=True)


def test_a_layer_without_bias_refuses_one() -> None:
    message = "weights has 3 items, expected a tuple of 2 arrays"
    with pytest.raises(ValueError, match=f"^{message}$"):
        LSTM(7, use_bias=False).set_weights(WEIGHTS)


LAYER_CALLS = {
    "sequences of rank 2": (
        {"sequences": ones(4, 2)},
        ValueError,
        "sequences has shape (4, 2), expected (batch, timesteps, input_dim): "
        "3 dimensions instead of 2",
    ),
    "sequences of another input_dim": (
        {"sequences": ones(3, 4, 5)},
        ValueError,
        "sequences has shape (3, 4, 5), expected (batch, timesteps, input_dim) = (3, 4, 2): "
        "input_dim = 2 comes from kernel",
    ),
    "initial_state of one": (
        {"initial_state": [SEVEN]},
        ValueError,
        "initial_state has 1 item, expected a tuple of 2 arrays",
    ),
    "initial_state for another batch": (
        {"initial_state": [ones(5, 7)] * 2},
        ValueError,
        "initial_state[0] has shape (5, 7), expected (batch, units) = (3, 7): "
        "batch = 3 comes from sequences",
    ),
    "mask of another batch": (
        {"mask": ones(5, 4, dtype=bool)},
        ValueError,
        "mask has shape (5, 4), expected (batch, timesteps) = (3, 4): "
        "batch = 3 comes from sequences",
    ),
    "mask of 0 and 1": (
        {"mask": ones(3, 4, dtype=np.uint8)},
        TypeError,
        "mask has dtype uint8, expected bool: convert it with mask.astype(bool)",
    ),
}


@pytest.mark.parametrize(("words", "error", "message"), cases(LAYER_CALLS))
def test_a_bad_call_of_a_layer_says_what_is_wrong(words, error, message) -> None:
    layer = LSTM(7)
    layer.set_weights(WEIGHTS)
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        layer(**{"sequences": SEQUENCES} | words)


def test_a_stateful_layer_refuses_another_batch_until_it_is_reset() -> None:
    layer = LSTM(7, stateful=True)
    layer(SEQUENCES)
    message = (
        "sequences has batch 2, but the stateful layer keeps states of batch 3: "
        "call reset_state() first"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        layer(SEQUENCES[:2])
    layer.reset_state()
    assert layer(SEQUENCES[:2]).shape == (2, 7)


def test_a_given_state_where_one_is_kept_is_refused_if_releases_of_the_name_differ() -> None:
    layer = LSTM(7, stateful=True, keras_version="2.2.4-tf", recurrent_activation="sigmoid")
    layer.set_weights(WEIGHTS)
    given = layer(SEQUENCES, initial_state=(SEVEN, SEVEN))
    message = (
        "initial_state is given to a stateful layer that keeps one, and releases called 2.2.4-tf "
        "differ in which of the two wins: call reset_state() before, or pass none"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        layer(SEQUENCES, initial_state=(SEVEN, SEVEN))
    layer.reset_state()
    np.testing.assert_array_equal(layer(SEQUENCES, initial_state=(SEVEN, SEVEN)), given)
