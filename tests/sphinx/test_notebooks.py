"""Pages as notebooks: their cells run in order, and nothing of a site's markup is left in them."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from lstm_sym.sphinx.notebook import notebook

DOCS = Path(__file__).parents[2] / "docs"
(STATED,) = re.findall(r"lstm_notebooks = (\[.*?\n\])", (DOCS / "conf.py").read_text(), re.S)
PAGES: list[str] = eval(STATED)


@pytest.mark.parametrize("page", PAGES)
def test_the_cells_run_in_order(page: str) -> None:
    cells = notebook((DOCS / f"{page}.md").read_text())["cells"]
    codes = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    assert codes
    known: dict[str, object] = {}
    if page != "gradients/compute":  # which trains; tests/docs runs the same blocks
        for code in codes:
            exec(code, known)
    text = "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    assert not re.search(r"\{lstm:|\]\((?!http)|^\(.*\)=$", text, re.M)


def test_a_page_becomes_cells() -> None:
    text = (
        "(here)=\n\n# Page\n\n"
        "See {lstm:sym}`toy.h_t`, {lstm:eq}`this <toy.state>`, [there](x.md), "
        "[far](https://example.org/x).\n\n"
        "```{lstm:cell} toy\n```\n\n```python\n>>> x = [\n...     1]\n>>> x\n[1]\n```\n\n"
        "```console\n$ ls\n```\n"
    )
    cells = [(cell["cell_type"], cell["source"]) for cell in notebook(text)["cells"]]
    assert cells == [
        ("markdown", "# Page\n\nSee `toy.h_t`, `this`, there, [far](https://example.org/x)."),
        ("code", "x = [\n    1]\nx"),
        ("markdown", "```console\n$ ls\n```"),
    ]


def test_a_site_has_them(build, tmp_path: Path) -> None:
    made: SimpleNamespace = build(conf="lstm_notebooks = ['index']\n", index="# Toy\n\nWords.\n")
    assert made.warnings == []
    written = json.loads((made.out / "_static" / "notebooks" / "index.ipynb").read_text())
    assert [cell["source"] for cell in written["cells"]] == ["# Toy\n\nWords."]
