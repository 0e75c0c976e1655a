"""The names of a fast form: its own, and those of the formulation, which must be others."""

from collections.abc import Iterable

from sympy.core.function import AppliedUndef

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.program import NotLoweredError

#: What a fast form may call of the support file ``matrices.py``.
MATRICES = ("apart", "flat", "over_units", "vecmat")
#: What gradients may call of the support file ``matrices.py``.
OF_MATRICES = (
    *("from_apart", "from_flat", "rows_summed", "spread"),
    *("to_columns", "to_matrix", "to_rows", "to_vector"),
)
#: What the printed module takes from the engine.
ENGINE = ("Blocks", "Body", "Form", "Function", "Layer", "Stage", "State", "Step")
#: What it has besides, in any of its functions; a test reads printed modules for more.
OWN = {
    *ENGINE,
    *("ordinary", "replaceable"),
    *("BODIES", "BY_NAME", "Callable", "Mapping", "TYPE_CHECKING", "choose", "split"),
    *("layer", "prepare", "weights"),
    *("array", "blocks", "function", "step"),
    *("call", "initial", "known", "list", "packed", "dict", "frozenset"),
}


def names_of(formulation: Formulation) -> set[str]:
    """Every name that a formulation brings into printed code."""
    n = formulation.notation
    names = {*n.functions, *n.options, *(q.name for q in n.quantities.values())}
    names |= {option.constant for option in n.options.values()}
    return names | {formulation.cell.name, formulation.sequence.name, formulation.sequence.returns}


def refuse_taken(formulation: Formulation, further: Iterable[str]) -> None:
    """Raise `NotLoweredError` for a name that the fast form has itself, among them further ones."""
    taken = names_of(formulation) & (OWN | set(further))
    for name in sorted(taken):
        equation = next((e for e in formulation.equations if name in spoken(e)), None)
        label = (equation or formulation.equations[0]).label
        raise NotLoweredError(
            f"{label}: the fast form has the name {name} itself; take another name for yours"
        )


def spoken(equation: Equation) -> set[str]:
    """The names in an equation: of symbols, of functions, of options under which it holds."""
    nodes = {*equation.defined, *equation.right.free_symbols}
    called = {type(node).__name__ for node in equation.right.atoms(AppliedUndef)}
    return {*(symbol.name for symbol in nodes), *called, *equation.when}
