"""The numbers that C has for names.

Printed from lstm_sym/equations/ by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

ACTIVATIONS = {
    "tanh": 0,
    "sigmoid": 1,
    "hard_sigmoid": 2,
    "hard_sigmoid_keras2": 3,
    "linear": 4,
    "relu": 5,
    "relu6": 6,
    "leaky_relu": 7,
    "elu": 8,
    "selu": 9,
    "celu": 10,
    "gelu": 11,
    "gelu_tanh": 12,
    "silu": 13,
    "mish": 14,
    "softplus": 15,
    "softsign": 16,
    "exponential": 17,
    "hard_tanh": 18,
    "hard_silu": 19,
    "log_sigmoid": 20,
    "tanh_shrink": 21,
    "soft_shrink": 22,
    "hard_shrink": 23,
    "squareplus": 24,
    "sparse_plus": 25,
    "sparse_sigmoid": 26,
    "thresholded_relu": 27,
    "hard_sigmoid_onnx": 28,
}
MASKED_OUTPUT = {
    "previous": 0,
    "state": 1,
    "zero": 2,
}
#: Why there is no C, with the label of an equation; empty where there is.
LEFT_OUT = ""
