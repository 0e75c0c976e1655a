"""The peephole LSTM as the article of Wikipedia prints it, which is not the one of Gers et al.

The gates see the cell state before and no output, through full matrices; even the output gate sees
the state before, and the cell input sees no past at all.
"""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.literature import Paper
from lstm_sym.equations.wikipedia import SOURCE
from lstm_sym.layouts import WIKIPEDIA_PEEPHOLE
from lstm_sym.notation import Cell, Equation, dot

n = Paper(WIKIPEDIA_PEEPHOLE, seen="cell state")
x_t, W, U, b = n.x_t, n.W, n.R, n.b
h_0, h_tm1, h_t, h_T = n.output
c_0, c_tm1, c_t, c_T = n.state
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LSTM}",
        n,
        given=(x_t, h_tm1, c_tm1),
        weights=(W.whole, U.whole, b.whole),
        equations=(
            Equation("forget-gate", f_t, sigmoid(dot(x_t, W.f) + dot(c_tm1, U.f) + b.f)),
            Equation("input-gate", i_t, sigmoid(dot(x_t, W.i) + dot(c_tm1, U.i) + b.i)),
            Equation("output-gate", o_t, sigmoid(dot(x_t, W.o) + dot(c_tm1, U.o) + b.o)),
            Equation("cell-state", c_t, f_t * c_tm1 + i_t * tanh(dot(x_t, W.c) + b.c)),
            Equation("output", h_t, o_t * tanh(c_t)),
        ),
        results=(h_t, c_t),
    )

formulation = n.formulation("wikipedia_peephole", "The peephole LSTM of Wikipedia", (SOURCE,), cell)
