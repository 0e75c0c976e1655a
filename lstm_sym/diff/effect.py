"""How far the printed codes of two formulations are apart on seeded inputs."""

import importlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_sym.roles import Roles
from lstm_sym.targets.numpy.arguments import optional

SIZES = {"batch": 3, "batch_size": 3, "timesteps": 6, "input_dim": 4, "input_size": 4}
OTHER = 5  # every size of the cell itself, so that both have the same

Drawn = Mapping[tuple[str, str], np.ndarray]


class EffectError(ValueError):
    """The two cannot be run on the same numbers; the message says why."""


def effect(one: Roles, other: Roles, everything: bool) -> float:
    """The largest difference of the outputs; raises `EffectError` where there is none to compute.

    Both get the same inputs and, by kind and gate, the same weights. Weights that only one of
    them has are drawn too with ``everything``, else they do nothing.
    """
    for roles in (one, other):
        if not roles.formulation.cell.weights:
            raise EffectError(f"{roles.formulation.name} has no weights: it holds between layers")
    known = {(k, r) for roles in (one, other) for k, r in roles.blocks.values()}
    shared = set(one.blocks.values()) & set(other.blocks.values())
    random = np.random.default_rng(3)
    drawn = {block: random.normal(size=(OTHER, OTHER)) for block in sorted(known)}
    drawn = {b: a if everything or b in shared else nothing(b[0]) for b, a in drawn.items()}
    inputs = random.normal(size=(3, 6, 4))
    outputs = [run(roles, inputs, drawn) for roles in (one, other)]
    return float(np.abs(outputs[0] - outputs[1]).max())


def nothing(kind: str) -> np.ndarray:
    """Weights that do nothing: one that is multiplied with the output is the identity."""
    if kind == "scales":
        return np.ones((OTHER, OTHER))
    return np.eye(OTHER) if kind == "other weights" else np.zeros((OTHER, OTHER))


def run(roles: Roles, inputs: np.ndarray, drawn: Drawn) -> np.ndarray:
    """The outputs of every timestep, from the printed code."""
    stated = roles.formulation.sequence
    module = importlib.import_module(f"lstm_numpy.{roles.formulation.module}")
    given: dict[str, Any] = {stated.given[0].name: inputs}
    for symbol in roles.formulation.cell.weights:
        if not used(roles, symbol) and optional(roles.n, symbol):
            continue
        given[symbol.name] = weights(roles, symbol, drawn)
    chosen = {option.name: roles.options[option.name] for option in stated.cell.options}
    result = getattr(module, stated.name)(**given, **chosen, **roles.functions)
    return np.asarray(result[0])


def used(roles: Roles, whole: Any) -> bool:
    stack = roles.n.stacks.get(whole)
    blocks = stack.blocks.values() if stack else [whole]
    return any(block in roles.blocks for block in blocks)


def weights(roles: Roles, whole: Any, drawn: Drawn) -> np.ndarray:
    """One array of weights, put together from the blocks of its gates."""
    stack = roles.n.stacks.get(whole)
    blocks = list(stack.blocks.values()) if stack else [whole]
    parts = []
    for block in blocks:
        if block not in roles.blocks:
            raise EffectError(f"{block} of {roles.formulation.name} has no part in its defaults")
        sizes = [SIZES.get(d, OTHER) for d in roles.n[block].shape]
        if len(sizes) > 2:
            raise EffectError(f"{block} of {roles.formulation.name} is not a matrix")
        array = drawn[roles.blocks[block]]
        parts.append(array[: sizes[0], : sizes[1]] if len(sizes) == 2 else array[0, : sizes[0]])
    array = np.concatenate(parts, axis=-1)
    return array.T if stack and stack.transposed else array
