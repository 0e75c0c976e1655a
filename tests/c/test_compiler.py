"""Compiling on first use: together, interrupted, without a compiler."""

import ctypes
import math
import os
import re
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c import compiler
from lstm_sym.targets.c.text import fragment

GENERATED = Path(lstm_c.__file__).parents[1]
USE = """
import numpy as np
import lstm_c
print(lstm_c.keras.lstm(np.ones((1, 2, 3)), np.ones((3, 8)), np.ones((2, 8))).state_h.sum())
"""
EACH = """
import numpy as np
from lstm_c import LSTM, CompilerError, gru, keras, pytorch
x, weights = np.ones((1, 2, 3)), (np.ones((3, 8)), np.ones((2, 8)))
one, other = keras.lstm(x, *weights).state_h, keras.prepare(*weights)(x).state_h
print(LSTM(2, seed=0)(x).shape, one.sum() == other.sum() > 0)
for call, given in (
    (gru.gru, (x, np.ones((3, 6)), np.ones((2, 6)))),
    (gru.prepare, (np.ones((3, 6)), np.ones((2, 6)))),
    (keras.lstm_gradients, (x, *weights)),
    (keras.stream, weights),
    (pytorch.lstm, (x, {"weight_ih_l0": np.ones((8, 3)), "weight_hh_l0": np.ones((8, 2))})),
):
    try:
        call(*given)
    except CompilerError as error:
        print(error)
"""
KILLS = 8
needs_compiler = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")


def start(cache: Path, script: str = USE, **variables: str) -> subprocess.Popen[str]:
    settings = {"LSTM_C_CACHE": str(cache), "PYTHONPATH": str(GENERATED), **variables}
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@needs_compiler
@pytest.mark.usefixtures("quick")
def test_four_first_uses_at_the_same_time_leave_one_library(tmp_path: Path) -> None:
    processes = [start(tmp_path) for _ in range(4)]
    said = [process.communicate() for process in processes]
    assert {stderr for _, stderr in said} == {""}
    assert len({stdout for stdout, _ in said}) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".so"]


@needs_compiler
@pytest.mark.usefixtures("quick")
def test_a_first_use_killed_at_any_moment_leaves_a_working_install(tmp_path: Path) -> None:
    begin = time.perf_counter()
    start(tmp_path / "whole").communicate()
    whole = time.perf_counter() - begin
    moments = np.random.default_rng(os.getpid()).uniform(0, whole, KILLS)
    for after in moments:
        process = start(tmp_path / "cache")
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)  # the compiler with it: its own session
        process.communicate()
    stdout, stderr = start(tmp_path / "cache").communicate()
    assert (stderr, float(stdout) > 0) == ("", True), f"killed after {moments} of {whole} seconds"


def test_without_a_compiler_numpy_computes_and_a_warning_says_so(tmp_path: Path) -> None:
    stdout, stderr = start(tmp_path, CC="", PATH=str(tmp_path)).communicate()
    assert float(stdout) > 0
    assert "no C compiler found (cc, gcc, clang): install one" in stderr


@pytest.mark.parametrize("said", ["no C compiler found", "LSTM_C_CACHE", "CC is"])
def test_keras_layer_warns_and_numpy_computes_and_the_other_functions_raise(
    tmp_path: Path, said: str
) -> None:
    (tmp_path / "file").write_text("")
    variables = {
        "no C compiler found": {"CC": "", "PATH": str(tmp_path)},
        "LSTM_C_CACHE": {"LSTM_C_CACHE": str(tmp_path / "file" / "cache")},
        "CC is": {"CC": str(tmp_path / "no-compiler")},
    }[said]
    stdout, stderr = start(tmp_path / "cache", EACH, **variables).communicate()
    shapes, *errors = stdout.splitlines()
    assert shapes == "(1, 2) True"
    assert len(errors) == 5
    for line in errors:
        assert said in line
    assert re.search(f"RuntimeWarning: lstm_c computes with lstm_numpy: .*{said}", stderr)


def test_a_compiler_that_fails_is_quoted(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("CC", f"{sys.executable} -c raise(SystemExit('out_of_order'))")
    with pytest.raises(lstm_c.CompilerError, match="out_of_order"):
        compiler.compile_to(tmp_path / "lstm.so", compiler.compiler())


def test_what_compiles_for_no_processor_of_its_own_is_said_to_be_slower(tmp_path: Path) -> None:
    """A flag that the compiler does not know is another matter: the next ones are taken."""
    source = tmp_path / "lstm.c"
    source.write_text("#ifdef OWN\n#error not for this one\n#endif\nint answer;\n")
    for unknown in ("-march=nowhere", "-mnothing"):
        tuning = ((unknown,), ())
        compiler.compile_to(tmp_path / "a.so", compiler.compiler(), tuning, source=source)
    with pytest.warns(RuntimeWarning, match="(?s)compiled without -DOWN, and is slower: .*not for"):
        compiler.compile_to(tmp_path / "b.so", compiler.compiler(), (("-DOWN",), ()), source=source)
    assert (tmp_path / "b.so").exists()


@needs_compiler
@pytest.mark.parametrize("place", range(5))
def test_no_exponential_of_a_shifted_softmax_overflows(tmp_path: Path, place: int) -> None:
    calls = "void shifted(size_t n, const float *x, float *y) { shift(n, x, y); }\n"
    included = "#include <stddef.h>\n#define LSTM_INLINE static\n"
    (tmp_path / "shift.c").write_text(included + fragment("shift.c") + calls)
    library = tmp_path / "shift.so"
    compiler.compile_to(library, compiler.compiler(), [()], source=tmp_path / "shift.c")
    x, y = np.linspace(-1, 1, 5, dtype=np.float32), np.empty(5, np.float32)
    x[place] = 200
    addresses = (ctypes.c_void_p(array.ctypes.data) for array in (x, y))
    ctypes.CDLL(str(library)).shifted(ctypes.c_size_t(5), *addresses)
    np.testing.assert_array_equal(y, x - 200)


ORDER = """
double sum(double a, double b) { return a + b - a; }
double of_zero(double x) { return x + 0.0; }
int is_nan(double x) { return x != x; }
"""


@needs_compiler
def test_the_compiler_may_not_change_the_order_of_sums_nor_forget_nan(tmp_path: Path) -> None:
    (tmp_path / "order.c").write_text(ORDER)
    for name, tuning in enumerate([*compiler.tunings(), *compiler.WITHOUT_TILES]):
        made = tmp_path / f"{name}.so"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a processor's own code, which is not at stake
            compiler.compile_to(
                made, compiler.compiler(), [tuning, ()], source=tmp_path / "order.c"
            )
        library = ctypes.CDLL(str(made))
        for function in (library.sum, library.of_zero):
            function.restype = ctypes.c_double
        number = ctypes.c_double
        assert library.sum(number(2.0**60), number(1)) == 0
        assert math.copysign(1, library.of_zero(number(-0.0))) == 1
        assert library.is_nan(number(math.nan)) == 1
        assert np.float32(1e-40) * np.float32(1) > 0  # loaded, it changes nothing of the process


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LSTM_C_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.setenv("CC", sys.executable)
    with pytest.raises(lstm_c.CompilerError, match="LSTM_C_CACHE"):
        compiler.compiled()
