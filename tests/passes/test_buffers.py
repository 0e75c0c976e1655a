"""Operations in place: run on symbols, they give the equations back."""

import pytest
import sympy as sp

from lstm_sym.equations.keras import lstm_cell
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.buffers import evaluate, in_place

a, b, c, d, y, z = sp.symbols("a b c d y z", real=True)
f = sp.Function("activation")


def test_the_states_of_the_cell_come_out() -> None:
    states = [e for e in lstm_cell.equations if e.label in ("cell-state", "hidden-state")]
    symbols = {s.name: s for e in states for s in e.right.free_symbols if s.name != "c_t"}
    held = evaluate(in_place(states, kept={"c_tm1"}), symbols)
    c_t, h_t = (e.right.doit() for e in states)
    assert held["c_t"] == c_t
    assert held["h_t"] == h_t.subs(states[0].left, c_t)


def test_what_is_kept_is_not_overwritten() -> None:
    with sp.evaluate(False):
        equations = [Equation("one", y, a * b + c * d), Equation("two", z, a * f(y))]
    values = {s.name: s for s in (a, b, c, d)}
    operations = in_place(equations, kept={"a", "c"})
    held = evaluate(operations, values)
    assert (held["a"], held["c"]) == (a, c)
    assert sp.simplify(held["z"] - a * f(a * b + c * d)) == 0


def test_a_difference_and_a_product_of_three_are_operations_too() -> None:
    with sp.evaluate(False):
        equations = [Equation("one", y, a - b * c * d)]
    held = evaluate(in_place(equations, set()), {s.name: s for s in (a, b, c, d)})
    assert sp.expand(held["y"]) == a - b * c * d


def test_a_quotient_overwrites_its_denominator() -> None:
    with sp.evaluate(False):
        equations = [Equation("one", y, a / b + c)]
    first, _ = operations = in_place(equations, set())
    assert (first.function, first.out) == ("divide", "b")
    assert evaluate(operations, {s.name: s for s in (a, b, c)})["y"] == a / b + c


def test_no_room_and_no_operation_are_said() -> None:
    with pytest.raises(ValueError, match="one: no buffer is free"):
        in_place([Equation("one", y, sp.Mul(f(a), b, evaluate=False))], kept={"a", "b"})
    with pytest.raises(TypeError, match="one: no operation for"):
        in_place([Equation("one", y, sp.log(a))], set())
