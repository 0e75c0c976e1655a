"""``explain --as html``: one page that a browser opens from the disk, with cards and diagrams."""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

import lstm_sym.sphinx
from lstm_numpy.files.model import Model
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_sym.explain import elsewhere, facts, seeded
from lstm_sym.explain.elsewhere import Off
from lstm_sym.explain.equations import Stated, of_layer
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


def page(model: Model) -> str:
    """The whole page."""
    given = seeded.inputs(model)
    calls: list[Seen] = []
    outputs: list[Any] = []
    why = ""
    try:
        outputs, _ = seeded.watched(model, given, calls)
    except (NotKnown, ValueError, TypeError) as error:
        why = str(error)
    name = escape(model.path.name)
    parts = [
        f"<h1>{name}</h1>",
        f"<p>Written by {escape(model.written_by)}.</p>",
        *table(facts.layers(model, calls)),
        f"<p>{escape(why)}</p>" if why else "",
    ]
    for place, layer in facts.recurrent(model.layers):
        parts += of_recurrent(place, layer, of_layer(layer, *facts.called(layer, calls)))
    if outputs:
        parts.append(
            f"<h2>What others compute from this file</h2><p>On inputs drawn with the seed "
            f"{SEED}: how far off the largest number is.</p>"
        )
        parts += [
            "<h3>The model, its words read as those of</h3>",
            *differences(elsewhere.releases(model, given, outputs)),
        ]
        for call in elsewhere.to_compare(calls):
            parts.append(f"<h3>The layer {escape(call.layer.name)}, its weights in</h3>")
            parts += differences(elsewhere.frameworks(call))
    style = STYLE + DIAGRAM.read_text()
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{style}</style></head>\n<body>\n" + "\n".join(parts) + "\n</body></html>"
    )


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
    """One layer: options, diagram, and a card for each equation and each function."""
    chosen = stated.chosen()
    formulation = chosen.settled(stated.formulation)
    yield f"<h2>{escape(name)}: {layer.class_name} of {layer.units} units</h2>"
    yield f"<p><code>{escape(', '.join(facts.options(layer.config)))}</code></p>"
    shapes = ", ".join(f"{one} {array.shape}" for one, array in layer.arrays.items())
    blocks = f"; {stated.blocks()}" if stated.blocks() else ""
    yield f"<p><code>{escape(shapes + blocks)}</code></p>"
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
    return sentences.equation(formulation, one) + (f" [{when}]" if when else "")


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
