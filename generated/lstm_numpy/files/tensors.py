"""Named arrays without a model around them: .safetensors, .npz, .pt where torch is installed."""

import io
import json
import math
import pickle  # what torch raises; nothing is read with it
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.archive import Archive
from lstm_numpy.files.refusal import LARGEST_TEXT, MOST, UnreadableFile, extra, reading

#: How safetensors calls what NumPy has; bfloat16 is the upper half of a float32.
DTYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4",
    "I16": "<i2", "I8": "<i1", "U8": "<u1", "BOOL": "?",
}  # fmt: skip


def of_safetensors(path: Path) -> dict[str, Array]:
    """The arrays of a .safetensors file."""
    package = extra("safetensors", path, "a file of safetensors")
    size = path.stat().st_size
    with reading(path):
        length = int(np.fromfile(path, "<u8", 1)[0])
        if not 2 <= length <= min(size - 8, LARGEST_TEXT):
            raise UnreadableFile(f"{path.name} claims a header of {length} bytes, and has {size}")
        said = json.loads(np.fromfile(path, np.uint8, length, offset=8).tobytes())
        if not isinstance(said, dict) or len(said) > MOST:
            raise UnreadableFile(f"{path.name} has no list of tensors")
        for name, one in said.items():
            if name != "__metadata__":
                claimed(path, name, one, size)
        found = dict(package.deserialize(path.read_bytes()))  # in another order at each call
        return {n: array_of(path, n, found[n]) for n in said if n != "__metadata__"}


def claimed(path: Path, name: str, said: Any, size: int) -> None:
    """Raise UnreadableFile for a tensor that claims more than the file holds."""
    shape = said.get("shape") if isinstance(said, Mapping) else None
    if not isinstance(shape, list) or not all(type(n) is int and n >= 0 for n in shape):
        raise UnreadableFile(f"{path.name}: the tensor {name!r} has no shape")
    if math.prod(shape) > size:
        raise UnreadableFile(
            f"{path.name}: the tensor {name!r} claims shape {shape}, and the file has {size} bytes"
        )


def array_of(path: Path, name: str, said: Mapping[str, Any]) -> Array:
    """A tensor's bytes as an array."""
    if said["dtype"] not in DTYPES:
        raise UnreadableFile(f"{path.name}: the tensor {name!r} is of {said['dtype']}")
    array = np.frombuffer(said["data"], DTYPES[said["dtype"]]).reshape(said["shape"])
    if said["dtype"] == "BF16":
        array = (array.astype(np.uint32) << 16).view(np.float32)
    return array


def of_npz(path: Path, archive: Archive) -> dict[str, Array]:
    """The arrays of an .npz file, of which none may be a pickle."""
    found = {}
    for name, member in archive.members.items():
        if not name.endswith(".npy"):
            raise UnreadableFile(f"{path.name} has the member {name!r}, which is not an array")
        what = f": the array {name.removesuffix('.npy')!r}"
        stream = io.BytesIO(archive.read(name))
        with reading(path, what):
            version = np.lib.format.read_magic(stream)
            header = {
                (1, 0): np.lib.format.read_array_header_1_0,
                (2, 0): np.lib.format.read_array_header_2_0,
            }[version]
            shape, fortran, dtype = header(stream)
            if dtype.kind not in "fiub":
                raise UnreadableFile(f"{path.name}{what} has dtype {dtype}, expected numbers")
            size = math.prod(shape) * dtype.itemsize
            if size != member.file_size - stream.tell():
                raise UnreadableFile(
                    f"{path.name}{what} claims {size} bytes, and has "
                    f"{member.file_size - stream.tell()}"
                )
            array = np.frombuffer(stream.read(), dtype)
            order: Any = "F" if fortran else "C"
            found[name.removesuffix(".npy")] = array.reshape(shape, order=order)
    return found


def of_torch(path: Path, members: Collection[str]) -> dict[str, Array]:
    """The tensors of a .pt file, read by torch, which then runs no code of it (weights_only).

    ``members`` are the files in it; none where torch before 1.6 wrote it.
    """
    if any("/code/" in name or name.endswith("constants.pkl") for name in members):
        raise UnreadableFile(
            f"{path.name} is a program of TorchScript, and no code from a file is ever run: save "
            "module.state_dict() of it"
        )
    try:
        torch = extra("torch", path, "a file of torch")
    except ImportError:
        raise ImportError(
            f"{path.name} is a pickle, which torch alone can read without running it: "
            "pip install torch, or save it as .safetensors or with numpy.savez"
        ) from None
    with reading(path):
        try:
            whole = torch.load(path, map_location="cpu", weights_only=True)
        except pickle.UnpicklingError as error:
            raise UnreadableFile(f"{path.name} {not_arrays(str(error))}") from None
    found: dict[str, Array] = {}
    waiting: list[tuple[str, Any]] = [("", whole)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [(f"{place}.{key}" if place else str(key), v) for key, v in value.items()]
        elif hasattr(value, "detach"):
            with reading(path, f": {place}"):
                value = value.detach()
                value = value.float() if value.dtype == torch.bfloat16 else value
                found[place] = value.numpy()
        if len(found) + len(waiting) > MOST:
            raise UnreadableFile(f"{path.name} has more tensors than a model")
    for beside in ("state_dict.", "model_state_dict.", "model_state.", "model."):
        if any(name.startswith(beside) for name in found):
            return {n.removeprefix(beside): a for n, a in found.items() if n.startswith(beside)}
    return found


def not_arrays(said: str) -> str:
    """Why torch refuses a pickle; torch's own words tell the reader to run its code.

    >>> not_arrays("WeightsUnpickler error: Unsupported global: GLOBAL model.BDA was not an ...")
    "holds a 'model.BDA', and no code of a file is ever run: save module.state_dict() of it"
    """
    if found := re.search(r"(?:GLOBAL|class) ([\w.]+)", said):
        what = f"holds a {found[1]!r}"
        return f"{what}, and no code of a file is ever run: save module.state_dict() of it"
    return "is a broken pickle, or one that is not of arrays alone: save module.state_dict()"
