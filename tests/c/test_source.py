"""The C source by itself: warnings, sanitizers, the embedded example, the printed tanh."""

import platform
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lstm_c.numbers import ACTIVATIONS
from lstm_numpy import activations
from lstm_numpy.keras import lstm
from lstm_sym.targets.c import source as c_source
from lstm_sym.targets.c.names import free
from lstm_sym.targets.c.text import double

COMPILERS = [name for name in ("gcc", "clang") if shutil.which(name)] or ["cc"]
pytestmark = pytest.mark.skipif(not shutil.which(COMPILERS[0]), reason="no C compiler")
STRICT = ("-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic")
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILDS = {
    "this-machine": ("-O2", "-march=native"),
    "avx2": ("-O2", "-mavx2", "-mfma"),
    "baseline": ("-O2",),
    "no-registers": ("-O2", "-DLSTM_SCALAR"),
}
RECOVER = ("-O1", "-g", "-fno-sanitize-recover")
SANITIZED = (*RECOVER, "-fsanitize=address,undefined")
SANITIZED_THREADS = (*RECOVER, "-fsanitize=thread")


@pytest.fixture(name="sources", scope="module")
def the_sources_in_a_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("c")
    for path, text in c_source.files().items():
        if path.endswith((".c", ".h")):
            place = folder / path.removeprefix("lstm_c/")
            place.parent.mkdir(exist_ok=True)
            place.write_text(text)
    for file in HERE.glob("*.c"):
        shutil.copy(file, folder)
    return folder


def build(
    sources: Path, main: str, *flags: str, compiler: str = COMPILERS[0], cell: str = "lstm.c"
) -> Path:
    program = sources / f"{main}-{compiler}{''.join(flags)}".replace("/", "")[:120]
    command = [compiler, *STRICT, "-ffp-contract=fast", *for_here(flags), f"{main}.c", cell, "-I."]
    done = subprocess.run(
        [*command, "-o", str(program), "-lm", "-pthread"],
        cwd=sources,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return program


def for_here(flags: tuple[str, ...]) -> list[str]:
    """The flags without those for a processor that is not here."""
    cpuinfo = Path("/proc/cpuinfo")
    abilities = cpuinfo.read_text().split() if cpuinfo.exists() else []
    here = {f"-m{ability}" for ability in abilities}
    if platform.machine() in ("x86_64", "AMD64"):
        here.add("-march=native")
    return [flag for flag in flags if not flag.startswith("-m") or flag in here]


def run(program: Path, *arguments: str) -> list[float]:
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [float(line) for line in done.stdout.split()]


@pytest.mark.parametrize("compiler", COMPILERS)
@pytest.mark.parametrize("flags", [*BUILDS.values(), SANITIZED, (*SANITIZED, "-march=native")])
def test_the_example_of_fixed_size_computes_what_numpy_does(
    sources: Path, flags, compiler: str
) -> None:
    row, column = np.arange(5)[:, None], np.arange(20)
    kernel = ((7 * row[:3] + 3 * column) % 8 - 4) / 8
    recurrent_kernel = ((5 * row + column) % 8 - 4) / 8
    bias = column % 4 / 4
    sequences = np.array([[[0.5, -0.25, 1], [0, 0.75, -0.5], [1, 1, 0.25], [-1, 0.5, 0]]])
    expected = lstm(sequences, kernel, recurrent_kernel, bias).state_h[0]
    found = run(build(sources, "example", *flags, compiler=compiler))
    np.testing.assert_allclose(found, expected, rtol=0, atol=2e-6)


# A part of the floats; with 1 in the place of 29 it is every one, and takes half a minute.
@pytest.mark.parametrize("flags", BUILDS.values(), ids=BUILDS)
def test_tanh_is_off_by_four_units_in_the_last_place_at_most(sources: Path, flags) -> None:
    (worst,) = run(build(sources, "sweep_tanh", *flags), "29")
    assert worst <= 4


@pytest.mark.parametrize("flags", BUILDS.values(), ids=BUILDS)
def test_nan_goes_through_each_activation_as_in_numpy(sources: Path, flags) -> None:
    with np.errstate(invalid="ignore"):
        ours = [np.isnan(getattr(activations, name)(np.array([np.nan]))[0]) for name in ACTIVATIONS]
    assert list(ACTIVATIONS.values()) == list(range(1, len(ours) + 1))
    assert run(build(sources, "nan_through", *flags)) == list(np.repeat(ours, 2))


@pytest.mark.parametrize("flags", [SANITIZED, SANITIZED_THREADS], ids=["memory", "threads"])
def test_threads_that_come_and_go_change_no_bit(sources: Path, flags) -> None:
    assert run(build(sources, "shared_call", *flags, "-march=native")) == [140]


def test_a_compiler_without_atomic_counters_makes_a_library_of_one_thread(sources: Path) -> None:
    one = run(build(sources, "example", "-O1", "-D__STDC_NO_ATOMICS__"))
    assert one == run(build(sources, "example", "-O1"))


CELLS = [path for path in c_source.files() if "/cells/" in path and path.endswith(".c")]


@pytest.mark.parametrize("flags", [*BUILDS.values(), SANITIZED, SANITIZED_THREADS], ids=str)
def test_a_cell_of_two_stages_is_the_same_shared_and_step_by_step(sources: Path, flags) -> None:
    cell = "cells/gru_no_reset_after.c"
    assert run(build(sources, "shared_cell", *flags, cell=cell)) == [84]


@pytest.mark.parametrize("flags", [SANITIZED, SANITIZED_THREADS], ids=["memory", "threads"])
def test_the_same_cell_in_eight_bits_is_so_too(sources: Path, flags) -> None:
    flags = (*flags, "-march=native", "-DEIGHT")
    cell = "cells/gru_no_reset_after_eight.c"
    assert run(build(sources, "shared_cell", *flags, cell=cell)) == [84]


@pytest.mark.parametrize("path", CELLS)
def test_a_cell_has_nothing_that_a_compiler_warns_of(sources: Path, path: str) -> None:
    place = path.removeprefix("lstm_c/")
    for flags in (("-DLSTM_SCALAR",), ("-D__STDC_NO_ATOMICS__",)):
        command = [COMPILERS[0], *STRICT, "-O1", "-fsyntax-only", *flags, place]
        done = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("g++"), reason="no compiler of C++")
def test_a_program_in_cpp_calls_two_cells(sources: Path) -> None:
    objects = []
    for cell in ("gru_reset_after", "pytorch_layer"):
        objects.append(f"{cell}.o")
        command = [COMPILERS[0], "-std=c11", "-O1", "-c", f"cells/{cell}.c", "-o", objects[-1]]
        subprocess.run(command, cwd=sources, check=True)
    shutil.copy(HERE / "caller.cpp", sources)
    command = ["g++", "-std=c++17", "-Wall", "-Wextra", "-Werror", "-pedantic", "-I."]
    subprocess.run(
        [*command, "caller.cpp", *objects, "-lm", "-o", "caller"], cwd=sources, check=True
    )
    assert run(sources / "caller") == [0.0, 0.0]


@pytest.mark.parametrize("name", ["f32", "x_ps", "pd", "my_float"])
def test_a_name_that_the_text_in_double_precision_replaces_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} has a part that the text in double"):
        free(name)


@pytest.mark.parametrize("name", ["psi_t", "f32_t", "pst", "x_psi"])
def test_a_name_that_begins_like_a_suffix_is_the_same_in_both_precisions(name: str) -> None:
    assert free(name) == name
    assert double(f"ARRAY_{name}") == f"ARRAY_{name}"
