/* The peephole LSTM of Wikipedia, for small machines.

   Printed from lstm_sym/equations/wikipedia_peephole.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef WIKIPEDIA_PEEPHOLE_SMALL_INCLUDED
#define WIKIPEDIA_PEEPHOLE_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    const float *W; /* [input_dim][4*units], weights of the input */
    const float *U; /* [units][3*units], weights of the cell state */
    const float *b; /* [4*units], bias */
} wikipedia_peephole_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define WIKIPEDIA_PEEPHOLE_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0. */
static void wikipedia_peephole_small_step(
    const wikipedia_peephole_small *weights,
    const float *x_t,
    float *h_t_state,
    float *c_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    float *const c_t_kept = workspace;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        const size_t row = 0;
        (void)row;
        float z_f = weights->b[unit]; /* x_t W_f + c_tm1 U_f + b_f */
        float z_i = weights->b[units + unit]; /* x_t W_i + c_tm1 U_i + b_i */
        float z_o = weights->b[2 * units + unit]; /* x_t W_o + c_tm1 U_o + b_o */
        float z_c = weights->b[3 * units + unit]; /* x_t W_c + b_c */
        for (size_t row = 0; row < input_dim; row++) {
            z_f += x_t[row] * weights->W[row * 4 * units + unit];
            z_i += x_t[row] * weights->W[row * 4 * units + units + unit];
            z_o += x_t[row] * weights->W[row * 4 * units + 2 * units + unit];
            z_c += x_t[row] * weights->W[row * 4 * units + 3 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_f += c_t_state[row] * weights->U[row * 3 * units + unit];
            z_i += c_t_state[row] * weights->U[row * 3 * units + units + unit];
            z_o += c_t_state[row] * weights->U[row * 3 * units + 2 * units + unit];
        }
        const float c_tm1 = c_t_state[unit];
        const float f_t = sigmoid_f32(z_f); /* forget-gate */
        const float i_t = sigmoid_f32(z_i); /* input-gate */
        const float o_t = sigmoid_f32(z_o); /* output-gate */
        const float c_t = f_t * c_tm1 + i_t * tanh_f32(z_c); /* cell-state */
        const float h_t = o_t * tanh_f32(c_t); /* output */
        h_t_state[unit] = h_t;
        c_t_kept[unit] = c_t;
    }
    memcpy(c_t_state, c_t_kept, units * sizeof(float));
}

#endif
