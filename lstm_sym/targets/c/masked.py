"""What a masked timestep hands back, in C: of the choice in an equation its derivative."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.equations import keras
from lstm_sym.notation.words import where
from lstm_sym.passes.masked import ARRIVING, THROUGH, masked
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.printer import SUM


class Numbers(CPrinter):
    """Of one unit at a time, and no registers: a choice by the mask is C's own."""

    def argument(self, expr: sp.Basic) -> str:
        return self.print(expr)

    def level(self, expr: sp.Basic) -> int:
        return SUM - 1 if isinstance(expr, where) else super().level(expr)

    def _print_where(self, expr: sp.Function) -> str:
        condition, value, otherwise = map(self.print, expr.args)
        return f"{condition} ? {value} : {otherwise}"


def functions() -> Iterator[str]:
    """One function a receiver; what a timestep gets where it does not count is nothing."""
    found = masked(keras.formulation.sequence)
    printer, mask = Numbers({}), found.mask
    yield "/* What a state before gets, through the timestep or because it was kept. */"
    given = f"int {mask}, float {THROUGH}, float {ARRIVING}"
    yield f"LSTM_INLINE float to_before_f32({given})"
    yield "{"
    yield f"    return {printer.print(found.before)}; /* {found.label} */"
    yield "}"
    for place, name, said in (
        (1, "to_state_f32", "a state gets of what arrives at the output"),
        (2, "to_output_before_f32", "the output of the timestep before gets of it"),
    ):
        yield ""
        yield f"/* What {said}. */"
        yield f"LSTM_INLINE float {name}(int masked_output, int {mask}, float {ARRIVING})"
        yield "{"
        yield "    switch (masked_output) {"
        for kind, row in found.outputs.items():
            shown = printer.print(row[place])
            yield f"    case LSTM_MASKED_{kind.upper()}: return {shown}; /* {row[0]} */"
        yield "    }"
        yield f"    return {ARRIVING};"
        yield "}"
    yield ""
