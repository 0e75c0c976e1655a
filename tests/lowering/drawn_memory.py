"""Cells with a matrix as state, from drawn parts: with heads or without, keys as long as values or
not, what is written, kept and read in several ways, and an output that is a state or none.
"""

from hypothesis import strategies as st
from sympy import Symbol, evaluate

from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import Layout
from lstm_sym.notation import (
    Cell,
    Equation,
    Formulation,
    Notation,
    dot,
    maximum,
    mean,
    outer,
    over_units,
    row,
    vecmat,
    width,
)

PARTS = st.fixed_dictionaries(
    {
        "heads": st.booleans(),
        "recurrent": st.booleans(),
        "bias": st.booleans(),
        "wide": st.sampled_from(["keys", "values"]),
        "kept": st.sampled_from(["number", "row", "all", "nothing"]),
        "written": st.sampled_from(["plain", "scaled", "difference", "twice"]),
        "read": st.sampled_from(["now", "before", "divided", "own"]),
        "norm": st.sampled_from(["none", "sum", "mean", "width"]),
    }
)


def formulation(parts: dict[str, object]) -> Formulation:
    """The cell of these parts over time."""
    is_own = parts["read"] == "own"  # the output is multiplied with the memory, and by no weights
    heads, wide = "heads " * bool(parts["heads"]), "values" if is_own else str(parts["wide"])
    n = Notation(Layout("drawn", {}, ""))
    x_t = n.symbol("x_t", "x_t", "batch input_dim", "input")
    C = n.series("C", f"batch {heads}{wide} values", "memory")
    y = n.series("y", f"batch {heads}values", "output")
    weights: list[Symbol] = []

    def weighted(name: str, size: str) -> tuple[Symbol, object]:
        """A value of the timestep, and the sum of products that it is."""
        value = n.symbol(f"{name}_t", f"{name}_t", f"batch {heads}{size}", name)
        W = n.symbol(f"W_{name}", f"W_{name}", f"{heads}input_dim {size}", "weights")
        weights.append(W)
        total = vecmat(row(x_t), W) if heads else dot(x_t, W)
        if parts["recurrent"]:
            U = n.symbol(f"U_{name}", f"U_{name}", f"{heads}values {size}", "weights of y")
            weights.append(U)
            total = total + (vecmat(y.before, U) if heads else dot(y.before, U))
        if parts["bias"]:
            b = n.symbol(f"b_{name}", f"b_{name}", f"{heads}{size}", "bias")
            weights.append(b)
            total = total + b
        return value, total

    with evaluate(False):
        (k_t, k), (v_t, v), (q_t, q), (f_t, f), (g_t, g) = (
            weighted(*one)
            for one in (("k", wide), ("v", "values"), ("q", wide), ("f", "1"), ("g", "values"))
        )
        kept = {
            "number": row(f_t) * C.before,
            "row": row(g_t) * C.before,
            "all": C.before,
            "nothing": C.before * 0 + row(f_t) * C.before,
        }[str(parts["kept"])]
        key = {
            "none": k_t,
            "sum": k_t / (1 + over_units(k_t * k_t)),
            "mean": k_t - mean(k_t),
            "width": k_t / width(k_t),
        }[str(parts["norm"])]
        s_t = n.symbol("s_t", "s_t", f"batch {heads}{wide}", "key as it is written")
        written = {
            "plain": outer(s_t, v_t),
            "scaled": outer(f_t * s_t, v_t),
            "difference": outer(s_t, v_t - vecmat(s_t, C.before)),
            "twice": outer(s_t, v_t) + outer(q_t, g_t),
        }[str(parts["written"])]
        read = {
            "now": vecmat(q_t, C.now) * sigmoid(g_t),
            "before": vecmat(q_t, C.before) + v_t,
            "divided": vecmat(q_t, C.now) / maximum(over_units(q_t * q_t), 1),
            "own": vecmat(y.before if is_own else q_t, C.now) * sigmoid(g_t) + v_t,
        }[str(parts["read"])]
        equations = (
            Equation("key", k_t, k),
            Equation("value", v_t, v),
            Equation("query", q_t, q),
            Equation("gate", f_t, sigmoid(f)),
            Equation("other-gate", g_t, sigmoid(g)),
            Equation("scaled-key", s_t, key),
            Equation("memory", C.now, kept + written),
            Equation("read", y.now, read),
        )
    recurrent = bool(parts["recurrent"]) or is_own
    given = (x_t, C.before, y.before) if recurrent else (x_t, C.before)
    cell = Cell("drawn_cell", "D", n, given, tuple(weights), equations, (C.now, y.now))
    X = n.symbol("X", "X", "batch timesteps input_dim", "input sequences")
    Y = n.symbol("Y", "Y", f"batch timesteps {heads}values", "outputs")
    last = [n.symbol("last_C", "L", " ".join(n[C.now].shape), "last memory")]
    last += [n.symbol("last_y", "l", " ".join(n[y.now].shape), "last output")] * recurrent
    states = (C, y) if recurrent else (C,)
    over_time = sequence(cell, "Drawn", (X, x_t), states, (Y, *last), (), "drawn", y)
    return Formulation("drawn", "Drawn", ("nobody",), cell, over_time)
