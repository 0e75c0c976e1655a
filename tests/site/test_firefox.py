"""Every page in Firefox, too: quiet, whole, no wider than the window, and the same numbers."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_sym.sphinx.presets import SEQUENCE

from .conftest import PAGES, SEARCHED

HERE = Path(__file__).resolve().parent
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")


def seen(site: Path, *names: str) -> dict[str, Any]:
    """What Firefox sees of the pages of a site."""
    if FIREFOX is None or shutil.which("node") is None:
        pytest.skip("there is no Firefox, or no node to drive it")
    if not (HERE / "node_modules" / "puppeteer-core").is_dir():
        pytest.skip("puppeteer-core is not installed: npm install --prefix tests/site")
    command = ["node", str(HERE / "firefox.mjs"), FIREFOX, str(site), ",".join(SEARCHED), *names]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_firefox_shows_the_same(site, tab):
    """No fault on a page; symbols say what they mean, searches find, numbers are Chromium's."""
    found = seen(site, *PAGES)
    assert found["faults"] == {}
    assert found["hover"].strip() == "weights of the input, block f W_f (input_dim, units)"
    assert found["focus"].strip() == "bias, block f b_f (units)"
    assert found["first"] == SEARCHED
    quiet = [[], []]
    assert found["halves"] == {"keras": quiet, "formulations/layer-norm-contrib": quiet}
    track, around = found["slider"]
    assert max(around) < 40
    assert max(around) + 20 < max(track) < 160
    opened = tab(True)
    opened.open("try-it")
    rows = "[...document.querySelectorAll('.lstm-numbers tbody tr')]"
    numbers = "(row) => [...row.querySelectorAll('data')].map((one) => Number(one.value))"
    there, here = found["rows"], opened.page.evaluate(f"{rows}.map({numbers})")
    assert np.shape(there) == (len(SEQUENCE), 8)
    np.testing.assert_allclose(there, here, rtol=0, atol=1e-14)


def test_firefox_sees_a_planted_fault(tmp_path):
    (tmp_path / "page.html").write_text(
        '<!DOCTYPE html><title>x</title><div id="equation-lost">none</div>'
        '<div style="width: 500px">wide</div><img src="http://127.0.0.1:49999/x.png" alt="">'
        "<script>console.error('planted')</script><math><msub><mi>W</mi></msub></math>"
        '<h1 style="width: 3em; overflow-wrap: anywhere">Incomprehensible</h1>'
        '<div class="scrolls" style="width: 9em; overflow: auto"><p style="width: 20em">wide</div>'
        '<div class="math" id="far" style="width: 9em; overflow: auto; scrollbar-color: red #0000">'
        '<math style="margin-left: 2em"><mi>x</mi></math>'
        '<span class="eqno" style="margin-left: 20em">(1)</span></div>'
    )
    faults = seen(tmp_path, "page")["faults"]["page"]
    assert faults.count("equation-lost is not seen") == 2
    assert set(faults) >= {"too wide at 390", "planted", "http://127.0.0.1:49999/x.png"}
    looks = {"Incomprehensible is broken", "wide is cut", "the number of far is cut"}
    assert set(faults) >= looks | {"x(1) is not at the left", "a shade is seen through a scrollbar"}
    assert any("Incorrect number of children for <msub/>" in fault for fault in faults)
