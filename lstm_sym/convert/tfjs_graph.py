"""A chain of layers as a graph model of TensorFlow.js, for what its layers refuse.

A recurrent layer is a loop whose timestep is printed from the Program of its equations. What
`lstm_numpy.load` reads back is the configuration beside the graph, and the layers' own weights.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.around import MIXING, Dense
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional
from lstm_sym.convert.graph_def import FLOAT, LIST, WHOLE, Nodes, chosen, timestep
from lstm_sym.convert.settings import plain_class
from lstm_sym.convert.wired import Wired, no_branches, no_masks, no_states
from lstm_sym.equations import FORMULATIONS
from lstm_sym.layouts import OF_KERAS
from lstm_sym.lowering.lower import lower

ELEMENTS: dict[str, Any] = {"element_dtype": {"type": FLOAT}}


class Model:
    """The nodes of a model, and its functions."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights
        self.main = Nodes(weights, "graph")
        self.functions: list[dict[str, Any]] = []

    def layer(self, layer: Layer, x: str, rank: int) -> str:
        """What a layer makes of an input; raises NotKnown, by name, for another kind of layer."""
        if isinstance(layer, Recurrent) and not layer.cell:
            return self.recurrent(layer, layer.name, x)
        if isinstance(layer, Bidirectional) and layer.merge_mode == "concat":
            return self.both(layer, x)
        if type(layer) is Dense:
            return self.dense(layer, x, rank)
        raise NotKnown(
            f"the layer {layer.name!r} is a {layer.class_name}, which is not written beside a GRU "
            "whose reset gate acts after the product"
        )

    def dense(self, layer: Dense, x: str, rank: int) -> str:
        """A product, a bias and a function."""
        nodes = self.main
        kernel = nodes.weight(f"{layer.name}/kernel")
        y = nodes.add("MatMul" if rank == 2 else "BatchMatMulV2", x, kernel)
        if layer.use_bias:
            y = nodes.add("AddV2", y, nodes.weight(f"{layer.name}/bias"))
        if layer.activation in MIXING:
            return nodes.add(layer.activation.title().replace("_", ""), y)
        return nodes.function(layer.activation, y)

    def both(self, layer: Bidirectional, x: str) -> str:
        """Both directions side by side."""
        nodes, found = self.main, []
        for side, one in (("forward", layer.forward), ("backward", layer.backward)):
            y = self.recurrent(one, f"{layer.name}/{side}_{layer.forward.name}", x)
            if side == "backward" and one.return_sequences:
                y = nodes.add("ReverseV2", y, nodes.axis(1))
            found.append(y)
        return nodes.add("ConcatV2", *found, nodes.whole(-1), N={"i": "2"})

    def recurrent(self, layer: Recurrent, place: str, x: str) -> str:
        """A loop over time."""
        program = lower(next(f for f in FORMULATIONS if f.name == layer.kind.module))
        body = chosen(program, {"reset_after": layer.reset_after})
        nodes, turn = self.main, self.main.whole(1, 0, 2)
        x = nodes.add("Transpose", x, turn)
        if layer.go_backwards:
            x = nodes.add("ReverseV2", x, nodes.axis(0))
        shape = nodes.add("Shape", x)
        length, batch = (
            nodes.add("GatherV2", shape, nodes.whole(axis), nodes.whole(0)) for axis in (0, 1)
        )
        sizes = nodes.add("Pack", batch, nodes.whole(layer.units), axis={"i": "0"}, N={"i": "2"})
        starts = [nodes.add("Fill", sizes, nodes.real(float(s.start))) for s in body.states]
        element = nodes.whole(-1, layer.units)
        outputs = nodes.add("TensorListReserve", element, length, **ELEMENTS)

        given = {"step": WHOLE, "length": WHOLE, "inputs": FLOAT, "outputs": LIST}
        given |= {str(state.before): FLOAT for state in body.states}
        inside = Nodes(self.weights, place)
        entry = inside.add("GatherV2", "inputs", "step", inside.whole(0))
        names = {program.loop.entry: entry} | {s.before: str(s.before) for s in body.states}
        arrays = stored(inside, layer, place)
        after = timestep(inside, program, body, arrays, layer.functions, names)
        emitted = [one.series for one in body.states].index(program.loop.emitted)
        listed = inside.add("TensorListSetItem", "outputs", "step", after[emitted], **ELEMENTS)
        next_step = inside.add("AddV2", "step", inside.whole(1))
        self.define(
            f"{place}/timestep", given, inside, [next_step, "length", "inputs", listed, *after]
        )
        test = Nodes(self.weights, place)
        self.define(f"{place}/goes_on", given, test, [test.add("Less", "step", "length")])

        loop = nodes.add(
            "StatelessWhile", nodes.whole(0), length, x, outputs, *starts,
            name=f"{place}/over_time", cond={"func": {"name": f"{place}/goes_on"}},
            body={"func": {"name": f"{place}/timestep"}},
            T={"list": {"type": [*given.values()]}},
        )  # fmt: skip
        if not layer.return_sequences:
            return f"{loop}:{list(given).index(str(body.states[emitted].before))}"
        whole = nodes.add(
            "TensorListStack", f"{loop}:{list(given).index('outputs')}", element, **ELEMENTS
        )
        return nodes.add("Transpose", whole, turn)

    def define(
        self, name: str, given: Mapping[str, str], nodes: Nodes, returned: list[str]
    ) -> None:
        """A function of the graph."""
        ends = {f"out_{place}": one for place, one in enumerate(returned)}
        arguments = [{"name": one, "type": kind} for one, kind in given.items()]
        results = [{"name": one, "type": FLOAT} for one in ends]
        signature = {"name": name, "inputArg": arguments, "outputArg": results}
        self.functions.append({"signature": signature, "nodeDef": nodes.nodes, "ret": ends})


def stored(nodes: Nodes, layer: Recurrent, place: str) -> dict[str, str]:
    """The arrays of the equations, as nodes: a second bias is a row of the first one."""
    found = {name: nodes.weight(f"{place}/{name}") for name in layer.arrays}
    rows = OF_KERAS[plain_class(layer)].rows
    if rows and layer.reset_after and "bias" in found:
        two = nodes.add("Unpack", found["bias"], num={"i": "2"}, axis={"i": "0"})
        found |= {name: f"{two}:{row}" for row, name in enumerate(rows[0])}
    return found


def of_chain(
    found: Wired,
    layers: list[Layer],
    weights: dict[str, Array],
    said: Mapping[str, Any],
    path: Path,
) -> dict[str, bytes]:
    """The two files; ``said`` is the configuration that is read back."""
    no_branches(found)
    no_masks(found)
    no_states(found)
    (stated,) = found.shapes.values()
    model = Model(dict(weights))
    shape = {"dim": [{"size": str(size or -1)} for size in stated]}
    y = model.main.add("Placeholder", name="x", dtype={"type": FLOAT}, shape={"shape": shape})
    for step, layer in zip(found.steps, layers, strict=True):
        y = model.layer(layer, y, np.ndim(step.call.x))
    y = model.main.add("Identity", y, name="y")
    ends = {"x": {"name": "x:0", "dtype": FLOAT, "tensorShape": shape}}
    library = {"function": model.functions}
    versions = {"producer": 0, "minConsumer": 0}  # read, and used for nothing
    specs = [
        {"name": name, "shape": [*a.shape], "dtype": "int32" if a.dtype.kind == "i" else "float32"}
        for name, a in model.weights.items()
    ]
    file = f"{path.stem}.weights.bin"
    whole = {
        "format": "graph-model",
        "modelTopology": {"node": model.main.nodes, "library": library, "versions": versions},
        "signature": {"inputs": ends, "outputs": {"y": {"name": "y:0", "dtype": FLOAT}}},
        "weightsManifest": [{"paths": [file], "weights": specs}],
        "userDefinedMetadata": {"layers": said},
    }
    content = b"".join(array.tobytes() for array in model.weights.values())
    return {path.name: f"{json.dumps(whole, indent=1)}\n".encode(), file: content}
