"""What ``lstm-sym convert`` writes, and how it is checked before it is there."""

import importlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from lstm_numpy.files.load import load
from lstm_numpy.files.model import Model
from lstm_numpy.files.pytorch import StateDict
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_numpy.keras_versions import KERAS_VERSIONS
from lstm_sym.convert import npz, pytorch
from lstm_sym.convert.alone import alone
from lstm_sym.convert.wired import Wired, wired
from lstm_sym.explain import seeded
from lstm_sym.replacement import new_folder, record_bytes, unfit

#: How the file of each target ends.
ENDS = {
    "keras": (".keras",),
    "pytorch": (".safetensors", ".npz"),
    "onnx": (".onnx",),
    "tfjs": (".json",),
    "npz": (".npz",),
}
#: What writes each target's format.
PACKAGES = {"keras": "h5py", "onnx": "onnx"}


def convert(
    path: Path, target: str, output: Path, layer: str | None, words: dict[str, Any]
) -> Iterator[str]:
    """Write the files, and say which; raises a usage error that says what cannot be written."""
    if output.suffix not in ENDS[target]:
        raise click.BadParameter(f"{output.name} has to end with {' or '.join(ENDS[target])}")
    read = [Path(one) for one in (path, words.get("config")) if one]
    if said := unfit(output, read):
        raise click.ClickException(f"{said}; nothing was changed")
    try:
        model = load(path, **words)
        files = written(model, target, output, layer)
    except (UnreadableFile, ImportError, NotKnown, ValueError, TypeError) as error:
        raise click.ClickException(f"{path.name} as {target}: {error}") from None
    named = files_named_in(output)
    for place in map(output.with_name, files):
        said = unfit(place, read)
        if place != output and place.name not in named and os.path.lexists(place):
            said = f"{place} is there, which {output.name} does not name: name another with -o"
        if said:
            raise click.ClickException(f"{said}; nothing was changed")
    for name, content in files.items():
        record_bytes(output.with_name(name), content)
        yield f"wrote {output.with_name(name)}"
    if target == "npz" and layer is None:
        yield from (f"  left out: {one}" for one in npz.left_out(model))


def files_named_in(output: Path) -> set[str]:
    """The files of weights that a model.json which is there names as its own."""
    with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
        manifest = json.loads(output.read_bytes())["weightsManifest"]
        return {name for group in manifest for name in group["paths"]}
    return set()


def written(model: Any, target: str, output: Path, layer: str | None = None) -> dict[str, bytes]:
    """The files by their names, of the whole model or of one recurrent layer.

    Raises NotKnown for what the target has no place for.
    """
    if target == "npz" or (target == "pytorch" and isinstance(model, StateDict)):
        if layer not in (None, *model.layers):
            raise NotKnown(f"it has no layer {layer!r}: it has {', '.join(model.layers)}")
        return pytorch.file(npz.arrays(model, layer), output)
    if layer is not None or not isinstance(model, Model):
        model = alone(model, layer)
    try:
        importlib.import_module(PACKAGES.get(target, "json"))
    except ImportError:
        said = f'the package {PACKAGES[target]} writes it: pip install "lstm-sym[models]"'
        raise ImportError(said) from None
    if refused := model.graph.unknown():
        raise NotKnown("; ".join(refused))
    found = wired(model)
    module = importlib.import_module(f"lstm_sym.convert.{target}")
    files: dict[str, bytes] = module.written(found, output)
    if target in ("keras", "tfjs"):
        compared(found, files, output, target)
    return files


def compared(found: Wired, files: dict[str, bytes], output: Path, target: str) -> None:
    """Raise NotKnown where the new file, read again, computes something else, as masks may."""
    backends = KERAS_VERSIONS[-1].masked_output if target == "keras" else ("tensorflow",)
    with tempfile.TemporaryDirectory() as folder:
        new_folder(Path(folder), files)
        for backend in backends:
            again = load(Path(folder) / output.name, backend=backend)
            outputs, _ = seeded.watched(again, found.inputs)
            for y, wanted in zip(outputs, found.outputs, strict=True):
                off = seeded.off_by(y, wanted)
                if not off <= seeded.BOUND:
                    said = f" on {backend}" if target == "keras" else ""
                    raise NotKnown(
                        f"{target}{said} would compute other numbers, off by {off:.1e}: "
                        "masked timesteps mean something else there"
                    )
