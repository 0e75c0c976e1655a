"""The LSTMLayer of Lasagne 0.1: what the output gate sees of the cell is outside the sigmoid."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(uniform("lasagne", "ifco", "kernel recurrent_kernel bias", "Lasagne 0.1"))
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the hidden state")
b = n.stack("bias", "b", "units", "bias")
w_i, w_f, w_o = (n.symbol(f"w_{k}", f"w_{k}", "units", f"peephole of the gate {k}") for k in "ifo")
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
g_t = n.symbol("g_t", "g_t", "batch units", "candidate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
with evaluate(False):  # keep every sum and product in the order written here
    equations = (
        Equation("input-gate", i_t, sigmoid(dot(x_t, W.i) + dot(h_tm1, U.i) + b.i + w_i * c_tm1)),
        Equation("forget-gate", f_t, sigmoid(dot(x_t, W.f) + dot(h_tm1, U.f) + b.f + w_f * c_tm1)),
        Equation("candidate", g_t, tanh(dot(x_t, W.c) + dot(h_tm1, U.c) + b.c)),
        Equation("cell-state", c_t, f_t * c_tm1 + i_t * g_t),
        Equation("output-gate", o_t, sigmoid(dot(x_t, W.o) + dot(h_tm1, U.o) + b.o) + w_o * c_t),
        Equation("hidden-state", h_t, o_t * tanh(c_t)),
    )
weights = (W.whole, U.whole, b.whole, w_i, w_f, w_o)
given = (x_t, h_tm1, c_tm1)
cell = Cell("lasagne_cell", r"\mathrm{Lasagne}", n, given, weights, equations, (h_t, c_t))
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
state_c = n.symbol("state_c", r"\mathrm{state\_c}", "batch units", "last cell state")
returned = (outputs, state_h, state_c)
over_time = sequence(cell, "LasagneResult", (X, x_t), (h, c), returned, name="lasagne")
source = "Lasagne 0.1, lasagne/layers/recurrent.py, LSTMLayer"
formulation = Formulation("lasagne", "The LSTM of Lasagne", (source,), cell, over_time)
