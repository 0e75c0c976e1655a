"""Files of PyTorch, ONNX and TensorFlow.js: what runs of them gives what it gave there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest

import lstm_numpy
from lstm_numpy.files.onnx import INPUTS, SCALES
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_sym.checkout import ARRAYS
from lstm_sym.explain.command import of_graph
from lstm_sym.recorded.record import recordings
from tests.files.kept import COPIES, FILES

TORCH = [FILES / f"torch-2.13.0{end}" for end in (".safetensors", ".state_dict.npz")]
GRAPHS = {
    "onnx-torchscript": FILES / "onnx-torchscript.onnx",
    "onnx-dynamo": FILES / "onnx-dynamo" / "model.onnx",
    "onnx-branches": FILES / "onnx-branches.onnx",
}


@pytest.mark.parametrize("file", TORCH, ids=lambda file: file.name)
@pytest.mark.parametrize("name", ["encoder", "middle", "plain", "small"])
def test_a_module_gives_what_pytorch_gave(file: Path, name: str) -> None:
    known = np.load(FILES / "torch-2.13.0.npz")
    model = lstm_numpy.load(file)
    layer = model.layers[name]
    output, states = layer(known[f"{name}.input"], batch_first=name == "middle")
    np.testing.assert_allclose(output, known[f"{name}.output"], rtol=0, atol=3e-7)
    states = states if isinstance(states, tuple) else (states,)
    assert len(states) == 1 + (f"{name}.c_n" in known)
    for state, said in zip(states, ("h_n", "c_n"), strict=False):
        np.testing.assert_allclose(state, known[f"{name}.{said}"], rtol=0, atol=3e-7)
    for copied in COPIES.values():
        again, _ = copied(model).layers[name](known[f"{name}.input"], batch_first=name == "middle")
        np.testing.assert_array_equal(again, output)


def test_what_a_state_dict_does_not_say_is_said() -> None:
    model = lstm_numpy.load(TORCH[0])
    assert {name: layer.class_name for name, layer in sorted(model.layers.items())} == {
        "encoder": "LSTM",
        "middle": "GRU",
        "plain": "RNN",
        "small": "LSTM",
    }
    assert sorted(model.others) == ["head.0.bias", "head.0.weight"]
    with pytest.raises(NotKnown, match=r"has arrays and no graph, so it cannot be called; its rec"):
        model(np.zeros((2, 2, 3)))


def test_parameters_in_short_are_those_of_the_module(tmp_path: Path) -> None:
    known = lstm_numpy.load(TORCH[0]).layers["plain"].arrays
    short = {k.replace("weight_", "enc_w_").replace("bias_", "enc_b_"): v for k, v in known.items()}
    np.savez(tmp_path / "short.npz", fc_w=np.ones(3), **short)
    model = lstm_numpy.load(tmp_path / "short.npz")
    assert list(model.others) == ["fc_w"]
    assert model.layers["enc"].arrays.keys() == known.keys()
    for name, array in model.layers["enc"].arrays.items():
        np.testing.assert_array_equal(array, known[name])
    turned = {name: np.asfortranarray(array) for name, array in short.items()}
    np.savez(tmp_path / "turned.npz", **turned)
    for name, array in lstm_numpy.load(tmp_path / "turned.npz").layers["enc"].arrays.items():
        np.testing.assert_array_equal(array, known[name])
    np.savez(tmp_path / "twice.npz", **short, **{f"enc.{k}": v for k, v in known.items()})
    with pytest.raises(UnreadableFile, match=r"^twice\.npz has a parameter twice"):
        lstm_numpy.load(tmp_path / "twice.npz")


def test_a_pickle_of_objects_is_refused_without_advice_to_run_it(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    torch.save(torch.nn.LSTM(2, 3), tmp_path / "module.pt")
    with pytest.raises(UnreadableFile, match=r"^module\.pt holds a 'torch\.nn\.modules\."):
        lstm_numpy.load(tmp_path / "module.pt")
    (tmp_path / "broken.pt").write_bytes((FILES / PICKLES[1]).read_bytes().replace(b"X", b"\0", 3))
    with pytest.raises(UnreadableFile, match=r"^broken\.pt [^\x1b]*$"):
        lstm_numpy.load(tmp_path / "broken.pt")


def test_bfloat16_is_read_as_the_upper_half_of_a_float32() -> None:
    half = lstm_numpy.load(FILES / "torch-2.13.0-bfloat16.safetensors").layers["plain"].arrays
    whole = lstm_numpy.load(TORCH[0]).layers["plain"].arrays
    for name, array in whole.items():
        assert half[name].dtype == np.float32
        np.testing.assert_allclose(half[name], array, rtol=2**-8, atol=0)


PICKLES = ["torch-2.13.0.pt", "torch-2.13.0-before-1.6.pt"]


@pytest.mark.parametrize("name", PICKLES)
def test_a_pickle_is_left_to_torch(name: str) -> None:
    code = f"""
import sys
sys.modules["torch"] = None
import lstm_numpy
lstm_numpy.load({str(FILES / name)!r})
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == (
        f"ImportError: {name} is a pickle, which torch alone can read without running it: "
        "pip install torch, or save it as .safetensors or with numpy.savez"
    )


@pytest.mark.parametrize("name", PICKLES)
def test_torch_reads_its_own_file(name: str) -> None:
    pytest.importorskip("torch")
    found, known = (lstm_numpy.load(file) for file in (FILES / name, TORCH[0]))
    assert found.arrays.keys() <= known.arrays.keys()
    for name, array in found.arrays.items():
        np.testing.assert_array_equal(array, known.arrays[name])


@pytest.mark.parametrize("name", GRAPHS)
def test_every_recurrent_node_gives_what_onnxruntime_gave(name: str) -> None:
    known = np.load(FILES / f"{name}.npz")
    model = lstm_numpy.load(GRAPHS[name])
    assert set(model.layers) == {key.partition("|")[0] for key in known}
    assert model.refused == {}
    for said, layer in model.layers.items():
        given = {key.partition("|")[2]: known[key] for key in known if key.startswith(f"{said}|")}
        wanted = {role: given.pop(role) for role in list(given) if role not in INPUTS}
        assert wanted
        found = dict(zip(("Y", "Y_h", "Y_c"), layer(**given), strict=False))
        for role, array in wanted.items():
            np.testing.assert_allclose(found[role], array, rtol=0, atol=3e-7)
        for copied in COPIES.values():
            for one, same in zip(copied(model).layers[said](**given), layer(**given), strict=True):
                np.testing.assert_array_equal(one, same)


def test_states_that_the_file_holds_need_not_be_given() -> None:
    known, model = np.load(FILES / "onnx-dynamo.npz"), lstm_numpy.load(GRAPHS["onnx-dynamo"])
    (Y, *_) = model.layers["node_LSTM_111"](known["node_LSTM_111|X"])
    np.testing.assert_allclose(Y, known["node_LSTM_111|Y"], rtol=0, atol=3e-7)


def test_the_graph_is_listed_with_its_branches() -> None:
    model = lstm_numpy.load(GRAPHS["onnx-branches"])
    places = {node.op: node.place for node in model.nodes if node.name or node.op == "If"}
    assert places == {"If": "", "LSTM": "If.then_branch", "GRU": "If.else_branch"}
    with pytest.raises(NotKnown, match=r"is a graph of \d+ nodes, which onnxruntime runs"):
        model(np.zeros((2, 2, 3)))


def test_weights_that_the_graph_computes_are_named(tmp_path: Path) -> None:
    proto = onnx.load(GRAPHS["onnx-branches"])
    then = next(a.g for a in proto.graph.node[0].attribute if a.name == "then_branch")
    next(node for node in then.node if node.output[0] == "then_c").op_type = "Add"
    onnx.save(proto, tmp_path / "model.onnx")
    model = lstm_numpy.load(tmp_path / "model.onnx")
    assert list(model.layers) == ["run_else"]
    assert model.refused == {
        "run_then": "the node 'run_then' (LSTM) takes weights that the graph computes"
    }


def test_a_recurrent_operator_of_another_domain_is_named(tmp_path: Path) -> None:
    proto = onnx.load(GRAPHS["onnx-branches"])
    then = next(a.g for a in proto.graph.node[0].attribute if a.name == "then_branch")
    lstm = next(node for node in then.node if node.op_type == "LSTM")
    lstm.op_type, lstm.domain = "QAttentionLSTM", "com.microsoft"
    onnx.save(proto, tmp_path / "model.onnx")
    model = lstm_numpy.load(tmp_path / "model.onnx")
    why = "the node 'run_then' (com.microsoft.QAttentionLSTM) is not an operator of ONNX itself"
    assert model.refused == {"run_then": why}
    assert repr(model).endswith("; refused: run_then>")


QUANTIZED = ARRAYS / "further" / "onnxruntime-1.31.1-quantized.json"


def quantized(words, arrays, left_out: str = "") -> onnx.ModelProto:
    """A model of one node of onnxruntime, with its weights."""
    roles = [*INPUTS, *SCALES]
    named = [name if name in arrays and name != left_out else "" for name in roles]
    node = onnx.helper.make_node(
        "DynamicQuantizeLSTM", named, ["Y", "Y_h", "Y_c"], "node",
        domain="com.microsoft", **words["attributes"],
    )  # fmt: skip
    held = [onnx.numpy_helper.from_array(arrays[name], name) for name in named[1:] if name]
    return onnx.helper.make_model(onnx.helper.make_graph([node], "graph", [], [], held))


def test_a_node_that_onnxruntime_has_quantized_gives_what_it_gave_there(tmp_path: Path) -> None:
    (recording,) = (one for one in recordings(ARRAYS) if one.path == QUANTIZED)
    path = tmp_path / "model.onnx"
    for record in recording.records():
        onnx.save(quantized(record.words, record.arrays), path)
        layer = lstm_numpy.load(path).layers["node"]
        assert layer.hidden_size == 7
        found = layer(record.arrays["X"])
        for name, one in zip(("Y", "Y_h", "Y_c"), found, strict=True):
            np.testing.assert_allclose(one, record.arrays[name], rtol=1e-6, atol=1e-6)
    said = "\n".join(of_graph(lstm_numpy.load(path), "unicode"))
    assert "X-t-in-whole-numbers" in said


def test_a_quantized_node_without_its_scales_is_refused_by_name(tmp_path: Path) -> None:
    (recording,) = (one for one in recordings(ARRAYS) if one.path == QUANTIZED)
    record = next(recording.records())
    path = tmp_path / "model.onnx"
    onnx.save(quantized(record.words, record.arrays, left_out="W_scale"), path)
    with pytest.raises(UnreadableFile, match=r"'node' .* takes scales that the graph computes"):
        lstm_numpy.load(path)
    lengths = {"sequence_lens": np.int32([5, 3, 2])}
    onnx.save(quantized(record.words, record.arrays | lengths), path)
    with pytest.raises(UnreadableFile, match=r"'node' .* takes sequences of several lengths"):
        lstm_numpy.load(path)


def test_nodes_of_the_same_name_are_all_there(tmp_path: Path) -> None:
    proto = onnx.load(GRAPHS["onnx-branches"])
    then = next(a.g for a in proto.graph.node[0].attribute if a.name == "then_branch")
    at, lstm = next((i, one) for i, one in enumerate(then.node) if one.op_type == "LSTM")
    for place, name in enumerate(("a", "a_3", "a"), at):
        again = onnx.NodeProto.FromString(lstm.SerializeToString())
        again.name = name
        again.output[:] = [f"{one}_{place}" for one in again.output]
        then.node.insert(place, again)
    onnx.save(proto, tmp_path / "model.onnx")
    layers = lstm_numpy.load(tmp_path / "model.onnx").layers
    assert sorted(layers) == ["a", "a_3", "a_4", "run_else", "run_then"]


def test_a_model_of_tensorflow_js_gives_what_it_gave_there() -> None:
    known = np.load(FILES / "tfjs-4.22.0.npz")
    model = lstm_numpy.load(FILES / "tfjs-4.22.0" / "model.json")
    np.testing.assert_allclose(model(known["x0"]), known["y0"], rtol=0, atol=3e-7)
    for copied in COPIES.values():
        np.testing.assert_array_equal(copied(model)(known["x0"]), model(known["x0"]))
    assert model.written_by.startswith("tfjs-layers 4.22.0")


def test_a_weight_stored_in_fewer_bytes_is_restored(tmp_path: Path) -> None:
    folder = shutil.copytree(FILES / "tfjs-4.22.0", tmp_path / "model")
    said = json.loads((folder / "model.json").read_text())
    group = said["weightsManifest"][0]
    shards = b"".join((folder / name).read_bytes() for name in group["paths"])
    one = group["weights"][-1]
    assert one["shape"] == [3]
    least, scale = float(np.frombuffer(shards[-12:], "<f4").min()), 1 / 255
    numbers = (np.frombuffer(shards[-12:], "<f4") - least) / scale
    one["quantization"] = {"dtype": "uint8", "min": least, "scale": scale}
    (folder / group["paths"][0]).write_bytes(shards[:-12] + numbers.round().astype("u1").tobytes())
    (folder / group["paths"][1]).write_bytes(b"")
    (folder / "model.json").write_text(json.dumps(said))
    known = np.load(FILES / "tfjs-4.22.0.npz")
    found = lstm_numpy.load(folder / "model.json")(known["x0"])
    assert 0 < abs(found - known["y0"]).max() < 1e-2


@pytest.mark.parametrize("name", ["../secret.bin", "/etc/hostname", "shards/../../secret.bin"])
def test_a_shard_outside_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(FILES / "tfjs-4.22.0", tmp_path / "model")
    (tmp_path / "secret.bin").write_bytes(b"\0" * 1488)
    text = (folder / "model.json").read_text().replace("group1-shard2of2.bin", name)
    (folder / "model.json").write_text(text)
    with pytest.raises(UnreadableFile, match=r"names the shard .* outside its folder"):
        lstm_numpy.load(folder / "model.json")


@pytest.mark.parametrize("name", ["../model.onnx.data", "/etc/hostname"])
def test_external_data_outside_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    proto = onnx.load(GRAPHS["onnx-dynamo"], load_external_data=False)
    for tensor in proto.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = name
    (tmp_path / "in").mkdir()
    shutil.copy(GRAPHS["onnx-dynamo"].with_name("model.onnx.data"), tmp_path)
    (tmp_path / "in" / "model.onnx").write_bytes(proto.SerializeToString())
    with pytest.raises(UnreadableFile, match=r"is kept at .* outside its folder"):
        lstm_numpy.load(tmp_path / "in" / "model.onnx")


def test_a_link_to_external_data_elsewhere_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(FILES / "onnx-dynamo", tmp_path / "model")
    (folder / "model.onnx.data").rename(tmp_path / "elsewhere")
    (folder / "model.onnx.data").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnreadableFile, match="outside its folder"):
        lstm_numpy.load(folder / "model.onnx")


def test_the_modules_of_safetensors_come_in_the_order_of_the_file() -> None:
    """The package returns another order at each call."""
    found = lstm_numpy.load(FILES / "torch-2.13.0.safetensors")
    assert [*found.layers] == ["encoder", "middle", "plain", "small"]
    assert [*found.arrays] == sorted(found.arrays)
