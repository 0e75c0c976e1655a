/* minLSTM, for small machines.

   Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef MINLSTM_SMALL_INCLUDED
#define MINLSTM_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    const float *to_hidden_and_f_i_gate; /* [3*units][input_dim], weights of the input */
} minlstm_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define MINLSTM_SMALL_WORKSPACE(input_dim, units) \
    (1)

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0. */
static void minlstm_small_step(
    const minlstm_small *weights,
    const float *x_t,
    float *h_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        float z_h = 0.0f; /* x_t W_h */
        float z_f = 0.0f; /* x_t W_f */
        float z_i = 0.0f; /* x_t W_i */
        for (size_t row = 0; row < input_dim; row++) {
            z_h += x_t[row] * weights->to_hidden_and_f_i_gate[unit * input_dim + row];
            z_f += x_t[row] * weights->to_hidden_and_f_i_gate[(units + unit) * input_dim + row];
            z_i += x_t[row] * weights->to_hidden_and_f_i_gate[(2 * units + unit) * input_dim + row];
        }
        const float h_tm1 = h_t_state[unit];
        const float a_t = z_h; /* candidate-sum */
        const float g_t = where_f32(a_t > 0.0f, a_t + 0.5f, sigmoid_f32(a_t)); /* candidate */
        const float f_t = sigmoid_f32(z_f); /* forget-gate */
        const float i_t = sigmoid_f32(z_i); /* input-gate */
        const float f_share = f_t / (f_t + i_t); /* forget-share */
        const float i_share = i_t / (f_t + i_t); /* input-share */
        const float h_t = f_share * h_tm1 + i_share * g_t; /* hidden-state */
        h_t_state[unit] = h_t;
    }
}

#endif
