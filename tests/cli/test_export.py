"""`lstm-sym export`: a folder that stands alone, and notices what is changed in it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

import lstm_numpy
from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.writer import Writer
from lstm_sym.cli import main
from lstm_sym.explain import seeded
from lstm_sym.explain.chain import chain
from lstm_sym.explain.seeded import BOUND
from lstm_sym.export import c_folder, numpy_folder
from lstm_sym.export.recorded import Recorded
from tests.files.kept import FILES, KERAS, ROOT, WEIGHTS, words

OLD = ROOT / "models" / "keras-2.2.4.h5"
WHOLE = [file for file in KERAS if file not in WEIGHTS]
CC = shutil.which("cc")
needs_cc = pytest.mark.skipif(not CC, reason="no C compiler is installed as cc")


#: What a folder takes of the project: where its lstm_numpy is, and what else of it is imported.
ALONE = """
import sys, numpy, lstm_numpy, verify, model
print(lstm_numpy.__file__)
print([name for name in sys.modules if name.split(".")[0] in ("lstm_sym", "lstm_c")])
"""


def run(file: Path, folder: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["export", str(file), "-o", str(folder), *more])


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """`python -m verify` in the folder, where nothing else of this project is found."""
    alone = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-m", "verify"], cwd=folder, capture_output=True, text=True, env=alone
    )


def compiled(folder: Path) -> subprocess.CompletedProcess[str]:
    """`make test`, with every warning an error."""
    flags = "CFLAGS=-O2 -Werror -Wconversion -Wno-unused-function"
    return subprocess.run(["make", "test", flags], cwd=folder, capture_output=True, text=True)


@pytest.fixture(name="old", scope="module")
def folder_of_the_old_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "out"
    result = run(OLD, folder)
    assert (result.exit_code, result.exception) == (0, None)
    assert "recorded by lstm_numpy" in result.output
    assert "left out" not in result.output
    return folder


@pytest.fixture(name="folder")
def folder_to_spoil(old: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(old, tmp_path / "out"))


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.name)
def test_the_folder_of_every_file_computes_what_was_recorded(file: Path, tmp_path: Path) -> None:
    told = [w for k, v in words(file).items() for w in (f"--{k.replace('_', '-')}", str(v))]
    result = run(file, tmp_path / "out", *told)
    assert (result.exit_code, result.exception) == (0, None)
    done = verified(tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "y0: off by" in done.stdout


def test_the_folder_needs_no_package_of_the_project(old: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=old, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [str(old / "lstm_numpy" / "__init__.py"), "[]"]


def test_gates_that_are_swapped_are_seen(folder: Path) -> None:
    with np.load(folder / "weights.npz") as found:
        arrays = dict(found)
    (name,) = (one for one in arrays if one.endswith("/recurrent_kernel"))
    i, f, c, o = np.split(arrays[name], 4, axis=1)
    arrays[name] = np.concatenate([f, i, c, o], axis=1)
    np.savez(folder / "weights.npz", **arrays)
    done = verified(folder)
    assert (done.returncode, "WRONG" in done.stdout) == (1, True)
    assert "Error" not in done.stdout + done.stderr  # the model runs, and its numbers are wrong


def test_another_hard_sigmoid_is_seen(folder: Path) -> None:
    changed(folder / "model.json", '"said": "2.2.4"', '"said": "3.15.1"')
    done = verified(folder)
    assert (done.returncode, "WRONG" in done.stdout) == (1, True)


@needs_cc
def test_the_c_computes_what_was_recorded(old: Path) -> None:
    done = compiled(old / "c")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 examples: off by" in done.stdout


@needs_cc
@pytest.mark.parametrize(
    ("file", "one", "other"),
    [
        ("model.c", "z_i[u] += entry * lstm_1_kernel[", "z_f[u] += entry * lstm_1_kernel["),
        ("model.c", "= lstm_1_bias[8 + u]", "= lstm_1_bias[16 + u]"),
        ("activations.h", "0.2f", "0.16666667f"),
    ],
    ids=["gate", "bias", "hard_sigmoid"],
)  # fmt: skip
def test_what_is_changed_in_c_is_seen(folder: Path, file: str, one: str, other: str) -> None:
    changed(folder / "c" / file, one, other)
    done = compiled(folder / "c")
    assert (done.returncode, "WRONG" in done.stdout) == (2, True), done.stderr


@pytest.fixture(name="text", scope="module")
def folder_of_a_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "out"
    assert run(FILES / "keras-2.2.4-text.h5", folder).exit_code == 0
    return folder / "c"


@needs_cc
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("t = steps; t-- > 0;", "t = 0; t < steps; t++"),
        ("state->counts[t] = x[t] != 0", "state->counts[t] = 1"),
        ("bidirectional_1_backwards_kernel[", "bidirectional_1_forwards_kernel["),
        ("to[t][4 + u] =", "to[t][u] ="),
    ],
    ids=["nothing", "direction", "mask", "weights", "place"],
)
def test_what_is_changed_in_a_text_model_is_seen(
    text: Path, one: str, other: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(text, tmp_path / "c"))
    changed(folder / "model.c", one, other)
    done = compiled(folder)
    assert (done.returncode, "WRONG" in done.stdout) == ((2, True) if one else (0, False))


REFUSES = """
#include "model.h"
int main(void)
{
    static model_state state;
    static model_input x[MODEL_TIMESTEPS + 1];
    float y[MODEL_OUTPUTS];
    int found = model_run(&state, MODEL_TIMESTEPS + 1, x, y) != MODEL_TOO_LONG;
    for (int word = -1; word < 12; word += 12) {
        x[1] = word; /* the table has rows for 0 to 10 */
        found += model_run(&state, 2, x, y) != MODEL_NO_ROW;
    }
    return found;
}
"""


@needs_cc
def test_c_refuses_what_has_no_place(text: Path, tmp_path: Path) -> None:
    (tmp_path / "main.c").write_text(REFUSES)
    words = ["cc", f"-I{text}", "-fsanitize=address,undefined", "main.c", str(text / "model.c")]
    subprocess.run([*words, "-lm", "-o", "main"], cwd=tmp_path, check=True)
    subprocess.run(["./main"], cwd=tmp_path, check=True)


@needs_cc
def test_c_refuses_a_sequence_that_is_shorter_than_a_window(tmp_path: Path) -> None:
    made = model(*CHAINS["causal"])
    for path, text in c_folder.files(made, known(made)).items():
        (tmp_path / Path(path).name).write_bytes(text)
    (tmp_path / "main.c").write_text(
        '#include "model.h"\nint main(void) { static model_state state; float x[10], y[4]; '
        "return model_run(&state, 2, x, y) != MODEL_TOO_SHORT; }"
    )
    words = ["cc", "-fsanitize=address,undefined", "main.c", "model.c", "-lm", "-o", "main"]
    subprocess.run(words, cwd=tmp_path, check=True)
    subprocess.run(["./main"], cwd=tmp_path, check=True)


@needs_cc
def test_nothing_is_allocated_and_weights_are_constants(old: Path) -> None:
    subprocess.run(["cc", "-O2", "-c", "model.c"], cwd=old / "c", check=True)
    names = subprocess.run(
        ["nm", "model.o"], cwd=old / "c", check=True, capture_output=True, text=True
    ).stdout.split("\n")
    kinds = {line.split()[-2].upper() for line in names if line.strip()}
    assert kinds <= {"T", "R", "U"}  # code, what is read alone, functions from elsewhere
    undefined = {line.split()[-1] for line in names if " U " in line}
    assert undefined <= {"memset", "memcpy", "expf", "expm1f", "tanhf", "log1pf", "sqrtf", "erfcf"}
    (old / "c" / "model.o").unlink()


def model(*layers: tuple[str, dict[str, Any]], seed: int = 0) -> Model:
    """A Sequential model of layers with drawn weights."""
    config = {
        "class_name": "Sequential",
        "config": {
            "layers": [
                {"class_name": kind, "config": {"name": f"{kind.lower()}_{n}", **words}}
                for n, (kind, words) in enumerate(layers)
            ]
        },
    }
    path = Path("drawn.json")
    graph = Configuration(path, Writer("3.15.1")).graph(config)
    random = np.random.default_rng(seed)
    size = layers[0][1]["batch_shape"][-1]
    for layer in graph.layers.values():
        for _, part in layer.parts():
            given = {}
            for name, dimensions in part.shapes.items():
                sizes = {"input_dim": size, **part.known_sizes()}
                shape = [width(one, sizes, size) for one in dimensions.split()]
                drawn = random.uniform(0.1, 0.9, shape) if name == "variance" else None
                drawn = random.normal(0, shape[0] ** -0.5, shape) if drawn is None else drawn
                given[name] = drawn.astype(np.float32)
            if given:
                part.give(given)
        size = getattr(layer, "units", size)
        if layer.class_name == "Bidirectional":
            size = layer.forward.units * (1 + (layer.merge_mode == "concat"))  # type: ignore[attr-defined]
    return Model(path, Writer("3.15.1"), graph, config)


def width(dimension: str, sizes: dict[str, int], size: int) -> int:
    """A size such as 4*units."""
    factor, _, name = dimension.rpartition("*")
    return int(factor or 1) * (sizes.get(name) or (int(name) if name.isdigit() else size))


def known(made: Model) -> Recorded:
    given = seeded.inputs(made)
    if given[0].ndim == 3:
        given[0][0, 0, -1] = given[0][0, 1, 0] = 0  # which alone mask no timestep
    outputs, calls = seeded.watched(made, given)
    return Recorded(given, outputs, "lstm_numpy", calls)


def side(kind: str, **words: Any) -> dict[str, Any]:
    return {"class_name": kind, "config": {"name": "side", **words}}


INPUT = ("InputLayer", {"batch_shape": [None, None, 5]})
CHAINS = {
    "both GRUs": (
        INPUT,
        ("GRU", {"units": 7, "reset_after": True, "return_sequences": True}),
        ("GRU", {"units": 6, "reset_after": False, "activation": "relu"}),
    ),
    "sequences": (
        INPUT,
        ("SimpleRNN", {"units": 4, "return_sequences": True, "use_bias": False}),
        ("Dropout", {"rate": 0.5}),
        ("BatchNormalization", {"center": False}),
        ("LSTM", {"units": 9, "return_sequences": True, "recurrent_activation": "hard_sigmoid"}),
        ("Activation", {"activation": "elu"}),
        ("Dense", {"units": 3, "activation": "softmax"}),
    ),
    "long names": (
        INPUT,
        ("LSTM", {"name": "l" * 70, "units": 4, "return_sequences": True}),
        ("BatchNormalization", {"name": "batch_normalization_13"}),
        ("Bidirectional", {"name": "b" * 50, "layer": side("GRU", units=3, reset_after=True)}),
        ("Dense", {"name": "d" * 70, "units": 3, "activation": "softmax"}),
    ),
    "wide": (
        INPUT,
        ("Dense", {"units": 128, "activation": "gelu"}),
        ("LSTM", {"units": 256}),
        ("Dense", {"units": 32, "use_bias": False}),
        ("Softmax", {}),
    ),
}


WORDS = ("InputLayer", {"batch_shape": [None, 9]})
TEXT = ("Embedding", {"input_dim": 7, "output_dim": 5, "mask_zero": True})
LAST = ("LSTM", {"units": 2})
LSTM_SIDE = side("LSTM", units=4)
BACKWARDS = side("LSTM", units=4, return_sequences=True, go_backwards=True)
GRU_SIDE = side("GRU", units=3, return_sequences=True, reset_after=True)
CHAINS |= {
    "text": (WORDS, TEXT, ("Bidirectional", {"layer": LSTM_SIDE}), ("Dense", {"units": 2})),
    "masked sequences": (
        INPUT,
        ("Masking", {"mask_value": 0.0}),
        ("SimpleRNN", {"units": 6, "return_sequences": True}),
        ("Bidirectional", {"layer": GRU_SIDE, "merge_mode": "mul"}),
        ("Dense", {"units": 3, "activation": "softmax"}),
        ("LSTM", {"units": 4}),
    ),
    "both": (INPUT, ("Bidirectional", {"layer": GRU_SIDE, "merge_mode": "sum"}), LAST),
    "mean": (
        INPUT,
        ("Bidirectional", {"layer": BACKWARDS, "merge_mode": "ave"}),
        ("GlobalAveragePooling1D", {}),
        ("Dense", {"units": 3}),
    ),
    "backwards": (
        INPUT,
        ("Masking", {}),
        ("LSTM", {"units": 4, "return_sequences": True, "go_backwards": True}),
        ("Bidirectional", {"layer": BACKWARDS}),
        ("GRU", {"units": 3, "reset_after": True, "go_backwards": True}),
    ),
    "masked mean": (
        *(INPUT, ("Masking", {}), ("SimpleRNN", {"units": 4, "return_sequences": True})),
        ("GlobalAveragePooling1D", {"keepdims": True}),
    ),
    "windows": (
        INPUT,
        ("Conv1D", {"filters": 6, "kernel_size": 3, "padding": "same", "strides": 2}),
        ("AveragePooling1D", {"pool_size": 3, "strides": 1, "padding": "same"}),
        ("LSTM", {"units": 4, "return_sequences": True}),
        ("MaxPooling1D", {"pool_size": 2}),
        ("GlobalMaxPooling1D", {}),
    ),
    "causal": (
        INPUT,
        ("Conv1D", {"filters": 7, "kernel_size": 3, "padding": "causal", "dilation_rate": 2}),
        ("AveragePooling1D", {"pool_size": 3, "strides": 2}),
        ("Conv1D", {"filters": 2, "kernel_size": 2, "activation": "relu", "use_bias": False}),
        ("LSTM", {"units": 4}),
    ),
}


@needs_cc
@pytest.mark.parametrize("name", CHAINS)
def test_chains_of_layers_in_c(name: str, tmp_path: Path) -> None:
    made = model(*CHAINS[name])
    for path, text in c_folder.files(made, known(made)).items():
        place = tmp_path / path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(text)
    done = compiled(tmp_path / "c")
    assert done.returncode == 0, done.stdout + done.stderr


LSTM = ("LSTM", {"units": 3})
REFUSED = {
    "a LayerNormalization, which has no C": (INPUT, ("LayerNormalization", {}), LSTM),
    "is a Permute, which has no C": (INPUT, ("Permute", {"dims": [1, 2]}), LSTM),
    "no recurrent layer": (INPUT, ("Dense", {"units": 3})),
    "has the function log_softmax": (
        *(INPUT, LSTM),
        ("Dense", {"units": 3, "activation": "log_softmax"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", REFUSED)
def test_what_has_no_c_is_refused_by_name(said: str) -> None:
    made = model(*REFUSED[said])
    with pytest.raises(NotKnown, match=said):
        c_folder.files(made, known(made))


def test_a_model_without_c_is_exported_in_numpy_and_says_why(tmp_path: Path) -> None:
    result = run(FILES / "keras-2.3.1-graph.h5", tmp_path / "out")
    assert result.exit_code == 0
    assert "left out: C: it has 2 inputs" in result.output
    assert "; the NumPy of the folder computes it" in result.output
    assert not (tmp_path / "out" / "c").exists()
    assert "There is no C: it has 2 inputs" in (tmp_path / "out" / "README.md").read_text()


def test_the_equations_are_those_of_the_layer(old: Path) -> None:
    text = (old / "equations.tex").read_text()
    assert r"\label{eq:lstm_1:input-gate}" in text
    assert r"\label{eq:lstm_1:hard_sigmoid_keras2}" in text


def test_a_folder_that_has_something_in_it_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run(OLD, tmp_path)
    assert result.exit_code == 1
    assert "is there already: name a folder that is new or empty" in result.output
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled_and_folders_above_are_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(OLD, tmp_path / "empty").exit_code == 0
    assert run(OLD, tmp_path / "new" / "one").exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "new"]


@pytest.mark.parametrize("name", ["onnx-branches.onnx", "torch-2.13.0.safetensors"])
def test_a_file_without_a_model_that_runs_is_refused(name: str, tmp_path: Path) -> None:
    result = run(FILES / name, tmp_path / "out")
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {name}")
    assert not (tmp_path / "out").exists()


def test_weights_beside_a_configuration_are_exported(tmp_path: Path) -> None:
    (file,) = (one for one in WEIGHTS if one.name == "keras-2.3.1-text-weights.h5")
    result = run(file, tmp_path / "out", "--config", str(words(file)["config"]))
    assert (result.exit_code, result.exception) == (0, None)
    assert verified(tmp_path / "out").returncode == 0


def test_the_recorded_outputs_are_those_of_the_model(old: Path) -> None:
    with np.load(old / "recorded.npz") as found:
        here = lstm_numpy.load(OLD)(found["x0"])
        np.testing.assert_array_equal(found["y0"], here)
    assert json.loads((old / "recorded.json").read_text())["bound"] == BOUND


def test_every_layer_of_a_model_stands_in_the_weights() -> None:
    made = lstm_numpy.load(FILES / "keras-2.2.4-graph.h5")
    stored = numpy_folder.weights(made)
    assert sum(array.size for array in stored.values()) == sum(
        array.size for layer in made.layers.values() for array in every(layer)
    )


def every(layer: Layer) -> list[np.ndarray]:
    return [array for _, part in layer.parts() for array in part.arrays.values()]


def test_a_layer_that_is_called_twice_is_no_chain() -> None:
    """One after the other, so that each call takes in what the one before put out."""
    calls = {("again", 0): [], ("again", 1): [("again", 0, 0)]}
    graph = SimpleNamespace(
        inputs=[SimpleNamespace(layer="again")],
        outputs=[("again", 1, 0)],
        order=[*calls],
        calls={k: SimpleNamespace(layer=None, refs=lambda r=r: r) for k, r in calls.items()},
    )
    with pytest.raises(NotKnown, match="the layer 'again' is called more than once"):
        chain(SimpleNamespace(graph=graph))
