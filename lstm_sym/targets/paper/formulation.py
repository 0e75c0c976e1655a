"""The printers of paper for one formulation, with the names that its notation gives."""

from collections.abc import Mapping
from types import ModuleType

import sympy as sp

from lstm_sym import equations
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.targets.paper.latex import LatexPrinter, MarkedLatexPrinter
from lstm_sym.targets.paper.unicode import UnicodePrinter, plain

Printer = LatexPrinter | UnicodePrinter
# The functions that the caller has chosen: name of the function symbol to the activation.
Chosen = Mapping[str, Activation]


def latex(formulation: Formulation, chosen: Chosen | None = None) -> LatexPrinter:
    """A LaTeX printer; a chosen activation takes the place of its function symbol."""
    return LatexPrinter(*_names(formulation, chosen or {}))


def marked(formulation: Formulation, chosen: Chosen | None = None) -> MarkedLatexPrinter:
    """The same, for pages that say what a reader points at."""
    return MarkedLatexPrinter(*_names(formulation, chosen or {}))


def unicode(formulation: Formulation, chosen: Chosen | None = None) -> UnicodePrinter:
    """A plain-text printer; a chosen activation is under its own name."""
    symbols = {q.name: plain(q.latex) for q in formulation.notation.quantities.values()}
    functions = {n: plain(f) for n, f in _functions(formulation, {}).items()}
    functions |= {activation.name: activation.name for activation in ACTIVATIONS}
    functions |= {name: activation.name for name, activation in (chosen or {}).items()}
    return UnicodePrinter(symbols, functions, _is_array(formulation))


def of_activation(activation: Activation) -> tuple[LatexPrinter, UnicodePrinter, LatexPrinter]:
    """The printers for the formula of one activation: LaTeX, plain text, LaTeX with marks."""
    symbols = {"x": "x"} | {p.name: p.latex for p in activation.parameters}
    functions = {a.name: a.latex for a in ACTIVATIONS}
    texts = {name: plain(text) for name, text in symbols.items()}
    in_text = UnicodePrinter(texts, {a.name: a.name for a in ACTIVATIONS})
    return LatexPrinter(symbols, functions), in_text, MarkedLatexPrinter(symbols, functions)


def equation(printer: Printer, stated: Equation) -> str:
    """Left side = right side."""
    return f"{printer.print(stated.left)} = {printer.print(stated.right)}"


def _names(formulation: Formulation, chosen: Chosen):  # type: ignore[no-untyped-def]
    symbols = {q.name: q.latex for q in formulation.notation.quantities.values()}
    return symbols, _functions(formulation, chosen), _is_array(formulation)


def _functions(formulation: Formulation, chosen: Chosen) -> dict[str, str]:
    names = {activation.name: activation.latex for activation in ACTIVATIONS}
    names |= {f.name: f.latex for f in formulation.notation.functions.values()}
    names[formulation.cell.name] = formulation.cell.latex
    return names | {name: activation.latex for name, activation in chosen.items()}


def _is_array(formulation: Formulation):  # type: ignore[no-untyped-def]
    cell = formulation.cell
    shapes = Shapes(formulation.notation.quantities, {cell.name: cell.signature})

    def is_array(expr: sp.Basic) -> bool:
        return bool(shapes.of(expr))

    return is_array


def condition(formulation: Formulation, when: When) -> str:
    """The options under which an equation holds, in words: ``mask given, go_backwards=True``."""
    said = []
    for name, value in when.items():
        given = formulation.notation.options[name].gives
        values = " or ".join(map(str, value)) if isinstance(value, tuple) else value
        said.append((f"{name} given" if value else f"no {name}") if given else f"{name}={values}")
    return ", ".join(said)


def written_in(formulation: Formulation) -> str:
    """The file that states a formulation: the one it names, or a module of the project's.

    Of one that a program has made, the name.
    """
    if formulation.written_in:
        return formulation.written_in
    return MODULES.get(formulation.name, f"the formulation {formulation.name}")


#: The module that has each of the project's formulations, by their names.
MODULES = {
    stated.name: f"lstm_sym/equations/{name}.py"
    for name, module in vars(equations).items()
    if isinstance(module, ModuleType)
    for stated in vars(module).values()
    if isinstance(stated, Formulation)
}
