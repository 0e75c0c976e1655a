"""Weights of Keras without a configuration: what the arrays say of the layers that they are of.

Names and shapes tell the class and the sizes; what they do not tell, such as activations, is the
default of the release, and `Weights.left_open` names it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lstm_numpy.files.layer import Layer
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.writer import Writer

#: The recurrent layers by the blocks in their recurrent kernel.
BLOCKS = {4: "LSTM", 3: "GRU", 1: "SimpleRNN"}
#: What no array says of a layer.
OPEN = {
    "LSTM": ("activation", "recurrent_activation", "go_backwards", "masks"),
    "GRU": ("activation", "recurrent_activation", "go_backwards", "masks"),
    "SimpleRNN": ("activation", "go_backwards", "masks"),
    "CuDNNLSTM": ("go_backwards",),
    "CuDNNGRU": ("go_backwards",),
    "Bidirectional": ("merge_mode", "activations", "masks"),
    "Dense": ("activation",),
    "Embedding": ("mask_zero",),
}


class Weights:
    """What `lstm_numpy.load` returns for weights without a configuration.

    ``layers`` are the layers that the arrays are of, by name; each can be called, with the defaults
    of the release for what no array says, and ``left_open`` lists those words by layer.
    """

    def __init__(self, path: Path, writer: Writer, layers: Mapping[str, Layer], said: str) -> None:
        self.path, self.writer, self.layers = path, writer, dict(layers)
        self.written_by = f"Keras {writer.said}{said}"

    @property
    def left_open(self) -> dict[str, tuple[str, ...]]:
        """What no array says, and what therefore is the default, by layer."""
        return {n: OPEN[one.class_name] for n, one in self.layers.items() if one.class_name in OPEN}

    def __repr__(self) -> str:
        return f"<Weights of {self.path.name}: {', '.join(map(repr, self.layers.values()))}>"

    def __call__(self, x: Any) -> Any:
        """Raise NotKnown: without a configuration the order of the layers is not known."""
        raise NotKnown(
            f"{self.path.name} holds weights and no configuration, so it cannot be called; its "
            f"layers can: {', '.join(f'model.layers[{name!r}]' for name in self.layers)}; or pass "
            "config=, what model.to_json() returned, as text, as a dict or as the path of a file"
        )


def entry(name: str, arrays: Mapping[str, tuple[int, ...]]) -> dict[str, Any]:
    """The configuration of a layer that has arrays of these names and shapes.

    >>> entry("rnn", {"rnn/kernel:0": (2, 12), "rnn/recurrent_kernel:0": (3, 12)})["class_name"]
    'LSTM'
    """
    both = [one for one in arrays if "backward_" in one]
    if both:
        forward = {one: shape for one, shape in arrays.items() if one not in both}
        inside = entry(f"forward_{name}", forward)
        return {"class_name": "Bidirectional", "config": {"name": name, "layer": inside}}
    shapes = {one.rpartition("/")[2].partition(":")[0]: shape for one, shape in arrays.items()}
    config: dict[str, Any] = {"name": name}
    kernel, recurrent = shapes.get("kernel", ()), shapes.get("recurrent_kernel", ())
    bias = shapes.get("bias")
    kind = "an unknown kind"
    if len(recurrent) == len(kernel) == 2 and recurrent[0]:
        kind = BLOCKS.get(recurrent[1] // recurrent[0], kind)
        config |= {"units": recurrent[0], "use_bias": bias is not None, "return_sequences": True}
        if bias and len(bias) == 1 and bias[0] == 2 * recurrent[1]:
            kind = f"CuDNN{kind}"
        elif kind == "GRU":
            config["reset_after"] = bias is not None and len(bias) == 2
    elif len(shapes) < len(arrays):
        pass  # arrays of several layers inside of one of the user's own
    elif set(shapes) == {"embeddings"} and len(shapes["embeddings"]) == 2:
        kind = "Embedding"
        config |= dict(zip(("input_dim", "output_dim"), shapes["embeddings"], strict=True))
    elif set(shapes) <= {"kernel", "bias"} and len(kernel) == 2:
        kind = "Dense"
        config |= {"units": kernel[1], "use_bias": bias is not None}
    return {"class_name": kind, "config": config}
