"""Every formulation compiled: the same numbers as its readable NumPy form, in every option."""

import importlib
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import lstm_c
import lstm_numpy.minlstm
from lstm_c.compiled import compiled
from lstm_c.formulations import CELLS
from lstm_numpy.other_engine import OTHER
from lstm_sym.equations import FORMULATIONS, LAYERS
from lstm_sym.proofs.agreement import beyond, nudged, ways
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.configurations import configurations
from lstm_sym.proofs.drawn import drawn, of_sizes
from lstm_sym.recorded.calls import arguments, functions
from lstm_sym.recorded.case import error, results
from lstm_sym.recorded.cases import cases_of
from lstm_sym.targets.numpy import formulation as readable_form
from tests.c.test_sizes import LANES, lengths

SHAPES = 12  # drawn for each formulation
pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
SERVED = [one for one in (*FORMULATIONS, *LAYERS) if one.module in CELLS]


class InC:
    """The functions of a printed module, compiled."""

    def __init__(self, formulation) -> None:
        printed = importlib.import_module(f"lstm_numpy.{formulation.module}")
        for name in (formulation.sequence.name, "prepare"):
            setattr(self, name, compiled(getattr(printed, name)))


@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_the_compiled_form_computes_what_the_readable_one_does(formulation) -> None:
    readable = Printed(formulation, readable_form.module(formulation))
    assert agrees(formulation, readable, InC(formulation), drawn(formulation, readable))
    assert OTHER.get() is None


@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_every_form_agrees_at_drawn_sizes_around_the_engines_constants(formulation) -> None:
    readable = Printed(formulation, readable_form.module(formulation))
    random = np.random.default_rng(zlib.crc32(formulation.name.encode()))
    every = list(configurations(formulation))
    few = [length for length in lengths() if length <= 9 * LANES]
    for _ in range(SHAPES):
        configuration = every[random.integers(len(every))]
        one, other = (int(size) for size in random.choice(few, 2))
        # Of two dimensions that are long, one is the batch or what comes in, one the units.
        sizes = (*random.permutation([one, 1 + one % 4]), other, 1 + other % 7)
        drawn_one = of_sizes(formulation, readable, configuration, [int(size) for size in sizes])
        for module in (
            InC(formulation),
            importlib.import_module(f"lstm_numpy.{formulation.module}"),
        ):
            assert agrees(formulation, readable, module, [drawn_one]) == 3


ARRAYS = [np.ones(shape) for shape in ((1, 2, 3), (3, 6), (2, 6))]
OPERATOR = [np.ones(shape) for shape in ((2, 1, 3), (1, 8, 3), (1, 8, 2))]
REFUSED: dict[str, tuple[Callable[..., Any], list[np.ndarray], dict[str, Any], type]] = {
    "other floats": (lstm_c.gru.gru, [a.astype(np.float16) for a in ARRAYS], {}, TypeError),
    "at_kink": (lstm_c.gru.gru_gradients, ARRAYS, {"at_kink": "torch 2.13.0"}, ValueError),
    "an own function": (lstm_c.gru.gru, ARRAYS, {"activation": np.cos}, TypeError),
    "alpha": (
        lstm_c.onnx.lstm,
        OPERATOR,
        {"activations": ["LeakyRelu", "Tanh", "Tanh"], "activation_alpha": [0.5]},
        TypeError,
    ),
    "clip": (lstm_c.onnx.gru, [a[:, :6] for a in OPERATOR], {"clip": 1.0}, TypeError),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_c_does_not_compute_is_an_error_where_numpy_computes_it(what: str) -> None:
    function, arrays, words, error = REFUSED[what]
    module = importlib.import_module(function.__module__.replace("lstm_c", "lstm_numpy"))
    assert getattr(module, function.__name__)(*arrays, **words)
    with pytest.raises(error, match="the same function of lstm_numpy"):
        function(*arrays, **words)


def test_gates_that_are_as_good_as_zero_may_be_divided_by() -> None:
    x, weights = np.ones((1, 3, 1), np.float32), np.float32([[2], [-40], [-39]])
    ours, theirs = (
        lstm_c.minlstm.minlstm(x, weights).out,
        lstm_numpy.minlstm.minlstm(x, weights).out,
    )
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)


def agrees(formulation, readable: Printed, module, cases) -> int:
    """How many results were compared with those of the readable form."""
    compared = 0
    with np.errstate(all="ignore"):
        for case in cases:
            words = arguments(formulation, case.given, case.options, {})
            near = readable.run(nudged(case.given), case).values()
            for what, ours in ways(formulation, module, words):
                compared += 1
                for mine, theirs, other in zip(ours, case.expected.values(), near, strict=True):
                    assert beyond(mine, theirs, other) <= 1, (what, case.name)
    return compared


@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_the_compiled_form_computes_what_was_recorded(formulation) -> None:
    module = InC(formulation)
    recorded = cases_of(formulation.name)
    for case in recorded:

        def run(given, case):
            words = arguments(formulation, given, case.options, functions(case, {}))
            returned = getattr(module, formulation.sequence.name)(**words)
            return dict(zip(case.expected, returned, strict=True))

        if any(" " in function for function in case.functions.values()):  # alpha or beta is given
            with pytest.raises(TypeError, match="has no number in C"):
                results(case, run)
        else:
            assert error(case, results(case, run)) <= 1, str(case)
    # Of the simple RNN there are the records of modules and operators alone.
    assert recorded or formulation.name == "simple_rnn"
