"""The recorded cases that are more than one layer in one direction, and those of Keras 1."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_numpy import LSTM, Bidirectional, convert, convert_options, keras, stacked
from lstm_numpy.stacking import input_of_layer

Arrays = dict[str, np.ndarray]
Case = Mapping[str, Any]
WAYS = ("forward", "backward")
NAMES = ("kernel", "recurrent_kernel", "bias")


def bidirectional(about: dict[str, Any], case: Case, given: Arrays) -> list[np.ndarray]:
    """Bidirectional(LSTM) of the case's own release of Keras."""
    forward, backward = states(given)
    both = None if forward is None or backward is None else [*forward, *backward]
    run = layer(about, case, given)
    return list(run(given["sequences"], mask=given.get("mask"), initial_state=both))


def layer(about: Mapping[str, Any], case: Case, given: Arrays) -> Bidirectional:
    """The wrapper of a case, with its weights."""
    inner = LSTM(**case["layer"], keras_version=about["version"], backend=about["backend"])
    wrapper = Bidirectional(inner, **case["words"])
    arrays = [f"{way}_{name}" for way in WAYS for name in NAMES]
    wrapper.set_weights([given[name] for name in arrays])
    return wrapper


def states(given: Arrays) -> list[list[np.ndarray] | None]:
    """The initial states of each direction; None where the case has none."""
    names = [[f"initial_{way}_{state}" for state in "hc"] for way in WAYS]
    return [[given[n] for n in pair] if pair[0] in given else None for pair in names]


def one_on_the_other(about: Mapping[str, Any], case: Case, given: Arrays) -> list[np.ndarray]:
    """What every layer takes in, and what the last one returns."""
    made, X, mask = layers(about, case, given), given["sequences"], given.get("mask")
    below = [None, *(stacked(made[:place], X, mask) for place in range(1, len(made)))]
    inputs = [input_of_layer(X, below=output).layer_input for output in below]
    return [*inputs, *stacked(made, X, mask)]


def layers(about: Mapping[str, Any], case: Case, given: Arrays) -> list[LSTM | Bidirectional]:
    """The layers of a case, from the first to the last, with their weights."""
    made: list[LSTM | Bidirectional] = []
    for number, words in enumerate(case["layers"], start=1):
        key = f"layer{number}_"
        own = {name.removeprefix(key): a for name, a in given.items() if name.startswith(key)}
        if words["class"] == "Bidirectional":
            made.append(layer(about, words, own))
        else:
            alone = LSTM(**words["layer"], keras_version=about["version"], backend=about["backend"])
            alone.set_weights([own[name] for name in NAMES])
            made.append(alone)
    return made


def keras1(_about: dict[str, Any], case: Case, given: Arrays) -> list[np.ndarray]:
    """The LSTM of Keras 1: its arrays as Keras 2 has them, its functions as Keras 2 names them."""
    old = dict(case["layer"])
    source = "keras1_gpu" if old.get("consume_less") == "gpu" else "keras1"
    functions: dict[str, Any] = {"activation": old.get("activation", "tanh")}
    if "inner_activation" in old:
        functions["recurrent_activation"] = old["inner_activation"]
    weights = convert([given[name] for name in case["weights"]], source, "keras", **functions)
    chosen = convert_options(source, "keras", target_version="2.2.4", **functions)
    if chosen["recurrent_activation"] == "hard_sigmoid":
        chosen["recurrent_activation"] = "hard_sigmoid_keras2"
    words = {k: v for k, v in old.items() if k in ("go_backwards", "return_sequences")}
    state = (given["initial_h"], given["initial_c"]) if "initial_h" in given else None
    W, U, b = weights
    return list(keras.lstm(given["sequences"], W, U, b, initial_state=state, **words, **chosen))


def configured(about: Mapping[str, Any], case: Case, given: Arrays) -> tuple[str, list[np.ndarray]]:
    """The formulation, and what a layer returns that is made from its configuration alone."""
    entry, version = case["entry"], about["version"]
    weights = [given[f"weights_{place}"] for place in range(len(given) - 1 - len(case["outputs"]))]
    formulation = "bidirectional" if entry["class_name"] == "Bidirectional" else "keras"
    if version.startswith("1."):
        config = entry["config"]
        source = "keras1_gpu" if config["consume_less"] == "gpu" else "keras1"
        weights, version = convert(weights, source, "keras"), "2.0.0"
    words = {"keras_version": version, "backend": about["backend"]}
    kind = Bidirectional if formulation == "bidirectional" else LSTM
    layer = kind.from_config(entry, **words)
    layer.set_weights(weights)
    returned = layer(given["sequences"])
    return formulation, list(returned) if isinstance(returned, tuple) else [returned]
