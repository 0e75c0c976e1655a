"""The model of this folder: ``predict(x)`` gives what the framework's predict gives."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.model import Model
from lstm_numpy.files.writer import Writer

HERE = Path(__file__).resolve().parent


def load() -> Model:
    """The model, with its arrays."""
    path = HERE / "model.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    writer = Writer(**said["writer"])
    graph = Configuration(path, writer).graph(said["config"])
    model = Model(path, writer, graph, said["config"])
    with np.load(HERE / "weights.npz", allow_pickle=False) as weights:
        for place, layer in model.parts():
            names = [n.rpartition("/") for n in weights.files]
            layer.arrays = {name: weights[f"{p}/{name}"] for p, _, name in names if p == place}
    return model


model = load()


def predict(x: Any) -> Any:
    """An array, or a list of several, for an array, or a list of several."""
    model.reset()
    return model(x)
