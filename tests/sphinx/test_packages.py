"""What an extension needs and does not find is named, with the line that installs it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

from lstm_sym.sphinx import mathml

ROOT = Path(__file__).resolve().parents[2]
EXTRA = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


@pytest.mark.parametrize("module", mathml.PACKAGES)
def test_a_missing_package_is_named_with_the_line_to_type(build, page, monkeypatch, module) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtensionError) as raised:
        build(index=page)
    said = f'lstm_sym.sphinx.mathml needs {mathml.PACKAGES[module]}: pip install "lstm-sym[sphinx]"'
    assert said in str(raised.value)


def test_the_extra_brings_what_the_renderer_imports() -> None:
    brought = {line.split(">")[0] for line in EXTRA["sphinx"]}
    assert brought == {"sphinx", *mathml.PACKAGES.values()}


def test_with_another_renderer_sphinx_alone_is_needed() -> None:
    hidden = "".join(f"sys.modules[{name!r}] = None; " for name in mathml.PACKAGES)
    program = f"import sys; {hidden}import lstm_sym.sphinx, lstm_sym.sphinx.mathml"
    subprocess.run([sys.executable, "-c", program], check=True)
