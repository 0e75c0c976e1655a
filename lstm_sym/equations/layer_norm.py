"""The LSTM with layer normalization, in the two meanings that share the name.

The cell of tf.contrib normalizes each gate's sum of both products, and adds the forget bias after
that. The cell of TensorFlow Addons normalizes each product by itself, over the units of all four
gates at once, and adds the bias after both. Both normalize the cell state and keep it so.
"""

from collections.abc import Iterator, Mapping

from sympy import Expr, Integer, Symbol, evaluate, sqrt

from lstm_sym.bibliography import BA_2016
from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import ADDONS_LAYER_NORM, CONTRIB_LAYER_NORM, Layout
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot, mean

GATES = {
    "i": "input gate",
    "j": "new input",
    "c": "candidate",
    "f": "forget gate",
    "o": "output gate",
}


class Normalized(Notation):
    """What both have: two kernels, and the normalization of a quantity over its units."""

    def __init__(self, layout: Layout, epsilon: str, default: float) -> None:
        super().__init__(layout)
        self.x_t = self.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
        self.h = self.series("h", "batch units", "hidden state")
        self.c = self.series("c", "batch units", "cell state")
        kernel, recurrent, *_ = layout.arrays
        self.W = self.stack(kernel, "W", "input_dim units", "weights of the input")
        self.U = self.stack(recurrent, "U", "units units", "weights of the hidden state")
        self.scale = self.symbol("state_gamma", r"\gamma_c", "units", "scale of the cell state")
        self.centre = self.symbol("state_beta", r"\beta_c", "units", "centre of the cell state")
        said = "constant that keeps the root of a variance from zero"
        self.epsilon = self.number(epsilon, r"\epsilon", default, said)

    def value(self, name: str, latex: str, meaning: str, size: str = "units") -> Symbol:
        return self.symbol(name, latex, f"batch {size}", meaning)

    def gate(self, letter: str) -> Symbol:
        """The symbol of a gate; c is the cell state's."""
        name, latex = ("g_t", r"\tilde c_t") if letter == "c" else (f"{letter}_t", f"{letter}_t")
        return self.value(name, latex, GATES[letter])

    def norm(
        self,
        letter: str,
        of: str,
        values: Mapping[str, Symbol],
        scales: Mapping[str, Symbol],
        centres: Mapping[str, Symbol],
        results: Mapping[str, Symbol],
    ) -> Iterator[Equation]:
        """Values by gate as results: in units of the deviation over all of them."""
        mu = self.value(f"{letter}_mean", rf"\mu^{letter}_t", f"mean of the {of}", "1")
        nu = self.value(f"{letter}_variance", rf"\nu^{letter}_t", f"variance of the {of}", "1")
        label = dashed(of)
        apart = {gate: value - mu for gate, value in values.items()}
        several = len(values) > 1
        for gate in values if several else ():
            said = f"product of the {of.removesuffix(' products')} for {gate} without the mean"
            apart[gate] = self.value(f"{letter}d_{gate}", rf"\tilde {letter}^{gate}_t", said)
        yield Equation(f"{label}-mean", mu, share(list(values.values())))
        for gate, value in values.items() if several else ():
            yield Equation(f"{dashed(GATES[gate])}-{label}-apart", apart[gate], value - mu)
        yield Equation(f"{label}-variance", nu, share([one**2 for one in apart.values()]))
        for gate, one in apart.items():
            place = f"{dashed(GATES[gate])}-{label}" if several else label
            scaled = scales[gate] * one / sqrt(nu + self.epsilon)
            yield Equation(f"{place}-norm", results[gate], scaled + centres[gate])

    def state(self, gated: Expr) -> list[Equation]:
        """The cell state, which is normalized."""
        total = self.value("c_sum", r"\bar c_t", "cell state before it is normalized")
        parts = ({"c": one} for one in (total, self.scale, self.centre, self.c.now))
        return [Equation("cell-state-sum", total, gated), *self.norm("c", "cell state", *parts)]

    def formulation(
        self, name: str, title: str, source: str, cell: Cell, c_first: bool
    ) -> Formulation:
        """The cell over all timesteps, with its states in the order of its package."""
        X = self.symbol("inputs", "X", "batch timesteps input_dim", "input sequences")
        outputs = self.symbol("outputs", r"\mathrm{outputs}", "batch timesteps units", "output")
        last_h = self.symbol("last_h", "h_T", "batch units", "last hidden state")
        last_c = self.symbol("last_c", "c_T", "batch units", "last cell state")
        states = ((self.h, last_h), (self.c, last_c))
        series, last = zip(*(states[::-1] if c_first else states), strict=True)
        over_time = sequence(
            cell, "LSTMResult", (X, self.x_t), series, (outputs, *last), output=self.h
        )
        return Formulation(name, title, (source, BA_2016.cited("section 3")), cell, over_time)


def dashed(said: str) -> str:
    """Words as a label."""
    return said.replace(" ", "-")


def share(terms: list[Expr]) -> Expr:
    """The mean over the units of all terms."""
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return mean(total) / len(terms) if len(terms) > 1 else mean(total)


def of_contrib() -> Formulation:
    """The statistics are those of one gate's sum."""
    n = Normalized(CONTRIB_LAYER_NORM, "epsilon", 1e-12)
    gamma = n.stack("gamma", r"\gamma", "units", "scale", "gamma_{}")
    beta = n.stack("beta", r"\beta", "units", "centre", "beta_{}")
    forget_bias = n.number("forget_bias", "b", 1.0, "addition after the forget gate's norm")
    phi = n.function("activation", r"\phi", "tanh", "activation of the new input and the state")
    gates = {letter: n.gate(letter) for letter in n.layout.gates}
    equations: list[Equation] = []
    for letter, gate in gates.items():
        said, label = GATES[letter], dashed(GATES[letter])
        total = n.value(f"{letter}_sum", rf"\bar {letter}_t", f"sum of the {said}")
        normed = n.value(f"{letter}_norm", rf"\hat {letter}_t", f"normalized sum of the {said}")
        products = dot(n.x_t, n.W.blocks[letter]) + dot(n.h.before, n.U.blocks[letter])
        norm = n.norm(letter, said, {letter: total}, gamma.blocks, beta.blocks, {letter: normed})
        function = phi if letter == "j" else sigmoid
        inside = normed + forget_bias if letter == "f" else normed
        equations += [
            Equation(f"{label}-sum", total, products),
            *norm,
            Equation(label, gate, function(inside)),
        ]
    i_t, j_t, f_t, o_t = gates.values()
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LayerNormBasicLSTMCell}",
        n,
        given=(n.x_t, n.c.before, n.h.before),
        weights=(n.W.whole, n.U.whole, gamma.whole, beta.whole, n.scale, n.centre),
        equations=(
            *equations,
            *n.state(f_t * n.c.before + i_t * j_t),
            Equation("hidden-state", n.h.now, phi(n.c.now) * o_t),
        ),
        results=(n.c.now, n.h.now),
        options=(n.options["forget_bias"], n.options["epsilon"]),
    )
    title = "The LayerNormBasicLSTMCell of TensorFlow 1"
    source = f"{CONTRIB_LAYER_NORM.source}, class LayerNormBasicLSTMCell"
    return n.formulation("layer_norm_contrib", title, source, cell, c_first=True)


def of_addons() -> Formulation:
    """The statistics are those of one product with the weights of all gates."""
    n = Normalized(ADDONS_LAYER_NORM, "norm_epsilon", 0.001)
    b = n.stack("bias", "b", "units", "bias")
    n.option("bias", "whether there is a bias (use_bias)", gives=(b.whole,))
    phi = n.function("activation", r"\phi", "tanh", "activation of candidate and state")
    sigma = n.function("recurrent_activation", r"\sigma", "sigmoid", "activation of the gates")
    gates = {letter: n.gate(letter) for letter in n.layout.gates}
    equations = [Equation("no-bias", b.whole, Integer(0), n.when(bias=False))]
    weights: list[Symbol] = []
    normed: list[dict[str, Symbol]] = []
    for name, kind, said, vector, kernel in (
        ("x", "kernel", "input", n.x_t, n.W),
        ("h", "recurrent", "hidden state", n.h.before, n.U),
    ):
        gamma, beta = (
            n.stack(
                f"{kind}_{word}", rf"\{word}^{name}", "units", f"{what} of the {said}'s products",
                f"{word}_{name}{{}}", rf"\{word}^{name}_{{}}",
            )
            for word, what in (("gamma", "scale"), ("beta", "centre"))
        )  # fmt: skip
        products = {
            letter: n.value(
                f"{name}_{letter}", rf"{name}^{letter}_t", f"product of the {said} for {letter}"
            )
            for letter in gates
        }
        norms = {
            letter: n.value(
                f"{name}_{letter}_norm", rf"\hat {name}^{letter}_t", f"normalized {n[one].meaning}"
            )
            for letter, one in products.items()
        }
        equations += [
            Equation(f"{dashed(GATES[letter])}-{kind}", one, dot(vector, kernel.blocks[letter]))
            for letter, one in products.items()
        ]
        of = f"{said} products"
        equations += n.norm(name, of, products, gamma.blocks, beta.blocks, norms)
        weights += [gamma.whole, beta.whole]
        normed.append(norms)
    for letter, gate in gates.items():
        total = normed[0][letter] + normed[1][letter] + b.blocks[letter]
        function = phi if letter == "c" else sigma
        equations.append(Equation(dashed(GATES[letter]), gate, function(total)))
    i_t, f_t, g_t, o_t = gates.values()
    cell = Cell(
        "lstm_cell",
        r"\mathrm{LayerNormLSTMCell}",
        n,
        given=(n.x_t, n.h.before, n.c.before),
        weights=(n.W.whole, n.U.whole, b.whole, *weights, n.scale, n.centre),
        equations=(
            *equations,
            *n.state(f_t * n.c.before + i_t * g_t),
            Equation("hidden-state", n.h.now, o_t * phi(n.c.now)),
        ),
        results=(n.h.now, n.c.now),
        options=(n.options["norm_epsilon"],),
    )
    title = "The LayerNormLSTMCell of TensorFlow Addons"
    source = f"{ADDONS_LAYER_NORM.source}, class LayerNormLSTMCell"
    return n.formulation("layer_norm_addons", title, source, cell, c_first=False)


with evaluate(False):  # keep every sum and product in the order written here
    contrib, addons = of_contrib(), of_addons()
