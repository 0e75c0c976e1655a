/* The vanilla LSTM and its variants, Greff et al., 2015, for small machines.

   Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef GREFF2015_NFG_SMALL_INCLUDED
#define GREFF2015_NFG_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    const float *W; /* [input_dim][4*units], weights of the input */
    const float *R; /* [units][4*units], weights of the output */
    const float *b; /* [4*units], bias */
    const float *p; /* [3*units], peephole weights */
} greff2015_nfg_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define GREFF2015_NFG_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   y_tm1: 0.0; c_tm1: 0.0. */
static void greff2015_nfg_small_step(
    const greff2015_nfg_small *weights,
    const float *x_t,
    float *y_t_state,
    float *c_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    float *const y_t_kept = workspace;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        const size_t row = 0;
        (void)row;
        float z_z = weights->b[unit]; /* x_t W_z + y_tm1 R_z + b_z */
        float z_i = weights->b[units + unit]; /* x_t W_i + y_tm1 R_i + b_i */
        float z_o = weights->b[3 * units + unit]; /* x_t W_o + y_tm1 R_o + b_o */
        for (size_t row = 0; row < input_dim; row++) {
            z_z += x_t[row] * weights->W[row * 4 * units + unit];
            z_i += x_t[row] * weights->W[row * 4 * units + units + unit];
            z_o += x_t[row] * weights->W[row * 4 * units + 3 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_z += y_t_state[row] * weights->R[row * 4 * units + unit];
            z_i += y_t_state[row] * weights->R[row * 4 * units + units + unit];
            z_o += y_t_state[row] * weights->R[row * 4 * units + 3 * units + unit];
        }
        const float c_tm1 = c_t_state[unit];
        const float p_i = weights->p[unit];
        const float p_o = weights->p[2 * units + unit];
        const float z_sum = z_z; /* block-input-sum */
        const float z_t = tanh_f32(z_sum); /* block-input */
        const float i_sum = z_i + p_i * c_tm1; /* input-gate-sum */
        const float i_t = sigmoid_f32(i_sum); /* input-gate */
        const float f_t = 1.0f; /* forget-gate-nfg */
        const float c_t = z_t * i_t + c_tm1 * f_t; /* cell-state */
        const float o_sum = z_o + p_o * c_t; /* output-gate-sum */
        const float o_t = sigmoid_f32(o_sum); /* output-gate */
        const float y_t = tanh_f32(c_t) * o_t; /* block-output */
        y_t_kept[unit] = y_t;
        c_t_state[unit] = c_t;
    }
    memcpy(y_t_state, y_t_kept, units * sizeof(float));
}

#endif
