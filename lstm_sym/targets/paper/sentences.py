"""Equations and activations in English words, for whoever listens to a page."""

from collections.abc import Callable, Mapping

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.activations import Parameter, x
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import dot, vecmat
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.targets.paper.english import (
    CELLS,
    FUNCTIONS,
    EnglishPrinter,
    capital,
    noun,
    nouns,
)
from lstm_sym.targets.paper.purposes import Purposes
from lstm_sym.targets.paper.unicode import plain

CALLED = FUNCTIONS | {
    "linear": "the identity",
    "hard_sigmoid_keras2": "the hard sigmoid of Keras 2",
}
NAMES = {a.name: CALLED.get(a.name, f"the {a.name.replace('_', ' ')}") for a in ACTIVATIONS}


def equation(stated: Formulation, one: Equation) -> str:
    """One equation as a sentence."""
    return speaker(stated)(one)


def speaker(stated: Formulation) -> Callable[[Equation], str]:
    """What says each equation: of gates and candidates what they are for, of others the formula."""
    printer = of_formulation(stated)
    purposes = Purposes(stated, printer)

    def said(one: Equation) -> str:
        subject = printer.listed([printer.print(s) for s in one.defined])
        if sentence := purposes.sentence(one):
            return capital(sentence)
        term_by_term = purposes.is_spoken(one) and one.right.has(dot, vecmat)
        return "" if term_by_term else printer.sentence(subject, one.right)

    return said


def activation(stated: Activation) -> tuple[str, str]:
    """An activation and its derivative, a sentence each."""
    symbols = {"x": "x"} | {p.name: parameter(p) for p in stated.parameters}
    printer = EnglishPrinter(symbols, NAMES)
    name = NAMES[stated.name]
    slope = differentiate(stated.formula, x)
    return (
        printer.sentence(f"{name} of x", stated.formula),
        printer.sentence(f"the derivative of {name} at x", slope),
    )


def of_formulation(stated: Formulation, functions: Mapping[str, Activation] = {}) -> EnglishPrinter:
    """The printer that knows the nouns of a formulation, and of the functions that are chosen."""
    n = stated.notation
    given = {s for option in n.options.values() for s in option.gives}
    symbols = {
        q.name: noun(q.meaning)
        if q.shape or q.symbol in given or "_" in q.latex
        else plain(q.latex)
        for q in n.quantities.values()
    }
    named = NAMES | {name: chosen(name) for name in n.functions}
    named |= {name: NAMES[activation.name] for name, activation in functions.items()}
    cell, step = CELLS
    called = cell if stated.cell.name.endswith("_cell") else step
    return EnglishPrinter(nouns(symbols), named | {stated.cell.name: called})


def chosen(name: str) -> str:
    """A function that the caller chooses, by its name in code."""
    return name if len(name) == 1 else f"the {name.replace('_fn', ' function').replace('_', ' ')}"


def parameter(stated: Parameter) -> str:
    """A Greek letter by its name, a word with an article."""
    letter = len(stated.name) == 1 or stated.latex == f"\\{stated.name}"
    return stated.name if letter else f"the {stated.name.replace('_', ' ')}"
