"""A cell with every new word: heads, a norm over the units, a choice, a projected output."""

from sympy import Rational, evaluate, sqrt

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import (
    Cell,
    Equation,
    Formulation,
    Notation,
    block_diagonal,
    dot,
    mean,
    where,
)

n = Notation(uniform("everything", "fh", "kernel recurrent_kernel bias", "my own"))
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
y = n.series("y", "batch outputs", "emitted output")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
R = n.stack("recurrent_kernel", "R", "units head", "weights of the hidden state")
b = n.stack("bias", "b", "units", "bias")
P = n.symbol("projection", "P", "units outputs", "projection of the output")
a_t, f_t, g_t = (
    n.symbol(f"{name}_t", f"{name}_t", "batch units", said)
    for name, said in (("a", "sum"), ("f", "forget gate"), ("g", "candidate"))
)
mu, nu = (
    n.symbol(name, rf"\{latex}_t", "batch 1", f"{name} of the sum")
    for name, latex in (("middle", "mu"), ("variance", "nu"))
)
with evaluate(False):
    sums = {g: dot(x_t, W.blocks[g]) + dot(h_tm1, block_diagonal(R.blocks[g])) for g in "fh"}
    equations = (
        Equation("sum", a_t, sums["h"] + b.h),
        Equation("mean", mu, mean(a_t)),
        Equation("variance", nu, mean((a_t - mu) ** 2)),
        Equation("candidate", g_t, tanh((a_t - mu) / sqrt(nu + Rational("0.001")))),
        Equation("forget-gate", f_t, sigmoid(sums["f"] + b.f)),
        Equation("hidden-state", h_t, where(g_t > 0, f_t * h_tm1 + g_t, (1 - f_t) * h_tm1)),
        Equation("emitted", y.now, dot(h_t, P)),
    )
weights = (W.whole, R.whole, b.whole, P)
cell = Cell("my_cell", "E", n, (x_t, h_tm1), weights, equations, (h_t, y.now))
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
output = n.symbol("output", r"\mathrm{output}", "batch timesteps outputs", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
over_time = sequence(
    cell, "EverythingResult", (X, x_t), (h,), (output, state_h), ("go_backwards",), "everything", y
)
formulation = Formulation("everything", "Every new word", ("my paper",), cell, over_time)
