"""The pages are valid HTML, as html-validate judges it."""

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryFile

import pytest

HERE = Path(__file__).resolve().parent
VALIDATE = HERE / "node_modules" / ".bin" / "html-validate"
# The rules are in .htmlvalidate.json. Ids may hold dots, as Python's names do. A link may show
# a formula alone: html-validate sees no text in MathML, so axe judges the names of links.


def validate(*paths: Path) -> list[str]:
    """What html-validate says of files and folders."""
    if shutil.which("node") is None or not VALIDATE.exists():
        pytest.skip("html-validate is not installed: npm install --prefix tests/site")
    config = HERE / ".htmlvalidate.json"
    command = [str(VALIDATE), "--config", str(config), "--formatter", "json", *map(str, paths)]
    with TemporaryFile("w+") as said:  # into a pipe node writes the first part only
        subprocess.run(command, stdout=said)
        said.seek(0)
        files = json.load(said)
    return [
        f"{Path(file['filePath']).name}:{found['line']}: {found['ruleId']}: {found['message']}"
        for file in files
        for found in file["messages"]
    ]


def test_every_page_is_valid(site):
    # Sphinx shows modules with a div inside a pre.
    assert validate(*(page for page in site.rglob("*.html") if "_modules" not in page.parts)) == []


def test_a_planted_fault_is_found(tmp_path):
    (tmp_path / "page.html").write_text(
        '<!DOCTYPE html><html lang="en"><head><title>x</title></head>'
        '<body><p id="a"><ul><li id="a"></li></ul></p></body></html>'
    )
    found = " ".join(validate(tmp_path / "page.html"))
    assert "no-dup-id" in found
    assert "close" in found
