"""The builds of the site: the same bytes each time, little to do after an edit, EPUB and PDF."""

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import ROOT, kept, sphinx

MATH = "{http://www.w3.org/1998/Math/MathML}math"
SVG = "{http://www.w3.org/2000/svg}svg"


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_parallel_build_has_the_same_bytes(site, tmp_path):
    """Another number of processes, another seed of the hashes, another folder."""
    sphinx(tmp_path / "html", "-j2", "-d", str(tmp_path / "trees"), PYTHONHASHSEED="2")
    one, two = files(site), files(tmp_path / "html")
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []


@pytest.fixture
def again(site, tmp_path) -> Callable[..., str]:
    """Another build of the site, which need not read again what has not changed."""
    shutil.copytree(site.parent / "doctrees", tmp_path / "doctrees")

    def build(out: Path, builder: str = "html") -> str:
        trees = ("-d", str(tmp_path / "doctrees"))
        return sphinx(out, *kept(site.parent), *trees, builder=builder)

    return build


def test_an_edited_equation_changes_its_pages_and_no_other(site, again, tmp_path):
    """The pages that are read again are those that show it."""
    manifest = site.parent / "generated" / "manifest.json"
    before = manifest.read_bytes()
    stated = json.loads(before)
    (equation,) = (
        e for e in stated["formulations"]["gru"]["equations"] if e["label"] == "gru-output"
    )
    equation["fingerprint"] = "0" * 12
    manifest.write_text(json.dumps(stated), encoding="utf-8")
    try:
        read = set(
            re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", again(tmp_path / "read", "dummy"))
        )
    finally:
        manifest.write_bytes(before)
    assert read == {"formulations/gru", "formulations/simple-rnn"}  # which is compared with it


def test_the_epub_has_the_equations(again, tmp_path):
    """Its pages are well-formed, its formulas and drawings are in their namespaces."""
    again(tmp_path / "epub", "epub")
    (book,) = (tmp_path / "epub").glob("*.epub")
    with zipfile.ZipFile(book) as opened:
        names = opened.namelist()
        pages = {
            name: ElementTree.fromstring(opened.read(name))
            for name in names
            if name.endswith((".xhtml", ".opf"))
        }
    package = pages.pop("content.opf")
    types = {
        item.get("href"): item.get("media-type") for item in package.iter() if item.get("href")
    }
    assert types["_static/lstm-sym-math.woff2"] == "font/woff2"
    assert "_static/lstm-sym-math-OFL.txt" in types
    for page in pages.values():
        assert not [one for one in page.iter() if one.tag.rpartition("}")[2] == "script"]
        bare = {"{http://www.w3.org/1999/xhtml}math", "{http://www.w3.org/1999/xhtml}svg"}
        assert not [one for one in page.iter() if one.tag in bare]
    places = {one.get("id"): one for page in pages.values() for one in page.iter() if one.get("id")}
    equations = [name for name in places if name.startswith("equation-")]
    manifest = json.loads((ROOT / "generated" / "manifest.json").read_text(encoding="utf-8"))
    shown = [*manifest["formulations"].values(), manifest["gradients"]["keras_gradients"]]
    assert len(equations) == sum(len(stated["equations"]) for stated in shown)
    assert [name for name in equations if places[name].find(f".//{MATH}") is None] == []
    assert any(page.find(f".//{SVG}") is not None for page in pages.values())


def test_the_pdf_has_the_equations(again, tmp_path):
    """LaTeX's builder writes every equation, and LaTeX compiles them where it is installed."""
    out = tmp_path / "latex"
    again(out, "latex")
    text = (out / "lstm_sym.tex").read_text(encoding="utf-8")
    manifest = json.loads((ROOT / "generated" / "manifest.json").read_text(encoding="utf-8"))
    formulas = {e["latex"] for f in manifest["formulations"].values() for e in f["equations"]}
    assert [formula for formula in formulas if formula not in text] == []
    if shutil.which("latexmk") is None or shutil.which("pdflatex") is None:
        pytest.skip("the .tex is written; there is no latexmk and pdflatex here to compile it")
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "lstm_sym.tex"]
    ran = subprocess.run(command, cwd=out, capture_output=True, text=True, errors="replace")
    assert ran.returncode == 0, ran.stdout[-2000:]
    log = (out / "lstm_sym.log").read_text(encoding="utf-8", errors="replace")
    assert "Missing character" not in log
    assert "Hyper reference" not in log  # a link whose place LaTeX does not have


def test_no_font_is_committed():
    """The font of the formulas is made from that of a package; its licence stands beside it."""
    listed = subprocess.run(
        ["git", "ls-files", "*.woff*", "*.ttf", "*.otf"], cwd=ROOT, capture_output=True, text=True
    )
    assert listed.stdout == ""


def test_the_address_of_a_script_changes_with_it(site):
    """A browser that kept the script of an older site loads the new one, its data too."""
    scripts = re.findall(
        r'<script defer="defer" src="([^"]+)"', (site / "index.html").read_text("utf-8")
    )
    assert "explorer-data.js" in {Path(one.partition("?")[0]).name for one in scripts}
    assert [one for one in scripts if "?v=" not in one] == []
