"""The LSTM of cuDNN: two biases, no peepholes; the matrices are those of linLayerID 0 to 7."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import CUDNN
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(CUDNN)
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")
W = n.stack("W", "W", "input_dim units", "weights of the input", "", r"W_{}^\top")
R = n.stack("R", "R", "units units", "weights of the hidden state", "", r"R_{}^\top")
b = n.stack("b_W", "b_W", "units", "input bias", "b_W{}", "b_{{W{}}}")
d = n.stack("b_R", "b_R", "units", "recurrent bias", "b_R{}", "b_{{R{}}}")
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
g_t = n.symbol("g_t", "c'_t", "batch units", "new memory")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LSTMCell}",
        n,
        given=(x_t, h_tm1, c_tm1),
        weights=(W.whole, R.whole, b.whole, d.whole),
        equations=(
            Equation("input-gate", i_t, sigmoid(dot(x_t, W.i) + dot(h_tm1, R.i) + b.i + d.i)),
            Equation("forget-gate", f_t, sigmoid(dot(x_t, W.f) + dot(h_tm1, R.f) + b.f + d.f)),
            Equation("output-gate", o_t, sigmoid(dot(x_t, W.o) + dot(h_tm1, R.o) + b.o + d.o)),
            Equation("new-memory", g_t, tanh(dot(x_t, W.c) + dot(h_tm1, R.c) + b.c + d.c)),
            Equation("cell-state", c_t, f_t * c_tm1 + i_t * g_t),
            Equation("hidden-state", h_t, o_t * tanh(c_t)),
        ),
        results=(h_t, c_t),
    )

X = n.symbol("x", "X", "batch timesteps input_dim", "input sequences")
y = n.symbol("y", "y", "batch timesteps units", "output")
hy = n.symbol("hy", "h_y", "batch units", "last hidden state")
cy = n.symbol("cy", "c_y", "batch units", "last cell state")
formulation = Formulation(
    "cudnn",
    "The LSTM of cuDNN",
    ("NVIDIA cuDNN, cudnnRNNMode_t, CUDNN_LSTM",),
    cell,
    sequence(cell, "LSTMResult", (X, x_t), (h, c), (y, hy, cy), ("go_backwards",)),
)
