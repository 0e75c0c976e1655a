"""The LSTM with peepholes: the gates see the cell state, each unit its own.

The input and the forget gate see the state before, the output gate the new one. The output is not
squashed.
"""

from sympy import evaluate

from lstm_sym.bibliography import GERS_2002
from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.literature import Paper
from lstm_sym.layouts import GERS2002
from lstm_sym.notation import Cell, Equation, dot

n = Paper(GERS2002)
x_t, W, U, b = n.x_t, n.W, n.R, n.b
p = n.stack("p", "p", "units", "peephole weights")
h_0, h_tm1, h_t, h_T = n.output
c_0, c_tm1, c_t, c_T = n.state
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
z_t = n.symbol("z_t", "z_t", "batch units", "cell input, before it is squashed")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LSTM}_{2002}",
        n,
        given=(x_t, h_tm1, c_tm1),
        weights=(W.whole, U.whole, b.whole, p.whole),
        equations=(
            Equation(
                "input-gate", i_t, sigmoid(dot(x_t, W.i) + dot(h_tm1, U.i) + p.i * c_tm1 + b.i)
            ),
            Equation(
                "forget-gate", f_t, sigmoid(dot(x_t, W.f) + dot(h_tm1, U.f) + p.f * c_tm1 + b.f)
            ),
            Equation("cell-input", z_t, dot(x_t, W.c) + dot(h_tm1, U.c) + b.c),
            Equation("cell-state", c_t, f_t * c_tm1 + i_t * (4 * sigmoid(z_t) - 2)),
            Equation(
                "output-gate", o_t, sigmoid(dot(x_t, W.o) + dot(h_tm1, U.o) + p.o * c_t + b.o)
            ),
            Equation("output", h_t, o_t * c_t),
        ),
        results=(h_t, c_t),
    )

formulation = n.formulation(
    "gers2002",
    "The LSTM with peepholes, Gers et al., 2002",
    (GERS_2002.cited("section 2"),),
    cell,
)
