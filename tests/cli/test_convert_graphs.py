"""`lstm-sym convert` of models with several inputs and outputs, in the real frameworks."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx.reference import ReferenceEvaluator

import lstm_numpy
from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.writer import Writer
from lstm_sym.convert import command
from lstm_sym.explain import seeded
from tests.cli.test_convert import close, in_tensorflow_js, written
from tests.files.kept import FILES


def entry(kind: str, name: str, *calls: list[Any], **words: Any) -> dict[str, Any]:
    """A layer with what each of its calls takes in: names, or a name and the place of an output."""
    nodes = [
        [[ref, 0, 0, {}] if isinstance(ref, str) else [*ref, {}] for ref in call] for call in calls
    ]
    config = {"name": name, **words}
    return {"class_name": kind, "name": name, "config": config, "inbound_nodes": nodes}


#: An encoder and a decoder, which takes in its states; features beside; a Dense called twice.
LAYERS = [
    entry("InputLayer", "said", batch_shape=[None, None, 5]),
    entry("InputLayer", "answered", batch_shape=[None, None, 3]),
    entry("InputLayer", "features", batch_shape=[None, 4]),
    entry("LSTM", "encoder", ["said"], units=6, return_sequences=True, return_state=True),
    entry("Dropout", "dropped", ["encoder"], rate=0.3),
    entry(
        "LSTM", "decoder", ["answered", ["encoder", 0, 1], ["encoder", 0, 2]], units=6,
        return_sequences=True,
    ),
    entry("LSTM", "backwards", ["dropped"], units=6, return_sequences=True, go_backwards=True),
    entry("Add", "added", ["dropped", "backwards"]),
    entry("Multiply", "multiplied", ["added", "encoder", "backwards"]),
    entry("Average", "averaged", ["multiplied", "encoder"]),
    entry("SimpleRNN", "last", ["averaged"], units=3),
    entry("Concatenate", "joined", ["last", "features"], axis=-1),
    entry("BatchNormalization", "normed", ["joined"]),
    entry("Dense", "shared", ["decoder"], ["averaged"], units=2, activation="sigmoid"),
]  # fmt: skip
ENDS = [["normed", 0, 0], ["shared", 0, 0], ["shared", 1, 0], ["encoder", 0, 2], ["added", 0, 0]]
SIZES = {"encoder": 5, "decoder": 3, "backwards": 6, "last": 6, "normed": 7, "shared": 6}


def graph(seed: int = 0) -> Model:
    """The model, with drawn weights."""
    config = {
        "layers": LAYERS,
        "input_layers": [[name, 0, 0] for name in ("said", "answered", "features")],
        "output_layers": ENDS,
    }
    whole = {"class_name": "Functional", "config": config}
    made = Configuration(Path("drawn.json"), Writer("3.15.1")).graph(whole)
    random = np.random.default_rng(seed)
    for name, size in SIZES.items():
        layer = made.layers[name]
        sizes = {"input_dim": size, "units": size, **layer.known_sizes()}
        sizes["4*units"] = 4 * sizes["units"]
        arrays = {}
        for array, dimensions in layer.shapes.items():
            shape = [sizes.get(one, size) for one in dimensions.split()]
            arrays[array] = random.uniform(0.2, 0.9, shape).astype(np.float32)
            if array != "variance":
                arrays[array] -= np.float32(0.55)
        layer.give(arrays)
    return Model(Path("drawn.json"), Writer("3.15.1"), made, whole)


@pytest.fixture(name="made", scope="module")
def made_once() -> Model:
    return graph()


def asked(made: Model) -> tuple[list[np.ndarray], list[np.ndarray]]:
    given = seeded.inputs(made)
    return given, seeded.watched(made, given)[0]


def test_keras_computes_every_output(made: Model, tmp_path: Path) -> None:
    keras = pytest.importorskip("keras")
    written(made, "keras", tmp_path / "m.keras")
    given, wanted = asked(made)
    found = keras.saving.load_model(tmp_path / "m.keras").predict(given, verbose=0)
    for one, other in zip(found, wanted, strict=True):
        close(one, other)


def test_onnxruntime_computes_every_output(made: Model, tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    written(made, "onnx", tmp_path / "m.onnx")
    given, wanted = asked(made)
    session = onnxruntime.InferenceSession(tmp_path / "m.onnx", providers=["CPUExecutionProvider"])
    names = [one.name for one in session.get_inputs()]
    assert names == ["said", "answered", "features"]
    for one, other in zip(
        session.run(None, dict(zip(names, given, strict=True))), wanted, strict=True
    ):
        close(one, other)


def test_a_length_is_called_as_that_of_the_input_that_it_is_of(made: Model, tmp_path: Path) -> None:
    written(made, "onnx", tmp_path / "m.onnx")
    (said, answered, features), _ = asked(made)
    given = [said, answered[:, :-5], features]
    stated = onnx.load(tmp_path / "m.onnx").graph
    sizes: dict[str, int] = {}
    names = [one.name for one in stated.input]
    found = ReferenceEvaluator(str(tmp_path / "m.onnx")).run(
        None, dict(zip(names, given, strict=True))
    )
    for array, other in zip(found, made(given), strict=True):
        close(array, other)
    for one, array in zip([*stated.input, *stated.output], [*given, *found], strict=True):
        for dim, size in zip(one.type.tensor_type.shape.dim, array.shape, strict=True):
            if dim.dim_param:
                assert sizes.setdefault(dim.dim_param, size) == size, (one.name, dim.dim_param)
    assert len(sizes) == 3


def test_tensorflow_js_computes_every_output(made: Model, tmp_path: Path) -> None:
    written(made, "tfjs", tmp_path / "model.json")
    given, wanted = asked(made)
    found = in_tensorflow_js(tmp_path / "model.json", *given)
    for one, other in zip(found, wanted, strict=True):
        close(one, other)


@pytest.mark.parametrize("name", ["m.keras", "model.json"])
def test_what_is_written_is_read_again_as_the_same(made: Model, name: str, tmp_path: Path) -> None:
    written(made, "keras" if name == "m.keras" else "tfjs", tmp_path / name)
    given, wanted = asked(made)
    for one, other in zip(lstm_numpy.load(tmp_path / name)(given), wanted, strict=True):
        close(one, other)


def test_npz_has_the_arrays_of_every_layer(made: Model, tmp_path: Path) -> None:
    written(made, "npz", tmp_path / "m.npz")
    with np.load(tmp_path / "m.npz") as found:
        assert {name.split("/")[0] for name in found.files} == {*SIZES}


def test_keras_3_computes_what_keras_1_wrote(tmp_path: Path) -> None:
    """Two inputs, two outputs, layers that are called twice."""
    made = lstm_numpy.load(FILES / "keras-1.2.2-graph.h5")
    written(made, "keras", tmp_path / "m.keras")
    given, wanted = asked(made)
    for one, other in zip(lstm_numpy.load(tmp_path / "m.keras")(given), wanted, strict=True):
        close(one, other)
    keras = pytest.importorskip("keras")
    found = keras.saving.load_model(tmp_path / "m.keras").predict(given, verbose=0)
    for one, other in zip(found, wanted, strict=True):
        close(one, other)


@pytest.mark.parametrize("name", ["keras-2.2.4-graph.h5", "tf.keras-2.15.0-graph.h5"])
def test_masks_that_keras_3_hands_on_otherwise_are_refused(name: str, tmp_path: Path) -> None:
    """A layer that is given states gets no mask there, and where arrays are joined any counts."""
    with pytest.raises(NotKnown, match="masked timesteps mean something else there"):
        written(lstm_numpy.load(FILES / name), "keras", tmp_path / "m.keras")


def test_a_subtraction_has_no_place_in_tensorflow_js(made: Model, tmp_path: Path) -> None:
    made = graph()
    made.graph.layers["added"].how = "Subtract"  # type: ignore[attr-defined]
    with pytest.raises(NotKnown, match="the layer 'added' has how='Subtract', which tfjs"):
        command.written(made, "tfjs", tmp_path / "model.json")
