"""What Python says of the headers again, a library that is compiled from it is asked."""

import ctypes
import re
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c import compiler, threads
from lstm_c.formulations import CELLS
from lstm_c.library import Share
from lstm_c.numbers import ACTIVATIONS, MASKED_OUTPUT
from lstm_c.prepared import Room
from lstm_c.structures import structure

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")

COUNTS = [1, 2, 15, 16, 17, 100]


def asked(folder: Path, expressions: list[str]) -> list[int]:
    """The values of constants of the header, as the compiler of the library computes them."""
    nothing = folder / "nothing.c"
    nothing.write_text("")
    values = ", ".join(f"(size_t)({one})" for one in expressions)
    header = compiler.SOURCE.with_suffix(".h")
    more = f'#include "{header}"\nsize_t answers[] = {{{values}}};\n'
    compiler.compile_to(folder / "asked.so", compiler.compiler(), [("-O0",)], more, nothing)
    library = ctypes.CDLL(str(folder / "asked.so"))
    return list((ctypes.c_size_t * len(expressions)).in_dll(library, "answers"))


def test_the_structures_are_those_of_the_headers(tmp_path: Path) -> None:
    stated = {}
    (body,) = CELLS["keras"].bodies.values()
    structures = {"lstm_share": Share}
    for dtype, suffix in (("float32", "f32"), ("float64", "f64")):
        for kind, fields in (("call", body.call), ("weights", body.weights)):
            structures[f"keras_{kind}_{suffix}"] = structure(kind, fields, dtype)
    for name, one in structures.items():
        stated[f"sizeof({name})"] = ctypes.sizeof(one)
        for field, *_ in one._fields_:
            about = getattr(one, field)
            stated[f"offsetof({name}, {field})"] = about.offset
            stated[f"sizeof((({name} *)0)->{field})"] = about.size
    assert len(stated) > 40
    assert asked(tmp_path, list(stated)) == list(stated.values())


def test_the_numbers_are_those_of_the_headers(tmp_path: Path) -> None:
    names = {"LSTM_MAX_THREADS": threads.LARGEST}
    names |= {f"LSTM_{name.upper()}": number for name, number in ACTIVATIONS.items()}
    names |= {f"LSTM_MASKED_{name.upper()}": number for name, number in MASKED_OUTPUT.items()}
    assert asked(tmp_path, list(names)) == list(names.values())


def test_the_room_is_what_the_header_says(tmp_path: Path) -> None:
    """The workspace, and the packed weights, of layers of every size."""
    stated = {}
    for input_dim in COUNTS:
        for units in COUNTS:
            kernel = np.zeros((input_dim, 4 * units), np.float32)
            weights = kernel, np.zeros((units, 4 * units), np.float32)
            layer = lstm_c.keras.prepare(*weights).layer
            stated[f"KERAS_PACKED_SIZE({input_dim}, {units})"] = layer._weights.size
            for batch in (0, 1, 7):
                room = Room(layer, batch)
                name = f"KERAS_WORKSPACE_SIZE({batch}, {input_dim}, {units})"
                stated[name] = room.workspace.size
    assert asked(tmp_path, list(stated)) == list(stated.values())


def test_a_mask_counts_where_it_has_what_the_header_says() -> None:
    header = compiler.SOURCE.with_suffix(".h").read_text(encoding="utf-8")
    (counts,) = set(re.findall(r"\*mask; +/\* .*, (\d) where a timestep counts", header))
    x, kernel, recurrent = (np.ones(s, np.float32) for s in ((2, 3, 4), (4, 20), (5, 20)))
    layer = lstm_c.keras.prepare(kernel, recurrent)
    every = layer(x, mask=np.full((2, 3), int(counts), bool)).lstm_output
    np.testing.assert_array_equal(every, layer(x).lstm_output)
