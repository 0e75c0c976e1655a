"""The operator LSTM in onnxruntime."""

from collections.abc import Callable

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return str(onnxruntime.__version__)


def model(problem: Problem) -> bytes:
    """The operator as a model's file."""
    _, kernel, recurrent_kernel, bias = problem.arrays

    def gates(array: Array) -> Array:
        i, f, c, o = np.split(array, 4, axis=-1)  # ONNX has the order i, o, f, c
        return np.concatenate([i, o, f, c], axis=-1)

    weights = {
        "W": gates(kernel).T[np.newaxis],
        "R": gates(recurrent_kernel).T[np.newaxis],
        "B": np.concatenate([gates(bias), np.zeros_like(bias)])[np.newaxis],
    }
    node = helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y"], hidden_size=problem.units)
    x = helper.make_tensor_value_info("X", TensorProto.FLOAT, ["t", "b", "i"])
    y = helper.make_tensor_value_info("Y", TensorProto.FLOAT, ["t", "d", "b", "u"])
    constants = [numpy_helper.from_array(array.copy(), name) for name, array in weights.items()]
    graph = helper.make_graph([node], "lstm", [x], [y], constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(made)
    return bytes(made.SerializeToString())


def sequences(problem: Problem) -> Array:
    """Its sequences are (timesteps, batch, input_dim): transposing them is left out of the time."""
    return np.ascontiguousarray(problem.arrays[0].transpose(1, 0, 2))


def build(problem: Problem) -> Callable[[], Array]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = problem.threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model(problem), options, providers=["CPUExecutionProvider"]
    )
    given = {"X": sequences(problem)}

    def run() -> Array:
        output: Array = session.run(None, given)[0][:, 0].transpose(1, 0, 2)
        return output

    return run
