"""The product ``merging_gradients.py``: the equations that merge two directions, backwards."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import concat
from lstm_sym.passes.arithmetic import times
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.targets.numpy.python import head, signature
from lstm_sym.targets.numpy.statements import Statements
from lstm_sym.targets.paper.formulation import written_in

#: The loss's gradient at what the equations give.
ARRIVING = sp.Symbol("arriving", real=True)


def module(formulation: Formulation) -> str:
    """The text of the module; ``formulation`` has one equation for each value of one option."""
    lines = [
        head(f"{formulation.title}: gradients.", written_in(formulation)),
        "import numpy as np",
        "",
        "from lstm_numpy.arrays import Array",
        "",
        "",
        *_function(formulation),
    ]
    return "\n".join(lines) + "\n"


def _function(formulation: Formulation) -> Iterator[str]:
    cell = formulation.cell
    (option,) = cell.options
    given = [f"{symbol}: Array" for symbol in (ARRIVING, *cell.given)]
    returned = ", ".join(["Array"] * len(cell.given))
    yield from signature(
        f"{cell.name}_gradients", [*given, f"{option.name}: str"], f"tuple[{returned}]"
    )
    yield '    """The loss\'s gradients at what is merged, from that at the result."""'
    *first, last = cell.equations
    for equation in first:
        yield f'    if {option.name} == "{equation.when[option.name]}":'
        yield from (f"        {line}" for line in _adjoints(formulation, equation))
    yield from (f"    {line}" for line in _adjoints(formulation, last))


def _adjoints(formulation: Formulation, equation: Equation) -> Iterator[str]:
    """What each symbol of the right side gets; of blocks side by side its own part."""
    symbols, printer = formulation.cell.given, Statements(formulation).printer
    if isinstance(equation.right, concat):
        if equation.right.args != symbols:
            raise ValueError(f"{equation.label}: the blocks are not all that is given, in order")
        names = ", ".join(f"d_{symbol}" for symbol in symbols)
        yield f"{names} = np.split({ARRIVING}, {len(symbols)}, axis=-1)  # {equation.label}"
        yield f"return {names}"
        return
    with sp.evaluate(False):
        found = [times(ARRIVING, differentiate(equation.right, symbol)) for symbol in symbols]
    yield f"return {', '.join(map(printer.print, found))}  # {equation.label}"
