"""The operator LSTM of ONNX in OpenVINO, in single precision."""

from collections.abc import Callable

import openvino

from lstm_sym.bench.contenders.onnxruntime_lstm import model, sequences
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
    compiled = core.compile_model(core.read_model(model(problem)), "CPU", options)
    request, given = compiled.create_infer_request(), [sequences(problem)]

    def run() -> Array:
        output: Array = request.infer(given, share_inputs=True)[0][:, 0].transpose(1, 0, 2)
        return output

    return run
