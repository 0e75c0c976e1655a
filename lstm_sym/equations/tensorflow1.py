"""The cells of TensorFlow 1: LSTMCell with peepholes, clips and a projection; BasicLSTMCell.

The forget bias is added when the cell runs and is not stored. In TensorFlow's state tuple the cell
state comes first. BasicLSTMCell is LSTMCell without peepholes, clips and projection.
"""

from sympy import Expr, Integer, Symbol, evaluate

from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import TENSORFLOW1
from lstm_sym.notation import Cell, Equation, Formulation, Notation, clip, dot

SOURCE = "TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py, class "
INFINITY = float("inf")


def formulation(name: str, title: str, source: str, basic: bool, projected: bool) -> Formulation:
    """One of the three forms."""
    n = Notation(TENSORFLOW1)
    width = "num_proj" if projected else "units"
    x_t = n.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
    c = _, c_tm1, c_t, _ = n.series("c", "batch units", "cell state")
    m = _, m_tm1, m_t, _ = n.series("m", f"batch {width}", "output")
    W = n.stack("input_kernel", "W", "input_dim units", "rows of the kernel for the input")
    U = n.stack("recurrent_kernel", "U", f"{width} units", "rows of the kernel for the output")
    b = n.stack("bias", "b", "units", "bias")
    forget_bias = n.number("forget_bias", r"\beta", 1.0, "addition to the bias of the forget gate")
    phi = n.function("activation", r"\phi", "tanh", "activation of the new input and the state")
    i_t = n.symbol("i_t", "i_t", "batch units", "input gate")
    j_t = n.symbol("j_t", "j_t", "batch units", "new input")
    f_t = n.symbol("f_t", "f_t", "batch units", "forget gate")
    o_t = n.symbol("o_t", "o_t", "batch units", "output gate")
    weights, defaults, numbers = [W.whole, U.whole, b.whole], [], ["forget_bias"]

    def peephole(gate: str, total: Expr, seen: Symbol) -> Expr:
        """The sum with what the gate sees of the cell state."""
        if basic:
            return total
        w = n.symbol(f"w_{gate}_diag", f"w_{gate}", "units", f"peephole of the gate {gate}")
        option = n.option(w.name, f"whether the gate {gate} sees the cell state", gives=(w,))
        weights.append(w)
        defaults.append(
            Equation(f"no-peephole-{gate}", w, Integer(0), n.when(**{option.name: False}))
        )
        return total + w * seen

    def clipped(value: Expr, limit: str, meaning: str) -> Expr:
        if basic:
            return value
        bound = n.number(limit, "k_c" if limit == "cell_clip" else "k_m", INFINITY, meaning)
        numbers.append(limit)
        return clip(value, -bound, bound)

    with evaluate(False):  # keep every sum and product in the order written here
        i_sum = peephole("i", dot(x_t, W.i) + dot(m_tm1, U.i) + b.i, c_tm1)
        f_sum = peephole("f", dot(x_t, W.f) + dot(m_tm1, U.f) + b.f + forget_bias, c_tm1)
        o_sum = peephole("o", dot(x_t, W.o) + dot(m_tm1, U.o) + b.o, c_t)
        state = clipped(f_t * c_tm1 + i_t * j_t, "cell_clip", "bound on the cell state")
        output = o_t * phi(c_t)
        if projected:
            P = n.symbol("projection", "P", "units num_proj", "projection of the output")
            weights.append(P)
            output = clipped(dot(output, P), "proj_clip", "bound on the projected output")
        cell = Cell(
            "lstm_cell",
            r"\mathrm{LSTMCell}",
            n,
            given=(x_t, c_tm1, m_tm1),
            weights=tuple(weights),
            equations=(
                *defaults,
                Equation("input-gate", i_t, sigmoid(i_sum)),
                Equation("new-input", j_t, phi(dot(x_t, W.j) + dot(m_tm1, U.j) + b.j)),
                Equation("forget-gate", f_t, sigmoid(f_sum)),
                Equation("cell-state", c_t, state),
                Equation("output-gate", o_t, sigmoid(o_sum)),
                Equation("output", m_t, output),
            ),
            results=(c_t, m_t),
            options=tuple(n.options[number] for number in numbers),
        )
    X = n.symbol("inputs", "X", "batch timesteps input_dim", "input sequences")
    outputs = n.symbol("outputs", r"\mathrm{outputs}", f"batch timesteps {width}", "output")
    last_c = n.symbol("last_c", r"\mathrm{last\_c}", "batch units", "last cell state")
    last_m = n.symbol("last_m", r"\mathrm{last\_m}", f"batch {width}", "last output")
    over_time = sequence(cell, "LSTMResult", (X, x_t), (c, m), (outputs, last_c, last_m), output=m)
    return Formulation(name, title, (SOURCE + source,), cell, over_time, f"{name}_cell")


basic = formulation(
    "tensorflow1_basic",
    "BasicLSTMCell of TensorFlow 1",
    "BasicLSTMCell",
    basic=True,
    projected=False,
)
plain = formulation(
    "tensorflow1", "LSTMCell of TensorFlow 1", "LSTMCell", basic=False, projected=False
)
projection = formulation(
    "tensorflow1_projection", "LSTMCell of TensorFlow 1 with num_proj", "LSTMCell",
    basic=False, projected=True,
)  # fmt: skip
