"""Stacked layers: what one puts out, the one above takes in, timestep by timestep.

What runs in each layer is a formulation's own sequence; these equations are between two layers.
"""

from sympy import Tuple

from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Formulation, Notation, Sequence, at, over_time

n = Notation(KERAS)
y_t = n.symbol(
    "below_t", "y^{(l-1)}_t", "batch input_dim|units", "output of the layer below at timestep t"
)
x_t = n.symbol("input_t", "x^{(l)}_t", "batch input_dim|units", "input of layer l at timestep t")

between = Cell(
    "between",
    r"\mathrm{between}",
    n,
    given=(y_t,),
    weights=(),
    equations=(Equation("next-input", x_t, y_t),),
    results=(x_t,),
)

t = n.symbol("t", "t", "", "timestep, from 1 to T")
n.symbol("timesteps", "T", "", "number of timesteps")
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input of the first layer")
Y = n.symbol("below", "Y", "batch timesteps units", "output of the layer below, layer l - 1")
X_l = n.symbol("layer_input", "X^{(l)}", "batch timesteps input_dim|units", "input of layer l")
below = n.option("below", "what the layer below puts out; the first has none", gives=(Y,))

formulation = Formulation(
    "stacked",
    "Stacked layers",
    (
        "Keras 3.15.1, keras/src/models/sequential.py, Sequential.call",
        "PyTorch 2.13.0, torch/nn/modules/rnn.py, class LSTM",
    ),
    between,
    Sequence(
        "input_of_layer",
        "StackedResult",
        between,
        (X,),
        (below,),
        start=(),
        each=(
            Equation("first-layer", y_t, at(X, t), n.when(below=False)),
            Equation("layer-below", y_t, at(Y, t), n.when(below=True)),
            Equation("between", Tuple(x_t), between(y_t)),
        ),
        finish=(Equation("layer-input", X_l, over_time(x_t)),),
        results=(X_l,),
    ),
    printed_as="stacking",
)
