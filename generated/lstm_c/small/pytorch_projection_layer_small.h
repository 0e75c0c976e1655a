/* The LSTM of PyTorch with proj_size, for small machines.

   Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef PYTORCH_PROJECTION_LAYER_SMALL_INCLUDED
#define PYTORCH_PROJECTION_LAYER_SMALL_INCLUDED

#include "words.h"

typedef struct {
    size_t input_size;
    size_t hidden_size;
    size_t proj_size;
    const float *weight_ih; /* [4*hidden_size][input_size], weights of the input */
    const float *weight_hh; /* [4*hidden_size][proj_size], weights of the hidden state */
    const float *weight_hr; /* [proj_size][hidden_size], projection */
    const float *bias_ih; /* [4*hidden_size], input bias; NULL: zeros */
    const float *bias_hh; /* [4*hidden_size], hidden bias; NULL: zeros */
} pytorch_projection_layer_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define PYTORCH_PROJECTION_LAYER_SMALL_WORKSPACE(input_size, hidden_size, proj_size) \
    ((proj_size) + (hidden_size))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0; c_tm1: 0.0. */
static void pytorch_projection_layer_small_step(
    const pytorch_projection_layer_small *weights,
    const float *x_t,
    float *h_t_state,
    float *c_t_state,
    float *workspace)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    const size_t proj_size = weights->proj_size;
    float *const h_t_kept = workspace;
    float *const v_1_kept = h_t_kept + proj_size;
    (void)input_size;
    (void)hidden_size;
    (void)proj_size;
    (void)workspace;
    for (size_t unit = 0; unit < hidden_size; unit++) {
        const size_t row = 0;
        (void)row;
        /* x_t W_ii + h_tm1 W_hi + b_hi + b_ii */
        float z_i = (weights->bias_ih ? weights->bias_ih[unit] : 0.0f) + (weights->bias_hh ?
            weights->bias_hh[unit] : 0.0f);
        /* x_t W_if + h_tm1 W_hf + b_hf + b_if */
        float z_f = (weights->bias_ih ? weights->bias_ih[hidden_size + unit] : 0.0f) +
            (weights->bias_hh ? weights->bias_hh[hidden_size + unit] : 0.0f);
        /* x_t W_ig + h_tm1 W_hg + b_hg + b_ig */
        float z_g = (weights->bias_ih ? weights->bias_ih[2 * hidden_size + unit] : 0.0f) +
            (weights->bias_hh ? weights->bias_hh[2 * hidden_size + unit] : 0.0f);
        /* x_t W_io + h_tm1 W_ho + b_ho + b_io */
        float z_o = (weights->bias_ih ? weights->bias_ih[3 * hidden_size + unit] : 0.0f) +
            (weights->bias_hh ? weights->bias_hh[3 * hidden_size + unit] : 0.0f);
        for (size_t row = 0; row < input_size; row++) {
            z_i += x_t[row] * weights->weight_ih[unit * input_size + row];
            z_f += x_t[row] * weights->weight_ih[(hidden_size + unit) * input_size + row];
            z_g += x_t[row] * weights->weight_ih[(2 * hidden_size + unit) * input_size + row];
            z_o += x_t[row] * weights->weight_ih[(3 * hidden_size + unit) * input_size + row];
        }
        for (size_t row = 0; row < proj_size; row++) {
            z_i += h_t_state[row] * weights->weight_hh[unit * proj_size + row];
            z_f += h_t_state[row] * weights->weight_hh[(hidden_size + unit) * proj_size + row];
            z_g += h_t_state[row] * weights->weight_hh[(2 * hidden_size + unit) * proj_size + row];
            z_o += h_t_state[row] * weights->weight_hh[(3 * hidden_size + unit) * proj_size + row];
        }
        const float c_tm1 = c_t_state[unit];
        const float i_t = sigmoid_f32(z_i); /* input-gate */
        const float f_t = sigmoid_f32(z_f); /* forget-gate */
        const float g_t = tanh_f32(z_g); /* cell-gate */
        const float o_t = sigmoid_f32(z_o); /* output-gate */
        const float c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
        const float v_1 = o_t * tanh_f32(c_t); /* hidden-state-v_1 */
        v_1_kept[unit] = v_1;
        c_t_state[unit] = c_t;
    }
    for (size_t unit = 0; unit < proj_size; unit++) {
        float z_r = 0.0f; /* v_1 W_hr */
        for (size_t row = 0; row < hidden_size; row++) {
            z_r += v_1_kept[row] * weights->weight_hr[unit * hidden_size + row];
        }
        const float h_t = z_r; /* hidden-state */
        h_t_kept[unit] = h_t;
    }
    memcpy(h_t_state, h_t_kept, proj_size * sizeof(float));
}

#endif
