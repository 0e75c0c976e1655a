/* The LSTM cells of Flax, for small machines.

   Printed from lstm_sym/equations/flax.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef FLAX_SMALL_INCLUDED
#define FLAX_SMALL_INCLUDED

#include "words.h"

#ifndef FLAX_SMALL_GATE_FN /* activation of the three gates; for another one, define it before */
#define FLAX_SMALL_GATE_FN sigmoid_f32
#endif

#ifndef FLAX_SMALL_ACTIVATION_FN /* activation of the cell input and the cell state; for another one, define it before */
#define FLAX_SMALL_ACTIVATION_FN tanh_f32
#endif

typedef struct {
    size_t input_dim;
    size_t features;
    const float *input_kernel; /* [input_dim][4*features], weights of the input */
    const float *hidden_kernel; /* [features][4*features], hidden weights */
    const float *hidden_bias; /* [4*features], hidden bias */
} flax_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define FLAX_SMALL_WORKSPACE(input_dim, features) \
    ((features))

/* One timestep: the states are where their new values go. They begin as
   c_tm1: 0.0; h_tm1: 0.0. */
static void flax_small_step(
    const flax_small *weights,
    const float *x_t,
    float *c_t_state,
    float *h_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t features = weights->features;
    float *const h_t_kept = workspace;
    (void)input_dim;
    (void)features;
    (void)workspace;
    for (size_t unit = 0; unit < features; unit++) {
        const size_t row = 0;
        (void)row;
        float z_i = weights->hidden_bias[unit]; /* x_t W_ii + h_tm1 W_hi + b_hi */
        float z_f = weights->hidden_bias[features + unit]; /* x_t W_if + h_tm1 W_hf + b_hf */
        float z_g = weights->hidden_bias[2 * features + unit]; /* x_t W_ig + h_tm1 W_hg + b_hg */
        float z_o = weights->hidden_bias[3 * features + unit]; /* x_t W_io + h_tm1 W_ho + b_ho */
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->input_kernel[row * 4 * features + unit];
            z_f += x_t[row] * weights->input_kernel[row * 4 * features + features + unit];
            z_g += x_t[row] * weights->input_kernel[row * 4 * features + 2 * features + unit];
            z_o += x_t[row] * weights->input_kernel[row * 4 * features + 3 * features + unit];
        }
        for (size_t row = 0; row < features; row++) {
            z_i += h_t_state[row] * weights->hidden_kernel[row * 4 * features + unit];
            z_f += h_t_state[row] * weights->hidden_kernel[row * 4 * features + features + unit];
            z_g += h_t_state[row] * weights->hidden_kernel[row * 4 * features + 2 * features +
                unit];
            z_o += h_t_state[row] * weights->hidden_kernel[row * 4 * features + 3 * features +
                unit];
        }
        const float c_tm1 = c_t_state[unit];
        const float i_t = FLAX_SMALL_GATE_FN(z_i); /* input-gate */
        const float f_t = FLAX_SMALL_GATE_FN(z_f); /* forget-gate */
        const float g_t = FLAX_SMALL_ACTIVATION_FN(z_g); /* cell-input */
        const float o_t = FLAX_SMALL_GATE_FN(z_o); /* output-gate */
        const float c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
        const float h_t = o_t * FLAX_SMALL_ACTIVATION_FN(c_t); /* hidden-state */
        c_t_state[unit] = c_t;
        h_t_kept[unit] = h_t;
    }
    memcpy(h_t_state, h_t_kept, features * sizeof(float));
}

#endif
