"""Whole models in files of real Keras, from 1.2.2 to 3.15.1, give what they gave there."""

import json
import marshal
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

import lstm_numpy
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from tests.files.kept import COPIES, FILES, KERAS, WEIGHTS, recorded, words


def listed(value: Any) -> list[np.ndarray]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("file", KERAS, ids=lambda file: file.name)
def test_a_file_gives_what_its_framework_gave(file: Path) -> None:
    x, outputs = recorded(file)
    found = listed(lstm_numpy.load(file, **words(file))(x))
    assert len(found) == len(outputs)
    for one, wanted in zip(found, outputs, strict=True):
        assert one.dtype == np.float32
        np.testing.assert_allclose(one, wanted, rtol=0, atol=3e-7)


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize("file", KERAS, ids=lambda file: file.name)
def test_a_copy_gives_the_same(file: Path, way: str) -> None:
    x, _ = recorded(file)
    model = lstm_numpy.load(file, **words(file))
    for one, wanted in zip(listed(COPIES[way](model)(x)), listed(model(x)), strict=True):
        np.testing.assert_array_equal(one, wanted)


def test_numbers_with_their_largest_byte_first_are_the_same_numbers(tmp_path: Path) -> None:
    file = Path(shutil.copy(FILES / "keras-2.2.4-text.h5", tmp_path))
    with h5py.File(file, "r+") as opened:
        names: list[str] = []
        opened.visititems(lambda n, one: names.append(n) if isinstance(one, h5py.Dataset) else None)
        for name in names:
            array = opened[name][()]
            del opened[name]
            opened.create_dataset(name, data=array, dtype=array.dtype.newbyteorder(">"))
    assert names
    x, (y,) = recorded(FILES / "keras-2.2.4-text.h5")
    np.testing.assert_allclose(lstm_numpy.load(file)(x), y, rtol=0, atol=3e-7)


def test_there_are_files_of_every_keras() -> None:
    kinds = {"-".join(file.name.split("-")[:2]) for file in KERAS}
    assert kinds == {
        *("keras-1.2.2", "keras-2.2.4", "keras-2.3.1", "keras-3.15.1"),
        *("tf.keras-2.3.0", "tf.keras-2.15.0"),
    }


def test_the_layers_have_the_names_and_classes_of_the_file() -> None:
    model = lstm_numpy.load(FILES / "keras-2.2.4-text.h5")
    kinds = {name: layer.class_name for name, layer in model.layers.items()}
    assert list(kinds.values()) == [
        *("InputLayer", "Embedding", "Bidirectional", "Dropout", "LSTM", "Dense")
    ]
    assert kinds["lstm_2"] == "LSTM"
    assert model.written_by == "Keras 2.2.4 on tensorflow"
    assert model.layers["lstm_2"].arrays["kernel"].shape == (8, 24)
    assert model.layers["lstm_2"].config["recurrent_activation"] == "hard_sigmoid"


def test_a_layer_can_be_called_alone() -> None:
    file = FILES / "keras-2.2.4-graph.h5"
    layer = lstm_numpy.load(file).layers["first"]
    assert isinstance(layer, Layer)
    assert layer(np.zeros((3, 10), np.float32)).shape == (3, 2)


def test_the_release_decides_what_a_word_means() -> None:
    """The text model has hard_sigmoid gates; read as Keras 3 it gives other numbers."""
    file = FILES / "keras-2.2.4-text.h5"
    x, (y,) = recorded(file)
    off = abs(lstm_numpy.load(file, keras_version="3.15.1")(x) - y).max()
    assert 1e-3 < off < 1


@pytest.mark.parametrize("file", WEIGHTS, ids=lambda file: file.name)
def test_weights_alone_ask_for_a_configuration(file: Path) -> None:
    said = r"holds weights and no configuration"
    if file.name.endswith(".weights.h5"):
        with pytest.raises(UnreadableFile, match=rf"{said}: pass config="):
            lstm_numpy.load(file, keras_version="3.15.1")
    else:
        with pytest.raises(NotKnown, match=rf"{said}, so it cannot be called; its layers can: "):
            lstm_numpy.load(file)(np.ones((2, 7)))


def test_weights_alone_say_what_layers_they_are_of() -> None:
    file = FILES / "keras-2.2.4-text-weights.h5"
    found = lstm_numpy.load(file)
    assert {name: layer.class_name for name, layer in found.layers.items()} == {
        "embedding_1": "Embedding",
        "bidirectional_1": "Bidirectional",
        "lstm_2": "LSTM",
        "dense_1": "Dense",
    }
    assert "recurrent_activation" in found.left_open["lstm_2"]
    x = np.random.default_rng(0).normal(size=(2, 5, 8)).astype(np.float32)
    whole = lstm_numpy.load(file, config=file.with_name("keras-2.2.4-text.config"))
    # The default of the release is what this layer has; its last output is what the model's emits.
    np.testing.assert_array_equal(found.layers["lstm_2"](x)[:, -1], whole.layers["lstm_2"](x))


def test_weights_of_cudnn_are_told_by_their_shape(tmp_path: Path) -> None:
    path = tmp_path / "weights.h5"
    with h5py.File(FILES / "keras-2.2.4-cudnn.h5") as old, h5py.File(path, "w") as new:
        for name in old["model_weights"]:
            old.copy(f"model_weights/{name}", new)
        for name, value in old["model_weights"].attrs.items():
            new.attrs[name] = value
        new.attrs["keras_version"], new.attrs["backend"] = b"2.2.4", b"tensorflow"
    found = lstm_numpy.load(path)
    assert found.layers["cu_dnnlstm_1"].class_name == "CuDNNLSTM"
    x, (y,) = recorded(FILES / "keras-2.2.4-cudnn.h5")
    hidden = found.layers["cu_dnnlstm_1"](x)
    both = found.layers["bidirectional_1"](hidden)
    # The model's own layer returns each direction's last output.
    np.testing.assert_allclose(both[:, -1, :3], y[:, :3], rtol=0, atol=3e-7)
    np.testing.assert_allclose(both[:, 0, 3:], y[:, 3:], rtol=0, atol=3e-7)


def test_a_configuration_is_taken_as_text_and_as_a_dict_too() -> None:
    file = FILES / "keras-2.2.4-text-weights.h5"
    text = (FILES / "keras-2.2.4-text.config").read_text()
    x, (y,) = recorded(file)
    for config in (text, json.loads(text)):
        np.testing.assert_allclose(lstm_numpy.load(file, config=config)(x), y, rtol=0, atol=3e-7)


def changed(tmp_path: Path, file: str, change: Any) -> Path:
    """A copy of a file whose configuration is another."""
    path = tmp_path / "model.h5"
    path.write_bytes((FILES / file).read_bytes())
    with h5py.File(path, "r+") as opened:
        config = json.loads(opened.attrs["model_config"])
        change(config)
        opened.attrs["model_config"] = json.dumps(config)
    return path


def test_a_layer_of_another_kind_is_listed_and_named_when_the_model_is_called(
    tmp_path: Path,
) -> None:
    def change(config: Any) -> None:
        config["config"]["layers"][-1]["class_name"] = "Capsule"

    model = lstm_numpy.load(changed(tmp_path, "keras-2.2.4-text.h5", change))
    assert model.layers["dense_1"].class_name == "Capsule"
    with pytest.raises(NotKnown, match=r"the layer 'dense_1' \(Capsule\) is of a kind unknown"):
        model(np.ones((1, 7)))


def test_a_lambda_is_never_run(tmp_path: Path) -> None:
    def change(config: Any) -> None:
        config["config"]["layers"][2] = {
            "class_name": "Lambda",
            "config": {"name": "dropout_1", "function": ["4wAAAAA=", None, None]},
        }

    model = lstm_numpy.load(changed(tmp_path, "keras-2.2.4-text.h5", change))
    with pytest.raises(NotKnown, match=r"'dropout_1' \(Lambda\).* no code from a file is ever run"):
        model(np.ones((1, 7)))


class Touched:
    """Python that makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_h5py_and_json_read_python_in_a_file_as_data(tmp_path: Path) -> None:
    """As the page reads a file by hand."""
    pickled = pickle.dumps(Touched(tmp_path / "touched"))
    code = marshal.dumps(compile("open('touched', 'w')", "", "exec")).hex()
    config = {"class_name": "Lambda", "config": {"function": [code, None, None]}}
    with h5py.File(tmp_path / "model.h5", "w") as file:
        file["weights"] = np.void(pickled)
        file.attrs["model_config"] = json.dumps(config)
        file.attrs["pickled"] = np.void(pickled)
    with h5py.File(tmp_path / "model.h5") as file:
        read = file["weights"][()].tobytes(), file.attrs["pickled"].tobytes()
        assert json.loads(file.attrs["model_config"]) == config
    assert read == (pickled, pickled)
    assert [path.name for path in tmp_path.iterdir()] == ["model.h5"]
    pickle.loads(pickled)
    assert (tmp_path / "touched").exists()


def test_an_option_that_there_is_nothing_for_is_named(tmp_path: Path) -> None:
    def change(config: Any) -> None:
        config["config"]["layers"][-1]["config"]["temperature"] = 2.0

    model = lstm_numpy.load(changed(tmp_path, "keras-2.2.4-text.h5", change))
    with pytest.raises(NotKnown, match=r"'dense_1' \(Dense\) has temperature=2\.0, which"):
        model(np.ones((1, 7)))


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (np.ones((2, 7, 1)), r"the input 'embedding_1_input' has shape \(2, 7, 1\)"),
        (np.full((2, 7), 11), r"the layer 'embedding_1' is given 11.0 to 11.0, expected whole"),
        (np.full((2, 7), 0.5), r"the layer 'embedding_1' is given 0.5 to 0.5, expected whole"),
    ],
)
def test_an_input_that_does_not_fit_is_named(x: np.ndarray, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        lstm_numpy.load(FILES / "keras-2.2.4-text.h5")(x)


def test_a_wrong_number_of_inputs_is_named() -> None:
    model = lstm_numpy.load(FILES / "keras-2.2.4-graph.h5")
    with pytest.raises(ValueError, match="x is 1 arrays, expected 2: input_1, input_2"):
        model(np.ones((2, 7, 3)))


WITHOUT = """
import sys
sys.modules["h5py"] = None
import lstm_numpy
lstm_numpy.load(sys.argv[1])
"""


def test_a_missing_package_is_named_with_the_line_to_type(tmp_path: Path) -> None:
    """Files that Keras wrote need none; those of the later version of HDF5 do."""
    newer = tmp_path / "model.h5"
    with h5py.File(newer, "w", libver="latest"):
        pass
    words = [sys.executable, "-c", WITHOUT]
    old = FILES / "keras-2.2.4-text.h5"
    done = subprocess.run([*words, str(old)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    done = subprocess.run([*words, str(newer)], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == (
        "ImportError: model.h5 is a file of the later version of HDF5, which the package h5py "
        'reads: pip install "lstm-numpy[models]"'
    )


LAZY = """
import sys
import lstm_numpy
assert not [name for name in sys.modules if "lstm_numpy.files" in name or name == "h5py"]
assert callable(lstm_numpy.load)
"""


def test_importing_lstm_numpy_loads_no_reader() -> None:
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
