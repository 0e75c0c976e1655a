"""The Greek letters of the equations, as LaTeX calls them; needs no SymPy."""

#: LaTeX's names of the letters that symbols have.
GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "theta": "θ",
    "mu": "μ",
    "nu": "ν",
    "rho": "ρ",
    "sigma": "σ",
    "phi": "φ",
}
