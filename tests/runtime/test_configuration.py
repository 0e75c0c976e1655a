"""A layer made from the configuration that a real Keras wrote computes what that Keras did."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import GRU, LSTM, Bidirectional
from lstm_numpy.keras_versions import KERAS_VERSIONS, TENSORFLOW_VERSIONS
from lstm_sym import verify

CONFIGS = Path(__file__).resolve().parents[1] / "reference" / "configs"
COMPARED = [pytest.param(c, id=f"{c.source}-{c.case}") for c in verify.compare_all(CONFIGS)]


@pytest.mark.parametrize("compared", COMPARED)
def test_a_layer_made_from_its_configuration_computes_what_this_keras_computed(compared) -> None:
    assert compared.error <= compared.bound, compared


def test_every_era_of_keras_wrote_configurations() -> None:
    files = [json.loads(path.read_text()) for path in CONFIGS.glob("*.json")]
    assert sorted(about["version"] for about in files) == [
        "1.2.2", "2.15.0", "2.2.4", "2.2.4-tf", "3.15.1", "tfjs-layers 4.22.0",
    ]  # fmt: skip
    assert len(COMPARED) == sum(len(about["cases"]) for about in files)


def entry(file: str, case: str) -> dict[str, Any]:
    """An entry of a real file's list of layers."""
    about = json.loads((CONFIGS / f"{file}-configs.json").read_text())
    return about["cases"][case]["entry"]


NEWEST = entry("keras-3.15.1-numpy", "everything")["config"]
OLD = entry("keras-2.2.4-tensorflow", "defaults")["config"]
WRAPPED = entry("keras-3.15.1-numpy", "bidirectional")["config"]


def test_what_has_an_effect_is_read_and_what_has_none_is_passed_over() -> None:
    assert repr(LSTM.from_config(NEWEST)) == (
        "LSTM(3, activation='softsign', recurrent_activation='hard_sigmoid', "
        "return_sequences=True, return_state=True, go_backwards=True, unroll=True, seed=7)"
    )
    assert repr(LSTM.from_config(OLD, keras_version="2.2.4")) == "LSTM(3, keras_version='2.2.4')"
    wrapped = "Bidirectional(LSTM(3, return_sequences=True, return_state=True), merge_mode='sum')"
    assert repr(Bidirectional.from_config(WRAPPED)) == wrapped


def test_the_meaning_of_a_function_comes_from_the_release() -> None:
    config = {"units": 2, "recurrent_activation": "hard_sigmoid"}
    one = LSTM.from_config(config, keras_version="2.15.0")
    other = LSTM.from_config(config)
    one(np.zeros((1, 1, 3)))
    other.set_weights(one.get_weights())
    x = np.full((1, 4, 3), 2.0)
    assert np.abs(one(x) - other(x)).max() > 1e-3


CUDNN = {key: value for key, value in OLD.items() if "activation" not in key}
FUNCTION = {"class_name": "function", "config": "mine", "module": "builtins"}
NAMELESS = {**FUNCTION, "config": "<lambda>"}
OWN = {**FUNCTION, "registered_name": "mine", "module": "my_package"}
FUNCTIONS = {
    "activation": {**FUNCTION, "config": "tanh", "registered_name": "tanh"},
    "recurrent_activation": np.tanh,
}
BAD = {
    "no dict": ("{}", {}, TypeError, "config is str, expected a dict as Keras's get_config()"),
    "no units": ({"name": "x"}, {}, ValueError, "config has no 'units', expected"),
    "a layer of another kind": (
        {"class_name": "GRU", "config": {}},
        {},
        ValueError,
        "config is of a GRU, expected LSTM or CuDNNLSTM",
    ),
    "an entry without a configuration": (
        {"class_name": "LSTM"},
        {},
        ValueError,
        "config['config'] is NoneType, expected a dict",
    ),
    "a key of GRU": (
        NEWEST | {"reset_after": True},
        {},
        ValueError,
        "config has reset_after=True, and lstm_numpy does not support it: leave it out if it",
    ),
    "time first": (
        NEWEST | {"time_major": True},
        {"keras_version": "2.15.0"},
        ValueError,
        "config has time_major=True, expected False, and lstm_numpy does not support it",
    ),
    "constants": (
        NEWEST | {"num_constants": 1},
        {},
        ValueError,
        "config has num_constants=1, expected None, and lstm_numpy does not support it",
    ),
    "quantized": (
        NEWEST | {"quantization_config": {"class_name": "Int8"}},
        {},
        ValueError,
        "config has quantization_config={'class_name': 'Int8'}, expected None, and",
    ),
    "Keras 2 without its release": (
        OLD,
        {},
        ValueError,
        "config has 'implementation', as Keras wrote it before Keras 3, and does not say what it "
        "means without its release: pass keras_version, which the model's file has",
    ),
    "Keras 1 without its release": (
        entry("keras-1.2.2-tensorflow", "defaults"),
        {},
        ValueError,
        "config has 'output_dim', as Keras wrote it before Keras 3",
    ),
    "cuDNN's, whose functions are not named": (
        CUDNN,
        {"keras_version": "2.2.4"},
        ValueError,
        "config has no 'recurrent_activation', as that of a CuDNNLSTM, which computes sigmoid: "
        "pass {**config, 'recurrent_activation': 'sigmoid'}, and convert(weights, \"cudnnlstm\"",
    ),
    "a function of the model's own": (
        NEWEST | {"activation": OWN},
        {},
        ValueError,
        f"config has activation={OWN!r}, a function of the model's own: pass it, as in "
        "from_config({**config, 'activation': function})",
    ),
    "a function without a name": (
        NEWEST | {"activation": NAMELESS},
        {},
        ValueError,
        f"config has activation={NAMELESS!r}, a function of the model's own: pass it",
    ),
    "an unknown function": (
        NEWEST | {"activation": FUNCTION},
        {},
        ValueError,
        "activation='mine' is unknown; known are",
    ),
    "an option that the release does not have": (
        NEWEST | {"zero_output_for_mask": True},
        {"keras_version": "2.3.1"},
        ValueError,
        "zero_output_for_mask is not an argument of the layers of Keras 2.3.1",
    ),
}


@pytest.mark.parametrize(("config", "words", "error", "message"), BAD.values(), ids=BAD)
def test_what_the_layer_does_not_have_is_refused_by_name(config, words, error, message) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        LSTM.from_config(config, **words)


SIDE = WRAPPED["backward_layer"]
BAD_WRAPPED = {
    "no layer": ({"merge_mode": "sum"}, "config has no 'layer', expected the configuration of a"),
    "another wrapper": (
        {"class_name": "TimeDistributed", "config": WRAPPED},
        "config is of a TimeDistributed, expected Bidirectional",
    ),
    "a layer of another kind inside": (
        WRAPPED | {"layer": {"class_name": "Dense", "config": {}}},
        "config['layer'] is of a Dense, expected one of LSTM, CuDNNLSTM, GRU, CuDNNGRU",
    ),
    "another class backwards": (
        WRAPPED | {"layer": {"class_name": "GRU", "config": {"units": 3}}},
        "config['backward_layer'] is of a LSTM, expected GRU or CuDNNGRU",
    ),
    "a GRU without units": (
        {"layer": {"class_name": "GRU", "config": {}}},
        "config['layer'] has no 'units', expected the configuration of a GRU",
    ),
    "another layer backwards": (
        WRAPPED | {"backward_layer": SIDE | {"config": SIDE["config"] | {"activation": "relu"}}},
        "config['backward_layer'] has another activation than the layer turned round: make two",
    ),
    "an unknown key": (
        WRAPPED | {"weights": [1]},
        "config has weights=[1], and lstm_numpy does not support it",
    ),
    "an unknown merge mode": (WRAPPED | {"merge_mode": "max"}, "merge_mode is 'max', expected one"),
}


@pytest.mark.parametrize(("config", "message"), BAD_WRAPPED.values(), ids=BAD_WRAPPED)
def test_what_the_wrapper_does_not_have_is_refused_by_name(config, message) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        Bidirectional.from_config(config)


def test_functions_are_taken_as_keras_3_writes_them_and_as_the_caller_gives_them() -> None:
    layer = LSTM.from_config({"units": 3, **FUNCTIONS})
    assert repr(layer) == f"LSTM(3, recurrent_activation={np.tanh!r})"


class Function:
    """A function of the caller's that can neither be shown nor compared."""

    __hash__ = None  # type: ignore[assignment]

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return x

    def __repr__(self) -> str:
        raise RuntimeError("no text")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("not to be compared")


def test_a_layer_is_shown_whatever_its_functions_are() -> None:
    assert repr(LSTM(3, Function())).startswith("LSTM(3, activation=<Function instance at ")


def test_the_layer_of_cudnn_in_a_file_has_its_functions() -> None:
    made = LSTM.from_config({"class_name": "CuDNNLSTM", "config": CUDNN}, keras_version="2.2.4")
    assert repr(made) == "LSTM(3, recurrent_activation='sigmoid', keras_version='2.2.4')"


LAYERS = [
    LSTM(3),
    LSTM(3, None, "hard_sigmoid", False, zero_output_for_mask=True, unit_forget_bias=False),
    LSTM(3, return_state=True, seed=4, keras_version="2.2.4", backend="theano", unroll=True),
    LSTM(3, stateful=True, keras_version="2.15.0"),
    LSTM(3, go_backwards=True, return_sequences=True, backend="jax"),
    LSTM(3, keras_version="tfjs-layers 4.22.0"),
    Bidirectional(LSTM(3, return_sequences=True, keras_version="2.3.1"), merge_mode="mul"),
    Bidirectional(LSTM(3), merge_mode=None),
    GRU(3),
    GRU(3, None, "hard_sigmoid", False, reset_after=False, zero_output_for_mask=True),
    GRU(3, return_state=True, seed=4, keras_version="2.2.4", backend="theano", unroll=True),
    GRU(3, stateful=True, keras_version="2.15.0"),
    GRU(3, keras_version="tfjs-layers 4.22.0"),
    Bidirectional(GRU(3, return_sequences=True, keras_version="2.3.1"), merge_mode="mul"),
]


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_from_config_takes_what_get_config_gives(layer: LSTM | GRU | Bidirectional) -> None:
    config = json.loads(json.dumps(layer.get_config()))
    made = type(layer).from_config(config)
    assert made.get_config() == config
    assert repr(made).replace("'linear'", "None") == repr(layer)


def beside(version: str, **words: Any) -> set[str]:
    config = LSTM(3, keras_version=version, **words).get_config()
    return set(config) & {"keras_version", "backend"}


def test_a_config_names_its_release_exactly_where_the_newest_keras_means_something_else() -> None:
    assert beside("3.0.0") == set()
    assert beside("2.15.0") == set()
    assert beside("2.15.0", recurrent_activation="hard_sigmoid") == {"keras_version"}
    assert beside("2.15.0", stateful=True) == {"keras_version"}
    assert beside("2.2.4", recurrent_activation="sigmoid") == {"keras_version"}  # masked steps
    assert beside("2.2.4", recurrent_activation="sigmoid", unroll=True) == set()
    assert beside("3.15.1", backend="torch") == set()
    assert beside("3.15.1", backend="jax") == {"backend"}


@pytest.mark.parametrize("row", [*KERAS_VERSIONS, *TENSORFLOW_VERSIONS], ids=lambda r: r.since)
def test_repr_leaves_out_the_defaults_of_every_release(row) -> None:
    words = {} if row.recurrent_activation else {"recurrent_activation": "sigmoid"}
    said = re.sub(
        r" recurrent_activation='sigmoid',", "", repr(LSTM(3, keras_version=row.since, **words))
    )
    assert said == f"LSTM(3, keras_version={row.since!r})"
    words |= {} if row.reset_after is not None else {"reset_after": True}
    said = repr(GRU(3, keras_version=row.since, **words))
    said = said.replace(" recurrent_activation='sigmoid', reset_after=True,", "")
    said = re.sub(r" recurrent_activation='sigmoid',", "", said)
    assert said == f"GRU(3, keras_version={row.since!r})"


def test_a_layer_s_repr_makes_it_again() -> None:
    assert eval(repr(LAYERS[2])).get_config() == LAYERS[2].get_config()
