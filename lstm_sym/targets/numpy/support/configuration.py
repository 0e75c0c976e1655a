"""The configuration of a layer, as files of Keras hold it."""

from collections.abc import Mapping
from typing import Any

from lstm_numpy import releases
from lstm_numpy.gru_layer import GRU
from lstm_numpy.keras_versions import NEWEST_KERAS
from lstm_numpy.layer import LSTM
from lstm_numpy.recurrent_layer import RecurrentLayer
from lstm_numpy.simple_rnn_layer import SimpleRNN
from lstm_numpy.words import FUNCTIONS, Words

#: Keys that change nothing at inference.
WITHOUT_EFFECT = frozenset(
    (
        *("name", "trainable", "dtype", "implementation", "consume_less"),
        *("dropout", "recurrent_dropout", "dropout_W", "dropout_U"),
        *("kernel_initializer", "recurrent_initializer", "bias_initializer"),
        *("init", "inner_init", "forget_bias_init"),
        *("kernel_regularizer", "recurrent_regularizer", "bias_regularizer"),
        *("activity_regularizer", "W_regularizer", "U_regularizer", "b_regularizer"),
        *("kernel_constraint", "recurrent_constraint", "bias_constraint"),
        *("batch_input_shape", "batch_shape", "input_shape", "input_dim", "input_length"),
        "input_dtype",
    )
)
#: Keys that change nothing as long as they have one of these values.
WITHOUT_EFFECT_AS = {
    "time_major": (False,),
    "num_constants": (None, 0),
    "quantization_config": (None,),
}
#: What Keras 1 called them.
KERAS1 = {"output_dim": "units", "inner_activation": "recurrent_activation"}
#: Keys that no Keras from 3.0.0 on writes.
OLDER = ("implementation", "time_major", *KERAS1, "consume_less")
#: What the layers of cuDNN compute, and their configurations do not name.
CUDNN = {"activation": "tanh", "recurrent_activation": "sigmoid", "reset_after": True}
#: Every layer that a wrapper takes.
KINDS: tuple[type[RecurrentLayer], ...] = (LSTM, GRU, SimpleRNN)


def of_layer(
    config: Any,
    kind: Any,
    keras_version: str | None,
    backend: str | None,
    of: str = "config",
) -> dict[str, Any]:
    """The words of the layer that a configuration describes; raises as `LSTM.from_config`."""
    known, (plain, *cudnn) = kind.defaults(), kind.of_keras
    name, config = _inside(of, config, kind.of_keras)
    words: dict[str, Any] = {"keras_version": NEWEST_KERAS}
    older = next((key for key in OLDER if key in config), None)
    if older and not keras_version and "keras_version" not in config:
        raise ValueError(
            f"{of} has {older!r}, as Keras wrote it before Keras 3, and does not say what it means "
            "without its release: pass keras_version, which the model's file has"
        )
    for key, value in config.items():
        word = KERAS1.get(key, key)
        if word in known and word != "implementation":
            words[word] = _function(of, word, value) if word in FUNCTIONS else value
        else:
            _without_effect(of, key, value)
    given = {"keras_version": keras_version, "backend": backend}
    words |= {k: v for k, v in given.items() if v is not None}
    if name in cudnn:
        words |= {word: value for word, value in CUDNN.items() if word in known}
    if "units" not in words:
        raise ValueError(f"{of} has no 'units', expected the configuration of {article(plain)}")
    gates = "recurrent_activation"
    if (
        gates in known
        and gates not in words
        and releases.default(gates, words["keras_version"]) != "sigmoid"
    ):
        raise ValueError(
            f"{of} has no {gates!r}, as that of a {cudnn[0]}, which computes sigmoid: pass "
            f"{{**config, {gates!r}: 'sigmoid'}}, and convert(weights, "
            f'"{cudnn[0].lower()}", "keras")'
        )
    if words.get("unit_forget_bias", True) is None:  # TensorFlow.js leaves it open
        del words["unit_forget_bias"]
    return words


def of_bidirectional(
    config: Any, keras_version: str | None, backend: str | None
) -> tuple[RecurrentLayer, Any]:
    """The layer inside, and the merge mode; raises as `Bidirectional.from_config`."""
    _, config = _inside("config", config, ("Bidirectional",))
    if "layer" not in config:
        raise ValueError("config has no 'layer', expected the configuration of a Bidirectional")
    for key, value in config.items():
        if key not in ("layer", "backward_layer", "merge_mode"):
            _without_effect("config", key, value)
    kind = _kind(config["layer"])
    sides = [
        of_layer(config[key], kind, keras_version, backend, f"config[{key!r}]")
        for key in ("layer", "backward_layer")
        if config.get(key) is not None
    ]
    for words in sides:
        words.pop("zero_output_for_mask", None)  # the wrapper sets it
    forward = sides[0]
    turned = {**forward, "go_backwards": not forward.get("go_backwards", False)}
    if len(sides) > 1 and sides[1] != turned:
        differs = sorted(k for k in {*turned, *sides[1]} if turned.get(k) != sides[1].get(k))
        raise ValueError(
            f"config['backward_layer'] has another {', '.join(differs)} than the layer turned "
            "round: make two layers and merge their outputs with lstm_numpy.merging.bidirectional"
        )
    return kind(**forward), config.get("merge_mode", "concat")


def _kind(config: Any) -> type[RecurrentLayer]:
    """The layer that an entry is of; the configuration of an LSTM may come without its class."""
    if not isinstance(config, Mapping) or "class_name" not in config:
        return LSTM
    found = [kind for kind in KINDS if config["class_name"] in kind.of_keras]
    if not found:
        known = ", ".join(name for kind in KINDS for name in kind.of_keras)
        raise ValueError(f"config['layer'] is of a {config['class_name']}, expected one of {known}")
    return found[0]


def article(name: str) -> str:
    """A class's name with its article."""
    return f"an {name}" if name.startswith("LSTM") else f"a {name}"


def _inside(of: str, config: Any, classes: tuple[str, ...]) -> tuple[str, Words]:
    """The class and the configuration: an entry of a file's list of layers holds both."""
    if not isinstance(config, Mapping):
        raise TypeError(
            f"{of} is {type(config).__name__}, expected a dict as Keras's get_config() returns it"
        )
    if "class_name" not in config:
        return classes[0], config
    name = config["class_name"]
    if name not in classes:
        raise ValueError(f"{of} is of a {name}, expected {' or '.join(classes)}")
    inside = config.get("config")
    if not isinstance(inside, Mapping):
        raise ValueError(f"{of}['config'] is {type(inside).__name__}, expected a dict")
    return str(name), inside


def _without_effect(of: str, key: str, value: Any) -> None:
    """Raise ValueError unless a key changes nothing at inference."""
    allowed = WITHOUT_EFFECT_AS.get(key, ())
    if key not in WITHOUT_EFFECT and not any(value is one for one in allowed):
        said = f", expected {allowed[0]!r}" if allowed else ""
        raise ValueError(
            f"{of} has {key}={value!r}{said}, and lstm_numpy does not support it: leave it out if "
            "it changes nothing at inference"
        )


def _function(of: str, word: str, value: Any) -> Any:
    """The activation that a configuration holds: a name, or what Keras 3 makes of a function."""
    if not isinstance(value, Mapping):
        return value
    name = value.get("config")
    own = value.get("module") not in ("builtins", "keras.activations", None)
    if value.get("class_name") != "function" or not isinstance(name, str) or own or ">" in name:
        raise ValueError(
            f"{of} has {word}={value!r}, a function of the model's own: pass it, as in "
            f"from_config({{**config, {word!r}: function}})"
        )
    return name
