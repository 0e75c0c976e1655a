"""What `generate --target c-eight` prints: the same cells with products of eight bits.

Beside them stands what they mean: the quantised equations in NumPy, line for line.
"""

from lstm_sym.notation import Formulation
from lstm_sym.passes.quantised import quantised
from lstm_sym.targets.c import alone
from lstm_sym.targets.numpy import formulation as numpy_formulation

LANGUAGE = "C with products of eight bits"


def of_all() -> dict[str, str]:
    """What belongs to no formulation: nothing, each file is for itself."""
    return {}


def of_formulation(formulation: Formulation) -> dict[str, str]:
    """Header and source of each body, the module that calls them, and what they mean.

    Raises `NotLoweredError`, with an equation's label, for what C does not serve.
    """
    meant = quantised(formulation)
    text = numpy_formulation.module(meant)
    return {f"{meant.module}.py": text, **alone.of_formulation(formulation, is_eight=True)}


def lacking(formulation: Formulation) -> tuple[str, ...]:
    """What a formulation that is served lacks: nothing, for rounding has no gradients."""
    return ()
