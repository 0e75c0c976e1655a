import pytest
import sympy as sp

from lstm_sym.layouts import KERAS
from lstm_sym.notation import (
    Cell,
    Equation,
    Notation,
    ShapeError,
    at,
    convolve,
    dot,
    over_time,
    where,
    words,
)
from lstm_sym.notation.shapes import Shapes

n = Notation(KERAS)
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input")
h_t = n.symbol("h_t", "h_t", "batch units", "state")
m_t = n.symbol("m_t", "m_t", "batch 1", "mask")
b_i = n.symbol("b_i", "b_i", "units", "bias")
W_i = n.symbol("W_i", "W_i", "input_dim units", "weights")
X = n.symbol("X", "X", "batch timesteps input_dim", "sequences")
M = n.symbol("M", "M", "batch timesteps", "mask")
t = n.symbol("t", "t", "", "timestep")
shapes = Shapes(n.quantities)


@pytest.mark.parametrize(
    ("expr", "shape"),
    [
        (dot(x_t, W_i), ("batch", "units")),
        (dot(x_t, W_i) + b_i, ("batch", "units")),
        (2 * h_t, ("batch", "units")),
        (where(m_t, h_t, sp.Integer(0)), ("batch", "units")),
        (at(X, t), ("batch", "input_dim")),
        (at(M, t), ("batch", "1")),
        (over_time(h_t), ("batch", "timesteps", "units")),
        (sp.Tuple(h_t, x_t), (("batch", "units"), ("batch", "input_dim"))),
        (sp.tanh(h_t), ("batch", "units")),
        (words.transposed(W_i), ("units", "input_dim")),
        (words.outer(h_t, x_t), ("batch", "units", "input_dim")),
        (words.row(h_t), ("batch", "1", "units")),
        (words.vecmat(h_t, words.outer(h_t, x_t)), ("batch", "input_dim")),
        (words.over_rows(words.outer(h_t, x_t)), ("batch", "input_dim")),
        (words.over_examples(h_t), ("units",)),
        (words.over_units(h_t), ("batch", "1")),
        (words.mean(h_t), ("batch", "1")),
        (words.largest(h_t), ("batch", "1")),
        (words.largest_in_columns(W_i), ("units",)),
        (words.highest(W_i), ()),
        (words.width(h_t), ()),
        (words.concat(h_t, h_t), ("batch", "2*units")),
        (words.block_diagonal(W_i), ("input_dim", "input_dim")),
    ],
)
def test_the_shape_of_an_expression(expr: sp.Basic, shape: tuple) -> None:
    assert shapes.of(expr) == shape


@pytest.mark.parametrize(
    ("expr", "said"),
    [
        (dot(h_t, W_i), r"dot\(h_t, W_i\): \(batch, units\) and \(input_dim, units\)"),
        (x_t + h_t, r"terms do not fit: .*x_t \(batch, input_dim\)"),
        (at(h_t, t), "has no timesteps"),
        (where(m_t, sp.Tuple(h_t, h_t), sp.Tuple(h_t, x_t)), "differ in shape"),
    ],
)
def test_terms_that_do_not_fit_are_named(expr: sp.Basic, said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        shapes.of(expr)


def test_the_error_of_a_cell_names_the_equation() -> None:
    equation = Equation("input-gate", h_t, x_t + b_i)
    with pytest.raises(ShapeError, match=r"^input-gate: terms do not fit"):
        Cell("cell", "C", n, (x_t,), (b_i,), (equation,), (h_t,))


def test_the_left_side_must_have_the_shape_of_the_right() -> None:
    equation = Equation("copy", h_t, x_t)
    with pytest.raises(ShapeError, match=r"^copy: h_t is"):
        Cell("cell", "C", n, (x_t,), (), (equation,), (h_t,))


def test_a_convolution_keeps_rows_and_columns_and_mixes_units() -> None:
    kernel = n.symbol("K", "K", "kernel_rows kernel_columns input_dim units", "kernel")
    image = n.symbol("I", "I", "batch rows columns input_dim", "image")
    of = Shapes(n.quantities).of
    assert of(convolve(kernel, image)) == ("batch", "rows", "columns", "units")
    for pair in ((image, kernel), (W_i, image), (kernel, x_t)):
        with pytest.raises(ShapeError, match=r"convolve\(.*expected \(rows, columns, inputs"):
            of(convolve(*pair))
