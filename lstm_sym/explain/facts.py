"""What a model's file says of its layers, for the terminal and for a page."""

from collections.abc import Iterable, Iterator
from typing import Any

from lstm_numpy.files import onnx
from lstm_numpy.files.graph import Nested
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.moving import Input
from lstm_numpy.files.options import TRAINING, WITHOUT_EFFECT
from lstm_numpy.files.pytorch import Module, StateDict
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.weights import Weights
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


def of_module(name: str, module: Module) -> list[str]:
    """A recurrent module of PyTorch: its title, and what is said below it."""
    number = sum(array.size for array in module.arrays.values())
    said = f"{name}: nn.{module.class_name}, hidden_size={module.hidden_size}, "
    said += f"num_layers={module.num_layers}, bidirectional={module.bidirectional}"
    said += f", proj_size={module.proj_size}" if module.proj_size else ""
    return [said, f"{number} parameters; batch_first is not in the file"]


def of_node(name: str, node: onnx.Recurrent) -> list[str]:
    """A recurrent node of ONNX, likewise."""
    given = {k: v.decode() if isinstance(v, bytes) else v for k, v in node.options.items()}
    return [
        f"{name}: {node.class_name}, hidden_size={node.hidden_size}",
        ", ".join(f"{k}={v}" for k, v in given.items()),
        ", ".join(f"{role} {array.shape}" for role, array in node.arrays.items()),
    ]


def of_weights(model: Weights) -> Iterator[str]:
    """Layers that arrays say themselves, and what they do not say."""
    for name, layer in model.layers.items():
        known = f"; not in the file: {', '.join(model.left_open.get(name, ()))}"
        yield f"{name}: {layer.class_name}{known if name in model.left_open else ''}"


def beside(model: Any) -> tuple[str, list[str]]:
    """What is around recurrent modules or nodes in the file: a title, and a line for each."""
    if isinstance(model, StateDict):
        return "other arrays", [f"{n} {a.shape}" for n, a in model.others.items()]
    return "nodes", [
        f"{n.op}{f' in {n.place}' if n.place else ''}: {', '.join(n.inputs)} -> "
        f"{', '.join(n.outputs)}"
        for n in model.nodes
    ]


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
