"""The StatefulPeepholeLSTM of Chainer 7.8.1: each gate sees the cells of all units."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import Blocks, Layout
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

four, peep = Blocks("aifo", transposed=True), {f"peep_{k}": Blocks(k, True) for k in "ifo"}
stacked = {"upward": four, "lateral": four, "bias": Blocks("aifo")}
n = Notation(Layout("chainer_peephole", {**stacked, **peep}, "Chainer 7.8.1"))
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("upward", "W", "input_dim units", "weights of the input")
U = n.stack("lateral", "U", "units units", "weights of the hidden state")
b = n.stack("bias", "b", "units", "bias")
V_i, V_f, V_o = (
    n.stack(f"peep_{k}", rf"\mathrm{{peep}}_{k}", "units units", "peepholes", "V_{}", "V_{}")
    for k in "ifo"
)
a_t = n.symbol("a_t", "a_t", "batch units", "candidate")
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
with evaluate(False):  # keep every sum and product in the order written here
    i_sum = dot(x_t, W.i) + b.i + dot(h_tm1, U.i) + dot(c_tm1, V_i.i)
    f_sum = dot(x_t, W.f) + b.f + dot(h_tm1, U.f) + dot(c_tm1, V_f.f)
    o_sum = dot(x_t, W.o) + b.o + dot(h_tm1, U.o) + dot(c_t, V_o.o)
    equations = (
        Equation("candidate", a_t, tanh(dot(x_t, W.a) + b.a + dot(h_tm1, U.a))),
        Equation("input-gate", i_t, sigmoid(i_sum)),
        Equation("forget-gate", f_t, sigmoid(f_sum)),
        Equation("cell-state", c_t, a_t * i_t + f_t * c_tm1),
        Equation("output-gate", o_t, sigmoid(o_sum)),
        Equation("hidden-state", h_t, o_t * tanh(c_t)),
    )
weights = (W.whole, U.whole, b.whole, V_i.whole, V_f.whole, V_o.whole)
given = (x_t, h_tm1, c_tm1)
cell = Cell("peephole_cell", r"\mathrm{Peephole}", n, given, weights, equations, (h_t, c_t))
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
state_c = n.symbol("state_c", r"\mathrm{state\_c}", "batch units", "last cell state")
returned = (outputs, state_h, state_c)
over_time = sequence(cell, "PeepholeResult", (X, x_t), (h, c), returned, name="chainer_peephole")
source = "Chainer 7.8.1, chainer/links/rnn/peephole.py, StatefulPeepholeLSTM"
formulation = Formulation(
    "chainer_peephole", "The peephole LSTM of Chainer", (source,), cell, over_time
)
