"""Several manifests in one site: two cells of a user, printed into one folder."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from lstm_sym.cli import main

from .conftest import CONF, MANIFEST

ROOT = Path(__file__).resolve().parents[2]


def cell(page: str, name: str) -> str:
    """A cell that a page teaches."""
    (text,) = re.findall(
        rf":caption: {name}\n\n(.*?)```", (ROOT / "docs" / page).read_text(), re.DOTALL
    )
    return text


PAGE = """# {title}

```{{lstm:equations}} {name}
```
```{{lstm:symbols}} {name}
```
See {{lstm:eq}}`elman.hidden-state`, {{lstm:eq}}`mgu.hidden-state` and {{lstm:sym}}`mgu.f_t`.
"""


@pytest.fixture(name="site")
def site_of_two_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("elman.py").write_text(cell("use-it-in-your-own-project.md", "elman.py"))
    Path("my_cell.py").write_text(cell("write-your-own-cell.md", "my_cell.py"))
    for one in ("elman.py", "my_cell.py"):  # one after the other: neither takes the other's place
        assert CliRunner().invoke(main, ["generate", one, "-o", "site"]).exit_code == 0
    site = tmp_path / "site"
    listed = ["elman.manifest.json", "my_cell.manifest.json"]
    (site / "conf.py").write_text(f"{CONF}\nlstm_manifest = {listed}\n")
    (site / "index.md").write_text("# Both\n\n```{toctree}\none\ntwo\n```\n")
    (site / "one.md").write_text(PAGE.format(title="Elman", name="elman"))
    (site / "two.md").write_text(PAGE.format(title="MGU", name="mgu"))
    return site


def built(site: Path) -> tuple[list[str], list[str]]:
    """The warnings, and the pages that were read."""
    app = SphinxTestApp("html", srcdir=site)
    read: list[str] = []
    app.connect("env-before-read-docs", lambda _app, _env, docnames: read.extend(docnames))
    try:
        app.build()
    finally:
        app.cleanup()
    return app.warning.getvalue().splitlines(), sorted(read)


def test_a_site_shows_two_own_cells(site: Path) -> None:
    assert built(site) == ([], ["index", "one", "two"])
    html = {
        name: (site / "_build" / "html" / f"{name}.html").read_text() for name in ("one", "two")
    }
    assert 'id="equation-elman-hidden-state"' in html["one"]
    assert 'id="equation-mgu-hidden-state"' in html["two"]
    assert 'href="two.html#equation-mgu-hidden-state"' in html["one"]
    assert 'href="one.html#equation-elman-hidden-state"' in html["two"]
    assert 'href="source/mgu.html#line-' in html["two"]
    assert (site / "_build" / "html" / "source" / "elman.html").is_file()


def test_a_change_of_one_cell_renews_the_pages_that_show_it(site: Path) -> None:
    (site / "one.md").write_text(PAGE.format(title="Elman", name="elman").partition("See")[0])
    built(site)
    text = Path("my_cell.py").read_text()
    Path("my_cell.py").write_text(text.replace('"candidate")', '"what is new")'))
    for command in ("generate", "check"):
        said = CliRunner().invoke(main, [command, "elman.py", "my_cell.py", "-o", "site"])
        assert said.exit_code == 0, said.output
    assert built(site) == ([], ["two"])
    assert "what is new" in (site / "_build" / "html" / "two.html").read_text()


def test_a_line_that_is_another_is_reported_in_each(site: Path) -> None:
    for name in ("elman", "mgu"):
        (site / f"{name}.py").write_text("\n")
    warnings, _ = built(site)
    for name in ("elman", "mgu"):
        assert any(f"'{name}.hidden-state' is not in line" in line for line in warnings)


def stated(formulation: str, file: str, label: str = "state") -> dict:
    """A manifest with one formulation of one equation."""
    one = json.loads(json.dumps(MANIFEST["formulations"]["twin"]))
    one["equations"][0]["label"] = label
    for place in one["equations"][0]["code"]:
        place["file"] = file
    return {"formulations": {formulation: one}}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("one", "a.py"), ("one", "b.py"), "the formulation 'one'"),
        (("one", "a.py"), ("One", "b.py"), "the equation 'one.state' and 'One.state', alike in"),
        (("one", "a.py", "two-x"), ("one_two", "b.py", "x"), "'one.two-x' and 'one_two.x', alike"),
        (("one", "a.py"), ("two", "a.py"), "the file 'a.py'"),
    ],
    ids=["formulation", "case", "anchor", "file"],
)
def test_what_a_site_cannot_tell_apart_stops_the_build(
    build, page, tmp_path: Path, first, second, said: str
) -> None:
    for name, about in (("first", first), ("second", second)):
        (tmp_path / "source" / f"{name}.json").write_text(json.dumps(stated(*about)))
    conf = "lstm_manifest = ['manifest.json', 'first.json', 'second.json']"
    with pytest.raises(ConfigError, match=r"first\.json and .*second\.json both have") as raised:
        build(index=page, conf=conf)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "lstm_manifest is empty"),
        ([1], "lstm_manifest: 1 is not a path"),
        (["manifest.json", "nowhere.json"], "lstm_manifest: there is no file"),
        (["manifest.json", "manifest.json"], "both have the formulation 'toy'"),
        (["manifest.json", "conf.py"], r"conf\.py is not a manifest of `lstm-sym generate`"),
        (["manifest.json", "list.json"], r"list\.json is not a manifest of `lstm-sym generate`"),
    ],
)
def test_what_is_no_list_of_manifests_stops_the_build(
    build, page, tmp_path: Path, value: list, said: str
) -> None:
    (tmp_path / "source" / "list.json").write_text("[]")
    with pytest.raises(ConfigError, match=said):
        build(index=page, conf=f"lstm_manifest = {value}")


def test_a_live_cell_without_its_script_is_reported(build) -> None:
    (warning,) = build(index="# Toy\n\n```{lstm:try}\n```\n").warnings
    assert "index.md:3: WARNING: no manifest of lstm_manifest has javascript/lstm.js" in warning
