"""A user's texts on pages: every sign of them is shown as it was written, in every builder."""

import html
import json
import re
from pathlib import Path

import pytest

from lstm_sym import own_cell
from lstm_sym.targets.paper import english

DOCS = Path(__file__).parents[2] / "docs"
(CELL,) = re.findall(
    r":caption: my_cell.py\n\n(.*?)```", (DOCS / "write-your-own-cell.md").read_text(), re.DOTALL
)
HOSTILE = r'<b>&amp;</b> "it" \url{a_b} {{x}} *y* `z` |w| $v$ # 100 % ^~ --> ]]> σ'
PAGE = """# Own

```{lstm:equations} mgu
```
```{lstm:symbols} mgu
```
"""


def manifest(folder: Path) -> dict:
    for said in ("forget gate", "hidden state", "My minimal gated unit", "my paper"):
        assert f'"{said}"' in CELL
    text = re.sub(
        r'"(forget gate|hidden state|My minimal gated unit|my paper)"',
        lambda found: repr(f"{found[1]} {HOSTILE}"),
        CELL,
    )
    (folder / "my_cell.py").write_text(text)
    files = own_cell.render(folder / "my_cell.py")
    (folder / "source" / "mgu.py").write_text(files["mgu.py"])
    return json.loads(files["my_cell.manifest.json"])


@pytest.mark.parametrize("builder", ["html", "latex", "text", "epub"])
def test_texts_are_shown_as_they_were_written(build, tmp_path, builder, monkeypatch):
    monkeypatch.setattr(english, "LONGEST", 99)  # these texts are long
    conf = "version = copyright = '1'\n" if builder == "epub" else ""
    made = build(builder=builder, stated=manifest(tmp_path), conf=conf, index=PAGE)
    assert made.warnings == []
    if builder == "html":
        shown = html.unescape(re.sub(r"<[^>]*>", "", made.html["index"]))
        assert f"forget gate {HOSTILE}" in shown
        assert "<b>" not in made.html["index"].replace("<b></b>", "")
