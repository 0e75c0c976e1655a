/* minGRU, for small machines.

   Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef MINGRU_SMALL_INCLUDED
#define MINGRU_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    const float *to_hidden_and_gate; /* [2*units][input_dim], weights of the input */
} mingru_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define MINGRU_SMALL_WORKSPACE(input_dim, units) \
    (1)

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0. */
static void mingru_small_step(
    const mingru_small *weights,
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
        float z_z = 0.0f; /* x_t W_z */
        for (size_t row = 0; row < input_dim; row++) {
            z_h += x_t[row] * weights->to_hidden_and_gate[unit * input_dim + row];
            z_z += x_t[row] * weights->to_hidden_and_gate[(units + unit) * input_dim + row];
        }
        const float h_tm1 = h_t_state[unit];
        const float a_t = z_h; /* candidate-sum */
        const float g_t = where_f32(a_t > 0.0f, a_t + 0.5f, sigmoid_f32(a_t)); /* candidate */
        const float z_t = sigmoid_f32(z_z); /* update-gate */
        const float h_t = (1.0f - z_t) * h_tm1 + z_t * g_t; /* hidden-state */
        h_t_state[unit] = h_t;
    }
}

#endif
