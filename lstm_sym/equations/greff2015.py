"""The vanilla LSTM and its eight variants, each of which changes one thing.

Every variant is stated as what it changes; the changes are the lines of VARIANTS.
"""

from sympy import Add, Expr, Integer, evaluate

from lstm_sym.bibliography import GREFF_2015
from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.literature import Paper
from lstm_sym.layouts import GREFF2015
from lstm_sym.notation import Cell, Equation, dot

n = Paper(GREFF2015, output="y", recurrent="R")
x_t, W, R, b = n.x_t, n.W, n.R, n.b
p = n.stack("p", "p", "units", "peephole weights")
y_0, y_tm1, y_t, y_T = n.output
c_0, c_tm1, c_t, c_T = n.state
gates = i, f, o = [n.series(gate, "batch units", f"gate {gate}") for gate in "ifo"]
R_i, R_f, R_o = (
    n.stack(
        f"R_from_{gate}", f"R_{gate.upper()}", "units units", f"weights of gate {gate} in FGR",
        f"R_{gate}{{}}", f"R_{{{{{gate}{{}}}}}}",
    )
    for gate in "ifo"
)  # fmt: skip
z_t = n.symbol("z_t", "z_t", "batch units", "block input")
z_sum, i_sum, f_sum, o_sum = (
    n.symbol(f"{gate}_sum", rf"\bar {gate}_t", "batch units", f"net input of {gate}")
    for gate in "zifo"
)
SEEN = {
    gate: n.symbol(
        f"{gate}_seen",
        rf"\rho^{gate}_t",
        "batch units",
        f"contribution of the gates to gate {gate}",
    )
    for gate in "ifo"
}
for stack in (R_i, R_f, R_o):
    n.option(stack.whole.name, "the full gate recurrence, which only FGR has", gives=(stack.whole,))

with evaluate(False):  # keep every sum and product in the order written here
    VANILLA = (
        Equation("block-input-sum", z_sum, dot(x_t, W.z) + dot(y_tm1, R.z) + b.z),
        Equation("block-input", z_t, tanh(z_sum)),
        Equation("input-gate-sum", i_sum, dot(x_t, W.i) + dot(y_tm1, R.i) + p.i * c_tm1 + b.i),
        Equation("input-gate", i.now, sigmoid(i_sum)),
        Equation("forget-gate-sum", f_sum, dot(x_t, W.f) + dot(y_tm1, R.f) + p.f * c_tm1 + b.f),
        Equation("forget-gate", f.now, sigmoid(f_sum)),
        Equation("cell-state", c_t, z_t * i.now + c_tm1 * f.now),
        Equation("output-gate-sum", o_sum, dot(x_t, W.o) + dot(y_tm1, R.o) + p.o * c_t + b.o),
        Equation("output-gate", o.now, sigmoid(o_sum)),
        Equation("block-output", y_t, tanh(c_t) * o.now),
    )
    stated = {equation.label: equation.right for equation in VANILLA}

    def blind(gate: str) -> dict[str, Expr]:
        """The gate's sum without what it sees of the cell state."""
        terms = _terms(stated[f"{gate}-gate-sum"])
        peephole = getattr(p, gate[0])
        return {f"{gate}-gate-sum": _sum([term for term in terms if not term.has(peephole)])}

    def gated(gate: str) -> dict[str, Expr]:
        """The gate's sum with what it sees of all three gates, one timestep before."""
        return {f"{gate}-gate-sum": stated[f"{gate}-gate-sum"] + SEEN[gate[0]]}

    def _terms(total: Expr) -> list[Expr]:
        return (
            [t for part in total.args for t in _terms(part)] if isinstance(total, Add) else [total]
        )

    def _sum(terms: list[Expr]) -> Expr:
        total = terms[0]
        for term in terms[1:]:
            total = total + term
        return total

    VARIANTS = {
        "NIG": ("no input gate", {"input-gate": Integer(1)}),
        "NFG": ("no forget gate", {"forget-gate": Integer(1)}),
        "NOG": ("no output gate", {"output-gate": Integer(1)}),
        "NIAF": ("no input activation function", {"block-input": z_sum}),
        "NOAF": ("no output activation function", {"block-output": c_t * o.now}),
        "CIFG": ("coupled input and forget gate", {"forget-gate": 1 - i.now}),
        "NP": ("no peepholes", blind("input") | blind("forget") | blind("output")),
        "FGR": ("full gate recurrence", gated("input") | gated("forget") | gated("output")),
    }  # fmt: skip

NAMES: dict[object, str] = {"V": "vanilla"}
NAMES |= {name: said for name, (said, _) in VARIANTS.items()}
variant = n.option("variant", "which of the variants", "V", NAMES)


with evaluate(False):
    RECURRENCE = tuple(
        Equation(
            f"gate-recurrence-{gate}",
            seen,
            dot(i.before, getattr(R_i, gate))
            + dot(f.before, getattr(R_f, gate))
            + dot(o.before, getattr(R_o, gate)),
            n.when(variant="FGR"),
        )
        for gate, seen in SEEN.items()
    )


def merged() -> list[Equation]:
    """Every equation, and beside it what the variants have in its place."""
    equations = list(RECURRENCE)
    for equation in VANILLA:
        label, left = equation.label, equation.left
        changed = {name: c[label] for name, (_, c) in VARIANTS.items() if label in c}
        others = tuple(name for name in variant.choices if name not in changed)
        when = n.when(variant=others) if changed else {}
        equations.append(Equation(label, left, equation.right, when))
        equations += [
            Equation(f"{label}-{name.lower()}", left, right, n.when(variant=name))
            for name, right in changed.items()
        ]
    return equations


optional = [stack.whole for stack in (R_i, R_f, R_o)]
cell = Cell(
    "lstm_cell",
    r"\mathrm{LSTM}",
    n,
    given=(x_t, y_tm1, c_tm1, *(gate.before for gate in gates)),
    weights=(W.whole, R.whole, b.whole, p.whole, *optional),
    equations=(
        *(
            Equation(
                f"no-{w.name.lower().replace('_', '-')}", w, Integer(0), n.when(**{w.name: False})
            )
            for w in optional
        ),
        *merged(),
    ),
    results=(y_t, c_t, *(gate.now for gate in gates)),
    options=(variant,),
)

formulation = n.formulation(
    "greff2015",
    "The vanilla LSTM and its variants, Greff et al., 2015",
    (GREFF_2015.cited("section II and appendix"),),
    cell,
    tuple(gates),
)
