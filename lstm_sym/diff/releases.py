"""What two releases of Keras mean differently by the same recurrent layer."""

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import Any

import numpy as np

from lstm_numpy import configuration, releases
from lstm_numpy.keras_versions import RESET_AFTER_SINCE, TENSORFLOW_VERSIONS
from lstm_numpy.recurrent_layer import RecurrentLayer
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.runtime import OF_KERAS
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.versions import KERAS_VERSIONS

Row = tuple[str, ...]
Layer = type[RecurrentLayer]

UNITS = 5

#: The layers that releases of Keras have, by the formulation of their equations.
LAYERS: dict[str, Layer] = dict(zip(OF_KERAS, configuration.KINDS, strict=True))
#: What a layer that is made without it takes from its release, where it has it.
BY_RELEASE = ("recurrent_activation", "reset_after", "unit_forget_bias")


def default(word: str, release: str) -> Any:
    """What a release means where a word is not given; raises ValueError where that is open."""
    return releases.activation(word, releases.default(word, release), release)


def lacks(layer: Layer, word: str) -> bool:
    """Whether a word is of other layers alone."""
    return word in BY_RELEASE and word not in layer.defaults()


def defaults(layer: Layer, one: str, other: str) -> Iterator[Row]:
    """The entries of the version table that differ; raises ValueError for an unknown release."""
    first, second = (releases.row(release)._asdict() for release in (one, other))
    for field in first:
        values = first[field], second[field]
        if values[0] == values[1] or field in ("since", "note") or lacks(layer, field):
            continue
        if isinstance(values[0], dict):
            for key in sorted({*values[0], *values[1]}):
                pair = [value.get(key, "none") for value in values]
                if pair[0] != pair[1]:
                    yield f"{field}, {key}", str(pair[0]), str(pair[1])
        else:
            meant = zip(values, (one, other), strict=True)
            yield field, *(formula(shown_value(value), release) for value, release in meant)


def shown_value(value: object) -> str:
    return "several by this name" if value is None else str(value)


def formula(value: str, release: str) -> str:
    """An activation's name with the formula that a release means; anything else as it is."""
    meant = releases.row(release).hard_sigmoid if value == "hard_sigmoid" else value
    found = next((a for a in ACTIVATIONS if a.name == meant), None)
    if found is None:
        return value
    return f"{value}, which is {paper.of_activation(found)[1].print(found.formula)}"


def notes(layer: Layer, one: str, other: str) -> Iterator[tuple[str, str]]:
    """What changed after the older of two releases, up to the newer one."""
    inside = [row for row in map(releases.row, (one, other)) if row in TENSORFLOW_VERSIONS]
    if inside:  # their numbers do not continue those of Keras
        yield from ((row.since, row.note) for row in inside)
        return
    older, newer = sorted(map(releases.number, (one, other)))
    found = [(row.since, row.note) for row in KERAS_VERSIONS]
    if not lacks(layer, "reset_after"):
        found += [(str(RESET_AFTER_SINCE[""]), "reset_after appears")]
        for before, row in pairwise(KERAS_VERSIONS):
            if before.reset_after != row.reset_after:
                changed = f"{before.reset_after} to {row.reset_after}"
                found += [(row.since, f"the default of reset_after changes from {changed}")]
    for since, note in sorted(found, key=lambda one: releases.number(one[0])):
        of_another = any(word in note for word in BY_RELEASE if lacks(layer, word))
        if older < releases.number(since) <= newer and not of_another:
            yield since, note


def effects(layer: Layer, one: str, other: str) -> Iterator[tuple[str, str]]:
    """The largest difference of the outputs on seeded inputs, in configurations of the layer."""
    # What a masked timestep emits differs at the first one, where a state was given.
    masked = {
        "mask": np.array([[False, False, True, True, False, False]] * 3),
        "initial_state": (np.ones((3, UNITS)),) * len(layer.states),
    }
    backends = sorted({*releases.row(one).masked_output} & {*releases.row(other).masked_output})
    tried = {"recurrent_activation": ("sigmoid", "hard_sigmoid"), "reset_after": (False, True)}
    tried = {word: values for word, values in tried.items() if not lacks(layer, word)}
    stated = [dict(zip(tried, values, strict=True)) for values in product(*tried.values())]
    same = stated[0]
    cases: list[tuple[str, dict[str, Any], dict[str, Any]]] = [("with the defaults", {}, {})]
    cases += [
        (", ".join(f"{word}={value!r}" for word, value in words.items()), words, {})
        for words in stated
        if words
    ]
    cases += [(f"with a mask, on {b}", {"backend": b, **same}, masked) for b in backends]
    for said, words, called in cases:
        try:
            outputs = [run(layer, release, words, called) for release in (one, other)]
        except ValueError as error:
            yield said, f"not comparable: {error}"
        else:
            yield said, f"{np.abs(outputs[0] - outputs[1]).max():.1e}"


def run(layer: Layer, release: str, words: dict[str, Any], called: dict[str, Any]) -> Any:
    """The outputs of every timestep of a layer of one release."""
    random = np.random.default_rng(3)
    columns = layer.blocks * UNITS
    words = {"backend": next(iter(releases.row(release).masked_output)), **words}
    make: Callable[..., RecurrentLayer] = layer
    made = make(UNITS, return_sequences=True, keras_version=release, **words)
    kernel, recurrent_kernel, bias = (
        random.normal(size=shape) for shape in ((4, columns), (UNITS, columns), (columns,))
    )
    if made.words.get("reset_after"):  # the same bias, and none beside the state
        bias = np.stack([bias, 0 * bias])
    made.set_weights([kernel, recurrent_kernel, bias])
    result = made(random.normal(size=(3, 6, 4)), **called)
    return np.asarray(result[0] if isinstance(result, tuple) else result)
