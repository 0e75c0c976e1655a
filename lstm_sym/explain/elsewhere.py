"""What other releases and other frameworks would compute from a file, and how far off it is."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from lstm_numpy.files.load import load
from lstm_numpy.files.model import Model
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_numpy.files.wrappers import Bidirectional
from lstm_numpy.keras_versions import KERAS_VERSIONS, NEWEST_KERAS
from lstm_sym.explain.seeded import Seen, watched

#: What the LSTM and the GRU of PyTorch and of cuDNN compute; they have no other functions.
FIXED = {"activation": "tanh", "recurrent_activation": "sigmoid"}


class Off(NamedTuple):
    """One reader of the file, and the largest difference of an output; None: it says why not."""

    reader: str
    size: float | None
    why: str = ""


def releases(model: Model, given: list[np.ndarray], wanted: list[np.ndarray]) -> Iterator[Off]:
    """The whole model as each release of Keras would read its words."""
    *older, newest = KERAS_VERSIONS
    alike: dict[str, Off] = {}
    for row in older:
        found = _read_as(model, row.since, "tensorflow", given, wanted)
        if not alike or found[1:] != [*alike.values()][-1][1:]:
            alike[row.since] = found
    for (since, found), end in zip(alike.items(), [*[*alike][1:], newest.since], strict=True):
        yield found._replace(reader=f"Keras {since} until {end}")
    said: dict[tuple[float | None, str], list[str]] = {}
    for backend in newest.masked_output:
        found = _read_as(model, NEWEST_KERAS, backend, given, wanted)
        said.setdefault(found[1:], []).append(backend)
    for result, backends in said.items():
        on = f" on {', '.join(backends)}" if len(said) > 1 else ""
        yield Off(f"Keras {newest.since} to {NEWEST_KERAS}{on}", *result)


def _read_as(
    model: Model,
    version: str,
    backend: str,
    given: list[np.ndarray],
    wanted: list[np.ndarray],
) -> Off:
    try:
        other = load(model.path, keras_version=version, backend=backend, config=model.config)
        outputs, _ = watched(other, given)
    except (UnreadableFile, NotKnown, ValueError) as error:
        return Off("", None, str(error).removeprefix(f"{model.path.name} does not run: "))
    pairs = zip(outputs, wanted, strict=True)
    return Off("", max(float(np.abs(a - b).max()) for a, b in pairs))


def to_compare(calls: list[Seen]) -> list[Seen]:
    """The calls of the layers that other frameworks have, too."""
    return [call for call in calls if isinstance(call.layer, Recurrent | Bidirectional)]


def frameworks(call: Seen) -> Iterator[Off]:
    """One recurrent layer as other frameworks would compute it with the same weights."""
    sides = _sides(call)
    fixed = {name: FIXED[name] for name in sides[0].functions}
    functions = {(n, v) for side in sides for n, v in side.functions.items()}
    chosen = [v for n, v in sorted(functions) if v != fixed[n]]
    kind = sides[0].class_name.removeprefix("CuDNN")
    if kind == "SimpleRNN":
        fits = not chosen or functions == {("activation", "relu")}
        yield Off("PyTorch's nn.RNN", 0.0) if fits else _with(call, "PyTorch's nn.RNN", fixed)
        return
    before = kind == "GRU" and not sides[0].reset_after
    yield _with(call, f"PyTorch's nn.{kind}", fixed, reset_after=before)
    onnx = [v for v in chosen if v not in ONNX]
    yield (
        Off(f"ONNX's {kind}", None, f"it has no {', '.join(onnx)}")
        if onnx
        else Off(f"ONNX's {kind}", 0.0)
    )


def _sides(call: Seen) -> list[Recurrent]:
    """The layer of a call, or both of a Bidirectional."""
    found = [*call.layer.inside.values()] or [call.layer]
    return [one for one in found if isinstance(one, Recurrent)]


#: Functions that the operators of ONNX have, with the right alpha and beta.
ONNX = (
    *("tanh", "sigmoid", "relu", "softsign", "softplus", "linear", "elu", "leaky_relu"),
    *("hard_sigmoid", "hard_sigmoid_keras2"),
)


def _with(call: Seen, reader: str, functions: dict[str, str], reset_after: bool = False) -> Off:
    """The layer with other functions, or with the reset gate after the product."""
    layer: Any = call.layer
    sides = _sides(call)
    kept = [(side.functions, side.reset_after) for side in sides]
    try:
        for side in sides:
            side.functions = functions
            side.reset_after = side.reset_after or reset_after
        layer.reset()
        other = layer(call.x, call.mask, **call.states)
    finally:
        for side, (own, after) in zip(sides, kept, strict=True):
            side.functions, side.reset_after = own, after
    pairs = zip(
        *(one if isinstance(one, list) else [one] for one in (other, call.output)), strict=True
    )
    return Off(reader, max(float(np.abs(a - b).max()) for a, b in pairs))
