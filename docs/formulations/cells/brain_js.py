"""The LSTM of brain.js 1.6.1: its output is what it forgets, and there is no cell state."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(uniform("brain_js", "ifco", "kernel recurrent_kernel bias", "brain.js 1.6.1"))
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "output")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the output")
b = n.stack("bias", "b", "units", "bias")
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
g_t = n.symbol("g_t", "g_t", "batch units", "what is written")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
with evaluate(False):  # keep every sum and product in the order written here
    equations = (
        Equation("input-gate", i_t, sigmoid(dot(x_t, W.i) + dot(h_tm1, U.i) + b.i)),
        Equation("forget-gate", f_t, sigmoid(dot(x_t, W.f) + dot(h_tm1, U.f) + b.f)),
        Equation("candidate", g_t, tanh(dot(x_t, W.c) + dot(h_tm1, U.c) + b.c)),
        Equation("output-gate", o_t, sigmoid(dot(x_t, W.o) + dot(h_tm1, U.o) + b.o)),
        Equation("output", h_t, o_t * tanh(f_t * h_tm1 + i_t * g_t)),
    )
weights = (W.whole, U.whole, b.whole)
cell = Cell("brain_cell", r"\mathrm{Brain}", n, (x_t, h_tm1), weights, equations, (h_t,))
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
last = n.symbol("last", r"\mathrm{last}", "batch units", "last output")
over_time = sequence(cell, "BrainResult", (X, x_t), (h,), (outputs, last), name="brain_js")
source = "brain.js 1.6.1, dist/recurrent/lstm.js, LSTM.getEquation"
formulation = Formulation("brain_js", "The LSTM of brain.js", (source,), cell, over_time)
