"""What ``lstm-sym run`` does: a model over a file of examples, in slabs, from disk to disk.

What is done stays where it was interrupted: it stands beside the output, and a run of the same
model on the same input goes on behind it. The output appears in one step, at the end.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click
import numpy as np

from lstm_numpy.files.load import load
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_sym.replacement import record

#: Bytes of the input in one slab: enough for the processor, little for the memory.
SLAB = 4 * 2**20

Slab = tuple[int, np.ndarray]
_model: Model  # of a process of the pool


def run(
    file: Path, given: Path, output: Path, processes: int, words: dict[str, Any]
) -> Iterator[int]:
    """Write the outputs; yields how many examples are done. Raises a usage error, by name."""
    model, x = opened(file, words), examples(given)
    size = max(1, SLAB // max(1, x[:1].nbytes))
    part = output.with_name(f".{output.name}.lstm-sym-part")
    state = part.with_name(f"{part.name}.json")
    said = {"model": digest(file), "input": digest(given), "words": words, "slab": size}
    done = finished(state, said) if part.is_file() else 0
    yield done
    slabs = read(given, x, range(done, len(x), size), size)
    for start, y in computed(model, file, slabs, words, processes):
        if start == 0:
            np.lib.format.open_memmap(part, "w+", y.dtype, (len(x), *y.shape[1:]))
        whole = np.load(part, mmap_mode="r+")
        whole[start : start + len(y)] = y
        whole.flush()
        del whole  # what is mapped counts as memory
        record(state, json.dumps({**said, "done": start + len(y)}))
        yield start + len(y)
    os.replace(part, output)
    state.unlink()


def opened(file: Path, words: dict[str, Any]) -> Model:
    """The model; raises a usage error unless it runs, from one array to one."""
    try:
        model = load(file, **words)
    except (UnreadableFile, ImportError) as error:
        raise click.ClickException(str(error)) from None
    if not isinstance(model, Model) or model.graph.unknown():
        try:
            model(np.zeros((1, 1)))
        except NotKnown as error:
            raise click.ClickException(str(error)) from None
    if len(model.graph.inputs) != 1 or len(model.graph.outputs) != 1:
        raise click.ClickException(f"{file.name} has several inputs or outputs: call it in Python")
    return model


def examples(given: Path) -> Any:
    """The input as it lies on the disk; raises a usage error for what is no array of numbers."""
    try:
        x = np.load(given, mmap_mode="r", allow_pickle=False)
    except ValueError as error:
        raise click.ClickException(f"{given.name} is no array: {error}") from None
    if not isinstance(x, np.ndarray) or x.dtype.kind not in "fiub" or not x.ndim or not len(x):
        raise click.ClickException(f"{given.name} holds no examples: an array of numbers in .npy")
    return x


def read(given: Path, x: Any, starts: range, size: int) -> Iterator[Slab]:
    """The examples, a slab at a time; not by a map of the file, which would count as memory."""
    width = x[0].size
    for start in starts:
        if x.flags.c_contiguous:
            rows = min(size, len(x) - start)
            place = x.offset + start * width * x.itemsize
            yield (
                start,
                np.fromfile(given, x.dtype, rows * width, offset=place).reshape(rows, *x.shape[1:]),
            )
        else:
            yield start, np.array(x[start : start + size])


def computed(
    model: Model, file: Path, slabs: Iterator[Slab], words: dict[str, Any], processes: int
) -> Iterator[Slab]:
    """The outputs of each slab, in order."""
    if processes == 1:
        yield from map(of_model(model), slabs)
        return
    with get_context("spawn").Pool(processes, start_process, (file, words)) as pool:
        yield from pool.imap(of_process, slabs)


def of_model(model: Model) -> Callable[[Slab], Slab]:
    """What makes outputs of a slab."""

    def one(slab: Slab) -> Slab:
        start, x = slab
        model.reset()
        try:
            return start, np.asarray(model(x))
        except (ValueError, TypeError) as error:
            raise click.ClickException(f"the examples from {start} on: {error}") from None

    return one


def start_process(file: Path, words: dict[str, Any]) -> None:
    """Load the model, once a process."""
    global _model
    _model = load(file, **words)


def of_process(slab: Slab) -> Slab:
    """The outputs of a slab, in a process of the pool."""
    return of_model(_model)(slab)


def finished(state: Path, said: dict[str, Any]) -> int:
    """How many examples another run of the same has done."""
    try:
        found = json.loads(state.read_text(encoding="utf-8"))
        done = found.pop("done")
    except (OSError, ValueError, KeyError, AttributeError):
        return 0
    same = found == json.loads(json.dumps(said)) and type(done) is int
    return done if same else 0


def digest(file: Path) -> str:
    """What tells one state of a file from another: its end, its size and its time."""
    stat = file.stat()
    with file.open("rb") as stream:
        stream.seek(max(0, stat.st_size - 2**16))
        end = hashlib.sha256(stream.read()).hexdigest()
    return f"{end} {stat.st_size} {stat.st_mtime_ns}"
