"""What Python says of lstm.h again, a library that is compiled from it is asked."""

import ctypes
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c import compiler, prepared, threads
from lstm_c.library import Call, Share
from lstm_c.numbers import ACTIVATIONS, MASKED_OUTPUT

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")

COUNTS = [1, 2, 15, 16, 17, 100]
STRUCTURES = {"lstm_call_f32": Call, "lstm_call_f64": Call, "lstm_share": Share}


def asked(folder: Path, expressions: list[str]) -> list[int]:
    """The values of constants of the header, as the compiler of the library computes them."""
    values = ", ".join(f"(size_t)({one})" for one in expressions)
    header = compiler.SOURCE.with_name("lstm.h")
    more = f'#include "{header}"\nsize_t answers[] = {{{values}}};\n'
    compiler.compile_to(folder / "asked.so", compiler.compiler(), [("-O0",)], more)
    library = ctypes.CDLL(str(folder / "asked.so"))
    return list((ctypes.c_size_t * len(expressions)).in_dll(library, "answers"))


def test_the_structures_are_those_of_the_header(tmp_path: Path) -> None:
    stated = {}
    for name, structure in STRUCTURES.items():
        stated[f"sizeof({name})"] = ctypes.sizeof(structure)
        for field, *_ in structure._fields_:
            about = getattr(structure, field)
            stated[f"offsetof({name}, {field})"] = about.offset
            stated[f"sizeof((({name} *)0)->{field})"] = about.size
    assert len(stated) > 40
    assert asked(tmp_path, list(stated)) == list(stated.values())


def test_the_numbers_are_those_of_the_header(tmp_path: Path) -> None:
    names = {"LSTM_MAX_THREADS": threads.LARGEST}
    names |= {f"LSTM_{name.upper()}": number for name, number in ACTIVATIONS.items()}
    names |= {f"LSTM_MASKED_{name.upper()}": number for name, number in MASKED_OUTPUT.items()}
    assert asked(tmp_path, list(names)) == list(names.values())


def test_the_room_is_what_the_header_says(tmp_path: Path) -> None:
    """The workspace, and the packed weights, of layers of every size."""
    stated = {f"LSTM_PADDED({count})": prepared.padded(count) for count in COUNTS}
    for input_dim in COUNTS:
        for units in COUNTS:
            kernel = np.zeros((input_dim, 4 * units), np.float32)
            layer = lstm_c.keras.prepare(kernel, np.zeros((units, 4 * units), np.float32))
            stated[f"LSTM_PACKED_SIZE({input_dim}, {units})"] = layer._packed.size
            for batch in (0, 1, 7):
                room = prepared.Room(layer, batch)
                name = f"LSTM_WORKSPACE_SIZE({batch}, {input_dim}, {units})"
                stated[name] = room.workspace.size
    assert asked(tmp_path, list(stated)) == list(stated.values())
