"""The CoupledLSTMBuilder of DyNet 2.1.2: the forget gate is the rest, and gates see all cells."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import Blocks, Layout
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

arrays = ["x2i", "h2i", "c2i", "bi", "x2o", "h2o", "c2o", "bo", "x2c", "h2c", "bc"]
blocks = {name: Blocks(name[-1], transposed=name[0] != "b") for name in arrays}
n = Notation(Layout("dynet_coupled", blocks, "DyNet 2.1.2"))
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
FROM = {"x": "input_dim units", "h": "units units", "c": "units units", "b": "units"}
ON_PAPER = {"x": "W_{}", "h": "U_{}", "c": "V_{}", "b": "b_{}"}
W = {
    name: n.stack(
        name,
        rf"\mathrm{{{name}}}",
        FROM[name[0]],
        "parameter",
        f"{name[0]}2_{{}}",
        ON_PAPER[name[0]],
    )
    for name in arrays
}
x2i, h2i, c2i, bi, x2o, h2o, c2o, bo, x2c, h2c, bc = (
    next(iter(one.blocks.values())) for one in W.values()
)
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
g_t = n.symbol("g_t", "g_t", "batch units", "candidate")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
with evaluate(False):  # keep every sum and product in the order written here
    equations = (
        Equation(
            "input-gate", i_t, sigmoid(dot(x_t, x2i) + dot(h_tm1, h2i) + dot(c_tm1, c2i) + bi)
        ),
        Equation("candidate", g_t, tanh(dot(x_t, x2c) + dot(h_tm1, h2c) + bc)),
        Equation("cell-state", c_t, (1 - i_t) * c_tm1 + i_t * g_t),
        Equation("output-gate", o_t, sigmoid(dot(x_t, x2o) + dot(h_tm1, h2o) + dot(c_t, c2o) + bo)),
        Equation("hidden-state", h_t, o_t * tanh(c_t)),
    )
weights, given = tuple(one.whole for one in W.values()), (x_t, h_tm1, c_tm1)
cell = Cell("coupled_cell", r"\mathrm{Coupled}", n, given, weights, equations, (h_t, c_t))
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
state_c = n.symbol("state_c", r"\mathrm{state\_c}", "batch units", "last cell state")
returned = (outputs, state_h, state_c)
over_time = sequence(cell, "CoupledResult", (X, x_t), (h, c), returned, name="dynet_coupled")
source = "DyNet 2.1.2, dynet/lstm.cc, CoupledLSTMBuilder"
formulation = Formulation("dynet_coupled", "The coupled LSTM of DyNet", (source,), cell, over_time)
