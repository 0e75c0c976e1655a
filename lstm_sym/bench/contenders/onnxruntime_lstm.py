"""The operators LSTM and GRU in onnxruntime."""

from collections.abc import Callable

import onnxruntime

from lstm_sym.bench.onnx_model import by_step, given, model, output_of
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return str(onnxruntime.__version__)


def build(problem: Problem) -> Callable[[], Array]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = problem.threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model(problem), options, providers=["CPUExecutionProvider"]
    )
    if problem.by_step:
        names = [value.name for value in session.get_inputs()]
        return by_step(
            problem, lambda *arrays: session.run(None, dict(zip(names, arrays, strict=True)))
        )
    arrays = given(problem)
    return lambda: output_of(session.run(None, arrays)[0])
