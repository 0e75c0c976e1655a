"""`lstm-sym convert`: the file of another framework, which computes the same from it.

The real frameworks are asked where they are installed; `make test` has h5py, onnx and safetensors.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from safetensors.numpy import load_file

import lstm_numpy
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_sym.cli import main
from lstm_sym.convert import command
from lstm_sym.convert.npz import arrays
from lstm_sym.explain import seeded
from tests.cli.test_export import INPUT, model, side
from tests.files.kept import FILES, ROOT

OLD = ROOT / "models" / "keras-2.2.4.h5"
BOUND = 3e-6
CHAINS: dict[str, Any] = {
    "hard_sigmoid": (
        INPUT,
        ("LSTM", {"units": 7, "recurrent_activation": "hard_sigmoid", "return_sequences": True}),
        ("Dense", {"units": 3, "activation": "softmax"}),
    ),
    "both directions": (
        INPUT,
        (
            "Bidirectional",
            {
                "layer": {
                    "class_name": "LSTM",
                    "config": {"name": "lstm", "units": 4, "return_sequences": True},
                }
            },
        ),
        ("GRU", {"units": 5, "reset_after": True}),
    ),
    "reset before": (
        INPUT,
        ("GRU", {"units": 4, "reset_after": False, "return_sequences": True}),
        ("GRU", {"units": 5, "reset_after": False, "use_bias": False}),
    ),
    "reset after": (
        INPUT,
        ("GRU", {"units": 4, "reset_after": True, "return_sequences": True, "use_bias": False}),
        ("GRU", {"units": 5, "reset_after": True}),
    ),
    "plain": (
        INPUT,
        ("SimpleRNN", {"units": 6, "return_sequences": True, "use_bias": False}),
        ("Dropout", {"rate": 0.5}),
        ("LSTM", {"units": 5}),
        ("Dense", {"units": 4, "activation": "relu"}),
        ("Dense", {"units": 2}),
    ),
    "windows": (
        INPUT,
        ("Conv1D", {"filters": 6, "kernel_size": 3, "padding": "same", "strides": 2}),
        ("AveragePooling1D", {"pool_size": 3, "strides": 1, "padding": "same"}),
        ("SimpleRNN", {"units": 4, "return_sequences": True}),
        ("Conv1D", {"filters": 5, "kernel_size": 2, "padding": "causal", "activation": "relu"}),
        ("MaxPooling1D", {"pool_size": 2}),
        ("GlobalAveragePooling1D", {}),
    ),
    "normalized": (
        INPUT,
        ("BatchNormalization", {"epsilon": 0.01}),
        ("LSTM", {"units": 4, "return_sequences": True}),
        ("BatchNormalization", {"center": False, "axis": 2}),
        ("LayerNormalization", {"scale": False}),
        ("GRU", {"units": 6, "reset_after": False}),
        ("BatchNormalization", {"scale": False}),
        ("LayerNormalization", {}),
        ("Dense", {"units": 3}),
    ),
    "both LSTMs": (
        INPUT,
        ("Bidirectional", {"layer": side("LSTM", units=4, return_sequences=True)}),
        ("Bidirectional", {"layer": side("LSTM", units=3, return_sequences=True)}),
    ),
}
#: Every layer that a graph of TensorFlow.js may have.
GRAPHS: dict[str, Any] = {
    "as a graph": (
        INPUT,
        ("SimpleRNN", {"units": 3, "activation": "relu", "return_sequences": True}),
        ("LSTM", {"units": 4, "go_backwards": True, "return_sequences": True}),
        ("Dense", {"units": 6, "activation": "elu", "use_bias": False}),
        (
            "Bidirectional",
            {"layer": side("GRU", units=4, reset_after=True, return_sequences=True)},
        ),
        ("Bidirectional", {"layer": side("GRU", units=3, reset_after=True)}),
        ("Dense", {"units": 5, "activation": "softmax"}),
    ),
}


def run(file: Path, target: str, output: Path, *more: str) -> Result:
    words = ["convert", str(file), "--to", target, "-o", str(output), *more]
    return CliRunner().invoke(main, words)


def written(made: Model, target: str, output: Path) -> None:
    for name, content in command.written(made, target, output).items():
        output.with_name(name).write_bytes(content)


def asked(made: Model) -> tuple[np.ndarray, np.ndarray]:
    (x,) = seeded.inputs(made)
    return x, np.asarray(made(x))


def keras2() -> tuple[np.ndarray, np.ndarray]:
    """What Keras 2.2.4 computed from the file."""
    with np.load(OLD.with_suffix(".npz")) as known:
        return known["x"].astype(np.float32), known["y"]


def close(found: Any, wanted: np.ndarray) -> None:
    np.testing.assert_allclose(found, wanted, rtol=0, atol=BOUND * max(1, np.abs(wanted).max()))


@pytest.mark.parametrize("target", ["keras", "tfjs"])
@pytest.mark.parametrize("name", CHAINS)
def test_what_is_written_is_read_again_as_the_same(name: str, target: str, tmp_path: Path) -> None:
    made = model(*CHAINS[name])
    output = tmp_path / {"keras": "m.keras", "tfjs": "model.json"}[target]
    lacking = {"windows": "causal"}
    if target == "tfjs" and name in lacking:
        with pytest.raises(NotKnown, match=lacking[name]):
            written(made, target, output)
        return
    written(made, target, output)
    x, wanted = asked(made)
    close(lstm_numpy.load(output)(x), wanted)


def test_an_old_hard_sigmoid_is_computed_by_keras_3(tmp_path: Path) -> None:
    """Keras 3 has another function of that name: weights of the gates make up for it."""
    assert run(OLD, "keras", tmp_path / "new.keras").exit_code == 0
    x, wanted = asked(lstm_numpy.load(OLD))
    new = lstm_numpy.load(tmp_path / "new.keras")
    assert new.layers["lstm_1"].functions["recurrent_activation"] == "hard_sigmoid"
    close(new(x), wanted)
    x, wanted = keras2()
    close(new(x), wanted)


@pytest.mark.parametrize("name", CHAINS)
def test_keras_computes_the_same(name: str, tmp_path: Path) -> None:
    keras = pytest.importorskip("keras")
    made = model(*CHAINS[name])
    written(made, "keras", tmp_path / "m.keras")
    x, wanted = asked(made)
    close(keras.saving.load_model(tmp_path / "m.keras").predict(x, verbose=0), wanted)


@pytest.mark.parametrize("file", ["keras-2.2.4-text.h5", "keras-2.2.4-cudnn.h5"])
def test_keras_computes_the_same_from_files(file: str, tmp_path: Path) -> None:
    keras = pytest.importorskip("keras")
    assert run(FILES / file, "keras", tmp_path / "m.keras").exit_code == 0
    x, wanted = asked(lstm_numpy.load(FILES / file))
    close(keras.saving.load_model(tmp_path / "m.keras").predict(x, verbose=0), wanted)


@pytest.mark.parametrize("name", CHAINS)
def test_onnxruntime_computes_the_same(name: str, tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    made = model(*CHAINS[name])
    written(made, "onnx", tmp_path / "m.onnx")
    x, wanted = asked(made)
    session = onnxruntime.InferenceSession(tmp_path / "m.onnx", providers=["CPUExecutionProvider"])
    close(session.run(None, {"x": x})[0], wanted)


@pytest.mark.parametrize("around", [{}, {"layer": "TimeDistributed"}])
@pytest.mark.parametrize("axis", [1, 2, -1])
def test_onnxruntime_normalizes_far_from_zero(axis: int, around: Any, tmp_path: Path) -> None:
    """Its own operator sums products of the mean, and loses the digits that cancel."""
    onnxruntime = pytest.importorskip("onnxruntime")
    sizes = [None, *[3] * bool(around), 5, 5]
    layer: tuple[str, dict[str, Any]] = ("BatchNormalization", {"axis": axis})
    if around:
        layer = ("TimeDistributed", {"layer": side(layer[0], axis=axis)})
    made = model(("InputLayer", {"name": "x", "batch_shape": sizes}), layer)
    for _, part in [*made.layers.values()][1].parts():
        for name in {"mean"} & {*part.arrays}:
            part.arrays[name] += 1000
    x, _ = asked(made)
    x += 1000
    written(made, "onnx", tmp_path / "m.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "m.onnx", providers=["CPUExecutionProvider"])
    close(session.run(None, {"x": x})[0], np.asarray(made(x)))


FOR_ONNX: dict[str, Any] = {
    "pooled inside": (
        ("InputLayer", {"name": "x", "batch_shape": [None, 4, 4, 5]}),
        ("TimeDistributed", {"layer": side("Dense", units=5)}),
        ("TimeDistributed", {"layer": side("GlobalAveragePooling1D")}),
    ),
    "wide windows": (
        INPUT,
        ("Conv1D", {"filters": 3, "kernel_size": 4, "dilation_rate": 2, "padding": "same"}),
    ),
}


@pytest.mark.parametrize("name", FOR_ONNX)
def test_onnxruntime_computes_the_same_windows(name: str, tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    made = model(*FOR_ONNX[name])
    written(made, "onnx", tmp_path / "m.onnx")
    x, wanted = asked(made)
    session = onnxruntime.InferenceSession(tmp_path / "m.onnx", providers=["CPUExecutionProvider"])
    close(session.run(None, {"x": x})[0], wanted)


def test_onnxruntime_computes_the_old_hard_sigmoid(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    assert run(OLD, "onnx", tmp_path / "m.onnx").exit_code == 0
    x, wanted = keras2()
    session = onnxruntime.InferenceSession(tmp_path / "m.onnx", providers=["CPUExecutionProvider"])
    close(session.run(None, {"x": x})[0], wanted)


@pytest.mark.parametrize("name", CHAINS)
def test_the_nodes_of_onnx_are_the_layers(name: str, tmp_path: Path) -> None:
    made = model(*CHAINS[name])
    written(made, "onnx", tmp_path / "m.onnx")
    found = lstm_numpy.load(tmp_path / "m.onnx")
    wanted = [k for k, _ in CHAINS[name] if k in ("LSTM", "GRU", "SimpleRNN", "Bidirectional")]
    assert len(found.layers) == len(wanted)
    if name == "windows":
        return  # its recurrent layer is not the first
    first = next(iter(found.layers.values()))
    x, _ = asked(made)
    made_by = [one for one in made.layers.values() if hasattr(one, "return_sequences")]
    sequence = first(x.swapaxes(0, 1))[0]  # (timesteps, directions, batch, units)
    known = made_by[0](x)
    close(np.concatenate([*sequence.swapaxes(0, 1)], axis=-1).swapaxes(0, 1), known)


def test_pytorch_computes_the_same(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    made = model(*CHAINS["plain"])
    x, wanted = asked(made)
    file = tmp_path / "m.npz"
    written(made, "pytorch", file)
    with np.load(file) as arrays:
        state = {name: torch.from_numpy(arrays[name]) for name in arrays.files}
    modules = {
        "simplernn_1": torch.nn.RNN(5, 6, bias=False, batch_first=True),
        "lstm_3": torch.nn.LSTM(6, 5, batch_first=True),
        "dense_4": torch.nn.Linear(5, 4),
        "dense_5": torch.nn.Linear(4, 2),
    }
    torch.nn.ModuleDict(modules).load_state_dict(state)
    with torch.no_grad():
        sequence, _ = modules["simplernn_1"](torch.from_numpy(x))
        last = modules["lstm_3"](sequence)[0][:, -1]
        found = modules["dense_5"](torch.relu(modules["dense_4"](last)))
    close(found.numpy(), wanted)


def test_pytorch_computes_the_same_grus(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    made = model(*CHAINS["reset after"])
    x, wanted = asked(made)
    written(made, "pytorch", tmp_path / "m.npz")
    first, second = torch.nn.GRU(5, 4, bias=False, batch_first=True), torch.nn.GRU(4, 5)
    with np.load(tmp_path / "m.npz") as arrays, torch.no_grad():
        for module, name in ((first, "gru_1"), (second, "gru_2")):
            module.load_state_dict({
                one.removeprefix(f"{name}."): torch.from_numpy(arrays[one])
                for one in arrays.files if one.startswith(f"{name}.")
            })  # fmt: skip
        found = second(first(torch.from_numpy(x))[0].swapaxes(0, 1))[1][0]
    close(found.numpy(), wanted)


@pytest.mark.parametrize("scale", [True, False])
@pytest.mark.parametrize("center", [True, False])
@pytest.mark.parametrize("kind", ["BatchNormalization", "LayerNormalization"])
def test_pytorch_normalizes_with_one_of_the_two(
    kind: str, scale: bool, center: bool, tmp_path: Path
) -> None:
    sized = ("InputLayer", {"name": "x", "batch_shape": [None, 5]})
    made = model(sized, (kind, {"scale": scale, "center": center, "epsilon": 0.01}))
    x, wanted = asked(made)
    written(made, "pytorch", tmp_path / "m.npz")
    with np.load(tmp_path / "m.npz") as found:
        arrays = {name.rpartition(".")[2]: found[name] for name in found.files}
    affine = scale or center
    assert {"weight", "bias"} & {*arrays} == ({"weight", "bias"} if affine else set())
    torch = pytest.importorskip("torch")
    batch = kind == "BatchNormalization"
    module: Any = (
        torch.nn.BatchNorm1d(5, eps=0.01, affine=affine)
        if batch
        else torch.nn.LayerNorm(5, eps=0.01, elementwise_affine=affine)
    )
    module.load_state_dict({name: torch.from_numpy(one) for name, one in arrays.items()})
    with torch.no_grad():
        close(module.eval()(torch.from_numpy(x)).numpy(), wanted)


def test_a_state_dict_is_read_again_as_the_same(tmp_path: Path) -> None:
    made = model(*CHAINS["both directions"])
    x, wanted = asked(made)
    written(made, "pytorch", tmp_path / "m.safetensors")
    model_file = lstm_numpy.load(tmp_path / "m.safetensors")
    for key, array in load_file(tmp_path / "m.safetensors").items():  # the package itself
        np.testing.assert_array_equal(model_file.arrays[key], array)
    found = model_file.layers
    both, gru = found["bidirectional_1"], found["gru_2"]
    sequence, _ = both(x, batch_first=True)
    close(gru(sequence, batch_first=True)[0][:, -1], wanted)


def in_tensorflow_js(file: Path, *inputs: np.ndarray) -> list[np.ndarray]:
    modules = Path(__file__).parents[1] / "reference" / "node_modules"
    if not shutil.which("node") or not modules.is_dir():
        pytest.skip("no TensorFlow.js is installed in tests/reference")
    file.with_name("x.json").write_text(json.dumps([x.tolist() for x in inputs]))
    script = Path(__file__).with_name("run_tfjs.mjs")
    done = subprocess.run(
        ["node", str(script), str(modules), str(file.parent)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [np.array(one) for one in json.loads(done.stdout)]


def test_arrays_have_the_names_that_tensorflow_js_gives_them(tmp_path: Path) -> None:
    written(model(*CHAINS["normalized"][:3]), "tfjs", tmp_path / "model.json")

    def names(path: Path) -> list[str]:
        groups = json.loads(path.read_text())["weightsManifest"]
        stated = [one["name"].rpartition("/")[2] for group in groups for one in group["weights"]]
        return sorted(one for one in stated if not re.fullmatch(r".*kernel|bias|embeddings", one))

    real = names(FILES / "tfjs-4.22.0" / "model.json")
    assert names(tmp_path / "model.json") == real != []


@pytest.mark.parametrize(
    "name",
    [
        *("plain", "reset before", "both LSTMs", "normalized"),
        *("both directions", "reset after", "as a graph"),
    ],
)
def test_tensorflow_js_computes_the_same(name: str, tmp_path: Path) -> None:
    made = model(*{**CHAINS, **GRAPHS}[name])
    written(made, "tfjs", tmp_path / "model.json")
    x, wanted = asked(made)
    close(lstm_numpy.load(tmp_path / "model.json")(x), wanted)
    (found,) = in_tensorflow_js(tmp_path / "model.json", x)
    close(found, wanted)


AFTER = ("GRU", {"units": 5, "reset_after": True})
NO_GRAPH = {
    "'conv1d' is a Conv1D, which is not written beside a GRU": (
        ("Conv1D", {"name": "conv1d", "filters": 4, "kernel_size": 2}),
        AFTER,
    ),
    "the function softsign has no operation": (("GRU", {**AFTER[1], "activation": "softsign"}),),
    "is masked": (("Masking", {"mask_value": 0.0}), AFTER),
}


@pytest.mark.parametrize("said", NO_GRAPH)
def test_what_a_graph_has_no_place_for_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(NotKnown, match=re.escape(said)):
        written(model(INPUT, *NO_GRAPH[said]), "tfjs", tmp_path / "model.json")


@pytest.mark.parametrize("beside", [None, [], {}, {"layers": 3}])
def test_a_graph_without_layers_beside_it_is_refused(beside: Any, tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    written(model(INPUT, AFTER), "tfjs", file)
    file.write_text(json.dumps(json.loads(file.read_text()) | {"userDefinedMetadata": beside}))
    with pytest.raises(UnreadableFile, match=r"without layers|userDefinedMetadata"):
        lstm_numpy.load(file)


def test_pytorch_has_ones_for_a_scale_that_is_not_there_and_zeros_for_a_centre(
    tmp_path: Path,
) -> None:
    layers = ("BatchNormalization", {"scale": False}), ("BatchNormalization", {"center": False})
    made = model(INPUT, *layers)
    written(made, "pytorch", tmp_path / "m.npz")
    with np.load(tmp_path / "m.npz") as found:
        first, second = (name for name, one in made.layers.items() if one.arrays)
        np.testing.assert_array_equal(found[f"{first}.weight"], np.ones(5))
        np.testing.assert_array_equal(found[f"{first}.bias"], made.layers[first].arrays["beta"])
        np.testing.assert_array_equal(found[f"{second}.bias"], np.zeros(5))
        gamma = made.layers[second].arrays["gamma"]
        np.testing.assert_array_equal(found[f"{second}.weight"], gamma)


def test_npz_has_every_array(tmp_path: Path) -> None:
    file = FILES / "keras-2.3.1-text.h5"
    assert run(file, "npz", tmp_path / "m.npz").exit_code == 0
    loaded = lstm_numpy.load(file)
    with np.load(tmp_path / "m.npz") as found:
        (place,) = (n for n in found.files if n.endswith("forward_layer/kernel"))
        name = place.split("/")[0]
        np.testing.assert_array_equal(found[place], loaded.layers[name].forward.arrays["kernel"])


def test_keras_gets_every_digit(tmp_path: Path) -> None:
    made = model(INPUT, ("LSTM", {"units": 4}), ("Dense", {"units": 3}))
    for layer in made.layers.values():
        if layer.arrays:
            layer.give({name: array / np.float64(3) for name, array in layer.arrays.items()})
    written(made, "keras", tmp_path / "m.keras")
    for name, layer in lstm_numpy.load(tmp_path / "m.keras").layers.items():
        for word, array in layer.arrays.items():
            np.testing.assert_array_equal(array, made.layers[name].arrays[word])


def test_npz_has_the_arrays_of_one_module_inside_of_another(tmp_path: Path) -> None:
    known = lstm_numpy.load(FILES / "torch-2.13.0.safetensors").layers["plain"].arrays
    inner = {f"whole.{side}.{name}": a for side in ("one", "other") for name, a in known.items()}
    np.savez(tmp_path / "in.npz", **inner)
    found = arrays(lstm_numpy.load(tmp_path / "in.npz"), "whole.one")
    assert {*found} == {f"whole.one.{name}" for name in known}


@pytest.mark.parametrize("file", ["torch-2.13.0.safetensors", "onnx-branches.onnx"])
def test_npz_has_the_arrays_of_other_files(file: str, tmp_path: Path) -> None:
    assert run(FILES / file, "npz", tmp_path / "m.npz").exit_code == 0
    with np.load(tmp_path / "m.npz") as found:
        assert sum(found[name].size for name in found.files) > 0


REFUSED = {
    "PyTorch has sigmoid": (OLD, "pytorch", "m.npz"),
    "is masked": (FILES / "keras-2.2.4-text.h5", "onnx", "m.onnx"),
    "name one with --layer: 'run_": (FILES / "onnx-branches.onnx", "keras", "m.keras"),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_written_is_refused_by_name(said: str, tmp_path: Path) -> None:
    file, target, name = REFUSED[said]
    result = run(file, target, tmp_path / name)
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {file.name} as {target}: ")
    assert said in result.output
    assert not list(tmp_path.iterdir())


def test_keras_gets_the_sizes_that_the_model_states(tmp_path: Path) -> None:
    """Keras builds no Dense behind a Flatten of open timesteps."""
    sized = ("InputLayer", {"name": "x", "batch_shape": [None, 6, 3]})
    lstm = ("LSTM", {"units": 4, "return_sequences": True})
    made = model(sized, lstm, ("Flatten", {}))
    written(made, "keras", tmp_path / "m.keras")
    again = lstm_numpy.load(tmp_path / "m.keras")
    assert again.layers[again.graph.inputs[0].layer].shape == (None, 6, 3)
    x, wanted = asked(made)
    close(again(x), wanted)


def inner(class_name: str, **words: Any) -> dict[str, Any]:
    config = {"name": f"inner_{class_name}", "units": 4, "return_sequences": True, **words}
    return {"class_name": class_name, "config": config}


BACKWARDS = inner("LSTM", go_backwards=True)
RESET = {
    after: inner("GRU", use_bias=False, reset_after=after, go_backwards=not after)
    for after in (True, False)
}
#: What is to be said of a layer that two of the targets have not.
NOT_THERE: dict[str, tuple[Any, tuple[str, ...]]] = {
    "other settings in the direction backwards": (
        (
            "Bidirectional",
            {"layer": inner("LSTM"), "backward_layer": inner("GRU", go_backwards=True)},
        ),
        ("pytorch", "onnx", "tfjs"),
    ),
    "settings in the direction backwards": (  # of GRUs whose arrays have the same shapes
        ("Bidirectional", {"layer": RESET[True], "backward_layer": RESET[False]}),
        ("onnx", "tfjs"),
    ),
    "the direction backwards first": (
        ("Bidirectional", {"layer": BACKWARDS}),
        ("pytorch", "onnx"),
    ),
    "has go_backwards=True": (
        ("LSTM", {"units": 4, "go_backwards": True}),
        ("pytorch",),
    ),
    "has a Conv1D inside": (
        ("TimeDistributed", {"layer": side("Conv1D", filters=2, kernel_size=2)}),
        ("onnx",),
    ),
    "has a LSTM inside": (
        ("TimeDistributed", {"layer": inner("LSTM", return_sequences=False)}),
        ("onnx",),
    ),
}


@pytest.mark.parametrize("said", NOT_THERE)
def test_a_layer_that_the_target_has_not_is_refused(said: str) -> None:
    layer, targets = NOT_THERE[said]
    sizes = [None, 2, 6, 3] if layer[0] == "TimeDistributed" else [None, 6, 3]
    made = model(("InputLayer", {"name": "x", "batch_shape": sizes}), layer)
    for target in targets:
        with pytest.raises(NotKnown, match=f"the layer '{layer[0].lower()}_1' .*{said}"):
            command.written(made, target, Path("m.npz"))


@pytest.mark.parametrize("target", ["onnx", "tfjs"])
@pytest.mark.parametrize("around", [False, True])
def test_a_state_that_calls_hand_on_has_no_place_in_a_graph(around: bool, target: str) -> None:
    words = {"units": 4, "reset_after": True, "stateful": True}
    layer = ("Bidirectional", {"layer": side("GRU", **words)}) if around else ("GRU", words)
    made = model(("InputLayer", {"name": "x", "batch_shape": [2, 6, 3]}), layer)
    with pytest.raises(NotKnown, match=r"the layer '\w+' is stateful, .* stateful=False"):
        command.written(made, target, Path("m.json"))


def refused(file: Path, target: str, output: Path, said: str) -> None:
    """The command says it, and changes nothing in the folder."""
    before = {p: p.is_file() and p.read_bytes() for p in sorted(output.parent.iterdir())}
    result = run(file, target, output)
    assert (result.exit_code, said in result.output) == (1, True), result.output
    after = {p: p.is_file() and p.read_bytes() for p in sorted(output.parent.iterdir())}
    assert before == after


def test_the_model_that_is_read_is_not_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "mine.keras"
    assert run(OLD, "keras", mine).exit_code == 0
    refused(mine, "keras", mine, "mine.keras is read, and would be overwritten")
    os.link(mine, tmp_path / "same.keras")
    refused(mine, "keras", tmp_path / "same.keras", "same.keras is read")


@pytest.mark.parametrize("what", ["a link", "a link to nothing", "a FIFO", "a folder"])
def test_what_is_no_file_is_not_overwritten(what: str, tmp_path: Path) -> None:
    output, there = tmp_path / "m.onnx", tmp_path / "there"
    if what == "a FIFO":
        os.mkfifo(output)
    elif what == "a folder":
        output.mkdir()
    else:
        output.symlink_to(there)
        if what == "a link":
            there.write_text("mine")
    said = "is a directory" if what == "a folder" else f"m.onnx is {what}, where a file is to"
    result = run(OLD, "onnx", output)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.onnx", *(["there"] * there.exists())]


def test_weights_that_nobody_named_are_not_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "pre.weights.bin"
    mine.write_text("mine")
    refused(OLD, "tfjs", tmp_path / "pre.json", "pre.weights.bin is there, which pre.json")
    mine.unlink()
    assert run(OLD, "tfjs", tmp_path / "pre.json").exit_code == 0
    assert run(OLD, "tfjs", tmp_path / "pre.json").exit_code == 0  # its own


def test_the_name_of_the_file_has_to_fit(tmp_path: Path) -> None:
    result = run(OLD, "keras", tmp_path / "m.h5")
    assert result.exit_code == 2
    assert "m.h5 has to end with .keras" in result.output


def test_masks_that_mean_something_else_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read again before it is there."""
    made = lstm_numpy.load(OLD)
    layer = made.layers["dense_1"]
    honest = command.importlib.import_module("lstm_sym.convert.keras").written

    def other(found: Any, path: Path) -> dict[str, bytes]:
        files: dict[str, bytes] = honest(found, path)
        layer.arrays["bias"] += 1
        found.outputs[0] += 1
        return files

    monkeypatch.setattr("lstm_sym.convert.keras.written", other)
    with pytest.raises(NotKnown, match="would compute other numbers"):
        command.written(made, "keras", Path("m.keras"))


def test_the_same_model_is_the_same_bytes(tmp_path: Path) -> None:
    for target, name in (
        ("keras", "m.keras"),
        ("onnx", "m.onnx"),
        ("tfjs", "model.json"),
        ("pytorch", "m.safetensors"),
    ):
        made = model(*CHAINS["plain"])
        first = command.written(made, target, tmp_path / name)
        assert first == command.written(made, target, tmp_path / name)
