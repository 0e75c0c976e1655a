"""The layers of a model as a graph of ONNX."""

from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.batch_normalization import batch_normalization_cell
from lstm_numpy.conversion import convert
from lstm_numpy.files import around, moving
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional, TimeDistributed
from lstm_sym.convert.settings import plain_class, sides
from lstm_sym.convert.wired import Step, Wire, Wired, no_masks, no_states

#: The release of the operators, and that of the format that has it.
OPSET, FORMAT = 17, 8
#: A function inside of a recurrent node: ONNX's name, alpha, beta.
INSIDE: dict[str, tuple[str, float | None, float | None]] = {
    "tanh": ("Tanh", None, None),
    "sigmoid": ("Sigmoid", None, None),
    "relu": ("Relu", None, None),
    "softsign": ("Softsign", None, None),
    "softplus": ("Softplus", None, None),
    "hard_sigmoid_keras2": ("HardSigmoid", 0.2, 0.5),
    "hard_sigmoid": ("HardSigmoid", 1 / 6, 0.5),
    "linear": ("Affine", 1.0, 0.0),
}
#: The same as nodes of their own.
NODES: dict[str, tuple[str, dict[str, Any]]] = {
    name: (op, {k: v for k, v in (("alpha", alpha), ("beta", beta)) if v is not None})
    for name, (op, alpha, beta) in INSIDE.items()
    if op != "Affine"
} | {"elu": ("Elu", {"alpha": 1.0}), "softmax": ("Softmax", {"axis": -1})}
OPERATORS = {"LSTM": "LSTM", "GRU": "GRU", "SimpleRNN": "RNN"}
#: The axis of the directions, which the state of one direction has not in Keras.
AXIS = np.array([0])
#: What joins any number of arrays; ONNX multiplies and subtracts two.
JOINED = {"Add": "Sum", "Average": "Mean", "Maximum": "Max", "Minimum": "Min"}
TWO = {"Multiply": "Mul", "Subtract": "Sub"}


class Nodes:
    """Nodes one behind the other; ``now`` is the array that the last one made.

    ``made`` has the name of each wire's array.
    """

    def __init__(self, onnx: Any, inputs: dict[str, str]) -> None:
        self.made = {Wire(layer, 0, 0): name for layer, name in inputs.items()}
        self.onnx, self.helper = onnx, onnx.helper
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}
        self.now = self.again = ""  # the end of all names of a further call

    def constant(self, name: str, array: Any) -> str:
        """An initializer, which all calls of a layer share."""
        self.constants[name] = self.onnx.numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def node(self, op: str, name: str, *more: str, outputs: Any = None, **words: Any) -> None:
        """A node of the array so far and of more."""
        name += self.again
        made = [f"{name}_{op.lower()}"] if outputs is None else outputs
        self.nodes.append(
            self.helper.make_node(op, [self.now, *more], made, name=f"{name}/{op}", **words)
        )
        self.now = next(one for one in made if one)

    def function(self, layer: Layer, meant: str) -> None:
        """A function of each entry, or the softmax."""
        if meant == "linear":
            return
        if meant not in NODES:
            raise NotKnown(f"the layer {layer.name!r} has the function {meant}: ONNX has no node")
        op, words = NODES[meant]
        self.node(op, f"{layer.name}/{meant}", **words)

    def step(self, step: Step) -> None:
        """The nodes of one call of a layer."""
        layer, given = step.call.layer, [self.made[wire] for wire in step.given]
        self.now, self.again = given[0], f".again{step.node}" if step.node else ""
        if isinstance(layer, Recurrent) and not layer.cell:
            states = [self.made[wire] for wire in step.states]
            made = self.recurrent(layer.name, (layer,), states)
        elif step.states:
            raise NotKnown(f"the layer {layer.name!r} is given states")
        elif isinstance(layer, moving.Join):
            self.join(layer, given[1:])
            made = [self.now]
        else:
            self.layer(layer, np.shape(step.call.x))
            made = [self.now]
        self.made |= {Wire(layer.name, step.node, number): name for number, name in enumerate(made)}

    def join(self, layer: moving.Join, more: list[str]) -> None:
        """Several arrays as one."""
        if layer.how == "Concatenate":
            self.node("Concat", layer.name, *more, axis=layer.axis)
        elif layer.how in JOINED:
            self.node(JOINED[layer.how], layer.name, *more)
        else:
            for number, one in enumerate(more):
                self.node(TWO[layer.how], f"{layer.name}.{number}", one)

    def layer(self, layer: Layer, shape: tuple[int, ...]) -> None:
        """The nodes of one layer, whose input has this shape."""
        name, given = layer.name, layer.arrays
        if isinstance(layer, TimeDistributed):
            if isinstance(layer.layer, Recurrent | Bidirectional | around.Pooling | around.Conv1D):
                kind = layer.layer.class_name
                raise NotKnown(f"the layer {name!r} has a {kind} inside, which is not written")
            self.layer(layer.layer, shape[1:])
        elif isinstance(layer, Bidirectional):
            self.recurrent(name, sides(layer))
        elif type(layer) is around.Dense:
            self.node("MatMul", name, self.constant(f"{name}.kernel", given["kernel"]))
            if layer.use_bias:
                self.node("Add", name, self.constant(f"{name}.bias", given["bias"]))
            self.function(layer, layer.activation)
        elif isinstance(layer, around.GlobalPooling):
            op = "ReduceMax" if layer.largest else "ReduceMean"
            self.node(op, name, axes=[-2], keepdims=int(layer.keepdims))
        elif isinstance(layer, around.Pooling | around.Conv1D):
            self.windows(layer)
        elif isinstance(layer, moving.Activation):
            self.function(layer, layer.activation)
        elif isinstance(layer, moving.Softmax):
            self.function(layer, "softmax")
        elif isinstance(layer, around.Normalization):
            self.normalization(layer, shape)
        elif isinstance(layer, around.Embedding):
            table = self.constant(f"{name}.embeddings", given["embeddings"])
            words, self.now = self.now, table
            self.node("Gather", name, words)
        else:
            raise NotKnown(f"the layer {name!r} is a {layer.class_name}, which is not written")

    def normalization(self, layer: around.Normalization, shape: tuple[int, ...]) -> None:
        """A batch's as three nodes: far from zero ONNX's own operator loses digits that cancel."""
        name, given = layer.name, layer.arrays
        behind = len(shape) - 1 - layer.axis % len(shape)
        if layer.own:
            if behind:
                raise NotKnown(f"the layer {name!r} has axis={layer.axis}, which is not the last")
            scale = given.get("gamma", np.ones(shape[-1], np.float32))
            names = [self.constant(f"{name}.scale", scale)]
            names += [self.constant(f"{name}.bias", given["beta"])] if layer.center else []
            self.node("LayerNormalization", name, *names, axis=-1, epsilon=layer.epsilon)
            return
        mean, variance = given["mean"], given["variance"]
        # What the equation makes of 1, where mean and centre are zero.
        zero, one = np.zeros_like(mean), np.ones_like(mean)
        factor = batch_normalization_cell(
            one[None], zero, variance, given.get("gamma"), epsilon=layer.epsilon
        )
        steps = {"Sub": mean, "Mul": factor, "Add": given.get("beta")}
        for op, array in steps.items():
            if array is not None:
                of = array.reshape(-1, *[1] * behind)
                self.node(op, name, self.constant(f"{name}.{op.lower()}", of))

    def windows(self, layer: around.Pooling | around.Conv1D) -> None:
        """A node over windows of timesteps, with what puts the timesteps last, and back."""
        name, words = layer.name, {"kernel_shape": [layer.size], "strides": [layer.strides]}
        padding: Any = {"auto_pad": "SAME_UPPER"} if layer.padding == "same" else {}
        self.node("Transpose", f"{name}/in", perm=[0, 2, 1])
        if isinstance(layer, around.Conv1D):
            wide = (layer.size - 1) * layer.dilation
            if layer.padding == "causal":
                padding = {"pads": [wide, 0]}
            elif padding and layer.dilation > 1:  # where onnxruntime has no auto_pad
                padding = {"pads": [wide // 2, wide - wide // 2]}
            kernel = self.constant(f"{name}.kernel", layer.arrays["kernel"].transpose(2, 1, 0))
            bias = [self.constant(f"{name}.bias", layer.arrays["bias"])] if layer.use_bias else []
            words["dilations"] = [layer.dilation]
            self.node("Conv", name, kernel, *bias, **words, **padding)
        else:
            op = "MaxPool" if layer.largest else "AveragePool"
            self.node(op, name, **words, **padding)
        self.node("Transpose", f"{name}/out", perm=[0, 2, 1])
        if isinstance(layer, around.Conv1D):
            self.function(layer, layer.activation)

    def recurrent(
        self, name: str, both: tuple[Recurrent, ...], states: list[str] | None = None
    ) -> list[str]:
        """A recurrent node with what brings Keras's axes into ONNX's order, and back.

        Returns the names of the output, and of the last states where the layer returns them.
        """
        first, op = both[0], OPERATORS[plain_class(both[0])]
        if first.return_state and len(both) > 1:
            raise NotKnown(f"the layer {name!r} returns the states of two directions")
        arrays = [packed(side) for side in both]
        whole = {k: np.stack([one[k] for one in arrays]) for k in arrays[0]}
        names = [self.constant(f"{name}.{k}", whole[k]) for k in whole]
        directions = {1: "reverse" if first.go_backwards else "forward", 2: "bidirectional"}
        words: dict[str, Any] = {"hidden_size": first.units, "direction": directions[len(both)]}
        words |= functions(both)
        if op == "GRU":
            words["linear_before_reset"] = int(first.reset_after)
        self.node("Transpose", f"{name}/in", perm=[1, 0, 2])
        sequence, over_time = first.return_sequences, self.now
        for number, state in enumerate(states or ()):  # (1, batch, units)
            self.now = state
            self.node("Unsqueeze", f"{name}.{number}", self.constant(f"{name}.{number}.axes", AXIS))
            names += ["" for _ in range(4 - len(names))] + [self.now]
        Y, Y_h, Y_c = (f"{name}{self.again}.{one}" for one in ("Y", "Y_h", "Y_c"))
        outputs = [Y, ""] if sequence else ["", Y_h]
        last = [Y_h, Y_c][: first.kind.states if first.return_state else 0]
        self.now, outputs[1:] = over_time, last or outputs[1:]
        self.node(op, name, *names, outputs=outputs, **words)
        # (timesteps, directions, batch, units), or without timesteps.
        self.node("Transpose", f"{name}/out", perm=[2, 0, 1, 3] if sequence else [1, 0, 2])
        shape = [0, 0, -1] if sequence else [0, -1]
        self.node("Reshape", name, self.constant(f"{name}.shape", np.array(shape, np.int64)))
        if sequence and first.go_backwards:  # Keras has it in the order of processing
            ends = {"start": -1, "end": np.iinfo(np.int64).min, "axis": 1, "step": -1}
            given = [self.constant(f"{name}.{k}", np.array([v])) for k, v in ends.items()]
            self.node("Slice", name, *given)
        made = [self.now]
        for one in last:
            self.now = one
            self.node("Squeeze", one, self.constant(f"{one}.axes", AXIS))
            made.append(self.now)
        return made


def packed(layer: Recurrent) -> dict[str, Array]:
    """W, R and B of one direction."""
    kind = plain_class(layer)
    after = layer.reset_after if kind == "GRU" else None
    arrays = [*layer.arrays.values()]
    found = convert(arrays, "keras", "onnx", cell=layer.kind.cell, reset_after=after)
    return {name: found[name][0] for name in ("W", "R", "B") if name in found}


def functions(both: tuple[Recurrent, ...]) -> dict[str, Any]:
    """The attributes that name the functions of all directions, with alpha and beta."""
    names, alphas, betas = [], [], []
    for side in both:
        order = {4: ["recurrent_activation", "activation", "activation"], 1: ["activation"]}
        for word in order.get(side.kind.gates, ["recurrent_activation", "activation"]):
            meant = side.functions[word]
            if meant not in INSIDE:
                raise NotKnown(f"the layer {side.name!r} has {word}={meant}: ONNX has {[*INSIDE]}")
            op, alpha, beta = INSIDE[meant]
            names.append(op)
            alphas += [] if alpha is None else [alpha]
            betas += [] if beta is None else [beta]
    given = {"activation_alpha": alphas, "activation_beta": betas}
    return {"activations": names, **{k: v for k, v in given.items() if v}}


def written(found: Wired, path: Path) -> dict[str, bytes]:
    """The one file."""
    import onnx

    no_masks(found)
    no_states(found)
    names = ["x"] if len(found.shapes) == 1 else [*found.shapes]
    nodes = Nodes(onnx, dict(zip(found.shapes, names, strict=True)))
    for step in found.steps:
        nodes.step(step)
    lengths: dict[int, set[str]] = {}
    inputs = []
    for number, (name, x) in enumerate(zip(names, found.inputs, strict=True)):
        whole = x.dtype.kind in "iu"
        kind = onnx.TensorProto.INT64 if whole else onnx.TensorProto.FLOAT
        sizes = ["batch", *x.shape[1:]]
        if whole or x.ndim > 2:
            sizes[1] = f"timesteps_{number}" if number else "timesteps"
            lengths.setdefault(x.shape[1], set()).add(sizes[1])
        inputs.append(onnx.helper.make_tensor_value_info(name, kind, sizes))
    outputs = []
    for end, y in zip(found.ends, found.outputs, strict=True):
        ends = ["batch", *y.shape[1:]]
        if y.ndim > 2:
            known = lengths.get(y.shape[1], {"windows"})
            ends[1] = min(known) if len(known) == 1 else None  # of which input, is not known
        kind = onnx.TensorProto.FLOAT
        outputs.append(onnx.helper.make_tensor_value_info(nodes.made[end], kind, ends))
    graph = onnx.helper.make_graph(
        nodes.nodes, "model", inputs, outputs, [*nodes.constants.values()]
    )
    model = onnx.helper.make_model(
        graph, opset_imports=[onnx.helper.make_opsetid("", OPSET)], producer_name="lstm-sym"
    )
    model.ir_version = FORMAT
    try:
        onnx.checker.check_model(model, full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        said = str(error).strip().partition("\n")[0]
        raise NotKnown(f"what would be written is not valid ONNX: {said}") from None
    return {path.name: model.SerializeToString(deterministic=True)}
