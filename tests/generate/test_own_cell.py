"""A cell in a file outside the project: what is printed from the one that a page teaches."""

import re
import runpy
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from lstm_sym import generate, own_cell
from lstm_sym.cli import main
from lstm_sym.equations import FORMULATIONS, gru, wikipedia_convolutional
from lstm_sym.manifest.write import digest
from lstm_sym.proofs import calls
from lstm_sym.targets.numpy import source

ROOT = generate.PRODUCTS.parent
PAGE = (ROOT / "docs" / "write-your-own-cell.md").read_text()
(CELL,) = re.findall(r":caption: my_cell.py\n\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(name="folder", autouse=True)
def folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "my_cell.py").write_text(CELL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    assert "Traceback" not in result.output
    return result


def test_the_cell_of_the_page_is_short() -> None:
    assert len(CELL.strip().splitlines()) <= 30


def test_the_printed_cell_computes_what_the_cell_states() -> None:
    files = own_cell.render(Path("my_cell.py"))
    printed = ("mgu.py", "mgu_fast.py", "mgu_gradients.py")
    assert set(files) == {*printed, "mgu.tex", "my_cell.manifest.json"}
    with calls.together({name.removesuffix(".py"): files[name] for name in printed}) as modules:
        module = modules["mgu"]
    random = np.random.default_rng(1)
    X, W, U, b = (random.normal(size=size) for size in ((3, 5, 2), (2, 14), (7, 14), (14,)))
    h = np.zeros((3, 7))
    for t in range(5):
        f = 1 / (1 + np.exp(-(X[:, t] @ W[:, :7] + h @ U[:, :7] + b[:7])))
        h = (1 - f) * h + f * np.tanh(X[:, t] @ W[:, 7:] + (f * h) @ U[:, 7:] + b[7:])
    np.testing.assert_allclose(module.mgu(X, W, U, b).state_h, h, rtol=0, atol=1e-13)


#: Another gate whose products, too, wait for the forget gate: these are two sums of a later stage.
TWO_THAT_WAIT = {
    '"fh"': '"fhk"',
    "with evaluate": 'k_t = n.symbol("k_t", "k_t", "batch units", "another")\nwith evaluate',
    "    state =": """\
    other = Equation("other", k_t, tanh(dot(x_t, W.k) + dot(f_t * f_t * h_tm1, U.k) + b.k))
    state =""",
    "f_t * g_t)": "f_t * g_t * k_t)",
    "(gate, new, state)": "(gate, new, other, state)",
}


def test_two_sums_of_a_later_stage_are_printed_and_proven(folder: Path) -> None:
    text = CELL
    for old, new in TWO_THAT_WAIT.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "my_cell.py").write_text(text)
    result = run("generate", "my_cell.py", "-o", "out")
    assert "the fast form does so in 2, and computes the same numbers" in result.output
    assert 'array["z_h_ z_k_"]' in (folder / "out" / "mgu_fast.py").read_text()


def test_check_sees_an_edited_product_and_says_how_to_mend_it(folder: Path) -> None:
    run("generate", "my_cell.py", "-o", "out")
    (folder / "out" / "mgu.tex").write_text("edited")
    result = run("check", "my_cell.py", "-o", "out")
    assert result.exit_code == 1
    assert "edited: mgu.tex" in result.output
    assert "lstm-sym generate my_cell.py -o out" in result.output


def test_the_projects_own_products_are_left_alone(folder: Path) -> None:
    before = digests(generate.PRODUCTS)
    for words in ((), ("-o", str(generate.PRODUCTS)), ("-o", str(generate.PRODUCTS / "latex"))):
        result = run("generate", "my_cell.py", *words)
        assert result.exit_code == 2
        assert "the project's own products" in result.output
    assert run("generate", "my_cell.py", "-o", str(folder)).exit_code == 2
    assert (folder / "my_cell.py").read_text() == CELL
    assert digests(generate.PRODUCTS) == before


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {str(path): digest(path.read_text()) for path in files}


def files_of(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_several_cells_share_a_folder_and_each_has_a_manifest(folder: Path) -> None:
    (folder / "other.py").write_text(CELL.replace('"mgu', '"other'))
    both = run("generate", "my_cell.py", "other.py", "-o", "out")
    assert both.exit_code == 0
    said = "".join(
        rf"{name}.py: run on symbols, the code gives the equations back in \d+ configurations\n"
        rf"{name}.py: the fast form does so in \d+, and computes the same numbers\n"
        rf"{name}.py: the gradients are those of the complex step\n"
        for name in ("my_cell", "other")
    )
    assert re.fullmatch(rf"wrote 10 products to out\n{said}", both.output)
    run("generate", "my_cell.py", "-o", "one")
    run("generate", "other.py", "-o", "one")
    assert files_of(folder / "one") == files_of(folder / "out")
    assert len(files_of(folder / "out")) == 10
    for words in (("my_cell.py",), ("other.py",), ("other.py", "my_cell.py")):
        assert run("check", *words, "-o", "one").exit_code == 0
    (folder / "one" / "other.tex").unlink()
    assert run("check", "my_cell.py", "-o", "one").exit_code == 0
    result = run("check", "my_cell.py", "other.py", "-o", "one")
    assert result.exit_code == 1
    assert "missing: other.tex" in result.output
    assert "To mend it: lstm-sym generate my_cell.py other.py -o one" in result.output


def test_two_cells_that_print_one_file_are_refused(folder: Path) -> None:
    (folder / "other.py").write_text(CELL)
    result = run("generate", "my_cell.py", "other.py", "-o", "out")
    assert result.exit_code == 2
    assert "my_cell.py and other.py both print mgu.py: take two names" in result.output
    # Also where a file system takes both for one.
    (folder / "other.py").write_text(CELL.replace('"mgu", "My', '"MGU", "My'))
    assert run("generate", "my_cell.py", "other.py", "-o", "out").exit_code == 2
    assert not (folder / "out").exists()
    # One after the other: the file is the first one's.
    (folder / "other.py").write_text(CELL)
    run("generate", "my_cell.py", "-o", "out")
    before = files_of(folder / "out")
    result = run("generate", "other.py", "-o", "out")
    assert result.exit_code == 1
    assert "out/mgu.py is not a product that a manifest here names" in " ".join(
        result.output.split()
    )
    assert files_of(folder / "out") == before


def test_a_cell_that_is_renamed_leaves_nothing_but_what_was_edited(folder: Path) -> None:
    run("generate", "my_cell.py", "-o", "out")
    (folder / "out" / "mgu.tex").write_text("edited")
    (folder / "my_cell.py").write_text(CELL.replace('"mgu", "My', '"renamed", "My'))
    result = run("check", "my_cell.py", "-o", "out", "--no-diff")
    gone = ("mgu.py", "mgu.tex", "mgu_fast.py", "mgu_gradients.py")
    assert "".join(f"left over: {name}\n" for name in gone) in result.output
    result = run("generate", "my_cell.py", "-o", "out")
    assert result.exit_code == 0
    assert "removed mgu.py: it is no longer printed\n" in result.output
    assert "kept mgu.tex: it is no longer printed, but you have edited it\n" in result.output
    assert files_of(folder / "out").keys() == {
        *("mgu.tex", "my_cell.manifest.json", "renamed.tex"),
        *(f"renamed{part}.py" for part in ("", "_fast", "_gradients")),
    }
    result = run("generate", "my_cell.py", "-o", "out")
    assert "mgu" not in result.output
    assert run("check", "my_cell.py", "-o", "out").exit_code == 0


def test_a_users_own_file_of_a_products_name_is_kept(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "mgu.tex").write_text("my own")
    result = run("generate", "my_cell.py", "-o", "out")
    assert result.exit_code == 1
    assert "out/mgu.tex is not a product that a manifest here names: move it away" in result.output
    assert files_of(folder / "out") == {"mgu.tex": "my own"}


BROKEN = {
    "W.h)": ("W.x)", r"my_cell.py, line 20: AttributeError: kernel has no block x; it has f, h"),
    "formulation =": ("other =", "my_cell.py: `formulation` is missing"),
    "f_t * g_t)": ("f_t * g_t", "my_cell.py, line "),
    "sigmoid(dot": ("sin(dot", "my_cell.py, line 19: NameError: name 'sin' is not defined"),
    "evaluate\n": (
        "erf, evaluate\ntanh = erf\n",
        "write an activation or a word of lstm_sym.notation",
    ),
    '"mgu", "My': ('"my cell", "My', "line 28: the formulation's name 'my cell' is not a Python"),
    'n("mgu",': ('n("numpy",', "numpy.py would hide Python's own numpy"),
    '"forget gate")': ('" ")', "my_cell.py, line 16: the meaning of symbol 'f_t' is ' '"),
    '"hidden state")': ('"")', "my_cell.py, line 11: the meaning of series 'h' is ''"),
    '"candidate", g_t': ('"the gate!", g_t', "the label 'the gate!' is not a word"),
    'name="mgu"': ('("masc",), "mgu"', "options has masc, expected some of mask, masked_output"),
    ', name="mgu"': (', ("return_sequences",), "mgu"', "write timesteps? in place of timesteps"),
    "(output, state_h)": ("(output,)", "results has 1 symbols, expected the output, the last hid"),
    "(h,), (": ("(), (", "states is empty, expected what n.series returns"),
}


@pytest.mark.parametrize("old", BROKEN)
def test_a_fault_is_named_without_a_traceback(folder: Path, old: str) -> None:
    new, message = BROKEN[old]
    text = CELL.replace("sigmoid, tanh", "sigmoid") if "erf" in new else CELL
    (folder / "my_cell.py").write_text(text.replace(old, new, 1))
    result = run("generate", "my_cell.py", "-o", "out")
    assert result.exit_code == 1
    assert message in result.output
    assert not (folder / "out").exists()


def test_an_error_is_in_the_innermost_of_the_users_lines(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("def helper():\n    raise ValueError('no')\n\n\nhelper()\n")
    with pytest.raises(ValueError, match="no") as caught:
        runpy.run_path(str(path))
    assert own_cell.place(path, caught.value) == f"{path}, line 2"


def test_the_gru_as_an_own_cell_gives_the_same_text(folder: Path) -> None:
    (folder / "gru.py").write_text(Path(gru.__file__).read_text())
    files = own_cell.render(Path("gru.py"))
    texts = source.of_formulation(gru.formulation, package="")
    assert len(texts) == 3
    texts["gru.tex"] = generate.render()["latex/gru.tex"]
    for own, text in texts.items():
        assert files[own] == text.replace("lstm_sym/equations/gru.py", "gru.py")


def test_a_convolution_is_printed_and_said_not_to_be_proven(folder: Path) -> None:
    (folder / "images.py").write_text(Path(wikipedia_convolutional.__file__).read_text())
    result = run("generate", "images.py", "-o", "out")
    assert result.exit_code == 0
    assert "not run on symbols" in result.output
    why = "wikipedia_convolutional has no fast form in NumPy: forget-gate: no operation for conv"
    assert f"left out: {why}" in result.output
    assert "_fast" not in (folder / "out" / "wikipedia_convolutional.py").read_text()


@pytest.mark.parametrize("room", ["notation", "passes", "targets", "manifest"])
def test_no_other_room_knows_the_gru(room: str) -> None:
    assert gru.formulation in FORMULATIONS
    printing = (f for f in (ROOT / "lstm_sym" / room).rglob("*.py") if "support" not in f.parts)
    for file in printing:
        assert not re.search(r"\bgru", file.read_text(), re.IGNORECASE), file
