"""The LSTM of Keras, as every version from 0.1 to 3.15 computes it.

A row vector stands for one example, as in Keras: x_t W, not W x_t. The literature's cell is the
same with a tanh for each activation and a sigmoid for each recurrent activation.
The sources stand at the end, beside the name.
"""

from sympy import Integer, Tuple, evaluate

from lstm_sym.layouts import KERAS
from lstm_sym.notation import (
    Cell,
    Equation,
    Formulation,
    Notation,
    Sequence,
    at,
    dot,
    over_time,
    where,
)

n = Notation()

# Over time: name, shape, meaning; each at time 0, t - 1, t and T.
h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")
y_0, y_tm1, y_t, y_T = n.series("y", "batch units", "output")

# Given at timestep t: name in code, name on paper, shape, meaning.
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
m_t = n.symbol("m_t", "m_t", "batch 1", "mask at timestep t: true where the step counts")

# Learned: in each array one block a gate, W.i for the input gate and so on.
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
U = n.stack("recurrent_kernel", "U", "units units", "weights of the hidden state")
b = n.stack("bias", "b", "units", "bias")

# Chosen by the user: name in code, name on paper, Keras's default, meaning.
phi = n.function("activation", r"\phi", "tanh", "activation of the candidate and of the cell state")
sigma = n.function("recurrent_activation", r"\sigma", "sigmoid", "activation of the three gates")

# Defined by the equations.
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
g_t = n.symbol("g_t", r"\tilde c_t", "batch units", "candidate cell state")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")

n.option("bias", "whether the gates have a bias (use_bias)", gives=(b.whole,))

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

# The sequence: what is given, what comes out.
t = n.symbol("t", "t", "", "timestep, from 1 to T, in the order of processing")
T = n.symbol("timesteps", "T", "", "number of timesteps")
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
M = n.symbol("mask", "M", "batch timesteps", "true where a timestep counts")
lstm_output = n.symbol("lstm_output", r"\mathrm{lstm\_output}", "batch timesteps? units", "output")
state_h = n.symbol("state_h", r"\mathrm{state\_h}", "batch units", "last hidden state")
state_c = n.symbol("state_c", r"\mathrm{state\_c}", "batch units", "last cell state")

# Decided by the caller.
options = (
    n.option("initial_state", "hidden and cell state before the first timestep", gives=(h_0, c_0)),
    n.option("mask", "which timesteps count; all of them when absent", gives=(M,)),
    n.option("masked_output", "what is emitted at a masked timestep", "previous", {
        "previous": "the output emitted one timestep before, zeros before the first",
        "state": "the hidden state, which the masked step has kept",
        "zero": "zeros",
    }),
    n.option("go_backwards", "in which order the timesteps are processed", False, {
        False: "from the first to the last",
        True: "from the last to the first; the output is in the order of processing",
    }),
    n.option("return_sequences", "what lstm_output holds", True, {
        True: "the output of every timestep",
        False: "the output of the last timestep",
    }),
)  # fmt: skip
stateless = n.when(initial_state=False)
masked, unmasked = n.when(mask=True), n.when(mask=False)
forwards, backwards = n.when(go_backwards=False), n.when(go_backwards=True)
every, last = n.when(return_sequences=True), n.when(return_sequences=False)
previous, state, zero = (n.when(masked_output=kind) for kind in ("previous", "state", "zero"))

with evaluate(False):
    step = lstm_cell(x_t, h_tm1, c_tm1)
    lstm = Sequence(
        "lstm",
        "LSTMResult",
        lstm_cell,
        given=(X,),
        options=options,
        start=(
            Equation("initial-hidden-state", h_0, Integer(0), stateless),
            Equation("initial-cell-state", c_0, Integer(0), stateless),
            Equation("initial-output", y_0, Integer(0), masked),
        ),
        each=(
            Equation("input", x_t, at(X, t), forwards),
            Equation("input-backwards", x_t, at(X, T + 1 - t), backwards),
            Equation("step", Tuple(h_t, c_t), step, unmasked),
            Equation("mask", m_t, at(M, t), masked | forwards),
            Equation("mask-backwards", m_t, at(M, T + 1 - t), masked | backwards),
            Equation("masked-step", Tuple(h_t, c_t), where(m_t, step, Tuple(h_tm1, c_tm1)), masked),
            Equation("output-previous", y_t, where(m_t, h_t, y_tm1), masked | previous),
            Equation("output-state", y_t, h_t, masked | state),
            Equation("output-zero", y_t, where(m_t, h_t, Integer(0)), masked | zero),
        ),
        finish=(
            Equation("lstm-output", lstm_output, over_time(h_t), every | unmasked),
            Equation("masked-lstm-output", lstm_output, over_time(y_t), every | masked),
            Equation("last-output", lstm_output, h_T, last | unmasked),
            Equation("masked-last-output", lstm_output, y_T, last | masked),
            Equation("state-h", state_h, h_T),
            Equation("state-c", state_c, c_T),
        ),
        results=(lstm_output, state_h, state_c),
    )

formulation = Formulation(
    "keras",
    "The LSTM of Keras",
    sources=(
        "Keras 2.2.4, keras/layers/recurrent.py, LSTMCell.call and RNN.call",
        "Keras 3.15.1, keras/src/layers/rnn/lstm.py and keras/src/backend/*/rnn.py",
        'S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9, 1997',
        'F. Gers, J. Schmidhuber and F. Cummins, "Learning to Forget", Neural Computation 12, 2000',
    ),
    layout=KERAS,
    cell=lstm_cell,
    sequence=lstm,
)
