"""The printed gradients in NumPy against `jax.vjp` of what is printed in JAX."""

from functools import partial
from importlib import import_module

import jax
import numpy as np
import pytest

from lstm_sym.proofs import calls, complex_step
from lstm_sym.proofs.configurations import configurations
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.source import without_gradients
from tests.targets_in_jax import printed

TOLERANCE = {"float64": 1e-13, "float32": 1e-5}
SERVED = [f for f in printed.SERVED if not without_gradients(f)]
LONG = 23


#: All is given, backwards where there is such an option; in float32 of a few formulations.
CASES = [
    pytest.param(
        formulation, next(configurations(formulation)), dtype, id=f"{formulation.name}-{dtype}"
    )
    for formulation in SERVED
    for dtype in ("float64", *(["float32"] if formulation.name in ("keras", "gru", "onnx") else []))
]


def drawn(formulation, configuration, dtype):
    """Numbers for many timesteps, and a mask of them."""
    given, random = complex_step.drawn(formulation, configuration)
    x = str(formulation.sequence.given[0])
    time = formulation.notation[formulation.sequence.given[0]].shape.index("timesteps")
    shape = list(given[x].shape)
    shape[time] = LONG
    given[x] = random.normal(size=shape)
    if "mask" in given:
        given["mask"] = random.random((len(given["mask"]), LONG)) > 0.4
    cast = {k: a.astype(dtype) if np.ndim(a) and k != "mask" else a for k, a in given.items()}
    return cast, random


@pytest.mark.parametrize(("formulation", "configuration", "dtype"), CASES)
def test_the_gradients_are_those_of_jax(formulation, configuration, dtype) -> None:
    given, random = drawn(formulation, configuration, dtype)
    words = partial(calls.arguments, formulation, options=configuration.options, functions={})
    floats = {k: a for k, a in given.items() if np.ndim(a) and k != "mask"}
    in_jax = getattr(printed.loaded(formulation.name), formulation.sequence.name)

    def results(changed):
        return tuple(in_jax(**words({**given, **changed})))

    found, back = jax.vjp(results, floats)
    arriving = [random.normal(size=result.shape).astype(dtype) for result in found]
    (theirs,) = back(tuple(arriving))
    names = map(str, formulation.sequence.results)
    module = import_module(f"lstm_numpy.{formulation.module}")
    function = getattr(module, function_of(formulation))
    ours = complex_step.named(
        formulation, function(**words(given), **dict(zip(names, arriving, strict=True)))
    )
    for name, array in theirs.items():
        assert ours[name].dtype == np.dtype(dtype)
        scale = max(1.0, float(np.abs(array).max()))
        np.testing.assert_allclose(
            ours[name], array, rtol=0, atol=TOLERANCE[dtype] * scale, err_msg=name
        )
