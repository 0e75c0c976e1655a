"""The operators LSTM and GRU of ONNX in OpenVINO, in single precision."""

from collections.abc import Callable

import numpy as np
import openvino

from lstm_sym.bench.onnx_model import by_step, given, model, output_of
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return str(openvino.__version__).split("-")[0]


def build(problem: Problem) -> Callable[[], Array]:
    core = openvino.Core()
    options = {
        "INFERENCE_PRECISION_HINT": "f32",  # where a processor has bfloat16, that is the default
        "INFERENCE_NUM_THREADS": problem.threads,
        "PERFORMANCE_HINT": "LATENCY",
    }
    read, arrays = core.read_model(model(problem)), given(problem)
    if problem.padded:  # without fixed sizes, release 2026.4.1 takes no notice of the lengths
        read.reshape({name: list(array.shape) for name, array in arrays.items()})
    compiled = core.compile_model(read, "CPU", options)
    request = compiled.create_infer_request()
    if problem.by_step:
        # What it returns lies in its own memory, where the next call writes.
        return by_step(
            problem, lambda *arrays: tuple(map(np.copy, request.infer(list(arrays)).values()))
        )
    inputs = list(arrays.values())
    return lambda: output_of(request.infer(inputs, share_inputs=True)[0])
