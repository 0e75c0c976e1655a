"""The modules that are printed in JAX as products: whole, clean, owned by their manifest."""

import ast
import doctest
import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import hypothesis.strategies as st
import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from lstm_sym import generate, own_cell
from lstm_sym.cli import main
from lstm_sym.equations import bidirectional
from lstm_sym.lowering.lower import lower
from lstm_sym.notation.names import TAKEN as TAKEN_IN_NUMPY
from lstm_sym.program import NotLoweredError
from lstm_sym.proofs import calls
from lstm_sym.targets.jax import source
from tests.generate import test_own_cells_drawn as drawn
from tests.targets_in_jax import printed

ROOT = generate.PRODUCTS.parent
MODULES = sorted(path for path in printed.FILES if path.endswith(".py"))
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
    return result


@pytest.mark.parametrize("path", MODULES)
def test_a_module_imports_jax_alone_and_its_example_runs(path: str) -> None:
    imported = {
        (node.names[0].name if isinstance(node, ast.Import) else str(node.module)).split(".")[0]
        for node in ast.walk(ast.parse(printed.FILES[path]))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert "jax" in imported
    assert imported - {"jax"} <= set(sys.stdlib_module_names)
    module = printed.loaded(path.removesuffix("_jax.py"))
    found = doctest.testmod(module, raise_on_error=True)
    assert found.attempted >= (0 if path == "activations_jax.py" else 3)


@pytest.mark.parametrize("path", MODULES)
def test_a_module_says_what_it_is_printed_from(path: str) -> None:
    head = printed.FILES[path].split('"""')[1]
    (source,) = re.findall(r"^Printed from (\S+) by `lstm-sym generate`.$", head, re.MULTILINE)
    assert (ROOT / source).is_file()
    assert "Do not edit" in head


def test_every_equation_of_a_timestep_stands_in_a_module_with_its_label() -> None:
    for formulation in printed.SERVED:
        text = printed.FILES[f"{formulation.name}_jax.py"]
        labels = {e.label for body in lower(formulation).bodies for s in body.stages
                  for e in s.equations}  # fmt: skip
        assert labels <= set(re.findall(r"# ([\w-]+)$", text, re.MULTILINE))


def test_the_modules_pass_the_linter_unformatted(folder: Path) -> None:
    for path in MODULES:
        (folder / path).write_text(printed.FILES[path])
    (folder / "my_cell.py").unlink()
    for words in (["format", "--check"], ["check"]):
        ruff = [str(Path(sys.executable).with_name("ruff")), *words, "--no-cache"]
        config = ["--config", str(ROOT / "pyproject.toml"), str(folder)]
        ran = subprocess.run([*ruff, *config], capture_output=True, text=True)
        assert ran.returncode == 0, ran.stdout


def test_the_same_equations_print_the_same_bytes() -> None:
    script = "from lstm_sym import requested as r; print(r.render('jax'))"
    for seed in ("0", "1"):
        ran = subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True
        )
        assert ast.literal_eval(ran.stdout.decode()) == printed.FILES


def test_by_default_nothing_is_printed_in_jax() -> None:
    assert [path for path in generate.render() if "jax" in path] == []


def test_generate_prints_every_served_formulation_and_says_what_it_left_out(folder: Path) -> None:
    result = run("generate", "--target", "jax", "-o", "out")
    wrote, *left_out = result.output.splitlines()
    assert wrote == f"wrote {len(printed.FILES)} products to out"
    assert left_out == printed.LEFT_OUT
    assert {p.name: p.read_text() for p in (folder / "out").iterdir()} == printed.FILES
    assert run("check", "--target", "jax", "-o", "out").exit_code == 0
    path = folder / "out" / "keras_jax.py"
    path.write_text(path.read_text().replace("f_t * c_tm1", "c_tm1"))
    result = run("check", "--target", "jax", "-o", "out")
    assert result.exit_code == 1
    assert "edited: keras_jax.py (cell-state)" in result.output
    assert "lstm-sym generate --target jax -o out" in result.output


@pytest.mark.parametrize("cells", [(), ("my_cell.py",)])
def test_the_projects_own_products_are_left_alone(cells: tuple[str, ...]) -> None:
    for words in ((), ("-o", str(generate.PRODUCTS / "latex"))):
        result = run("generate", *cells, "--target", "jax", *words)
        assert result.exit_code == 2
        assert "the project's own products" in result.output


def test_an_unknown_target_is_refused() -> None:
    result = run("generate", "--target", "fortran", "-o", "out")
    assert result.exit_code == 2
    assert "'jax'" in result.output


def test_a_users_cell_has_its_form_beside_the_others(folder: Path) -> None:
    assert run("generate", "my_cell.py", "-o", "out").exit_code == 0
    result = run("generate", "my_cell.py", "--target", "jax", "-o", "out")
    assert result.output == "wrote 2 products to out\n"
    assert {path.name for path in (folder / "out").iterdir()} == {
        *("mgu.py", "mgu_fast.py", "mgu_gradients.py", "mgu.tex", "my_cell.manifest.json"),
        *("mgu_jax.py", "my_cell.jax.manifest.json"),
    }
    for words in ((), ("--target", "jax")):
        assert run("check", "my_cell.py", *words, "-o", "out").exit_code == 0
    (folder / "my_cell.py").write_text(CELL.replace('"mgu", "My', '"renamed", "My'))
    result = run("generate", "my_cell.py", "--target", "jax", "-o", "out")
    assert "removed mgu_jax.py: it is no longer printed\n" in result.output
    assert (folder / "out" / "mgu.py").exists()


def test_a_cell_that_jax_does_not_serve_is_refused_with_its_line(folder: Path) -> None:
    line = CELL[: CELL.index('n.symbol("f_t"')].count("\n") + 1
    (folder / "my_cell.py").write_text(CELL.replace('n.symbol("f_t"', 'n.symbol("jnp"'))
    assert run("generate", "my_cell.py", "-o", "out").exit_code == 0
    result = run("generate", "my_cell.py", "--target", "jax", "-o", "jax")
    assert result.exit_code == 1
    said = "it has no form in JAX: forget-gate: jnp is a name that the printed code has"
    assert re.search(rf"my_cell\.py, line \d+: {said}", result.output), (result.output, line)
    assert not (folder / "jax").exists()


def test_what_is_not_lowered_has_no_form() -> None:
    with pytest.raises(NotLoweredError, match=r"^forward: "):
        source.of_formulation(bidirectional.formulation)
    assert [source.serves(lower(f)) for f in printed.SERVED] == [None] * len(printed.SERVED)


def test_names_that_numpys_modules_have_are_taken_here_too() -> None:
    ours = {"Sizes", "choice", "elementwise", "number", "several", "two_rows", "convolve"}
    assert ours <= TAKEN_IN_NUMPY & source.TAKEN


BAD = {
    "kernel": (np.zeros((4, 21)), ValueError, "21 is not a multiple of 4"),
    "recurrent_kernel": (np.zeros((5, 24)), ValueError, "units = 5 comes from kernel"),
    "sequences": (np.zeros((2, 3)), ValueError, "3 dimensions instead of 2"),
    "bias": (np.zeros(20, int), TypeError, "bias has dtype int64, expected floats"),
    "mask": (np.ones((2, 3)), TypeError, "mask has dtype float64, expected bool"),
    "initial_state": (np.zeros((2, 5)), ValueError, "expected a tuple of 2 arrays"),
    "go_backwards": (1, ValueError, "go_backwards is 1, expected one of False, True"),
    "masked_output": ("none", ValueError, "masked_output is 'none', expected one of 'previous'"),
    "activation": ("relu", TypeError, "activation is 'relu', expected a function of an array"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_argument_is_refused_by_its_name(name: str) -> None:
    value, kind, said = BAD[name]
    arrays = {"sequences": np.zeros((2, 3, 4)), "kernel": np.zeros((4, 20))}
    arrays |= {"recurrent_kernel": np.zeros((5, 20)), name: value}
    with pytest.raises(kind, match=re.escape(said)):
        printed.loaded("keras").lstm(**arrays)


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_that_are_not_two_are_refused(rows: int) -> None:
    """JAX takes the last row where there is no second one."""
    arrays = (np.zeros((2, 3, 4)), np.zeros((4, 15)), np.zeros((5, 15)))
    said = f"bias has shape ({rows}, 15), expected two rows: bias, recurrent_bias"
    with pytest.raises(ValueError, match=re.escape(said)):
        printed.loaded("gru").gru(*arrays, bias=np.zeros((rows, 15)))
    with pytest.raises(ValueError, match="recurrent_bias is given, expected None"):
        printed.loaded("gru").gru(*arrays, bias=np.zeros((2, 15)), recurrent_bias=np.zeros(15))


def test_heads_that_do_not_divide_the_units_are_refused() -> None:
    shapes = ((2, 3, 2), (2, 24), (6, 16), (24,))
    said = "recurrent_kernel has head = 4, expected a divisor of units = 6, which comes from kernel"
    with pytest.raises(ValueError, match=f"^{said}$"):
        printed.loaded("slstm").slstm(*map(np.zeros, shapes))


def test_options_and_functions_are_refused_where_they_are_traced() -> None:
    import jax

    lstm = jax.jit(printed.loaded("keras").lstm)
    arrays = np.zeros((2, 3, 4)), np.zeros((4, 20)), np.zeros((5, 20))
    with pytest.raises(ValueError, match="go_backwards is traced: give it as static"):
        lstm(*arrays, go_backwards=True)


def test_static_names_the_arguments_that_are_neither_arrays_nor_numbers() -> None:
    for formulation in printed.SERVED:
        module = printed.loaded(formulation.name)
        words = inspect.signature(getattr(module, formulation.sequence.name)).parameters
        kinds = {name: str(word.annotation) for name, word in words.items()}
        others = [n for n, k in kinds.items() if "Callable" in k or not re.search("Array|float", k)]
        assert list(getattr(module, "STATIC", ())) == others, formulation.name
    assert printed.loaded("slstm").STATIC == ("stabilized",)


def in_numpy(one: own_cell.Printed) -> ModuleType:
    """The readable module of a cell, with the fast form where there is one."""
    texts = {Path(name).stem: text for name, text in one.files.items() if name.endswith(".py")}
    with calls.together(dict(sorted(texts.items(), reverse=True))) as modules:
        return modules[one.stated.module]


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(drawn.CELLS, st.integers(1, 3))
def test_a_drawn_cell_computes_what_numpy_computes(cell: dict, seed: int) -> None:
    import jax

    Path("own.py").write_bytes(drawn.text_of(cell).encode("utf-8", "surrogatepass"))
    try:
        one = own_cell.printed(Path("own.py"))
        theirs = own_cell.in_target(one, "jax")
    except own_cell.OwnCellError:
        return
    stated = one.stated
    numpys = getattr(in_numpy(one), stated.sequence.name)
    ours = getattr(calls.module(theirs[f"{stated.name}_jax.py"]), stated.sequence.name)
    random = np.random.default_rng(seed)
    symbols = (*stated.sequence.given, *stated.cell.weights)
    arrays = [random.normal(size=[*printed.sizes(stated.notation[s].shape)]) for s in symbols]
    with np.errstate(all="ignore"), jax.disable_jit(seed > 1):
        expected, found = numpys(*arrays), ours(*arrays)
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-10)


def test_a_folder_of_the_printed_modules_needs_nothing_of_this_project(folder: Path) -> None:
    (folder / "keras_jax.py").write_text(printed.FILES["keras_jax.py"])
    script = "import sys, keras_jax; print([m for m in sys.modules if m.startswith('lstm')])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr
    shutil.rmtree(folder / "__pycache__", ignore_errors=True)


@pytest.mark.parametrize("name", ["v_1", "z_h", "z_f", "from_input", "states", "timestep", "z_h_"])
def test_a_name_that_lowering_would_give_stays_the_users(name: str) -> None:
    Path("my_cell.py").write_text(CELL.replace('n.symbol("f_t"', f'n.symbol("{name}"'))
    one = own_cell.printed(Path("my_cell.py"))
    numpys = in_numpy(one).mgu
    ours = calls.module(own_cell.in_target(one, "jax")["mgu_jax.py"]).mgu
    random = np.random.default_rng(2)
    arrays = [random.normal(size=size) for size in ((2, 3, 4), (4, 10), (5, 10), (10,))]
    for one, other in zip(ours(*arrays), numpys(*arrays), strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-13)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_state_that_is_one_of_two_numbers_has_the_type_of_the_arrays(folder: Path, dtype) -> None:
    """A choice of Python's numbers is wider than float32 in x64, and then the loop refuses it."""
    words = (
        "from sympy import Integer, Rational, evaluate\n\nfrom lstm_sym.notation.words import where"
    )
    cell = CELL.replace("from sympy import evaluate", words).replace(
        "(1 - f_t) * h_tm1 + f_t * g_t", "where(f_t > g_t, Integer(1), Rational(1, 4))"
    )
    (folder / "my_cell.py").write_text(cell)
    stated = own_cell.load(folder / "my_cell.py")
    (text,) = source.of_formulation(stated).values()
    x, kernel = np.ones((2, 3, 4), dtype), np.linspace(-1, 1, 40, dtype=dtype).reshape(4, 10)
    arrays = (x, kernel, np.eye(5, 10, dtype=dtype), np.zeros(10, dtype))
    found = calls.module(text, "mgu_jax").mgu(*arrays)
    assert found.output.dtype == dtype
    assert set(np.unique(found.output)) == {0.25, 1.0}
