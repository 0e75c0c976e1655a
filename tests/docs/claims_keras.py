"""What the pages about the layer of Keras claim; see claims.py."""

import numpy as np

from lstm_numpy import LSTM

from .claims_formulations import ORDINALS, WITH_FLAG, gates
from .claims_formulations import PAGES as OF_FORMULATIONS
from .data import (
    FORMULATIONS,
    HARD,
    MAJOR,
    MANIFEST,
    NEWEST,
    OLDEST,
    QUESTION_INPUTS,
    QUESTION_UNITS,
    RELEASE,
    number,
    old_file,
    order,
    record,
    since,
    versions,
    when,
)

OFF, LEAST, MOST = (f"{off:.3f}" for off in (old_file()[0], min(old_file()), max(old_file())))
SEEDS = number(len(old_file()))
SIGMOID = since("recurrent_activation", "sigmoid")
MASKED_OUTPUTS = FORMULATIONS["keras"]["options"]["masked_output"]["choices"]
MASKED = number(len(MASKED_OUTPUTS))
RELEASES = number(len(record("docs/results/layer_defaults.json")["columns"]) - 1)
INSIDE = [a["backend_version"].rpartition(".")[0] for a in versions() if "-tf" in a["version"]]
INSIDE.sort(key=lambda release: [int(part) for part in release.split(".")])
# The directives of keras/options.md that compare options.
DIFFERENCES = (
    *("return_sequences=True\n:from: return_sequences=False\n", "go_backwards=True\n```"),
    *("mask=True\n```", "go_backwards=True\n:from: mask=True\n", "initial_state=True\n"),
    *("masked_output=state\n:from: mask=True\n", "masked_output=zero\n:from: mask=True\n"),
    "bias=False\n:from: bias=True\n",
)


def without_dropout() -> str:
    """Where a layer may drop units: a layer that is called computes as one without."""
    x = np.ones((2, 4, 3), np.float32)
    plain = LSTM(3, seed=0)
    expected = plain(x)
    for config in ({"dropout": 0.5}, {"recurrent_dropout": 0.5}):
        layer = LSTM.from_config({"units": 3, **config}, keras_version=NEWEST)
        layer.set_weights(plain.get_weights())
        if not np.array_equal(layer(x), expected):
            return "training and at inference"
    return "training"


PAGES: dict[str, list[str]] = OF_FORMULATIONS | {
    "docs/keras.md": [
        f"This page has the equations of the layer, from Keras {OLDEST} to Keras {NEWEST}.",
        "{lstm:eq}`keras.hidden-state` is the same function as in {lstm:eq}`keras.candidate`",
        f"the {number(len(FORMULATIONS['keras']['cell']['states']))} previous states, and computes "
        f"the {number(len(FORMULATIONS['keras']['cell']['states']))} new ones",
        f"the weights of the {number(len(gates('keras')))} gates and of the candidate side by side"
        f", in the order {order('keras')}, in each of "
        f"{number(len(FORMULATIONS['keras']['stacks']))} arrays.",
        f"You choose {number(len(FORMULATIONS['keras']['functions']))} functions; these are the "
        f"defaults of Keras {NEWEST[0]}:",
        f"With `use_bias={when('keras', 'no-bias', 'bias')}` there is no bias.",
        "is one unless `unit_forget_bias=False`,",
        f"of every timestep with `return_sequences="
        f"{when('keras', 'lstm-output', 'return_sequences')}`, otherwise",
        "With `return_state=True` the layer returns",
        f"`go_backwards={when('keras', 'input-backwards', 'go_backwards')}` processes the last",
        f"The layer learns these {number(len(FORMULATIONS['keras']['stacks']))} arrays;",
        f"which has {QUESTION_UNITS} units and {QUESTION_INPUTS} inputs.",
        f":sizes: input_dim={QUESTION_INPUTS} units={QUESTION_UNITS}\n",
        "Three more pages have",
    ],
    "docs/keras/masking.md": [
        "- `zero_output_for_mask=True` gives `zero`,",
        "- Otherwise `unroll=True` gives `previous`,",
        "`state_h` is the hidden state after the first timestep of the input.",
        f"There are {MASKED} variants.",
        f"The {ORDINALS[list(MASKED_OUTPUTS).index('zero')]} outputs zero.",
        "The first two differ only where",
        "At a masked timestep both states keep their values, in every release.",
        "on the backend and on two options",
    ],
    "docs/keras/options.md": [
        f"Dropout acts in {without_dropout()} only.",
        f"a mask and `go_backwards={when('keras', 'mask-backwards', 'go_backwards')}` the mask is",
        "With `True`, {lstm:eq}`keras.state-h`",
        f"On a GPU, tf.keras and Keras {NEWEST[0]} with",
        # From which default each difference goes: tests/docs/test_keras_defaults.py.
        *DIFFERENCES,
        f"wrote in {RELEASES} releases;",
        "the backend and two options decide",
        "The other two variants",
        "which of the two is used:",
        f"which of the [{MASKED} variants](masking.md) is output",
        "it runs two layers",
        "those between two layers",
    ],
    "docs/keras/versions.md": [
        "Two things happened to the gates",
        f"changed from `hard_sigmoid` to `sigmoid` in Keras {SIGMOID}.",
        f"## Why an old model changes in Keras {MAJOR}\n",
        f"Since Keras {HARD} the name",
        f"We saved a layer with Keras {RELEASE} and loaded it with Keras {NEWEST}.",
        f"Its output is off by {OFF}, because the file says `hard_sigmoid` and Keras {MAJOR} means",
        f"over {SEEDS} seeds the difference is between {LEAST} and {MOST}.",
        f"The last row holds up to Keras {NEWEST}.",
        f"Model files of TensorFlow up to {INSIDE[-1]} name the Keras inside it, such as "
        f"`{MANIFEST['tensorflow_versions'][2]['since']}`; from TensorFlow 2.3 on that name is "
        f"{WITH_FLAG} or later",
        f"## Before {OLDEST}\n\nBefore {OLDEST} the same equations",
    ],
}
