"""The equations of one recurrent layer of a file, with its own functions, options and layout."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from lstm_numpy.files.onnx import QUANTIZED, text
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS, LAYERS
from lstm_sym.notation import Formulation
from lstm_sym.show import Settings, Style, show

BY_NAME = {stated.name: stated for stated in (*FORMULATIONS, *LAYERS)}


class Stated(NamedTuple):
    """A layer as a configuration of a formulation."""

    formulation: Formulation
    options: Mapping[str, object]
    functions: Mapping[str, str]

    def lines(self, style: Style) -> Iterator[str]:
        """What `lstm-sym show` prints of it."""
        yield from show(self.formulation, style, self.chosen())

    def chosen(self) -> Settings:
        """The options and the functions, as `show` takes them."""
        known = {a.name: a for a in ACTIVATIONS}
        functions = {name: known[value] for name, value in self.functions.items()}
        options = {k: v for k, v in self.options.items() if k in self.formulation.notation.options}
        return Settings(options, {}, functions)

    def blocks(self) -> str:
        """In which order the gates' blocks are in each array; empty for one gate."""
        gates = self.formulation.notation.layout.gates
        return f"blocks {', '.join(gates)}" if len(gates) > 1 else ""


def of_layer(layer: Any, masked: bool, given_states: bool) -> Stated:
    """The configuration that a recurrent layer of Keras is, as it is called in its model."""
    words = layer.options()
    functions = {name: words.pop(name) for name in layer.functions}
    options = {
        **words,
        "bias": layer.use_bias,
        "recurrent_bias": layer.use_bias and layer.reset_after,
        "mask": masked,
        "initial_state": given_states,
    }
    return Stated(BY_NAME[layer.kind.module], options, functions)


def of_module(module: Any) -> Stated:
    """A recurrent module of PyTorch; its GRU and RNN are those of Keras in another layout."""
    kind = module.class_name.removesuffix("Cell")
    biases = any(name.startswith("bias_ih") for name in module.arrays)
    called = CALLED | directions(False, module.bidirectional)
    if kind == "LSTM":
        name = "pytorch_projection" if module.proj_size else "pytorch"
        return Stated(BY_NAME[name], {"bias_ih": biases, "bias_hh": biases, **called}, {})
    if kind == "GRU":
        functions = {"activation": "tanh", "recurrent_activation": "sigmoid"}
        given: dict[str, object] = {"reset_after": True, "bias": biases, "recurrent_bias": biases}
        return Stated(as_keras("gru", "GRU of PyTorch"), {**given, **called}, functions)
    plain = as_keras("simple_rnn", "RNN of PyTorch")
    return Stated(plain, {"bias": biases, **called}, {"activation": "tanh"})


def of_node(node: Any) -> Stated:
    """A recurrent node of ONNX."""
    names = [
        value.decode() if isinstance(value, bytes) else value
        for value in node.options.get("activations") or DEFAULT[node.class_name]
    ]
    functions = [FUNCTIONS.get(name.lower(), name.lower()) for name in names]
    given: dict[str, object] = {
        "initial_state": "initial_h" in node.arrays, "mask": "sequence_lens" in node.arrays,
    }  # fmt: skip
    direction = text(node.options, "direction")
    given |= directions(direction == "reverse", direction == "bidirectional")
    if node.class_name in LSTMS:
        options = {"input_forget": bool(node.options.get("input_forget", 0)), **given}
        options |= {"P": "P" in node.arrays, "Wb": "B" in node.arrays, "Rb": "B" in node.arrays}
        return Stated(
            BY_NAME[LSTMS[node.class_name]], options, dict(zip("fgh", functions, strict=False))
        )
    if node.class_name == "GRU":
        after = bool(node.options.get("linear_before_reset", 0))
        bias = "B" in node.arrays
        biases = {"bias": bias, "recurrent_bias": after and bias, "reset_after": after}
        words = dict(zip(("recurrent_activation", "activation"), functions, strict=False))
        return Stated(as_keras("gru", "GRU of ONNX"), CALLED | biases | given, words)
    plain = CALLED | {"bias": "B" in node.arrays} | given
    return Stated(as_keras("simple_rnn", "RNN of ONNX"), plain, {"activation": functions[0]})


def as_keras(name: str, whose: str) -> Formulation:
    """A formulation of Keras under the name of what computes the same."""
    return replace(BY_NAME[name], title=f"The {whose}, in the words of Keras")


def directions(backwards: bool, both: bool) -> dict[str, object]:
    """The option of the direction: open where there are both."""
    return {} if both else {"go_backwards": backwards}


#: How a layer of PyTorch is called unless its caller says otherwise.
CALLED: dict[str, object] = {
    "mask": False, "initial_state": False, "return_sequences": True,
}  # fmt: skip
#: The formulations of ONNX's LSTM and of that of onnxruntime.
LSTMS = {"LSTM": "onnx", QUANTIZED: "onnx_quantized"}
#: What a recurrent node of ONNX computes where it names no functions.
DEFAULT = {"LSTM": ("Sigmoid", "Tanh", "Tanh"), "GRU": ("Sigmoid", "Tanh"), "RNN": ("Tanh",)}
DEFAULT[QUANTIZED] = DEFAULT["LSTM"]
#: ONNX's names for functions that are called otherwise here.
FUNCTIONS = {
    "leakyrelu": "leaky_relu", "thresholdedrelu": "thresholded_relu", "scaledtanh": "scaled_tanh",
    "hardsigmoid": "hard_sigmoid_onnx",
}  # fmt: skip
