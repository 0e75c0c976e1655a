"""Bidirectional of Keras: one layer from the first timestep on, one from the last, and a merge.

What runs in each direction is a formulation's own sequence; these equations put the two together.
"""

from sympy import Tuple, evaluate

from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Formulation, Notation, Sequence, at, concat, over_time

n = Notation(KERAS)
f_t = n.symbol("forward_t", "f_t", "batch units", "output of the forward layer, for timestep t")
b_t = n.symbol("backward_t", "b_t", "batch units", "output of the backward layer, for timestep t")
y_t = n.symbol("merged_t", "y_t", "batch units", "output for timestep t; twice as wide for concat")
merge_mode = n.option(
    "merge_mode",
    "how the two outputs become one; None keeps both",
    "concat",
    {
        "concat": "side by side, the forward one first",
        "sum": "their sum",
        "mul": "their product",
        "ave": "their mean",
    },
)
every = n.option(
    "return_sequences",
    "what the output holds",
    False,
    {True: "the output of every timestep", False: "the last output of each layer"},
)

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

    t = n.symbol("t", "t", "", "timestep of the input")
    T = n.symbol("timesteps", "T", "", "number of timesteps")
    F = n.symbol("forward", "F", "batch timesteps units", "outputs of the forward layer")
    B = n.symbol(
        "backward", "B", "batch timesteps units", "outputs of the backward layer, as it runs"
    )
    output = n.symbol("output", "Y", "batch timesteps? units", "merged output")
    over_both = Sequence(
        "bidirectional",
        "",
        merge,
        (F, B),
        (every,),
        start=(),
        each=(
            Equation("forward", f_t, at(F, t), n.when(return_sequences=True)),
            Equation("backward", b_t, at(B, T + 1 - t), n.when(return_sequences=True)),
            Equation("forward-last", f_t, at(F, T), n.when(return_sequences=False)),
            Equation("backward-last", b_t, at(B, T), n.when(return_sequences=False)),
            Equation("merge", Tuple(y_t), merge(f_t, b_t)),
        ),
        finish=(
            Equation("output", output, over_time(y_t), n.when(return_sequences=True)),
            Equation("last-output", output, y_t, n.when(return_sequences=False)),
        ),
        results=(output,),
    )

formulation = Formulation(
    "bidirectional",
    "Bidirectional of Keras",
    (
        "Keras 2.2.4, keras/layers/wrappers.py, Bidirectional.call",
        "Keras 3.15.1, keras/src/layers/rnn/bidirectional.py",
    ),
    merge,
    over_both,
)
