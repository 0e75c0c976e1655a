/* The sLSTM of xLSTM, for small machines.

   Printed from lstm_sym/equations/xlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef SLSTM_STABILIZED_SMALL_INCLUDED
#define SLSTM_STABILIZED_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t units;
    size_t head; /* divides units, and is not 0 */
    const float *kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*head], weights of the hidden state, head by head */
    const float *bias; /* [4*units], bias */
} slstm_stabilized_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define SLSTM_STABILIZED_SMALL_WORKSPACE(input_dim, units, head) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0; n_tm1: 0.0; m_tm1: 0.0. */
static void slstm_stabilized_small_step(
    const slstm_stabilized_small *weights,
    const float *x_t,
    float *h_t_state,
    float *c_t_state,
    float *n_t_state,
    float *m_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    const size_t head = weights->head;
    float *const h_t_kept = workspace;
    (void)input_dim;
    (void)units;
    (void)head;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        const size_t row = 0;
        (void)row;
        float z_i = weights->bias[unit]; /* x_t W_i + h_tm1 block_diagonal(R_i) + b_i */
        float z_f = weights->bias[units + unit]; /* x_t W_f + h_tm1 block_diagonal(R_f) + b_f */
        float z_z = weights->bias[2 * units + unit]; /* x_t W_z + h_tm1 block_diagonal(R_z) + b_z */
        float z_o = weights->bias[3 * units + unit]; /* x_t W_o + h_tm1 block_diagonal(R_o) + b_o */
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->kernel[row * 4 * units + unit];
            z_f += x_t[row] * weights->kernel[row * 4 * units + units + unit];
            z_z += x_t[row] * weights->kernel[row * 4 * units + 2 * units + unit];
            z_o += x_t[row] * weights->kernel[row * 4 * units + 3 * units + unit];
        }
        for (size_t row = unit / head * head; row < (unit / head + 1) * head; row++) {
            z_i += h_t_state[row] * weights->recurrent_kernel[row * 4 * head + unit % head];
            z_f += h_t_state[row] * weights->recurrent_kernel[row * 4 * head + head + unit % head];
            z_z += h_t_state[row] * weights->recurrent_kernel[row * 4 * head + 2 * head +
                unit % head];
            z_o += h_t_state[row] * weights->recurrent_kernel[row * 4 * head + 3 * head +
                unit % head];
        }
        const float c_tm1 = c_t_state[unit];
        const float n_tm1 = n_t_state[unit];
        const float m_tm1 = m_t_state[unit];
        const float i_sum = z_i; /* input-gate-sum */
        const float f_sum = z_f; /* forget-gate-sum */
        const float z_t = tanh_f32(z_z); /* cell-input */
        const float o_t = sigmoid_f32(z_o); /* output-gate */
        const float r_t = exp_f32(-absolute_f32(f_sum)); /* log-rest */
        const float s_t = minimum_f32(f_sum, all_f32(0.0f)) - log_f32(1.0f + r_t); /* log-sigmoid */
        const float l_t = m_tm1 + s_t; /* log-forget */
        const float m_t = where_f32(n_tm1 > 0.0f, maximum_f32(i_sum, l_t), i_sum); /* stabilizer */
        const float i_t = minimum_f32(exp_f32(i_sum - m_t), all_f32(1.0f)); /* input-gate */
        const float f_t = minimum_f32(exp_f32(l_t - m_t), all_f32(1.0f)); /* forget-gate */
        const float c_t = f_t * c_tm1 + i_t * z_t; /* cell-state */
        const float n_t = f_t * n_tm1 + i_t; /* normalizer */
        const float h_t = o_t * c_t / n_t; /* hidden-state */
        h_t_kept[unit] = h_t;
        c_t_state[unit] = c_t;
        n_t_state[unit] = n_t;
        m_t_state[unit] = m_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
