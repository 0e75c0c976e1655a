"""torch.nn.LSTM on the processor."""

from collections.abc import Callable
from typing import Any

import torch

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return str(torch.__version__)


def build(problem: Problem) -> Callable[[], Array]:
    torch.set_num_threads(problem.threads)
    sequences, kernel, recurrent_kernel, bias = problem.arrays
    layer: Any = torch.nn.LSTM(problem.input_dim, problem.units, batch_first=True)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.from_numpy(kernel.T.copy()))
        layer.weight_hh_l0.copy_(torch.from_numpy(recurrent_kernel.T.copy()))
        layer.bias_ih_l0.copy_(torch.from_numpy(bias))
        layer.bias_hh_l0.zero_()
    tensor = torch.from_numpy(sequences)

    def run() -> Array:
        with torch.inference_mode():
            output: Array = layer(tensor)[0].numpy()
        return output

    return run
