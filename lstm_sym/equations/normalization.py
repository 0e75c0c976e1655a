"""The normalizations of Keras: of each unit by stored statistics, of each example by its own.

A mean and a variance are given; the two layers differ in what these are taken of.
"""

from sympy import Integer, evaluate, sqrt

from lstm_sym.equations.each_timestep import each_timestep
from lstm_sym.layouts import KERAS
from lstm_sym.notation import Cell, Equation, Formulation, Notation


def normalization(name: str, title: str, sources: tuple[str, ...], own: bool) -> Formulation:
    """One of the two; ``own``: the statistics are those of the example's units."""
    n = Notation(KERAS)
    of = "all units of the example" if own else "the unit, from training"
    shape = "batch 1" if own else "units"
    x_t = n.symbol("x_t", "x_t", "batch units", "input at timestep t")
    mu = n.symbol("mean_t" if own else "mean", r"\mu_t" if own else r"\mu", shape, f"mean of {of}")
    nu = n.symbol(
        "variance_t" if own else "variance", r"\nu_t" if own else r"\nu", shape, f"variance of {of}"
    )
    gamma = n.symbol("gamma", r"\gamma", "units", "scale")
    beta = n.symbol("beta", r"\beta", "units", "centre")
    n.option("gamma", "whether there is a scale", gives=(gamma,))
    n.option("beta", "whether there is a centre", gives=(beta,))
    epsilon = n.number("epsilon", r"\epsilon", 0.001, "constant that keeps the root from zero")
    y_t = n.symbol("y_t", "y_t", "batch units", "output at timestep t")
    with evaluate(False):  # keep every sum and product in the order written here
        cell = Cell(
            f"{name}_cell",
            rf"\mathrm{{{''.join(part.title() for part in name.split('_'))}}}",
            n,
            given=(x_t, mu, nu) if own else (x_t,),
            weights=(gamma, beta) if own else (gamma, beta, mu, nu),
            equations=(
                Equation("no-scale", gamma, Integer(1), n.when(gamma=False)),
                Equation("no-centre", beta, Integer(0), n.when(beta=False)),
                Equation("normalized", y_t, gamma * (x_t - mu) / sqrt(nu + epsilon) + beta),
            ),
            results=(y_t,),
            options=(n.options["epsilon"],),
        )
    X = n.symbol("sequences", "X", "batch timesteps units", "input sequences")
    statistics = (
        (
            n.symbol("mean", "M", "batch timesteps", "means over the units"),
            n.symbol("variance", "V", "batch timesteps", "variances over the units"),
        )
        if own
        else ()
    )
    result = f"{title.split()[1]}Result"
    return Formulation(
        name, title, sources, cell, each_timestep(cell, name, result, (X, *statistics))
    )


batch = normalization(
    "batch_normalization",
    "The BatchNormalization of Keras",
    (
        "Keras 3.15.1, keras/src/layers/normalization/batch_normalization.py",
        "Keras 2.2.4, keras/layers/normalization.py, BatchNormalization.call",
    ),
    own=False,
)
layer = normalization(
    "layer_normalization",
    "The LayerNormalization of Keras",
    ("Keras 3.15.1, keras/src/layers/normalization/layer_normalization.py",),
    own=True,
)
