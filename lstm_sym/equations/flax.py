"""The LSTM cells of Flax: a bias beside the hidden weights only."""

from sympy import evaluate

from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import FLAX
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(FLAX)
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch features", "hidden state")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch features", "cell state")
W = n.stack("input_kernel", "W", "input_dim features", "weights of the input", "W_i{}", "W_{{i{}}}")
U = n.stack("hidden_kernel", "U", "features features", "hidden weights", "W_h{}", "W_{{h{}}}")
b = n.stack("hidden_bias", "b", "features", "hidden bias", "b_h{}", "b_{{h{}}}")
sigma = n.function("gate_fn", r"\sigma", "sigmoid", "activation of the three gates")
phi = n.function(
    "activation_fn", r"\phi", "tanh", "activation of the cell input and the cell state"
)
i_t = n.symbol("i_t", "i_t", "batch features", "input gate")
f_t = n.symbol("f_t", "f_t", "batch features", "forget gate")
g_t = n.symbol("g_t", "g_t", "batch features", "cell input")
o_t = n.symbol("o_t", "o_t", "batch features", "output gate")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LSTMCell}",
        n,
        given=(x_t, c_tm1, h_tm1),
        weights=(W.whole, U.whole, b.whole),
        equations=(
            Equation("input-gate", i_t, sigma(dot(x_t, W.i) + dot(h_tm1, U.i) + b.i)),
            Equation("forget-gate", f_t, sigma(dot(x_t, W.f) + dot(h_tm1, U.f) + b.f)),
            Equation("cell-input", g_t, phi(dot(x_t, W.g) + dot(h_tm1, U.g) + b.g)),
            Equation("output-gate", o_t, sigma(dot(x_t, W.o) + dot(h_tm1, U.o) + b.o)),
            Equation("cell-state", c_t, f_t * c_tm1 + i_t * g_t),
            Equation("hidden-state", h_t, o_t * phi(c_t)),
        ),
        results=(c_t, h_t),
    )

X = n.symbol("inputs", "X", "batch timesteps input_dim", "input sequences")
outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps features", "output")
carry_c = n.symbol("carry_c", r"\mathrm{carry\_c}", "batch features", "last cell state")
carry_h = n.symbol("carry_h", r"\mathrm{carry\_h}", "batch features", "last hidden state")
formulation = Formulation(
    "flax",
    "The LSTM cells of Flax",
    ("Flax, flax/linen/recurrent.py, LSTMCell and OptimizedLSTMCell",),
    cell,
    sequence(
        cell,
        "LSTMResult",
        (X, x_t),
        (c, h),
        (outputs, carry_c, carry_h),
        ("go_backwards",),
        output=h,
    ),
)
