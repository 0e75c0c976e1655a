"""The first LSTM, which has no forget gate: the cell state only grows.

Equation numbers are those of appendix A.1, which takes inputs from the timestep before; here, as
in the paper's experiments, they are the current ones. Gates see the outputs of the cells.
"""

from sympy import evaluate

from lstm_sym.bibliography import HOCHREITER_1997
from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.literature import Paper
from lstm_sym.layouts import HOCHREITER1997
from lstm_sym.notation import Cell, Equation, dot

n = Paper(HOCHREITER1997)
x_t, W, U, b = n.x_t, n.W, n.R, n.b
h_0, h_tm1, h_t, h_T = n.output
c_0, c_tm1, c_t, c_T = n.state
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
z_t = n.symbol("z_t", "z_t", "batch units", "cell input, before it is squashed")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LSTM}_{1997}",
        n,
        given=(x_t, h_tm1, c_tm1),
        weights=(W.whole, U.whole, b.whole),
        equations=(
            Equation("input-gate", i_t, sigmoid(dot(x_t, W.i) + dot(h_tm1, U.i) + b.i)),  # (7)
            Equation("output-gate", o_t, sigmoid(dot(x_t, W.o) + dot(h_tm1, U.o) + b.o)),  # (8)
            Equation("cell-input", z_t, dot(x_t, W.c) + dot(h_tm1, U.c) + b.c),
            Equation("cell-state", c_t, c_tm1 + i_t * (4 * sigmoid(z_t) - 2)),  # (9) with (5)
            Equation("output", h_t, o_t * (2 * sigmoid(c_t) - 1)),  # with (4)
        ),
        results=(h_t, c_t),
    )

formulation = n.formulation(
    "hochreiter1997",
    "The LSTM of Hochreiter and Schmidhuber, 1997",
    (HOCHREITER_1997.cited("appendix A.1, equations (3) to (9)"),),
    cell,
)
