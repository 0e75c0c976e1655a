"""The UGRNNCell of TensorFlow 1.15: one gate between the old state and a new one."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(uniform("ugrnn", "gc", "kernel recurrent_kernel bias", "TensorFlow 1.15.5"))
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "state")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the state")
b = n.stack("bias", "b", "units", "bias")
beta = n.number("forget_bias", r"\beta", 1.0, "what is added to the bias of the gate")
g_t = n.symbol("g_t", "g_t", "batch units", "gate")
c_t = n.symbol("c_t", "c_t", "batch units", "candidate")
with evaluate(False):  # keep every sum and product in the order written here
    equations = (
        Equation("gate", g_t, sigmoid(dot(x_t, W.g) + dot(h_tm1, U.g) + b.g + beta)),
        Equation("candidate", c_t, tanh(dot(x_t, W.c) + dot(h_tm1, U.c) + b.c)),
        Equation("state", h_t, g_t * h_tm1 + (1 - g_t) * c_t),
    )
weights = (W.whole, U.whole, b.whole)
options = (n.options["forget_bias"],)
cell = Cell(
    "ugrnn_cell", r"\mathrm{UGRNN}", n, (x_t, h_tm1), weights, equations, (h_t,), options=options
)
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last state")
over_time = sequence(cell, "UGRNNResult", (X, x_t), (h,), (outputs, state_h), name="ugrnn")
source = "TensorFlow 1.15.5, tensorflow/contrib/rnn/python/ops/rnn_cell.py, UGRNNCell"
formulation = Formulation("ugrnn", "The UGRNN of TensorFlow 1", (source,), cell, over_time)
