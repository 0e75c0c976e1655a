"""Architect.LSTM of synaptic 1.1.4: the gates see what the cells emit, and only those."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import Blocks, Layout
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

stacked = {"kernel": Blocks("ifso"), "peepholes": Blocks("ifo"), "bias": Blocks("ifso")}
n = Notation(Layout("synaptic", stacked, "synaptic 1.1.4"))
s = s_0, s_tm1, s_t, s_T = n.series("s", "batch units", "state of the memory cells")
a = a_0, a_tm1, a_t, a_T = n.series("a", "batch units", "activation of the memory cells")
y = y_0, y_tm1, y_t, y_T = n.series("y", "batch output_dim", "output of the network")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
P = n.stack("peepholes", "P", "units units", "weights of the memory cells' activations")
b = n.stack("bias", "b", "units", "bias")
w = n.symbol("own", "w", "units", "weight of each cell's connection to itself")
V = n.symbol("output_kernel", "V", "units output_dim", "weights from the cells to the output")
D = n.symbol("direct", "D", "input_dim output_dim", "weights from the input to the output")
b_y = n.symbol("output_bias", "b_y", "output_dim", "bias of the output")
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
with evaluate(False):  # keep every sum and product in the order written here
    equations = (
        Equation("input-gate", i_t, sigmoid(b.i + dot(x_t, W.i) + dot(a_tm1, P.i))),
        Equation("forget-gate", f_t, sigmoid(b.f + dot(x_t, W.f) + dot(a_tm1, P.f))),
        Equation("cell-state", s_t, f_t * w * s_tm1 + b.s + i_t * dot(x_t, W.s)),
        Equation("activation", a_t, sigmoid(s_t)),
        Equation("output-gate", o_t, sigmoid(b.o + dot(x_t, W.o) + dot(a_t, P.o))),
        Equation("output", y_t, sigmoid(b_y + dot(o_t * a_t, V) + dot(x_t, D))),
    )
weights = (W.whole, P.whole, b.whole, w, V, D, b_y)
given, results = (x_t, s_tm1, a_tm1), (s_t, a_t, y_t)
cell = Cell("synaptic_cell", r"\mathrm{Synaptic}", n, given, weights, equations, results)
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps output_dim", "output")
state_s = n.symbol("state_s", r"\mathrm{state\_s}", "batch units", "last state")
state_a = n.symbol("state_a", r"\mathrm{state\_a}", "batch units", "last activation")
returned = (outputs, state_s, state_a)
over_time = sequence(cell, "SynapticResult", (X, x_t), (s, a), returned, name="synaptic", output=y)
source = "synaptic 1.1.4, src/architectures/LSTM.js and src/Neuron.js"
formulation = Formulation("synaptic", "The LSTM of synaptic", (source,), cell, over_time)
