"""The explorer: a layer as people write it, and its tensors, equations and weights beside it.

The page holds what was typed first; a script shows the rest, from data that this module writes
beside it. Without a script the page goes without the explorer.
"""

import inspect
import json
from collections.abc import Iterator
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from lstm_sym.manifest.read import Activation, Equation, Manifest, Symbol, read
from lstm_sym.sphinx.converter import to_mathml
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.domain import LstmDomain, anchor
from lstm_sym.sphinx.live import STATIC

#: The formulations whose calls the script reads; the first is loaded with the page.
SHOWN = ("keras", "gru", "pytorch", "pytorch_projection", "onnx")
#: The constructor of torch.nn.LSTM, as torch/nn/modules/rnn.py of PyTorch 2.13.0 has it.
PYTORCH = {
    "input_size": None,
    "hidden_size": None,
    "num_layers": 1,
    "bias": True,
    "batch_first": False,
    "dropout": 0.0,
    "bidirectional": False,
    "proj_size": 0,
}
#: The attributes of an ONNX node, as the operator's specification, version 22, has them.
ONNX = {
    "hidden_size": None,
    "direction": "forward",
    "activations": None,
    "clip": None,
    "input_forget": 0,
    "layout": 0,
}
# What the gates of a release are, and what else the script asks of it.
OF_GATES = ("recurrent_activation", "hard_sigmoid")
OF_RELEASE = (
    *("since", *OF_GATES, "masked_output"),
    *("unrolled_output", "zero_output_for_mask", "reset_after"),
)
# Words of lstm_numpy's constructor that are no part of the layer here.
OURS = ("seed", "keras_version", "backend")


class ShowExplorer(FromManifest):
    """``{lstm:explorer} keras 2.2.4``: a box to type a layer into, and all that follows from it.

    The content is the first layer; ``:input:`` is its input's shape without the batch.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"input": directives.unchanged_required}

    def run(self) -> list[Node]:
        """An empty box, which the script fills."""
        for name in SHOWN:
            if name not in self.manifest.formulation:
                self.warn(f"the explorer shows {name}, which the manifest does not have", "unknown")
                return []
        self.env.metadata[self.env.docname]["lstm_explorer"] = True
        first = {
            "layer": " ".join(self.content).strip(),
            "release": self.arguments[0],
            "input": self.options.get("input", ""),
        }
        html = (
            f'<div class="lstm-explorer" hidden="" data-first="{escape(json.dumps(first))}"></div>'
        )
        return [nodes.raw("", html, format="html")]


def calls() -> dict[str, Any]:
    """What each call takes: its words in order, with their defaults."""
    from lstm_numpy import GRU, LSTM, configuration, onnx_activations
    from lstm_numpy.keras_versions import NEWEST_KERAS

    keras = {
        "without_effect": sorted({*configuration.WITHOUT_EFFECT, "seed"}),
        "without_effect_as": configuration.WITHOUT_EFFECT_AS,
        "older": configuration.KERAS1,
        "newest": NEWEST_KERAS,
        "LSTM": of_constructor(LSTM),
        "GRU": of_constructor(GRU),
    }
    functions = {name: function.__name__ for name, (function, _) in onnx_activations.KNOWN.items()}
    return {
        "keras": keras,
        "pytorch": {"words": PYTORCH, "positional": list(PYTORCH)},
        "onnx": {"words": ONNX, "positional": [], "functions": functions},
    }


def of_constructor(layer: type) -> dict[str, Any]:
    """The words of a layer of Keras; None where the caller or the release decides."""
    from lstm_numpy.recurrent_layer import FROM_VERSION

    stated = inspect.signature(layer).parameters
    known = {name: p for name, p in stated.items() if name not in OURS}
    opened = (inspect.Parameter.empty, FROM_VERSION)
    return {
        "words": {name: None if p.default in opened else p.default for name, p in known.items()},
        "positional": [name for name, p in known.items() if p.kind is not p.KEYWORD_ONLY],
    }


class Data:
    """What the script knows, as JSON values."""

    def __init__(self, manifest: Manifest, domain: LstmDomain, builder: Any, page: str) -> None:
        self.manifest, self.domain, self.builder, self.page = manifest, domain, builder, page

    def formulation(self, name: str) -> dict[str, Any]:
        """One formulation: its equations, options, arrays and tensors."""
        stated = self.manifest.formulation[name]
        notation = self.manifest.notation(name)
        symbols = {s.code: s for s in notation if isinstance(s, Symbol) and s.part == "symbols"}
        functions = [s for s in notation if isinstance(s, Symbol) and s.part == "functions"]
        equations = self.manifest.equations(name)
        returned = [code for e in equations if e.part == "finish" for code in e.defines]
        wanted = dict.fromkeys((*stated.stacks, *stated.cell.weights, *returned))
        return {
            "title": stated.title,
            "equations": [self.equation(equation) for equation in equations],
            "options": {o.code: {"usual": o.usual} for o in notation if not isinstance(o, Symbol)},
            "functions": {f.code: to_mathml(f.latex, display=False) for f in functions},
            "symbols": {code: self.symbol(symbols[code]) for code in wanted if code in symbols},
            "stacks": {
                code: {"gates": list(stack.gates), "transposed": stack.transposed}
                for code, stack in stated.stacks.items()
            },
            "weights": [code for code in stated.cell.weights if code in symbols],
            "returned": list(dict.fromkeys(returned)),
        }

    def equation(self, equation: Equation) -> dict[str, Any]:
        """A row: formula, lines of NumPy, the place of the card."""
        return {
            "label": equation.label,
            **({"role": equation.role} if equation.role not in ("", equation.label) else {}),
            "part": equation.part,
            "holds": {name: list(values) for name, values in equation.holds.items()},
            "defines": list(equation.defines),
            "math": to_mathml(equation.latex, display=True),
            "code": list(dict.fromkeys(p.code for p in equation.code if p.is_statement)),
            "to": self.address("equation", equation.name),
        }

    def symbol(self, symbol: Symbol) -> dict[str, Any]:
        """A tensor or an array: its shape and meaning."""
        return {"shape": list(symbol.shape), "meaning": symbol.meaning}

    def activation(self, activation: Activation) -> dict[str, Any]:
        """A function that an option names."""
        return {
            "since": activation.since,
            "aliases": list(activation.aliases),
            "to": self.address("activation", activation.name),
        }

    def formulas(self, usual: bool) -> dict[str, str]:
        """The formulas of the activations that releases have by default, or of all others."""
        rows = self.manifest.versions["keras"]
        first = {"tanh", *(row[key] for row in rows for key in OF_GATES)}
        return {
            name: to_mathml(stated.latex, display=True)
            for name, stated in self.manifest.activation.items()
            if (name in first) == usual
        }

    def address(self, kind: str, name: str) -> str:
        """Where an object has its own place, from the explorer's page; empty if it has none."""
        places = self.domain.data[kind].get(name)
        if not places:
            return ""
        target: str = self.builder.get_relative_uri(self.page, min(places)[0])
        return f"{target}#{anchor(kind, name)}"

    def common(self) -> dict[str, Any]:
        """What all formulations share."""
        return {
            "calls": calls(),
            "releases": [
                {key: row[key] for key in OF_RELEASE} for row in self.manifest.versions["keras"]
            ],
            "formulas": self.formulas(usual=True),
            "activations": {
                name: self.activation(stated) for name, stated in self.manifest.activation.items()
            },
        }


def scripts(data: Data) -> Iterator[tuple[str, str]]:
    """The files of data: what a page begins with, and what it loads when a layer asks for it."""
    first, *others = SHOWN
    together = {**data.common(), "formulations": {first: data.formulation(first)}}
    yield "explorer-data.js", f"globalThis.lstmExplorer = {as_json(together)};\n"
    yield (
        "explorer-activations.js",
        (f"Object.assign(lstmExplorer.formulas, {as_json(data.formulas(usual=False))});\n"),
    )
    for name in others:
        stated = as_json(data.formulation(name))
        yield f"explorer-{name}.js", f"lstmExplorer.formulations.{name} = {stated};\n"


def as_json(value: Any) -> str:
    """JSON without needless space."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def connect(app: Sphinx) -> None:
    """Bring script and style along, and the data first: each address of a page has a checksum."""
    app.connect("builder-inited", _add_files)
    app.connect("html-page-context", _add_scripts)
    app.connect("write-started", _write_data)


def _pages(app: Sphinx) -> list[str]:
    return sorted(name for name, one in app.env.metadata.items() if one.get("lstm_explorer"))


def _add_files(app: Sphinx) -> None:
    if app.builder.format == "html":
        names = ("explorer.css", "explorer-call.js", "explorer-layers.js", "explorer.js")
        app.config.html_static_path += [str(STATIC / name) for name in names]


def _add_scripts(app: Sphinx, page: str, _template: str, _context: object, _tree: object) -> None:
    if page in _pages(app) and app.builder.name != "epub":
        app.add_css_file("explorer.css")
        for name in ("explorer-data", "explorer-call", "lstm", "explorer-layers", "explorer"):
            app.add_js_file(f"{name}.js", loading_method="defer")


def _write_data(app: Sphinx, builder: Builder) -> None:
    if isinstance(builder, StandaloneHTMLBuilder) and builder.name != "epub":
        for page in _pages(app)[:1]:
            manifest = read(*app.config.lstm_manifest)
            domain = app.env.domains["lstm"]
            data = Data(manifest, domain, builder, page)  # type: ignore[arg-type]
            folder = app.outdir / "_static"
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in scripts(data):
                (folder / name).write_text(text, encoding="utf-8")
