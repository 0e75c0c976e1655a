"""The site shows every formulation; one without a page fails its build."""

import re
import runpy
from types import SimpleNamespace

import pytest

from .conftest import ROOT

CONF = runpy.run_path(str(ROOT / "docs" / "conf.py"))


@pytest.mark.parametrize("kind", ["equation", "symbol"])
def test_a_formulation_that_no_page_shows_is_reported(kind, monkeypatch):
    said: list[tuple] = []
    check = CONF["every_formulation_is_shown"]
    monkeypatch.setitem(check.__globals__, "warn", lambda *warning: said.append(warning))
    data = {"equation": {"keras.step": [], "gru.step": []}, "symbol": {"keras.h": [], "gru.h": []}}
    manifest = SimpleNamespace(formulation={"keras": None, "gru": None})
    env = SimpleNamespace(domains={"lstm": SimpleNamespace(data=data, manifest=manifest)})
    check(None, env)
    assert said == []
    del data[kind][next(name for name in data[kind] if name.startswith("gru"))]
    check(None, env)
    message = f"no page shows the {kind}s of formulation 'gru'"
    assert said == [(message, "missing", ("formulations/index", 1))]


def test_every_page_of_equations_has_a_letter_of_its_own():
    letters = CONF["lstm_equation_letters"]
    assert len(set(letters.values())) == len(letters)
    own = re.compile(r"^```\{lstm:(equation|equations|cell)\}", re.MULTILINE)
    pages = (page for page in (ROOT / "docs").rglob("*.md") if "_build" not in page.parts)
    shown = {
        page.relative_to(ROOT / "docs").with_suffix("").as_posix()
        for page in pages
        if own.search(page.read_text())
    }
    assert shown == set(letters)
