"""The package stands alone: NumPy and the standard library, and every example in it is true."""

import doctest
import importlib
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import lstm_c
import lstm_numpy
import lstm_sym

ROOT = Path(__file__).resolve().parents[2]

PACKAGE = Path(lstm_numpy.__file__).parent
MODULES = [
    "lstm_numpy",
    *(f"lstm_numpy.{module.name}" for module in pkgutil.iter_modules([str(PACKAGE)])),
]

ALONE = """
import sys
sys.path[:0] = {path!r}
sys.modules["sympy"] = None
sys.modules["mpmath"] = None
try:
    import lstm_sym
except ImportError:
    pass
else:
    raise SystemExit("lstm_sym can be imported: this proves nothing")
import numpy as np
import numpy.random  # on demand in numpy, with modules of Cython's
before = set(sys.modules)
import lstm_numpy
for module in {modules!r}:
    __import__(module)
layer = lstm_numpy.LSTM(3, return_state=True, return_sequences=True, activation="gelu")
layer(np.zeros((2, 4, 5)))
print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
print(lstm_numpy.__file__)
"""


def test_it_works_where_neither_sympy_nor_lstm_sym_can_be_imported(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "lstm_numpy", ignore=shutil.ignore_patterns("__pycache__"))
    # -I -S: no site directories, so the checkout of an editable install is not on the path.
    path = [str(tmp_path), str(Path(np.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", ALONE.format(path=path, modules=MODULES)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    imported, file = done.stdout.splitlines()
    assert file == str(tmp_path / "lstm_numpy" / "__init__.py")
    others = set(imported.split()) - sys.stdlib_module_names
    assert others <= {"lstm_numpy", "numpy"}
    assert "lstm_numpy" in others


def test_importing_lstm_numpy_alone_brings_all_that_it_promises() -> None:
    for name in lstm_numpy.__all__:
        assert getattr(lstm_numpy, name) is not None
    assert lstm_numpy.keras.LSTMResult is lstm_numpy.LSTMResult


LAZY = """
import sys
import {package}
before = set(sys.modules)
assert "{package}.{module}" not in before, "loaded before its first use"
assert "{module}" in dir({package})
assert {package}.{module} is sys.modules["{package}.{module}"]
"""


@pytest.mark.parametrize(
    ("package", "module"),
    [("lstm_numpy", "pytorch"), ("lstm_numpy", "greff2015"), ("lstm_c", "prebuild")],
)
def test_a_module_is_loaded_when_it_is_first_named(package: str, module: str) -> None:
    code = LAZY.format(package=package, module=module)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("package", [lstm_numpy, lstm_c])
def test_every_module_of_the_package_is_named_by_it(package: ModuleType) -> None:
    for module in pkgutil.iter_modules(package.__path__):
        assert module.name in dir(package)
        assert getattr(package, module.name) is not None


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"^module 'lstm_numpy' has no attribute 'tahn'$"):
        lstm_numpy.tahn  # noqa: B018
    assert not hasattr(lstm_c, "wikipedia_convolutional")


def test_the_version_is_that_of_the_project() -> None:
    assert lstm_numpy.__version__ == lstm_c.__version__ == lstm_sym.__version__


TYPED = """
import lstm_c, lstm_numpy
reveal_type(lstm_numpy.pytorch.lstm)
reveal_type(lstm_numpy.LSTM.from_config({}))
reveal_type(lstm_c.LSTM.from_config({}))
lstm_numpy.nothing
"""


def test_a_type_checker_knows_the_modules(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="not with the oldest versions")
    file = tmp_path / "user.py"
    file.write_text(TYPED)
    words = ["--config-file=", "--no-incremental", "--follow-imports=silent", str(file)]
    command = [sys.executable, "-m", "mypy", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert "def (input:" in lines[0]
    assert [line.rpartition(" ")[2] for line in lines[1:3]] == [
        '"lstm_numpy.layer.LSTM"',
        '"lstm_c.layer.LSTM"',
    ]
    assert lines[3].endswith('error: Module has no attribute "nothing"  [attr-defined]')


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_the_module_are_true(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(module), extraglobs={"np": np})
    assert failed == 0


@pytest.mark.parametrize("module", ["activations", "keras", "layer", "arguments", "special"])
def test_the_module_has_examples(module: str) -> None:
    _, attempted = doctest.testmod(getattr(lstm_numpy, module), extraglobs={"np": np})
    assert attempted > 0
