"""Measures where packages document what they do not compute, for docs/results/documentation.json.

Usage: python measure_documentation.py all FOLDER FOLDER-OF-THE-ENVIRONMENTS, in the environment of
the project

Each row names a few words of the installed files, which are looked up, one behind the other: the
last one's line is linked. How far off the computed side is was measured by the file that the row
names.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "results" / "documentation.json"
#: Where the file of a release can be read.
ADDRESSES = {
    "Lasagne": "https://github.com/Lasagne/Lasagne/blob/v{}/{}",
    "flax": "https://github.com/google/flax/blob/v{}/{}",
    "dm-haiku": "https://github.com/google-deepmind/dm-haiku/blob/v{}/{}",
    "mxnet": "https://github.com/apache/mxnet/blob/{}/python/{}",
    "coremltools": "https://github.com/apple/coremltools/blob/{}/{}",
    "tensorflow": "https://github.com/tensorflow/tensorflow/blob/v{}/{}",
    "thinc": "https://github.com/explosion/thinc/blob/release-v{}/{}",
    "onnx": "https://github.com/onnx/onnx/blob/v{}/{}",
    "brain.js": "https://github.com/BrainJS/brain.js/blob/v{}/{}",
    "synaptic": "https://github.com/cazala/synaptic/blob/{}/{}",
}


@dataclass(frozen=True)
class Row:
    """One thing that a package says of a layer, and what the layer does."""

    package: str
    version: str
    environment: str
    file: str
    words: str  # in one line of the file
    says: str
    does: str
    measured: str  # a file of the repository
    code: tuple[str, ...] = ()  # words of the code that does so; none where it is compiled
    code_file: str = ""  # where that is in another file


ROWS = [
    Row("Lasagne", "0.1", "lasagne", "lasagne/layers/recurrent.py", r"w_{co} \odot c_t + b_o",
        "LSTMLayer: the output gate's peephole is inside the sigmoid",
        "it is added outside, so the gate may pass 1", "findings/lasagne-output-peephole.sh",
        ("outgate += cell*W_cell_to_outgate",)),
    Row("flax", "0.12.12", "jax_cells", "flax/nnx/nn/recurrent.py", "b_{hn}",
        "nnx.GRUCell: the candidate has a bias beside the state",
        "there is none", "findings/flax-nnx-gru-without-a-bias.sh",
        ("class GRUCell(", "self.dense_h = Linear(", "use_bias=False")),
    Row("flax", "0.12.12", "jax_cells", "flax/nnx/nn/recurrent.py", "parameters are compatible",
        "nnx.OptimizedLSTMCell: its parameters are those of LSTMCell",
        "it joins them in arrays of other names and shapes",
        "findings/flax-two-optimized-lstm-cells.sh",
        ("class OptimizedLSTMCell(", "self.dense_h = Linear(")),
    Row("dm-haiku", "0.0.17", "jax_cells", "haiku/_src/recurrent.py", r"i_t = \sigma(W_{ii} x_t",
        "LSTM: its equations are in the order i, f, g, o",
        "its blocks are stored in the order i, g, f, o",
        "tests/reference/further/dm-haiku-0.0.17-cells.json",
        ("i, g, f, o = jnp.split(gated",)),
    Row("dm-haiku", "0.0.17", "jax_cells", "haiku/_src/recurrent.py", "we add 1.0 to",
        "LSTM: one is added to the bias of the forget gate after initialization",
        "it begins at 0, and 1 is added in every call",
        "tests/reference/further/dm-haiku-0.0.17-cells.json", ("jax.nn.sigmoid(f + 1)",)),
    Row("mxnet", "1.9.1", "mxnet", "mxnet/gluon/rnn/rnn_layer.py", "By default, bias for the",
        "gluon.rnn.LSTM: the bias of the forget gate begins at 1",
        "all biases begin at 0", "findings/mxnet-gluon-forget-bias.sh",
        ("class LSTM(", "i2h_bias_initializer='zeros'")),
    Row("mxnet", "1.9.1", "mxnet", "mxnet/gluon/rnn/rnn_layer.py", "Minimum clip value of LSTM",
        "gluon.rnn.LSTM: the states are clipped, and lengths heeded",
        "both are ignored on a CPU", "findings/mxnet-lengths-and-clip-on-a-cpu.sh"),
    Row("coremltools", "9.0", "coreml", "coremltools/models/neural_network/builder.py",
        "it is defaulted to 50.0",
        "add_unilstm: the cell state is clipped at 50 by default",
        "50000 is written, and 500 by the converter of mb.lstm",
        "findings/coremltools-three-cell-clips.sh",
        ("def add_unilstm(", "cell_clip_threshold=50000.0")),
    Row("tensorflow", "1.13.1", "k224", "tensorflow/python/ops/rnn_cell_impl.py",
        "Biases of the forget gate are initialized by default to 1",
        "LSTMCell: the bias of the forget gate begins at 1",
        "it begins at 0, and 1 is added in every call",
        "tests/reference/further/tensorflow-1.13.1-cells.json",
        ("class LSTMCell(", "sigmoid(f + self._forget_bias)")),
    Row("tensorflow", "1.15.5", "tf115", "tensorflow_core/contrib/rnn/python/ops/rnn_cell.py",
        "Biases of the forget gate are initialized by default to 1",
        "CoupledInputForgetGateLSTMCell: the same",
        "it begins at 0, and 1 is added in every call",
        "tests/reference/further/tensorflow-contrib-1.15.5-cells.json",
        ("class CoupledInputForgetGateLSTMCell(", "f_act = sigmoid(f + self._forget_bias)")),
    Row("thinc", "9.1.1", "thinc", "thinc/layers/lstm.py", "H0 = HC0[0]",
        "LSTM: the first row of HC0 is called the hidden state",
        "it is used as the cell state", "tests/reference/further/thinc-9.1.1-cells.json",
        ("def lstm_forward_training(", "Y, fwd_state", "params: Floats1d, c_init:"),
        "thinc/backends/ops.py"),
    Row("onnx", "1.23.2", "onnx_runtimes", "onnx/reference/ops/op_lstm.py", "input_forget=None",
        "ReferenceEvaluator: it takes input_forget, clip, sequence_lens and activations",
        "it ignores them", "docs/results/onnx_runtimes.json", ("def _run_forward(",)),
    Row("brain.js", "1.6.1", "node", "brain.js/README.md", "brain.recurrent.LSTM()",
        "recurrent.LSTM is an LSTM", "it has no cell state",
        "tests/reference/further/brain.js-1.6.1-cells.json",
        ("return multiplyElement(outputGate, tanh(cell))",), "brain.js/dist/recurrent/lstm.js"),
    Row("synaptic", "1.1.4", "node", "synaptic/README.md", "long-short term memory",
        "Architect.LSTM is an LSTM", "it has no hidden state, and the gates see outputs alone",
        "tests/reference/further/synaptic-1.1.4-cells.json",
        ("memoryCell.project(outputLayer)",), "synaptic/src/architectures/LSTM.js"),
]  # fmt: skip


def line_of(environment: Path, file: str, words: tuple[str, ...]) -> int:
    """Where the words are in the installed file; raises ValueError where they are not."""
    places = [*environment.glob("lib/python*/site-packages"), environment / "node_modules"]
    for place in places:
        if (place / file).is_file():
            wanted, *then = words
            for number, line in enumerate((place / file).read_text("utf-8").splitlines(), 1):
                if wanted in line:
                    if not then:
                        return number
                    wanted, *then = then
    raise ValueError(f"{file} of {environment.name} does not say {words!r}")


def link(row: Row, environments: Path, file: str, words: tuple[str, ...]) -> str:
    """A link to a line of the release."""
    # Installed files of npm are below the package's name, those of TensorFlow 1.15 elsewhere.
    public = file.removeprefix(f"{row.package}/") if row.environment == "node" else file
    public = public.replace("tensorflow_core/", "tensorflow/")
    address = ADDRESSES[row.package].format(row.version, public)
    line = line_of(environments / row.environment, file, words)
    return f"[{file.rpartition('/')[2]}]({address}#L{line})"


def main() -> None:
    environments = Path(sys.argv[3])
    rows = []
    for row in ROWS:
        said = link(row, environments, row.file, (row.words,))
        done = "compiled code"
        if row.code:
            done = link(row, environments, row.code_file or row.file, row.code)
        package = f"{row.package} {row.version}"
        texts = [f"{row.says} ({said})", f"{row.does} ({done})"]
        rows.append([package, *texts, f"`{row.measured}`"])
    columns = ["package", "it says", "it does", "measured by"]
    OUT.write_text(json.dumps({"columns": columns, "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
