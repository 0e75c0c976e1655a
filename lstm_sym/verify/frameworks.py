"""How each framework's recorded case is run with the printed code.

A runner takes a case's words and arrays and returns the outputs in the order of the case's own list
of outputs; None where the printed code has nothing that computes such a case yet.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_numpy import flax, gru, onnx, pytorch, tensorflow1
from lstm_sym.verify import wrapped

Arrays = dict[str, np.ndarray]
Case = dict[str, Any]
Runner = Callable[[dict[str, Any], Case, Arrays], "list[np.ndarray] | None"]


def torch(_about: dict[str, Any], case: Case, given: Arrays) -> list[np.ndarray] | None:
    """nn.LSTM; a packed sequence and a GRU are not compared."""
    if case["module"] != "LSTM" or "lengths" in case:
        return None
    words = {
        k: v for k, v in case["words"].items() if k not in ("hidden_size", "input_size", "bias")
    }
    state_dict = {k: v for k, v in given.items() if k.startswith(("weight", "bias"))}
    hx = (given["h_0"], given["c_0"]) if "h_0" in given else None
    output, (h_n, c_n) = pytorch.lstm(given["input"], state_dict, hx=hx, **words)
    return [output, h_n, c_n]


def onnxruntime(_about: dict[str, Any], case: Case, given: Arrays) -> list[np.ndarray] | None:
    """The LSTM operator; where onnxruntime departs from the specification nothing is compared."""
    if case["kind"] == "departs-from-spec":
        return None
    names = ("X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P")
    words = {k: v for k, v in case["attributes"].items() if k != "hidden_size"}
    arrays: list[Any] = [given.get(name) for name in names]
    return list(onnx.lstm(*arrays, **words))


def tensorflow(_about: dict[str, Any], case: Case, given: Arrays) -> list[np.ndarray] | None:
    """The cells, over the recorded timesteps."""
    words = {k: v for k, v in case["words"].items() if k in CELL_WORDS}
    words |= {k: v for k, v in given.items() if k.endswith("_diag")}
    if "projection/kernel" in given:
        words["projection"] = given["projection/kernel"]
    basic = case["cell"] == "BasicLSTMCell"
    cell = tensorflow1.basic_lstm_cell if basic else tensorflow1.lstm_cell
    state = (given["initial_c"], given["initial_h" if basic else "initial_m"])
    outputs = []
    for x_t in given["inputs"]:
        output, state = cell(x_t, state, given["kernel"], given["bias"], **words)
        outputs.append(output)
    return [np.stack(outputs), *state]


CELL_WORDS = ("forget_bias", "activation", "cell_clip", "proj_clip")


def flax_cells(_about: dict[str, Any], case: Case, given: Arrays) -> list[np.ndarray] | None:
    """LSTMCell and OptimizedLSTMCell over time; lengths are not compared."""
    options = case["rnn"]
    if "seq_lengths" in case:
        return None
    kernels = [
        np.concatenate([given[f"{side}{gate}.kernel"] for gate in "ifgo"], axis=1) for side in "ih"
    ]
    bias = np.concatenate([given[f"h{gate}.bias"] for gate in "ifgo"])
    inputs = given["inputs"].swapaxes(0, 1) if options.get("time_major") else given["inputs"]
    state = (given["initial_c"], given["initial_h"]) if "initial_c" in given else None
    chosen = {k: v for k, v in case["words"].items() if k in ("gate_fn", "activation_fn")}
    backwards = options.get("reverse", False)
    result = flax.lstm(
        inputs, kernels[0], kernels[1], bias,
        initial_state=state, go_backwards=backwards, **chosen,
    )  # fmt: skip
    outputs = result.outputs[:, ::-1] if options.get("keep_order") else result.outputs
    outputs = outputs.swapaxes(0, 1) if options.get("time_major") else outputs
    return [outputs, result.carry_c, result.carry_h]


def keras_gru(about: dict[str, Any], case: Case, given: Arrays) -> list[np.ndarray] | None:
    """Keras's GRU, or the layer that is wrapped."""
    if case["class"] != "GRU":
        return wrapped.bidirectional(about, case, given)
    words = {k: v for k, v in case["layer"].items() if k in GRU_WORDS}
    old = int(about["version"].split(".")[0]) < 3
    words.setdefault("reset_after", not old or about["framework"] == "tf.keras")
    if about["framework"] == "keras" and old and "recurrent_activation" not in words:
        words["recurrent_activation"] = "hard_sigmoid"
    if old and words.get("recurrent_activation") == "hard_sigmoid":
        words["recurrent_activation"] = "hard_sigmoid_keras2"
    biases = given.get("bias")
    bias, recurrent_bias = (biases, None) if biases is None or biases.ndim == 1 else biases
    state = given.get("initial_h")
    loop = {"numpy": "state", "jax": "state"}.get(about["backend"], "previous")
    masked = "state" if about["version"] == "2.2.4" else loop
    result = gru.gru(
        given["sequences"], given["kernel"], given["recurrent_kernel"],
        bias, recurrent_bias, initial_state=state, mask=given.get("mask"),
        masked_output=masked, **words,
    )  # fmt: skip
    return [result.gru_output, result.state_h]


GRU_WORDS = (
    *("activation", "recurrent_activation", "reset_after"),
    *("return_sequences", "go_backwards"),
)
RUNNERS: dict[str, Runner] = {
    "torch": torch,
    "onnxruntime": onnxruntime,
    "tensorflow": tensorflow,
    "flax": flax_cells,
    "wrapped": keras_gru,
    "keras": wrapped.keras1,
}


def runner(about: dict[str, Any]) -> Runner | None:
    """The runner of a manifest; None for one whose cases are not run."""
    if about["arrays"].endswith("-wrapped.npz"):
        return RUNNERS["wrapped"]
    if about["arrays"].endswith("-conversions.npz"):
        return None  # weights, and not what is computed with them
    return RUNNERS.get(about["framework"])
