"""The page with the live cell, opened as a file in a browser without a network."""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from sphinx.testing.util import SphinxTestApp

from lstm_numpy import keras
from lstm_sym.sphinx.presets import SEQUENCE, USUAL

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--virtual-time-budget=3000", "--dump-dom"),
)
CONF = 'extensions = ["myst_parser", "lstm_sym.sphinx"]\nhtml_theme = "basic"\n'


@pytest.fixture
def shown(tmp_path: Path, pytestconfig) -> str:
    """The page as the browser has it, when the script has run."""
    if BROWSER is None:
        pytest.skip("there is no Chromium on this machine")
    source = tmp_path / "source"
    source.mkdir()
    manifest = pytestconfig.rootpath / "generated" / "manifest.json"
    (source / "conf.py").write_text(f'{CONF}lstm_manifest = "{manifest}"\n')
    (source / "index.md").write_text("# Try it\n\n```{lstm:try}\n```\n")
    app = SphinxTestApp("html", srcdir=source, builddir=tmp_path / "out")
    app.build()
    app.cleanup()
    page = (app.outdir / "index.html").as_uri()
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    ran = subprocess.run(
        [BROWSER, *FLAGS, profile, page], capture_output=True, text=True, timeout=60
    )
    return ran.stdout


def test_the_numbers_of_the_page_are_those_of_lstm_numpy(shown) -> None:
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">\d+</th>(.*?)</tr>", shown)
    numbers = np.array([[float(n) for n in re.findall(r'value="([^"]*)"', row)] for row in rows])
    W, U, b = (
        np.array([USUAL[kind].get(gate, 0.0) for gate in "ifco"])
        for kind in ("input", "recurrent", "bias")
    )
    x = np.array(SEQUENCE).reshape(1, -1, 1)
    result = keras.lstm(x, W[np.newaxis], U[np.newaxis], b)
    assert "i_t input gate" in shown
    head = re.findall(r'<th scope="col"[^>]*>(\w+)</th>', shown)[1:]
    np.testing.assert_allclose(numbers[:, head.index("x_t")], SEQUENCE)
    h = numbers[:, head.index("h_t")]
    np.testing.assert_allclose(h, result.lstm_output[0, :, 0], rtol=0, atol=1e-15)
    last = numbers[-1, head.index("c_t")]
    np.testing.assert_allclose(last, result.state_c[0, 0], rtol=0, atol=1e-15)


def test_every_control_has_a_label(shown) -> None:
    form = re.search(r"<form.*?</form>", shown, re.DOTALL)[0]
    assert "hidden" not in form.partition(">")[0]
    controls = re.findall(r"<(?:input|select)\b", form)
    assert len(controls) == len(re.findall(r"<label", form))
    sliders = re.findall(r'name="(\w+\.\w+)"', form)
    assert len(sliders) == len(set(sliders)) == 3 * 4  # weights and bias of four blocks
