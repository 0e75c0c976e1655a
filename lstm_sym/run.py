"""What ``lstm-sym run`` does: a model over a file of examples, in slabs, from disk to disk.

What is done stays where it was interrupted: it is beside the output, and a run of the same
model on the same input goes on behind it. The output appears in one step, at the end.
"""

import hashlib
import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import click
import numpy as np

from lstm_numpy.files.load import load
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_sym.replacement import record, unfit

#: Bytes of the input in one slab: enough for the processor, little for the memory.
SLAB = 4 * 2**20

Slab = tuple[int, np.ndarray]
_model: Model  # of a process of the pool


def run(
    file: Path, given: Path, output: Path, processes: int, words: dict[str, Any]
) -> Iterator[int]:
    """Write the outputs; yields how many examples are done. Raises a usage error, by name."""
    model, x = opened(file, words), examples(given)
    if refused := unfit(output, [file, given]):
        raise click.ClickException(f"{refused}; nothing was changed")
    size = max(1, SLAB // max(1, x[:1].nbytes))
    part = output.with_name(f".{output.name}.lstm-sym-part")
    state = part.with_name(f"{part.name}.json")
    used = {name: digest(one) if isinstance(one, Path) else one for name, one in words.items()}
    said = {"model": digest(file), "input": digest(given), "words": used, "slab": size}
    with begun(part, output) as stream:
        done = finished(state, said) if os.fstat(stream.fileno()).st_size else 0
        yield done
        slabs = read(given, x, range(done, len(x), size), size)
        for start, y in computed(model, file, slabs, words, processes):
            with writing(output, part):
                put(stream, start, y, len(x))
                record(state, json.dumps({**said, "done": start + len(y)}))
            yield start + len(y)
        with writing(output, part):
            os.replace(part, output)
            state.unlink()


@contextmanager
def begun(part: Path, output: Path) -> Iterator[BinaryIO]:
    """What is done of the outputs, for one process alone; its lock ends with the process."""
    with writing(output, part):
        stream = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
    with stream:
        with suppress(ImportError):  # Windows replaces no file that another process has open
            import fcntl

            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # Another run may have ended between the two: then this file is its output.
                there = os.path.samestat(os.fstat(stream.fileno()), os.stat(part))
            except (BlockingIOError, FileNotFoundError):
                there = False
            if not there:
                raise click.ClickException(
                    f"another run writes {output}: wait for its end or choose another -o"
                )
        try:
            yield stream
        finally:
            if not os.fstat(stream.fileno()).st_size:
                part.unlink(missing_ok=True)


@contextmanager
def writing(output: Path, part: Path) -> Iterator[None]:
    """What the disk refuses becomes a usage error; what is done stays."""
    try:
        yield
    except OSError as error:
        said = f"cannot write {output}: {error.strerror or error}"
        stays = f"; what is done stays in {part.name}, and the same command goes on behind it"
        raise click.ClickException(said + (stays if part.exists() else "")) from None


def put(stream: BinaryIO, start: int, y: np.ndarray, number: int) -> None:
    """Write the outputs of a slab; not by a map of the file, where a full disk kills a process."""
    stream.seek(0)
    if start == 0:
        stream.truncate()
        said = {"descr": np.lib.format.dtype_to_descr(y.dtype), "fortran_order": False}
        np.lib.format.write_array_header_1_0(stream, {**said, "shape": (number, *y.shape[1:])})
    else:
        np.lib.format.read_magic(stream)
        np.lib.format.read_array_header_1_0(stream)
    stream.seek(stream.tell() + start * y[:1].nbytes)
    stream.write(np.ascontiguousarray(y).tobytes())
    stream.flush()


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
    """The input as it is on the disk; raises a usage error for what is not an array of numbers."""
    try:
        x = np.load(given, mmap_mode="r", allow_pickle=False)
    except ValueError as error:
        raise click.ClickException(f"{given.name} is not an array: {error}") from None
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
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, start_process, (file, words)) as pool:
        waiting: deque[Future[Slab]] = deque()
        try:
            for slab in slabs:
                with interrupts_waiting():
                    waiting.append(pool.submit(of_process, slab))
                if len(waiting) > 2 * processes:  # what is read ahead is in memory
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            said = "a process was ended from outside, perhaps for lack of memory"
            raise click.ClickException(f"{said}: the same command goes on behind it") from None
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def interrupts_waiting() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, not even before they run a line of their own."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
    Thread(target=end_with_the_starter, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    _model = load(file, **words)


def end_with_the_starter() -> None:
    """Wait for the end of the process that started this one: its queue would wait for ever."""
    starter = parent_process()
    assert starter is not None
    starter.join()
    os._exit(1)


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
    found = file.stat()
    with file.open("rb") as stream:
        stream.seek(max(0, found.st_size - 2**16))
        end = hashlib.sha256(stream.read()).hexdigest()
    return f"{end} {found.st_size} {found.st_mtime_ns}"
