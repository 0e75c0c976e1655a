"""The way in: `load` finds out by a file's first bytes what it is."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.files import archive, hdf5
from lstm_numpy.files.refusal import LARGEST_TEXT, UnreadableFile
from lstm_numpy.files.text import parsed

#: How files of torch.save begin that are no archives: a pickle of a number.
BEFORE_TORCH_1_6 = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."


def load(
    path: str | PathLike[str],
    *,
    config: str | PathLike[str] | Mapping[str, Any] | None = None,
    keras_version: str | None = None,
    backend: str | None = None,
) -> Any:
    """Read the model from a file of another framework; nothing in the file is executed.

    Parameters
    ----------
    path : str or path
        ``.keras`` or ``.h5`` of any Keras from 1.0 on, ``model.json`` of TensorFlow.js; the
        arrays of PyTorch in ``.safetensors``, ``.npz`` or ``.pt``; ``.onnx``
    config : str, path, mapping or None
        for a file that holds weights alone: what ``model.to_json()`` returned, or its path
    keras_version, backend : str or None
        used instead of what the file says; a ``.keras`` file does not name its backend, which
        decides what is returned at masked timesteps, so it counts as TensorFlow's without this

    Returns
    -------
    Model, StateDict or OnnxModel
        each with ``layers`` by name. Call a Model, which is of Keras, to get what ``predict``
        returns: an array, or a list of arrays if the model has several outputs; pass several
        inputs as a list. Of a StateDict or an OnnxModel you can call the recurrent layers

    Raises
    ------
    UnreadableFile
        a ValueError: the file is damaged or contradicts itself; the message says where
    ImportError
        the package that reads the format is missing; the message has the line to type

    Examples
    --------
    >>> model = load("model.keras")  # doctest: +SKIP
    >>> model(np.ones((4, 20, 1), np.float32)).shape  # doctest: +SKIP
    (4, 1)
    """
    path = Path(path)
    start = np.fromfile(path, np.uint8, 16).tobytes()
    if not start:
        raise UnreadableFile(f"{path.name} is empty")
    if start.startswith(hdf5.SIGNATURE):
        from lstm_numpy.files import keras

        return keras.of_hdf5(path, configuration(config), keras_version, backend)
    if start.startswith(archive.SIGNATURE):
        return of_archive(path, keras_version, backend)
    if path.suffix == ".safetensors" or start[8:9] == b"{":
        from lstm_numpy.files import pytorch, tensors

        return pytorch.StateDict(path, tensors.of_safetensors(path))
    if start.startswith(BEFORE_TORCH_1_6):
        from lstm_numpy.files import pytorch, tensors

        return pytorch.StateDict(path, tensors.of_torch(path, ()))
    if start.lstrip().startswith(b"{"):
        return of_json(path, keras_version, backend)
    if path.suffix == ".onnx" or start[:1] == b"\x08":  # the number of the release of its format
        from lstm_numpy.files import onnx

        return onnx.of_file(path)
    raise UnreadableFile(
        f"{path.name} begins with {start[:8]!r}, and no format that is read here does"
    )


def of_archive(path: Path, keras_version: str | None, backend: str | None) -> Any:
    """A .keras, .npz or .pt file, by what is in it."""
    found = archive.Archive(path)
    if "config.json" in found.members:
        from lstm_numpy.files import keras

        return keras.of_archive(path, found, keras_version, backend)
    from lstm_numpy.files import pytorch, tensors

    if any(name.endswith("data.pkl") for name in found.members):
        return pytorch.StateDict(path, tensors.of_torch(path, found.members))
    return pytorch.StateDict(path, tensors.of_npz(path, found))


def of_json(path: Path, keras_version: str | None, backend: str | None) -> Any:
    """A model.json of TensorFlow.js."""
    if path.stat().st_size > LARGEST_TEXT:
        raise UnreadableFile(f"{path.name} is larger than any configuration")
    said = parsed(path, "the file", path.read_bytes())
    if not isinstance(said, Mapping) or "modelTopology" not in said:
        raise UnreadableFile(
            f"{path.name} is JSON without a modelTopology: a configuration alone has no weights; "
            "pass the file of the weights, and this as config="
        )
    from lstm_numpy.files import tensorflowjs

    return tensorflowjs.of_json(path, said, keras_version, backend)


def configuration(config: Any) -> Any:
    """The configuration that was passed: a mapping, JSON, or the path of a file of it."""
    if config is None or isinstance(config, Mapping):
        return config
    if isinstance(config, str) and config.lstrip().startswith("{"):
        return parsed(Path("config"), "the text", config)
    path = Path(config)
    if path.stat().st_size > LARGEST_TEXT:
        raise UnreadableFile(f"{path.name} is larger than any configuration")
    return parsed(path, "the configuration", path.read_text(encoding="utf-8"))
