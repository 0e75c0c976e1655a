/* The LSTM with peepholes, Gers et al., 2002, for small machines.

   Printed from lstm_sym/equations/gers2002.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef GERS2002_SMALL_INCLUDED
#define GERS2002_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    const float *W; /* [input_dim][4*units], weights of the input */
    const float *U; /* [units][4*units], weights of the output */
    const float *b; /* [4*units], bias */
    const float *p; /* [3*units], peephole weights */
} gers2002_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define GERS2002_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0. */
static void gers2002_small_step(
    const gers2002_small *weights,
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
        float z_f = weights->b[units + unit]; /* x_t W_f + h_tm1 U_f + b_f */
        float z_c = weights->b[3 * units + unit]; /* x_t W_c + h_tm1 U_c + b_c */
        float z_o = weights->b[2 * units + unit]; /* x_t W_o + h_tm1 U_o + b_o */
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->W[row * 4 * units + unit];
            z_f += x_t[row] * weights->W[row * 4 * units + units + unit];
            z_c += x_t[row] * weights->W[row * 4 * units + 3 * units + unit];
            z_o += x_t[row] * weights->W[row * 4 * units + 2 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_i += h_t_state[row] * weights->U[row * 4 * units + unit];
            z_f += h_t_state[row] * weights->U[row * 4 * units + units + unit];
            z_c += h_t_state[row] * weights->U[row * 4 * units + 3 * units + unit];
            z_o += h_t_state[row] * weights->U[row * 4 * units + 2 * units + unit];
        }
        const float c_tm1 = c_t_state[unit];
        const float p_i = weights->p[unit];
        const float p_f = weights->p[units + unit];
        const float p_o = weights->p[2 * units + unit];
        const float i_t = sigmoid_f32(z_i + p_i * c_tm1); /* input-gate */
        const float f_t = sigmoid_f32(z_f + p_f * c_tm1); /* forget-gate */
        const float z_t = z_c; /* cell-input */
        const float c_t = f_t * c_tm1 + i_t * (4.0f * sigmoid_f32(z_t) - 2.0f); /* cell-state */
        const float o_t = sigmoid_f32(z_o + p_o * c_t); /* output-gate */
        const float h_t = o_t * c_t; /* output */
        h_t_kept[unit] = h_t;
        c_t_state[unit] = c_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
