"""What two releases of Keras mean differently by the same layer."""

from collections.abc import Iterator
from typing import Any

import numpy as np

import lstm_numpy
from lstm_numpy import releases
from lstm_numpy.keras_versions import TENSORFLOW_VERSIONS
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.versions import KERAS_VERSIONS

Row = tuple[str, ...]


def defaults(one: str, other: str) -> Iterator[Row]:
    """The entries of the version table that differ; raises ValueError for an unknown release."""
    first, second = (releases.row(release)._asdict() for release in (one, other))
    for field in first:
        values = first[field], second[field]
        if values[0] == values[1] or field in ("since", "note"):
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


def notes(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What changed after the older of two releases, up to the newer one."""
    inside = [row for row in map(releases.row, (one, other)) if row in TENSORFLOW_VERSIONS]
    if inside:  # their numbers do not continue those of Keras
        yield from ((row.since, row.note) for row in inside)
        return
    older, newer = sorted(map(releases.number, (one, other)))
    for row in KERAS_VERSIONS:
        if older < releases.number(row.since) <= newer:
            yield row.since, row.note


def effects(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The largest difference of the outputs on seeded inputs, in configurations of the layer."""
    # What a masked timestep emits differs at the first one, where a state was given.
    masked = {
        "mask": np.array([[False, False, True, True, False, False]] * 3),
        "initial_state": (np.ones((3, 5)), np.ones((3, 5))),
    }
    backends = sorted({*releases.row(one).masked_output} & {*releases.row(other).masked_output})
    cases: list[tuple[str, dict[str, Any], dict[str, Any]]] = [("with the defaults", {}, {})]
    cases += [
        (f"recurrent_activation={name!r}", {"recurrent_activation": name}, {})
        for name in ("sigmoid", "hard_sigmoid")
    ]
    cases += [
        (f"with a mask, on {b}", {"backend": b, "recurrent_activation": "sigmoid"}, masked)
        for b in backends
    ]
    for said, words, called in cases:
        try:
            outputs = [run(release, words, called) for release in (one, other)]
        except ValueError as error:
            yield said, f"not comparable: {error}"
        else:
            yield said, f"{np.abs(outputs[0] - outputs[1]).max():.1e}"


def run(release: str, words: dict[str, Any], called: dict[str, Any]) -> Any:
    """The outputs of every timestep of a layer of one release."""
    random = np.random.default_rng(3)
    shapes = ((4, 20), (5, 20), (20,))
    words = {"backend": next(iter(releases.row(release).masked_output)), **words}
    layer = lstm_numpy.LSTM(5, return_sequences=True, keras_version=release, **words)
    layer.set_weights([random.normal(size=shape) for shape in shapes])
    result = layer(random.normal(size=(3, 6, 4)), **called)
    return np.asarray(result[0] if isinstance(result, tuple) else result)
