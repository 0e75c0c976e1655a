"""Pages of Markdown as notebooks: their words, and their blocks of Python as cells that run.

``lstm_notebooks`` in conf.py names the pages. What only a site can show, such as the card of an
equation, is a link to the page's name there.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

logger = logging.getLogger(__name__)

FENCE = re.compile(r"^(?P<mark>`{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=mark) *$", re.S | re.M)
PROMPT = re.compile(r"^(?:>>> |\.\.\. |>>>$|\.\.\.$)")
ROLE = re.compile(r"\{[\w:]+\}`(?:([^`<]+?) <[^`]*>|([^`]*))`")
LINK = re.compile(r"\[([^]]*)\]\((?!https?:)[^)]*\)")
FOLDER = "_static/notebooks"


def notebook(text: str) -> dict[str, Any]:
    """A page as the JSON of a notebook."""
    return {
        "cells": [
            {"cell_type": kind, "id": f"cell-{place}", "metadata": {}, "source": source}
            | ({"execution_count": None, "outputs": []} if kind == "code" else {})
            for place, (kind, source) in enumerate(cells(text))
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def cells(text: str) -> Iterator[tuple[str, str]]:
    """The kinds and the sources of the cells."""
    place = 0
    for block in FENCE.finditer(text):
        yield from words(text[place : block.start()])
        place = block.end()
        if block["info"] == "python":
            yield "code", code(block["body"])
        elif not block["info"].startswith("{"):
            yield "markdown", block[0]
    yield from words(text[place:])


def words(text: str) -> Iterator[tuple[str, str]]:
    """A cell of text, if there is any: no roles, no links to other pages, no targets."""
    text = re.sub(r"^\(.*\)=$", "", text, flags=re.M)
    said = LINK.sub(r"\1", ROLE.sub(lambda role: f"`{role[1] or role[2]}`", text)).strip()
    if said:
        yield "markdown", said


def code(block: str) -> str:
    """A block without prompts and without what it prints."""
    lines = block.strip().splitlines()
    if block.lstrip().startswith(">>>"):
        lines = [PROMPT.sub("", line) for line in lines if PROMPT.match(line)]
    return "\n".join(lines)


def connect(app: Sphinx) -> None:
    """Write the notebooks beside the pages, and tell the theme's pages of them."""
    app.add_config_value(
        "lstm_notebooks",
        (),
        "html",
        types=frozenset({list, tuple}),
        description="The pages of Markdown that can be downloaded as notebooks.",
    )
    app.connect("html-collect-pages", _write)
    app.connect("html-page-context", _tell)


def _name(page: str) -> str:
    return f"{page.replace('/', '-')}.ipynb"


def _write(app: Sphinx) -> list[Any]:
    if isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "epub":
        folder = Path(app.outdir, FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for page in app.config.lstm_notebooks:
            if page not in app.env.found_docs:
                logger.warning("lstm_notebooks in conf.py names %r, which is not a page", page)
                continue
            text = Path(app.env.doc2path(page)).read_text(encoding="utf-8")
            content = json.dumps(notebook(text), ensure_ascii=False, indent=1, sort_keys=True)
            Path(folder, _name(page)).write_text(f"{content}\n", encoding="utf-8")
    return []  # no further pages


def _tell(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    if page in app.config.lstm_notebooks:
        context["notebook"] = f"{FOLDER}/{_name(page)}"
