"""The LayerNormLSTMCell of TensorFlow Addons, for speed.

Printed from lstm_sym/equations/addons.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, mean, multiply, negative, sqrt, square, subtract, tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.addons_layer_norm import LSTMResult


def step_defaults_plain(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    x_i, x_f, x_c, x_o, h_i, h_f, h_c, h_o, c_tm1, s_5, s_7, s_9, s_11, s_17, s_19, s_21, s_23, s_32, s_34 = blocks
    x_i_f_c_o = blocks[0:4]
    s_5_7_9_11 = blocks[9:13]
    h_i_f_c_o = blocks[4:8]
    s_17_19_21_23 = blocks[13:17]
    kernel_gamma_i_gamma_f_gamma_c_gamma_o = array["kernel_gamma"][0:4]
    recurrent_gamma_i_gamma_f_gamma_c_gamma_o = array["recurrent_gamma"][0:4]
    s_1 = array["s_1"]
    s_2 = array["s_2"]
    s_3 = array["s_3"]
    s_4 = array["s_4"]
    s_6 = array["s_6"]
    s_8 = array["s_8"]
    s_10 = array["s_10"]
    s_12 = array["s_12"]
    s_13 = array["s_13"]
    s_14 = array["s_14"]
    s_15 = array["s_15"]
    s_16 = array["s_16"]
    s_18 = array["s_18"]
    s_20 = array["s_20"]
    s_22 = array["s_22"]
    s_24 = array["s_24"]
    s_25 = array["s_25"]
    kernel_beta_i = array["kernel_beta"][0]
    s_26 = array["s_26"]
    recurrent_beta_i = array["recurrent_beta"][0]
    s_27 = array["s_27"]
    kernel_beta_f = array["kernel_beta"][1]
    s_28 = array["s_28"]
    recurrent_beta_f = array["recurrent_beta"][1]
    s_29 = array["s_29"]
    kernel_beta_c = array["kernel_beta"][2]
    s_30 = array["s_30"]
    recurrent_beta_c = array["recurrent_beta"][2]
    kernel_beta_o = array["kernel_beta"][3]
    recurrent_beta_o = array["recurrent_beta"][3]
    s_31 = array["s_31"]
    s_33 = array["s_33"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    one = array["one"]

    def step() -> None:
        s_1[:] = mean(x_i, axis=-2, keepdims=True)  # inputs-products-mean
        s_2[:] = mean(x_f, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_2, s_1)  # inputs-products-mean
        s_3[:] = mean(x_c, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_3, s_1)  # inputs-products-mean
        s_4[:] = mean(x_o, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_4, s_1)  # inputs-products-mean
        divide(s_1, four, s_1)  # inputs-products-mean
        subtract(x_i_f_c_o, s_1, s_5_7_9_11)  # inputs-products-variance
        square(s_5_7_9_11, s_5_7_9_11)  # inputs-products-variance
        s_6[:] = mean(s_5, axis=-2, keepdims=True)  # inputs-products-variance
        s_8[:] = mean(s_7, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_8, s_6)  # inputs-products-variance
        s_10[:] = mean(s_9, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_10, s_6)  # inputs-products-variance
        s_12[:] = mean(s_11, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_12, s_6)  # inputs-products-variance
        divide(s_6, four, s_6)  # inputs-products-variance
        s_13[:] = mean(h_i, axis=-2, keepdims=True)  # hidden-states-products-mean
        s_14[:] = mean(h_f, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_14, s_13)  # hidden-states-products-mean
        s_15[:] = mean(h_c, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_15, s_13)  # hidden-states-products-mean
        s_16[:] = mean(h_o, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_16, s_13)  # hidden-states-products-mean
        divide(s_13, four, s_13)  # hidden-states-products-mean
        subtract(h_i_f_c_o, s_13, s_17_19_21_23)  # hidden-states-products-variance
        square(s_17_19_21_23, s_17_19_21_23)  # hidden-states-products-variance
        s_18[:] = mean(s_17, axis=-2, keepdims=True)  # hidden-states-products-variance
        s_20[:] = mean(s_19, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_20, s_18)  # hidden-states-products-variance
        s_22[:] = mean(s_21, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_22, s_18)  # hidden-states-products-variance
        s_24[:] = mean(s_23, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_24, s_18)  # hidden-states-products-variance
        divide(s_18, four, s_18)  # hidden-states-products-variance
        subtract(x_i_f_c_o, s_1, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(kernel_gamma_i_gamma_f_gamma_c_gamma_o, x_i_f_c_o, x_i_f_c_o)
        add(s_6, norm_epsilon, s_25)  # input-gate
        sqrt(s_25, s_25)  # input-gate
        divide(x_i, s_25, x_i)  # input-gate
        add(x_i, kernel_beta_i, x_i)  # input-gate
        subtract(h_i_f_c_o, s_13, h_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(recurrent_gamma_i_gamma_f_gamma_c_gamma_o, h_i_f_c_o, h_i_f_c_o)
        add(s_18, norm_epsilon, s_26)  # input-gate
        sqrt(s_26, s_26)  # input-gate
        divide(h_i, s_26, h_i)  # input-gate
        add(x_i, h_i, x_i)  # input-gate
        add(x_i, recurrent_beta_i, x_i)  # input-gate
        negative(x_i, x_i)  # input-gate
        exp(x_i, x_i)  # input-gate
        add(one, x_i, x_i)  # input-gate
        add(s_6, norm_epsilon, s_27)  # forget-gate
        sqrt(s_27, s_27)  # forget-gate
        divide(x_f, s_27, x_f)  # forget-gate
        add(x_f, kernel_beta_f, x_f)  # forget-gate
        add(s_18, norm_epsilon, s_28)  # forget-gate
        sqrt(s_28, s_28)  # forget-gate
        divide(h_f, s_28, h_f)  # forget-gate
        add(x_f, h_f, x_f)  # forget-gate
        add(x_f, recurrent_beta_f, x_f)  # forget-gate
        negative(x_f, x_f)  # forget-gate
        exp(x_f, x_f)  # forget-gate
        add(one, x_f, x_f)  # forget-gate
        add(s_6, norm_epsilon, s_29)  # candidate
        sqrt(s_29, s_29)  # candidate
        divide(x_c, s_29, x_c)  # candidate
        add(x_c, kernel_beta_c, x_c)  # candidate
        add(s_18, norm_epsilon, s_30)  # candidate
        sqrt(s_30, s_30)  # candidate
        divide(h_c, s_30, h_c)  # candidate
        add(x_c, h_c, x_c)  # candidate
        add(x_c, recurrent_beta_c, x_c)  # candidate
        tanh(x_c, x_c)  # candidate
        add(s_6, norm_epsilon, s_6)  # output-gate
        sqrt(s_6, s_6)  # output-gate
        divide(x_o, s_6, x_o)  # output-gate
        add(x_o, kernel_beta_o, x_o)  # output-gate
        add(s_18, norm_epsilon, s_18)  # output-gate
        sqrt(s_18, s_18)  # output-gate
        divide(h_o, s_18, h_o)  # output-gate
        add(x_o, h_o, x_o)  # output-gate
        add(x_o, recurrent_beta_o, x_o)  # output-gate
        negative(x_o, x_o)  # output-gate
        exp(x_o, x_o)  # output-gate
        add(one, x_o, x_o)  # output-gate
        divide(c_tm1, x_f, x_f)  # cell-state-sum
        divide(x_c, x_i, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        s_31[:] = mean(x_f, axis=-2, keepdims=True)  # cell-state-mean
        subtract(x_f, s_31, s_32)  # cell-state-variance
        square(s_32, s_32)  # cell-state-variance
        s_33[:] = mean(s_32, axis=-2, keepdims=True)  # cell-state-variance
        subtract(x_f, s_31, x_f)  # cell-state
        multiply(state_gamma, x_f, x_f)  # cell-state
        add(s_33, norm_epsilon, s_33)  # cell-state
        sqrt(s_33, s_33)  # cell-state
        divide(x_f, s_33, x_f)  # cell-state
        add(x_f, state_beta, c_t)  # cell-state
        tanh(c_t, s_34)  # hidden-state
        divide(s_34, x_o, h_t)  # hidden-state

    return step


def step_defaults_full(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    x_i, x_f, x_c, x_o, h_i, h_f, h_c, h_o, c_tm1, s_5, s_7, s_9, s_11, s_17, s_19, s_21, s_23, s_32, s_34 = blocks
    x_i_f_c_o = blocks[0:4]
    s_5_7_9_11 = blocks[9:13]
    h_i_f_c_o = blocks[4:8]
    s_17_19_21_23 = blocks[13:17]
    kernel_gamma_i_gamma_f_gamma_c_gamma_o = array["kernel_gamma"][0:4]
    recurrent_gamma_i_gamma_f_gamma_c_gamma_o = array["recurrent_gamma"][0:4]
    s_1 = array["s_1"]
    s_2 = array["s_2"]
    s_3 = array["s_3"]
    s_4 = array["s_4"]
    s_6 = array["s_6"]
    s_8 = array["s_8"]
    s_10 = array["s_10"]
    s_12 = array["s_12"]
    s_13 = array["s_13"]
    s_14 = array["s_14"]
    s_15 = array["s_15"]
    s_16 = array["s_16"]
    s_18 = array["s_18"]
    s_20 = array["s_20"]
    s_22 = array["s_22"]
    s_24 = array["s_24"]
    s_25 = array["s_25"]
    kernel_beta_i = array["kernel_beta"][0]
    s_26 = array["s_26"]
    recurrent_beta_i = array["recurrent_beta"][0]
    b_i = array["bias"][0]
    s_27 = array["s_27"]
    kernel_beta_f = array["kernel_beta"][1]
    s_28 = array["s_28"]
    recurrent_beta_f = array["recurrent_beta"][1]
    b_f = array["bias"][1]
    s_29 = array["s_29"]
    kernel_beta_c = array["kernel_beta"][2]
    s_30 = array["s_30"]
    recurrent_beta_c = array["recurrent_beta"][2]
    b_c = array["bias"][2]
    kernel_beta_o = array["kernel_beta"][3]
    recurrent_beta_o = array["recurrent_beta"][3]
    b_o = array["bias"][3]
    s_31 = array["s_31"]
    s_33 = array["s_33"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    one = array["one"]

    def step() -> None:
        s_1[:] = mean(x_i, axis=-2, keepdims=True)  # inputs-products-mean
        s_2[:] = mean(x_f, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_2, s_1)  # inputs-products-mean
        s_3[:] = mean(x_c, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_3, s_1)  # inputs-products-mean
        s_4[:] = mean(x_o, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_4, s_1)  # inputs-products-mean
        divide(s_1, four, s_1)  # inputs-products-mean
        subtract(x_i_f_c_o, s_1, s_5_7_9_11)  # inputs-products-variance
        square(s_5_7_9_11, s_5_7_9_11)  # inputs-products-variance
        s_6[:] = mean(s_5, axis=-2, keepdims=True)  # inputs-products-variance
        s_8[:] = mean(s_7, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_8, s_6)  # inputs-products-variance
        s_10[:] = mean(s_9, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_10, s_6)  # inputs-products-variance
        s_12[:] = mean(s_11, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_12, s_6)  # inputs-products-variance
        divide(s_6, four, s_6)  # inputs-products-variance
        s_13[:] = mean(h_i, axis=-2, keepdims=True)  # hidden-states-products-mean
        s_14[:] = mean(h_f, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_14, s_13)  # hidden-states-products-mean
        s_15[:] = mean(h_c, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_15, s_13)  # hidden-states-products-mean
        s_16[:] = mean(h_o, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_16, s_13)  # hidden-states-products-mean
        divide(s_13, four, s_13)  # hidden-states-products-mean
        subtract(h_i_f_c_o, s_13, s_17_19_21_23)  # hidden-states-products-variance
        square(s_17_19_21_23, s_17_19_21_23)  # hidden-states-products-variance
        s_18[:] = mean(s_17, axis=-2, keepdims=True)  # hidden-states-products-variance
        s_20[:] = mean(s_19, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_20, s_18)  # hidden-states-products-variance
        s_22[:] = mean(s_21, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_22, s_18)  # hidden-states-products-variance
        s_24[:] = mean(s_23, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_24, s_18)  # hidden-states-products-variance
        divide(s_18, four, s_18)  # hidden-states-products-variance
        subtract(x_i_f_c_o, s_1, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(kernel_gamma_i_gamma_f_gamma_c_gamma_o, x_i_f_c_o, x_i_f_c_o)
        add(s_6, norm_epsilon, s_25)  # input-gate
        sqrt(s_25, s_25)  # input-gate
        divide(x_i, s_25, x_i)  # input-gate
        add(x_i, kernel_beta_i, x_i)  # input-gate
        subtract(h_i_f_c_o, s_13, h_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(recurrent_gamma_i_gamma_f_gamma_c_gamma_o, h_i_f_c_o, h_i_f_c_o)
        add(s_18, norm_epsilon, s_26)  # input-gate
        sqrt(s_26, s_26)  # input-gate
        divide(h_i, s_26, h_i)  # input-gate
        add(x_i, h_i, x_i)  # input-gate
        add(x_i, recurrent_beta_i, x_i)  # input-gate
        add(x_i, b_i, x_i)  # input-gate
        negative(x_i, x_i)  # input-gate
        exp(x_i, x_i)  # input-gate
        add(one, x_i, x_i)  # input-gate
        add(s_6, norm_epsilon, s_27)  # forget-gate
        sqrt(s_27, s_27)  # forget-gate
        divide(x_f, s_27, x_f)  # forget-gate
        add(x_f, kernel_beta_f, x_f)  # forget-gate
        add(s_18, norm_epsilon, s_28)  # forget-gate
        sqrt(s_28, s_28)  # forget-gate
        divide(h_f, s_28, h_f)  # forget-gate
        add(x_f, h_f, x_f)  # forget-gate
        add(x_f, recurrent_beta_f, x_f)  # forget-gate
        add(x_f, b_f, x_f)  # forget-gate
        negative(x_f, x_f)  # forget-gate
        exp(x_f, x_f)  # forget-gate
        add(one, x_f, x_f)  # forget-gate
        add(s_6, norm_epsilon, s_29)  # candidate
        sqrt(s_29, s_29)  # candidate
        divide(x_c, s_29, x_c)  # candidate
        add(x_c, kernel_beta_c, x_c)  # candidate
        add(s_18, norm_epsilon, s_30)  # candidate
        sqrt(s_30, s_30)  # candidate
        divide(h_c, s_30, h_c)  # candidate
        add(x_c, h_c, x_c)  # candidate
        add(x_c, recurrent_beta_c, x_c)  # candidate
        add(x_c, b_c, x_c)  # candidate
        tanh(x_c, x_c)  # candidate
        add(s_6, norm_epsilon, s_6)  # output-gate
        sqrt(s_6, s_6)  # output-gate
        divide(x_o, s_6, x_o)  # output-gate
        add(x_o, kernel_beta_o, x_o)  # output-gate
        add(s_18, norm_epsilon, s_18)  # output-gate
        sqrt(s_18, s_18)  # output-gate
        divide(h_o, s_18, h_o)  # output-gate
        add(x_o, h_o, x_o)  # output-gate
        add(x_o, recurrent_beta_o, x_o)  # output-gate
        add(x_o, b_o, x_o)  # output-gate
        negative(x_o, x_o)  # output-gate
        exp(x_o, x_o)  # output-gate
        add(one, x_o, x_o)  # output-gate
        divide(c_tm1, x_f, x_f)  # cell-state-sum
        divide(x_c, x_i, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        s_31[:] = mean(x_f, axis=-2, keepdims=True)  # cell-state-mean
        subtract(x_f, s_31, s_32)  # cell-state-variance
        square(s_32, s_32)  # cell-state-variance
        s_33[:] = mean(s_32, axis=-2, keepdims=True)  # cell-state-variance
        subtract(x_f, s_31, x_f)  # cell-state
        multiply(state_gamma, x_f, x_f)  # cell-state
        add(s_33, norm_epsilon, s_33)  # cell-state
        sqrt(s_33, s_33)  # cell-state
        divide(x_f, s_33, x_f)  # cell-state
        add(x_f, state_beta, c_t)  # cell-state
        tanh(c_t, s_34)  # hidden-state
        divide(s_34, x_o, h_t)  # hidden-state

    return step


def step_any_plain(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    x_i, x_f, x_c, x_o, h_i, h_f, h_c, h_o, c_tm1, s_5, s_7, s_9, s_11, s_17, s_19, s_21, s_23, s_32, s_34 = blocks
    x_i_f_c_o = blocks[0:4]
    s_5_7_9_11 = blocks[9:13]
    h_i_f_c_o = blocks[4:8]
    s_17_19_21_23 = blocks[13:17]
    kernel_gamma_i_gamma_f_gamma_c_gamma_o = array["kernel_gamma"][0:4]
    recurrent_gamma_i_gamma_f_gamma_c_gamma_o = array["recurrent_gamma"][0:4]
    s_1 = array["s_1"]
    s_2 = array["s_2"]
    s_3 = array["s_3"]
    s_4 = array["s_4"]
    s_6 = array["s_6"]
    s_8 = array["s_8"]
    s_10 = array["s_10"]
    s_12 = array["s_12"]
    s_13 = array["s_13"]
    s_14 = array["s_14"]
    s_15 = array["s_15"]
    s_16 = array["s_16"]
    s_18 = array["s_18"]
    s_20 = array["s_20"]
    s_22 = array["s_22"]
    s_24 = array["s_24"]
    s_25 = array["s_25"]
    kernel_beta_i = array["kernel_beta"][0]
    s_26 = array["s_26"]
    recurrent_beta_i = array["recurrent_beta"][0]
    s_27 = array["s_27"]
    kernel_beta_f = array["kernel_beta"][1]
    s_28 = array["s_28"]
    recurrent_beta_f = array["recurrent_beta"][1]
    s_29 = array["s_29"]
    kernel_beta_c = array["kernel_beta"][2]
    s_30 = array["s_30"]
    recurrent_beta_c = array["recurrent_beta"][2]
    kernel_beta_o = array["kernel_beta"][3]
    recurrent_beta_o = array["recurrent_beta"][3]
    s_31 = array["s_31"]
    s_33 = array["s_33"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    recurrent_activation = function["recurrent_activation"]
    activation = function["activation"]

    def step() -> None:
        s_1[:] = mean(x_i, axis=-2, keepdims=True)  # inputs-products-mean
        s_2[:] = mean(x_f, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_2, s_1)  # inputs-products-mean
        s_3[:] = mean(x_c, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_3, s_1)  # inputs-products-mean
        s_4[:] = mean(x_o, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_4, s_1)  # inputs-products-mean
        divide(s_1, four, s_1)  # inputs-products-mean
        subtract(x_i_f_c_o, s_1, s_5_7_9_11)  # inputs-products-variance
        square(s_5_7_9_11, s_5_7_9_11)  # inputs-products-variance
        s_6[:] = mean(s_5, axis=-2, keepdims=True)  # inputs-products-variance
        s_8[:] = mean(s_7, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_8, s_6)  # inputs-products-variance
        s_10[:] = mean(s_9, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_10, s_6)  # inputs-products-variance
        s_12[:] = mean(s_11, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_12, s_6)  # inputs-products-variance
        divide(s_6, four, s_6)  # inputs-products-variance
        s_13[:] = mean(h_i, axis=-2, keepdims=True)  # hidden-states-products-mean
        s_14[:] = mean(h_f, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_14, s_13)  # hidden-states-products-mean
        s_15[:] = mean(h_c, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_15, s_13)  # hidden-states-products-mean
        s_16[:] = mean(h_o, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_16, s_13)  # hidden-states-products-mean
        divide(s_13, four, s_13)  # hidden-states-products-mean
        subtract(h_i_f_c_o, s_13, s_17_19_21_23)  # hidden-states-products-variance
        square(s_17_19_21_23, s_17_19_21_23)  # hidden-states-products-variance
        s_18[:] = mean(s_17, axis=-2, keepdims=True)  # hidden-states-products-variance
        s_20[:] = mean(s_19, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_20, s_18)  # hidden-states-products-variance
        s_22[:] = mean(s_21, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_22, s_18)  # hidden-states-products-variance
        s_24[:] = mean(s_23, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_24, s_18)  # hidden-states-products-variance
        divide(s_18, four, s_18)  # hidden-states-products-variance
        subtract(x_i_f_c_o, s_1, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(kernel_gamma_i_gamma_f_gamma_c_gamma_o, x_i_f_c_o, x_i_f_c_o)
        add(s_6, norm_epsilon, s_25)  # input-gate
        sqrt(s_25, s_25)  # input-gate
        divide(x_i, s_25, x_i)  # input-gate
        add(x_i, kernel_beta_i, x_i)  # input-gate
        subtract(h_i_f_c_o, s_13, h_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(recurrent_gamma_i_gamma_f_gamma_c_gamma_o, h_i_f_c_o, h_i_f_c_o)
        add(s_18, norm_epsilon, s_26)  # input-gate
        sqrt(s_26, s_26)  # input-gate
        divide(h_i, s_26, h_i)  # input-gate
        add(x_i, h_i, x_i)  # input-gate
        add(x_i, recurrent_beta_i, x_i)  # input-gate
        x_i[:] = recurrent_activation(x_i)  # input-gate
        add(s_6, norm_epsilon, s_27)  # forget-gate
        sqrt(s_27, s_27)  # forget-gate
        divide(x_f, s_27, x_f)  # forget-gate
        add(x_f, kernel_beta_f, x_f)  # forget-gate
        add(s_18, norm_epsilon, s_28)  # forget-gate
        sqrt(s_28, s_28)  # forget-gate
        divide(h_f, s_28, h_f)  # forget-gate
        add(x_f, h_f, x_f)  # forget-gate
        add(x_f, recurrent_beta_f, x_f)  # forget-gate
        x_f[:] = recurrent_activation(x_f)  # forget-gate
        add(s_6, norm_epsilon, s_29)  # candidate
        sqrt(s_29, s_29)  # candidate
        divide(x_c, s_29, x_c)  # candidate
        add(x_c, kernel_beta_c, x_c)  # candidate
        add(s_18, norm_epsilon, s_30)  # candidate
        sqrt(s_30, s_30)  # candidate
        divide(h_c, s_30, h_c)  # candidate
        add(x_c, h_c, x_c)  # candidate
        add(x_c, recurrent_beta_c, x_c)  # candidate
        x_c[:] = activation(x_c)  # candidate
        add(s_6, norm_epsilon, s_6)  # output-gate
        sqrt(s_6, s_6)  # output-gate
        divide(x_o, s_6, x_o)  # output-gate
        add(x_o, kernel_beta_o, x_o)  # output-gate
        add(s_18, norm_epsilon, s_18)  # output-gate
        sqrt(s_18, s_18)  # output-gate
        divide(h_o, s_18, h_o)  # output-gate
        add(x_o, h_o, x_o)  # output-gate
        add(x_o, recurrent_beta_o, x_o)  # output-gate
        x_o[:] = recurrent_activation(x_o)  # output-gate
        multiply(x_f, c_tm1, x_f)  # cell-state-sum
        multiply(x_i, x_c, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        s_31[:] = mean(x_f, axis=-2, keepdims=True)  # cell-state-mean
        subtract(x_f, s_31, s_32)  # cell-state-variance
        square(s_32, s_32)  # cell-state-variance
        s_33[:] = mean(s_32, axis=-2, keepdims=True)  # cell-state-variance
        subtract(x_f, s_31, x_f)  # cell-state
        multiply(state_gamma, x_f, x_f)  # cell-state
        add(s_33, norm_epsilon, s_33)  # cell-state
        sqrt(s_33, s_33)  # cell-state
        divide(x_f, s_33, x_f)  # cell-state
        add(x_f, state_beta, c_t)  # cell-state
        s_34[:] = activation(c_t)  # hidden-state
        multiply(x_o, s_34, h_t)  # hidden-state

    return step


def step_any_full(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    x_i, x_f, x_c, x_o, h_i, h_f, h_c, h_o, c_tm1, s_5, s_7, s_9, s_11, s_17, s_19, s_21, s_23, s_32, s_34 = blocks
    x_i_f_c_o = blocks[0:4]
    s_5_7_9_11 = blocks[9:13]
    h_i_f_c_o = blocks[4:8]
    s_17_19_21_23 = blocks[13:17]
    kernel_gamma_i_gamma_f_gamma_c_gamma_o = array["kernel_gamma"][0:4]
    recurrent_gamma_i_gamma_f_gamma_c_gamma_o = array["recurrent_gamma"][0:4]
    s_1 = array["s_1"]
    s_2 = array["s_2"]
    s_3 = array["s_3"]
    s_4 = array["s_4"]
    s_6 = array["s_6"]
    s_8 = array["s_8"]
    s_10 = array["s_10"]
    s_12 = array["s_12"]
    s_13 = array["s_13"]
    s_14 = array["s_14"]
    s_15 = array["s_15"]
    s_16 = array["s_16"]
    s_18 = array["s_18"]
    s_20 = array["s_20"]
    s_22 = array["s_22"]
    s_24 = array["s_24"]
    s_25 = array["s_25"]
    kernel_beta_i = array["kernel_beta"][0]
    s_26 = array["s_26"]
    recurrent_beta_i = array["recurrent_beta"][0]
    b_i = array["bias"][0]
    s_27 = array["s_27"]
    kernel_beta_f = array["kernel_beta"][1]
    s_28 = array["s_28"]
    recurrent_beta_f = array["recurrent_beta"][1]
    b_f = array["bias"][1]
    s_29 = array["s_29"]
    kernel_beta_c = array["kernel_beta"][2]
    s_30 = array["s_30"]
    recurrent_beta_c = array["recurrent_beta"][2]
    b_c = array["bias"][2]
    kernel_beta_o = array["kernel_beta"][3]
    recurrent_beta_o = array["recurrent_beta"][3]
    b_o = array["bias"][3]
    s_31 = array["s_31"]
    s_33 = array["s_33"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    recurrent_activation = function["recurrent_activation"]
    activation = function["activation"]

    def step() -> None:
        s_1[:] = mean(x_i, axis=-2, keepdims=True)  # inputs-products-mean
        s_2[:] = mean(x_f, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_2, s_1)  # inputs-products-mean
        s_3[:] = mean(x_c, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_3, s_1)  # inputs-products-mean
        s_4[:] = mean(x_o, axis=-2, keepdims=True)  # inputs-products-mean
        add(s_1, s_4, s_1)  # inputs-products-mean
        divide(s_1, four, s_1)  # inputs-products-mean
        subtract(x_i_f_c_o, s_1, s_5_7_9_11)  # inputs-products-variance
        square(s_5_7_9_11, s_5_7_9_11)  # inputs-products-variance
        s_6[:] = mean(s_5, axis=-2, keepdims=True)  # inputs-products-variance
        s_8[:] = mean(s_7, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_8, s_6)  # inputs-products-variance
        s_10[:] = mean(s_9, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_10, s_6)  # inputs-products-variance
        s_12[:] = mean(s_11, axis=-2, keepdims=True)  # inputs-products-variance
        add(s_6, s_12, s_6)  # inputs-products-variance
        divide(s_6, four, s_6)  # inputs-products-variance
        s_13[:] = mean(h_i, axis=-2, keepdims=True)  # hidden-states-products-mean
        s_14[:] = mean(h_f, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_14, s_13)  # hidden-states-products-mean
        s_15[:] = mean(h_c, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_15, s_13)  # hidden-states-products-mean
        s_16[:] = mean(h_o, axis=-2, keepdims=True)  # hidden-states-products-mean
        add(s_13, s_16, s_13)  # hidden-states-products-mean
        divide(s_13, four, s_13)  # hidden-states-products-mean
        subtract(h_i_f_c_o, s_13, s_17_19_21_23)  # hidden-states-products-variance
        square(s_17_19_21_23, s_17_19_21_23)  # hidden-states-products-variance
        s_18[:] = mean(s_17, axis=-2, keepdims=True)  # hidden-states-products-variance
        s_20[:] = mean(s_19, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_20, s_18)  # hidden-states-products-variance
        s_22[:] = mean(s_21, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_22, s_18)  # hidden-states-products-variance
        s_24[:] = mean(s_23, axis=-2, keepdims=True)  # hidden-states-products-variance
        add(s_18, s_24, s_18)  # hidden-states-products-variance
        divide(s_18, four, s_18)  # hidden-states-products-variance
        subtract(x_i_f_c_o, s_1, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(kernel_gamma_i_gamma_f_gamma_c_gamma_o, x_i_f_c_o, x_i_f_c_o)
        add(s_6, norm_epsilon, s_25)  # input-gate
        sqrt(s_25, s_25)  # input-gate
        divide(x_i, s_25, x_i)  # input-gate
        add(x_i, kernel_beta_i, x_i)  # input-gate
        subtract(h_i_f_c_o, s_13, h_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        # input-gate, forget-gate, candidate, output-gate
        multiply(recurrent_gamma_i_gamma_f_gamma_c_gamma_o, h_i_f_c_o, h_i_f_c_o)
        add(s_18, norm_epsilon, s_26)  # input-gate
        sqrt(s_26, s_26)  # input-gate
        divide(h_i, s_26, h_i)  # input-gate
        add(x_i, h_i, x_i)  # input-gate
        add(x_i, recurrent_beta_i, x_i)  # input-gate
        add(x_i, b_i, x_i)  # input-gate
        x_i[:] = recurrent_activation(x_i)  # input-gate
        add(s_6, norm_epsilon, s_27)  # forget-gate
        sqrt(s_27, s_27)  # forget-gate
        divide(x_f, s_27, x_f)  # forget-gate
        add(x_f, kernel_beta_f, x_f)  # forget-gate
        add(s_18, norm_epsilon, s_28)  # forget-gate
        sqrt(s_28, s_28)  # forget-gate
        divide(h_f, s_28, h_f)  # forget-gate
        add(x_f, h_f, x_f)  # forget-gate
        add(x_f, recurrent_beta_f, x_f)  # forget-gate
        add(x_f, b_f, x_f)  # forget-gate
        x_f[:] = recurrent_activation(x_f)  # forget-gate
        add(s_6, norm_epsilon, s_29)  # candidate
        sqrt(s_29, s_29)  # candidate
        divide(x_c, s_29, x_c)  # candidate
        add(x_c, kernel_beta_c, x_c)  # candidate
        add(s_18, norm_epsilon, s_30)  # candidate
        sqrt(s_30, s_30)  # candidate
        divide(h_c, s_30, h_c)  # candidate
        add(x_c, h_c, x_c)  # candidate
        add(x_c, recurrent_beta_c, x_c)  # candidate
        add(x_c, b_c, x_c)  # candidate
        x_c[:] = activation(x_c)  # candidate
        add(s_6, norm_epsilon, s_6)  # output-gate
        sqrt(s_6, s_6)  # output-gate
        divide(x_o, s_6, x_o)  # output-gate
        add(x_o, kernel_beta_o, x_o)  # output-gate
        add(s_18, norm_epsilon, s_18)  # output-gate
        sqrt(s_18, s_18)  # output-gate
        divide(h_o, s_18, h_o)  # output-gate
        add(x_o, h_o, x_o)  # output-gate
        add(x_o, recurrent_beta_o, x_o)  # output-gate
        add(x_o, b_o, x_o)  # output-gate
        x_o[:] = recurrent_activation(x_o)  # output-gate
        multiply(x_f, c_tm1, x_f)  # cell-state-sum
        multiply(x_i, x_c, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        s_31[:] = mean(x_f, axis=-2, keepdims=True)  # cell-state-mean
        subtract(x_f, s_31, s_32)  # cell-state-variance
        square(s_32, s_32)  # cell-state-variance
        s_33[:] = mean(s_32, axis=-2, keepdims=True)  # cell-state-variance
        subtract(x_f, s_31, x_f)  # cell-state
        multiply(state_gamma, x_f, x_f)  # cell-state
        add(s_33, norm_epsilon, s_33)  # cell-state
        sqrt(s_33, s_33)  # cell-state
        divide(x_f, s_33, x_f)  # cell-state
        add(x_f, state_beta, c_t)  # cell-state
        s_34[:] = activation(c_t)  # hidden-state
        multiply(x_o, s_34, h_t)  # hidden-state

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("x_i", "x_f", "x_c", "x_o", "h_i", "h_f", "h_c", "h_o"),
                "units",
                {"x_t": "input_dim", "": "", "h_tm1": "units"},
            ),
        ),
        states=(State("h_tm1", "h_t", "units"), State("c_tm1", "c_t", "units")),
        beside=("c_tm1",),
        emitted="h_tm1",
        results=("", "h_tm1", "c_tm1"),
        forms={
            (True, True): Form(
                steps=(step_defaults_plain,),
                scratch={
                    "s_1": "1",
                    "s_2": "1",
                    "s_3": "1",
                    "s_4": "1",
                    "s_5": "units",
                    "s_6": "1",
                    "s_7": "units",
                    "s_8": "1",
                    "s_9": "units",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "1",
                    "s_14": "1",
                    "s_15": "1",
                    "s_16": "1",
                    "s_17": "units",
                    "s_18": "1",
                    "s_19": "units",
                    "s_20": "1",
                    "s_21": "units",
                    "s_22": "1",
                    "s_23": "units",
                    "s_24": "1",
                    "s_25": "1",
                    "s_26": "1",
                    "s_27": "1",
                    "s_28": "1",
                    "s_29": "1",
                    "s_30": "1",
                    "s_31": "1",
                    "s_32": "units",
                    "s_33": "1",
                    "s_34": "units",
                },
            ),
            (True, False): Form(
                steps=(step_defaults_full,),
                scratch={
                    "s_1": "1",
                    "s_2": "1",
                    "s_3": "1",
                    "s_4": "1",
                    "s_5": "units",
                    "s_6": "1",
                    "s_7": "units",
                    "s_8": "1",
                    "s_9": "units",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "1",
                    "s_14": "1",
                    "s_15": "1",
                    "s_16": "1",
                    "s_17": "units",
                    "s_18": "1",
                    "s_19": "units",
                    "s_20": "1",
                    "s_21": "units",
                    "s_22": "1",
                    "s_23": "units",
                    "s_24": "1",
                    "s_25": "1",
                    "s_26": "1",
                    "s_27": "1",
                    "s_28": "1",
                    "s_29": "1",
                    "s_30": "1",
                    "s_31": "1",
                    "s_32": "units",
                    "s_33": "1",
                    "s_34": "units",
                },
            ),
            (False, True): Form(
                steps=(step_any_plain,),
                scratch={
                    "s_1": "1",
                    "s_2": "1",
                    "s_3": "1",
                    "s_4": "1",
                    "s_5": "units",
                    "s_6": "1",
                    "s_7": "units",
                    "s_8": "1",
                    "s_9": "units",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "1",
                    "s_14": "1",
                    "s_15": "1",
                    "s_16": "1",
                    "s_17": "units",
                    "s_18": "1",
                    "s_19": "units",
                    "s_20": "1",
                    "s_21": "units",
                    "s_22": "1",
                    "s_23": "units",
                    "s_24": "1",
                    "s_25": "1",
                    "s_26": "1",
                    "s_27": "1",
                    "s_28": "1",
                    "s_29": "1",
                    "s_30": "1",
                    "s_31": "1",
                    "s_32": "units",
                    "s_33": "1",
                    "s_34": "units",
                },
            ),
            (False, False): Form(
                steps=(step_any_full,),
                scratch={
                    "s_1": "1",
                    "s_2": "1",
                    "s_3": "1",
                    "s_4": "1",
                    "s_5": "units",
                    "s_6": "1",
                    "s_7": "units",
                    "s_8": "1",
                    "s_9": "units",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "1",
                    "s_14": "1",
                    "s_15": "1",
                    "s_16": "1",
                    "s_17": "units",
                    "s_18": "1",
                    "s_19": "units",
                    "s_20": "1",
                    "s_21": "units",
                    "s_22": "1",
                    "s_23": "units",
                    "s_24": "1",
                    "s_25": "1",
                    "s_26": "1",
                    "s_27": "1",
                    "s_28": "1",
                    "s_29": "1",
                    "s_30": "1",
                    "s_31": "1",
                    "s_32": "units",
                    "s_33": "1",
                    "s_34": "units",
                },
            ),
        },
    ),
}


def weights(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    kernel_gamma: Array,
    kernel_beta: Array,
    recurrent_gamma: Array,
    recurrent_beta: Array,
    state_gamma: Array,
    state_beta: Array,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_f, W_c, W_o = split(kernel, 4)
    U_i, U_f, U_c, U_o = split(recurrent_kernel, 4)
    return [
        {
            "x_t": (W_i, W_f, W_c, W_o, None, None, None, None),
            "": (None, None, None, None, None, None, None, None),
            "h_tm1": (None, None, None, None, U_i, U_f, U_c, U_o),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    kernel_gamma: Array,
    kernel_beta: Array,
    recurrent_gamma: Array,
    recurrent_beta: Array,
    state_gamma: Array,
    state_beta: Array,
    *,
    norm_epsilon: float,
    activation: Function,
    recurrent_activation: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(
            kernel,
            recurrent_kernel,
            bias,
            kernel_gamma,
            kernel_beta,
            recurrent_gamma,
            recurrent_beta,
            state_gamma,
            state_beta,
        ),
        columns={
            "state_gamma": [state_gamma],
            "state_beta": [state_beta],
            "bias": split(bias, 4),
            "kernel_gamma": split(kernel_gamma, 4),
            "kernel_beta": split(kernel_beta, 4),
            "recurrent_gamma": split(recurrent_gamma, 4),
            "recurrent_beta": split(recurrent_beta, 4),
        },
        numbers={"four": 4, "norm_epsilon": norm_epsilon, "one": 1},
        functions={"activation": activation, "recurrent_activation": recurrent_activation},
        defaults=activation is BY_NAME["tanh"] and recurrent_activation is BY_NAME["sigmoid"],
        plain=not bias.any(),
    )


def prepare(
    kernel: Array,
    recurrent_kernel: Array,
    kernel_gamma: Array,
    kernel_beta: Array,
    recurrent_gamma: Array,
    recurrent_beta: Array,
    state_gamma: Array,
    state_beta: Array,
    bias: Array | None = None,
    *,
    norm_epsilon: float = 0.001,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    kernel : array, shape (input_dim, 4*units)
        weights of the input; one block a gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block a gate, in the order i, f, c, o
    kernel_gamma : array, shape (4*units,)
        scale of the input's product; one block a gate, in the order i, f, c, o
    kernel_beta : array, shape (4*units,)
        centre of the input's product; one block a gate, in the order i, f, c, o
    recurrent_gamma : array, shape (4*units,)
        scale of the hidden state's product; one block a gate, in the order i, f, c, o
    recurrent_beta : array, shape (4*units,)
        centre of the hidden state's product; one block a gate, in the order i, f, c, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    bias : array or None, shape (4*units,)
        bias; one block a gate, in the order i, f, c, o; None: zeros
    norm_epsilon : float
        what keeps the root of a variance from zero
    activation : str or callable
        activation of candidate and state: a name in lstm_numpy.activations, or a function of an
        array
    recurrent_activation : str or callable
        activation of the gates: a name in lstm_numpy.activations, or a function of an array

    Returns
    -------
    callable
        a function of inputs, initial_state: what `lstm` returns

    Raises
    ------
    TypeError
        an array is not of floats, a mask not of booleans
    ValueError
        a shape does not fit, an option or an activation is unknown

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 128)),
    ...     np.zeros((32, 128)),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(128),
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 32)
    """
    from lstm_numpy.addons_layer_norm import LSTMResult, lstm

    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    kernel_gamma = sizes.floating("kernel_gamma", kernel_gamma, "4*units")
    kernel_beta = sizes.floating("kernel_beta", kernel_beta, "4*units")
    recurrent_gamma = sizes.floating("recurrent_gamma", recurrent_gamma, "4*units")
    recurrent_beta = sizes.floating("recurrent_beta", recurrent_beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
    if bias is None:
        bias = sizes.zeros("4*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "4*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    norm_epsilon = number("norm_epsilon", norm_epsilon)
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            kernel,
            recurrent_kernel,
            bias,
            kernel_gamma,
            kernel_beta,
            recurrent_gamma,
            recurrent_beta,
            state_gamma,
            state_beta,
            norm_epsilon=norm_epsilon,
            activation=activation,
            recurrent_activation=recurrent_activation,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(inputs: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
        if initial_state is not None:
            h_0, c_0 = several("initial_state", initial_state, 2)
            h_0 = sizes.floating("initial_state[0]", h_0, "batch units")
            c_0 = sizes.floating("initial_state[1]", c_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                inputs,
                kernel,
                recurrent_kernel,
                bias,
                kernel_gamma,
                kernel_beta,
                recurrent_gamma,
                recurrent_beta,
                state_gamma,
                state_beta,
                initial_state=initial_state,
                norm_epsilon=norm_epsilon,
                activation=activation,
                recurrent_activation=recurrent_activation,
            )
        initial = None if initial_state is None else (h_0, c_0)
        return LSTMResult(*packed(inputs, initial))

    return call
