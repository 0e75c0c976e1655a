/* The LSTM of Hochreiter and Schmidhuber, 1997, for small machines.

   Printed from lstm_sym/equations/hochreiter1997.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef HOCHREITER1997_SMALL_INCLUDED
#define HOCHREITER1997_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    const float *W; /* [input_dim][3*units], weights of the input */
    const float *U; /* [units][3*units], weights of the output */
    const float *b; /* [3*units], bias */
} hochreiter1997_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define HOCHREITER1997_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0. */
static void hochreiter1997_small_step(
    const hochreiter1997_small *weights,
    const float *x_t,
    float *h_t_state,
    float *c_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    float *const h_t_kept = workspace;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        const size_t row = 0;
        (void)row;
        float z_i = weights->b[unit]; /* x_t W_i + h_tm1 U_i + b_i */
        float z_o = weights->b[units + unit]; /* x_t W_o + h_tm1 U_o + b_o */
        float z_c = weights->b[2 * units + unit]; /* x_t W_c + h_tm1 U_c + b_c */
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->W[row * 3 * units + unit];
            z_o += x_t[row] * weights->W[row * 3 * units + units + unit];
            z_c += x_t[row] * weights->W[row * 3 * units + 2 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_i += h_t_state[row] * weights->U[row * 3 * units + unit];
            z_o += h_t_state[row] * weights->U[row * 3 * units + units + unit];
            z_c += h_t_state[row] * weights->U[row * 3 * units + 2 * units + unit];
        }
        const float c_tm1 = c_t_state[unit];
        const float i_t = sigmoid_f32(z_i); /* input-gate */
        const float o_t = sigmoid_f32(z_o); /* output-gate */
        const float z_t = z_c; /* cell-input */
        const float c_t = c_tm1 + i_t * (4.0f * sigmoid_f32(z_t) - 2.0f); /* cell-state */
        const float h_t = o_t * (2.0f * sigmoid_f32(c_t) - 1.0f); /* output */
        h_t_kept[unit] = h_t;
        c_t_state[unit] = c_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
