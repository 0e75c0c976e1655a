"""The modules that are printed in JAX, loaded from their texts, and what they are called with."""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import jax
import numpy as np

from lstm_sym import requested
from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs import configurations
from lstm_sym.proofs.calls import arguments, module
from lstm_sym.recorded import cases
from lstm_sym.recorded.case import Case, taken_apart
from tests.docs import blocks

jax.config.update("jax_enable_x64", True)
FILES = requested.render("jax")
#: What has no form in JAX and why, as the page says.
PAGE = Path(__file__).parents[2] / "docs" / "command-line" / "products.md"
LEFT_OUT = blocks.shown(PAGE, "lstm-sym generate --target jax -o in_jax")[1:]
SERVED = [f for f in FORMULATIONS if f"{f.name}_jax.py" in FILES]
SIZES = {"input_dim": 4, "input_size": 4, "proj_size": 3, "num_proj": 3, "batch": 2}
SIZES |= {"batch_size": 2, "timesteps": 3, "rows": 4, "columns": 3, "channels": 2}
SIZES |= {"kernel_rows": 3, "kernel_columns": 3}
UNITS = 5


@cache
def loaded(name: str) -> ModuleType:
    """A printed module."""
    return module(FILES[f"{name}_jax.py"], f"{name}_jax")


def run_by(formulation: Formulation, given: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """A recorded case, computed in JAX; the results by name."""
    chosen: dict[str, Any] = {}
    for symbol, text in case.functions.items():
        name, parameters = taken_apart(text)
        function = getattr(loaded("activations"), name)
        chosen[symbol] = partial(function, **parameters) if parameters else function
    words = arguments(formulation, given, case.options, chosen)
    found = getattr(loaded(formulation.name), formulation.sequence.name)(**words)
    return dict(zip(case.expected, map(np.asarray, found), strict=True))


def recorded(formulation: Formulation) -> Iterator[Case]:
    """A case for every configuration in which a framework was recorded, and one for each dtype."""
    known = set()
    for case in cases.distinct(formulation.name):
        configuration = str(sorted((k, str(v)) for k, v in case.options.items()))
        if not {configuration, case.bound} <= known:
            known |= {configuration, case.bound}
            yield case


def sizes(shape: tuple[str, ...]) -> Iterator[int]:
    for dimension in shape:
        factor, _, name = dimension.removesuffix("?").rpartition("*")
        yield int(factor or 1) * SIZES.get(name, 1 if name == "1" else UNITS)


def drawn(
    formulation: Formulation, configuration: configurations.Configuration, seed: int = 3
) -> dict[str, np.ndarray]:
    """Random arrays for a configuration, by the names of symbols."""
    random, given = np.random.default_rng(seed), {}
    for symbol in configurations.given_symbols(formulation, configuration.options):
        shape = tuple(sizes(formulation.notation[symbol].shape))
        if symbol.name == "mask":
            given["mask"] = np.array([[True, False, True], [False, True, True]])
        elif shape:
            given[symbol.name] = 0.4 * random.normal(size=shape)
    return given


def ends(formulation: Formulation) -> list[configurations.Configuration]:
    """The first configuration, where all is given, and the last one, where nothing is."""
    every = list(configurations.configurations(formulation))
    return [every[0], every[-1]]
