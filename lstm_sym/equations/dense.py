"""The Dense layer of Keras, with an activation; its product is that of every layer."""

from sympy import Integer, evaluate

from lstm_sym.equations.each_timestep import each_timestep
from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(KERAS)
x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
y_t = n.symbol("y_t", "y_t", "batch units", "output at timestep t")
W = n.symbol("kernel", "W", "input_dim units", "weights of the input")
b = n.symbol("bias", "b", "units", "bias")
n.option("bias", "whether there is a bias (use_bias)", gives=(b,))
phi = n.function("activation", r"\phi", "linear", "activation of the output")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "dense_cell",
        r"\mathrm{Dense}",
        n,
        given=(x_t,),
        weights=(W, b),
        equations=(
            Equation("no-bias", b, Integer(0), n.when(bias=False)),
            Equation("dense-output", y_t, phi(dot(x_t, W) + b)),
        ),
        results=(y_t,),
    )

X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
formulation = Formulation(
    "dense",
    "The Dense layer of Keras",
    (
        "Keras 3.15.1, keras/src/layers/core/dense.py",
        "Keras 2.2.4, keras/layers/core.py, Dense.call",
    ),
    cell,
    each_timestep(cell, "dense", "DenseResult", (X,)),
)
