"""Where options leave a symbol without an equation: code that would stop there, found before."""

from collections.abc import Iterable, Mapping
from itertools import product

import sympy as sp

from lstm_sym.notation.quantities import Option

When = Mapping[str, object]


def undefined_where(
    symbol: sp.Symbol, needed: When, defining: Iterable[When], options: Mapping[str, Option]
) -> str:
    """Values of options under which a symbol is needed and no equation defines it; else empty."""
    cases = list(defining)
    names = sorted({name for when in (needed, *cases) for name in when})
    for values in product(*(options[name].choices for name in names)):
        chosen = dict(zip(names, values, strict=True))
        if holds(needed, chosen) and not any(holds(when, chosen) for when in cases):
            said = ", ".join(f"{name}={value!r}" for name, value in chosen.items())
            return f"no equation defines {symbol} with {said}"
    return ""


def holds(when: When, chosen: When) -> bool:
    """Whether a condition holds under values of options; KeyError for an option without one."""
    return all(
        chosen[name] in (value if isinstance(value, tuple) else (value,))
        for name, value in when.items()
    )
