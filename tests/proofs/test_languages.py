"""C and JavaScript, read back: exact, and a fault is named with its equation, file and line."""

import pytest

from lstm_sym.proofs import languages
from lstm_sym.proofs.campaign import files

KERAS, SMALL = "lstm_c/cells/keras.c", "lstm_c/small/keras_small.h"
PROJECTION = "pytorch_projection_layer"
GRU, ONNX = "lstm_c/cells/gru_reset_after.c", "lstm_c/cells/onnx_direction_input_forget.c"
PROJECTED = f"lstm_c/cells/{PROJECTION}.c"
SCRIPT = "javascript/lstm.js"
EIGHT, HALF = "lstm_c/cells/keras_eight.c", "lstm_c/cells/gru_no_reset_after_bfloat16.c"
NO_RESET = "gru_no_reset_after_bfloat16"


@pytest.mark.parametrize("part", languages.PARTS)
def test_a_language_gives_the_equations_back(part: str) -> None:
    compared, wrong = languages.reading(part, files())
    assert wrong == []
    assert compared >= len(list(languages.paths(part)))


# File, body, what stands there, what stands there instead, what is said of it.
FAULTS = [
    (KERAS, "keras", "f_t * c_tm1 + i_t", "f_t * c_tm1 - i_t", "cell-state"),
    (KERAS, "keras", "activate_f32(activation, z_c)", "activate_f32(activation, z_i)", "candidate"),
    (KERAS, "keras", "kernel[row * 4 * units + unit]", "kernel[row * 4 * units]", "input-gate"),
    (KERAS, "keras", "? weights->bias[units", "? weights->bias[2 * units", "forget-gate"),
    (KERAS, "keras", "LSTM_TANH, LSTM_SIGMOID, t", "LSTM_SIGMOID, LSTM_TANH, t", "input-gate"),
    (
        KERAS,
        "keras",
        "call->initial_h, call->initial_c",
        "call->initial_c, call->initial_h",
        "initial",
    ),
    (KERAS, "keras", "{{1, 1, 1, 1}, {1, 1, 1, 1}}", "{{1, 1, 1, 1}, {1, 1, 1, 0}}", ""),
    (KERAS, "keras", "TWICE[ARRAYS] = {1, 1, 0}", "TWICE[ARRAYS] = {1, 0, 0}", ""),
    (GRU, "gru_reset_after", "1.0f - z_t", "1.0f + z_t", "hidden-state"),
    (ONNX, "onnx_direction_input_forget", "-clip, clip)", "clip, -clip)", ""),
    (PROJECTED, PROJECTION, "weight_hr[unit * hidden", "weight_hr[row * hidden", ""),
    (
        SMALL,
        "keras",
        "c_t_state[unit] = c_t;",
        "c_t_state[unit] = c_tm1;",
        "c_t after the timestep",
    ),
    (SMALL, "keras", "z_f += h_t_state[row]", "z_f -= h_t_state[row]", "forget-gate"),
    (SMALL, "keras", "units * sizeof", "(units - 1) * sizeof", "h_t after the timestep"),
    (EIGHT, "keras_eight", "f_t * c_tm1 + i_t", "f_t * c_tm1 - i_t", "cell-state"),
    (EIGHT, "keras_eight", "_f32(1, units, units, 4, 1,", "_f32(0, units, units, 4, 1,", "size"),
    (
        EIGHT,
        "keras_eight",
        "_f32(0, input_dim, units, 4, 3,",
        "_f32(0, input_dim, units, 4, 2,",
        "",
    ),
    (EIGHT, "keras_eight", "kernel[row * 4 * units + unit]", "kernel[row * 3 * units + unit]", ""),
    (HALF, NO_RESET, "1.0f - z_t", "1.0f + z_t", "hidden-state"),
    (SCRIPT, "gers2002", "p_o * c_t", "p_o * c_tm1[u]", "output-gate"),
    (SCRIPT, "greff2015", '"CIFG" ? 1 - i_t', '"CIFG" ? 1 + i_t', "forget-gate-cifg"),
    (SCRIPT, "pytorch", "rows(4, 0), bias_hh", "rows(4, 1), bias_hh", ""),
]


@pytest.mark.parametrize(("path", "name", "right", "wrong", "said"), FAULTS)
def test_a_fault_is_named(path: str, name: str, right: str, wrong: str, said: str) -> None:
    text = files()[path]
    assert right in text
    _, found = languages.of_file(path, text.replace(right, wrong), name)
    assert found
    assert path in found[0]
    assert said in found[0]
    line = found[0].partition("line ")[2].partition(":")[0]
    if line.isdigit():
        label = found[0].partition(", line")[0].rpartition(" ")[2]
        near = text.splitlines()[int(line) - 2 : int(line) + 4]
        assert label in "\n".join(near)


def test_a_fault_of_double_precision_alone_is_seen() -> None:
    right, wrong = "f_t * c_tm1", "i_t * c_tm1"
    single, mark, double = files()[KERAS].rpartition("/* Stage 0 of")
    assert right in double
    _, found = languages.of_file(KERAS, single + mark + double.replace(right, wrong), "keras")
    assert "(f64)" in found[0]


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        (languages.ACTIVATIONS[0], "0.044715", "0.044716"),
        (languages.ACTIVATIONS[0], "x > 0.0f, x", "x < 0.0f, x"),
        (languages.ACTIVATIONS[1], "clip_f32(0.2f * x", "clip_f32(0.3f * x"),
    ],
)
def test_a_wrong_activation_in_c_is_seen(path: str, right: str, wrong: str) -> None:
    text = files()[path]
    assert right in text
    assert next(languages.c_activations({**files(), path: text.replace(right, wrong)}))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("x / 6 + 0.5", "x / 5 + 0.5"), ("exp((-2)", "exp((-3)"), ("max(x, 0)", "max(0, 0)")],
)
def test_a_wrong_activation_in_javascript_is_seen(right: str, wrong: str) -> None:
    text = files()[SCRIPT]
    assert right in text
    _, found = languages.reading("JavaScript", {**files(), SCRIPT: text.replace(right, wrong)})
    assert len(found) == 1
