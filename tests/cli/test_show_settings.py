"""`show` with every option of every formulation, and of a cell outside the project."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result

from lstm_numpy import keras
from lstm_numpy.arguments import Sizes
from lstm_sym.equations import FORMULATIONS
from lstm_sym.manifest.read import read
from lstm_sym.show import FUNCTION, NUMBER, possible

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]
MANIFEST = read(str(ROOT / "generated" / "manifest.json"))
NAMES = {f.name: f for f in FORMULATIONS}
ANY = {FUNCTION: "relu", NUMBER: "2.5"}
LABEL = re.compile(r"^  ([\w-]+): +\S", re.MULTILINE)
CELL = """
from dataclasses import replace
from lstm_sym.equations.greff2015 import formulation as stated
formulation = replace(stated, name="mine", printed_as="")
"""


def values(name: str) -> list[tuple[str, str]]:
    listed = possible(NAMES[name]).items()
    return [(option, ANY.get(value, value)) for option, known in listed for value in known]


def in_manifest(name: str, option: str, value: str) -> str:
    """The value of an option as the site knows it."""
    choices = MANIFEST.option[f"{name}.{option}"].choices
    return next((v for v, said in choices.items() if said == value), value)


@pytest.mark.parametrize("name", NAMES)
def test_an_option_leaves_the_equations_that_hold_under_it(run: Run, name: str) -> None:
    for option, value in values(name):
        shown = LABEL.findall(run("show", name, f"{option}={value}").output)
        held = [e.label for e in MANIFEST.equations(name)]
        if option in NAMES[name].notation.options and value != ANY[NUMBER]:
            chosen = in_manifest(name, option, value)
            held = [
                e.label
                for e in MANIFEST.equations(name)
                if chosen in e.holds.get(option, (chosen,))
            ]
        assert shown == held, (option, value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", ["latex", "numpy"])
def test_every_option_prints_in_every_language(run: Run, name: str, style: str) -> None:
    for option, value in values(name):
        result = run("show", name, f"{option}={value}", "--as", style)
        assert result.exit_code == 0
        if style == "numpy":
            compile(result.output.split("\n", 2)[2], name, "exec")


@pytest.mark.parametrize("state", ["absent", "given"])
@pytest.mark.parametrize("backwards", [False, True])
def test_the_code_of_a_configuration_computes_it(run: Run, state: str, backwards: bool) -> None:
    random = np.random.default_rng(3)
    x, W, U, b = (random.normal(size=s) for s in ((2, 5, 3), (3, 16), (4, 16), 16))
    states = tuple(random.normal(size=(2, 2, 4)))
    words = ["mask=absent", "bias=given", "return_sequences=True", f"go_backwards={backwards}"]
    code = run("show", "keras", *words, f"initial_state={state}", "--as", "numpy").output
    whole, functions = code.split("\n", 2)[2].split("\ndef ", 1)
    over_time = whole[whole.index("h_0") if state == "absent" else whole.index("h_t, c_t = h_0") :]
    sizes = Sizes()
    sizes.floating("sequences", x, "batch timesteps input_dim")
    sizes.floating("recurrent_kernel", U, "units 4*units")
    scope = {"np": np, "sizes": sizes, "sequences": x, "timesteps": 5}
    scope |= dict(zip(("h_0", "c_0"), states, strict=True)) if state == "given" else {}
    for name, array in (("W", W), ("U", U), ("b", b)):
        gates = zip("ifco", np.split(array, 4, axis=-1), strict=True)
        scope |= {f"{name}_{gate}": block for gate, block in gates}
    exec(f"def {functions}\n{over_time}", scope)
    given = states if state == "given" else None
    result = keras.lstm(x, W, U, b, initial_state=given, go_backwards=backwards)
    for name, expected in result._asdict().items():
        np.testing.assert_allclose(scope[name], expected, rtol=1e-12)


def test_numbers_and_functions_stand_below(run: Run) -> None:
    output = run("show", "onnx", "clip=2.125", "g=relu").output
    assert "\n  k = 2.125\n" in output
    assert "\n  relu(x) = max(x, 0)\n" in output
    assert "clip = 2.125\n" in run("show", "onnx", "clip=2.125", "--as", "numpy").output
    assert run("show", "onnx", "clip=inf").exit_code == 0


def test_a_cell_of_one_s_own_is_shown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "my_cell.py"
    file.write_text(CELL)
    for style in ("unicode", "latex", "numpy"):
        mine = run("show", file, "variant=CIFG", "--as", style).output
        assert mine == run("show", "greff2015", "variant=CIFG", "--as", style).output
    refused = run("show", file, "variant=X")
    assert refused.exit_code == 2
    assert "expected V or NIG" in refused.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n", "`formulation` is missing"),
        ("x = (\n", "line 1: SyntaxError"),
        ("\n1 / 0\n", "line 2: ZeroDivisionError"),
        (b"x = '\xff'\n", "SyntaxError"),
    ],
)
def test_a_file_that_is_no_cell_is_refused_with_its_line(run: Run, tmp_path, text, said) -> None:
    file = tmp_path / "my_cell.py"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run("show", file)
    assert result.exit_code == 1
    assert str(file) in result.output
    assert said in result.output
