"""minGRU and minLSTM: gates that see the input alone, so no timestep waits for the one before.

No gate reads the state before, and the candidate is kept above zero. The package computes several
timesteps by sums of logarithms; the equations are those of one timestep, which give the same.
"""

from sympy import Expr, Rational, Symbol, evaluate

from lstm_sym.bibliography import FENG_2024
from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import MINGRU, MINLSTM, Layout
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot, where
from lstm_sym.notation.quantities import Stack

FILE = "minGRU-pytorch 0.2.1, minGRU_pytorch/"


class Minimal(Notation):
    """What both have: one array of weights, one state, a candidate above zero."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        (name,) = layout.arrays
        self.x_t = self.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
        self.h = self.series("h", "batch units", "hidden state")
        self.W: Stack = self.stack(
            name, "W", "input_dim units", "weights of the input", "W_{}", r"W_{}^\top"
        )
        self.a_t = self.value("a_t", "a_t", "candidate before it is made positive")
        self.g_t = self.value("g_t", r"\tilde h_t", "candidate")

    def value(self, name: str, latex: str, meaning: str) -> Symbol:
        return self.symbol(name, latex, "batch units", meaning)

    def candidate(self) -> tuple[Equation, Equation]:
        """The candidate, which the package keeps above zero to take its logarithm."""
        positive = where(self.a_t > 0, self.a_t + Rational(1, 2), sigmoid(self.a_t))
        return (
            Equation("candidate-sum", self.a_t, dot(self.x_t, self.W.h)),
            Equation("candidate", self.g_t, positive),
        )

    def formulation(self, name: str, gates: tuple[Equation, ...], state: Expr) -> Formulation:
        """The cell with these gates and this new state, over all timesteps."""
        n, title = self, name.replace("gru", "GRU").replace("lstm", "LSTM")
        cell = Cell(
            f"{name}_cell",
            rf"\mathrm{{{title}}}",
            n,
            given=(n.x_t, n.h.before),
            weights=(n.W.whole,),
            equations=(*n.candidate(), *gates, Equation("hidden-state", n.h.now, state)),
            results=(n.h.now,),
        )
        X = n.symbol("x", "X", "batch timesteps input_dim", "input sequences")
        out = n.symbol("out", r"\mathrm{out}", "batch timesteps units", "output")
        last = n.symbol("next_prev_hidden", "h_T", "batch units", "last hidden state")
        sources = (FENG_2024.cited("section 3"), f"{FILE}{title}.py, class {title}")
        over_time = sequence(
            cell, f"M{title[1:]}Result", (X, n.x_t), (n.h,), (out, last), name=name
        )
        return Formulation(name, title, sources, cell, over_time)


with evaluate(False):  # keep every sum and product in the order written here
    n = Minimal(MINGRU)
    z_t = n.value("z_t", "z_t", "update gate")
    mingru = n.formulation(
        "mingru",
        (Equation("update-gate", z_t, sigmoid(dot(n.x_t, n.W.z))),),
        (1 - z_t) * n.h.before + z_t * n.g_t,
    )

    n = Minimal(MINLSTM)
    f_t = n.value("f_t", "f_t", "forget gate")
    i_t = n.value("i_t", "i_t", "input gate")
    kept = n.value("f_share", "f'_t", "share of the state that is kept")
    new = n.value("i_share", "i'_t", "share of the candidate")
    minlstm = n.formulation(
        "minlstm",
        (
            Equation("forget-gate", f_t, sigmoid(dot(n.x_t, n.W.f))),
            Equation("input-gate", i_t, sigmoid(dot(n.x_t, n.W.i))),
            Equation("forget-share", kept, f_t / (f_t + i_t)),
            Equation("input-share", new, i_t / (f_t + i_t)),
        ),
        kept * n.h.before + new * n.g_t,
    )
