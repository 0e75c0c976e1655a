"""What PyTorch computes from one of its modules, and onnxruntime from a node of ONNX."""

import importlib
from typing import Any

import numpy as np

from lstm_numpy.files import onnx, pytorch


def package_of(part: Any) -> str:
    """The package whose module or node it is."""
    return "PyTorch" if isinstance(part, pytorch.Module) else "ONNX"


def of_part(
    part: pytorch.Module | onnx.Recurrent, x: np.ndarray
) -> tuple[list[np.ndarray] | None, str, str]:
    """The outputs, who computed them, and why nobody has where nobody has.

    x has the shape (batch, timesteps, features), and the output (batch, timesteps, units).
    """
    try:
        if isinstance(part, pytorch.Module):
            torch = importlib.import_module("torch")
            return [of_module(torch, part, x)], f"PyTorch {torch.__version__}", ""
        runtime = importlib.import_module("onnxruntime")
        return [of_node(runtime, part, x)], f"onnxruntime {runtime.__version__}", ""
    except ImportError as error:
        return None, "", f"{error.name} is not installed"


def of_module(torch: Any, module: pytorch.Module, x: np.ndarray) -> np.ndarray:
    """What PyTorch computes, in floats of 32 bits."""
    made = getattr(torch.nn, module.class_name.removesuffix("Cell"))(
        x.shape[-1],
        module.hidden_size,
        module.num_layers,
        bias="bias_ih_l0" in module.arrays,
        batch_first=True,
        bidirectional=module.bidirectional,
    )
    arrays = {name: np.array(array, np.float32) for name, array in module.arrays.items()}
    made.load_state_dict({name: torch.from_numpy(array) for name, array in arrays.items()})
    with torch.no_grad():
        found: np.ndarray = made(torch.from_numpy(x))[0].numpy()
    return found


def of_node(runtime: Any, node: onnx.Recurrent, x: np.ndarray) -> np.ndarray:
    """What onnxruntime computes, in floats of 32 bits, from a model of this node alone."""
    package = importlib.import_module("onnx")
    helper, of_array = package.helper, package.numpy_helper.from_array
    arrays = {role: node.arrays[role] for role in ("W", "R", "B") if role in node.arrays}
    options = {word: value for word, value in node.options.items() if word != "layout"}
    options["hidden_size"] = node.hidden_size
    made = helper.make_node(node.class_name, ["X", *arrays], ["Y"], **options)
    floats = package.TensorProto.FLOAT
    graph = helper.make_graph(
        [made],
        node.class_name,
        [helper.make_tensor_value_info("X", floats, [None, None, x.shape[-1]])],
        [helper.make_tensor_value_info("Y", floats, [None, None, None, None])],
        [of_array(np.array(array, np.float32), role) for role, array in arrays.items()],
    )
    opset = helper.make_opsetid("", 14)
    model = helper.make_model(graph, ir_version=8, opset_imports=[opset])
    session = runtime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (Y,) = session.run(None, {"X": np.ascontiguousarray(x.swapaxes(0, 1))})
    by_example = Y.transpose(2, 0, 1, 3)
    found: np.ndarray = by_example.reshape(*by_example.shape[:2], -1)
    return found
