"""The GRU of Keras: two gates, one state; ``reset_after`` decides where the reset gate acts."""

from sympy import Integer, evaluate

from lstm_sym.equations.sequences import ALL, sequence
from lstm_sym.layouts import GRU
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(GRU)
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the hidden state")
b = n.stack("bias", "b", "units", "bias")
d = n.stack("recurrent_bias", "d", "units", "bias beside the hidden state, with reset_after")
n.option("bias", "whether there is a bias (use_bias)", gives=(b.whole,))
n.option("recurrent_bias", "whether there is a second bias", gives=(d.whole,))
reset_after = n.option(
    "reset_after",
    "where the reset gate acts",
    True,
    {True: "after the product with the recurrent weights", False: "before it"},
)
phi = n.function("activation", r"\phi", "tanh", "activation of the candidate")
sigma = n.function("recurrent_activation", r"\sigma", "sigmoid", "activation of the two gates")
z_t = n.symbol("z_t", "z_t", "batch units", "update gate")
r_t = n.symbol("r_t", "r_t", "batch units", "reset gate")
g_t = n.symbol("g_t", r"\tilde h_t", "batch units", "candidate")
after, before = n.when(reset_after=True), n.when(reset_after=False)

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "gru_cell",
        r"\mathrm{GRUCell}",
        n,
        given=(x_t, h_tm1),
        weights=(W.whole, U.whole, b.whole, d.whole),
        equations=(
            Equation("no-bias", b.whole, Integer(0), n.when(bias=False)),
            Equation("no-recurrent-bias", d.whole, Integer(0), n.when(recurrent_bias=False)),
            Equation(
                "update-gate",
                z_t,
                sigma(dot(x_t, W.z) + b.z + dot(h_tm1, U.z) + d.z),
                after,
            ),
            Equation(
                "update-gate-reset-before",
                z_t,
                sigma(dot(x_t, W.z) + b.z + dot(h_tm1, U.z)),
                before,
            ),
            Equation(
                "reset-gate",
                r_t,
                sigma(dot(x_t, W.r) + b.r + dot(h_tm1, U.r) + d.r),
                after,
            ),
            Equation(
                "reset-gate-reset-before",
                r_t,
                sigma(dot(x_t, W.r) + b.r + dot(h_tm1, U.r)),
                before,
            ),
            Equation(
                "candidate-reset-after",
                g_t,
                phi(dot(x_t, W.h) + b.h + r_t * (dot(h_tm1, U.h) + d.h)),
                after,
            ),
            Equation(
                "candidate-reset-before",
                g_t,
                phi(dot(x_t, W.h) + b.h + dot(r_t * h_tm1, U.h)),
                before,
            ),
            Equation("hidden-state", h_t, z_t * h_tm1 + (1 - z_t) * g_t),
        ),
        results=(h_t,),
        options=(reset_after,),
    )

X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
gru_output = n.symbol("gru_output", r"\mathrm{gru\_output}", "batch timesteps? units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
formulation = Formulation(
    "gru",
    "The GRU of Keras",
    (
        "Keras 3.15.1, keras/src/layers/rnn/gru.py, GRUCell.call",
        "Keras 2.2.4, keras/layers/recurrent.py, GRUCell",
    ),
    cell,
    sequence(cell, "GRUResult", (X, x_t), (h,), (gru_output, state_h), ALL, "gru"),
)
