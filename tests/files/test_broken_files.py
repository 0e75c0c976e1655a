"""Broken and hostile files: a named error, nothing else; nothing is written, nothing is run."""

import contextlib
import io
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lstm_numpy
from lstm_numpy.files.refusal import UNPACKED, NotKnown, UnreadableFile
from tests.files.kept import FILES, KERAS, words

TEXT = FILES / "keras-2.2.4-text.h5"
ARCHIVE = FILES / "keras-3.15.1-text.keras"
GRAPH = FILES / "keras-3.15.1-graph.keras"
#: One of each format, and of each way to store a model.
EACH = [
    *(file for file in KERAS if "-text" in file.name or "-graph" in file.name),
    *(FILES / f"torch-2.13.0{end}" for end in (".safetensors", ".state_dict.npz")),
    *(FILES / f"onnx-{name}.onnx" for name in ("torchscript", "branches")),
]


def attempt(path: Path, **told: Any) -> str:
    """Load; whether that was refused. Any other error fails the test."""
    before, said = sorted(path.parent.iterdir()), ""
    try:
        lstm_numpy.load(path, **told)
    except UnreadableFile as error:
        said = str(error)
    assert sorted(path.parent.iterdir()) == before
    assert not said or path.name in said or "config" in said
    return "refused" if said else "loaded"


@pytest.mark.parametrize("file", EACH, ids=lambda file: file.name)
def test_a_file_that_is_cut_off_anywhere_is_refused(file: Path, tmp_path: Path) -> None:
    content, path = file.read_bytes(), tmp_path / file.name
    step = max(1, len(content) // 97)
    for length in (*range(64), *range(64, len(content) - 1, step)):
        path.write_bytes(content[:length])
        if file.suffix == ".onnx" and length >= len(content) - 64:
            continue  # what is last there is the number of the operator set
        assert attempt(path, **words_of(file)) == "refused", length


def test_a_configuration_alone_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"config": {}}')
    with pytest.raises(UnreadableFile, match=r"^mine\.json is JSON without a modelTopology"):
        lstm_numpy.load(tmp_path / "mine.json")


def test_a_layer_of_tensorflow_js_without_one_of_its_arrays_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(FILES / "tfjs-4.22.0", tmp_path / "model")
    said = json.loads((folder / "model.json").read_text())
    for manifest in said["weightsManifest"]:
        for weight in manifest["weights"]:
            weight["name"] = weight["name"].replace("embedding_Embedding1/", "another/")
    (folder / "model.json").write_text(json.dumps(said))
    expected = r"model\.json: the layer 'embedding_Embedding1' \(Embedding\) has 0 arrays, none; "
    with pytest.raises(UnreadableFile, match=expected + "expected 1"):
        lstm_numpy.load(folder / "model.json")


def words_of(file: Path) -> dict[str, Any]:
    return words(file) if file in KERAS else {}


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_changed_bytes_are_refused_or_change_numbers(data: Any) -> None:
    file = data.draw(st.sampled_from(EACH))
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    with TemporaryFile(file.name) as path:
        path.write_bytes(content)
        attempt(path, **words_of(file))


#: What stands in JSON where something else is expected.
ODD = st.one_of(
    *(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=3)),
    st.lists(st.one_of(st.integers(-2, 3), st.text(max_size=2)), max_size=3),
    st.dictionaries(st.sampled_from(["class_name", "config", "name"]), st.text(max_size=3)),
)


def places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where each value of a JSON text stands."""
    found = [place] if place else []
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    return found + [one for key, inside in items for one in places(inside, (*place, key))]


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_a_configuration_of_odd_values_is_refused_or_its_layers_are(data: Any) -> None:
    archive = data.draw(st.sampled_from([file for file in EACH if file.suffix == ".keras"]))
    with zipfile.ZipFile(archive) as file:
        members = {name: file.read(name) for name in file.namelist()}
    config = json.loads(members["config.json"])
    for _ in range(data.draw(st.integers(1, 2))):
        *way, last = data.draw(st.sampled_from(places(config)))
        inside = config
        try:
            for key in way:
                inside = inside[key]
            inside[last] = data.draw(ODD)
        except (TypeError, KeyError, IndexError):
            continue  # the first change took the place of the second away
    members["config.json"] = json.dumps(config).encode()
    with TemporaryFile("model.keras") as path:
        written(path, members)
        try:
            model = lstm_numpy.load(path)
        except UnreadableFile:
            return
        shapes = [layer.shape for layer in model.layers.values() if hasattr(layer, "shape")]
        inputs = [np.ones((2, *(n or 7 for n in (one or (0, 7))[1:]))) for one in shapes]
        # Of a call: a layer is refused, or it fits those around it no more.
        with contextlib.suppress(NotKnown, ValueError, TypeError):
            model(inputs[0] if len(inputs) == 1 else inputs)


class TemporaryFile:
    """A path in a folder of its own, which hypothesis can make in each example."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> Path:
        from tempfile import mkdtemp

        self.folder = Path(mkdtemp())
        return self.folder / self.name

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder)


def written(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def changed(tmp_path: Path, change: Callable[[h5py.File], None], name: str = TEXT.name) -> Path:
    path = tmp_path / name
    shutil.copy(FILES / name, path)
    with h5py.File(path, "r+") as file:
        change(file)
    return path


KERNEL = "model_weights/dense_1/dense_1/kernel:0"


def replaced(kind: str) -> Callable[[h5py.File], None]:
    def change(file: h5py.File) -> None:
        kernel = file[KERNEL][:]
        del file[KERNEL]
        if kind == "text":
            file[KERNEL] = "kernel"
        elif kind == "integers":
            file[KERNEL] = kernel.astype(np.int32)
        elif kind == "complex":
            file[KERNEL] = kernel.astype(np.complex64)
        elif kind == "shape":
            file[KERNEL] = kernel.T
        elif kind == "nan":
            kernel[0, 0] = np.nan
            file[KERNEL] = kernel
        elif kind == "soft link":
            file[KERNEL] = h5py.SoftLink("/model_weights/dense_1/dense_1/bias:0")
        elif kind == "external link":
            file[KERNEL] = h5py.ExternalLink("/etc/hostname", "/kernel")
        elif kind == "external data":
            file.create_dataset(
                KERNEL, kernel.shape, "f4", external=[("/etc/hostname", 0, kernel.nbytes)]
            )
        elif kind == "compressed":
            file.create_dataset(KERNEL, data=kernel, compression="gzip")
        elif kind == "terabytes":
            file.create_dataset(KERNEL, (2**20, 2**20), "f4")
        elif kind == "circle":
            file["model_weights/dense_1/dense_1/round"] = file["model_weights"]
            file[KERNEL] = kernel

    return change


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("missing", r"lacks the dataset 'model_weights/dense_1/dense_1/kernel:0'"),
        ("text", r"dense_1/kernel:0' is not an array of numbers"),
        ("integers", r"the layer 'dense_1' \(Dense\): kernel has dtype int32, expected floats"),
        ("complex", r"dense_1/kernel:0' is not an array of numbers"),
        ("shape", r"the layer 'dense_1' \(Dense\): kernel has shape \(3, 6\), expected"),
        ("nan", r"the layer 'dense_1' \(Dense\): kernel has NaN or infinity in it"),
        ("soft link", r"has a link instead of data at model_weights/dense_1/dense_1/kernel:0"),
        ("external link", r"has links or data of another file at 'model_weights/dense_1/dense_1'"),
        ("external data", r"has links or data of another file at 'model_weights/dense_1/dense_1/k"),
        ("compressed", r"kernel:0' is compressed or in pieces: no Keras writes it so"),
        ("terabytes", r"claims shape \(1048576, 1048576\), of more than it holds"),
        ("circle", r"has 'model_weights/dense_1/dense_1/round' twice, or in itself|in itself"),
    ],
)
def test_what_an_hdf5_file_must_not_hold_is_named(kind: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=said):
        lstm_numpy.load(changed(tmp_path, replaced(kind)))


def test_a_size_that_no_array_has_is_refused_beside_a_size_of_nothing(tmp_path: Path) -> None:
    content = bytearray(TEXT.read_bytes())
    place = content.find((6).to_bytes(8, "little") + (3).to_bytes(8, "little"))  # dense_1's kernel
    assert place > 0
    content[place : place + 16] = (0).to_bytes(8, "little") + (2**62).to_bytes(8, "little")
    (tmp_path / "model.h5").write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"claims shape \(0, 4611686018427387904\)"):
        lstm_numpy.load(tmp_path / "model.h5")


def test_arrays_that_no_layer_has_are_named(tmp_path: Path) -> None:
    def change(file: h5py.File) -> None:
        names = [*file["model_weights"].attrs["layer_names"], b"more"]
        file["model_weights"].attrs["layer_names"] = names
        group = file.create_group("model_weights/more")
        group["w"] = np.ones(3, np.float32)
        group.attrs["weight_names"] = [b"w"]

    with pytest.raises(UnreadableFile, match=r"has arrays of 'more', which the configuration"):
        lstm_numpy.load(changed(tmp_path, change))


def test_a_file_of_the_later_format_is_read_by_h5py_and_as_safely(tmp_path: Path) -> None:
    """Keras writes the first version; a copy by h5py's newest is another one."""
    path = tmp_path / TEXT.name
    with h5py.File(TEXT) as old, h5py.File(path, "w", libver="latest") as new:
        for name, value in old.attrs.items():
            new.attrs[name] = value
        old.copy("model_weights", new)
    x = np.ones((2, 7))
    np.testing.assert_array_equal(lstm_numpy.load(path)(x), lstm_numpy.load(TEXT)(x))
    for kind in ("soft link", "external link", "external data", "terabytes", "nan", "circle"):
        broken = tmp_path / "broken.h5"
        shutil.copy(path, broken)
        with h5py.File(broken, "r+", libver="latest") as file:
            replaced(kind)(file)
        assert attempt(broken) == "refused", kind


def members(file: Path = ARCHIVE) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ["../evil.json", "/evil.json", "a/../../evil", "C:\\evil"])
def test_a_member_outside_of_the_archive_is_refused(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "model.keras", {**members(), name: b"{}"})
    with pytest.raises(UnreadableFile, match=r"has the member .* outside of it"):
        lstm_numpy.load(path)
    assert [file.name for file in tmp_path.iterdir()] == ["model.keras"]


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "model.keras", members())
    with zipfile.ZipFile(path, "a") as file:
        link = zipfile.ZipInfo("weights")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/hostname")
    with pytest.raises(UnreadableFile, match=r"has a link as its member 'weights'"):
        lstm_numpy.load(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "model.keras", members())
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("metadata.json", "{}")
    with pytest.raises(UnreadableFile, match=r"has the member 'metadata\.json' twice"):
        lstm_numpy.load(path)


def test_a_member_that_claims_more_than_there_is_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "model.keras", members())
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (2**31).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"claims 2147483648 bytes for its member"):
        lstm_numpy.load(path)


@pytest.mark.parametrize("missing", ["metadata.json", "model.weights.h5"])
def test_a_missing_member_is_named(missing: str, tmp_path: Path) -> None:
    kept = {name: content for name, content in members().items() if name != missing}
    with pytest.raises(UnreadableFile, match=f"has no member '{missing}'; it has "):
        lstm_numpy.load(written(tmp_path / "model.keras", kept))


def test_a_graph_that_goes_in_a_circle_is_refused(tmp_path: Path) -> None:
    found = members(GRAPH)
    text = found["config.json"].decode()
    assert '["masking", 0, 0]' in text
    found["config.json"] = text.replace('["masking", 0, 0]', '["lstm", 0, 0]').encode()
    with pytest.raises(UnreadableFile, match=r"the graph goes in a circle: lstm"):
        lstm_numpy.load(written(tmp_path / "model.keras", found))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("dtype", "complex64", r"'subtract_2' \(Subtract\) is called with an array of 'complex64'"),
        ("dtype", None, r"'subtract_2' \(Subtract\) is called with an array of None; supported"),
        ("value", [[1.0], 2.0], r"'subtract_2' is called with no array"),
        ("value", {"a": 1}, r"'subtract_2' is called with no array"),
    ],
)
def test_an_array_of_the_configuration_is_checked(
    key: str, value: object, said: str, tmp_path: Path
) -> None:
    found = members(FILES / "keras-3.15.1-operations.keras")
    config = json.loads(found["config.json"])
    (layer,) = (one for one in config["config"]["layers"] if one["name"] == "subtract_2")
    layer["inbound_nodes"][0]["args"][1]["config"][key] = value
    found["config.json"] = json.dumps(config).encode()
    with pytest.raises(UnreadableFile if key == "value" else NotKnown, match=said):
        lstm_numpy.load(written(tmp_path / "model.keras", found))([np.ones((2, 7, 3))] * 3)


def test_a_layer_that_is_called_with_nothing_is_named(tmp_path: Path) -> None:
    found = members(GRAPH)
    config = json.loads(found["config.json"])
    (layer,) = (one for one in config["config"]["layers"] if one["name"] == "concatenate")
    layer["inbound_nodes"] = []
    found["config.json"] = json.dumps(config).encode()
    with pytest.raises(UnreadableFile, match=r"the graph calls concatenate with nothing"):
        lstm_numpy.load(written(tmp_path / "model.keras", found))


def test_weights_of_a_release_with_two_meanings_say_what_to_pass(tmp_path: Path) -> None:
    """TensorFlow 1.13 to 2.1 wrote one release for both defaults; a layer of the user is listed."""

    def change(file: h5py.File) -> None:
        file.attrs["keras_version"] = "2.2.4-tf"
        file.attrs["layer_names"] = [*file.attrs["layer_names"], b"attention"]
        group = file.create_group("attention")
        for name in ("a/kernel:0", "a/bias:0", "b/kernel:0", "b/bias:0"):
            group[name] = np.ones((2, 2) if "kernel" in name else 2, np.float32)
        group.attrs["weight_names"] = [b"a/kernel:0", b"a/bias:0", b"b/kernel:0", b"b/bias:0"]

    path = changed(tmp_path, change, "keras-2.2.4-text-weights.h5")
    with pytest.raises(UnreadableFile, match=r"no configuration: pass config=.* recurrent_activat"):
        lstm_numpy.load(path)
    found = lstm_numpy.load(path, keras_version="2.4.0")
    assert found.layers["attention"].class_name == "an unknown kind"


@pytest.mark.parametrize("size", [True, -1, 2.5, "7"])
def test_the_shape_of_an_input_is_checked(size: object, tmp_path: Path) -> None:
    found = members(GRAPH)
    config = json.loads(found["config.json"])
    config["config"]["layers"][0]["config"]["batch_shape"][1] = size
    found["config.json"] = json.dumps(config).encode()
    model = lstm_numpy.load(written(tmp_path / "model.keras", found))
    with pytest.raises(NotKnown, match=r"'input_layer' \(InputLayer\) has the shape \[None, "):
        model([np.ones((2, 7, 3)), np.ones((2, 2))])


def test_models_inside_of_models_end(tmp_path: Path) -> None:
    entry: Any = {"class_name": "Dense", "config": {"units": 2}}
    for number in range(200):
        entry = {"class_name": "Sequential", "config": {"name": f"m{number}", "layers": [entry]}}
    found = {**members(), "config.json": json.dumps(entry).encode()}
    with pytest.raises(UnreadableFile, match=r"nested too deeply"):
        lstm_numpy.load(written(tmp_path / "model.keras", found))


def test_json_that_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    found = {**members(), "config.json": b"[" * 200_000 + b"]" * 200_000}
    with pytest.raises(UnreadableFile, match=r"config.json"):
        lstm_numpy.load(written(tmp_path / "model.keras", found))


def test_an_array_of_objects_is_never_unpickled(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return (Path.touch, (tmp_path / "ran",))

    np.savez(tmp_path / "model.npz", weight_ih_l0=np.array([Evil()], dtype=object))
    assert [file.name for file in tmp_path.iterdir()] == ["model.npz"]
    with pytest.raises(UnreadableFile, match=r"weight_ih_l0.* has dtype object, expected numbers"):
        lstm_numpy.load(tmp_path / "model.npz")
    assert [file.name for file in tmp_path.iterdir()] == ["model.npz"]


def test_zeros_that_were_packed_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    """As members of an archive, alone or together, and as a dataset."""
    zeros = bytes(UNPACKED // 2 + 1)
    for number in (1, 2):
        path = tmp_path / f"{number}.keras"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for k in range(2):
                file.writestr(f"weights-{k}", zeros if number == 2 else zeros * (2 - 2 * k))
        with pytest.raises(UnreadableFile, match=r"(claims|and its members) \d+"):
            lstm_numpy.load(path)
    rows = UNPACKED // 4 // 1024 + 1

    def packed(file: h5py.File) -> None:
        layer = file.get("model_weights", file)
        name = next(n for n in names_of(layer) if n.endswith("kernel:0"))
        del layer[name]
        layer.create_dataset(name, (rows, 1024), "f4", np.zeros((rows, 1024), "f4"), compression=9)

    with pytest.raises(UnreadableFile, match=r"is compressed|claims shape"):
        lstm_numpy.load(changed(tmp_path, packed))


def names_of(group: h5py.Group) -> list[str]:
    found: list[str] = []
    group.visit(found.append)
    return found


def test_an_array_that_claims_terabytes_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        stream, {"descr": "<f4", "fortran_order": False, "shape": (2**20, 2**20)}
    )
    path = written(tmp_path / "model.npz", {"weight_ih_l0.npy": stream.getvalue()})
    with pytest.raises(UnreadableFile, match=r"claims 4398046511104 bytes, and has 0"):
        lstm_numpy.load(path)


def test_a_tensor_that_claims_terabytes_is_refused(tmp_path: Path) -> None:
    said = {"weight_ih_l0": {"dtype": "F32", "shape": [2**20, 2**20], "data_offsets": [0, 2**42]}}
    head = json.dumps(said).encode()
    (tmp_path / "m.safetensors").write_bytes(len(head).to_bytes(8, "little") + head)
    with pytest.raises(UnreadableFile, match=r"claims shape \[1048576, 1048576\], and the file"):
        lstm_numpy.load(tmp_path / "m.safetensors")


def test_a_node_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    file = FILES / "onnx-torchscript.onnx"
    name = next(iter(lstm_numpy.load(file).layers)).encode()
    field = b"\x1a" + bytes([len(name)])  # of the node's own name
    content = file.read_bytes().replace(field + name, field + b"\xff" * len(name))
    (tmp_path / "m.onnx").write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"^m\.onnx has names that are not text: it is broken"):
        lstm_numpy.load(tmp_path / "m.onnx")


def test_a_program_of_torchscript_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path / "model.pt", {"model/data.pkl": b"", "model/code/__torch__.py": b"import os"}
    )
    with pytest.raises(UnreadableFile, match=r"is a program of TorchScript, and no code from a fi"):
        lstm_numpy.load(path)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x80\x04\x95", b"PK\x03\x04", b"{", b"\x08"])
def test_what_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(content)
    assert attempt(tmp_path / "model") == "refused"


def test_a_release_that_is_not_known_is_named(tmp_path: Path) -> None:
    found = members()
    found["metadata.json"] = b'{"keras_version": "4.0.0"}'
    path = written(tmp_path / "model.keras", found)
    with pytest.raises(UnreadableFile, match=r"keras_version is '4.0.0', expected 2.0.0 to"):
        lstm_numpy.load(path)
    assert lstm_numpy.load(path, keras_version="3.15.1").writer.said == "3.15.1"
