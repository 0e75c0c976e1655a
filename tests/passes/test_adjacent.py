"""Joined operations: in their new order they compute the same, with the fewest calls."""

import pytest

from lstm_sym.equations import keras
from lstm_sym.lowering.lower import lower
from lstm_sym.passes.adjacent import joined
from lstm_sym.passes.operations import Operation
from lstm_sym.targets.numpy.forms import BufferedBody

PROGRAM = lower(keras.formulation)
STEP = BufferedBody(keras.formulation, PROGRAM.loop, PROGRAM.bodies[0])


@pytest.mark.parametrize("form", STEP.forms, ids=["default functions", "any functions"])
def test_what_is_joined_lies_side_by_side_and_does_not_wait_for_each_other(form) -> None:
    group, *_ = STEP.groups(STEP.order, STEP.beside_scratch(form))
    for call in form.stages[0]:
        for column in (*call.operands, call.out):
            if len(column) > 1:
                first = group.index(column[0])
                assert list(column) == group[first : first + len(column)]
        for part in call.parts:
            others = [o.out for o in call.parts if o is not part]
            assert not set(others) & set(part.operands)


def test_the_order_has_the_fewest_calls() -> None:
    default, chosen = STEP.forms
    assert [len(call.parts) for call in default.stages[0]] == [3, 3, 1, 2, 1, 1, 1]
    assert [len(call.parts) for call in chosen.stages[0]] == [3, 1, 2, 1, 1, 1]
    operations = [part for one in default.stages[0] for part in one.parts]
    worse = STEP.groups(("i_t", "g_t", "f_t", "o_t"))
    assert len(joined(operations, worse, STEP.same)) > len(default.stages[0])


def test_an_operation_does_not_overtake_what_it_needs() -> None:
    first = Operation("exp", ("a",), "a", "one")
    second = Operation("add", ("a", "b"), "b", "two")
    third = Operation("exp", ("b",), "b", "three")
    calls = joined([first, second, third], [("a", "b")], {})
    assert [call.parts for call in calls] == [(first,), (second,), (third,)]


def test_an_operation_does_not_overtake_what_reads_the_buffer_that_it_writes() -> None:
    first = Operation("exp", ("a",), "b", "one")
    second = Operation("add", ("a", "d"), "e", "two")
    third = Operation("exp", ("c",), "d", "three")
    calls = joined([first, second, third], [("a", "c"), ("b", "d")], {})
    assert [call.parts for call in calls] == [(first,), (second,), (third,)]


def test_two_operations_that_are_equal_are_two() -> None:
    twice = [Operation("exp", ("a",), "a", "one")] * 2
    assert [part for one in joined(twice, [("a",)], {}) for part in one.parts] == twice


def test_a_state_and_its_value_before_may_be_one_buffer() -> None:
    first = Operation("exp", ("a",), "c_t", "one")
    second = Operation("exp", ("c_tm1",), "d", "two")
    groups = [("c_t", "d"), ("a", "c_tm1")]
    assert [call.parts for call in joined([first, second], groups, {})] == [(first, second)]
    one_buffer = joined([first, second], groups, {"c_t": "c_tm1"})
    assert [call.parts for call in one_buffer] == [(first,), (second,)]


def test_of_what_is_alike_the_most_that_lie_side_by_side_are_joined() -> None:
    calls = joined([Operation("exp", (n,), n, n) for n in "abcd"], [("a", "b", "c"), ("d",)], {})
    assert [len(call.parts) for call in calls] == [3, 1]
