"""The sLSTM of xLSTM: an exponential input gate, heads, and a stabilizer that keeps both finite.

What the stabilizer takes from an exponent it takes from the cell state and from the normalizer
alike, so that their quotient, the hidden state, is the same without it, as long as no exponential
is infinite. Published copies leave it out.
"""

from sympy import Integer, evaluate, exp, log

from lstm_sym.bibliography import BECK_2024
from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import SLSTM
from lstm_sym.notation import (
    Cell,
    Equation,
    Formulation,
    Notation,
    absolute,
    block_diagonal,
    dot,
    maximum,
    minimum,
    where,
)

n = Notation(SLSTM)
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch units", "hidden state")
c = c_0, c_tm1, c_t, c_T = n.series("c", "batch units", "cell state")
u = u_0, u_tm1, u_t, u_T = n.series("n", "batch units", "normalizer")
m = m_0, m_tm1, m_t, m_T = n.series("m", "batch units", "stabilizer")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
R = n.stack("recurrent_kernel", "R", "units head", "weights of the hidden state, head by head")
b = n.stack("bias", "b", "units", "bias")
stabilized = n.option(
    "stabilized",
    "whether a stabilizer keeps the exponentials below one",
    True,
    {True: "as the paper and its package have it", False: "as published copies have it"},
)
i_sum, f_sum = (
    n.symbol(f"{g}_sum", rf"\tilde {g}_t", "batch units", f"sum of the {said} gate")
    for g, said in (("i", "input"), ("f", "forget"))
)
r_t = n.symbol("r_t", "r_t", "batch units", "exponential that is never above one")
s_t = n.symbol("s_t", "s_t", "batch units", "logarithm of the forget gate's sigmoid")
l_t = n.symbol("l_t", "l_t", "batch units", "logarithm of what the forget gate keeps")
i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
z_t = n.symbol("z_t", "z_t", "batch units", "cell input")
o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
kept, bare = n.when(stabilized=True), n.when(stabilized=False)

with evaluate(False):  # keep every sum and product in the order written here
    i_, f_, z_, o_ = (
        dot(x_t, W.blocks[g]) + dot(h_tm1, block_diagonal(R.blocks[g])) + b.blocks[g]
        for g in SLSTM.gates
    )
    cell = Cell(
        "slstm_cell",
        r"\mathrm{sLSTM}",
        n,
        given=(x_t, h_tm1, c_tm1, u_tm1, m_tm1),
        weights=(W.whole, R.whole, b.whole),
        equations=(
            Equation("input-gate-sum", i_sum, i_),
            Equation("forget-gate-sum", f_sum, f_),
            Equation("cell-input", z_t, tanh(z_)),
            Equation("output-gate", o_t, sigmoid(o_)),
            # The logarithm of a sigmoid, in words that allocate nothing and do not overflow.
            Equation("log-rest", r_t, exp(-absolute(f_sum)), kept),
            Equation("log-sigmoid", s_t, minimum(f_sum, 0) - log(1 + r_t), kept),
            Equation("log-forget", l_t, m_tm1 + s_t, kept),
            # Before the first timestep nothing is kept that an exponent could be too large for.
            Equation("stabilizer", m_t, where(u_tm1 > 0, maximum(i_sum, l_t), i_sum), kept),
            Equation("input-gate", i_t, minimum(exp(i_sum - m_t), Integer(1)), kept),
            Equation("forget-gate", f_t, minimum(exp(l_t - m_t), Integer(1)), kept),
            Equation("no-stabilizer", m_t, m_tm1, bare),
            Equation("input-gate-bare", i_t, exp(i_sum), bare),
            Equation("forget-gate-bare", f_t, sigmoid(f_sum), bare),
            Equation("cell-state", c_t, f_t * c_tm1 + i_t * z_t),
            Equation("normalizer", u_t, f_t * u_tm1 + i_t),
            Equation("hidden-state", h_t, o_t * c_t / u_t),
        ),
        results=(h_t, c_t, u_t, m_t),
        options=(stabilized,),
    )

X = n.symbol("input", "X", "batch timesteps input_dim", "input sequences")
output = n.symbol("output", r"\mathrm{output}", "batch timesteps units", "output")
last = tuple(
    n.symbol(f"last_{letter}", f"{letter}_T", "batch units", f"last {said}")
    for letter, said in (
        ("h", "hidden state"), ("c", "cell state"), ("n", "normalizer"), ("m", "stabilizer")
    )
)  # fmt: skip
slstm = Formulation(
    "slstm",
    "The sLSTM of xLSTM",
    (
        BECK_2024.cited("section 2.2"),
        "the package xlstm 2.0.6, xlstm/blocks/slstm/src/vanilla/slstm.py",
    ),
    cell,
    sequence(cell, "SLSTMResult", (X, x_t), (h, c, u, m), (output, *last), name="slstm"),
)
