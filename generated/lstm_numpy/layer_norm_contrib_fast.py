"""The LayerNormBasicLSTMCell of TensorFlow 1, for speed.

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
    from lstm_numpy.layer_norm_contrib import LSTMResult


def step_defaults(
    blocks: Array,
    array: Mapping[str, Array],
    function: Mapping[str, Function],
) -> Step:
    """One timestep."""
    i_sum, f_sum, o_sum, j_sum, _, s_2 = blocks
    j_c = blocks[3:5]
    i_f = blocks[0:2]
    s_1 = array["s_1"]
    s_3 = array["s_3"]
    gamma_i = array["gamma"][0]
    beta_i = array["beta"][0]
    gamma_j = array["gamma"][1]
    beta_j = array["beta"][1]
    gamma_f = array["gamma"][2]
    beta_f = array["beta"][2]
    gamma_o = array["gamma"][3]
    beta_o = array["beta"][3]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    units = array["units"]
    epsilon = array["epsilon"]
    one = array["one"]
    forget_bias = array["forget_bias"]

    def step() -> None:
        over_units(i_sum, s_1)  # input-gate-mean
        divide(s_1, units, s_1)  # input-gate-mean
        subtract(i_sum, s_1, s_2)  # input-gate-variance
        square(s_2, s_2)  # input-gate-variance
        over_units(s_2, s_3)  # input-gate-variance
        divide(s_3, units, s_3)  # input-gate-variance
        subtract(i_sum, s_1, i_sum)  # input-gate-norm
        multiply(gamma_i, i_sum, i_sum)  # input-gate-norm
        add(s_3, epsilon, s_3)  # input-gate-norm
        sqrt(s_3, s_3)  # input-gate-norm
        divide(i_sum, s_3, i_sum)  # input-gate-norm
        add(i_sum, beta_i, i_sum)  # input-gate-norm
        negative(i_sum, i_sum)  # input-gate
        exp(i_sum, i_sum)  # input-gate
        add(one, i_sum, i_sum)  # input-gate
        over_units(j_sum, s_1)  # new-input-mean
        divide(s_1, units, s_1)  # new-input-mean
        subtract(j_sum, s_1, s_2)  # new-input-variance
        square(s_2, s_2)  # new-input-variance
        over_units(s_2, s_3)  # new-input-variance
        divide(s_3, units, s_3)  # new-input-variance
        subtract(j_sum, s_1, j_sum)  # new-input-norm
        multiply(gamma_j, j_sum, j_sum)  # new-input-norm
        add(s_3, epsilon, s_3)  # new-input-norm
        sqrt(s_3, s_3)  # new-input-norm
        divide(j_sum, s_3, j_sum)  # new-input-norm
        add(j_sum, beta_j, j_sum)  # new-input-norm
        tanh(j_sum, j_sum)  # new-input
        over_units(f_sum, s_1)  # forget-gate-mean
        divide(s_1, units, s_1)  # forget-gate-mean
        subtract(f_sum, s_1, s_2)  # forget-gate-variance
        square(s_2, s_2)  # forget-gate-variance
        over_units(s_2, s_3)  # forget-gate-variance
        divide(s_3, units, s_3)  # forget-gate-variance
        subtract(f_sum, s_1, f_sum)  # forget-gate-norm
        multiply(gamma_f, f_sum, f_sum)  # forget-gate-norm
        add(s_3, epsilon, s_3)  # forget-gate-norm
        sqrt(s_3, s_3)  # forget-gate-norm
        divide(f_sum, s_3, f_sum)  # forget-gate-norm
        add(f_sum, beta_f, f_sum)  # forget-gate-norm
        add(f_sum, forget_bias, f_sum)  # forget-gate
        negative(f_sum, f_sum)  # forget-gate
        exp(f_sum, f_sum)  # forget-gate
        add(one, f_sum, f_sum)  # forget-gate
        over_units(o_sum, s_1)  # output-gate-mean
        divide(s_1, units, s_1)  # output-gate-mean
        subtract(o_sum, s_1, s_2)  # output-gate-variance
        square(s_2, s_2)  # output-gate-variance
        over_units(s_2, s_3)  # output-gate-variance
        divide(s_3, units, s_3)  # output-gate-variance
        subtract(o_sum, s_1, o_sum)  # output-gate-norm
        multiply(gamma_o, o_sum, o_sum)  # output-gate-norm
        add(s_3, epsilon, s_3)  # output-gate-norm
        sqrt(s_3, s_3)  # output-gate-norm
        divide(o_sum, s_3, o_sum)  # output-gate-norm
        add(o_sum, beta_o, o_sum)  # output-gate-norm
        negative(o_sum, o_sum)  # output-gate
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        divide(j_c, i_f, i_f)  # cell-state-sum
        add(f_sum, i_sum, f_sum)  # cell-state-sum
        over_units(f_sum, s_1)  # cell-state-mean
        divide(s_1, units, s_1)  # cell-state-mean
        subtract(f_sum, s_1, s_2)  # cell-state-variance
        square(s_2, s_2)  # cell-state-variance
        over_units(s_2, s_3)  # cell-state-variance
        divide(s_3, units, s_3)  # cell-state-variance
        subtract(f_sum, s_1, f_sum)  # cell-state-norm
        multiply(state_gamma, f_sum, f_sum)  # cell-state-norm
        add(s_3, epsilon, s_3)  # cell-state-norm
        sqrt(s_3, s_3)  # cell-state-norm
        divide(f_sum, s_3, f_sum)  # cell-state-norm
        add(f_sum, state_beta, c_t)  # cell-state-norm
        tanh(c_t, j_sum)  # hidden-state
        divide(j_sum, o_sum, h_t)  # hidden-state

    return step


def step_any(blocks: Array, array: Mapping[str, Array], function: Mapping[str, Function]) -> Step:
    """One timestep."""
    i_sum, f_sum, o_sum, j_sum, _, s_2 = blocks
    j_c = blocks[3:5]
    i_f = blocks[0:2]
    s_1 = array["s_1"]
    s_3 = array["s_3"]
    gamma_i = array["gamma"][0]
    beta_i = array["beta"][0]
    gamma_j = array["gamma"][1]
    beta_j = array["beta"][1]
    gamma_f = array["gamma"][2]
    beta_f = array["beta"][2]
    gamma_o = array["gamma"][3]
    beta_o = array["beta"][3]
    state_gamma = array["state_gamma"][0]
    state_beta = array["state_beta"][0]
    c_t = array["c_t"]
    h_t = array["h_t"]
    units = array["units"]
    epsilon = array["epsilon"]
    one = array["one"]
    forget_bias = array["forget_bias"]
    activation = function["activation"]

    def step() -> None:
        over_units(i_sum, s_1)  # input-gate-mean
        divide(s_1, units, s_1)  # input-gate-mean
        subtract(i_sum, s_1, s_2)  # input-gate-variance
        square(s_2, s_2)  # input-gate-variance
        over_units(s_2, s_3)  # input-gate-variance
        divide(s_3, units, s_3)  # input-gate-variance
        subtract(i_sum, s_1, i_sum)  # input-gate-norm
        multiply(gamma_i, i_sum, i_sum)  # input-gate-norm
        add(s_3, epsilon, s_3)  # input-gate-norm
        sqrt(s_3, s_3)  # input-gate-norm
        divide(i_sum, s_3, i_sum)  # input-gate-norm
        add(i_sum, beta_i, i_sum)  # input-gate-norm
        negative(i_sum, i_sum)  # input-gate
        exp(i_sum, i_sum)  # input-gate
        add(one, i_sum, i_sum)  # input-gate
        over_units(j_sum, s_1)  # new-input-mean
        divide(s_1, units, s_1)  # new-input-mean
        subtract(j_sum, s_1, s_2)  # new-input-variance
        square(s_2, s_2)  # new-input-variance
        over_units(s_2, s_3)  # new-input-variance
        divide(s_3, units, s_3)  # new-input-variance
        subtract(j_sum, s_1, j_sum)  # new-input-norm
        multiply(gamma_j, j_sum, j_sum)  # new-input-norm
        add(s_3, epsilon, s_3)  # new-input-norm
        sqrt(s_3, s_3)  # new-input-norm
        divide(j_sum, s_3, j_sum)  # new-input-norm
        add(j_sum, beta_j, j_sum)  # new-input-norm
        j_sum[:] = activation(j_sum)  # new-input
        over_units(f_sum, s_1)  # forget-gate-mean
        divide(s_1, units, s_1)  # forget-gate-mean
        subtract(f_sum, s_1, s_2)  # forget-gate-variance
        square(s_2, s_2)  # forget-gate-variance
        over_units(s_2, s_3)  # forget-gate-variance
        divide(s_3, units, s_3)  # forget-gate-variance
        subtract(f_sum, s_1, f_sum)  # forget-gate-norm
        multiply(gamma_f, f_sum, f_sum)  # forget-gate-norm
        add(s_3, epsilon, s_3)  # forget-gate-norm
        sqrt(s_3, s_3)  # forget-gate-norm
        divide(f_sum, s_3, f_sum)  # forget-gate-norm
        add(f_sum, beta_f, f_sum)  # forget-gate-norm
        add(f_sum, forget_bias, f_sum)  # forget-gate
        negative(f_sum, f_sum)  # forget-gate
        exp(f_sum, f_sum)  # forget-gate
        add(one, f_sum, f_sum)  # forget-gate
        over_units(o_sum, s_1)  # output-gate-mean
        divide(s_1, units, s_1)  # output-gate-mean
        subtract(o_sum, s_1, s_2)  # output-gate-variance
        square(s_2, s_2)  # output-gate-variance
        over_units(s_2, s_3)  # output-gate-variance
        divide(s_3, units, s_3)  # output-gate-variance
        subtract(o_sum, s_1, o_sum)  # output-gate-norm
        multiply(gamma_o, o_sum, o_sum)  # output-gate-norm
        add(s_3, epsilon, s_3)  # output-gate-norm
        sqrt(s_3, s_3)  # output-gate-norm
        divide(o_sum, s_3, o_sum)  # output-gate-norm
        add(o_sum, beta_o, o_sum)  # output-gate-norm
        negative(o_sum, o_sum)  # output-gate
        exp(o_sum, o_sum)  # output-gate
        add(one, o_sum, o_sum)  # output-gate
        divide(j_c, i_f, i_f)  # cell-state-sum
        add(f_sum, i_sum, f_sum)  # cell-state-sum
        over_units(f_sum, s_1)  # cell-state-mean
        divide(s_1, units, s_1)  # cell-state-mean
        subtract(f_sum, s_1, s_2)  # cell-state-variance
        square(s_2, s_2)  # cell-state-variance
        over_units(s_2, s_3)  # cell-state-variance
        divide(s_3, units, s_3)  # cell-state-variance
        subtract(f_sum, s_1, f_sum)  # cell-state-norm
        multiply(state_gamma, f_sum, f_sum)  # cell-state-norm
        add(s_3, epsilon, s_3)  # cell-state-norm
        sqrt(s_3, s_3)  # cell-state-norm
        divide(f_sum, s_3, f_sum)  # cell-state-norm
        add(f_sum, state_beta, c_t)  # cell-state-norm
        j_sum[:] = activation(c_t)  # hidden-state
        divide(j_sum, o_sum, h_t)  # hidden-state

    return step


BODIES = {
    (): Body(
        entry="x_t",
        shown=False,
        stages=(
            Stage(
                ("i_sum", "f_sum", "o_sum", "j_sum"),
                "units",
                {"x_t": "input_dim", "": "", "h_tm1": "units"},
            ),
        ),
        states=(State("c_tm1", "c_t", "units"), State("h_tm1", "h_t", "units")),
        beside=("c_tm1",),
        emitted="h_tm1",
        results=("", "c_tm1", "h_tm1"),
        forms={
            (True, False): Form(
                steps=(step_defaults,),
                scratch={"s_1": "1", "s_2": "units", "s_3": "1"},
            ),
            (False, False): Form(
                steps=(step_any,),
                scratch={"s_1": "1", "s_2": "units", "s_3": "1"},
            ),
        },
    ),
}


def weights(
    input_kernel: Array,
    recurrent_kernel: Array,
    gamma: Array,
    beta: Array,
    state_gamma: Array,
    state_beta: Array,
) -> list[Mapping[str, Blocks]]:
    """Stage by stage what each vector meets: a block for each sum."""
    W_i, W_j, W_f, W_o = split(input_kernel, 4)
    U_i, U_j, U_f, U_o = split(recurrent_kernel, 4)
    return [
        {
            "x_t": (W_i, W_f, W_o, W_j),
            "": (None, None, None, None),
            "h_tm1": (U_i, U_f, U_o, U_j),
        },
    ]


@replaceable
def layer(
    sizes: Sizes,
    input_kernel: Array,
    recurrent_kernel: Array,
    gamma: Array,
    beta: Array,
    state_gamma: Array,
    state_beta: Array,
    *,
    forget_bias: float,
    epsilon: float,
    activation: Function,
) -> Layer:
    """Checked weights, packed."""
    return Layer(
        BODIES[()],
        sizes,
        sizes.dtype,
        weights(input_kernel, recurrent_kernel, gamma, beta, state_gamma, state_beta),
        columns={
            "state_gamma": [state_gamma],
            "state_beta": [state_beta],
            "gamma": split(gamma, 4),
            "beta": split(beta, 4),
        },
        numbers={"epsilon": epsilon, "forget_bias": forget_bias, "one": 1, "units": sizes["units"]},
        functions={"activation": activation},
        defaults=activation is BY_NAME["tanh"],
    )


def prepare(
    input_kernel: Array,
    recurrent_kernel: Array,
    gamma: Array,
    beta: Array,
    state_gamma: Array,
    state_beta: Array,
    *,
    forget_bias: float = 1.0,
    epsilon: float = 1e-12,
    activation: Activation = "tanh",
) -> Callable[..., "LSTMResult"]:
    """Pack the weights once, for many calls.

    Parameters
    ----------
    input_kernel : array, shape (input_dim, 4*units)
        weights of the input; one block for each gate, in the order i, j, f, o
    recurrent_kernel : array, shape (units, 4*units)
        weights of the hidden state; one block for each gate, in the order i, j, f, o
    gamma : array, shape (4*units,)
        scale; one block for each gate, in the order i, j, f, o
    beta : array, shape (4*units,)
        centre; one block for each gate, in the order i, j, f, o
    state_gamma : array, shape (units,)
        scale of the cell state
    state_beta : array, shape (units,)
        centre of the cell state
    forget_bias : float
        addition after the forget gate's norm
    epsilon : float
        constant that keeps the root of a variance from zero
    activation : str, callable or None
        activation of the new input and the state: a name in lstm_numpy.activations, or a function
        of an array; None: the identity

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
    ...     np.zeros(32),
    ...     np.zeros(32),
    ... )
    >>> layer(np.zeros((4, 28, 10))).outputs.shape
    (4, 28, 32)
    """
    from lstm_numpy.layer_norm_contrib import LSTMResult, lstm

    sizes = Sizes()
    input_kernel = sizes.floating("input_kernel", input_kernel, "input_dim 4*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 4*units")
    gamma = sizes.floating("gamma", gamma, "4*units")
    beta = sizes.floating("beta", beta, "4*units")
    state_gamma = sizes.floating("state_gamma", state_gamma, "units")
    state_beta = sizes.floating("state_beta", state_beta, "units")
    activation = elementwise("activation", activation)
    forget_bias = number("forget_bias", forget_bias)
    epsilon = number("epsilon", epsilon)
    known, packed = sizes, None
    if ordinary(sizes.dtype):
        packed = layer(
            sizes,
            input_kernel,
            recurrent_kernel,
            gamma,
            beta,
            state_gamma,
            state_beta,
            forget_bias=forget_bias,
            epsilon=epsilon,
            activation=activation,
        )

    @np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
    def call(inputs: Array, *, initial_state: tuple[Array, Array] | None = None) -> LSTMResult:
        sizes = known.further()
        inputs = sizes.floating("inputs", inputs, "batch timesteps input_dim")
        if initial_state is not None:
            c_0, h_0 = several("initial_state", initial_state, 2)
            c_0 = sizes.floating("initial_state[0]", c_0, "batch units")
            h_0 = sizes.floating("initial_state[1]", h_0, "batch units")
        if packed is None or sizes.dtype != packed.dtype:
            return lstm(
                inputs,
                input_kernel,
                recurrent_kernel,
                gamma,
                beta,
                state_gamma,
                state_beta,
                initial_state=initial_state,
                forget_bias=forget_bias,
                epsilon=epsilon,
                activation=activation,
            )
        initial = None if initial_state is None else (c_0, h_0)
        return LSTMResult(*packed(inputs, initial))

    return call
