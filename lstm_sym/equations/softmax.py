"""The softmax of Keras, which mixes units: no activation of an LSTM, but of a layer above one."""

from sympy import Integer, evaluate, exp

from lstm_sym.equations.each_timestep import each_timestep
from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot

n = Notation(KERAS)
x_t = n.symbol("x_t", "x_t", "batch units", "input at timestep t")
ones = n.symbol("ones", "J", "units 1", "ones, whose product with a row is the row's sum")
n.option("ones", "what the sum is taken with; other numbers weigh its terms", gives=(ones,))
e_t = n.symbol("e_t", "e_t", "batch units", "exponentials at timestep t")
s_t = n.symbol("s_t", "s_t", "batch 1", "sum of the exponentials at timestep t")
y_t = n.symbol("y_t", "y_t", "batch units", "output at timestep t: above zero, with the sum one")

with evaluate(False):  # keep every sum and product in the order written here
    cell = Cell(
        "softmax_cell",
        r"\mathrm{softmax}",
        n,
        given=(x_t,),
        weights=(ones,),
        equations=(
            Equation("all-terms", ones, Integer(1), n.when(ones=False)),
            Equation("exponentials", e_t, exp(x_t)),
            Equation("sum", s_t, dot(e_t, ones)),
            Equation("share", y_t, e_t / s_t),
        ),
        results=(y_t,),
    )

X = n.symbol("sequences", "X", "batch timesteps units", "input sequences")
formulation = Formulation(
    "softmax",
    "The softmax of Keras",
    ("Keras 3.15.1, keras/src/activations/activations.py, softmax",),
    cell,
    each_timestep(cell, "softmax", "SoftmaxResult", (X,)),
)
