"""The LSTM with layer normalization, in the two meanings that share the name.

The cell of tf.contrib normalizes each gate's sum of both products, and adds the forget bias after
that. The cell of TensorFlow Addons normalizes each product by itself, over the units of all four
gates at once, and adds the bias after both. Both normalize the cell state and keep it so.
"""

from collections.abc import Iterator

from sympy import Expr, Integer, Rational, Symbol, evaluate, sqrt

from lstm_sym.bibliography import BA_2016
from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import ADDONS_LAYER_NORM, CONTRIB_LAYER_NORM, Layout
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot, mean


class Normalized(Notation):
    """What both have: the kernel and the recurrent kernel, the state's own normalization."""

    def __init__(self, layout: Layout, names: str, epsilon: float) -> None:
        super().__init__(layout)
        self.gates = layout.gates
        kernel, recurrent, *_ = layout.arrays
        self.x_t = self.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
        self.h = self.series("h", "batch units", "hidden state")
        self.c = self.series("c", "batch units", "normalized cell state")
        self.W = self.stack(kernel, "W", "input_dim units", "weights of the input")
        self.U = self.stack(recurrent, "U", "units units", "weights of the hidden state")
        self.gamma_c = self.symbol("state_gamma", r"\gamma_c", "units", "scale of the cell state")
        self.beta_c = self.symbol("state_beta", r"\beta_c", "units", "centre of the cell state")
        self.epsilon = self.number(
            names, r"\epsilon", epsilon, "what keeps the root of a variance from zero"
        )
        self.sum_t = self.value("c_sum", r"\bar c_t", "cell state before it is normalized")

    def value(self, name: str, latex: str, meaning: str, size: str = "units") -> Symbol:
        return self.symbol(name, latex, f"batch {size}", meaning)

    def statistics(self, name: str, label: str, values: list[Symbol]) -> Iterator[Equation]:
        """The mean and the variance over the units of all values."""
        mu = self.value(f"{name}_mean", rf"\mu^{{{name}}}_t", f"mean of the {label}", "1")
        nu = self.value(f"{name}_variance", rf"\nu^{{{name}}}_t", f"variance of the {label}", "1")
        for symbol, what, terms in (
            (mu, "mean", [mean(value) for value in values]),
            (nu, "variance", [mean((value - mu) ** 2) for value in values]),
        ):
            total = terms[0]
            for term in terms[1:]:
                total = total + term
            total = total / len(values) if len(values) > 1 else total
            yield Equation(f"{label.replace(' ', '-')}-{what}", symbol, total)

    def normalized(self, value: Symbol, statistics: list[Equation], gamma: Symbol) -> Expr:
        mu, nu = (equation.left for equation in statistics)
        return gamma * (value - mu) / sqrt(nu + self.epsilon)

    def state(self, gated: Expr) -> list[Equation]:
        """The cell state, before and after it is normalized."""
        of_state = list(self.statistics("c", "cell state", [self.sum_t]))
        new = self.normalized(self.sum_t, of_state, self.gamma_c) + self.beta_c
        return [
            Equation("cell-state-sum", self.sum_t, gated),
            *of_state,
            Equation("cell-state", self.c.now, new),
        ]


def over_time(
    n: Normalized, name: str, title: str, sources: tuple[str, ...], cell: Cell, c_first: bool
) -> Formulation:
    """The cell over all timesteps, with its states in the order of its package."""
    X = n.symbol("inputs", "X", "batch timesteps input_dim", "input sequences")
    outputs = n.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
    last_h = n.symbol("last_h", "h_T", "batch units", "last hidden state")
    last_c = n.symbol("last_c", "c_T", "batch units", "last cell state, normalized")
    states, last = ((n.c, n.h), (last_c, last_h)) if c_first else ((n.h, n.c), (last_h, last_c))
    stated = sequence(cell, "LSTMResult", (X, n.x_t), states, (outputs, *last), output=n.h)
    return Formulation(name, title, (*sources, BA_2016.cited("section 3")), cell, stated)


GATES = {
    "i": ("input-gate", "input gate"),
    "j": ("new-input", "new input"),
    "c": ("candidate", "candidate"),
    "f": ("forget-gate", "forget gate"),
    "o": ("output-gate", "output gate"),
}


def of_contrib() -> Formulation:
    """The statistics are those of one gate's sum."""
    n = Normalized(CONTRIB_LAYER_NORM, "epsilon", 1e-12)
    gamma = n.stack("gamma", r"\gamma", "units", "scale", "gamma_{}")
    beta = n.stack("beta", r"\beta", "units", "centre", "beta_{}")
    forget_bias = n.number("forget_bias", "b", 1.0, "addition after the forget gate's norm")
    phi = n.function("activation", r"\phi", "tanh", "activation of the new input and the state")
    gates = {g: n.value(f"{g}_t", f"{g}_t", GATES[g][1]) for g in n.gates}
    equations: list[Equation] = []
    for g, gate in gates.items():
        label, said = GATES[g]
        total = n.value(f"{g}_sum", rf"\bar {{{g}}}_t", f"sum of the {said}")
        products = dot(n.x_t, getattr(n.W, g)) + dot(n.h.before, getattr(n.U, g))
        of_gate = list(n.statistics(g, said, [total]))
        inside = n.normalized(total, of_gate, getattr(gamma, g)) + getattr(beta, g)
        inside = inside + forget_bias if g == "f" else inside
        right = phi(inside) if g == "j" else sigmoid(inside)
        equations += [
            Equation(f"{label}-sum", total, products), *of_gate, Equation(label, gate, right)
        ]  # fmt: skip
    i_t, j_t, f_t, o_t = gates.values()
    equations += n.state(f_t * n.c.before + i_t * j_t)
    equations.append(Equation("hidden-state", n.h.now, phi(n.c.now) * o_t))
    cell = Cell(
        "lstm_cell", r"\mathrm{LayerNormBasicLSTMCell}", n,
        given=(n.x_t, n.c.before, n.h.before),
        weights=(n.W.whole, n.U.whole, gamma.whole, beta.whole, n.gamma_c, n.beta_c),
        equations=tuple(equations),
        results=(n.c.now, n.h.now),
        options=(n.options["forget_bias"], n.options["epsilon"]),
    )  # fmt: skip
    source = "TensorFlow 1.15.5, tensorflow/contrib/rnn/python/ops/rnn_cell.py"
    return over_time(
        n, "contrib_layer_norm", "The LayerNormBasicLSTMCell of TensorFlow 1", 
        (f"{source}, class LayerNormBasicLSTMCell",), cell, True,
    )  # fmt: skip


def of_addons() -> Formulation:
    """The statistics are those of one product with the weights of all gates."""
    n = Normalized(ADDONS_LAYER_NORM, "norm_epsilon", 0.001)
    b = n.stack("bias", "b", "units", "bias")
    n.option("bias", "whether there is a bias (use_bias)", gives=(b.whole,))
    phi = n.function("activation", r"\phi", "tanh", "activation of candidate and state")
    sigma = n.function("recurrent_activation", r"\sigma", "sigmoid", "activation of the gates")
    equations = [Equation("no-bias", b.whole, Integer(0), n.when(bias=False))]
    terms: dict[str, list[Expr]] = {g: [] for g in n.gates}
    weights = []
    for letter, kind, vector, kernel in (
        ("x", "kernel", n.x_t, n.W), ("h", "recurrent", n.h.before, n.U)
    ):  # fmt: skip
        said = "input" if letter == "x" else "hidden state"
        gamma = n.stack(
            f"{kind}_gamma", rf"\gamma^{letter}", "units", f"scale of the {said}'s product",
            f"{kind}_gamma_{{}}", rf"\gamma^{letter}_{{}}",
        )  # fmt: skip
        beta = n.stack(
            f"{kind}_beta", rf"\beta^{letter}", "units", f"centre of the {said}'s product",
            f"{kind}_beta_{{}}", rf"\beta^{letter}_{{}}",
        )  # fmt: skip
        weights += [gamma.whole, beta.whole]
        products = {
            g: n.value(
                f"{letter}_{g}", rf"{letter}^{g}_t", f"{said}'s product for the {GATES[g][1]}"
            )
            for g in n.gates
        }
        equations += [
            Equation(f"{kind}-product-{g}", product, dot(vector, getattr(kernel, g)))
            for g, product in products.items()
        ]
        statistics = list(
            n.statistics(letter, f"{said}'s products".replace("'", ""), list(products.values()))
        )
        equations += statistics
        for g, product in products.items():
            scaled = n.normalized(product, statistics, getattr(gamma, g))
            terms[g] += [scaled, getattr(beta, g)]
    gates = {
        g: n.value(
            f"{g}_t" if g != "c" else "g_t", rf"{g}_t" if g != "c" else r"\tilde c_t", GATES[g][1]
        )
        for g in n.gates
    }
    for g, gate in gates.items():
        total = terms[g][0]
        for term in (*terms[g][1:], getattr(b, g)):
            total = total + term
        equations.append(Equation(GATES[g][0], gate, phi(total) if g == "c" else sigma(total)))
    i_t, f_t, g_t, o_t = gates.values()
    equations += n.state(f_t * n.c.before + i_t * g_t)
    equations.append(Equation("hidden-state", n.h.now, o_t * phi(n.c.now)))
    cell = Cell(
        "lstm_cell", r"\mathrm{LayerNormLSTMCell}", n,
        given=(n.x_t, n.h.before, n.c.before),
        weights=(n.W.whole, n.U.whole, b.whole, *weights, n.gamma_c, n.beta_c),
        equations=tuple(equations),
        results=(n.h.now, n.c.now),
        options=(n.options["norm_epsilon"],),
    )  # fmt: skip
    source = "TensorFlow Addons 0.23.0, tensorflow_addons/rnn/layer_norm_lstm_cell.py"
    return over_time(
        n, "addons_layer_norm", "The LayerNormLSTMCell of TensorFlow Addons",
        (f"{source}, class LayerNormLSTMCell",), cell, False,
    )  # fmt: skip


with evaluate(False):  # keep every sum and product in the order written here
    contrib, addons = of_contrib(), of_addons()
