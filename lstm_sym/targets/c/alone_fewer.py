"""What `--target c-eight` and `--target c-bfloat16` print: cells whose products have fewer bits.

Beside them stands what they mean: the quantised equations in NumPy, line for line.
"""

from dataclasses import dataclass

from lstm_sym.notation import Formulation
from lstm_sym.passes import quantised
from lstm_sym.passes.quantised import Bits
from lstm_sym.targets.c import alone
from lstm_sym.targets.numpy import formulation as numpy_formulation


@dataclass(frozen=True)
class Fewer:
    """The target of one kind of numbers."""

    bits: Bits

    @property
    def LANGUAGE(self) -> str:
        return f"C with products of {self.bits.said}"

    def of_all(self) -> dict[str, str]:
        """What belongs to no formulation: nothing, each file is for itself."""
        return {}

    def of_formulation(self, formulation: Formulation) -> dict[str, str]:
        """Header and source of each body, the module that calls them, and what they mean.

        Raises `NotLoweredError`, with an equation's label, for what C does not serve.
        """
        meant = quantised.quantised(formulation, self.bits)
        text = numpy_formulation.module(meant)
        return {f"{meant.module}.py": text, **alone.of_formulation(formulation, self.bits)}

    def lacking(self, formulation: Formulation) -> tuple[str, ...]:
        """What a formulation that is served lacks: nothing, for rounding has no gradients."""
        return ()


EIGHT, BFLOAT16 = map(Fewer, quantised.FEWER)
