"""How each framework's recorded case is run with the printed code.

A runner takes a case's words and arrays. It returns the formulation that computes the case and the
outputs, in the order of the case's own list; None where the printed code has nothing for it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_numpy import convert, cudnn, flax, gru, onnx, pytorch, tensorflow1
from lstm_sym.verify import wrapped

Arrays = dict[str, np.ndarray]
Case = dict[str, Any]
Computed = tuple[str, list[np.ndarray]]  # the formulation's name, the outputs
Runner = Callable[[dict[str, Any], Case, Arrays], Computed | None]


def torch(_about: dict[str, Any], case: Case, given: Arrays) -> Computed | None:
    """nn.LSTM and nn.LSTMCell; a GRU is not compared."""
    if case["module"] == "GRU":
        return None
    words = {
        k: v for k, v in case["words"].items() if k not in ("hidden_size", "input_size", "bias")
    }
    state_dict = {k: v for k, v in given.items() if k.startswith(("weight", "bias"))}
    hx = (given["h_0"], given["c_0"]) if "h_0" in given else None
    if "lengths" in case:
        words |= {"lengths": np.array(case["lengths"])}
        words |= {k: v for k, v in case["packing"].items() if k == "total_length"}
    output, (h_n, c_n) = pytorch.lstm(given["input"], state_dict, hx=hx, **words)
    return "pytorch_projection" if "proj_size" in words else "pytorch", [output, h_n, c_n]


def on_gpu(_about: dict[str, Any], case: Case, given: Arrays) -> Computed | None:
    """cuDNN, which computes nn.LSTM on a GPU: one layer, one direction, its arrays as torch's."""
    words = case["words"]
    known = {"hidden_size", "input_size", "bias", "batch_first"}
    if case["module"] != "LSTM" or "lengths" in case or set(words) - known:
        return None
    if "bias_ih_l0" not in given or given["input"].ndim < 3:
        return None
    first = words.get("batch_first", False)
    x = given["input"] if first else given["input"].swapaxes(0, 1)
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    state = (given["h_0"][0], given["c_0"][0]) if "h_0" in given else None
    y, hy, cy = cudnn.lstm(x, *(given[name] for name in names), initial_state=state)
    return "cudnn", [y if first else y.swapaxes(0, 1), hy[None], cy[None]]


def onnxruntime(_about: dict[str, Any], case: Case, given: Arrays) -> Computed | None:
    """The LSTM operator; where onnxruntime departs from the specification nothing is compared."""
    if case["kind"] == "departs-from-spec":
        return None
    names = ("X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P")
    words = {k: v for k, v in case["attributes"].items() if k != "hidden_size"}
    arrays: list[Any] = [given.get(name) for name in names]
    return "onnx", list(onnx.lstm(*arrays, **words))


def tensorflow(_about: dict[str, Any], case: Case, given: Arrays) -> Computed | None:
    """The cells, over the recorded timesteps."""
    words = {k: v for k, v in case["words"].items() if k in CELL_WORDS}
    words |= {k: v for k, v in given.items() if k.endswith("_diag")}
    basic = case["cell"] == "BasicLSTMCell"
    formulation = "tensorflow1_basic" if basic else "tensorflow1"
    if "projection/kernel" in given:
        words["projection"] = given["projection/kernel"]
        formulation = "tensorflow1_projection"
    cell = tensorflow1.basic_lstm_cell if basic else tensorflow1.lstm_cell
    m = "h" if basic else "m"
    # zero_state of the cell, where no state was given
    state = tuple(given.get(f"initial_{one}", np.zeros_like(given[one])) for one in ("c", m))
    outputs = []
    for x_t in given["inputs"]:
        output, state = cell(x_t, state, given["kernel"], given["bias"], **words)
        outputs.append(output)
    return formulation, [np.stack(outputs), *state]


CELL_WORDS = ("forget_bias", "activation", "cell_clip", "proj_clip")


def flax_cells(_about: dict[str, Any], case: Case, given: Arrays) -> Computed | None:
    """LSTMCell and OptimizedLSTMCell of linen and nnx over time; lengths are not compared."""
    options = case["rnn"]
    if "seq_lengths" in case:
        return None
    weights = {name: array for name, array in given.items() if "." in name}
    given = given | convert(weights, "flax", "flax", nested=False)
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
    return "flax", [outputs, result.carry_c, result.carry_h]


def keras_gru(about: dict[str, Any], case: Case, given: Arrays) -> Computed | None:
    """Keras's GRU, or the layers that are wrapped or stacked."""
    if case["class"] == "Stacked":
        return "stacked", wrapped.one_on_the_other(about, case, given)
    if case["class"] != "GRU":
        return "bidirectional", wrapped.bidirectional(about, case, given)
    words = {k: v for k, v in case["layer"].items() if k in GRU_WORDS}
    old = int(about["version"].split(".")[0]) < 3
    words.setdefault("reset_after", not old or about["framework"] == "tf.keras")
    if about["framework"] == "keras" and old and "recurrent_activation" not in words:
        words["recurrent_activation"] = "hard_sigmoid"
    if old and words.get("recurrent_activation") == "hard_sigmoid":
        words["recurrent_activation"] = "hard_sigmoid_keras2"
    state = given.get("initial_h")
    loop = {"numpy": "state", "jax": "state"}.get(about["backend"], "previous")
    masked = "state" if about["version"] == "2.2.4" else loop
    result = gru.gru(
        given["sequences"], given["kernel"], given["recurrent_kernel"], given.get("bias"),
        initial_state=state, mask=given.get("mask"), masked_output=masked, **words,
    )  # fmt: skip
    return "gru", [result.gru_output, result.state_h]


def keras1(about: dict[str, Any], case: Case, given: Arrays) -> Computed:
    """The LSTM of Keras 1."""
    return "keras", wrapped.keras1(about, case, given)


def configured(about: dict[str, Any], case: Case, given: Arrays) -> Computed:
    """A layer of Keras made from its configuration."""
    return wrapped.configured(about, case, given)


GRU_WORDS = (
    *("activation", "recurrent_activation", "reset_after"),
    *("return_sequences", "go_backwards"),
)
RUNNERS: dict[str, tuple[Runner, ...]] = {
    "torch": (torch, on_gpu),
    "onnxruntime": (onnxruntime,),
    "tensorflow": (tensorflow,),
    "flax": (flax_cells,),
    "keras": (keras1,),
}


def runners(about: dict[str, Any]) -> tuple[Runner, ...]:
    """The runners of a manifest; none for one whose cases are not run."""
    if about["arrays"].endswith(("-wrapped.npz", "-stacked.npz")):
        return (keras_gru,)
    if about["arrays"].endswith("-configs.npz"):
        return (configured,)
    if about["arrays"].endswith("-conversions.npz"):
        return ()  # weights, and not what is computed with them
    return RUNNERS.get(about["framework"], ())
