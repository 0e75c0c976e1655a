"""One recurrent layer, module or node of a file as a model of Keras that computes the same.

Its input is (batch, timesteps, features), whatever the order of axes was.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from lstm_numpy import onnx_activations
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.files import onnx, pytorch
from lstm_numpy.files.graph import Call, Graph, Ref
from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.recurrent import KINDS, Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional
from lstm_numpy.files.writer import Writer
from lstm_numpy.keras_versions import NEWEST_KERAS
from lstm_sym.convert.onnx import INSIDE, OPERATORS
from lstm_sym.explain import seeded
from lstm_sym.explain.equations import DEFAULT

#: What can be converted alone.
PARTS = (Recurrent, Bidirectional, pytorch.Module, onnx.Recurrent)
#: The layers of Keras by the classes of PyTorch and the operators of ONNX.
CLASSES = {operator: layer for layer, operator in OPERATORS.items()}
#: The words of a layer's functions, in the order of ONNX's.
WORDS = ("recurrent_activation", "activation")


def part_of(model: Any, name: str | None) -> Any:
    """The layer, module or node of a name; raises NotKnown for a name that there is not.

    Without a name the part has to be all that the file holds.
    """
    parts = {key: one for key, one in model.layers.items() if isinstance(one, PARTS)}
    listed = ", ".join(map(repr, parts))
    beside = [*getattr(model, "others", ()), *getattr(model, "nodes", ())[1:]]
    if name is None and (beside or len(parts) > 1):
        raise NotKnown(f"its layers are taken one at a time: name one with --layer: {listed}")
    name = next(iter(parts)) if name is None else name
    if name not in parts:
        raise NotKnown(f"it has no recurrent layer {name!r}: name one of {listed}")
    return parts[name]


def alone(model: Any, name: str | None) -> Model:
    """The model of a part; raises NotKnown as `part_of` does, and for what has no place."""
    part = part_of(model, name)
    name = next(key for key, one in model.layers.items() if one is part)
    left_open = getattr(model, "left_open", {}).get(name, ())
    if any("activation" in one for one in left_open):
        raise NotKnown(f"{', '.join(left_open)} of {name!r} are not in the file: pass --config")
    if isinstance(part, Layer):
        return on_its_own(model, model.writer, [part])
    if isinstance(part, pytorch.Module):
        made, known = of_module(model, part)
    else:
        made, known = of_node(model, part)
    (x,) = seeded.inputs(made)
    off = seeded.off_by(made(x), known(x))
    if not off <= seeded.BOUND:
        raise NotKnown(f"layers of Keras compute other numbers than {name!r}: off by {off:.1e}")
    return made


def on_its_own(model: Any, writer: Writer, layers: list[Layer]) -> Model:
    """Layers one behind the other, on an input of their own."""
    first = layers[0].forward if isinstance(layers[0], Bidirectional) else layers[0]
    words = {"name": "x", "batch_shape": [None, None, len(first.arrays["kernel"])]}
    entry = {"class_name": "InputLayer", "config": words}
    layers = [Configuration(model.path, writer).made(entry), *layers]
    refs = [Ref(one.name, 0, 0) for one in layers]
    calls = {ref[:2]: Call(one) for ref, one in zip(refs, layers, strict=True)}
    for before, ref in pairwise(refs):
        calls[ref[:2]].inputs.append(before)
    named = {one.name: one for one in layers}
    return Model(model.path, writer, Graph(named, calls, refs[:1], refs[-1:]), {})


def of_arrays(
    model: Any, name: str, operator: str, layers: list[list[Array]], both: bool, **words: Any
) -> Model:
    """Layers of Keras with these arrays, the functions among the words by Keras's."""
    made: list[Layer] = []
    name = re.sub(r"\W+", "_", name).strip("_") or operator.lower()
    functions, kind = words.pop("functions"), CLASSES[operator]
    for number, arrays in enumerate(layers):
        one = f"{name}_{number}" if len(layers) > 1 else name
        sides = [arrays[: len(arrays) // 2], arrays[len(arrays) // 2 :]] if both else [arrays]
        config = {"name": one, "units": len(sides[0][1]), "return_sequences": True, **words}
        config["use_bias"] = len(sides[0]) > 2
        entry: dict[str, Any] = {"class_name": kind, "config": config}
        if both:
            inside = {"class_name": kind, "config": config | {"name": f"{one}_forward"}}
            entry = {"class_name": "Bidirectional", "config": {"name": one, "layer": inside}}
        layer = Configuration(model.path, Writer(NEWEST_KERAS)).made(entry)
        for side, given in zip([*layer.inside.values()] or [layer], sides, strict=True):
            assert isinstance(side, Recurrent)
            side.functions = dict(functions)
            side.give(dict(zip(side.shapes, given, strict=True)))
        made.append(layer)
    return on_its_own(model, Writer(NEWEST_KERAS), made)


def of_module(model: Any, module: pytorch.Module) -> tuple[Model, Callable[[Array], Array]]:
    """The layers of a recurrent module of PyTorch, and what the module computes."""
    operator = module.class_name.removesuffix("Cell")
    if module.proj_size or operator == "RNN":
        said = "a projection" if module.proj_size else "a nonlinearity that is not in the file"
        raise NotKnown(f"the module {module.name!r} has {said}: it is only written as pytorch")
    cell, functions = (
        KINDS[CLASSES[operator]].cell,
        dict(zip(WORDS, ("sigmoid", "tanh"), strict=True)),
    )
    words = {"reset_after": True} if operator == "GRU" else {}
    layers = [
        convert(dict(module.arrays), "pytorch", "keras", cell=cell, layer=number)
        for number in range(module.num_layers)
    ]
    both = module.bidirectional
    made = of_arrays(model, module.name, operator, layers, both, functions=functions, **words)
    return made, lambda x: module(x, batch_first=True)[0]


def of_node(model: Any, node: onnx.Recurrent) -> tuple[Model, Callable[[Array], Array]]:
    """The layer of a recurrent node of ONNX, and what the node computes."""
    options = {k: onnx_activations.text(v) for k, v in node.options.items() if k != "layout"}
    direction = options.get("direction", "forward")
    held = [k for k, array in node.arrays.items() if k not in ("W", "R", "B") and array.any()]
    held += [k for k in ("clip", "input_forget") if options.get(k)]
    held += ["direction=reverse"] if direction == "reverse" else []
    if held:
        raise NotKnown(f"the node {node.name!r} has {', '.join(held)}, which no other target has")
    arrays = {k: array for k, array in node.arrays.items() if k in ("W", "R", "B")}
    arrays = {k: a.astype(np.float32) if a.itemsize < 4 else a for k, a in arrays.items()}
    after = bool(options.get("linear_before_reset", 0)) if node.class_name == "GRU" else None
    both, cell = direction == "bidirectional", KINDS[CLASSES[node.class_name]].cell
    words: dict[str, Any] = {} if after is None else {"reset_after": after}
    words["functions"] = functions(node, options, 1 + both)
    layers = [convert(arrays, "onnx", "keras", cell=cell, reset_after=after)]
    plain = onnx.Recurrent(node.name, node.class_name, arrays, options)

    def known(x: Array) -> Array:
        Y = plain(x.swapaxes(0, 1))[0].transpose(2, 0, 1, 3)
        return Y.reshape(*Y.shape[:2], -1)

    return of_arrays(model, node.name, node.class_name, layers, both, **words), known


def functions(node: onnx.Recurrent, options: dict[str, Any], directions: int) -> dict[str, str]:
    """The functions of a node by Keras's words; raises NotKnown for those that no layer has."""
    names = options.get("activations") or DEFAULT[node.class_name] * directions
    given = {k: [*(options.get(f"activation_{k}") or ())] for k in ("alpha", "beta")}
    found = []
    for name in map(onnx_activations.text, names):
        op = onnx_activations.BY_LOWER_CASE[name.lower()]
        numbers = [
            np.float32(given[greek].pop(0) if given[greek] else usual)
            for greek, (_, usual) in onnx_activations.KNOWN[op][1].items()
        ]
        meant = [
            one
            for one, (other, *said) in INSIDE.items()
            if other == op and [np.float32(n) for n in said if n is not None] == numbers
        ]
        if not meant:
            raise NotKnown(
                f"the node {node.name!r} has the function {name} of {[*map(float, numbers)]}"
            )
        found += meant
    first, each = found[: len(found) // directions], len(found) // directions
    if found != first * directions or len({*first[1:]}) > 1:
        raise NotKnown(
            f"the node {node.name!r} has the functions {', '.join(found)}: a layer has two"
        )
    return dict(zip(WORDS if each > 1 else WORDS[1:], first, strict=False))
