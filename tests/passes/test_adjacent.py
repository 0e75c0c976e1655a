"""Joined operations: in their new order they compute the same, with the fewest calls."""

import pytest
import sympy as sp

from lstm_sym.equations.keras import formulation
from lstm_sym.passes.adjacent import best_order, joined, singly
from lstm_sym.passes.buffers import Operation, evaluate
from lstm_sym.products.numpy_steps import Steps

STEPS = Steps(formulation)


@pytest.mark.parametrize("operations", [STEPS.products, STEPS.quotients], ids=["any", "quotients"])
def test_the_buffers_hold_the_same_at_the_end(operations) -> None:
    names = {name for o in operations for name in (*o.operands, o.out)} - {"1.0"}
    values = {name: sp.Symbol(name) for name in names}
    calls = joined(operations, STEPS.order)
    found, expected = evaluate(list(singly(calls)), values), evaluate(operations, values)
    assert found == expected
    assert len(calls) < len(operations)


@pytest.mark.parametrize("operations", [STEPS.products, STEPS.quotients], ids=["any", "quotients"])
def test_what_is_joined_lies_side_by_side_and_does_not_wait_for_each_other(operations) -> None:
    for call in joined(operations, STEPS.order):
        for column in (*call.operands, call.out):
            if len(column) > 1:
                first = STEPS.order.index(column[0])
                assert column == STEPS.order[first : first + len(column)]
        for part in call.parts:
            others = [o.out for o in call.parts if o is not part]
            assert not set(others) & set(part.operands)


def test_the_order_has_the_fewest_calls() -> None:
    assert [len(call.parts) for call in joined(STEPS.quotients, STEPS.order)] == [
        3,
        3,
        1,
        2,
        1,
        1,
        1,
    ]
    worse = ("i_t", "g_t", "f_t", "o_t", "c_tm1")
    assert len(joined(STEPS.quotients, worse)) > len(joined(STEPS.quotients, STEPS.order))
    assert best_order(STEPS.quotients, ("i_t", "f_t", "g_t", "o_t"), "c_tm1") == STEPS.order


def test_an_operation_does_not_overtake_what_it_needs() -> None:
    first = Operation("exp", ("a",), "a", "one")
    second = Operation("add", ("a", "b"), "b", "two")
    third = Operation("exp", ("b",), "b", "three")
    calls = joined([first, second, third], ("a", "b"))
    assert [call.parts for call in calls] == [(first,), (second,), (third,)]
