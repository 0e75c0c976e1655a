"""Measures where packages document what they do not compute, for docs/results/documentation.json.

Usage: python measure_documentation.py all FOLDER FOLDER-OF-THE-ENVIRONMENTS, in the environment of
the project

Each row names a few words of the installed file, which are looked up: their line is linked. How far
off the computed side is was measured by the file that the row names.
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


ROWS = [
    Row("Lasagne", "0.1", "lasagne", "lasagne/layers/recurrent.py", r"w_{co} \odot c_t + b_o",
        "LSTMLayer: the output gate's peephole is inside the sigmoid",
        "it is added outside, so the gate may pass 1", "findings/lasagne-output-peephole.sh"),
    Row("flax", "0.12.12", "jax_cells", "flax/nnx/nn/recurrent.py", "b_{hn}",
        "nnx.GRUCell: the candidate has a bias beside the state",
        "there is none", "findings/flax-nnx-gru-without-a-bias.sh"),
    Row("flax", "0.12.12", "jax_cells", "flax/nnx/nn/recurrent.py", "parameters are compatible",
        "nnx.OptimizedLSTMCell: its parameters are those of LSTMCell",
        "it joins them in arrays of other names and shapes",
        "findings/flax-two-optimized-lstm-cells.sh"),
    Row("dm-haiku", "0.0.17", "jax_cells", "haiku/_src/recurrent.py", r"i_t = \sigma(W_{ii} x_t",
        "LSTM: its equations are in the order i, f, g, o",
        "its blocks are stored in the order i, g, f, o",
        "tests/reference/further/dm-haiku-0.0.17-cells.json"),
    Row("dm-haiku", "0.0.17", "jax_cells", "haiku/_src/recurrent.py", "we add 1.0 to",
        "LSTM: one is added to the bias of the forget gate after initialization",
        "it begins at 0, and 1 is added in every call",
        "tests/reference/further/dm-haiku-0.0.17-cells.json"),
    Row("mxnet", "1.9.1", "mxnet", "mxnet/gluon/rnn/rnn_layer.py", "By default, bias for the",
        "gluon.rnn.LSTM: the bias of the forget gate begins at 1",
        "all biases begin at 0", "findings/mxnet-gluon-forget-bias.sh"),
    Row("mxnet", "1.9.1", "mxnet", "mxnet/gluon/rnn/rnn_layer.py", "Minimum clip value of LSTM",
        "gluon.rnn.LSTM: the states are clipped, and lengths heeded",
        "both are ignored on a CPU", "findings/mxnet-lengths-and-clip-on-a-cpu.sh"),
    Row("coremltools", "9.0", "coreml", "coremltools/models/neural_network/builder.py",
        "it is defaulted to 50.0",
        "add_unilstm: the cell state is clipped at 50 by default",
        "50000 is written, and 500 by the converter of mb.lstm",
        "findings/coremltools-three-cell-clips.sh"),
    Row("tensorflow", "1.13.1", "k224", "tensorflow/python/ops/rnn_cell_impl.py",
        "Biases of the forget gate are initialized by default to 1",
        "LSTMCell: the bias of the forget gate begins at 1",
        "it begins at 0, and 1 is added in every call",
        "tests/reference/further/tensorflow-1.13.1-cells.json"),
    Row("tensorflow", "1.15.5", "tf115", "tensorflow_core/contrib/rnn/python/ops/rnn_cell.py",
        "Biases of the forget gate are initialized by default to 1",
        "CoupledInputForgetGateLSTMCell: the same",
        "it begins at 0, and 1 is added in every call",
        "tests/reference/further/tensorflow-contrib-1.15.5-cells.json"),
    Row("thinc", "9.1.1", "thinc", "thinc/layers/lstm.py", "H0 = HC0[0]",
        "LSTM: the first row of HC0 is called the hidden state",
        "it is used as the cell state", "tests/reference/further/thinc-9.1.1-cells.json"),
    Row("onnx", "1.23.2", "onnx_runtimes", "onnx/reference/ops/op_lstm.py", "input_forget=None",
        "ReferenceEvaluator: it takes input_forget, clip, sequence_lens and activations",
        "it ignores them", "docs/results/onnx_runtimes.json"),
    Row("brain.js", "1.6.1", "node", "brain.js/README.md", "brain.recurrent.LSTM()",
        "recurrent.LSTM is an LSTM", "it has no cell state",
        "tests/reference/further/brain.js-1.6.1-cells.json"),
    Row("synaptic", "1.1.4", "node", "synaptic/README.md", "long-short term memory",
        "Architect.LSTM is an LSTM", "it has no hidden state, and the gates see outputs alone",
        "tests/reference/further/synaptic-1.1.4-cells.json"),
]  # fmt: skip


def line_of(row: Row, environments: Path) -> int:
    """Where the words stand in the installed file; raises ValueError where they do not."""
    places = [*environments.glob(f"{row.environment}/lib/python*/site-packages")]
    places += [environments / row.environment / "node_modules"]
    for place in places:
        if (place / row.file).is_file():
            lines = (place / row.file).read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, 1):
                if row.words in line:
                    return number
    raise ValueError(f"{row.file} of {row.environment} does not say {row.words!r}")


def main() -> None:
    environments = Path(sys.argv[3])
    rows = []
    for row in ROWS:
        # Installed files of npm stand below the package's name, those of TensorFlow 1.15 elsewhere.
        file = row.file.removeprefix(f"{row.package}/") if row.environment == "node" else row.file
        file = file.replace("tensorflow_core/", "tensorflow/")
        address = ADDRESSES[row.package].format(row.version, file)
        link = f"[{row.file.rpartition('/')[2]}]({address}#L{line_of(row, environments)})"
        package = f"{row.package} {row.version}"
        rows.append([package, row.says, row.does, f"`{row.measured}`", link])
    columns = ["package", "it says", "it does", "measured by", "where it says so"]
    OUT.write_text(json.dumps({"columns": columns, "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
