"""The printed code on a problem: weights packed once, a call for each layer and direction."""

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from lstm_sym.bench.problem import Array, Problem


def build(problem: Problem, modules: Mapping[str, ModuleType]) -> Callable[[], Array]:
    """What computes it, with `prepare` of the module of its cell."""
    module, mask = modules[problem.cell], problem.mask
    words: dict[str, Any] = {} if mask is None else {"masked_output": "zero"}
    layers = [
        [module.prepare(*weights, go_backwards=bool(k), **words) for k, weights in enumerate(layer)]
        for layer in problem.weights
    ]
    if problem.by_step:
        return lambda: by_step(problem, layers[0][0])
    given = {} if mask is None else {"mask": mask}
    if (problem.layers, problem.directions) == (1, 1):
        (layer,) = layers[0]
        sequences = problem.sequences
        return lambda: layer(sequences, **given)[0]
    return lambda: through(problem.sequences, layers, **given)


def in_c(problem: Problem, modules: Mapping[str, ModuleType]) -> Callable[[], Array]:
    """The same compiled; one call a timestep is a stream."""
    from lstm_c import set_threads  # which the contender in NumPy does not load

    set_threads(problem.threads)
    return (streamed if problem.by_step else build)(problem, modules)


def through(x: Array, layers: list[list[Any]], **words: Any) -> Array:
    """Layer after layer; what runs backwards is turned."""
    for layer in layers:
        outputs = [run(x, **words)[0] for run in layer]
        x = np.concatenate([outputs[0], *(y[:, ::-1] for y in outputs[1:])], axis=-1)
    return x


def by_step(problem: Problem, layer: Callable[..., Any]) -> Array:
    """One timestep after the other: the last output."""
    given: dict[str, Any] = {}
    for t in range(problem.timesteps):
        output, *states = layer(problem.sequences[:, t : t + 1], **given)
        given = {"initial_state": states if len(states) > 1 else states[0]}
    last: Array = output[:, 0]
    return last


def streamed(problem: Problem, modules: Mapping[str, ModuleType]) -> Callable[[], Array]:
    """The same by a stream, which keeps its states: the last output."""
    (weights,) = problem.weights[0]
    stream = modules[problem.cell].stream(*weights, batch=problem.batch)
    steps = np.ascontiguousarray(problem.sequences.swapaxes(0, 1))

    def run() -> Array:
        stream.reset()
        for x in steps:
            stream(x)
        output: Array = stream.output
        return output

    return run
