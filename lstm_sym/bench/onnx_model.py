"""A problem as a model of ONNX, with the operators LSTM and GRU."""

from collections.abc import Callable

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from lstm_sym.bench.problem import STATES, Array, Problem, Weights, blocks


def model(problem: Problem) -> bytes:
    """A node a layer as a model's file; of one call a timestep the states are given and found."""
    cell, constants, nodes, below = problem.cell, [], [], "X"
    states = STATES[cell] if problem.by_step else ()
    initial, last_states = ([f"{word}_{one}" for one in states] for word in ("initial", "Y"))
    lengths = ["sequence_lens"] if problem.padded else []
    for layer, directions in enumerate(problem.weights):
        names = [f"{name}{layer}" for name in "WRB"]
        arrays = zip(*(arrays_of(cell, weights) for weights in directions), strict=True)
        constants += [
            numpy_helper.from_array(np.stack(array), name)
            for array, name in zip(arrays, names, strict=True)
        ]
        nodes.append(
            helper.make_node(
                cell,
                [below, *names, *(lengths or ([""] if initial else [])), *initial],
                [f"Y{layer}", *last_states],
                hidden_size=problem.units,
                direction="forward" if len(directions) == 1 else "bidirectional",
                **({"linear_before_reset": 1} if cell == "GRU" else {}),
            )
        )
        below = f"X{layer + 1}"
        if layer + 1 < problem.layers:  # both directions become one input
            turned = f"T{layer}"
            nodes += [
                helper.make_node("Transpose", [f"Y{layer}"], [turned], perm=[0, 2, 1, 3]),
                helper.make_node("Reshape", [turned, "shape"], [below]),
            ]
    if problem.layers > 1:
        constants.append(numpy_helper.from_array(np.array([0, 0, -1]), "shape"))
    state = ["d", "b", "u"]
    inputs = [
        helper.make_tensor_value_info("X", TensorProto.FLOAT, ["t", "b", "i"]),
        *(helper.make_tensor_value_info(name, TensorProto.INT32, ["b"]) for name in lengths),
        *(helper.make_tensor_value_info(name, TensorProto.FLOAT, state) for name in initial),
    ]
    last = f"Y{problem.layers - 1}"
    found = dict.fromkeys(last_states, state) or {last: ["t", *state]}
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, sizes)
        for name, sizes in found.items()
    ]
    graph = helper.make_graph(nodes, "layers", inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(made)
    return bytes(made.SerializeToString())


def arrays_of(cell: str, weights: Weights) -> tuple[Array, Array, Array]:
    """The arrays W, R and B of one direction."""

    def ordered(array: Array) -> Array:
        order = blocks(cell, "onnx")
        parts = np.split(array, len(order), axis=-1)
        return np.concatenate([parts[k] for k in order], axis=-1)

    bias = weights.bias if weights.bias.ndim == 2 else [weights.bias, np.zeros_like(weights.bias)]
    return (
        ordered(weights.kernel).T,
        ordered(weights.recurrent_kernel).T,
        np.concatenate([ordered(row) for row in bias]),
    )


def given(problem: Problem) -> dict[str, Array]:
    """The inputs of `model` but for the states.

    Its sequences are (timesteps, batch, input_dim): transposing them is left out of the time.
    """
    x = {"X": np.ascontiguousarray(problem.sequences.transpose(1, 0, 2))}
    return x | ({"sequence_lens": problem.lengths.astype(np.int32)} if problem.padded else {})


def output_of(y: Array) -> Array:
    """(timesteps, directions, batch, units) as (batch, timesteps, units of both directions)."""
    timesteps, _, batch, _ = y.shape
    return y.transpose(2, 0, 1, 3).reshape(batch, timesteps, -1)


def by_step(problem: Problem, step: Callable[..., tuple[Array, ...]]) -> Callable[[], Array]:
    """A call a timestep, each with the states that the one before returned."""
    x = given(problem)["X"]
    steps = [x[t : t + 1] for t in range(problem.timesteps)]
    zeros = [np.zeros((1, problem.batch, problem.units), np.float32) for _ in STATES[problem.cell]]

    def run() -> Array:
        states: tuple[Array, ...] = tuple(zeros)
        for one in steps:
            states = step(one, *states)
        return states[0][0]

    return run
