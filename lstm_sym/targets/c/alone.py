"""What `generate --target c` prints: cells of which each is one header and one source, for itself.

Beside them is a module of Python that calls them as the cell's printed NumPy is called.
"""

import re
from collections.abc import Iterator, Mapping

from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.passes.quantised import Bits
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.c import cells, small, source
from lstm_sym.targets.c.formulation import CellPrinter, bodies
from lstm_sym.targets.numpy import source as in_numpy
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.python import head
from lstm_sym.targets.paper.formulation import written_in

LANGUAGE = "C"
INCLUDED = re.compile(r'^#include "(lstm\.h|words\.h|engine/.+)"\n', re.MULTILINE)


def of_all() -> dict[str, str]:
    """What belongs to no formulation: nothing, each file is for itself."""
    return {}


def of_formulation(formulation: Formulation, bits: Bits | None = None) -> dict[str, str]:
    """Header and source of each body, and the module that calls them.

    ``bits``: what numbers of products are rounded to. Raises `NotLoweredError`, with an equation's
    label, for what C does not serve.
    """
    printers = bodies(lower(formulation), bits)
    if why := in_numpy.refused(formulation):
        raise NotLoweredError(f"{why} (C is called through the fast form in NumPy)")
    included = {"lstm.h": source.header(), "words.h": small.words(), **cells.engine()}
    has_gradients = not bits and not in_numpy.without_gradients(formulation)
    has_gradients = has_gradients and not any(map(cells.without_gradients, printers.values()))
    files = {}
    for printer in printers.values():
        files[f"{printer.name}.h"] = alone(cells.header(printer, ""), included)
        files[f"{printer.name}.c"] = alone(cells.source(printer, ""), included)
        if not bits:
            files[f"{printer.name}_small.h"] = alone(cells.small(printer).header(), included)
        of_gradients = cells.of_gradients(printer, "") if has_gradients else {}
        files |= {name: alone(text, included) for name, text in of_gradients.items()}
    suffix = bits.suffix if bits else ""
    files[f"{formulation.module}{suffix}_c.py"] = caller(formulation, printers, has_gradients)
    return files


def lacking(formulation: Formulation) -> Iterator[str]:
    """What it does not print of a formulation that it serves, and why."""
    if why := in_numpy.without_gradients(formulation):
        why = f"{why} (C is called through those in NumPy)"
        yield f"{formulation.name} has no gradients in C: {why}"
    else:
        yield from cells.lacking(formulation)


def alone(text: str, included: Mapping[str, str]) -> str:
    """The text with what it includes in its place."""
    return INCLUDED.sub(lambda found: included[found[1]], text)


def caller(
    formulation: Formulation,
    printers: Mapping[tuple[object, ...], CellPrinter],
    has_gradients: bool,
) -> str:
    """The module of Python, which finds the printed NumPy beside itself."""
    return "\n".join([*_caller(formulation, printers, has_gradients)]) + "\n"


def _caller(
    formulation: Formulation,
    printers: Mapping[tuple[object, ...], CellPrinter],
    has_gradients: bool,
) -> Iterator[str]:
    module, sequence = formulation.module, formulation.sequence
    yield head(f"{formulation.title}, compiled.", written_in(formulation))
    yield "from pathlib import Path"
    yield ""
    yield "from lstm_c.compiled import compiled"
    yield "from lstm_c.streams import streaming"
    yield "from lstm_c.structures import Body, Cell, Field"
    yield ""
    yield "# What checks the arguments: the cell's products in NumPy, in the same folder."
    yield "if __package__:"
    yield f"    from . import {module} as in_numpy"
    yield "else:"
    yield f"    import {module} as in_numpy"
    yield ""
    yield from cells.listed({module: printers})
    yield "HERE = Path(__file__).parent"
    yield ""
    yield f"{sequence.name} = compiled(in_numpy.{sequence.name}, CELLS, HERE)"
    if has_gradients:
        name = function_of(formulation)
        yield f'if hasattr(in_numpy, "{name}"):  # those that are not proven are not printed'
        yield f"    {name} = compiled(in_numpy.{name}, CELLS, HERE)"
    yield "prepare = compiled(in_numpy.prepare, CELLS, HERE)"
    yield "stream = streaming(in_numpy.prepare, CELLS, HERE)"
