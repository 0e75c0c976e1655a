"""The way in: `load` finds out by a file's first bytes what it is."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.files import archive, hdf5
from lstm_numpy.files.refusal import LARGEST_TEXT, UnreadableFile
from lstm_numpy.files.text import parsed


def load(
    path: str | PathLike[str],
    *,
    config: str | PathLike[str] | Mapping[str, Any] | None = None,
    keras_version: str | None = None,
    backend: str | None = None,
) -> Any:
    """A model of a file that another framework wrote; nothing in the file is executed.

    Parameters
    ----------
    path : str or path
        a ``.keras`` or ``.h5`` file of any Keras from 1.0 on
    config : str, path, mapping or None
        for a file that holds weights alone: what ``model.to_json()`` returned, or the path of it
    keras_version, backend : str or None
        in place of what the file says; a ``.keras`` file does not name its backend, which decides
        what is emitted at masked timesteps: TensorFlow unless it is given

    Returns
    -------
    Model
        called, it gives what the framework's ``predict`` gives: an array, or a list of arrays
        where the model has several outputs; several inputs are a list

    Raises
    ------
    UnreadableFile
        a ValueError: the file is broken, or it contradicts itself; the message says where
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
        from lstm_numpy.files import keras

        return keras.of_archive(path, keras_version, backend)
    raise UnreadableFile(
        f"{path.name} begins with {start[:8]!r}, which is no file of Keras that can be read here"
    )


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
