"""torch.nn.LSTM and torch.nn.GRU on the processor."""

from collections.abc import Callable
from typing import Any

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from lstm_sym.bench.problem import STATES, Array, Problem, blocks


def version() -> str:
    return str(torch.__version__)


def build(problem: Problem) -> Callable[[], Array]:
    torch.set_num_threads(problem.threads)
    layer = module(problem)
    tensor = torch.from_numpy(problem.sequences)
    if problem.by_step:
        return by_step(problem, layer)
    lengths = torch.from_numpy(problem.lengths)

    def run() -> Array:
        with torch.inference_mode():
            output: Array = layer(tensor)[0].numpy()
        return output

    def padded() -> Array:
        with torch.inference_mode():
            packed = pack_padded_sequence(tensor, lengths, batch_first=True, enforce_sorted=False)
            output: Array = pad_packed_sequence(layer(packed)[0], batch_first=True)[0].numpy()
        return output

    return padded if problem.padded else run


def module(problem: Problem) -> Any:
    """The module with its parameters."""
    made: Any = getattr(torch.nn, problem.cell)(
        problem.input_dim,
        problem.units,
        num_layers=problem.layers,
        bidirectional=problem.directions == 2,
        batch_first=True,
    )
    order = blocks(problem.cell, "pytorch")
    for k, directions in enumerate(problem.weights):
        for name, (kernel, recurrent_kernel, bias) in zip(
            ("", "_reverse"), directions, strict=False
        ):
            rows = list(bias) if bias.ndim == 2 else [bias, 0 * bias]
            arrays = (kernel.T, recurrent_kernel.T, *rows)
            for word, array in zip(
                ("weight_ih", "weight_hh", "bias_ih", "bias_hh"), arrays, strict=True
            ):
                parts = torch.from_numpy(array.copy()).chunk(len(order))
                parameter = torch.cat([parts[k] for k in order])
                with torch.no_grad():
                    getattr(made, f"{word}_l{k}{name}").copy_(parameter)
    return made


def by_step(problem: Problem, layer: Any) -> Callable[[], Array]:
    """A call a timestep, each with the states that the one before returned."""
    steps = torch.from_numpy(problem.sequences).split(1, dim=1)
    zeros = torch.zeros(1, problem.batch, problem.units)
    states = tuple(zeros for _ in STATES[problem.cell])

    def run() -> Array:
        handed: Any = states if len(states) > 1 else states[0]
        with torch.inference_mode():
            for x in steps:
                output, handed = layer(x, handed)
            last: Array = output[:, 0].numpy()
        return last

    return run
