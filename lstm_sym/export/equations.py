"""The equations of a model's recurrent layers, as files."""

from collections.abc import Iterable, Iterator

from lstm_numpy.files.model import Model
from lstm_sym.explain.equations import Stated, of_layer
from lstm_sym.explain.facts import called, recurrent
from lstm_sym.explain.seeded import Seen
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.targets.paper import tex
from lstm_sym.targets.paper.tex import value_and_slope


def files(model: Model, calls: Iterable[Seen]) -> dict[str, bytes]:
    """The files by their names."""
    calls = list(calls)
    stated = {
        name: of_layer(layer, *called(layer, calls)) for name, layer in recurrent(model.layers)
    }
    text = tex.head(f"The recurrent layers of {model.path.name}", model.path.name)
    for name, one in stated.items():
        text += "".join(in_latex(name, one))
    found = {"equations.tex": text.encode()}
    try:
        from lstm_sym.explain.page import page
    except ImportError:  # without the packages that make formulas of a page
        return found
    return found | {"equations.html": page(model).encode()}


def in_latex(name: str, stated: Stated) -> Iterator[str]:
    """The equations of one layer, with their labels."""
    chosen = stated.chosen()
    formulation = chosen.settled(stated.formulation)
    printer = paper.latex(formulation, chosen.functions)
    yield f"\n{tex.comment(f'{name}: {formulation.title}')}"
    for one in formulation.equations:
        yield tex.numbered(f"{name}:{one.label}", paper.equation(printer, one))
    for activation in {a.name: a for a in chosen.functions.values()}.values():
        yield tex.numbered(f"{name}:{activation.name}", value_and_slope(activation)[0])
