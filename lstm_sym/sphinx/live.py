"""The live cell: one unit with one input, drawn over time by the printed JavaScript.

Without JavaScript the chart and the table of the first setting are there, from `lstm_numpy`.
"""

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.config import Config

from lstm_sym.manifest.read import Manifest
from lstm_sym.sphinx import tables
from lstm_sym.sphinx.boxes import in_books, in_html
from lstm_sym.sphinx.charts import Axes, Line, chart, legend
from lstm_sym.sphinx.diagram.drawing import of_formulation
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.presets import PRESETS, over_time
from lstm_sym.sphinx.record import WRONG, in_words

#: x, h and c of a timestep.
Values: TypeAlias = tuple[float, float, float]

STATIC = Path(__file__).parent / "static"
FIRST = "keras"
OLD = "hard_sigmoid"  # the name that changed its meaning
KINDS = {
    "weights of the input": "input",
    "input bias": "bias",
    "bias": "bias",
    "peephole weights": "peephole",
}


class ShowLiveCell(FromManifest):
    """``{lstm:try}``: sliders, a sequence to type, gates and states over time."""

    def run(self) -> list[Node]:
        """The first setting's chart and table; the script puts the controls above them."""
        script = printed_script(self.config)
        if script is None:
            self.warn("no manifest of lstm_manifest has javascript/lstm.js beside it", "hole")
            return []
        self.env.note_dependency(str(script))
        try:
            text = script.read_text(encoding="utf-8")
            names = re.findall(r"^(\w+): \{$", text, re.MULTILINE)
            settings = {name: self._setting(name) for name in names}
            values = first_values(self.manifest)
        except WRONG as error:
            said = f"{script} is not the script of this manifest: {in_words(error)}"
            self.warn(f"{said}; `lstm-sym generate` prints both", "results")
            return []
        self.env.metadata[self.env.docname]["lstm_live"] = True
        releases = gates_of_releases(self.manifest)
        data = {"formulations": settings, "presets": PRESETS, "releases": releases}
        html = (
            f'<div class="lstm-try" data-setting="{escape(json.dumps(data))}">'
            f'<p class="lstm-said" role="status">{last_of(values)}</p>'
            f'<div class="lstm-panels">{first_chart(values)}</div>'
            f'<section class="lstm-numbers" tabindex="0" aria-label="Numbers over time">'
            f"{first_table(values)}</section></div>"
        )
        drawn = in_html("", *(one for name in names for one in self._drawing(name)))
        return [nodes.raw("", html, format="html"), drawn, in_books(first_numbers(values))]

    def _drawing(self, name: str) -> list[Node]:
        """The cell of a formulation; the script shows the one that is chosen."""
        formulation = self.manifest.formulation[name]
        made = of_formulation(self.manifest, formulation, {}, f"lstm-try-{name}")
        self.set_source_info(made)
        hidden = "" if name == FIRST else ' hidden=""'
        begin = f'<div class="lstm-lit-cell" data-formulation="{name}"{hidden}>'
        return [nodes.raw("", begin, format="html"), made, nodes.raw("", "</div>", format="html")]

    def _setting(self, name: str) -> dict[str, Any]:
        """What the page says of a formulation: its arrays, their blocks, its quantities."""
        formulation = self.manifest.formulation[name]
        symbols = {s.code: s for s in self.manifest.notation(name) if s.part == "symbols"}
        arrays = []
        for stack in formulation.stacks.values():
            symbol = symbols[stack.code]
            kind = KINDS.get(symbol.meaning, "recurrent" if len(symbol.shape) == 2 else "")  # type: ignore[union-attr]
            arrays.append(
                {
                    "name": stack.code,
                    "kind": kind,
                    "meaning": symbol.meaning,
                    "gates": list(stack.gates),
                    "matrix": len(symbol.shape) == 2,  # type: ignore[union-attr]
                    "transposed": stack.transposed,
                }
            )
        meanings = {code: s.meaning for code, s in symbols.items() if code.endswith("_t")}
        return {"title": formulation.title, "arrays": arrays, "meanings": meanings}


def first_values(manifest: Manifest) -> list[Values]:
    """x, h and c of every timestep, computed by `lstm_numpy`."""
    found = over_time(manifest, next(iter(PRESETS)))
    return list(zip(*(found[name] for name in ("x_t", "h_t", "c_t")), strict=True))


def gates_of_releases(manifest: Manifest) -> dict[str, str]:
    """The function of the gates by release: its default, and what a name means that changed."""
    found: dict[str, str] = {}
    for row in manifest.versions["keras"]:
        said = f"Keras {row['since']}"
        for words, name in ((said, row["recurrent_activation"]), (f"{said}, {OLD!r}", OLD)):
            meant = row[OLD] if name == OLD else name
            if meant not in found.values():
                found[words] = meant
    return found


def last_of(values: Sequence[Values]) -> str:
    """The end in a sentence."""
    _, h, c = values[-1]
    return f"At timestep {len(values)}, h_t is {h:.4f} and c_t is {c:.4f}."


def first_chart(values: Sequence[Values]) -> str:
    """Input and states of the first setting."""
    lines = [
        Line(name, style, [[(t + 1.0, row[k]) for t, row in enumerate(values)]], dots=k > 0)
        for name, style, k in (("x_t", 5, 0), ("h_t", 1, 1), ("c_t", 2, 2))
    ]
    low, high = min(map(min, values)), max(map(max, values))
    ticks = [float(n) for n in range(int(low // 1), int(-(-high // 1)) + 1)]
    steps = range(1, len(values) + 1)
    axes = Axes((1, len(values)), (ticks[0], ticks[-1]), tuple(steps), ticks)
    told = f"Input, hidden state and cell state over {len(values)} timesteps; the table has them."
    svg = chart("try-first", "One unit of the Keras LSTM over time", told, axes, lines)
    caption = "<figcaption>Input and states over time</figcaption>"
    return f"<figure>{caption}{svg}{legend(lines)}</figure>"


def first_table(values: Sequence[Values]) -> str:
    """The same as numbers."""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("t", "x_t", "h_t", "c_t"))
    rows = "".join(
        f'<tr><th scope="row">{t}</th>{"".join(f"<td>{value:.4f}</td>" for value in row)}</tr>'
        for t, row in enumerate(values, 1)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def first_numbers(values: Sequence[Values]) -> nodes.table:
    """The same for books."""
    rows = [
        tables.cells([tables.text(f"{t}"), *(tables.text(f"{value:.4f}") for value in row)])
        for t, row in enumerate(values, 1)
    ]
    return tables.table(["t", "x_t", "h_t", "c_t"], rows, "lstm-numbers")


def printed_script(config: Config) -> Path | None:
    """The printed JavaScript, which is beside the project's own manifest."""
    files = (Path(path).parent / "javascript" / "lstm.js" for path in config.lstm_manifest)
    return next((file for file in files if file.is_file()), None)


def connect(app: Sphinx) -> None:
    """Bring the scripts and the style along, the scripts only to pages with a live cell."""
    app.connect("builder-inited", _add_files)
    app.connect("html-page-context", _add_scripts)


def _add_files(app: Sphinx) -> None:
    if app.builder.format == "html":
        script = printed_script(app.config)
        printed = [script, script.with_name("gradients.js")] if script else []
        found = [STATIC / "charts.css", STATIC / "try.js", *printed]
        app.config.html_static_path += map(str, found)
        app.add_css_file("charts.css")


def _add_scripts(app: Sphinx, page: str, _template: str, _context: object, _tree: object) -> None:
    if app.env.metadata.get(page, {}).get("lstm_live") and app.builder.name != "epub":
        app.add_js_file("lstm.js", loading_method="defer")
        app.add_js_file("gradients.js", loading_method="defer")
        app.add_js_file("try.js", loading_method="defer")
