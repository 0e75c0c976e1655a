"""The C source by itself: warnings, sanitizers, the embedded example, the printed tanh."""

import platform
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lstm_numpy.keras import lstm
from lstm_sym.products import c_source

COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
pytestmark = pytest.mark.skipif(COMPILER is None, reason="no C compiler")
STRICT = ("-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic")
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILDS = {
    "this-machine": ("-O2", "-march=native"),
    "baseline": ("-O2",),
    "no-registers": ("-O2", "-DLSTM_SCALAR"),
}
SANITIZED = ("-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover")


@pytest.fixture(name="sources", scope="module")
def the_sources_in_a_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("c")
    for path, text in c_source.files().items():
        if path.endswith((".c", ".h")):
            (folder / Path(path).name).write_text(text)
    shutil.copy(HERE / "sweep_tanh.c", folder)
    return folder


def build(sources: Path, main: str, *flags: str) -> Path:
    assert COMPILER
    program = sources / f"{main}-{'-'.join(flags).replace('/', '')}"[:80]
    command = [COMPILER, *STRICT, "-ffp-contract=fast", *flags, f"{main}.c", "lstm.c"]
    done = subprocess.run(
        [*command, "-o", str(program), "-lm"], cwd=sources, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return program


def run(program: Path, *arguments: str) -> list[float]:
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [float(line) for line in done.stdout.split()]


@pytest.mark.parametrize("flags", [*BUILDS.values(), SANITIZED, (*SANITIZED, "-march=native")])
def test_the_example_of_fixed_size_computes_what_numpy_does(sources: Path, flags) -> None:
    if platform.machine() not in ("x86_64", "AMD64") and "-march=native" in flags:
        flags = tuple(flag for flag in flags if flag != "-march=native")
    row, column = np.arange(5)[:, None], np.arange(20)
    kernel = ((7 * row[:3] + 3 * column) % 8 - 4) / 8
    recurrent_kernel = ((5 * row + column) % 8 - 4) / 8
    bias = column % 4 / 4
    sequences = np.array([[[0.5, -0.25, 1], [0, 0.75, -0.5], [1, 1, 0.25], [-1, 0.5, 0]]])
    expected = lstm(sequences, kernel, recurrent_kernel, bias).state_h[0]
    found = run(build(sources, "example", *flags))
    np.testing.assert_allclose(found, expected, rtol=0, atol=2e-6)


# A part of the floats; with 1 in the place of 29 it is every one, and takes half a minute.
@pytest.mark.parametrize("flags", BUILDS.values(), ids=BUILDS)
def test_tanh_is_off_by_four_units_in_the_last_place_at_most(sources: Path, flags) -> None:
    (worst,) = run(build(sources, "sweep_tanh", *flags), "29")
    assert worst <= 4
