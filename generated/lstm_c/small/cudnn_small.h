/* The LSTM of cuDNN, for small machines.

   Printed from lstm_sym/equations/cudnn.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef CUDNN_SMALL_INCLUDED
#define CUDNN_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    const float *W; /* [4*units][input_dim], weights of the input */
    const float *R; /* [4*units][units], weights of the hidden state */
    const float *b_W; /* [4*units], input bias */
    const float *b_R; /* [4*units], recurrent bias */
} cudnn_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define CUDNN_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0. */
static void cudnn_small_step(
    const cudnn_small *weights,
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
        float z_i = weights->b_W[unit] + weights->b_R[unit]; /* x_t W_i + h_tm1 R_i + b_Ri + b_Wi */
        /* x_t W_f + h_tm1 R_f + b_Rf + b_Wf */
        float z_f = weights->b_W[units + unit] + weights->b_R[units + unit];
        /* x_t W_o + h_tm1 R_o + b_Ro + b_Wo */
        float z_o = weights->b_W[3 * units + unit] + weights->b_R[3 * units + unit];
        /* x_t W_c + h_tm1 R_c + b_Rc + b_Wc */
        float z_c = weights->b_W[2 * units + unit] + weights->b_R[2 * units + unit];
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->W[unit * input_dim + row];
            z_f += x_t[row] * weights->W[(units + unit) * input_dim + row];
            z_o += x_t[row] * weights->W[(3 * units + unit) * input_dim + row];
            z_c += x_t[row] * weights->W[(2 * units + unit) * input_dim + row];
        }
        for (size_t row = 0; row < units; row++) {
            z_i += h_t_state[row] * weights->R[unit * units + row];
            z_f += h_t_state[row] * weights->R[(units + unit) * units + row];
            z_o += h_t_state[row] * weights->R[(3 * units + unit) * units + row];
            z_c += h_t_state[row] * weights->R[(2 * units + unit) * units + row];
        }
        const float c_tm1 = c_t_state[unit];
        const float i_t = sigmoid_f32(z_i); /* input-gate */
        const float f_t = sigmoid_f32(z_f); /* forget-gate */
        const float o_t = sigmoid_f32(z_o); /* output-gate */
        const float g_t = tanh_f32(z_c); /* new-memory */
        const float c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
        const float h_t = o_t * tanh_f32(c_t); /* hidden-state */
        h_t_kept[unit] = h_t;
        c_t_state[unit] = c_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
