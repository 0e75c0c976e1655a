"""The products ``latex/<formulation>.tex`` and ``latex/activations.tex``, for a paper's \\input."""

from lstm_sym.equations import ACTIVATIONS, FORMULATIONS, LAYERS
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import prime
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.targets.paper import formulation as paper


def files() -> dict[str, str]:
    """Every file of the products: its path and its text."""
    stated = (*FORMULATIONS, *LAYERS)
    found = {f"latex/{one.name}.tex": of_formulation(one) for one in stated}
    return {"latex/activations.tex": of_activations()} | found


def of_formulation(formulation: Formulation) -> str:
    """Every equation, numbered, with the label eq:<formulation>:<label>."""
    printer = paper.latex(formulation)
    text = head(formulation.title, paper.written_in(formulation))
    for equation in formulation.equations:
        when = paper.condition(formulation, equation.when)
        text += f"\n{comment(when)}" if when else ""
        text += numbered(f"{formulation.name}:{equation.label}", paper.equation(printer, equation))
    return text


def of_activations() -> str:
    """Every activation with the label eq:activations:<name>, and its derivative."""
    text = head("Activations", "lstm_sym/equations/activations.py")
    for activation in ACTIVATIONS:
        value, slope = value_and_slope(activation)
        text += numbered(f"activations:{activation.name}", value)
        text += numbered(f"activations:{activation.name}-derivative", slope)
    return text


def value_and_slope(activation: Activation, marked: bool = False) -> tuple[str, str]:
    """``f(x) = ...`` and ``f'(x) = ...``."""
    printer = paper.of_activation(activation)[2 if marked else 0]
    value, slope = activation.formula, differentiate(activation.formula, x)
    sides = ((activation(x), value), (prime(activation(x)), slope))
    one, other = (f"{printer.print(left)} = {printer.print(right)}" for left, right in sides)
    return one, other


def head(title: str, source: str) -> str:
    return (
        f"{comment(title)}\n"
        f"{comment(f'Printed from {source}')} by `lstm-sym generate`.\n"
        "% Do not edit: change the equations and generate again.\n"
        "% In the preamble: \\usepackage{amsmath}\n"
    )


def comment(text: str) -> str:
    """A text as a comment of TeX, which ends with the line."""
    return f"% {' '.join(text.split())}"


def numbered(label: str, formula: str) -> str:
    return f"\n\\begin{{equation}}\\label{{eq:{label}}}\n  {formula}\n\\end{{equation}}\n"
