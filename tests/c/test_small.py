"""Headers for small machines: recorded numbers on this machine, and on ARM's in an emulator."""

import ctypes
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c.structures import structure
from lstm_sym.equations import BY_NAME, FORMULATIONS, LAYERS, keras
from lstm_sym.lowering.lower import lower
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.cases import cases_of
from lstm_sym.targets.c import cells
from lstm_sym.targets.c.formulation import bodies

SMALL = Path(lstm_c.__file__).with_name("small")
ARM = Path(__file__).with_name("arm")
GCC, EMULATOR = "arm-none-eabi-gcc", "qemu-system-arm"
FLOATS = ("-mcpu=cortex-m4", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard")
BOARDS = {
    "mps2-an386": FLOATS,
    "mps2-an385": ("-mcpu=cortex-m3",),
    "microbit": ("-mcpu=cortex-m0",),
}
STRICT = ("-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic")
SERVED = [one for one in (*FORMULATIONS, *LAYERS) if not cells.refused(one)]
HOST = shutil.which("cc") or shutil.which("gcc")


def small_of(formulation, case: Case):
    """The small form of the body that a case asks for."""
    printers = bodies(lower(formulation))
    names = list(next(iter(printers.values())).body.when)
    return cells.small(printers[tuple(case.options[name] for name in names)])


def usual(formulation, case: Case) -> bool:
    """Whether a case has what a small form has: one timestep, the default functions, no mask."""
    defaults = {name: f.default for name, f in formulation.notation.functions.items()}
    plain = "mask" not in case.given and not case.before
    return plain and {**defaults, **case.functions} == defaults


def computed(small, case: Case, folder: Path) -> dict[str, np.ndarray]:
    """The results of a case, one timestep after the other, of each example by itself."""
    states = small.body.states
    words = ", ".join(["w", "x", *(f"s{k}" for k in range(len(states))), "room"])
    given = ", ".join(f"float *{word}" for word in words.split(", ")[2:])
    (folder / "small.c").write_text(
        f'#include "{small.name}_small.h"\n'
        f"void step(const {small.name}_small *w, const float *x, {given})\n"
        f"{{ {small.name}_small_step({words}); }}\n"
    )
    library = folder / f"{small.name}.so"
    if not library.exists():
        line = [HOST, *STRICT, "-O1", "-fPIC", "-shared", f"-I{SMALL}", "small.c", "-o", library]
        subprocess.run([*line, "-lm"], cwd=folder, check=True)
    step = ctypes.CDLL(str(library)).step
    sizes, kept = {}, []
    fields = structure("small", small.fields, "float32")()
    for field in small.fields:
        if field.kind == "weights" and field.argument in case.given:
            array = np.ascontiguousarray(case.given[field.argument], np.float32)
            kept.append(array)
            setattr(fields, field.name, array.ctypes.data)
        elif field.kind == "number":
            default = small.n.options[field.argument].default
            setattr(fields, field.name, case.given.get(field.argument, default))
    for symbol in (*small.formulation.cell.weights, small.loop.sequence):
        if str(symbol) in case.given:
            for name, size in zip(
                small.n[symbol].shape, case.given[str(symbol)].shape, strict=True
            ):
                factor, _, dimension = name.rpartition("*")
                sizes[dimension] = size // int(factor or 1)
    for name in small.sizes:
        setattr(fields, next(f.name for f in small.fields if f.argument == name), sizes[name])

    def shape_of(symbol) -> tuple[int, ...]:
        return tuple(int(sizes.get(size, 1)) for size in small._wide(symbol).split())

    needed = sum(int(np.prod(shape_of(symbol))) for symbol in small._kept())
    x = np.asarray(case.given[str(small.loop.sequence)], np.float32)
    if small.loop.backwards and case.options[small.loop.backwards]:
        x = x[:, ::-1]
    outputs, last = [], {state: [] for state in states}
    for example in x:
        now = [np.full(shape_of(s.before), float(s.start), np.float32) for s in states]
        for array, state in zip(now, states, strict=True):
            first = case.given.get(str(state.series.first))
            array[:] = array if first is None else first[len(outputs)]
        room, every = np.empty(needed, np.float32), []
        for x_t in example:
            row = np.ascontiguousarray(x_t)
            places = [ctypes.c_void_p(array.ctypes.data) for array in (row, *now, room)]
            step(ctypes.byref(fields), *places)
            every.append(next(a for a, s in zip(now, states, strict=True)
                              if s.series == small.loop.emitted).copy())  # fmt: skip
        outputs.append(every)
        for array, state in zip(now, states, strict=True):
            last[state].append(array)
    by_series = {state.series: np.array(arrays) for state, arrays in last.items()}
    output = np.array(outputs)
    if small.loop.last_only and not case.options[small.loop.last_only]:
        output = output[:, -1]
    results = zip(small.formulation.sequence.results, small.loop.results, strict=True)
    return {str(name): output if s is None else by_series[s] for name, s in results}


@pytest.mark.skipif(not HOST, reason="no C compiler")
@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_a_small_form_computes_what_was_recorded(formulation, tmp_path: Path) -> None:
    chosen = [case for case in cases_of(formulation.name) if usual(formulation, case)][-40:]
    for case in chosen:
        found = computed(small_of(formulation, case), case, tmp_path)
        # This form has no float64, and an exponential is off by as much as its argument is.
        largest = max(np.abs(one).max() for one in case.expected.values())
        bound = max(case.bound, 2e-6, float(np.spacing(np.float32(largest))))
        for name, expected in case.expected.items():
            scale = max(1.0, float(np.abs(expected).max()))
            np.testing.assert_allclose(found[name], expected, rtol=0, atol=bound * scale)
    assert chosen or formulation.name == "simple_rnn"  # of it there are no cases


def constants(name: str, array: np.ndarray) -> str:
    numbers = ", ".join(f"{value.hex()}f" for value in array.astype(np.float32).ravel().tolist())
    return f"static const float {name}[] = {{{numbers}}};\n"


@pytest.mark.skipif(not shutil.which(GCC), reason=f"no {GCC}")
@pytest.mark.skipif(not shutil.which(EMULATOR), reason=f"no {EMULATOR}")
@pytest.mark.parametrize("board", BOARDS)
def test_the_processors_of_small_machines_compute_what_keras_did(board: str, tmp_path) -> None:
    stated = keras.formulation
    case = next(
        case for case in cases_of("keras")
        if usual(stated, case) and case.given["kernel"].size < 2000 and len(case.expected) == 3
        and case.expected["lstm_output"].ndim == 3 and not case.options["go_backwards"]
        and case.bound >= 1e-6 and not case.before and "h_0" not in case.given
    )  # fmt: skip
    x, output = case.given["sequences"][0], case.expected["lstm_output"][0]
    texts = [constants(n, case.given[n]) for n in ("kernel", "recurrent_kernel", "bias")]
    texts += [constants("x", x), constants("expected", output)]
    texts.append(f"enum {{ STEPS = {len(x)}, IN = {x.shape[1]}, UNITS = {output.shape[1]} }};\n")
    (tmp_path / "recorded.h").write_text("".join(texts))
    shutil.copy(ARM / "check.c", tmp_path)
    line = [GCC, "-std=gnu11", "-Wall", "-Wextra", "-Os", "-mthumb", *BOARDS[board], f"-I{SMALL}"]
    link = ["-nostartfiles", "--specs=nosys.specs", "-T", ARM / "link.ld", "-Wl,--gc-sections"]
    program = tmp_path / "check.elf"
    command = [*line, *link, tmp_path / "check.c", ARM / "start.c", "-o", program, "-lm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    run = [EMULATOR, "-M", board, "-nographic", "-monitor", "none", "-serial", "none"]
    run += ["-semihosting-config", "enable=on,target=native", "-kernel", str(program)]
    # 0: all numbers are within the bound; 1: they are not; 99: a fault of the processor.
    assert subprocess.run(run, timeout=60, check=False).returncode == 0


@pytest.mark.skipif(not shutil.which(GCC), reason=f"no {GCC}")
@pytest.mark.parametrize("name", ["keras", "gru_reset_after", "pytorch_layer", "gers2002"])
def test_the_code_of_a_cell_is_less_than_1_kb(name: str, tmp_path: Path) -> None:
    source = tmp_path / "one.c"
    source.write_text(f'#include "{name}_small.h"\nvoid *cell = (void *){name}_small_step;\n')
    flags = ["-std=gnu11", "-Os", "-mthumb", *FLOATS, f"-I{SMALL}", "-c", "-o", tmp_path / "one.o"]
    subprocess.run([GCC, *flags, source], check=True)
    size = shutil.which("arm-none-eabi-size") or "arm-none-eabi-size"
    said = subprocess.run([size, tmp_path / "one.o"], capture_output=True, text=True, check=True)
    code = int(said.stdout.splitlines()[1].split()[0])
    assert 200 < code < 1024


@pytest.mark.skipif(not HOST, reason="no C compiler")
def test_what_is_no_number_stays_in_its_head(tmp_path: Path) -> None:
    stated = BY_NAME["slstm"]
    case = next(c for c in cases_of("slstm") if usual(stated, c))
    small = small_of(stated, case)
    units, gates = case.given["recurrent_kernel"].shape
    head = gates // 4
    assert head < units
    first = str(small.body.states[0].series.first)
    h = np.zeros((len(case.given["input"]), units), np.float32)
    well = computed(small, replace(case, given={**case.given, first: h.copy()}), tmp_path)
    h[:, 0] = np.nan
    found = computed(small, replace(case, given={**case.given, first: h}), tmp_path)
    assert np.isnan(found["output"][..., :head]).all()
    np.testing.assert_array_equal(found["output"][..., head:], well["output"][..., head:])


def test_a_matrix_that_is_a_state_is_kept_once() -> None:
    header = (SMALL / "mlstm_stabilized_small.h").read_text()
    numbers = header.partition("_WORKSPACE(")[2].splitlines()[1]
    assert "(heads)" in numbers
    assert "(head) * (head)" not in numbers  # the memory is the caller's own array
    kept = (SMALL.parent / "cells" / "mlstm_stabilized.h").read_text()
    numbers = kept.partition("_WORKSPACE_OF_ONE(")[2].splitlines()[1]
    assert "2 * (heads) * (head)" not in numbers
