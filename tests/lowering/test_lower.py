"""Lowering: stages, sums and loops of every formulation, and what is refused."""

from dataclasses import replace

import pytest
import sympy as sp

from lstm_sym.equations import FORMULATIONS, gru, keras, pytorch
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import Blocks, Layout
from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot
from lstm_sym.notation.places import StatementError
from lstm_sym.program import NotLoweredError
from lstm_sym.proofs import agreement
from lstm_sym.targets.numpy.source import of_formulation

BY_NAME = {f.name: f for f in FORMULATIONS}
TWO_STAGES = {"pytorch_projection", "tensorflow1_projection", "mlstm"}
#: What is rounded with a scale of the whole sequence waits for all of it.
LOOPS = [f for f in FORMULATIONS if f.notation.series_of and "quantized" not in f.name]


@pytest.mark.parametrize("formulation", LOOPS, ids=lambda f: f.name)
def test_every_loop_is_lowered(formulation) -> None:
    for body in lower(formulation).bodies:
        two = formulation.name in TWO_STAGES or body.when.get("reset_after") is False
        assert len(body.stages) == 1 + two
        labels = {e.label for stage in body.stages for e in stage.equations}
        stated = {e.label for e in formulation.cell.steps}
        assert {label.partition("-v_")[0] for label in labels} <= stated


@pytest.mark.parametrize("name", ["bidirectional", "stacked"])
def test_what_has_no_timestep_that_waits_is_refused(name: str) -> None:
    with pytest.raises(NotLoweredError, match="no timestep waits for another"):
        lower(BY_NAME[name])


def test_a_sum_takes_its_bias_and_the_products_of_its_vectors() -> None:
    (body,) = lower(keras.formulation).bodies
    ((one, *_),) = (stage.sums for stage in body.stages)
    W, U, b = (keras.n.stacks[w] for w in keras.lstm_cell.weights)
    assert one.terms == {keras.x_t: W.i, keras.h_tm1: U.i}
    assert one.bias == b.i


def test_a_product_of_what_equations_give_is_a_stage_of_its_own() -> None:
    *_, before = lower(gru.formulation).bodies
    first, second = before.stages
    assert [str(v) for v in second.vectors] == ["v_1"]
    with sp.evaluate(False):
        assert first.equations[-1].right == gru.r_t * gru.h_tm1
    assert [str(one.symbol) for one in second.sums] == ["z_h_"]


def test_states_that_a_variant_does_not_read_are_no_states() -> None:
    bodies = {b.when["variant"]: b for b in lower(BY_NAME["greff2015"]).bodies}
    assert [str(s.now) for s in bodies["V"].states] == ["y_t", "c_t"]
    assert [str(s.now) for s in bodies["FGR"].states] == ["y_t", "c_t", "i_t", "f_t", "o_t"]


def with_sequence(formulation, label, **changed):
    sequence = formulation.sequence
    each = tuple(replace(e, **changed) if e.label == label else e for e in sequence.each)
    return replace(formulation, sequence=replace(sequence, each=each))


def test_a_loop_in_another_order_is_refused_by_the_equations_label() -> None:
    entry = next(e for e in keras.lstm.each if e.label == "input")
    with sp.evaluate(False):
        other = entry.right.func(entry.right.args[0], entry.right.args[1] + 1)
    with pytest.raises(NotLoweredError, match=r"^input: "):
        lower(with_sequence(keras.formulation, "input", right=other))


def test_a_condition_that_the_loop_does_not_have_is_refused() -> None:
    with pytest.raises(NotLoweredError, match=r"^step: "):
        lower(with_sequence(keras.formulation, "step", when={}))


@pytest.mark.parametrize("part", ["start", "each", "finish"])
def test_a_loop_that_lacks_an_equation_is_refused(part: str) -> None:
    stated = getattr(keras.lstm, part)
    for one in stated:
        fewer = {part: tuple(e for e in stated if e is not one)}
        with pytest.raises((NotLoweredError, StatementError)):
            lower(replace(keras.formulation, sequence=replace(keras.lstm, **fewer)))


def test_after_each_pass_shapes_are_checked() -> None:
    cell = pytorch.plain.cell
    assert all(isinstance(e, Equation) for e in cell.equations)
    program = lower(pytorch.plain)
    n = program.bodies[0].notation
    assert n is not pytorch.plain.notation
    sums = program.bodies[0].stages[0].sums
    assert {n[one.symbol].shape for one in sums} == {("batch", "hidden_size")}


def test_sums_of_another_size_have_a_stage_of_their_own() -> None:
    n = Notation(Layout("two", {"W": Blocks("a"), "V": Blocks("b")}, ""))
    x_t = n.symbol("x_t", "x_t", "batch input_dim", "input")
    h, k = (n.series(name, f"batch {size}", name) for name, size in (("h", "units"), ("k", "more")))
    W = n.stack("W", "W", "input_dim units", "weights")
    V = n.stack("V", "V", "input_dim more", "other weights")
    with sp.evaluate(False):
        equations = (
            Equation("one", h.now, dot(x_t, W.a) + h.before),
            Equation("other", k.now, dot(x_t, V.b) + k.before),
        )
    given, weights = (x_t, h.before, k.before), (W.whole, V.whole)
    cell = Cell("two_cell", "T", n, given, weights, equations, (h.now, k.now))
    X = n.symbol("X", "X", "batch timesteps input_dim", "inputs")
    Y = n.symbol("Y", "Y", "batch timesteps units", "outputs")
    last_h = n.symbol("last_h", "H", "batch units", "last one")
    last_k = n.symbol("last_k", "K", "batch more", "last other")
    over_time = sequence(cell, "Two", (X, x_t), (h, k), (Y, last_h, last_k), name="two")
    formulation = Formulation("two", "Two sizes", ("nobody",), cell, over_time)
    stages = lower(formulation).bodies[0].stages
    assert [[str(one.symbol) for one in stage.sums] for stage in stages] == [["z_a"], ["z_b"]]
    readable, quick = of_formulation(formulation, package="", backwards=False).values()
    assert not list(agreement.differences(formulation, readable, quick))
