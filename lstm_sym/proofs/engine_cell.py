"""A cell that no source states: it needs of the engine what no other formulation does.

Its equations use the input beside the products, and a state of the timestep before after its new
value is there.
"""

from sympy import evaluate

from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(uniform("engine_cell", "f", "W U b", "this project"))
x_t = n.symbol("x_t", "x_t", "batch units", "input at timestep t")
h = n.series("h", "batch units", "output")
c = n.series("c", "batch units", "state")
W = n.stack("W", "W", "units units", "weights of the input")
U = n.stack("U", "U", "units units", "weights of the output")
b = n.stack("b", "b", "units", "bias")
f_t = n.symbol("f_t", "f_t", "batch units", "gate")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "engine_cell",
        r"\mathrm{Cell}",
        n,
        given=(x_t, h.before, c.before),
        weights=(W.whole, U.whole, b.whole),
        equations=(
            Equation("gate", f_t, sigmoid(dot(x_t, W.f) + dot(h.before, U.f) + b.f)),
            Equation("state", c.now, f_t * x_t),
            Equation("output", h.now, c.now + c.before * h.before),
        ),
        results=(h.now, c.now),
    )

X = n.symbol("inputs", "X", "batch timesteps units", "input sequences")
Y = n.symbol("outputs", "Y", "batch timesteps units", "outputs")
last_h = n.symbol("last_h", r"\mathrm{last\_h}", "batch units", "last output")
last_c = n.symbol("last_c", r"\mathrm{last\_c}", "batch units", "last state")
formulation = Formulation(
    "engine_cell",
    "A cell for the engine",
    ("this project",),
    cell,
    sequence(cell, "Result", (X, x_t), (h, c), (Y, last_h, last_c), name="engine"),
)
