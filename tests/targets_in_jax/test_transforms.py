"""`jit`, `vmap` and `grad` of what is printed in JAX, against NumPy's readable form."""

import json
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from lstm_sym import generate
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.proofs import calls, page_activations
from lstm_sym.targets.numpy import formulation as numpy_formulation
from tests.targets_in_jax import printed

EVERY = [
    pytest.param(formulation, configuration, id=f"{formulation.name}-{place}")
    for formulation in printed.SERVED
    for place, configuration in enumerate(printed.ends(formulation))
]
#: All is given, masks and states among it.
GIVEN = EVERY[::2]


def readable(formulation):
    """NumPy's readable sequence, without its fast form."""
    module = calls.Printed(formulation, numpy_formulation.module(formulation)).module
    return getattr(module, formulation.sequence.name)


def in_jax(formulation):
    return getattr(printed.loaded(formulation.name), formulation.sequence.name)


def compiled(formulation):
    static = getattr(printed.loaded(formulation.name), "STATIC", ())
    return jax.jit(in_jax(formulation), static_argnames=static)


def words(formulation, configuration, given) -> dict:
    return calls.arguments(formulation, given, configuration.options, {})


def close(ours, theirs, tolerance: float) -> None:
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=0, atol=tolerance * max(1, np.abs(b).max()))
        assert a.dtype == b.dtype


@pytest.mark.parametrize(("formulation", "configuration"), EVERY)
def test_what_runs_operation_by_operation_is_numpys(formulation, configuration) -> None:
    called = words(formulation, configuration, printed.drawn(formulation, configuration))
    with jax.disable_jit():
        close(in_jax(formulation)(**called), readable(formulation)(**called), 1e-13)


@pytest.mark.parametrize(("formulation", "configuration"), GIVEN)
def test_compiled_is_numpys(formulation, configuration) -> None:
    called = words(formulation, configuration, printed.drawn(formulation, configuration))
    close(compiled(formulation)(**called), readable(formulation)(**called), 1e-13)


@pytest.mark.parametrize(("formulation", "configuration"), GIVEN)
def test_float32_stays_float32(formulation, configuration) -> None:
    given = printed.drawn(formulation, configuration)
    single = {k: a if a.dtype == bool else a.astype(np.float32) for k, a in given.items()}
    called = words(formulation, configuration, single)
    close(compiled(formulation)(**called), readable(formulation)(**called), 1e-6)


@pytest.mark.parametrize(("formulation", "configuration"), GIVEN[:1])
def test_float64_needs_what_the_docstring_says(formulation, configuration) -> None:
    said = " ".join(in_jax(formulation).__doc__.split())
    assert "float64 needs jax_enable_x64." in said
    called = words(formulation, configuration, printed.drawn(formulation, configuration))
    for is_enabled, dtype in ((False, "float32"), (True, "float64")):
        with jax.enable_x64(is_enabled):
            assert {str(one.dtype) for one in in_jax(formulation)(**called)} == {dtype}


@pytest.mark.parametrize(("formulation", "configuration"), GIVEN)
def test_many_sequences_at_once_are_one_after_the_other(formulation, configuration) -> None:
    name = str(formulation.sequence.given[0])
    given = printed.drawn(formulation, configuration)
    many = np.stack([printed.drawn(formulation, configuration, seed)[name] for seed in (1, 2, 3)])

    def of(x):
        return in_jax(formulation)(**words(formulation, configuration, given | {name: x}))

    together, alone = jax.jit(jax.vmap(of))(many), jax.jit(of)
    for place, x in enumerate(many):
        close([result[place] for result in together], alone(x), 1e-13)


@pytest.mark.parametrize(("formulation", "configuration"), GIVEN)
def test_the_gradient_is_numpys_difference(formulation, configuration) -> None:
    given = printed.drawn(formulation, configuration)
    floats = {name: array for name, array in given.items() if array.dtype != bool}
    random = np.random.default_rng(5)
    towards = {name: random.normal(size=array.shape) for name, array in floats.items()}
    numpys = readable(formulation)
    results = numpys(**words(formulation, configuration, given))
    factors = [random.normal(size=result.shape) for result in results]

    def loss(function, changed):
        found = function(**words(formulation, configuration, given | changed))
        return sum((factor * result).sum() for factor, result in zip(factors, found, strict=True))

    slope = jax.jit(jax.grad(partial(loss, in_jax(formulation))))(floats)
    for name, direction in towards.items():
        ours = float((slope[name] * direction).sum())

        def at(step, name=name, direction=direction):
            return loss(numpys, {name: floats[name] + step * direction})

        wide, narrow = ((at(h) - at(-h)) / (2 * h) for h in (2e-3, 1e-3))
        wider = (at(4e-3) - at(-4e-3)) / 8e-3
        first, second = (4 * wide - wider) / 3, (4 * narrow - wide) / 3
        true = (16 * second - first) / 15
        assert abs(ours - true) <= 1e-7 * max(1, abs(true)), name


def test_a_number_of_the_callers_has_a_gradient() -> None:
    (basic,) = (f for f in printed.SERVED if f.name == "tensorflow1_basic")
    configuration = printed.ends(basic)[0]
    given = printed.drawn(basic, configuration)
    called = words(basic, configuration, given | {"forget_bias": 1.0})

    def last(function, forget_bias):
        return function(**{**called, "forget_bias": forget_bias})[0].sum()

    ours = jax.jit(jax.grad(partial(last, in_jax(basic))))(1.0)
    numpys = readable(basic)
    true = (last(numpys, 1 + 1e-5) - last(numpys, 1 - 1e-5)) / 2e-5
    np.testing.assert_allclose(ours, true, rtol=1e-7)


MANIFEST = generate.render()["manifest.json"]
EXTREMES = np.array([-1e30, -1e4, -800.0, -90.0, -20.0, -1e-30, 0.0, 1e-30, 20.0, 90.0, 800.0, 1e4])


@pytest.mark.parametrize("name", [activation.name for activation in ACTIVATIONS])
def test_the_gradient_of_an_activation_is_that_of_the_page(name: str) -> None:
    about = json.loads(MANIFEST)
    given = page_activations.away_from_defaults(about["activations"][name]["parameters"])
    function = partial(getattr(printed.loaded("activations"), name), **given)
    points = page_activations.POINTS.astype(np.float64)
    ours = jax.vmap(jax.grad(function))(points)
    page = page_activations.activation(about, name, "derivative", **given)
    theirs = page(page_activations.Value((), page_activations.POINTS)).data
    np.testing.assert_allclose(ours, theirs.astype(np.float64), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", [activation.name for activation in ACTIVATIONS])
def test_the_gradient_of_an_activation_is_finite_everywhere(name: str) -> None:
    about = {a.name: a for a in ACTIVATIONS}[name]
    given = {p.name: 0.5 for p in about.parameters if p.default is None}
    function = partial(getattr(printed.loaded("activations"), name), **given)
    growing = name in ("exponential", "gelu_tanh")  # whose own values leave the range
    for dtype in (np.float32, np.float64):
        x = EXTREMES[(np.abs(EXTREMES) <= 80)] if growing else EXTREMES
        slope = jax.vmap(jax.grad(function))(jnp.asarray(x, dtype))
        assert np.isfinite(slope).all(), (name, dtype, x, slope)


SMOOTH_AT_ZERO = {"sigmoid": 0.25, "tanh": 1.0, "elu": 1.0, "softplus": 0.5, "silu": 0.5}
SMOOTH_AT_ZERO |= {"gelu": 0.5, "softsign": 1.0, "celu": 1.0, "squareplus": 0.5, "mish": 0.6}


@pytest.mark.parametrize("name", SMOOTH_AT_ZERO)
def test_where_a_form_is_taken_apart_the_gradient_is_whole(name: str) -> None:
    slope = jax.grad(getattr(printed.loaded("activations"), name))(0.0)
    np.testing.assert_allclose(slope, SMOOTH_AT_ZERO[name], atol=1e-12)


@pytest.mark.parametrize(("x", "weights"), [("float64", "float32"), ("float16", "float32")])
def test_arrays_of_two_types_give_their_common_type(x: str, weights: str) -> None:
    (keras,) = (f for f in printed.SERVED if f.name == "keras")
    given = printed.drawn(keras, printed.ends(keras)[0])
    typed = {k: a if a.dtype == bool else a.astype(weights) for k, a in given.items()}
    typed["sequences"] = given["sequences"].astype(x)
    called = words(keras, printed.ends(keras)[0], typed)
    close(compiled(keras)(**called), readable(keras)(**called), 1e-6)
