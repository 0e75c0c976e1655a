"""The product ``lstm_numpy/merging.py``: how the outputs of two directions become one."""

from lstm_sym.equations.bidirectional import formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.products.paper import written_in
from lstm_sym.products.python import docstring, head, literal, signature
from lstm_sym.products.statements import INDENT, Statements


def module() -> str:
    """The text of the module."""
    cell, n = formulation.cell, formulation.notation
    (option,) = cell.options
    statements = Statements(formulation)

    def line(equation: Equation) -> str:
        return f"return {statements.printer.print(equation.right)}  # {equation.label}"

    names = [*map(str, cell.given), option.name]
    modes = [f"{literal(mode)}: {said}" for mode, said in option.choices.items()]
    parameters = [(f"{s} : array, shape (..., units)", n[s].meaning) for s in cell.given]
    parameters.append((f"{option.name} : str", "; ".join(modes)))
    body = [
        *signature(cell.name, [f"{x}: Array" for x in names[:-1]] + [f"{names[-1]}: str"], "Array"),
        *docstring(
            "The outputs of both directions as one; a whole sequence of them, or one timestep's.",
            [("Parameters", parameters), ("Returns", [("array", n[cell.results[0]].meaning)])],
            ['>>> merge(np.ones((3, 7)), np.ones((3, 7)), "concat").shape', "(3, 14)"],
        ),
        *(INDENT + text for text in statements.block(cell.equations, line)),
    ]
    lines = [
        head(f"{formulation.title}: the merge.", written_in(formulation)),
        "import numpy as np",
        "",
        "from lstm_numpy.arrays import Array",
        "",
        f"MERGE_MODES = ({', '.join(map(literal, option.choices))})",
        "",
        "",
        *body,
    ]
    return "\n".join(lines) + "\n"
