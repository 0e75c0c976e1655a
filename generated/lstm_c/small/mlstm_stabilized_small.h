/* The mLSTM of xLSTM, for small machines.

   Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef MLSTM_STABILIZED_SMALL_INCLUDED
#define MLSTM_STABILIZED_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_dim;
    size_t heads;
    size_t head;
    const float *kernel; /* [heads][input_dim][3*head], weights of the input, head by head */
    const float *bias; /* [heads][3*head], bias, head by head */
    const float *i_kernel; /* [heads][input_dim][1], weights of the input for the input gate */
    const float *i_bias; /* [heads][1], bias of the input gate */
    const float *f_kernel; /* [heads][input_dim][1], weights of the input for the forget gate */
    const float *f_bias; /* [heads][1], bias of the forget gate */
    float epsilon; /* constant that keeps the denominator from zero */
} mlstm_stabilized_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define MLSTM_STABILIZED_SMALL_WORKSPACE(input_dim, heads, head) \
    (5 * (heads) * (head) + 3 * (heads))

/* One timestep: the states are where their new values go. They begin as
   C_tm1: 0.0; n_tm1: 0.0; m_tm1: 0.0; h_tm1: 0.0. */
static void mlstm_stabilized_small_step(
    const mlstm_stabilized_small *weights,
    const float *x_t,
    float *C_t_state,
    float *n_t_state,
    float *m_t_state,
    float *h_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t heads = weights->heads;
    const size_t head = weights->head;
    float *const q_t_kept = workspace;
    float *const k_t_kept = q_t_kept + heads * head;
    float *const v_t_kept = k_t_kept + heads * head;
    float *const i_t_kept = v_t_kept + heads * head;
    float *const f_t_kept = i_t_kept + heads;
    float *const of_C_t_kept = f_t_kept + heads;
    float *const of_d_t_kept = of_C_t_kept + heads * head;
    float *const d_t_kept = of_d_t_kept + heads * head;
    const float epsilon = weights->epsilon;
    (void)input_dim;
    (void)heads;
    (void)head;
    (void)workspace;
    for (size_t line = 0; line < heads; line++)
    for (size_t unit = 0; unit < head; unit++) {
        const size_t row = 0;
        (void)row;
        float z_q = weights->bias[line * 3 * head + unit]; /* x_t W_q + b_q */
        float z_k = weights->bias[line * 3 * head + head + unit]; /* x_t W_k + b_k */
        float z_v = weights->bias[line * 3 * head + 2 * head + unit]; /* x_t W_v + b_v */
        for (size_t row = 0; row < input_dim; row++) {
            z_q += x_t[row] * weights->kernel[(line * input_dim + row) * 3 * head + unit];
            z_k += x_t[row] * weights->kernel[(line * input_dim + row) * 3 * head + head + unit];
            z_v += x_t[row] * weights->kernel[(line * input_dim + row) * 3 * head + 2 * head +
                unit];
        }
        const float q_t = z_q; /* query */
        const float k_sum = z_k; /* key-sum */
        const float k_t = k_sum / sqrt_f32(head); /* key */
        const float v_t = z_v; /* value */
        q_t_kept[line * head + unit] = q_t;
        k_t_kept[line * head + unit] = k_t;
        v_t_kept[line * head + unit] = v_t;
    }
    for (size_t line = 0; line < heads; line++)
    for (size_t unit = 0; unit < 1; unit++) {
        const size_t row = 0;
        (void)row;
        float z_i_sum = weights->i_bias[line]; /* x_t i_kernel + i_bias */
        float z_f_sum = weights->f_bias[line]; /* x_t f_kernel + f_bias */
        for (size_t row = 0; row < input_dim; row++) {
            z_i_sum += x_t[row] * weights->i_kernel[(line * input_dim + row)];
            z_f_sum += x_t[row] * weights->f_kernel[(line * input_dim + row)];
        }
        const float m_tm1 = m_t_state[line];
        const float i_sum = z_i_sum; /* input-gate-sum */
        const float f_sum = z_f_sum; /* forget-gate-sum */
        const float r_t = exp_f32(-absolute_f32(f_sum)); /* log-rest */
        const float s_t = minimum_f32(f_sum, all_f32(0.0f)) - log_f32(1.0f + r_t); /* log-sigmoid */
        const float l_t = m_tm1 + s_t; /* log-forget */
        const float m_t = maximum_f32(i_sum, l_t); /* stabilizer */
        const float i_t = exp_f32(i_sum - m_t); /* input-gate */
        const float f_t = exp_f32(l_t - m_t); /* forget-gate */
        i_t_kept[line] = i_t;
        f_t_kept[line] = f_t;
        m_t_state[line] = m_t;
    }
    for (size_t line = 0; line < heads; line++)
    for (size_t unit = 0; unit < head; unit++) {
        const float n_tm1 = n_t_state[line * head + unit];
        const float q_t = q_t_kept[line * head + unit];
        const float k_t = k_t_kept[line * head + unit];
        const float i_t = i_t_kept[line];
        const float f_t = f_t_kept[line];
        const float of_C_t = i_t * k_t; /* memory */
        const float n_t = f_t * n_tm1 + i_t * k_t; /* normalizer */
        const float of_d_t = q_t * n_t; /* denominator */
        of_C_t_kept[line * head + unit] = of_C_t;
        of_d_t_kept[line * head + unit] = of_d_t;
        n_t_state[line * head + unit] = n_t;
    }
    for (size_t line = 0; line < heads * head; line++)
    for (size_t unit = 0; unit < head; unit++) {
        const float C_tm1 = C_t_state[line * head + unit];
        /* memory */
        const float C_t = f_t_kept[line / head] * C_tm1 +
            (of_C_t_kept[line] * v_t_kept[line / head * head + unit]);
        C_t_state[line * head + unit] = C_t;
    }
    for (size_t line = 0; line < heads; line++)
    for (size_t unit = 0; unit < 1; unit++) {
        const float m_t = m_t_state[line];
        /* denominator */
        const float d_t = maximum_f32(absolute_f32(over_units_f32(of_d_t_kept + line * head,
            head)), exp_f32(-m_t)) + epsilon;
        d_t_kept[line] = d_t;
    }
    for (size_t line = 0; line < heads; line++)
    for (size_t unit = 0; unit < head; unit++) {
        const float d_t = d_t_kept[line];
        /* hidden-state */
        const float h_t = vecmat_f32(q_t_kept + line * head, C_t_state + line * head * head + unit,
            head, head) / d_t;
        h_t_state[line * head + unit] = h_t;
    }
}

#endif
