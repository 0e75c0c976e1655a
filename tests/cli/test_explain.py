"""`lstm-sym explain`: what a file computes, and what others make of it."""

import re
from pathlib import Path

import h5py
import numpy as np
import pytest
from click.testing import CliRunner, Result

import lstm_numpy
from lstm_numpy.files.onnx import Recurrent
from lstm_sym.cli import main
from lstm_sym.explain.equations import of_node
from lstm_sym.explain.seeded import TIMESTEPS
from tests.files.kept import FILES, KERAS, ROOT, WEIGHTS, words

OLD = ROOT / "models" / "keras-2.2.4.h5"
OTHERS = [
    *(FILES / f"torch-2.13.0{end}" for end in (".safetensors", ".state_dict.npz")),
    *(FILES / "onnx-torchscript.onnx", FILES / "onnx-branches.onnx"),
    *(FILES / "onnx-dynamo" / "model.onnx", FILES / "tfjs-4.22.0" / "model.json"),
]


def run(file: Path, *more: str) -> Result:
    told = words(file) if file in KERAS else {}
    named = [word for k, v in told.items() for word in (f"--{k.replace('_', '-')}", str(v))]
    return CliRunner().invoke(main, ["explain", str(file), *named, *more])


def lines(file: Path, *more: str) -> list[str]:
    result = run(file, *more)
    assert (result.exit_code, result.exception) == (0, None)
    return result.stdout.splitlines()


def test_the_file_says_who_wrote_it_and_its_layers() -> None:
    said = lines(OLD)
    assert said[0] == "keras-2.2.4.h5: written by Keras 2.2.4 on tensorflow"
    assert [line.split() for line in said[2:7]] == [
        ["layer", "class", "output", "parameters"],
        ["input_1", "InputLayer", "(batch,", "20,", "1)", "0"],
        ["lstm_1", "LSTM", "(batch,", "8)", "320"],
        ["dense_1", "Dense", "(batch,", "1)", "9"],
        ["parameters:", "329"],
    ]


def test_operations_have_shapes() -> None:
    text = lines(FILES / "keras-3.15.1-operations.keras")
    said = {line.partition(" ")[0]: line for line in text[3:50]}
    assert "(batch, 7, 3)" in said["multiply"]
    assert "(batch, 7, 9)" in said["concatenate"]
    assert "(batch, 3)" in said["add_1"]


def test_the_equations_have_the_functions_of_the_release() -> None:
    said = "\n".join(lines(OLD))
    assert "i_t = hard_sigmoid_keras2(x_t W_i + h_{t-1} U_i + b_i)" in said
    assert "hard_sigmoid_keras2(x) = clip(0.2 x + 0.5, 0, 1)" in said
    assert "kernel (1, 32), recurrent_kernel (8, 32), bias (32,); blocks i, f, c, o" in said


def test_what_it_says_of_keras_3_is_what_keras_3_makes_of_the_file() -> None:
    """Keras 3.15.1 loaded this file; its outputs are kept."""
    known = np.load(FILES / "keras-2.2.4-read-by-3.15.1.npz")
    found = lstm_numpy.load(OLD, keras_version="3.15.1")(known["x0"])
    np.testing.assert_allclose(found, known["y0"], rtol=0, atol=3e-7)
    (line,) = (one for one in lines(OLD) if "Keras 3.0.0 to 3.15.1" in one)
    assert re.fullmatch(r" +Keras 3.0.0 to 3.15.1: +off by 0\.0\d+", line)
    assert abs(known["y0"] - np.load(OLD.with_suffix(".npz"))["y"]).max() > 0.01


@pytest.mark.parametrize(("direction", "shown"), [
    (b"forward", ["input:"]),
    (b"reverse", ["input-backwards:"]),
    (b"bidirectional", ["input:", "input-backwards:"]),
])  # fmt: skip
@pytest.mark.parametrize(("op", "gates"), [("LSTM", 4), ("GRU", 3), ("RNN", 1)])
def test_a_node_is_shown_as_its_own_in_its_own_direction(
    op: str, gates: int, direction: bytes, shown: list[str]
) -> None:
    both = 1 + (direction == b"bidirectional")
    arrays = {"W": np.zeros((both, gates * 2, 3)), "R": np.zeros((both, gates * 2, 2))}
    node = Recurrent("one", op, arrays, {"direction": direction, "hidden_size": 2})
    title, *said = of_node(node).lines("unicode")
    assert title.startswith(f"The {op} o")
    assert not title.startswith(f"The {op} of Keras")
    found = [line.split()[0] for line in said if line.strip().startswith("input")]
    assert [label for label in found if label in ("input:", "input-backwards:")] == shown


def test_other_frameworks_are_said_to_be_off_where_they_lack_the_function() -> None:
    said = lines(OLD)
    assert [line.split(": ")[0].strip() for line in said[-3:]] == [
        "the layer lstm_1, its weights in",
        "PyTorch's nn.LSTM",
        "ONNX's LSTM",
    ]
    assert "off by" in said[-2]
    assert said[-1].endswith("the same")


def test_the_rows_of_releases_do_not_overlap() -> None:
    said = lines(OLD)
    start = said.index("  the model, its words read as those of")
    rows = [" ".join(line.split()) for line in said[start + 1 : start + 3]]
    assert rows == [
        "Keras 2.0.0 until 3.0.0: the same",
        "Keras 3.0.0 to 3.15.1: off by 0.0098",
    ]


def test_other_frameworks_are_compared_with_both_directions() -> None:
    text = "\n".join(lines(FILES / "keras-2.2.4-text.h5"))
    row = r"the layer bidirectional_1, its weights in\n +PyTorch's nn.LSTM: +off by 0\.\d+"
    assert re.search(row, text)
    assert re.search(r"the layer bidirectional_1, .*\n.*\n +ONNX's LSTM: +the same", text)


def test_releases_that_differ_have_rows_of_their_own() -> None:
    text = "\n".join(lines(FILES / "keras-2.2.4-graph.h5"))
    row = r" +Keras 2.0.0 until 2.2.5: +the same\n +Keras 2.2.5 until 3.0.0: +off by 0\.083"
    assert re.search(row, text)


@pytest.mark.parametrize("release", ["2.2.4", "2.3.1"])  # the gates of 2.3.1 are PyTorch's
def test_a_gru_with_its_reset_gate_before_is_off_in_pytorch(release: str) -> None:
    text = "\n".join(lines(FILES / f"keras-{release}-mixed.h5"))
    assert re.search(r"layer gru_1, its weights in\n +PyTorch's nn.GRU: +off by 0\.\d+", text)
    assert "candidate-reset-before" in text


@pytest.mark.parametrize("file", [*KERAS, *OTHERS], ids=lambda file: file.name)
def test_every_file_is_explained(file: Path) -> None:
    text = "\n".join(lines(file))
    assert "Cell" in text
    assert "hidden-state:" in text
    if file in KERAS:
        read = re.findall(r"^    Keras 3\.0\.0 to 3\.15\.1.*: +(.*)$", text, re.MULTILINE)
        assert read
        if file.name.startswith("keras-3"):
            assert "the same" in read
    # Of the unrolled, masked layers of that file only some releases keep their word.
    assert ("cannot" in text) == ("operations" in file.name)


def test_latex_is_printed() -> None:
    assert any(r"i_t = \sigma(x_t W_i" in one for one in lines(
        ROOT / "models" / "keras-3.15.1.keras", "--as", "latex"
    ))  # fmt: skip


def test_weights_alone_need_a_configuration_or_are_explained_layer_by_layer() -> None:
    newer, older = (
        next(file for file in WEIGHTS if file.name.startswith(f"{kind}-"))
        for kind in ("keras-3.15.1", "keras-2.2.4")
    )
    words = ["explain", str(newer), "--keras-version", "3.15.1"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "holds weights and no configuration" in result.stderr
    result = CliRunner().invoke(main, ["explain", str(older)])
    assert result.exit_code == 0
    assert "lstm_2: LSTM of 6 units" in result.stdout
    assert "not in the file: activation, recurrent_activation, go_backwards, masks" in result.stdout


def test_a_broken_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "model.h5").write_bytes(OLD.read_bytes()[:3000])
    result = CliRunner().invoke(main, ["explain", str(tmp_path / "model.h5")])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_a_layer_that_there_is_nothing_for_is_named_and_the_rest_explained(tmp_path: Path) -> None:
    path = tmp_path / "model.h5"
    path.write_bytes(OLD.read_bytes())
    with h5py.File(path, "r+") as file:
        config = file.attrs["model_config"]
        text = config.decode() if isinstance(config, bytes) else config
        file.attrs["model_config"] = text.replace('"class_name": "Dense"', '"class_name": "Odd"')
    said = "\n".join(lines(path))
    assert "it does not run here: the layer 'dense_1' (Odd) is of a kind unknown here" in said
    assert "hard_sigmoid_keras2" in said


def test_sizes_that_a_file_leaves_open_are_chosen() -> None:
    text = "\n".join(lines(FILES / "keras-3.15.1-text.weights.h5"))
    assert TIMESTEPS > 7  # this file's own is 7
    assert "(batch, 7, 5)" in text


def test_a_page_stands_alone_and_its_links_lead_to_cards() -> None:
    result = run(OLD, "--as", "html")
    assert (result.exit_code, result.exception) == (0, None)
    page = result.stdout
    assert not re.search(r"(src|href)=\"(?!#)|@import|url\(", page)
    links, places = (set(re.findall(rf'{word}="#?([^"]+)"', page)) for word in ("href", " id"))
    assert links
    assert links <= places
    assert page.count("<math") > 10
    assert "hard_sigmoid" in page
    assert re.search(r"<td>Keras 3\.0\.0 to 3\.15\.1</td><td>off by 0\.0098</td>", page)


PAGES = [one for one in KERAS if one not in WEIGHTS] + OTHERS


@pytest.mark.parametrize("file", PAGES, ids=lambda f: f.name)
def test_every_file_has_a_page(file: Path) -> None:
    result = run(file, "--as", "html")
    assert (result.exit_code, result.exception) == (0, None)
    assert result.stdout.rstrip().endswith("</html>")
    assert result.stdout.count('class="lstm-drawing"') >= 1
    links, places = (set(re.findall(rf'{w}="#?([^"]+)"', result.stdout)) for w in ("href", " id"))
    assert links <= places


def test_weights_alone_have_a_page_of_each_layer() -> None:
    (file,) = (one for one in WEIGHTS if one.name.startswith("keras-2.2.4-"))
    result = CliRunner().invoke(main, ["explain", str(file), "--as", "html"])
    assert result.exit_code == 0
    assert "<h2>lstm_2: LSTM of 6 units</h2>" in result.stdout
    assert "not in the file: activation, recurrent_activation" in result.stdout
