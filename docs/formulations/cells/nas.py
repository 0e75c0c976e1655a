"""The NASCell of TensorFlow 1.15 and of TensorFlow Addons 0.23: found by a search, not designed."""

from sympy import evaluate

from lstm_sym.equations.activations import relu, sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(uniform("nas", "abcdefgh", "kernel recurrent_kernel", "TensorFlow Addons 0.23.0"))
m = m_0, m_tm1, m_t, m_T = n.series("m", "batch units", "output")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the output")
p_t, q_t, r_t = (n.symbol(f"{k}_t", f"{k}_t", "batch units", "a part of the cell") for k in "pqr")
with evaluate(False):  # keep every sum and product in the order written here
    x, h = ({k: dot(v, w) for k, w in M.blocks.items()} for v, M in ((x_t, W), (m_tm1, U)))
    p = tanh(sigmoid(x["a"] + h["a"]) * relu(x["b"] + h["b"]))
    q = tanh(sigmoid(x["c"] + h["c"]) + relu(x["d"] * h["d"]))
    new = tanh(tanh(x["e"] + h["e"]) * sigmoid(x["f"] + h["f"]))
    r = tanh(new + sigmoid(tanh(x["g"] + h["g"]) + sigmoid(x["h"] + h["h"])))
    equations = (
        Equation("first-part", p_t, p),
        Equation("second-part", q_t, q),
        Equation("third-part", r_t, r),
        Equation("cell-state", c_t, tanh(p_t + c_tm1) * q_t),
        Equation("output", m_t, tanh(c_t * r_t)),
    )
given = (x_t, m_tm1, c_tm1)
cell = Cell("nas_cell", r"\mathrm{NAS}", n, given, (W.whole, U.whole), equations, (m_t, c_t))
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
state_m = n.symbol("state_m", r"\mathrm{state\_m}", "batch units", "last output")
state_c = n.symbol("state_c", r"\mathrm{state\_c}", "batch units", "last cell state")
over_time = sequence(cell, "NASResult", (X, x_t), (m, c), (outputs, state_m, state_c), name="nas")
sources = (
    "TensorFlow 1.15.5, tensorflow/contrib/rnn/python/ops/rnn_cell.py, NASCell",
    "TensorFlow Addons 0.23.0, tensorflow_addons/rnn/nas_cell.py, NASCell",
)
formulation = Formulation("nas", "The NAS cell of TensorFlow", sources, cell, over_time)
