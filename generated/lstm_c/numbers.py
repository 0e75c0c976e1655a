"""The numbers that C has for names.

Printed from lstm_sym/equations/ by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

ACTIVATIONS = {
    "tanh": 1,
    "sigmoid": 2,
    "hard_sigmoid": 3,
    "hard_sigmoid_keras2": 4,
    "linear": 5,
    "relu": 6,
    "relu6": 7,
    "leaky_relu": 8,
    "elu": 9,
    "selu": 10,
    "celu": 11,
    "gelu": 12,
    "gelu_tanh": 13,
    "silu": 14,
    "mish": 15,
    "softplus": 16,
    "softsign": 17,
    "exponential": 18,
    "hard_tanh": 19,
    "hard_silu": 20,
    "log_sigmoid": 21,
    "tanh_shrink": 22,
    "soft_shrink": 23,
    "hard_shrink": 24,
    "squareplus": 25,
    "sparse_plus": 26,
    "sparse_sigmoid": 27,
    "thresholded_relu": 28,
    "hard_sigmoid_onnx": 29,
}
MASKED_OUTPUT = {
    "previous": 0,
    "state": 1,
    "zero": 2,
}
#: Why Keras's layer has no C, with an equation's label; empty where it has.
LEFT_OUT = ""
