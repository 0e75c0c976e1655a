"""What ``lstm-sym explain`` prints."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import click
import numpy as np

from lstm_numpy import keras_versions
from lstm_numpy.files.load import load
from lstm_numpy.files.model import Model
from lstm_numpy.files.onnx import OnnxModel
from lstm_numpy.files.pytorch import StateDict
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_numpy.files.weights import Weights
from lstm_sym.explain import elsewhere, facts, seeded
from lstm_sym.explain.equations import Stated, of_layer, of_module, of_node
from lstm_sym.explain.facts import called, compared, layers, options, parameters, recurrent
from lstm_sym.explain.seeded import SEED, Seen
from lstm_sym.show import Style


def explain(
    path: Path,
    style: Literal[Style, "html"],
    config: Path | None,
    keras_version: str | None,
    backend: str | None,
) -> Iterator[str]:
    """The lines; raises a usage error for a file that cannot be read."""
    try:
        model = load(path, config=config, keras_version=keras_version, backend=backend)
    except (UnreadableFile, ImportError) as error:
        raise click.ClickException(str(error)) from None
    if style == "html":
        yield page_of(model)
        return
    yield f"{path.name}: written by {model.written_by}"
    yield ""
    if isinstance(model, StateDict):
        yield from of_arrays(model, style)
    elif isinstance(model, OnnxModel):
        yield from of_graph(model, style)
    elif isinstance(model, Weights):
        yield from of_weights(model, style)
    else:
        yield from of_model(model, style)


def page_of(model: Any) -> str:
    """The page; raises a usage error without the packages that make formulas of it."""
    try:
        from lstm_sym.explain import page
    except ImportError as error:
        said = f'a page needs {error.name}: pip install "lstm-sym[sphinx]"'
        raise click.ClickException(said) from None
    return page.page(model)


def of_model(model: Model, style: Style) -> Iterator[str]:
    """A model of Keras: its layers, the equations, and what others would compute."""
    given = seeded.inputs(model)
    calls: list[Seen] = []
    outputs: list[np.ndarray] = []
    why = ""
    try:
        outputs, _ = seeded.watched(model, given, calls)
    except (NotKnown, ValueError, TypeError) as error:
        why = str(error).removeprefix(f"{model.path.name} does not run: ")
    yield from table(layers(model, calls))
    yield f"parameters: {sum(map(parameters, model.layers.values()))}"
    if why:
        yield f"it does not run here: {why}"
    yield ""
    for name, layer in recurrent(model.layers):
        yield from of_recurrent(name, layer, called(layer, calls), style)
    if outputs:
        yield f"What others compute from this file, on inputs drawn with the seed {SEED}"
        yield "  the model, its words read as those of"
        yield from compared(elsewhere.releases(model, given, outputs), "    ")
        for call in elsewhere.to_compare(calls):
            yield f"  the layer {call.layer.name}, its weights in"
            yield from compared(elsewhere.frameworks(call), "    ")


def of_recurrent(
    name: str, layer: Recurrent, call: tuple[bool, bool], style: Style
) -> Iterator[str]:
    """The options, arrays and equations of one layer."""
    stated = of_layer(layer, *call)
    yield f"{name}: {layer.class_name} of {layer.units} units"
    yield from (f"  {line}" for line in textwrap.wrap(", ".join(options(layer.config)), 96))
    arrays = ", ".join(f"{one} {array.shape}" for one, array in layer.arrays.items())
    yield f"  {arrays}{f'; {stated.blocks()}' if stated.blocks() else ''}"
    if hard := [v for v in layer.functions.values() if v == "hard_sigmoid_keras2"]:
        newest = keras_versions.NEWEST_KERAS
        yield f"  {hard[0]}: what {layer.writer.said} means by hard_sigmoid; Keras {newest} another"
    yield ""
    yield from (f"  {line}".rstrip() for line in stated.lines(style))
    yield ""


def of_weights(model: Weights, style: Style) -> Iterator[str]:
    """Layers that arrays say themselves."""
    yield from facts.of_weights(model)
    yield ""
    for name, layer in recurrent(model.layers):
        yield from of_recurrent(name, layer, (False, False), style)


def of_arrays(model: StateDict, style: Style) -> Iterator[str]:
    """The recurrent modules of a state_dict."""
    for name, module in model.layers.items():
        yield from of_part(facts.of_module(name, module), of_module(module), style)
    yield from listed(*facts.beside(model))


def of_graph(model: OnnxModel, style: Style) -> Iterator[str]:
    """The recurrent nodes of a file of ONNX."""
    for name, node in model.layers.items():
        yield from of_part(facts.of_node(name, node), of_node(node), style)
    yield from (f"{name}: {why}" for name, why in model.refused.items())
    yield from listed(*facts.beside(model))


def of_part(said: list[str], stated: Stated, style: Style) -> Iterator[str]:
    """A module or a node: what it is, and its equations."""
    title, *rest = said
    yield title
    yield from (f"  {line}" for line in rest)
    yield ""
    yield from (f"  {line}".rstrip() for line in stated.lines(style))
    yield ""


def listed(title: str, lines: list[str]) -> Iterator[str]:
    """A title and lines below it; nothing where there are none."""
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)


def table(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """Rows as columns."""
    found = list(rows)
    widths = [max(map(len, column)) for column in zip(*found, strict=True)]
    for row in found:
        yield "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
