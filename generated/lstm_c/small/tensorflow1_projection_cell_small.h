/* LSTMCell of TensorFlow 1 with num_proj, for small machines.

   Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef TENSORFLOW1_PROJECTION_CELL_SMALL_INCLUDED
#define TENSORFLOW1_PROJECTION_CELL_SMALL_INCLUDED

#include "words.h"

#ifndef TENSORFLOW1_PROJECTION_CELL_SMALL_ACTIVATION /* activation of the new input and the state; for another one, define it before */
#define TENSORFLOW1_PROJECTION_CELL_SMALL_ACTIVATION tanh_f32
#endif

typedef struct {
    size_t input_dim;
    size_t units;
    size_t num_proj;
    const float *input_kernel; /* [input_dim][4*units], rows of the kernel for the input */
    const float *recurrent_kernel; /* [num_proj][4*units], rows of the kernel for the output */
    const float *bias; /* [4*units], bias */
    const float *w_i_diag; /* [units], peephole of the gate i; NULL: zeros */
    const float *w_f_diag; /* [units], peephole of the gate f; NULL: zeros */
    const float *w_o_diag; /* [units], peephole of the gate o; NULL: zeros */
    const float *projection; /* [units][num_proj], projection of the output */
    float forget_bias; /* addition to the bias of the forget gate */
    float cell_clip; /* bound on the cell state */
    float proj_clip; /* bound on the projected output */
} tensorflow1_projection_cell_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define TENSORFLOW1_PROJECTION_CELL_SMALL_WORKSPACE(input_dim, units, num_proj) \
    ((num_proj) + (units))

/* One timestep: the states are where their new values go. They begin as
   c_tm1: 0.0; m_tm1: 0.0. */
static void tensorflow1_projection_cell_small_step(
    const tensorflow1_projection_cell_small *weights,
    const float *x_t,
    float *c_t_state,
    float *m_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    const size_t num_proj = weights->num_proj;
    float *const m_t_kept = workspace;
    float *const v_1_kept = m_t_kept + num_proj;
    const float cell_clip = weights->cell_clip;
    const float proj_clip = weights->proj_clip;
    (void)input_dim;
    (void)units;
    (void)num_proj;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        const size_t row = 0;
        (void)row;
        float z_i = weights->bias[unit]; /* x_t W_i + m_tm1 U_i + b_i */
        float z_j = weights->bias[units + unit]; /* x_t W_j + m_tm1 U_j + b_j */
        /* x_t W_f + m_tm1 U_f + b_f + forget_bias */
        float z_f = weights->bias[2 * units + unit] + weights->forget_bias;
        float z_o = weights->bias[3 * units + unit]; /* x_t W_o + m_tm1 U_o + b_o */
        for (size_t row = 0; row < input_dim; row++) {
            z_i += x_t[row] * weights->input_kernel[row * 4 * units + unit];
            z_j += x_t[row] * weights->input_kernel[row * 4 * units + units + unit];
            z_f += x_t[row] * weights->input_kernel[row * 4 * units + 2 * units + unit];
            z_o += x_t[row] * weights->input_kernel[row * 4 * units + 3 * units + unit];
        }
        for (size_t row = 0; row < num_proj; row++) {
            z_i += m_t_state[row] * weights->recurrent_kernel[row * 4 * units + unit];
            z_j += m_t_state[row] * weights->recurrent_kernel[row * 4 * units + units + unit];
            z_f += m_t_state[row] * weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
            z_o += m_t_state[row] * weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
        }
        const float c_tm1 = c_t_state[unit];
        const float w_i_diag = (weights->w_i_diag ? weights->w_i_diag[unit] : 0.0f);
        const float w_f_diag = (weights->w_f_diag ? weights->w_f_diag[unit] : 0.0f);
        const float w_o_diag = (weights->w_o_diag ? weights->w_o_diag[unit] : 0.0f);
        const float i_t = sigmoid_f32(z_i + w_i_diag * c_tm1); /* input-gate */
        const float j_t = TENSORFLOW1_PROJECTION_CELL_SMALL_ACTIVATION(z_j); /* new-input */
        const float f_t = sigmoid_f32(z_f + w_f_diag * c_tm1); /* forget-gate */
        const float c_t = clip_f32(f_t * c_tm1 + i_t * j_t, -cell_clip, cell_clip); /* cell-state */
        const float o_t = sigmoid_f32(z_o + w_o_diag * c_t); /* output-gate */
        const float v_1 = o_t * TENSORFLOW1_PROJECTION_CELL_SMALL_ACTIVATION(c_t); /* output-v_1 */
        v_1_kept[unit] = v_1;
        c_t_state[unit] = c_t;
    }
    for (size_t unit = 0; unit < num_proj; unit++) {
        float z_m_t = 0.0f; /* v_1 projection */
        for (size_t row = 0; row < units; row++) {
            z_m_t += v_1_kept[row] * weights->projection[row * 1 * num_proj + unit];
        }
        const float m_t = clip_f32(z_m_t, -proj_clip, proj_clip); /* output */
        m_t_kept[unit] = m_t;
    }
    memcpy(m_t_state, m_t_kept, num_proj * sizeof(float));
}

#endif
