"""A cell whose state is a matrix: outer products are added to it, queries read it."""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot, outer, row, vecmat

n = Notation(uniform("memory", "kvq", "kernel", "my own"))
C = n.series("C", "batch units units", "memory")
y = n.series("y", "batch units", "emitted output")
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
W = n.stack("kernel", "W", "input_dim units", "weights of the input")
w = n.symbol("decay", "w", "input_dim 1", "weights of what is kept")
k_t, v_t, q_t = (
    n.symbol(f"{name}_t", f"{name}_t", "batch units", said)
    for name, said in (("k", "key"), ("v", "value"), ("q", "query"))
)
f_t = n.symbol("f_t", "f_t", "batch 1", "what is kept")
with evaluate(False):
    equations = (
        Equation("key", k_t, dot(x_t, W.k)),
        Equation("value", v_t, dot(x_t, W.v)),
        Equation("query", q_t, dot(x_t, W.q)),
        Equation("kept", f_t, sigmoid(dot(x_t, w))),
        Equation("memory", C.now, row(f_t) * C.before + outer(k_t, v_t)),
        Equation("read", y.now, vecmat(q_t, C.now)),
    )
cell = Cell("memory_cell", "M", n, (x_t, C.before), (W.whole, w), equations, (C.now, y.now))
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
output = n.symbol("output", r"\mathrm{output}", "batch timesteps units", "output")
last = n.symbol("last_memory", r"\mathrm{last}", "batch units units", "last memory")
over_time = sequence(cell, "MemoryResult", (X, x_t), (C,), (output, last), (), "memory", y)
formulation = Formulation("memory", "A matrix as memory", ("my paper",), cell, over_time)
