"""What autodoc documents: a link to the line of its code, and a fold for its details."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from types import FunctionType
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from lstm_sym.manifest.read import read
from lstm_sym.sphinx.boxes import fold
from lstm_sym.sphinx.sources import page_of, source_line
from sphinx import addnodes


def setup(app: Sphinx) -> dict[str, Any]:
    """Link and fold what autodoc documents; links take the place of ``sphinx.ext.viewcode``."""
    app.connect("doctree-read", _link)
    app.connect("doctree-read", _fold)
    app.connect("html-collect-pages", _pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


@cache
def _place(name: str) -> tuple[str, str, int] | None:
    """File, path and line of what ``lstm_numpy.keras.lstm`` names, if it is one with a line."""
    try:
        found: Any = inspect.unwrap(resolve_name(name))
    except (AttributeError, ImportError):
        return None  # a name that a page has given without a module
    found = found.fget if isinstance(found, property) else found
    if not isinstance(found, (type, FunctionType)):
        return None
    path = inspect.getsourcefile(found)
    line = _lines(path).get(found.__qualname__) if path else None
    file = found.__module__.replace(".", "/") + ".py"
    return (file, str(path), line) if line else None


@cache
def _lines(path: str) -> dict[str, int]:
    """Where each definition of a module begins, its decorators before it."""

    def of(body: list[ast.stmt], outside: str) -> Iterator[tuple[str, int]]:
        for node in body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                first = min([node, *node.decorator_list], key=lambda one: one.lineno)
                yield outside + node.name, first.lineno
            if isinstance(node, ast.ClassDef):
                yield from of(node.body, f"{outside}{node.name}.")

    return dict(of(ast.parse(Path(path).read_text(encoding="utf-8")).body, ""))


def _link(_app: Sphinx, document: nodes.document) -> None:
    for signature in document.findall(addnodes.desc_signature):
        name = f"{signature.get('module')}.{signature.get('fullname')}"
        if place := _place(name):
            file, path, line = place
            said = source_line("", "[source]", file=file, path=path, line=line)
            signature += addnodes.only("", nodes.Text(" "), said, expr="builder_html")


def _fold(_app: Sphinx, document: nodes.document) -> None:
    """Leave signatures and what each is for, so that a page reads as a list; the first is open."""
    opened = True
    for content in list(document.findall(addnodes.desc_content)):
        kinds = [type(child) for child in content]
        if nodes.field_list not in kinds:
            continue
        start = kinds.index(nodes.field_list)
        inside = [n for n, kind in enumerate(kinds) if kind is addnodes.index]  # before a method
        details = content[start : min(inside, default=None)]
        heads = [name.astext() for child in details for name in child.findall(nodes.field_name)]
        heads += [child.astext() for child in details if isinstance(child, nodes.rubric)]
        summary = ", ".join(dict.fromkeys(head.lower() for head in heads)).capitalize()
        content[start : start + len(details)] = [
            fold("", *details, summary=summary, opened=opened, classes=["documented"])
        ]
        opened = False


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    shown = {place.file for place in read(*app.config.lstm_manifest).places()}
    documented = {
        found[:2] for name in app.env.domains.python_domain.objects if (found := _place(name))
    }
    for file, path in sorted(documented):
        if file not in shown:
            yield from page_of(app, file, Path(path))
