"""The SimpleRNN of Keras: no gate, one state, which is the output."""

from sympy import Integer, evaluate

from lstm_sym.equations.sequences import ALL, sequence
from lstm_sym.layouts import SIMPLE_RNN
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(SIMPLE_RNN)
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the hidden state")
b = n.stack("bias", "b", "units", "bias")
n.option("bias", "whether there is a bias (use_bias)", gives=(b.whole,))
phi = n.function("activation", r"\phi", "tanh", "activation of the hidden state")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "simple_rnn_cell",
        r"\mathrm{SimpleRNNCell}",
        n,
        given=(x_t, h_tm1),
        weights=(W.whole, U.whole, b.whole),
        equations=(
            Equation("no-bias", b.whole, Integer(0), n.when(bias=False)),
            Equation("hidden-state", h_t, phi(dot(x_t, W.h) + b.h + dot(h_tm1, U.h))),
        ),
        results=(h_t,),
    )

X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
rnn_output = n.symbol("rnn_output", r"\mathrm{rnn\_output}", "batch timesteps? units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
formulation = Formulation(
    "simple_rnn",
    "The SimpleRNN of Keras",
    (
        "Keras 3.15.1, keras/src/layers/rnn/simple_rnn.py",
        "Keras 2.2.4, keras/layers/recurrent.py, SimpleRNNCell",
    ),
    cell,
    sequence(cell, "SimpleRNNResult", (X, x_t), (h,), (rnn_output, state_h), ALL, "simple_rnn"),
)
