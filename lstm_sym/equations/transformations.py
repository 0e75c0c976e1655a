"""Forms of a cell that the literature defines by what they change: peepholes, coupling, projection.

Each function takes a formulation and gives another one; what is printed from it follows.
"""

from collections.abc import Mapping
from dataclasses import replace

from sympy import Expr, Symbol, evaluate

from lstm_sym.layouts import Blocks
from lstm_sym.notation import Equation, Formulation, Notation, dot
from lstm_sym.notation.quantities import Quantity, Series, Stack


def coupled(formulation: Formulation, gate: str, to: str) -> Formulation:
    """One gate is what another one leaves: its equation becomes 1 minus that, its weights go.

    Both are labels of equations, such as "input-gate" and "forget-gate". Greff et al. 2015 call the
    form CIFG. Raises ValueError for a label that the cell does not have.
    """
    old, kept = _equation(formulation, gate), _equation(formulation, to)
    n = formulation.notation.copy()
    alone = old.right.free_symbols - {
        s for e in formulation.cell.equations if e is not old for s in e.right.free_symbols
    }
    for whole, stack in n.stacks.items():
        left = {letter: block for letter, block in stack.blocks.items() if block not in alone}
        if left == stack.blocks:
            continue
        _restack(n, whole, stack, left)
        for block in set(stack.blocks.values()) & alone:
            del n.quantities[block]
    with evaluate(False):
        new = Equation(gate, old.left, 1 - kept.left)
    others = [e for e in formulation.cell.equations if e is not old]
    place = others.index(kept) + 1
    return _changed(formulation, n, (*others[:place], new, *others[place:]))


def peepholes(
    formulation: Formulation, gates: Mapping[str, str], state: Symbol, latex: str = "p"
) -> Formulation:
    """Gates see the cell state, unit by unit: Gers and Schmidhuber 2000.

    ``gates`` are labels and the letters of their weights; ``state`` is the cell state one timestep
    before. The output gate, whose equation then stands behind the cell state's, sees the new one.
    """
    n = formulation.notation.copy()
    series = next(s for s in n.series_of if s.before == state)
    equations, weights = list(formulation.cell.equations), list(formulation.cell.weights)
    new_state = next(e for e in equations if series.now in e.defined)
    with evaluate(False):
        for label, letter in gates.items():
            old = _equation(formulation, label)
            after = not {old.left} & new_state.right.free_symbols
            seen = series.now if after else series.before
            shape = " ".join(n[seen].shape[1:])
            weight = n.symbol(f"p_{letter}", f"{latex}_{letter}", shape, f"peephole of {letter}")
            function, inside = old.right.func, old.right.args[0]
            place = equations.index(old)
            equations.pop(place)
            place = max(place, equations.index(new_state) + 1) if after else place
            equations.insert(place, replace(old, right=function(inside + weight * seen)))
            weights.append(weight)
    return _changed(formulation, n, tuple(equations), tuple(weights))


def projected(formulation: Formulation, state: Symbol, size: str, name: str = "P") -> Formulation:
    """The hidden state is multiplied with one more matrix before anything sees it: Sak et al. 2014.

    ``state`` is the hidden state at timestep t, ``size`` its new dimension.
    """
    n = formulation.notation.copy()
    series = next(s for s in n.series_of if s.now == state)
    (units,) = n[state].shape[1:]
    seen = {s for e in formulation.equations for s in _seen(e.right, series)}
    # What masks emit is the state, too.
    of_masks = (
        other
        for other in n.series_of
        for e in formulation.sequence.each
        if e.left == other.now and state in e.right.free_symbols
    )
    emitted = {symbol for one in (series, *of_masks) for symbol in one}
    finish = (e.left for e in formulation.sequence.finish if emitted & e.right.free_symbols)
    for symbol in (*emitted, *finish):
        _resize(n, symbol, -1, units, size)
    for whole, stack in n.stacks.items():
        if seen & set(stack.blocks.values()):
            place = -1 if stack.transposed else 0
            _resize(n, whole, place, units, size)
            for block in stack.blocks.values():
                _resize(n, block, 0, units, size)
    matrix = n.symbol(name, name, f"{units} {size}", "projection")
    old = next(e for e in formulation.cell.equations if state in e.defined)
    with evaluate(False):
        new = replace(old, right=dot(old.right, matrix))
    equations = tuple(new if e is old else e for e in formulation.cell.equations)
    return _changed(formulation, n, equations, (*formulation.cell.weights, matrix))


def _equation(formulation: Formulation, label: str) -> Equation:
    for equation in formulation.cell.equations:
        if equation.label == label:
            return equation
    known = ", ".join(e.label for e in formulation.cell.equations)
    raise ValueError(f"{formulation.name} has no equation {label!r}; it has {known}")


def _restack(n: Notation, whole: Symbol, stack: Stack, left: Mapping[str, Symbol]) -> None:
    """The array with fewer blocks, in the layout too."""
    n.stacks[whole] = Stack(whole, stack.transposed, dict(left))
    arrays = {**n.layout.arrays, whole.name: Blocks("".join(left), stack.transposed)}
    n.layout = replace(n.layout, arrays=arrays)
    place = 0 if stack.transposed else -1
    size = n[whole].shape[place].rpartition("*")[2]
    _resize(n, whole, place, n[whole].shape[place], f"{len(left)}*{size}")


def _resize(n: Notation, symbol: Symbol, place: int, old: str, new: str) -> None:
    quantity: Quantity = n[symbol]
    shape = list(quantity.shape)
    if shape[place] == old:
        shape[place] = new
        n.quantities[symbol] = replace(quantity, shape=tuple(shape))


def _seen(expr: Expr, series: Series) -> set[Symbol]:
    """The weights that the state one timestep before is multiplied with."""
    products = expr.atoms(dot)
    return {
        s
        for product in products
        if series.before in product.args[0].free_symbols
        for s in product.args[1].free_symbols
    }


def _changed(
    formulation: Formulation,
    n: Notation,
    equations: tuple[Equation, ...],
    weights: tuple[Symbol, ...] = (),
) -> Formulation:
    """The formulation with another cell; its sequence calls that one."""
    old = formulation.cell
    optional = {s for option in n.options.values() for s in option.gives}
    kept = tuple(w for w in weights or old.weights if w in n.quantities or w in optional)
    cell = replace(old, notation=n, weights=kept, equations=equations)
    return replace(formulation, cell=cell, sequence=replace(formulation.sequence, cell=cell))
