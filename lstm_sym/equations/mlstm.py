"""The mLSTM of xLSTM: a matrix a head as memory, which keys and values are written to.

The gates see the input alone. As in the sLSTM, what the stabilizer takes from an exponent it takes
from the memory and from the normalizer alike; published copies leave it out. The equations end at
the retrieved value: the layers around it multiply it with an output gate, or normalize it.
"""

from sympy import Symbol, evaluate, exp, log, sqrt

from lstm_sym.bibliography import BECK_2024
from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import MLSTM
from lstm_sym.notation import (
    Cell,
    Equation,
    Formulation,
    Notation,
    absolute,
    maximum,
    minimum,
    outer,
    over_units,
    row,
    vecmat,
    width,
)

n = Notation(MLSTM)
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
C = C_0, C_tm1, C_t, C_T = n.series("C", "batch heads head head", "memory")
u = u_0, u_tm1, u_t, u_T = n.series("n", "batch heads head", "normalizer")
m = m_0, m_tm1, m_t, m_T = n.series("m", "batch heads 1", "stabilizer")
h = h_0, h_tm1, h_t, h_T = n.series("h", "batch heads head", "hidden state")
W = n.stack("kernel", "W", "heads input_dim head", "weights of the input, head by head")
b = n.stack("bias", "b", "heads head", "bias, head by head")
w_i, w_f = (
    n.symbol(
        f"{g}_kernel", f"w_{g}", "heads input_dim 1", f"weights of the input for the {said} gate"
    )
    for g, said in (("i", "input"), ("f", "forget"))
)
b_i, b_f = (
    n.symbol(f"{g}_bias", f"b_{g}", "heads 1", f"bias of the {said} gate")
    for g, said in (("i", "input"), ("f", "forget"))
)
epsilon = n.number("epsilon", r"\epsilon", 1e-6, "constant that keeps the denominator from zero")
stabilized = n.option(
    "stabilized",
    "whether a stabilizer keeps the exponentials below one",
    True,
    {True: "as the paper and its package have it", False: "as published copies have it"},
)


def value(name: str, latex: str, meaning: str, size: str = "1") -> Symbol:
    return n.symbol(name, latex, f"batch heads {size}", meaning)


q_t = value("q_t", "q_t", "query", "head")
k_sum = value("k_sum", r"\tilde k_t", "key before it is scaled", "head")
k_t = value("k_t", "k_t", "key", "head")
v_t = value("v_t", "v_t", "value", "head")
i_sum = value("i_sum", r"\tilde i_t", "sum of the input gate")
f_sum = value("f_sum", r"\tilde f_t", "sum of the forget gate")
r_t = value("r_t", "r_t", "exponential that is never above one")
s_t = value("s_t", "s_t", "logarithm of the forget gate's sigmoid")
l_t = value("l_t", "l_t", "logarithm of what the forget gate keeps")
i_t = value("i_t", "i_t", "input gate")
f_t = value("f_t", "f_t", "forget gate")
d_t = value("d_t", "d_t", "denominator of the retrieved value")
kept, bare = n.when(stabilized=True), n.when(stabilized=False)

with evaluate(False):  # keep every sum and product in the order written here
    x = row(x_t)
    cell = Cell(
        "mlstm_cell",
        r"\mathrm{mLSTM}",
        n,
        given=(x_t, C_tm1, u_tm1, m_tm1),
        weights=(W.whole, b.whole, w_i, b_i, w_f, b_f),
        equations=(
            Equation("query", q_t, vecmat(x, W.q) + b.q),
            Equation("key-sum", k_sum, vecmat(x, W.k) + b.k),
            Equation("key", k_t, k_sum / sqrt(width(k_sum))),
            Equation("value", v_t, vecmat(x, W.v) + b.v),
            Equation("input-gate-sum", i_sum, vecmat(x, w_i) + b_i),
            Equation("forget-gate-sum", f_sum, vecmat(x, w_f) + b_f),
            # The logarithm of a sigmoid, in words that allocate nothing and do not overflow.
            Equation("log-rest", r_t, exp(-absolute(f_sum)), kept),
            Equation("log-sigmoid", s_t, minimum(f_sum, 0) - log(1 + r_t), kept),
            Equation("log-forget", l_t, m_tm1 + s_t, kept),
            Equation("stabilizer", m_t, maximum(i_sum, l_t), kept),
            Equation("input-gate", i_t, exp(i_sum - m_t), kept),
            Equation("forget-gate", f_t, exp(l_t - m_t), kept),
            Equation("no-stabilizer", m_t, m_tm1, bare),
            Equation("input-gate-bare", i_t, exp(i_sum), bare),
            Equation("forget-gate-bare", f_t, sigmoid(f_sum), bare),
            Equation("memory", C_t, row(f_t) * C_tm1 + outer(i_t * k_t, v_t)),
            Equation("normalizer", u_t, f_t * u_tm1 + i_t * k_t),
            Equation(
                "denominator", d_t, maximum(absolute(over_units(q_t * u_t)), exp(-m_t)) + epsilon
            ),
            Equation("hidden-state", h_t, vecmat(q_t, C_t) / d_t),
        ),
        results=(C_t, u_t, m_t, h_t),
        options=(stabilized, n.options["epsilon"]),
    )

X = n.symbol("input", "X", "batch timesteps input_dim", "input sequences")
output = n.symbol("output", r"\mathrm{output}", "batch timesteps heads head", "output")
last = tuple(
    n.symbol(f"last_{s.now.name[0]}", f"{s.now.name[0]}_T", " ".join(n[s.now].shape), said)
    for s, said in ((C, "last memory"), (u, "last normalizer"), (m, "last stabilizer"))
)
mlstm = Formulation(
    "mlstm",
    "The mLSTM of xLSTM",
    (
        BECK_2024.cited("section 2.3"),
        "the package xlstm 2.0.6, xlstm/blocks/mlstm/backends.py",
    ),
    cell,
    sequence(cell, "MLSTMResult", (X, x_t), (C, u, m), (output, *last), name="mlstm", output=h),
)
