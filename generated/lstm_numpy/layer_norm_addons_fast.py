"""The LayerNormLSTMCell of TensorFlow Addons, for speed.

Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy import add, divide, exp, multiply, negative, sqrt, square, subtract, tanh

from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import Activation, Sizes, elementwise, number, several
from lstm_numpy.arrays import Array
from lstm_numpy.engine import Blocks, Body, Form, Function, Layer, Stage, State, Step
from lstm_numpy.matrices import over_units
from lstm_numpy.memory import split
from lstm_numpy.other_engine import ordinary, replaceable

if TYPE_CHECKING:
    from lstm_numpy.layer_norm_addons import LSTMResult


def step_defaults_plain(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    (
        x_i,
        x_f,
        x_c,
        x_o,
        h_i,
        h_f,
        h_c,
        h_o,
        c_tm1,
        s_1,
        s_3,
        s_4,
        s_5,
        s_6,
        s_11,
        s_13,
        s_14,
        s_15,
        s_16,
        s_22,
        s_24,
    ) = blocks
    x_i_f_c_o = blocks[0:4]
    s_3_4_5_6 = blocks[10:14]
    gamma_xi_xf_xc_xo = array["kernel_gamma"]
    h_i_f_c_o = blocks[4:8]
    s_13_14_15_16 = blocks[15:19]
    gamma_hi_hf_hc_ho = array["recurrent_gamma"]
    x_i_f = blocks[0:2]
    s_2 = array["s_2"]
    s_7 = array["s_7"]
    s_8 = array["s_8"]
    beta_xi = array["kernel_beta"][0]
    s_9 = array["s_9"]
    beta_xf = array["kernel_beta"][1]
    s_10 = array["s_10"]
    beta_xc = array["kernel_beta"][2]
    beta_xo = array["kernel_beta"][3]
    s_12 = array["s_12"]
    s_17 = array["s_17"]
    s_18 = array["s_18"]
    beta_hi = array["recurrent_beta"][0]
    s_19 = array["s_19"]
    beta_hf = array["recurrent_beta"][1]
    s_20 = array["s_20"]
    beta_hc = array["recurrent_beta"][2]
    beta_ho = array["recurrent_beta"][3]
    s_21 = array["s_21"]
    s_23 = array["s_23"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    units = array["units"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    one = array["one"]

    def step() -> None:
        add(x_i, x_f, s_1)  # input-products-mean
        add(s_1, x_c, s_1)  # input-products-mean
        add(s_1, x_o, s_1)  # input-products-mean
        over_units(s_1, s_2)  # input-products-mean
        divide(s_2, units, s_2)  # input-products-mean
        divide(s_2, four, s_2)  # input-products-mean
        # input-gate-input-products-apart, forget-gate-input-products-apart, candidate-input-
        # products-apart, output-gate-input-products-apart
        subtract(x_i_f_c_o, s_2, x_i_f_c_o)
        square(x_i_f_c_o, s_3_4_5_6)  # input-products-variance
        add(s_3, s_4, s_3)  # input-products-variance
        add(s_3, s_5, s_3)  # input-products-variance
        add(s_3, s_6, s_3)  # input-products-variance
        over_units(s_3, s_7)  # input-products-variance
        divide(s_7, units, s_7)  # input-products-variance
        divide(s_7, four, s_7)  # input-products-variance
        # input-gate-input-products-norm, forget-gate-input-products-norm, candidate-input-products-
        # norm, output-gate-input-products-norm
        multiply(gamma_xi_xf_xc_xo, x_i_f_c_o, x_i_f_c_o)
        add(s_7, norm_epsilon, s_8)  # input-gate-input-products-norm
        sqrt(s_8, s_8)  # input-gate-input-products-norm
        divide(x_i, s_8, x_i)  # input-gate-input-products-norm
        add(x_i, beta_xi, x_i)  # input-gate-input-products-norm
        add(s_7, norm_epsilon, s_9)  # forget-gate-input-products-norm
        sqrt(s_9, s_9)  # forget-gate-input-products-norm
        divide(x_f, s_9, x_f)  # forget-gate-input-products-norm
        add(x_f, beta_xf, x_f)  # forget-gate-input-products-norm
        add(s_7, norm_epsilon, s_10)  # candidate-input-products-norm
        sqrt(s_10, s_10)  # candidate-input-products-norm
        divide(x_c, s_10, x_c)  # candidate-input-products-norm
        add(x_c, beta_xc, x_c)  # candidate-input-products-norm
        add(s_7, norm_epsilon, s_7)  # output-gate-input-products-norm
        sqrt(s_7, s_7)  # output-gate-input-products-norm
        divide(x_o, s_7, x_o)  # output-gate-input-products-norm
        add(x_o, beta_xo, x_o)  # output-gate-input-products-norm
        add(h_i, h_f, s_11)  # hidden-state-products-mean
        add(s_11, h_c, s_11)  # hidden-state-products-mean
        add(s_11, h_o, s_11)  # hidden-state-products-mean
        over_units(s_11, s_12)  # hidden-state-products-mean
        divide(s_12, units, s_12)  # hidden-state-products-mean
        divide(s_12, four, s_12)  # hidden-state-products-mean
        # input-gate-hidden-state-products-apart, forget-gate-hidden-state-products-apart,
        # candidate-hidden-state-products-apart, output-gate-hidden-state-products-apart
        subtract(h_i_f_c_o, s_12, h_i_f_c_o)
        square(h_i_f_c_o, s_13_14_15_16)  # hidden-state-products-variance
        add(s_13, s_14, s_13)  # hidden-state-products-variance
        add(s_13, s_15, s_13)  # hidden-state-products-variance
        add(s_13, s_16, s_13)  # hidden-state-products-variance
        over_units(s_13, s_17)  # hidden-state-products-variance
        divide(s_17, units, s_17)  # hidden-state-products-variance
        divide(s_17, four, s_17)  # hidden-state-products-variance
        # input-gate-hidden-state-products-norm, forget-gate-hidden-state-products-norm, candidate-
        # hidden-state-products-norm, output-gate-hidden-state-products-norm
        multiply(gamma_hi_hf_hc_ho, h_i_f_c_o, h_i_f_c_o)
        add(s_17, norm_epsilon, s_18)  # input-gate-hidden-state-products-norm
        sqrt(s_18, s_18)  # input-gate-hidden-state-products-norm
        divide(h_i, s_18, h_i)  # input-gate-hidden-state-products-norm
        add(h_i, beta_hi, h_i)  # input-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_19)  # forget-gate-hidden-state-products-norm
        sqrt(s_19, s_19)  # forget-gate-hidden-state-products-norm
        divide(h_f, s_19, h_f)  # forget-gate-hidden-state-products-norm
        add(h_f, beta_hf, h_f)  # forget-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_20)  # candidate-hidden-state-products-norm
        sqrt(s_20, s_20)  # candidate-hidden-state-products-norm
        divide(h_c, s_20, h_c)  # candidate-hidden-state-products-norm
        add(h_c, beta_hc, h_c)  # candidate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_17)  # output-gate-hidden-state-products-norm
        sqrt(s_17, s_17)  # output-gate-hidden-state-products-norm
        divide(h_o, s_17, h_o)  # output-gate-hidden-state-products-norm
        add(h_o, beta_ho, h_o)  # output-gate-hidden-state-products-norm
        add(x_i_f_c_o, h_i_f_c_o, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        negative(x_i_f, x_i_f)  # input-gate, forget-gate
        exp(x_i_f, x_i_f)  # input-gate, forget-gate
        add(one, x_i_f, x_i_f)  # input-gate, forget-gate
        tanh(x_c, x_c)  # candidate
        negative(x_o, x_o)  # output-gate
        exp(x_o, x_o)  # output-gate
        add(one, x_o, x_o)  # output-gate
        divide(c_tm1, x_f, x_f)  # cell-state-sum
        divide(x_c, x_i, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        over_units(x_f, s_21)  # cell-state-mean
        divide(s_21, units, s_21)  # cell-state-mean
        subtract(x_f, s_21, s_22)  # cell-state-variance
        square(s_22, s_22)  # cell-state-variance
        over_units(s_22, s_23)  # cell-state-variance
        divide(s_23, units, s_23)  # cell-state-variance
        subtract(x_f, s_21, x_f)  # cell-state-norm
        multiply(state_gamma, x_f, x_f)  # cell-state-norm
        add(s_23, norm_epsilon, s_23)  # cell-state-norm
        sqrt(s_23, s_23)  # cell-state-norm
        divide(x_f, s_23, x_f)  # cell-state-norm
        add(x_f, state_beta, c_t)  # cell-state-norm
        tanh(c_t, s_24)  # hidden-state
        divide(s_24, x_o, h_t)  # hidden-state

    return step


def step_defaults_full(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    (
        x_i,
        x_f,
        x_c,
        x_o,
        h_i,
        h_f,
        h_c,
        h_o,
        c_tm1,
        s_1,
        s_3,
        s_4,
        s_5,
        s_6,
        s_11,
        s_13,
        s_14,
        s_15,
        s_16,
        s_22,
        s_24,
    ) = blocks
    x_i_f_c_o = blocks[0:4]
    s_3_4_5_6 = blocks[10:14]
    gamma_xi_xf_xc_xo = array["kernel_gamma"]
    h_i_f_c_o = blocks[4:8]
    s_13_14_15_16 = blocks[15:19]
    gamma_hi_hf_hc_ho = array["recurrent_gamma"]
    b_i_f_c_o = array["bias"]
    x_i_f = blocks[0:2]
    s_2 = array["s_2"]
    s_7 = array["s_7"]
    s_8 = array["s_8"]
    beta_xi = array["kernel_beta"][0]
    s_9 = array["s_9"]
    beta_xf = array["kernel_beta"][1]
    s_10 = array["s_10"]
    beta_xc = array["kernel_beta"][2]
    beta_xo = array["kernel_beta"][3]
    s_12 = array["s_12"]
    s_17 = array["s_17"]
    s_18 = array["s_18"]
    beta_hi = array["recurrent_beta"][0]
    s_19 = array["s_19"]
    beta_hf = array["recurrent_beta"][1]
    s_20 = array["s_20"]
    beta_hc = array["recurrent_beta"][2]
    beta_ho = array["recurrent_beta"][3]
    s_21 = array["s_21"]
    s_23 = array["s_23"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    units = array["units"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    one = array["one"]

    def step() -> None:
        add(x_i, x_f, s_1)  # input-products-mean
        add(s_1, x_c, s_1)  # input-products-mean
        add(s_1, x_o, s_1)  # input-products-mean
        over_units(s_1, s_2)  # input-products-mean
        divide(s_2, units, s_2)  # input-products-mean
        divide(s_2, four, s_2)  # input-products-mean
        # input-gate-input-products-apart, forget-gate-input-products-apart, candidate-input-
        # products-apart, output-gate-input-products-apart
        subtract(x_i_f_c_o, s_2, x_i_f_c_o)
        square(x_i_f_c_o, s_3_4_5_6)  # input-products-variance
        add(s_3, s_4, s_3)  # input-products-variance
        add(s_3, s_5, s_3)  # input-products-variance
        add(s_3, s_6, s_3)  # input-products-variance
        over_units(s_3, s_7)  # input-products-variance
        divide(s_7, units, s_7)  # input-products-variance
        divide(s_7, four, s_7)  # input-products-variance
        # input-gate-input-products-norm, forget-gate-input-products-norm, candidate-input-products-
        # norm, output-gate-input-products-norm
        multiply(gamma_xi_xf_xc_xo, x_i_f_c_o, x_i_f_c_o)
        add(s_7, norm_epsilon, s_8)  # input-gate-input-products-norm
        sqrt(s_8, s_8)  # input-gate-input-products-norm
        divide(x_i, s_8, x_i)  # input-gate-input-products-norm
        add(x_i, beta_xi, x_i)  # input-gate-input-products-norm
        add(s_7, norm_epsilon, s_9)  # forget-gate-input-products-norm
        sqrt(s_9, s_9)  # forget-gate-input-products-norm
        divide(x_f, s_9, x_f)  # forget-gate-input-products-norm
        add(x_f, beta_xf, x_f)  # forget-gate-input-products-norm
        add(s_7, norm_epsilon, s_10)  # candidate-input-products-norm
        sqrt(s_10, s_10)  # candidate-input-products-norm
        divide(x_c, s_10, x_c)  # candidate-input-products-norm
        add(x_c, beta_xc, x_c)  # candidate-input-products-norm
        add(s_7, norm_epsilon, s_7)  # output-gate-input-products-norm
        sqrt(s_7, s_7)  # output-gate-input-products-norm
        divide(x_o, s_7, x_o)  # output-gate-input-products-norm
        add(x_o, beta_xo, x_o)  # output-gate-input-products-norm
        add(h_i, h_f, s_11)  # hidden-state-products-mean
        add(s_11, h_c, s_11)  # hidden-state-products-mean
        add(s_11, h_o, s_11)  # hidden-state-products-mean
        over_units(s_11, s_12)  # hidden-state-products-mean
        divide(s_12, units, s_12)  # hidden-state-products-mean
        divide(s_12, four, s_12)  # hidden-state-products-mean
        # input-gate-hidden-state-products-apart, forget-gate-hidden-state-products-apart,
        # candidate-hidden-state-products-apart, output-gate-hidden-state-products-apart
        subtract(h_i_f_c_o, s_12, h_i_f_c_o)
        square(h_i_f_c_o, s_13_14_15_16)  # hidden-state-products-variance
        add(s_13, s_14, s_13)  # hidden-state-products-variance
        add(s_13, s_15, s_13)  # hidden-state-products-variance
        add(s_13, s_16, s_13)  # hidden-state-products-variance
        over_units(s_13, s_17)  # hidden-state-products-variance
        divide(s_17, units, s_17)  # hidden-state-products-variance
        divide(s_17, four, s_17)  # hidden-state-products-variance
        # input-gate-hidden-state-products-norm, forget-gate-hidden-state-products-norm, candidate-
        # hidden-state-products-norm, output-gate-hidden-state-products-norm
        multiply(gamma_hi_hf_hc_ho, h_i_f_c_o, h_i_f_c_o)
        add(s_17, norm_epsilon, s_18)  # input-gate-hidden-state-products-norm
        sqrt(s_18, s_18)  # input-gate-hidden-state-products-norm
        divide(h_i, s_18, h_i)  # input-gate-hidden-state-products-norm
        add(h_i, beta_hi, h_i)  # input-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_19)  # forget-gate-hidden-state-products-norm
        sqrt(s_19, s_19)  # forget-gate-hidden-state-products-norm
        divide(h_f, s_19, h_f)  # forget-gate-hidden-state-products-norm
        add(h_f, beta_hf, h_f)  # forget-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_20)  # candidate-hidden-state-products-norm
        sqrt(s_20, s_20)  # candidate-hidden-state-products-norm
        divide(h_c, s_20, h_c)  # candidate-hidden-state-products-norm
        add(h_c, beta_hc, h_c)  # candidate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_17)  # output-gate-hidden-state-products-norm
        sqrt(s_17, s_17)  # output-gate-hidden-state-products-norm
        divide(h_o, s_17, h_o)  # output-gate-hidden-state-products-norm
        add(h_o, beta_ho, h_o)  # output-gate-hidden-state-products-norm
        add(x_i_f_c_o, h_i_f_c_o, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        add(x_i_f_c_o, b_i_f_c_o, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        negative(x_i_f, x_i_f)  # input-gate, forget-gate
        exp(x_i_f, x_i_f)  # input-gate, forget-gate
        add(one, x_i_f, x_i_f)  # input-gate, forget-gate
        tanh(x_c, x_c)  # candidate
        negative(x_o, x_o)  # output-gate
        exp(x_o, x_o)  # output-gate
        add(one, x_o, x_o)  # output-gate
        divide(c_tm1, x_f, x_f)  # cell-state-sum
        divide(x_c, x_i, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        over_units(x_f, s_21)  # cell-state-mean
        divide(s_21, units, s_21)  # cell-state-mean
        subtract(x_f, s_21, s_22)  # cell-state-variance
        square(s_22, s_22)  # cell-state-variance
        over_units(s_22, s_23)  # cell-state-variance
        divide(s_23, units, s_23)  # cell-state-variance
        subtract(x_f, s_21, x_f)  # cell-state-norm
        multiply(state_gamma, x_f, x_f)  # cell-state-norm
        add(s_23, norm_epsilon, s_23)  # cell-state-norm
        sqrt(s_23, s_23)  # cell-state-norm
        divide(x_f, s_23, x_f)  # cell-state-norm
        add(x_f, state_beta, c_t)  # cell-state-norm
        tanh(c_t, s_24)  # hidden-state
        divide(s_24, x_o, h_t)  # hidden-state

    return step


def step_any_plain(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    (
        x_i,
        x_f,
        x_c,
        x_o,
        h_i,
        h_f,
        h_c,
        h_o,
        c_tm1,
        s_1,
        s_3,
        s_4,
        s_5,
        s_6,
        s_11,
        s_13,
        s_14,
        s_15,
        s_16,
        s_22,
        s_24,
    ) = blocks
    x_i_f_c_o = blocks[0:4]
    s_3_4_5_6 = blocks[10:14]
    gamma_xi_xf_xc_xo = array["kernel_gamma"]
    h_i_f_c_o = blocks[4:8]
    s_13_14_15_16 = blocks[15:19]
    gamma_hi_hf_hc_ho = array["recurrent_gamma"]
    x_i_f = blocks[0:2]
    s_2 = array["s_2"]
    s_7 = array["s_7"]
    s_8 = array["s_8"]
    beta_xi = array["kernel_beta"][0]
    s_9 = array["s_9"]
    beta_xf = array["kernel_beta"][1]
    s_10 = array["s_10"]
    beta_xc = array["kernel_beta"][2]
    beta_xo = array["kernel_beta"][3]
    s_12 = array["s_12"]
    s_17 = array["s_17"]
    s_18 = array["s_18"]
    beta_hi = array["recurrent_beta"][0]
    s_19 = array["s_19"]
    beta_hf = array["recurrent_beta"][1]
    s_20 = array["s_20"]
    beta_hc = array["recurrent_beta"][2]
    beta_ho = array["recurrent_beta"][3]
    s_21 = array["s_21"]
    s_23 = array["s_23"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    units = array["units"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    recurrent_activation = function["recurrent_activation"]
    activation = function["activation"]

    def step() -> None:
        add(x_i, x_f, s_1)  # input-products-mean
        add(s_1, x_c, s_1)  # input-products-mean
        add(s_1, x_o, s_1)  # input-products-mean
        over_units(s_1, s_2)  # input-products-mean
        divide(s_2, units, s_2)  # input-products-mean
        divide(s_2, four, s_2)  # input-products-mean
        # input-gate-input-products-apart, forget-gate-input-products-apart, candidate-input-
        # products-apart, output-gate-input-products-apart
        subtract(x_i_f_c_o, s_2, x_i_f_c_o)
        square(x_i_f_c_o, s_3_4_5_6)  # input-products-variance
        add(s_3, s_4, s_3)  # input-products-variance
        add(s_3, s_5, s_3)  # input-products-variance
        add(s_3, s_6, s_3)  # input-products-variance
        over_units(s_3, s_7)  # input-products-variance
        divide(s_7, units, s_7)  # input-products-variance
        divide(s_7, four, s_7)  # input-products-variance
        # input-gate-input-products-norm, forget-gate-input-products-norm, candidate-input-products-
        # norm, output-gate-input-products-norm
        multiply(gamma_xi_xf_xc_xo, x_i_f_c_o, x_i_f_c_o)
        add(s_7, norm_epsilon, s_8)  # input-gate-input-products-norm
        sqrt(s_8, s_8)  # input-gate-input-products-norm
        divide(x_i, s_8, x_i)  # input-gate-input-products-norm
        add(x_i, beta_xi, x_i)  # input-gate-input-products-norm
        add(s_7, norm_epsilon, s_9)  # forget-gate-input-products-norm
        sqrt(s_9, s_9)  # forget-gate-input-products-norm
        divide(x_f, s_9, x_f)  # forget-gate-input-products-norm
        add(x_f, beta_xf, x_f)  # forget-gate-input-products-norm
        add(s_7, norm_epsilon, s_10)  # candidate-input-products-norm
        sqrt(s_10, s_10)  # candidate-input-products-norm
        divide(x_c, s_10, x_c)  # candidate-input-products-norm
        add(x_c, beta_xc, x_c)  # candidate-input-products-norm
        add(s_7, norm_epsilon, s_7)  # output-gate-input-products-norm
        sqrt(s_7, s_7)  # output-gate-input-products-norm
        divide(x_o, s_7, x_o)  # output-gate-input-products-norm
        add(x_o, beta_xo, x_o)  # output-gate-input-products-norm
        add(h_i, h_f, s_11)  # hidden-state-products-mean
        add(s_11, h_c, s_11)  # hidden-state-products-mean
        add(s_11, h_o, s_11)  # hidden-state-products-mean
        over_units(s_11, s_12)  # hidden-state-products-mean
        divide(s_12, units, s_12)  # hidden-state-products-mean
        divide(s_12, four, s_12)  # hidden-state-products-mean
        # input-gate-hidden-state-products-apart, forget-gate-hidden-state-products-apart,
        # candidate-hidden-state-products-apart, output-gate-hidden-state-products-apart
        subtract(h_i_f_c_o, s_12, h_i_f_c_o)
        square(h_i_f_c_o, s_13_14_15_16)  # hidden-state-products-variance
        add(s_13, s_14, s_13)  # hidden-state-products-variance
        add(s_13, s_15, s_13)  # hidden-state-products-variance
        add(s_13, s_16, s_13)  # hidden-state-products-variance
        over_units(s_13, s_17)  # hidden-state-products-variance
        divide(s_17, units, s_17)  # hidden-state-products-variance
        divide(s_17, four, s_17)  # hidden-state-products-variance
        # input-gate-hidden-state-products-norm, forget-gate-hidden-state-products-norm, candidate-
        # hidden-state-products-norm, output-gate-hidden-state-products-norm
        multiply(gamma_hi_hf_hc_ho, h_i_f_c_o, h_i_f_c_o)
        add(s_17, norm_epsilon, s_18)  # input-gate-hidden-state-products-norm
        sqrt(s_18, s_18)  # input-gate-hidden-state-products-norm
        divide(h_i, s_18, h_i)  # input-gate-hidden-state-products-norm
        add(h_i, beta_hi, h_i)  # input-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_19)  # forget-gate-hidden-state-products-norm
        sqrt(s_19, s_19)  # forget-gate-hidden-state-products-norm
        divide(h_f, s_19, h_f)  # forget-gate-hidden-state-products-norm
        add(h_f, beta_hf, h_f)  # forget-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_20)  # candidate-hidden-state-products-norm
        sqrt(s_20, s_20)  # candidate-hidden-state-products-norm
        divide(h_c, s_20, h_c)  # candidate-hidden-state-products-norm
        add(h_c, beta_hc, h_c)  # candidate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_17)  # output-gate-hidden-state-products-norm
        sqrt(s_17, s_17)  # output-gate-hidden-state-products-norm
        divide(h_o, s_17, h_o)  # output-gate-hidden-state-products-norm
        add(h_o, beta_ho, h_o)  # output-gate-hidden-state-products-norm
        add(x_i_f_c_o, h_i_f_c_o, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        x_i_f[:] = recurrent_activation(x_i_f)  # input-gate, forget-gate
        x_c[:] = activation(x_c)  # candidate
        x_o[:] = recurrent_activation(x_o)  # output-gate
        multiply(x_f, c_tm1, x_f)  # cell-state-sum
        multiply(x_i, x_c, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        over_units(x_f, s_21)  # cell-state-mean
        divide(s_21, units, s_21)  # cell-state-mean
        subtract(x_f, s_21, s_22)  # cell-state-variance
        square(s_22, s_22)  # cell-state-variance
        over_units(s_22, s_23)  # cell-state-variance
        divide(s_23, units, s_23)  # cell-state-variance
        subtract(x_f, s_21, x_f)  # cell-state-norm
        multiply(state_gamma, x_f, x_f)  # cell-state-norm
        add(s_23, norm_epsilon, s_23)  # cell-state-norm
        sqrt(s_23, s_23)  # cell-state-norm
        divide(x_f, s_23, x_f)  # cell-state-norm
        add(x_f, state_beta, c_t)  # cell-state-norm
        s_24[:] = activation(c_t)  # hidden-state
        multiply(x_o, s_24, h_t)  # hidden-state

    return step


def step_any_full(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    (
        x_i,
        x_f,
        x_c,
        x_o,
        h_i,
        h_f,
        h_c,
        h_o,
        c_tm1,
        s_1,
        s_3,
        s_4,
        s_5,
        s_6,
        s_11,
        s_13,
        s_14,
        s_15,
        s_16,
        s_22,
        s_24,
    ) = blocks
    x_i_f_c_o = blocks[0:4]
    s_3_4_5_6 = blocks[10:14]
    gamma_xi_xf_xc_xo = array["kernel_gamma"]
    h_i_f_c_o = blocks[4:8]
    s_13_14_15_16 = blocks[15:19]
    gamma_hi_hf_hc_ho = array["recurrent_gamma"]
    b_i_f_c_o = array["bias"]
    x_i_f = blocks[0:2]
    s_2 = array["s_2"]
    s_7 = array["s_7"]
    s_8 = array["s_8"]
    beta_xi = array["kernel_beta"][0]
    s_9 = array["s_9"]
    beta_xf = array["kernel_beta"][1]
    s_10 = array["s_10"]
    beta_xc = array["kernel_beta"][2]
    beta_xo = array["kernel_beta"][3]
    s_12 = array["s_12"]
    s_17 = array["s_17"]
    s_18 = array["s_18"]
    beta_hi = array["recurrent_beta"][0]
    s_19 = array["s_19"]
    beta_hf = array["recurrent_beta"][1]
    s_20 = array["s_20"]
    beta_hc = array["recurrent_beta"][2]
    beta_ho = array["recurrent_beta"][3]
    s_21 = array["s_21"]
    s_23 = array["s_23"]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    units = array["units"]
    four = array["four"]
    norm_epsilon = array["norm_epsilon"]
    recurrent_activation = function["recurrent_activation"]
    activation = function["activation"]

    def step() -> None:
        add(x_i, x_f, s_1)  # input-products-mean
        add(s_1, x_c, s_1)  # input-products-mean
        add(s_1, x_o, s_1)  # input-products-mean
        over_units(s_1, s_2)  # input-products-mean
        divide(s_2, units, s_2)  # input-products-mean
        divide(s_2, four, s_2)  # input-products-mean
        # input-gate-input-products-apart, forget-gate-input-products-apart, candidate-input-
        # products-apart, output-gate-input-products-apart
        subtract(x_i_f_c_o, s_2, x_i_f_c_o)
        square(x_i_f_c_o, s_3_4_5_6)  # input-products-variance
        add(s_3, s_4, s_3)  # input-products-variance
        add(s_3, s_5, s_3)  # input-products-variance
        add(s_3, s_6, s_3)  # input-products-variance
        over_units(s_3, s_7)  # input-products-variance
        divide(s_7, units, s_7)  # input-products-variance
        divide(s_7, four, s_7)  # input-products-variance
        # input-gate-input-products-norm, forget-gate-input-products-norm, candidate-input-products-
        # norm, output-gate-input-products-norm
        multiply(gamma_xi_xf_xc_xo, x_i_f_c_o, x_i_f_c_o)
        add(s_7, norm_epsilon, s_8)  # input-gate-input-products-norm
        sqrt(s_8, s_8)  # input-gate-input-products-norm
        divide(x_i, s_8, x_i)  # input-gate-input-products-norm
        add(x_i, beta_xi, x_i)  # input-gate-input-products-norm
        add(s_7, norm_epsilon, s_9)  # forget-gate-input-products-norm
        sqrt(s_9, s_9)  # forget-gate-input-products-norm
        divide(x_f, s_9, x_f)  # forget-gate-input-products-norm
        add(x_f, beta_xf, x_f)  # forget-gate-input-products-norm
        add(s_7, norm_epsilon, s_10)  # candidate-input-products-norm
        sqrt(s_10, s_10)  # candidate-input-products-norm
        divide(x_c, s_10, x_c)  # candidate-input-products-norm
        add(x_c, beta_xc, x_c)  # candidate-input-products-norm
        add(s_7, norm_epsilon, s_7)  # output-gate-input-products-norm
        sqrt(s_7, s_7)  # output-gate-input-products-norm
        divide(x_o, s_7, x_o)  # output-gate-input-products-norm
        add(x_o, beta_xo, x_o)  # output-gate-input-products-norm
        add(h_i, h_f, s_11)  # hidden-state-products-mean
        add(s_11, h_c, s_11)  # hidden-state-products-mean
        add(s_11, h_o, s_11)  # hidden-state-products-mean
        over_units(s_11, s_12)  # hidden-state-products-mean
        divide(s_12, units, s_12)  # hidden-state-products-mean
        divide(s_12, four, s_12)  # hidden-state-products-mean
        # input-gate-hidden-state-products-apart, forget-gate-hidden-state-products-apart,
        # candidate-hidden-state-products-apart, output-gate-hidden-state-products-apart
        subtract(h_i_f_c_o, s_12, h_i_f_c_o)
        square(h_i_f_c_o, s_13_14_15_16)  # hidden-state-products-variance
        add(s_13, s_14, s_13)  # hidden-state-products-variance
        add(s_13, s_15, s_13)  # hidden-state-products-variance
        add(s_13, s_16, s_13)  # hidden-state-products-variance
        over_units(s_13, s_17)  # hidden-state-products-variance
        divide(s_17, units, s_17)  # hidden-state-products-variance
        divide(s_17, four, s_17)  # hidden-state-products-variance
        # input-gate-hidden-state-products-norm, forget-gate-hidden-state-products-norm, candidate-
        # hidden-state-products-norm, output-gate-hidden-state-products-norm
        multiply(gamma_hi_hf_hc_ho, h_i_f_c_o, h_i_f_c_o)
        add(s_17, norm_epsilon, s_18)  # input-gate-hidden-state-products-norm
        sqrt(s_18, s_18)  # input-gate-hidden-state-products-norm
        divide(h_i, s_18, h_i)  # input-gate-hidden-state-products-norm
        add(h_i, beta_hi, h_i)  # input-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_19)  # forget-gate-hidden-state-products-norm
        sqrt(s_19, s_19)  # forget-gate-hidden-state-products-norm
        divide(h_f, s_19, h_f)  # forget-gate-hidden-state-products-norm
        add(h_f, beta_hf, h_f)  # forget-gate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_20)  # candidate-hidden-state-products-norm
        sqrt(s_20, s_20)  # candidate-hidden-state-products-norm
        divide(h_c, s_20, h_c)  # candidate-hidden-state-products-norm
        add(h_c, beta_hc, h_c)  # candidate-hidden-state-products-norm
        add(s_17, norm_epsilon, s_17)  # output-gate-hidden-state-products-norm
        sqrt(s_17, s_17)  # output-gate-hidden-state-products-norm
        divide(h_o, s_17, h_o)  # output-gate-hidden-state-products-norm
        add(h_o, beta_ho, h_o)  # output-gate-hidden-state-products-norm
        add(x_i_f_c_o, h_i_f_c_o, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        add(x_i_f_c_o, b_i_f_c_o, x_i_f_c_o)  # input-gate, forget-gate, candidate, output-gate
        x_i_f[:] = recurrent_activation(x_i_f)  # input-gate, forget-gate
        x_c[:] = activation(x_c)  # candidate
        x_o[:] = recurrent_activation(x_o)  # output-gate
        multiply(x_f, c_tm1, x_f)  # cell-state-sum
        multiply(x_i, x_c, x_i)  # cell-state-sum
        add(x_f, x_i, x_f)  # cell-state-sum
        over_units(x_f, s_21)  # cell-state-mean
        divide(s_21, units, s_21)  # cell-state-mean
        subtract(x_f, s_21, s_22)  # cell-state-variance
        square(s_22, s_22)  # cell-state-variance
        over_units(s_22, s_23)  # cell-state-variance
        divide(s_23, units, s_23)  # cell-state-variance
        subtract(x_f, s_21, x_f)  # cell-state-norm
        multiply(state_gamma, x_f, x_f)  # cell-state-norm
        add(s_23, norm_epsilon, s_23)  # cell-state-norm
        sqrt(s_23, s_23)  # cell-state-norm
        divide(x_f, s_23, x_f)  # cell-state-norm
        add(x_f, state_beta, c_t)  # cell-state-norm
        s_24[:] = activation(c_t)  # hidden-state
        multiply(x_o, s_24, h_t)  # hidden-state

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
                    "s_1": "units",
                    "s_2": "1",
                    "s_3": "units",
                    "s_4": "units",
                    "s_5": "units",
                    "s_6": "units",
                    "s_7": "1",
                    "s_8": "1",
                    "s_9": "1",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "units",
                    "s_14": "units",
                    "s_15": "units",
                    "s_16": "units",
                    "s_17": "1",
                    "s_18": "1",
                    "s_19": "1",
                    "s_20": "1",
                    "s_21": "1",
                    "s_22": "units",
                    "s_23": "1",
                    "s_24": "units",
                },
            ),
            (True, False): Form(
                steps=(step_defaults_full,),
                scratch={
                    "s_1": "units",
                    "s_2": "1",
                    "s_3": "units",
                    "s_4": "units",
                    "s_5": "units",
                    "s_6": "units",
                    "s_7": "1",
                    "s_8": "1",
                    "s_9": "1",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "units",
                    "s_14": "units",
                    "s_15": "units",
                    "s_16": "units",
                    "s_17": "1",
                    "s_18": "1",
                    "s_19": "1",
                    "s_20": "1",
                    "s_21": "1",
                    "s_22": "units",
                    "s_23": "1",
                    "s_24": "units",
                },
            ),
            (False, True): Form(
                steps=(step_any_plain,),
                scratch={
                    "s_1": "units",
                    "s_2": "1",
                    "s_3": "units",
                    "s_4": "units",
                    "s_5": "units",
                    "s_6": "units",
                    "s_7": "1",
                    "s_8": "1",
                    "s_9": "1",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "units",
                    "s_14": "units",
                    "s_15": "units",
                    "s_16": "units",
                    "s_17": "1",
                    "s_18": "1",
                    "s_19": "1",
                    "s_20": "1",
                    "s_21": "1",
                    "s_22": "units",
                    "s_23": "1",
                    "s_24": "units",
                },
            ),
            (False, False): Form(
                steps=(step_any_full,),
                scratch={
                    "s_1": "units",
                    "s_2": "1",
                    "s_3": "units",
                    "s_4": "units",
                    "s_5": "units",
                    "s_6": "units",
                    "s_7": "1",
                    "s_8": "1",
                    "s_9": "1",
                    "s_10": "1",
                    "s_11": "units",
                    "s_12": "1",
                    "s_13": "units",
                    "s_14": "units",
                    "s_15": "units",
                    "s_16": "units",
                    "s_17": "1",
                    "s_18": "1",
                    "s_19": "1",
                    "s_20": "1",
                    "s_21": "1",
                    "s_22": "units",
                    "s_23": "1",
                    "s_24": "units",
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
        numbers={"four": 4, "norm_epsilon": norm_epsilon, "one": 1, "units": sizes["units"]},
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
        weights of the input; one block for each gate, in the order i, f, c, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, f, c, o
    kernel_gamma : array, shape (4*units,)
        scale of the input's products; one block for each gate, in the order i, f, c, o
    kernel_beta : array, shape (4*units,)
        centre of the input's products; one block for each gate, in the order i, f, c, o
    recurrent_gamma : array, shape (4*units,)
        scale of the hidden state's products; one block for each gate, in the order i, f, c, o
    recurrent_beta : array, shape (4*units,)
        centre of the hidden state's products; one block for each gate, in the order i, f, c, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    bias : array or None, shape (4*units,)
        bias; one block for each gate, in the order i, f, c, o; None: zeros
    norm_epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of candidate and state: a name in lstm_numpy.activations, or a function of an
        array; None: the identity
    recurrent_activation : str, callable or None
        activation of the gates: a name in lstm_numpy.activations, or a function of an array; None:
        the identity

    Returns
    -------
    callable
        a function of inputs, initial_state: what `lstm` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an option is not a number, an activation is neither a name
        nor a function
    ValueError
        a shape does not fit, an activation is unknown

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
    from lstm_numpy.layer_norm_addons import LSTMResult, lstm

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
