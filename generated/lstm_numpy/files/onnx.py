"""Files of ONNX: their recurrent nodes run, wherever they are; the graph around is listed."""

import math
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import numpy as np

from lstm_numpy import keras, onnx_activations, onnx_arguments
from lstm_numpy import onnx as operator
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.files.layer import finite
from lstm_numpy.files.refusal import (
    DEEPEST,
    MOST,
    NotKnown,
    UnreadableFile,
    extra,
    reading,
)

RECURRENT = ("LSTM", "GRU", "RNN")
#: What onnxruntime's `quantize_dynamic` makes of an LSTM, in a domain of its own.
QUANTIZED, MICROSOFT = "DynamicQuantizeLSTM", "com.microsoft"
#: Operators that put weights together, none of which makes an array larger than its inputs.
FOLDED = (
    *("Constant", "Identity", "Unsqueeze", "Squeeze", "Slice", "Concat", "Transpose"),
    *("Reshape", "Cast", "Split", "Gather", "Flatten"),
)
#: What the inputs of a recurrent node are called.
INPUTS = ("X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P")
SCALES = ("W_scale", "W_zero_point", "R_scale", "R_zero_point")


class Node(NamedTuple):
    """A node of a graph, as a line of a list."""

    op: str
    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    place: str  # the branch that it is in; empty: the graph itself


class Recurrent:
    """A recurrent node with its weights: ``layer(X)`` gives the node's Y and last states.

    ``arrays`` are the inputs that the file holds; ``options`` are the node's attributes.
    """

    def __init__(self, name: str, op: str, arrays: Mapping[str, Array], options: dict[str, Any]):
        self.name, self.class_name = name, op
        self.arrays, self.options = dict(arrays), options
        if "R" not in self.arrays or "W" not in self.arrays:
            raise NotKnown(f"the node {name!r} ({op}) takes weights that the graph computes")
        if op == QUANTIZED and "sequence_lens" in self.arrays:
            raise NotKnown(f"the node {name!r} ({op}) takes sequences of several lengths")
        if op == QUANTIZED and not {"W_scale", "R_scale"} <= self.arrays.keys():
            raise NotKnown(f"the node {name!r} ({op}) takes scales that the graph computes")
        for role, array in self.arrays.items():
            if array.dtype.kind == "f" and not finite(array):
                raise ValueError(f"{role} has NaN or infinity in it")
        self.hidden_size = self.arrays["R"].shape[1 if op == QUANTIZED else -1]
        self._packed: list[Any] | None = None

    def __getstate__(self) -> dict[str, Any]:
        """All but the packed weights: another process packs its own."""
        return self.__dict__ | {"_packed": None}

    def __repr__(self) -> str:
        return f"<{self.class_name} {self.name!r}: hidden_size={self.hidden_size}>"

    def __call__(
        self,
        X: Array,
        *,
        sequence_lens: Array | None = None,
        initial_h: Array | None = None,
        initial_c: Array | None = None,
    ) -> tuple[Array, ...]:
        """Y, Y_h and, of an LSTM, Y_c; raises ValueError or TypeError, by name.

        What is given wins over what the file holds.
        """
        given = {"sequence_lens": sequence_lens, "initial_h": initial_h, "initial_c": initial_c}
        arrays: dict[str, Any] = self.arrays | {k: v for k, v in given.items() if v is not None}
        if self.class_name == "LSTM" and (found := self._as_keras(X, arrays)):
            return found
        face: Any = {"LSTM": operator.lstm, "GRU": operator.gru, "RNN": operator.rnn}
        face[QUANTIZED] = operator.dynamic_quantize_lstm
        return tuple(face[self.class_name](X, **arrays, **self.options))

    def _as_keras(self, X: Array, arrays: Mapping[str, Any]) -> tuple[Array, ...] | None:
        """What Keras's layer, packed once, makes of it, many times faster; None: it has not all."""
        options = {k: onnx_activations.text(v) for k, v in self.options.items()}
        usual = {"hidden_size", "direction", "input_forget", "layout"}
        X = np.asarray(X)
        if (
            {*options} - usual
            or options.get("input_forget", 0)
            or options.get("layout", 0)
            or not {*arrays} <= {"W", "R", "B", "initial_h", "initial_c"}
            or X.ndim != 3
            or X.shape[-1] != self.arrays["W"].shape[-1]
            or X.dtype.kind != "f"
        ):
            return None
        direction = text(options, "direction")
        if self._packed is None:
            weights = {k: v for k, v in self.arrays.items() if k in "WRB"}
            found = convert(weights, "onnx", "keras")
            number = len(found) // (2 if direction == "bidirectional" else 1)
            ways = [direction == "reverse"] if number == len(found) else [False, True]
            self._packed = [
                keras.prepare(*found[n * number : (n + 1) * number], go_backwards=backwards)
                for n, backwards in enumerate(ways)
            ]
        outputs = []
        for place, run in enumerate(self._packed):
            state = None
            if "initial_h" in arrays or "initial_c" in arrays:
                zeros = np.zeros((len(self._packed), X.shape[1], self.hidden_size), X.dtype)
                states = (arrays.get(name, zeros) for name in ("initial_h", "initial_c"))
                state = tuple(np.asarray(one)[place] for one in states)
            outputs.append(run(X.swapaxes(0, 1), initial_state=state))
        return onnx_arguments.together(outputs, direction, 0)


def text(options: Mapping[str, Any], name: str) -> str:
    """The direction, which the package onnx gives as bytes."""
    value = onnx_activations.text(options.get(name, "forward"))
    if value not in ("forward", "reverse", "bidirectional"):
        raise ValueError(f"{name} is {value!r}")
    return str(value)


class OnnxModel:
    """What `lstm_numpy.load` returns for a file of ONNX.

    ``layers`` are the recurrent nodes by name, ``refused`` those that do not run here, and why;
    ``nodes`` are all nodes, those in branches too.
    """

    def __init__(self, path: Path, proto: Any, onnx: Any) -> None:
        self.path = path
        producer = f"{proto.producer_name} {proto.producer_version}".strip()
        self.written_by = producer or "an unnamed producer"
        self.opset = max((o.version for o in proto.opset_import if not o.domain), default=1)
        self.nodes: list[Node] = []
        self.layers: dict[str, Recurrent] = {}
        self.refused: dict[str, str] = {}
        self._onnx = onnx
        self._graph(proto.graph, {}, "", 0)
        del self._onnx  # a module, which does not go to another process

    def _graph(self, graph: Any, outer: Mapping[str, Any], place: str, depth: int) -> None:
        """Read a graph; ``outer`` are the values of the graphs around it."""
        if depth > DEEPEST:
            raise UnreadableFile(f"{self.path.name}: graphs are nested too deeply")
        values = dict(outer)
        values |= {one.name: one for one in graph.initializer}
        for node in graph.node:
            line = Node(node.op_type, node.name, tuple(node.input), tuple(node.output), place)
            names = (*line[:2], node.domain, *line.inputs, *line.outputs)
            if not all(isinstance(n, str) for n in (*names, *(a.name for a in node.attribute))):
                raise UnreadableFile(f"{self.path.name} has names that are not text: it is broken")
            self.nodes.append(line)
            if len(self.nodes) > MOST:
                raise UnreadableFile(f"{self.path.name} has more nodes than {MOST}")
            values |= {one: node for one in node.output if one}
            for attribute in node.attribute:
                if attribute.HasField("g"):
                    inside = f"{place}/{node.name or node.op_type}.{attribute.name}"
                    self._graph(attribute.g, values, inside.lstrip("/"), depth + 1)
            plain = node.op_type in RECURRENT and node.domain in ("", "ai.onnx")
            if plain or (node.op_type, node.domain) == (QUANTIZED, MICROSOFT):
                self._recurrent(node, values)
            elif node.op_type.endswith(RECURRENT):
                name, kind = self._name(node), f"{node.domain}.{node.op_type}".lstrip(".")
                self.refused[name] = f"the node {name!r} ({kind}) is not an operator of ONNX itself"

    def _name(self, node: Any) -> str:
        """The node's name, with a number where it has none or another node has the same."""
        known = {*self.layers, *self.refused}
        name = node.name or f"{node.op_type}_{len(self.layers)}"
        others = (f"{name}_{number}" for number in count(len(self.layers)))
        return next(one for one in chain([name], others) if one not in known)

    def _recurrent(self, node: Any, values: Mapping[str, Any]) -> None:
        name = self._name(node)
        options = {a.name: self._onnx.helper.get_attribute_value(a) for a in node.attribute}
        try:
            arrays = {}
            for role, value in zip((*INPUTS, *SCALES), node.input, strict=False):
                # No value: what is absent, or computed as the model runs.
                found = self._folded(value, values, 0) if value and role != "X" else None
                if found is not None:
                    arrays[role] = found
            self.layers[name] = Recurrent(name, node.op_type, arrays, options)
        except NotKnown as error:
            self.refused[name] = str(error)
        except UnreadableFile:
            raise
        except (ValueError, TypeError) as error:
            raise UnreadableFile(f"{self.path.name}: the node {name!r}: {error}") from None

    def _folded(self, name: str, values: Mapping[str, Any], depth: int) -> Array | None:
        """A value that the file holds, or that operators of `FOLDED` make of such; else None."""
        one = values.get(name)
        if one is None:
            return None
        if depth > DEEPEST:
            raise UnreadableFile(
                f"{self.path.name}: {name!r} is made in too many steps, or of itself"
            )
        if not hasattr(one, "op_type"):
            return self._tensor(one)
        if one.op_type not in FOLDED or one.domain not in ("", "ai.onnx"):
            return None
        inputs = {}
        for part in one.input:
            found = self._folded(part, values, depth + 1) if part else None
            if part and found is None:
                return None
            if found is not None:
                inputs[part] = found
        with reading(self.path, f": the node that makes {name!r}"):
            if any(a.HasField("t") for a in one.attribute):
                (held,) = (a.t for a in one.attribute if a.HasField("t"))
                return self._tensor(held)
            evaluator = extra("onnx.reference", self.path, "a file of ONNX").ReferenceEvaluator
            run = evaluator(one, opsets={"": self.opset})
            made = dict(zip(one.output, run.run(None, inputs), strict=True))
            return np.asarray(made[name])

    def _tensor(self, tensor: Any) -> Array:
        """An initializer, from the file itself or from the one beside it."""
        what = f": the tensor {tensor.name!r}"
        with reading(self.path, what):
            dtype = self._onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type)
            claimed = math.prod(tensor.dims) * dtype.itemsize
            if tensor.data_location == self._onnx.TensorProto.EXTERNAL:
                return self._external(tensor, dtype, claimed, what)
            if claimed > 16 * max(tensor.ByteSize(), 1):
                raise UnreadableFile(f"{self.path.name}{what} claims {claimed} bytes")
            return np.asarray(self._onnx.numpy_helper.to_array(tensor))

    def _external(self, tensor: Any, dtype: np.dtype[Any], claimed: int, what: str) -> Array:
        said = {one.key: one.value for one in tensor.external_data}
        location = said.get("location", "")
        folder = self.path.resolve().parent
        beside = (folder / location).resolve()
        parts = PurePosixPath(location.replace("\\", "/")).parts
        if not location or ".." in parts or folder not in beside.parents:
            raise UnreadableFile(
                f"{self.path.name}{what} is kept at {location!r}, outside its folder"
            )
        if not beside.is_file():
            raise UnreadableFile(f"{self.path.name}{what} is kept in {location!r}: there is none")
        offset = int(said.get("offset", 0))
        length = int(said.get("length", claimed))
        if length != claimed or offset < 0 or offset + length > beside.stat().st_size:
            raise UnreadableFile(
                f"{self.path.name}{what} claims {claimed} bytes at {offset} of {location!r}, which "
                f"has {beside.stat().st_size}"
            )
        number = math.prod(tensor.dims)
        return np.fromfile(beside, dtype, number, offset=offset).reshape(tuple(tensor.dims))

    def __repr__(self) -> str:
        names = ", ".join(map(repr, self.layers.values()))
        rest = f"; refused: {', '.join(self.refused)}" if self.refused else ""
        return f"<OnnxModel of {self.path.name} by {self.written_by}: {names}{rest}>"

    def __call__(self, x: Any) -> Any:
        """Raise NotKnown: onnxruntime runs whole graphs."""
        raise NotKnown(
            f"{self.path.name} is a graph of {len(self.nodes)} nodes, which onnxruntime runs; its "
            f"recurrent nodes run here: {', '.join(f'model.layers[{n!r}]' for n in self.layers)}"
        )


def of_file(path: Path) -> OnnxModel:
    """The model of a file of ONNX."""
    onnx = extra("onnx", path, "a file of ONNX")
    with reading(path):
        found = OnnxModel(path, onnx.load_model_from_string(path.read_bytes()), onnx)
    if not found.layers:
        why = "; ".join(found.refused.values())
        kinds = ", ".join(sorted({node.op for node in found.nodes})[:8]) or "no nodes"
        raise UnreadableFile(
            f"{path.name} has no LSTM, GRU or RNN that can be read: {why or f'it has {kinds}'}"
        )
    return found
