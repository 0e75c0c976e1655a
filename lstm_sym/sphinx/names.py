"""What a page says of the names in an equation: from the notation and from the activations."""

from lstm_sym.manifest.read import Activation, Equation, Manifest, Symbol
from lstm_sym.sphinx.marks import MARK, Name

ELEMENTWISE = "elementwise"


def of_equation(manifest: Manifest, equation: Equation) -> dict[str, Name]:
    """Every name that the equation speaks of, those that it defines first."""
    formulation = equation.name.removesuffix(f".{equation.label}")
    found = {}
    for code in dict.fromkeys((*equation.defines, *equation.symbols)):
        symbol = manifest.symbol.get(f"{formulation}.{code}")
        if symbol:
            found[code] = _symbol(symbol, equation.in_code.get(code, code))
        elif code in manifest.activation:
            found[code] = _function(manifest.activation[code])
        else:
            found[code] = Name("the equations of one timestep", "", code, is_function=True)
    return found


def of_activation(manifest: Manifest, activation: Activation) -> dict[str, Name]:
    """The argument, the parameters and the functions of an activation."""
    found = {}
    for code in dict.fromkeys(MARK.findall(activation.marked + activation.marked_derivative)):
        if code in activation.parameters:
            meaning = activation.parameters[code].meaning
            found[code] = Name(meaning, "a number", code)
        elif code in manifest.activation:
            found[code] = _function(manifest.activation[code])
        else:
            found[code] = Name("what the activation is applied to", "a number", code)
    return found


def _symbol(symbol: Symbol, code: str) -> Name:
    if symbol.part == "functions":
        meaning = f"{symbol.meaning}, {symbol.default} by default"
        return Name(meaning, ELEMENTWISE, code, is_function=True)
    return Name(symbol.meaning, symbol.sizes, code)


def _function(activation: Activation) -> Name:
    return Name(activation.meaning, ELEMENTWISE, activation.name, is_function=True)
