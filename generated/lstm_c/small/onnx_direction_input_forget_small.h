/* The LSTM operator of ONNX, for small machines.

   Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef ONNX_DIRECTION_INPUT_FORGET_SMALL_INCLUDED
#define ONNX_DIRECTION_INPUT_FORGET_SMALL_INCLUDED

#include "words.h"

#ifndef ONNX_DIRECTION_INPUT_FORGET_SMALL_F /* activation of the three gates; for another one, define it before */
#define ONNX_DIRECTION_INPUT_FORGET_SMALL_F sigmoid_f32
#endif

#ifndef ONNX_DIRECTION_INPUT_FORGET_SMALL_G /* activation of the cell gate; for another one, define it before */
#define ONNX_DIRECTION_INPUT_FORGET_SMALL_G tanh_f32
#endif

#ifndef ONNX_DIRECTION_INPUT_FORGET_SMALL_H /* activation of the cell state; for another one, define it before */
#define ONNX_DIRECTION_INPUT_FORGET_SMALL_H tanh_f32
#endif

typedef struct {
    size_t input_size;
    size_t hidden_size;
    const float *W; /* [4*hidden_size][input_size], weights of the input */
    const float *R; /* [4*hidden_size][hidden_size], recurrence weights */
    const float *Wb; /* [4*hidden_size], bias beside the input */
    const float *Rb; /* [4*hidden_size], bias beside the hidden state */
    const float *P; /* [3*hidden_size], peephole weights; NULL: zeros */
    float clip; /* bound on the argument of each activation */
} onnx_direction_input_forget_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define ONNX_DIRECTION_INPUT_FORGET_SMALL_WORKSPACE(input_size, hidden_size) \
    ((hidden_size))

/* One timestep: the states are where their new values go. They begin as
   H_tm1: 0.0; C_tm1: 0.0. */
static void onnx_direction_input_forget_small_step(
    const onnx_direction_input_forget_small *weights,
    const float *X_t,
    float *H_t_state,
    float *C_t_state,
    float *workspace)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    float *const H_t_kept = workspace;
    const float clip = weights->clip;
    (void)input_size;
    (void)hidden_size;
    (void)workspace;
    for (size_t unit = 0; unit < hidden_size; unit++) {
        const size_t row = 0;
        (void)row;
        float z_i = weights->Wb[unit] + weights->Rb[unit]; /* X_t W_i + H_tm1 R_i + Rb_i + Wb_i */
        /* X_t W_c + H_tm1 R_c + Rb_c + Wb_c */
        float z_c = weights->Wb[3 * hidden_size + unit] + weights->Rb[3 * hidden_size + unit];
        /* X_t W_o + H_tm1 R_o + Rb_o + Wb_o */
        float z_o = weights->Wb[hidden_size + unit] + weights->Rb[hidden_size + unit];
        for (size_t row = 0; row < input_size; row++) {
            z_i += X_t[row] * weights->W[unit * input_size + row];
            z_c += X_t[row] * weights->W[(3 * hidden_size + unit) * input_size + row];
            z_o += X_t[row] * weights->W[(hidden_size + unit) * input_size + row];
        }
        for (size_t row = 0; row < hidden_size; row++) {
            z_i += H_t_state[row] * weights->R[unit * hidden_size + row];
            z_c += H_t_state[row] * weights->R[(3 * hidden_size + unit) * hidden_size + row];
            z_o += H_t_state[row] * weights->R[(hidden_size + unit) * hidden_size + row];
        }
        const float C_tm1 = C_t_state[unit];
        const float P_i = (weights->P ? weights->P[unit] : 0.0f);
        const float P_o = (weights->P ? weights->P[hidden_size + unit] : 0.0f);
        const float i_sum = z_i + P_i * C_tm1; /* input-sum */
        /* input-gate */
        const float i_t = ONNX_DIRECTION_INPUT_FORGET_SMALL_F(clip_f32(i_sum, -clip, clip));
        const float f_t = 1.0f - i_t; /* coupled-forget-gate */
        const float c_sum = z_c; /* cell-sum */
        /* cell-gate */
        const float c_t = ONNX_DIRECTION_INPUT_FORGET_SMALL_G(clip_f32(c_sum, -clip, clip));
        const float C_t = f_t * C_tm1 + i_t * c_t; /* cell-state */
        const float o_sum = z_o + P_o * C_t; /* output-sum */
        /* output-gate */
        const float o_t = ONNX_DIRECTION_INPUT_FORGET_SMALL_F(clip_f32(o_sum, -clip, clip));
        /* hidden-state */
        const float H_t = o_t * ONNX_DIRECTION_INPUT_FORGET_SMALL_H(clip_f32(C_t, -clip, clip));
        H_t_kept[unit] = H_t;
        C_t_state[unit] = C_t;
    }
    memcpy(H_t_state, H_t_kept, hidden_size * sizeof(float));
}

#endif
