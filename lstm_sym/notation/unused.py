"""What a formulation states and no equation uses: most likely, something was forgotten."""

from collections.abc import Iterator

from sympy.core.function import AppliedUndef

from lstm_sym.notation.cells import Formulation


def unused(stated: Formulation) -> Iterator[tuple[int, str]]:
    """The line and the name, with its meaning, of each symbol, function and option."""
    n = stated.notation
    seen = {s for e in stated.equations for s in (*e.defined, *e.right.free_symbols)}
    for series in n.series_of:
        seen |= set(series) if seen & set(series) else set()
    for whole, stack in n.stacks.items():
        used = seen & set(stack.blocks.values())
        # An array of which no block is used is said once.
        seen |= {whole} if used else set(stack.blocks.values())
    for q in n.quantities.values():
        if q.symbol not in seen and q.name != "timesteps":
            yield q.place.line, f"{q.name} ({q.meaning})"
    calls = {type(c).__name__ for e in stated.equations for c in e.right.atoms(AppliedUndef)}
    conditions = {name for e in stated.equations for name in e.when}
    for f in n.functions.values():
        if f.name not in calls:
            yield f.place.line, f"{f.name} ({f.meaning})"
    for option in n.options.values():
        if not option.gives and option.name not in conditions:
            yield option.place.line, f"the option {option.name} ({option.meaning})"
