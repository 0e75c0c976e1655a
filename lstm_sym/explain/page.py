"""``explain --as html``: one page that a browser opens from the disk, with cards and diagrams."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

import lstm_sym.sphinx
from lstm_numpy.files.model import Model
from lstm_numpy.files.onnx import OnnxModel
from lstm_numpy.files.pytorch import Module, StateDict
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.weights import Weights
from lstm_sym.explain import elsewhere, facts, seeded
from lstm_sym.explain.elsewhere import Off
from lstm_sym.explain.equations import Stated, of_layer, of_module, of_node
from lstm_sym.explain.seeded import SEED, Seen
from lstm_sym.manifest import write
from lstm_sym.manifest.read import of_text
from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.sphinx.converter import to_mathml
from lstm_sym.sphinx.diagram.drawing import UNRESOLVED, of_formulation
from lstm_sym.targets.numpy import source
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.targets.paper import sentences
from lstm_sym.targets.paper.tex import value_and_slope

STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color-scheme: light dark; }
table { border-collapse: collapse; } td, th { padding: .2rem 1rem .2rem 0; text-align: left; }
.card { border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); border-radius: .5rem;
  padding: .2rem 1rem; margin: .8rem 0; overflow: auto hidden; }
.card h4 { margin: .4rem 0; } .card p { margin: .4rem 0; }
code, pre { font-size: .9em; overflow: auto; }
"""
DIAGRAM = Path(lstm_sym.sphinx.__file__).parent / "static" / "diagram.css"


def page(model: Any) -> str:
    """The whole page."""
    kinds: dict[type, Callable[[Any], Iterator[str]]]
    kinds = {Model: of_model, StateDict: of_parts, OnnxModel: of_parts, Weights: of_weights}
    name = escape(model.path.name)
    written = f"<p>Written by {escape(model.written_by)}.</p>"
    parts = [f"<h1>{name}</h1>", written, *kinds[type(model)](model)]
    style = STYLE + DIAGRAM.read_text()
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{style}</style></head>\n<body>\n" + "\n".join(parts) + "\n</body></html>"
    )


def of_model(model: Model) -> Iterator[str]:
    """A model of Keras: its layers, their equations, what others would compute."""
    given = seeded.inputs(model)
    calls: list[Seen] = []
    outputs: list[Any] = []
    why = ""
    try:
        outputs, _ = seeded.watched(model, given, calls)
    except (NotKnown, ValueError, TypeError) as error:
        why = f"<p>{escape(str(error))}</p>"
    yield from table(facts.layers(model, calls))
    yield why
    for place, layer in facts.recurrent(model.layers):
        yield from of_recurrent(place, layer, of_layer(layer, *facts.called(layer, calls)))
    if outputs:
        yield (
            f"<h2>What others compute from this file</h2><p>On inputs drawn with the seed "
            f"{SEED}: how far off the largest number is.</p>"
        )
        yield "<h3>The model, its words read as those of</h3>"
        yield from differences(elsewhere.releases(model, given, outputs))
        for call in elsewhere.to_compare(calls):
            yield f"<h3>The layer {escape(call.layer.name)}, its weights in</h3>"
            yield from differences(elsewhere.frameworks(call))


def of_weights(model: Weights) -> Iterator[str]:
    """Layers that arrays say themselves."""
    yield from (f"<p>{escape(line)}</p>" for line in facts.of_weights(model))
    for place, layer in facts.recurrent(model.layers):
        yield from of_recurrent(place, layer, of_layer(layer, False, False))


def of_parts(model: StateDict | OnnxModel) -> Iterator[str]:
    """The recurrent modules of a state_dict, or nodes of ONNX, and what is around them."""
    for name, one in model.layers.items():
        if isinstance(one, Module):
            said, stated = facts.of_module(name, one), of_module(one)
        else:
            said, stated = facts.of_node(name, one), of_node(one)
        yield from heading(*said)
        yield from equations(name, stated)
    for why in getattr(model, "refused", {}).values():
        yield f"<p>{escape(why)}</p>"
    title, lines = facts.beside(model)
    yield f"<details><summary>{title}</summary><pre>{escape(chr(10).join(lines))}</pre></details>"


def heading(title: str, *lines: str) -> Iterator[str]:
    """A title, and lines of code below it."""
    yield f"<h2>{escape(title)}</h2>"
    yield from (f"<p><code>{escape(line)}</code></p>" for line in lines)


def table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows, of which the first are titles."""
    yield "<table>"
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        yield f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in row)}</tr>"
    yield "</table>"


def differences(found: Iterator[Off]) -> Iterator[str]:
    """A row for each reader."""
    lines = (line.partition(":") for line in facts.compared(found, ""))
    yield from table([("reader", "off by"), *((a, c.strip()) for a, _, c in lines)])


def of_recurrent(name: str, layer: Recurrent, stated: Stated) -> Iterator[str]:
    """One layer: its options, its arrays, its equations."""
    shapes = ", ".join(f"{one} {array.shape}" for one, array in layer.arrays.items())
    blocks = f"; {stated.blocks()}" if stated.blocks() else ""
    title = f"{name}: {layer.class_name} of {layer.units} units"
    yield from heading(title, ", ".join(facts.options(layer.config)), shapes + blocks)
    yield from equations(name, stated)


def equations(name: str, stated: Stated) -> Iterator[str]:
    """The diagram of a layer, and a card for each equation and each function."""
    chosen = stated.chosen()
    formulation = chosen.settled(stated.formulation)
    yield drawing(stated, anchor(name))
    symbols = formulation.notation.functions
    for function, meant in chosen.functions.items():
        (symbol,) = (one.latex for one in symbols.values() if one.name == function)
        yield f"<p>{to_mathml(f'{symbol} = {meant.latex}', display=False)}</p>"
    printer = paper.latex(formulation, chosen.functions)
    for one in formulation.equations:
        latex = paper.equation(printer, one)
        yield card(f"{anchor(name)}-{one.label}", one.label, latex, words(formulation, one))
    for activation in {a.name: a for a in chosen.functions.values()}.values():
        latex = value_and_slope(activation)[0]
        yield card(f"{anchor(name)}-{activation.name}", activation.name, latex, activation.meaning)


def anchor(name: str) -> str:
    """A name as an identifier of the page."""
    return re.sub(r"\W+", "-", name)


def words(formulation: Formulation, one: Equation) -> str:
    """An equation in English, with the options that it holds under."""
    when = paper.condition(formulation, one.when)
    said = (sentences.equation(formulation, one), f"[{when}]" if when else "")
    return " ".join(filter(None, said))


def card(identifier: str, title: str, latex: str, said: str) -> str:
    """One formula with its name, its words and its LaTeX."""
    return (
        f'<div class="card" id="{identifier}"><h4>{escape(title.replace("-", " "))}</h4>'
        f"{to_mathml(latex, display=True)}<p>{escape(said)}</p>"
        f"<details><summary>LaTeX</summary><code>{escape(latex)}</code></details></div>"
    )


def drawing(stated: Stated, name: str) -> str:
    """The cell as a picture whose parts lead to the cards."""
    whole = stated.formulation
    manifest = of_text(write.of_one(whole, source.of_formulation(whole, "")))
    held = {name for one in whole.cell.steps for name in one.when}
    chosen = {key: str(value) for key, value in stated.options.items() if key in held}
    made = of_formulation(manifest, manifest.formulation[whole.name], chosen, f"{name}-diagram")

    def there(found: re.Match[str]) -> str:
        label = unescape(found[1]).rpartition(".")[2]
        return f' href="#{name}-{label}"'

    return f'<div class="lstm-drawing">{UNRESOLVED.sub(there, made["svg"])}</div>'
