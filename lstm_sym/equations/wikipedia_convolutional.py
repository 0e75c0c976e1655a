"""The peephole convolutional LSTM as the article of Wikipedia prints it.

The products with W and U are convolutions over rows and columns; the peepholes V have a weight for
each place. The output gate sees the new cell state, as that of Gers et al. does.
"""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.equations.wikipedia import SOURCE
from lstm_sym.layouts import WIKIPEDIA_CONVOLUTIONAL
from lstm_sym.notation import Cell, Equation, Formulation, Notation, convolve

n = Notation(WIKIPEDIA_CONVOLUTIONAL)
PLACES = "batch rows columns"
x_t = n.symbol("x_t", "x_t", f"{PLACES} channels", "input at timestep t")
h = h_0, h_tm1, h_t, h_T = n.series("h", f"{PLACES} units", "output")
c = c_0, c_tm1, c_t, c_T = n.series("c", f"{PLACES} units", "cell state")
W = n.stack("W", "W", "kernel_rows kernel_columns channels units", "kernels of the input")
U = n.stack("U", "U", "kernel_rows kernel_columns units units", "kernels of the output")
V = n.stack("V", "V", "rows columns units", "peepholes")
b = n.stack("b", "b", "units", "bias")
f_t = n.symbol("f_t", "f_t", f"{PLACES} units", "forget gate")
i_t = n.symbol("i_t", "i_t", f"{PLACES} units", "input gate")
o_t = n.symbol("o_t", "o_t", f"{PLACES} units", "output gate")

with evaluate(False):  # keep every sum and product in the order written here
    f_sum = convolve(W.f, x_t) + convolve(U.f, h_tm1) + V.f * c_tm1 + b.f
    i_sum = convolve(W.i, x_t) + convolve(U.i, h_tm1) + V.i * c_tm1 + b.i
    c_sum = convolve(W.c, x_t) + convolve(U.c, h_tm1) + b.c
    o_sum = convolve(W.o, x_t) + convolve(U.o, h_tm1) + V.o * c_t + b.o
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LSTM}",
        n,
        given=(x_t, h_tm1, c_tm1),
        weights=(W.whole, U.whole, V.whole, b.whole),
        equations=(
            Equation("forget-gate", f_t, sigmoid(f_sum)),
            Equation("input-gate", i_t, sigmoid(i_sum)),
            Equation("cell-state", c_t, f_t * c_tm1 + i_t * tanh(c_sum)),
            Equation("output-gate", o_t, sigmoid(o_sum)),
            Equation("output", h_t, o_t * tanh(c_t)),
        ),
        results=(h_t, c_t),
    )

X = n.symbol("sequences", "X", "batch timesteps rows columns channels", "input sequences")
outputs = n.symbol("outputs", "h", "batch timesteps rows columns units", "output of every timestep")
last_h = n.symbol("last_h", "h_T", f"{PLACES} units", "last output")
last_c = n.symbol("last_c", "c_T", f"{PLACES} units", "last cell state")
formulation = Formulation(
    "wikipedia_convolutional",
    "The convolutional peephole LSTM of Wikipedia",
    (SOURCE,),
    cell,
    sequence(cell, "LSTMResult", (X, x_t), (h, c), (outputs, last_h, last_c)),
)
