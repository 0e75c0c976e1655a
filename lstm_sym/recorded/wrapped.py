"""Records of layers of Keras that are wrapped, stacked, or made from a configuration."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lstm_numpy import GRU, LSTM, Bidirectional, convert, stacked
from lstm_numpy.stacking import input_of_layer
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.keras import WEIGHTS
from lstm_sym.recorded.record import Array, Record

Words = Mapping[str, Any]
Arrays = Mapping[str, Array]
WAYS = ("forward", "backward")
CONFIGURED: dict[str, tuple[str, type[LSTM | GRU | Bidirectional]]] = {
    "LSTM": ("keras", LSTM),
    "GRU": ("gru", GRU),
    "Bidirectional": ("bidirectional", Bidirectional),
}


def call_bidirectional(record: Record) -> tuple[str, Any]:
    """Bidirectional(LSTM) of the record's own release of Keras."""
    given = record.arrays
    forward, backward = states_of(given)
    both = None if forward is None or backward is None else [*forward, *backward]
    wrapper = layer(record.about, record.words, given)
    returned = wrapper(given["sequences"], mask=given.get("mask"), initial_state=both)
    return "bidirectional", returned


def layer(about: Mapping[str, Any], case: Words, given: Arrays) -> Bidirectional:
    """The wrapper of a case, with its weights."""
    inner = LSTM(**case["layer"], keras_version=about["version"], backend=about["backend"])
    wrapper = Bidirectional(inner, **case["words"])
    arrays = [f"{way}_{name}" for way in WAYS for name in WEIGHTS]
    wrapper.set_weights([given[name] for name in arrays])
    return wrapper


def states_of(given: Arrays) -> list[list[np.ndarray] | None]:
    """The initial states of each direction; None where the case has none."""
    names = [[f"initial_{way}_{state}" for state in "hc"] for way in WAYS]
    return [[given[n] for n in pair] if pair[0] in given else None for pair in names]


def call_stacked(record: Record) -> tuple[str, Any]:
    """What every layer takes in, and what the last one returns."""
    given = record.arrays
    made, X, mask = layers(record.about, record.words, given), given["sequences"], given.get("mask")
    below = [None, *(stacked(made[:place], X, mask) for place in range(1, len(made)))]
    inputs = [input_of_layer(X, below=output).layer_input for output in below]
    return "stacked", (*inputs, *stacked(made, X, mask))


def layers(about: Mapping[str, Any], case: Words, given: Arrays) -> list[LSTM | Bidirectional]:
    """The layers of a case, from the first to the last, with their weights."""
    made: list[LSTM | Bidirectional] = []
    for number, words in enumerate(case["layers"], start=1):
        key = f"layer{number}_"
        own = {name.removeprefix(key): a for name, a in given.items() if name.startswith(key)}
        if words["class"] == "Bidirectional":
            made.append(layer(about, words, own))
        else:
            alone = LSTM(**words["layer"], keras_version=about["version"], backend=about["backend"])
            alone.set_weights([own[name] for name in WEIGHTS])
            made.append(alone)
    return made


def configured(record: Record) -> tuple[str, Any]:
    """What a layer returns that is made from its configuration alone."""
    about, case, given = record.about, record.words, record.arrays
    entry, version = case["entry"], about["version"]
    weights = [given[f"weights_{place}"] for place in range(len(given) - 1 - len(case["outputs"]))]
    formulation, kind = CONFIGURED[entry["class_name"]]
    if version.startswith("1."):
        config = entry["config"]
        source = "keras1_gpu" if config["consume_less"] == "gpu" else "keras1"
        cell = "gru" if entry["class_name"] == "GRU" else "lstm"
        functions = {"recurrent_activation": config["inner_activation"]}
        functions["activation"] = config["activation"]
        weights = convert(weights, source, "keras", cell=cell, **functions)
        version = "2.0.0"
    words = {"keras_version": version, "backend": about["backend"]}
    layer = kind.from_config(entry, **words)
    layer.set_weights(weights)
    returned = layer(given["sequences"])
    return formulation, returned if isinstance(returned, tuple) else (returned,)


def bidirectional(record: Record) -> Iterator[Case]:
    """The merge of what our own layers give in each direction, against Keras's merged output."""
    words, mode = record.words, record.words["words"]["merge_mode"]
    if mode is None:
        return
    arrays = record.arrays
    wrapper = layer(record.about, words, arrays)
    states = states_of(arrays)
    ways = (wrapper.forward_layer, wrapper.backward_layer)
    outputs = [
        layer(arrays["sequences"], arrays.get("mask"), state)[0]
        for layer, state in zip(ways, states, strict=True)
    ]
    every = words["layer"]["return_sequences"]
    given = dict(zip(("forward", "backward"), outputs, strict=True))
    if not every:  # the last output alone is a sequence of one timestep
        given = {name: output[:, np.newaxis] for name, output in given.items()}
    options = {"merge_mode": mode, "return_sequences": every}
    yield record.case("bidirectional", given, options, {}, {"output": arrays["output"]})


def stacks(record: Record) -> Iterator[Case]:
    """What each layer takes in, from what our own layers below it put out."""
    arrays = record.arrays
    made = layers(record.about, record.words, arrays)
    below: Any = None
    for number, layer in enumerate(made, start=1):
        given = {"sequences": arrays["sequences"]} | ({} if below is None else {"below": below})
        expected = {"layer_input": arrays[f"layer{number}_input"]}
        options = {"below": below is not None}
        yield record.case("stacked", given, options, {}, expected, f"-layer-{number}")
        if number < len(made):
            below = layer(expected["layer_input"], arrays.get("mask"))
