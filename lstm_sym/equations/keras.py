"""The LSTM of Keras, as every version from 0.1 to 3.15 computes it.

A row vector stands for one example, as in Keras: x_t W, not W x_t. The literature's cell is the
same with a tanh for each activation and a sigmoid for each recurrent activation.
"""

from sympy import Integer, evaluate

from lstm_sym.bibliography import GERS_2000, HOCHREITER_1997
from lstm_sym.equations.sequences import ALL, sequence
from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(KERAS)

# Over time: name, shape, meaning; each at time 0, t - 1, t and T.
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")

# Given at timestep t: name in code, name on paper, shape, meaning.
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")

# Learned: in each array one block a gate, W.i for the input gate and so on.
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the hidden state")
b = n.stack("bias", "b", "units", "bias")
n.option("bias", "whether the gates have a bias (use_bias)", gives=(b.whole,))

# Chosen by the user: name in code, name on paper, Keras's default, meaning.
phi = n.function("activation", r"\phi", "tanh", "activation of the candidate and of the cell state")
sigma = n.function("recurrent_activation", r"\sigma", "sigmoid", "activation of the three gates")

# Defined by the equations.
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
g_t = n.symbol("g_t", r"\tilde c_t", "batch units", "candidate cell state")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")

with evaluate(False):  # keep every sum and product in the order written here
    lstm_cell = Cell(
        "lstm_cell",
        r"\mathrm{LSTMCell}",
        n,
        given=(x_t, h_tm1, c_tm1),
        weights=(W.whole, U.whole, b.whole),
        equations=(
            Equation("no-bias", b.whole, Integer(0), n.when(bias=False)),
            Equation("input-gate", i_t, sigma(dot(x_t, W.i) + dot(h_tm1, U.i) + b.i)),
            Equation("forget-gate", f_t, sigma(dot(x_t, W.f) + dot(h_tm1, U.f) + b.f)),
            Equation("candidate", g_t, phi(dot(x_t, W.c) + dot(h_tm1, U.c) + b.c)),
            Equation("output-gate", o_t, sigma(dot(x_t, W.o) + dot(h_tm1, U.o) + b.o)),
            Equation("cell-state", c_t, f_t * c_tm1 + i_t * g_t),
            Equation("hidden-state", h_t, o_t * phi(c_t)),
        ),
        results=(h_t, c_t),
    )

# The sequence: what is given and what comes out; its equations are in sequences.py.
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
lstm_output = n.symbol("lstm_output", r"\mathrm{lstm\_output}", "batch timesteps? units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
state_c = n.symbol("state_c", r"\mathrm{state\_c}", "batch units", "last cell state")
lstm = sequence(lstm_cell, "LSTMResult", (X, x_t), (h, c), (lstm_output, state_h, state_c), ALL)

formulation = Formulation(
    "keras",
    "The LSTM of Keras",
    sources=(
        "Keras 2.2.4, keras/layers/recurrent.py, LSTMCell.call and RNN.call",
        "Keras 3.15.1, keras/src/layers/rnn/lstm.py, LSTMCell.call, and keras/src/backend/*/rnn.py",
        HOCHREITER_1997.cited(),
        GERS_2000.cited(),
    ),
    cell=lstm_cell,
    sequence=lstm,
)
