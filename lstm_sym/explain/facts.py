"""What a model's file says of its layers, for the terminal and for a page."""

from collections.abc import Iterable, Iterator
from typing import Any

from lstm_numpy.files.graph import Nested
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.moving import Input
from lstm_numpy.files.options import TRAINING, WITHOUT_EFFECT
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.wrappers import Wrapper
from lstm_sym.explain import seeded
from lstm_sym.explain.elsewhere import Off
from lstm_sym.explain.seeded import Seen

#: Below this a difference is rounding.
ROUNDING = 3e-6
#: Words of a configuration that are on a line of their own, or say nothing at inference.
BESIDE = ("name", "layer", "backward_layer", "cell", "trainable", "dtype")


def layers(model: Model, calls: list[Seen]) -> Iterator[tuple[str, str, str, str]]:
    """Name, class, output and number of parameters of each layer."""
    yield ("layer", "class", "output", "parameters")
    shapes = {id(call.layer): seeded.shape(call.output) for call in calls}
    given = [one for one in model.layers.values() if isinstance(one, Input) and one.shape]
    shapes |= {id(layer): str(layer) for layer in given}
    for name, layer in model.layers.items():
        yield (name, layer.class_name, shapes.get(id(layer), ""), str(parameters(layer)))


def parameters(layer: Layer) -> int:
    """How many numbers a layer and those inside of it hold."""
    return sum(
        array.size
        for owner in dict.fromkeys(one for one, _ in owners(layer))
        for array in owner.arrays.values()
    )


def owners(layer: Layer) -> list[tuple[Layer, str]]:
    """The layer and those inside of it; none of a layer that there is nothing for."""
    return layer.in_order() if not hasattr(layer, "why") else []


def recurrent(layers: Any) -> Iterator[tuple[str, Recurrent]]:
    """Every recurrent layer, those inside of others too, with the names on the way."""
    for name, layer in layers.items():
        if isinstance(layer, Recurrent):
            yield name, layer
        elif isinstance(layer, Nested):
            yield from ((f"{name}/{inner}", one) for inner, one in recurrent(layer.graph.layers))
        elif isinstance(layer, Wrapper):
            inside = {one.name: one for one in layer.inside.values()}
            yield from ((f"{name}/{inner}", one) for inner, one in recurrent(inside))


def called(layer: Layer, calls: Iterable[Seen]) -> tuple[bool, bool]:
    """Whether a layer is called with a mask, and with states."""
    call = next((one for one in calls if one.layer is layer), None)
    return call is not None and call.mask is not None, call is not None and bool(call.states)


def options(config: Any) -> Iterator[str]:
    """The words of a configuration that decide something: no initializers, no defaults of None."""
    for word, value in config.items():
        if word in (*WITHOUT_EFFECT, *BESIDE) or word.endswith(TRAINING):
            continue
        if isinstance(value, str | int | float):
            yield f"{word}={value}"


def compared(found: Iterator[Off], indent: str) -> Iterator[str]:
    """A line for each reader."""
    for one in found:
        if one.size is None:
            said = f"cannot: {one.why}"
        elif one.size <= ROUNDING:
            said = "the same"
        else:
            said = f"off by {one.size:.2g}"
        yield f"{indent}{one.reader + ': ':30}{said}"
