"""A small project with a manifest of its own, built in the test's folder."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

CONF = """
extensions = ["myst_parser", "lstm_sym.sphinx", "lstm_sym.sphinx.mathml"]
html_math_renderer = "mathml"
html_theme = "basic"
numfig = math_numfig = True
numfig_secnum_depth = 0
"""


def equation(label: str, latex: str, when: str = "") -> dict[str, Any]:
    """An equation as the manifest states it."""
    place = {"file": "toy/cell.py", "function": "cell", "line": 7, "code": f"{label} = 1"}
    return {
        "label": label,
        "when": when,
        "latex": latex,
        "marked": re.sub(r"(h_t|W_i)\b", r"\\class{\1}{\1}", latex),
        "words": f"The {label} is what it is.",
        "symbols": ["h_t", "W_i"],
        "defines": ["h_t"],
        "in_code": {},
        "part": "cell",
        "code": [place, place | {"function": "layer", "line": 9}],
        "fingerprint": "f1ng3r",
    }


MANIFEST = {
    "formulations": {
        "toy": {
            "title": "A toy",
            "sources": ["A toy, 2020"],
            "gates": "io",
            "cell": {"given": ["x_t", "h_tm1"]},
            "stacks": {
                "W": {"gates": "io", "blocks": ["W_i", "W_o"], "transposed": True},
                "b": {"gates": "io", "blocks": ["b_i", "b_o"], "transposed": False},
            },
            "symbols": {
                "h_t": {"latex": "h_t", "shape": ["batch", "units"], "meaning": "state"},
                "h_T": {"latex": "h_T", "shape": ["batch", "units"], "meaning": "last state"},
                "h_tm1": {"latex": "h_{t-1}", "shape": ["batch", "units"], "meaning": "before"},
                "W": {"latex": "W", "shape": ["2*units", "units"], "meaning": "weights"},
                "b": {"latex": "b", "shape": ["2*units"], "meaning": "bias"},
                "p_o": {"latex": "p_o", "shape": ["units"], "meaning": "peephole of the gate o"},
                "W_i": {"latex": "W_i", "shape": ["units"], "meaning": "weights, block i"},
                "W_o": {"latex": "W_o", "shape": ["units"], "meaning": "weights, block o"},
            },
            "functions": {"phi": {"latex": r"\phi", "default": "relu", "meaning": "a function"}},
            "options": {
                "mask": {"meaning": "which count", "default": None, "choices": {"False": "absent"}},
                "back": {"meaning": "the way", "default": False, "choices": {"False": "forth"}},
            },
            "equations": [
                equation("input-gate", r"i_t = \phi(h_{t-1} W_i)"),
                equation("state", r"h_t = i_t \odot \tilde c_t", "mask given") | {"part": "each"},
            ],
        },
        "twin": {
            "sources": [],
            "symbols": {},
            "functions": {},
            "options": {},
            "equations": [equation("state", r"h_t = x_t")],
        },
    },
    "activations": {
        "relu": {
            "latex": r"\mathrm{relu}(x) = \max(x, 0)",
            "derivative": r"\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
            "marked": r"\class{relu}{\mathrm{relu}}(x) = \max(x, 0)",
            "marked_derivative": r"\class{relu}{\mathrm{relu}}'(x) = 1",
            "words": "The relu of x is the larger of x and 0.",
            "derivative_words": "The derivative of the relu at x is 1.",
            "meaning": "rectified linear unit",
            "since": "1.0",
            "aliases": ["ramp"],
            "parameters": {"alpha": {"latex": r"\alpha", "default": 0.5, "meaning": "a slope"}},
            "code": [equation("relu", "")["code"][0]],
            "fingerprint": "a1b2c3",
        }
    },
    "keras_versions": [
        {"since": "2.0.0", "hard_sigmoid": "relu", "masked_output": {"jax": "zero"}, "note": "a"},
        {"since": "2.2.0", "hard_sigmoid": "relu", "masked_output": {"jax": "zero"}, "note": "b"},
    ],
    "newest_keras": "3.15.1",
}

Build = Callable[..., SimpleNamespace]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build pages, given as Markdown by name, and give back the warnings and the folder."""
    (tmp_path / "source").mkdir()

    def run(
        folder: str = "out",
        conf: str = "",
        builder: str = "html",
        stated: dict[str, Any] = MANIFEST,
        jobs: int = 1,
        **pages: str,
    ) -> SimpleNamespace:
        source = tmp_path / "source"
        (source / "manifest.json").write_text(json.dumps(stated))
        (source / "conf.py").write_text(CONF + conf)
        for name, text in pages.items():
            file = source / f"{name}.md"
            if not file.is_file() or file.read_text() != text:
                file.write_text(text)
        app = SphinxTestApp(builder, srcdir=source, builddir=tmp_path / folder, parallel=jobs)
        read: list[str] = []
        app.connect("env-before-read-docs", lambda _app, _env, docnames: read.extend(docnames))
        try:
            app.build()
        finally:
            app.cleanup()
        # The folder itself differs from run to run.
        said = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue()).replace(f"{source}/", "")
        files = {name: app.outdir / f"{name}.html" for name in pages}
        html = {name: file.read_text() for name, file in files.items() if file.is_file()}
        return SimpleNamespace(
            warnings=said.splitlines(), html=html, out=app.outdir, read=sorted(read)
        )

    return run


@pytest.fixture
def page() -> str:
    """A page that shows everything once."""
    return """# Toy

```{lstm:equation} toy.input-gate
```
```{lstm:equation} toy.state
```
```{lstm:symbols} toy
```
```{lstm:activation} relu
```
"""
