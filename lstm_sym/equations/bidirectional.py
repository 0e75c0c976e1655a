"""Bidirectional of Keras: one layer from the first timestep on, one from the last, and a merge.

What runs in each direction is a formulation's own sequence; these equations put the two together.
"""

from sympy import Tuple, evaluate

from lstm_sym.equations.sequences import CHOICES
from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Formulation, Notation, Sequence, at, concat, over_time

n = Notation(KERAS)
f_t = n.symbol("forward_t", "f_t", "batch units", "forward output at timestep t")
b_t = n.symbol("backward_t", "b_t", "batch units", "backward output at timestep t")
y_t = n.symbol("merged_t", "y_t", "batch 2*units|units", "merged output at timestep t")
merge_mode = n.option(
    "merge_mode",
    "how the two outputs become one",
    "concat",
    {
        "concat": "side by side, the forward one first",
        "sum": "their sum",
        "mul": "their product",
        "ave": "their mean",
    },
)
return_sequences = n.option("return_sequences", *CHOICES["return_sequences"])

with evaluate(False):  # keep every sum and product in the order written here
    merge = Cell(
        "merge",
        r"\mathrm{merge}",
        n,
        given=(f_t, b_t),
        weights=(),
        equations=(
            Equation("merge-concat", y_t, concat(f_t, b_t), n.when(merge_mode="concat")),
            Equation("merge-sum", y_t, f_t + b_t, n.when(merge_mode="sum")),
            Equation("merge-mul", y_t, f_t * b_t, n.when(merge_mode="mul")),
            Equation("merge-ave", y_t, (f_t + b_t) / 2, n.when(merge_mode="ave")),
        ),
        results=(y_t,),
        options=(merge_mode,),
    )

    t = n.symbol("t", "t", "", "timestep of the input, from 1 to T")
    T = n.symbol("timesteps", "T", "", "number of timesteps")
    F = n.symbol("forward", "F", "batch timesteps units", "outputs of the forward layer")
    B = n.symbol(
        "backward", "B", "batch timesteps units", "outputs of the backward layer, as it runs"
    )
    Z = n.symbol("merged", "Z", "batch timesteps 2*units|units", "merged sequence")
    Y = n.symbol("output", "Y", "batch timesteps? 2*units|units", "output")
    over_both = Sequence(
        "bidirectional",
        "BidirectionalResult",
        merge,
        (F, B),
        (return_sequences,),
        start=(),
        each=(
            Equation("forward", f_t, at(F, t)),
            Equation("backward", b_t, at(B, T + 1 - t), n.when(return_sequences=True)),
            Equation("backward-as-it-runs", b_t, at(B, t), n.when(return_sequences=False)),
            Equation("merge", Tuple(y_t), merge(f_t, b_t)),
        ),
        finish=(
            Equation("merged", Z, over_time(y_t)),
            Equation("output", Y, Z, n.when(return_sequences=True)),
            Equation("last-output", Y, at(Z, T), n.when(return_sequences=False)),
        ),
        results=(Y,),
    )

formulation = Formulation(
    "bidirectional",
    "The Bidirectional of Keras",
    (
        "Keras 2.2.4, keras/layers/wrappers.py, Bidirectional.call",
        "Keras 3.15.1, keras/src/layers/rnn/bidirectional.py, Bidirectional.call",
    ),
    merge,
    over_both,
    printed_as="merging",
)
