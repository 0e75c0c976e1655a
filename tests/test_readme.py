"""What the README and CONTRIBUTING name is there; tests/docs runs their code."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILT = "docs/_build/"  # made by `make`, absent before
TEXTS = {name: (ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md")}


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_that_is_named_exists(name: str) -> None:
    text = re.sub(r"^```.*?^```", "", TEXTS[name], flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    paths = re.findall(r"`((?:lstm_sym|generated|tests|docs)/[\w./-]*)`", text)
    named = [path for path in (*links, *paths) if not path.startswith(BUILT)]
    missing = [path for path in named if not (ROOT / path).exists()]
    assert named
    assert missing == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_target_of_make_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^\$ )make ([a-z]+)", TEXTS[name], re.MULTILINE))
    assert named
    assert named <= targets
