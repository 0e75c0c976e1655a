"""The C source by itself: warnings, sanitizers, the embedded example, the printed tanh."""

import platform
import shutil
import subprocess
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from lstm_c.formulations import CELLS as CELLS_IN_PYTHON
from lstm_c.numbers import ACTIVATIONS
from lstm_numpy import activations
from lstm_numpy.keras import lstm
from lstm_sym.targets.c import source as c_source
from lstm_sym.targets.c.cell import comment
from lstm_sym.targets.c.names import free
from lstm_sym.targets.c.text import double

COMPILERS = [name for name in ("gcc", "clang") if shutil.which(name)] or ["cc"]
pytestmark = pytest.mark.skipif(not shutil.which(COMPILERS[0]), reason="no C compiler")
STRICT = ("-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic")
HERE = Path(__file__).parent
KERAS = "cells/keras.c"
ROOT = HERE.parents[1]
NATIVE = "-march=native"
BUILDS = {
    "this-machine": (NATIVE,),
    "avx2": ("-mavx2", "-mfma"),
    "baseline": (),
    "no-registers": ("-DLSTM_SCALAR",),
}
# The optimiser takes most of the time of a build, and leaves less to a sanitizer.
RECOVER = ("-fno-sanitize-recover",)
SANITIZED = (*RECOVER, "-fsanitize=address,undefined")
KEPT_APART = ("-O0", *SANITIZED, NATIVE)
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
    sources: Path,
    main: str,
    *flags: str,
    compiler: str = COMPILERS[0],
    cell: str = KERAS,
    defined: str = "",
) -> Path:
    """A program of a cell, which other programs with the same flags share."""
    command = (compiler, *STRICT, "-ffp-contract=fast", *for_here(flags))
    parts = [compiled(sources, command, cell)]
    parts.append(compiled(sources, (*command, *filter(None, [defined])), f"{main}.c"))
    program = parts[1].with_suffix(f".of_{Path(cell).stem}")
    into([*command, *map(str, parts), "-o", str(program), "-lm", "-pthread"], sources)
    return program


@cache
def compiled(sources: Path, command: tuple[str, ...], source: str) -> Path:
    name = zlib.crc32(repr(command).encode())
    made = sources / f"{Path(source).stem}-{name}.o"
    into([*command, "-I.", "-c", source, "-o", str(made)], sources)
    return made


def into(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


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
@pytest.mark.parametrize("flags", [*(("-O1", *one) for one in BUILDS.values()), KEPT_APART])
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


# A part of the floats; with 1 in the place of 101 it is every one, and takes minutes.
@pytest.mark.parametrize("flags", BUILDS.values(), ids=BUILDS)
def test_tanh_and_sigmoid_are_off_by_four_units_in_the_last_place(sources: Path, flags) -> None:
    worst = run(build(sources, "sweep_tanh", "-O2", *flags, cell="activations.c"), "101")
    assert max(worst) <= 4
    assert len(worst) == 2


@pytest.mark.parametrize("flags", BUILDS.values(), ids=BUILDS)
def test_nan_goes_through_each_activation_as_in_numpy(sources: Path, flags) -> None:
    with np.errstate(invalid="ignore"):
        ours = [np.isnan(getattr(activations, name)(np.array([np.nan]))[0]) for name in ACTIVATIONS]
    assert list(ACTIVATIONS.values()) == list(range(1, len(ours) + 1))
    found = run(build(sources, "nan_through", "-O2", *flags, cell="activations.c"))
    assert found == list(np.repeat(ours, 2))


def test_a_compiler_without_atomic_counters_makes_a_library_of_one_thread(sources: Path) -> None:
    flags = ("-O1", "-DLSTM_SCALAR")
    one = run(build(sources, "example", *flags, "-D__STDC_NO_ATOMICS__"))
    assert one == run(build(sources, "example", *flags))


CELLS = [path for path in c_source.files() if "/cells/" in path and path.endswith(".c")]


SHARED = {
    "keras": ("-DKERAS", [(*SANITIZED, NATIVE), (*SANITIZED_THREADS, NATIVE)]),
    "gru_no_reset_after": ("-DGRU", [*BUILDS.values(), SANITIZED, SANITIZED_THREADS]),
    "gru_no_reset_after_eight": (
        "-DEIGHT",
        [(*SANITIZED, NATIVE), (*SANITIZED_THREADS, NATIVE)],
    ),
    "gru_no_reset_after_bfloat16": (
        "-DBFLOAT16",
        [(*SANITIZED, NATIVE), SANITIZED, (*SANITIZED_THREADS, NATIVE)],
    ),
}


@pytest.mark.parametrize(
    ("cell", "flags"), [(cell, one) for cell, (_, many) in SHARED.items() for one in many], ids=str
)
def test_a_cell_is_the_same_shared_and_step_by_step(sources: Path, cell: str, flags) -> None:
    about = {"cell": f"cells/{cell}.c", "defined": SHARED[cell][0]}
    assert run(build(sources, "shared_cell", "-O0", *flags, **about))[0] == 84


OTHERS = [
    (*SANITIZED, "-DLSTM_SCALAR"),
    (*SANITIZED, NATIVE),
    (*SANITIZED_THREADS, NATIVE),
]


@pytest.mark.parametrize("flags", OTHERS, ids=str)
@pytest.mark.parametrize(
    ("cell", "defined"), [("layer_norm_contrib", "-DNORM"), ("mlstm_stabilized", "-DMATRIX")]
)
def test_a_cell_that_needs_other_numbers_is_the_same_shared_and_step_by_step(
    sources: Path, cell: str, defined: str, flags
) -> None:
    about = {"cell": f"cells/{cell}.c", "defined": defined}
    assert run(build(sources, "shared_rows", "-O0", *flags, **about)) == [84]


@pytest.mark.parametrize("bits", ["eight", "bfloat16"])
def test_the_same_cell_in_fewer_bits_gives_the_same_numbers_in_every_build(
    sources: Path, bits: str
) -> None:
    cell = f"cells/gru_no_reset_after_{bits}.c"
    found, about = [], {"cell": cell, "defined": f"-D{bits.upper()}"}
    without = ("-mavx512f", "-mavx512bw"), ("-mavx2", "-mfma"), (), ("-DLSTM_SCALAR",)
    for flags in ((NATIVE,), *without):
        found.append(run(build(sources, "shared_cell", "-O0", *flags, **about)))
    np.testing.assert_allclose(found, found[:1] * len(found), rtol=1e-6)
    assert found[0][1] != 0


@pytest.mark.parametrize("path", CELLS)
def test_a_cell_has_nothing_that_a_compiler_warns_of(sources: Path, path: str) -> None:
    place = path.removeprefix("lstm_c/")
    # Of registers without the header of x86, which takes longer than all the rest.
    for flags in (("-DLSTM_SCALAR",), ("-U__SSE2__", "-D__STDC_NO_ATOMICS__")):
        command = [COMPILERS[0], *STRICT, "-fsyntax-only", *flags, place]
        done = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("g++"), reason="no compiler of C++")
def test_a_program_in_cpp_calls_two_cells(sources: Path) -> None:
    objects = []
    for cell in ("gru_reset_after", "pytorch_layer"):
        objects.append(f"{cell}.o")
        command = [COMPILERS[0], "-std=c11", "-c", f"cells/{cell}.c", "-o", objects[-1]]
        subprocess.run(command, cwd=sources, check=True)
    shutil.copy(HERE / "caller.cpp", sources)
    command = ["g++", "-std=c++17", "-Wall", "-Wextra", "-Werror", "-pedantic", "-I."]
    subprocess.run(
        [*command, "caller.cpp", *objects, "-lm", "-o", "caller"], cwd=sources, check=True
    )
    assert run(sources / "caller") == [0.0, 0.0]


RUST = dict.fromkeys(("function", "masked_output", "every", "backwards"), "i32")
RUST["size"] = "usize"
WRITTEN = {"output", "last", "workspace"}


def in_rust() -> str:
    """The structures and functions of cells/keras.h, from the fields that the header has."""
    (body,) = CELLS_IN_PYTHON["keras"].bodies.values()
    lines = []
    for name, fields in (("call", body.call), ("weights", body.weights)):
        kinds = {f.name: f"*{'mut' if f.kind in WRITTEN else 'const'} f32" for f in fields}
        kinds |= {f.name: RUST[f.kind] for f in fields if f.kind in RUST}
        kinds |= {"share": "*mut u8", "mask": "*const u8"} if name == "call" else {}
        listed = ", ".join(f"pub {field}: {kind}" for field, kind in kinds.items())
        lines.append(f"#[repr(C)] pub struct keras_{name}_f32 {{ {listed} }}")
    return "\n".join([*lines, "extern \"C\" {",
        "pub fn keras_packed_size(input_dim: usize, units: usize) -> usize;",
        "pub fn keras_workspace_size(batch: usize, input_dim: usize, units: usize) -> usize;",
        "pub fn keras_pack_f32(weights: *const keras_weights_f32, packed: *mut f32);",
        "pub fn keras_f32(call: *const keras_call_f32) -> i32;", "}"])  # fmt: skip


@pytest.mark.skipif(not shutil.which("rustc"), reason="no compiler of Rust")
def test_a_program_in_rust_calls_the_layer_of_keras(sources: Path) -> None:
    command = [COMPILERS[0], "-std=c11", "-c", KERAS, "-o", "keras.o"]
    subprocess.run(command, cwd=sources, check=True)
    shutil.copy(HERE / "caller.rs", sources)
    (sources / "keras.rs").write_text(in_rust())
    command = ["rustc", "--edition", "2021", "-D", "warnings", "caller.rs", "-o", "caller_in_rust"]
    linked = ["-C", "link-arg=keras.o", "-C", "link-arg=-lm"]
    subprocess.run([*command, *linked], cwd=sources, check=True)
    assert run(sources / "caller_in_rust") == [0.0, 0.0]


@pytest.mark.parametrize("name", ["f32", "x_ps", "pd", "my_float"])
def test_a_name_that_the_text_in_double_precision_replaces_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} has a part that the text in double"):
        free(name)


@pytest.mark.parametrize("name", ["t_1f", "LSTM_x", "CELL_x"])
def test_a_name_that_a_number_or_a_word_of_the_header_may_be_gives_way(name: str) -> None:
    assert free(name) == f"{name}_of_cell"
    assert double(free(name)) == free(name)


def test_a_comment_ends_where_its_text_does() -> None:
    assert comment("a gate */ int x; /* of\nmine").count("*/") == 1


@pytest.mark.parametrize("name", ["psi_t", "f32_t", "pst", "x_psi"])
def test_a_name_that_begins_like_a_suffix_is_the_same_in_both_precisions(name: str) -> None:
    assert free(name) == name
    assert double(f"ARRAY_{name}") == f"ARRAY_{name}"
