"""The LSTM a second time, for comparison: lists, the math module and loops over single numbers.

Written from the papers: S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural
Computation 9, 1997, and F. Gers, J. Schmidhuber and F. Cummins, "Learning to Forget", Neural
Computation 12, 2000; the order of the gates' blocks (i, f, c, o) is Keras's. It knows nothing of
the project.
"""

import math


def logistic(x):
    if x < -700:
        return 0.0
    return 1 / (1 + math.exp(-x))


SQUASH = {
    "tanh": math.tanh,
    "sigmoid": logistic,
    "hard_sigmoid": lambda x: min(1.0, max(0.0, x / 6 + 0.5)),
    "hard_sigmoid_keras2": lambda x: min(1.0, max(0.0, 0.2 * x + 0.5)),
    "softsign": lambda x: x / (1 + abs(x)),
    "relu": lambda x: max(x, 0.0),
    "linear": lambda x: x,
    None: lambda x: x,
}


def step(x, h, c, kernel, recurrent_kernel, bias, activation, recurrent_activation):
    """One memory block for each unit: its gates, its new cell state and its output."""
    units = len(h)

    def net(block, unit):
        column = block * units + unit
        total = bias[column] if bias is not None else 0.0
        for feature, value in enumerate(x):
            total += value * kernel[feature][column]
        for other, value in enumerate(h):
            total += value * recurrent_kernel[other][column]
        return total

    new_h, new_c = [], []
    for unit in range(units):
        input_gate = SQUASH[recurrent_activation](net(0, unit))
        forget_gate = SQUASH[recurrent_activation](net(1, unit))
        candidate = SQUASH[activation](net(2, unit))
        output_gate = SQUASH[recurrent_activation](net(3, unit))
        cell = forget_gate * c[unit] + input_gate * candidate
        new_c.append(cell)
        new_h.append(output_gate * SQUASH[activation](cell))
    return new_h, new_c


def example(sequence, h, c, valid, masked_output, weights, activations):
    """One example, in the order of processing: what is emitted at each timestep, and the states."""
    emitted, last = [], [0.0] * len(h)
    for x, is_valid in zip(sequence, valid, strict=True):
        if is_valid:
            h, c = step(x, h, c, *weights, *activations)
            last = h
            emitted.append(h)
        elif masked_output == "previous":
            emitted.append(last)
        elif masked_output == "state":
            emitted.append(h)
        else:
            emitted.append([0.0] * len(h))
    return emitted, h, c


def lstm(
    sequences,
    kernel,
    recurrent_kernel,
    bias=None,
    initial_state=None,
    mask=None,
    masked_output="previous",
    go_backwards=False,
    return_sequences=True,
    activation="tanh",
    recurrent_activation="sigmoid",
):
    """Nested lists of output, last hidden states and last cell states."""
    units = len(recurrent_kernel)
    outputs, hs, cs = [], [], []
    for row, sequence in enumerate(sequences):
        valid = [True] * len(sequence) if mask is None else mask[row]
        if go_backwards:
            sequence, valid = sequence[::-1], valid[::-1]
        h = initial_state[0][row] if initial_state is not None else [0.0] * units
        c = initial_state[1][row] if initial_state is not None else [0.0] * units
        emitted, last_h, last_c = example(
            *(sequence, h, c, valid, masked_output),
            weights=(kernel, recurrent_kernel, bias),
            activations=(activation, recurrent_activation),
        )
        if return_sequences:
            outputs.append(emitted)
        elif emitted:
            outputs.append(emitted[-1])
        else:  # no timestep: the initial hidden state, or with a mask the output before the first
            outputs.append(h if mask is None else [0.0] * units)
        hs.append(last_h)
        cs.append(last_c)
    return outputs, hs, cs
