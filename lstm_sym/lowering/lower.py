"""`lower`: from a formulation's equations to a Program, one pass after the other.

After every pass the equations are checked again as those of a hand-written cell are: shapes,
symbols that are used before they are defined, labels.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from sympy import evaluate

from lstm_sym.lowering.timeline import timeline
from lstm_sym.notation import Cell, Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.quantities import Series
from lstm_sym.passes.products import collect_products, into_stages, merge_sums, name_vectors
from lstm_sym.passes.select import drop_unused, select_options
from lstm_sym.passes.timestep import Timestep
from lstm_sym.program import Body, Loop, Program


@lru_cache(maxsize=64)  # every target asks for it
def lower(formulation: Formulation) -> Program:
    """The Program; raises `NotLoweredError`, with an equation's label, for what is not known.

    >>> from lstm_sym.equations import keras
    >>> program = lower(keras.formulation)
    >>> [str(one.symbol) for stage in program.bodies[0].stages for one in stage.sums]
    ['z_i', 'z_f', 'z_c', 'z_o']
    """
    loop = timeline(formulation)
    bodies = (body(formulation.cell, loop, when) for when in choices(formulation.cell))
    return Program(formulation, loop, tuple(bodies))


def stateless(formulation: Formulation) -> Body:
    """One timestep of a cell that has no state, so that no timestep waits for another."""
    cell = formulation.cell
    (result,) = cell.results
    emitted = Series(result, result, result, result)
    loop = Loop((), formulation.sequence.given[0], cell.given[0], emitted, (), "", "", "", {})
    return body(cell, loop, {})


def body(cell: Cell, loop: Loop, when: When) -> Body:
    """One timestep under some values of the options that choose between equations."""
    step = Timestep.begin(cell, loop, when)
    with evaluate(False):  # once: each change of it empties SymPy's caches
        for rewrite in (select_options, drop_unused, merge_sums, name_vectors, collect_products):
            step = rewrite(step)
            step.check()
    return Body(when, into_stages(step), step.states, step.notation)


def choices(cell: Cell) -> Iterator[When]:
    """All values of the options that choose between equations, the defaults first."""
    options = [option for option in cell.options if not option.gives]
    for values in product(*(option.choices for option in options)):
        yield {option.name: value for option, value in zip(options, values, strict=True)}
