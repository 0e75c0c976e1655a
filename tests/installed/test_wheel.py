"""The wheel of lstm-sym: every command runs, or says in one line that it needs the checkout."""

from pathlib import Path

import pytest
from sybil.example import SybilFailure

from lstm_sym import __version__
from tests.docs import blocks

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "use-it-in-your-own-project.md"
CELL = """
from lstm_sym.equations.wikipedia import formulation as stated
from dataclasses import replace
formulation = replace(stated, name="mine", printed_as="")
"""
NEED_THE_CHECKOUT = [
    "generate",
    "check",
    "verify",
    f"verify --arrays {ROOT / 'tests/reference'} -o x.json",
    "prove",
    "mutate",
    "bench --grid all",
]
RUN = [
    "--version",
    "list",
    "show keras",
    "show gru mask=given --as numpy",
    "show mine.py --as latex",
    "diff keras@2.2.4 keras@3.15.1",
    "diff keras gru",
    "sensitivity -o sensitivity.json",
    f"verify --arrays {ROOT / 'tests/reference'}",
    "bench --row 1 --rounds 1 --seconds 0.01",
    "generate mine.py -o own",
    "--help",
    "generate --help",
    "bench --help",
]


@pytest.mark.parametrize("words", NEED_THE_CHECKOUT)
def test_a_command_that_needs_the_checkout_says_so_in_one_line(environment, words) -> None:
    ran = environment.run("lstm-sym", *words.split())
    assert ran.returncode == 1, ran.stdout
    (line,) = ran.stdout.splitlines()
    assert line.startswith(f"Error: `{words.split()[0]}")
    assert "needs the project's checkout" in line
    assert line.endswith("run it in a clone of the project after `make setup`")
    assert not list(environment.work.iterdir()) or (environment.work / "mine.py").exists()


@pytest.mark.parametrize("words", RUN)
def test_a_command_runs_without_the_checkout(environment, words) -> None:
    (environment.work / "mine.py").write_text(CELL)
    ran = environment.run("lstm-sym", *words.split())
    assert ran.returncode == 0, ran.stdout
    assert "Traceback" not in ran.stdout


def test_what_it_prints_is_what_the_checkout_has(environment) -> None:
    environment.run("lstm-sym", "generate", "-o", "out")
    ours, theirs = ROOT / "generated", environment.work / "out"
    for file in (f for f in theirs.rglob("*") if f.is_file()):
        assert file.read_bytes() == (ours / file.relative_to(theirs)).read_bytes(), file
    assert environment.run("lstm-sym", "check", "-o", "out").returncode == 0


def follow_the_page(environment, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type what the page says, after its first line, which installs the package."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(blocks.sys, "executable", str(environment.python))
    for example in blocks.parse(PAGE).examples():
        example.evaluate()


def test_the_extension_names_what_it_misses_then_builds_the_site_of_the_page(
    environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    environment.install("sphinx>=8.2,<10")
    with pytest.raises(SybilFailure) as raised:
        follow_the_page(environment, first, monkeypatch)
    said = "lstm_sym.sphinx.mathml needs math-core, ziamath, fonttools, brotli: "
    assert f'{said}pip install "lstm-sym[sphinx]"' in str(raised.value)
    environment.install("lstm-sym[sphinx]")
    follow_the_page(environment, second, monkeypatch)


def test_printed_code_of_another_release_is_refused(environment) -> None:
    (installed,) = environment.folder.glob("lib/*/site-packages/lstm_numpy/__init__.py")
    text = installed.read_text()
    installed.write_text(f'{text}__version__ = "9.9.9"\n')
    try:
        ran = environment.run("lstm-sym", "show", "keras")
    finally:
        installed.write_text(text)
    said = (
        f"Error: lstm_numpy is of release 9.9.9, lstm-sym of {__version__}; to mend it: pip install"
    )
    assert (ran.returncode, ran.stdout.startswith(said)) == (1, True), ran.stdout
