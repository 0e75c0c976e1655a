"""Every form of every formulation at drawn options and sizes, beside the forward loops.

`test_cells` holds the fast form and C to the readable form, `test_graph_def` a graph of
TensorFlow.js; here JAX is held to it, and the gradients in C and those of JAX to the ones in NumPy.
"""

import importlib
import zlib
from collections.abc import Iterator

import jax
import numpy as np
import pytest

import lstm_c
from lstm_c.compiled import SOURCES, compiled
from lstm_c.formulations import CELLS
from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import complex_step
from lstm_sym.proofs.agreement import beyond, nudged
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.configurations import configurations
from lstm_sym.proofs.drawn import of_sizes
from lstm_sym.recorded.calls import arguments
from lstm_sym.recorded.case import Case
from lstm_sym.targets.numpy import formulation as readable_form
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.source import without_gradients
from tests.c.test_sizes import LANES
from tests.targets_in_jax import printed

SHAPES = 1  # drawn for each formulation: JAX compiles anew for each
BOUND = 1e-11
IN_JAX = {one.name for one in printed.SERVED}
IN_C = {
    one.name
    for one in FORMULATIONS
    if one.module in CELLS
    and all(
        (SOURCES / f"{b.name}_gradients.c").is_file() for b in CELLS[one.module].bodies.values()
    )
}


@pytest.fixture(autouse=True, scope="module")
def gradients_are_compiled_without_the_optimiser(hurried, tmp_path_factory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CC", str(hurried))
        patched.setenv("LSTM_C_CACHE", str(tmp_path_factory.mktemp("gradients")))
        yield


def cases(formulation, readable: Printed) -> Iterator[Case]:
    """Of any options, with sizes up to a register and some more."""
    random = np.random.default_rng(zlib.crc32(formulation.name.encode()) + 1)
    every = list(configurations(formulation))
    # A sum over a window of many channels has too many terms for the bound.
    is_convolution = len(formulation.notation[formulation.sequence.given[0]].shape) > 3
    largest = 4 if is_convolution else LANES + 2
    for _ in range(SHAPES):
        configuration = every[random.integers(len(every))]
        batch, timesteps, *others = (int(n) for n in random.integers(1, largest + 1, 4))
        sizes = [min(batch, 6), min(timesteps, 8), *others]
        yield of_sizes(formulation, readable, configuration, sizes)


def jax_of(formulation):
    return getattr(printed.loaded(formulation.name), formulation.sequence.name)


@pytest.mark.parametrize("formulation", printed.SERVED, ids=lambda one: one.name)
def test_jax_computes_what_the_readable_form_does(formulation) -> None:
    readable = Printed(formulation, readable_form.module(formulation))
    for case in cases(formulation, readable):
        words = arguments(formulation, case.given, case.options, {})
        near = readable.run(nudged(case.given), case).values()
        static = getattr(printed.loaded(formulation.name), "STATIC", ())
        with np.errstate(all="ignore"):
            function = jax.jit(jax_of(formulation), static_argnames=static)
            found = map(np.asarray, function(**words))
        for mine, theirs, other in zip(found, case.expected.values(), near, strict=True):
            assert beyond(mine, theirs, other) <= 1, case.name


SERVED = [f for f in FORMULATIONS if not without_gradients(f) and f.name in IN_JAX | IN_C]


@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_every_languages_gradients_agree(formulation) -> None:
    readable = Printed(formulation, readable_form.module(formulation))
    module = importlib.import_module(f"lstm_numpy.{formulation.module}")
    in_numpy = getattr(module, function_of(formulation))
    for case in cases(formulation, readable):
        words = arguments(formulation, case.given, case.options, {})
        random = np.random.default_rng(7)
        arriving = {n: random.normal(size=a.shape) for n, a in case.expected.items()}
        theirs = complex_step.named(formulation, in_numpy(**words, **arriving))
        found = {}
        if formulation.name in IN_JAX:
            found["JAX"] = by_jax(formulation, case, arriving)
        if formulation.name in IN_C and lstm_c.available():
            found["C"] = complex_step.named(formulation, compiled(in_numpy)(**words, **arriving))
        for language, ours in found.items():
            known = {name: array for name, array in theirs.items() if array is not None}
            for name in case.given.keys() & known:
                scale = max(1, np.abs(known[name]).max(initial=0))
                said = f"{language}, {name}, {case.name}"
                np.testing.assert_allclose(
                    ours[name], known[name], rtol=0, atol=BOUND * scale, err_msg=said
                )


def by_jax(formulation, case: Case, arriving) -> dict[str, np.ndarray]:
    floats = {k: a for k, a in case.given.items() if np.ndim(a) and k != "mask"}

    def results(changed):
        words = arguments(formulation, {**case.given, **changed}, case.options, {})
        return tuple(jax_of(formulation)(**words))

    def back(changed, arriving):
        found, handed_back = jax.vjp(results, changed)
        return handed_back(arriving[: len(found)])[0]

    return jax.jit(back)(floats, tuple(map(jax.numpy.asarray, arriving.values())))


def test_every_formulation_has_its_part() -> None:
    assert {one.name for one in SERVED} == {
        one.name for one in FORMULATIONS if not without_gradients(one)
    }
    assert len(IN_JAX & IN_C) > len(FORMULATIONS) / 2
