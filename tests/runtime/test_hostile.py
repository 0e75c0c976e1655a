"""Every printed function under drawn shapes, options and numbers: right, or a named error.

The right answer is what the equations mean, unit by unit, by an interpreter that shares nothing
with the printed code. Whether shapes fit is decided here, by the names of the dimensions.
Filters make every warning an error.
"""

import math
import re
from functools import partial
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import lstm_c
import lstm_numpy
from lstm_numpy import activations
from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs.calls import arguments
from lstm_sym.proofs.configurations import given_symbols, unheard
from lstm_sym.proofs.meaning import Arithmetic, Meaning

SOME = settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
#: One example at a time means another thing where a scale is that of all.
ALONE = [f for f in FORMULATIONS if "quantized" not in f.name]
BOTH = [(f, of_cell) for f in ALONE for of_cell in (True, False)]
NAMED = [f"{f.name}-{'cell' if of_cell else 'sequence'}" for f, of_cell in BOTH]
every_function = pytest.mark.parametrize(("stated", "of_cell"), BOTH, ids=NAMED)
FUNCTIONS = ("tanh", "sigmoid", "softsign", "hard_sigmoid", "linear")
LIMIT = 0.75
ORDINARY = np.linspace(-1.5, 1.5, 49)
HOSTILE = (0.0, -0.0, 1e30, -1e30, 1e38, -3e38, 1e-30, 1e-45, np.inf, -np.inf, np.nan, 1.0)
# What no argument that holds numbers may be.
GARBAGE = (
    "text", [], {}, object(), [[1.0], [1.0, 2.0]], np.ones((2, 2, 2, 2, 2)), np.ones((3, 3), int),
    np.ones(2, complex), np.array([None, "x"]), np.datetime64("2026-01-01"), b"bytes", {1, 2},
)  # fmt: skip
# What no option and no function may be.
UNKNOWN = ("nonsense", 7j, [], (), {}, b"tanh", "softmax", np.True_, np.nan, np.ones(2))


class Call:
    """A drawn call of one printed function: its symbols' arrays, options and functions."""

    def __init__(self, draw: Any, stated: Formulation, of_cell: bool, numbers: Any) -> None:
        self.stated, self.of_cell, self.n = stated, of_cell, stated.notation
        own = () if of_cell else stated.sequence.options
        self.options: dict[str, Any] = {}
        for option in self.n.options.values():
            if option.gives and option.default is None:
                known = option in own or set(option.gives) & {*stated.cell.weights}
                self.options[option.name] = bool(known and draw(st.booleans()))
            else:
                self.options[option.name] = draw(st.sampled_from([*option.choices] or [LIMIT]))
        for option in self.n.options.values():
            if option.gives and unheard(stated, self.options):
                self.options[option.name] = False
        self.batch = self.n[stated.sequence.given[0]].shape[0]
        self.sizes = {"1": 1, "timesteps": draw(st.integers(1, 3))}
        for whole, head in stated.cell.heads.items():
            self.sizes[head] = draw(st.integers(1, 2))
            self.sizes[whole] = self.sizes[head] * draw(st.integers(1, 2))
        random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        self.dtype = draw(st.sampled_from((np.float32, np.float64)))
        self.given: dict[str, Any] = {}
        for symbol in given_symbols(stated, self.options, of_cell):
            shape = self.shape(symbol.name, draw)
            if symbol.name == "mask":
                self.given[symbol.name] = random.integers(0, 2, shape).astype(bool)
            elif self.dims(symbol.name):
                array = random.choice(np.array(numbers), shape)
                if numbers is ORDINARY and "normalizer" in self.n[symbol].meaning:
                    array = (
                        abs(array) + 0.5
                    )  # a sum of exponentials, which the output is divided by
                self.given[symbol.name] = array.astype(self.dtype)
            else:
                self.given[symbol.name] = LIMIT
        self.functions = {name: draw(st.sampled_from(FUNCTIONS)) for name in self.n.functions}

    def dims(self, name: str) -> tuple[str, ...]:
        return next(q.shape for q in self.n.quantities.values() if q.name == name)

    def shape(self, name: str, draw: Any) -> list[int]:
        factors = (d.rstrip("?").rpartition("*") for d in self.dims(name))
        return [
            int(factor or 1) * self.sizes.setdefault(d, draw(st.integers(1, 3)))
            for factor, _, d in factors
        ]

    def fits(self) -> bool:
        """Whether one size for each name of a dimension gives all of these shapes."""
        sizes: dict[str, int] = {"1": 1}
        for name, array in self.given.items():
            dims = self.dims(name)
            if not dims:
                continue
            if np.ndim(array) != len(dims):
                return False
            for dimension, size in zip(dims, np.shape(array), strict=True):
                factor, _, word = dimension.rpartition("*")
                width = int(factor or 1)
                if size % width or sizes.setdefault(word, size // width) != size // width:
                    return False
        return True

    def __call__(self) -> tuple[Any, ...]:
        function_of = self.stated.cell if self.of_cell else self.stated.sequence
        module = import_module(f"lstm_numpy.{self.stated.module}")
        chosen = [self.given, self.options, self.functions, self.of_cell]
        words = arguments(self.stated, *chosen)
        found = getattr(module, function_of.name)(**words)
        return found if isinstance(found, tuple) else (found,)

    def meant(self) -> list[np.ndarray]:
        """What the equations mean, example by example, in Python's floats."""
        chosen = {k: partial(scalar, getattr(activations, v)) for k, v in self.functions.items()}
        words = {a: partial(scalar, getattr(activations, a)) for a in FUNCTIONS}
        words |= {"clip": lambda x, low, high: min(max(x, low), high), "absolute": abs}
        words |= {"exp": math.exp, "log": math.log, "minimum": min, "maximum": max}
        numbers = Arithmetic(lambda r: int(r.p) / int(r.q), words)
        rows = []
        for row in range(self.sizes[self.batch]):
            lists = {}
            for name, value in self.given.items():
                alone = value[row] if self.batch in self.dims(name) else value
                lists[name] = alone.tolist() if isinstance(value, np.ndarray) else value
            meaning = Meaning(self.stated, numbers, chosen, self.options)
            rows.append(meaning.cell(lists) if self.of_cell else meaning.run(lists))
        return [np.array([row[name] for row in rows]) for name in rows[0]]


def scalar(function: Any, x: float) -> float:
    return float(function(np.float64(x)))


def assert_named(error: BaseException, names: Any) -> None:
    """The error says which argument is wrong, and we raised it, not something within."""
    assert isinstance(error, TypeError | ValueError), repr(error)
    assert any(re.search(rf"\b{re.escape(name)}\b", str(error)) for name in names), str(error)
    last = extract_tb(error.__traceback__)[-1]
    ours = [Path(package.__file__).parent for package in (lstm_numpy, lstm_c)]
    assert Path(last.filename).parent in ours, last
    assert (last.line or "").startswith("raise "), last


@every_function
@given(data=st.data())
@SOME
def test_a_call_that_fits_gives_what_the_equations_mean(stated, of_cell: bool, data: Any) -> None:
    call = Call(data.draw, stated, of_cell, ORDINARY)
    for ours, true in zip(call(), call.meant(), strict=True):
        assert ours.dtype == call.dtype
        tolerance = 2e-5 if call.dtype == np.float32 else 1e-13
        scale = max(1.0, np.abs(true).max())
        np.testing.assert_allclose(ours, true, rtol=0, atol=tolerance * scale)


@every_function
@given(data=st.data())
@SOME
def test_hostile_numbers_give_arrays_of_the_right_shape_and_no_warning(stated, of_cell, data):
    hostile = Call(data.draw, stated, of_cell, HOSTILE)
    found = hostile()
    assert all(array.dtype == hostile.dtype for array in found)
    assert all(len(array) == hostile.sizes[hostile.batch] for array in found)


@every_function
@given(data=st.data())
@SOME
def test_another_shape_is_refused_by_name_and_never_broadcast(stated, of_cell, data: Any) -> None:
    call = Call(data.draw, stated, of_cell, ORDINARY)
    arrays = [name for name, value in call.given.items() if isinstance(value, np.ndarray)]
    name = data.draw(st.sampled_from(arrays))
    old = call.given[name].shape
    place = data.draw(st.integers(0, len(old) - 1))
    size = data.draw(st.sampled_from((0, 1, old[place] + 1, 4 * old[place])))
    ways = [(*old[:place], size, *old[place + 1 :]), old[1:], (1, *old), old[::-1]]
    call.given[name] = np.ones(data.draw(st.sampled_from(ways)), call.given[name].dtype)
    if call.fits():
        assert call()
        return
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert_named(caught.value, [*call.given, "initial_state", *call.n.options])


@every_function
@given(data=st.data())
@SOME
def test_what_is_no_array_of_floats_is_refused_by_name(stated, of_cell: bool, data: Any) -> None:
    call = Call(data.draw, stated, of_cell, ORDINARY)
    name = data.draw(st.sampled_from(sorted(call.given)))
    call.given[name] = data.draw(st.sampled_from(GARBAGE))
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert_named(caught.value, [name, "initial_state", *call.n.options])


@every_function
@given(data=st.data())
@SOME
def test_an_unknown_option_or_function_is_refused_by_name(stated, of_cell: bool, data) -> None:
    call = Call(data.draw, stated, of_cell, ORDINARY)
    offered = stated.cell.options if of_cell else (*stated.sequence.options, *stated.cell.options)
    numbers = [option.name for option in offered if option.name in call.given]
    choices = [option.name for option in offered if not option.gives]
    if not (numbers or choices or call.functions):
        return
    name = data.draw(st.sampled_from([*numbers, *choices, *call.functions]))
    known: dict[str, Any] = call.functions if name in call.functions else call.options
    (call.given if name in numbers else known)[name] = data.draw(st.sampled_from(UNKNOWN))
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert_named(caught.value, [name])
