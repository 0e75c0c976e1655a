/* The GRU of Keras, for small machines.

   Printed from lstm_sym/equations/gru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef GRU_NO_RESET_AFTER_SMALL_INCLUDED
#define GRU_NO_RESET_AFTER_SMALL_INCLUDED

#include "words.h"

#ifndef GRU_NO_RESET_AFTER_SMALL_ACTIVATION /* activation of the candidate; for another one, define it before */
#define GRU_NO_RESET_AFTER_SMALL_ACTIVATION tanh_f32
#endif

#ifndef GRU_NO_RESET_AFTER_SMALL_RECURRENT_ACTIVATION /* activation of the two gates; for another one, define it before */
#define GRU_NO_RESET_AFTER_SMALL_RECURRENT_ACTIVATION sigmoid_f32
#endif

typedef struct {
    size_t input_dim;
    size_t units;
    const float *kernel; /* [input_dim][3*units], weights of the input */
    const float *recurrent_kernel; /* [units][3*units], weights of the hidden state */
    const float *bias; /* [3*units], bias; NULL: zeros */
} gru_no_reset_after_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define GRU_NO_RESET_AFTER_SMALL_WORKSPACE(input_dim, units) \
    (4 * (units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0. */
static void gru_no_reset_after_small_step(
    const gru_no_reset_after_small *weights,
    const float *x_t,
    float *h_t_state,
    float *workspace)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    float *const h_t_kept = workspace;
    float *const z_t_kept = h_t_kept + units;
    float *const v_1_kept = z_t_kept + units;
    float *const z_h_kept = v_1_kept + units;
    (void)input_dim;
    (void)units;
    (void)workspace;
    for (size_t unit = 0; unit < units; unit++) {
        const size_t row = 0;
        (void)row;
        float z_z = (weights->bias ? weights->bias[unit] : 0.0f); /* x_t W_z + h_tm1 U_z + b_z */
        /* x_t W_r + h_tm1 U_r + b_r */
        float z_r = (weights->bias ? weights->bias[units + unit] : 0.0f);
        float z_h = (weights->bias ? weights->bias[2 * units + unit] : 0.0f); /* x_t W_h + b_h */
        for (size_t row = 0; row < input_dim; row++) {
            z_z += x_t[row] * weights->kernel[row * 3 * units + unit];
            z_r += x_t[row] * weights->kernel[row * 3 * units + units + unit];
            z_h += x_t[row] * weights->kernel[row * 3 * units + 2 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_z += h_t_state[row] * weights->recurrent_kernel[row * 3 * units + unit];
            z_r += h_t_state[row] * weights->recurrent_kernel[row * 3 * units + units + unit];
        }
        const float h_tm1 = h_t_state[unit];
        /* update-gate-reset-before */
        const float z_t = GRU_NO_RESET_AFTER_SMALL_RECURRENT_ACTIVATION(z_z);
        /* reset-gate-reset-before */
        const float r_t = GRU_NO_RESET_AFTER_SMALL_RECURRENT_ACTIVATION(z_r);
        const float v_1 = r_t * h_tm1; /* candidate-reset-before-v_1 */
        z_t_kept[unit] = z_t;
        v_1_kept[unit] = v_1;
        z_h_kept[unit] = z_h;
    }
    for (size_t unit = 0; unit < units; unit++) {
        float z_h_ = 0.0f; /* v_1 U_h */
        for (size_t row = 0; row < units; row++) {
            z_h_ += v_1_kept[row] * weights->recurrent_kernel[row * 3 * units + 2 * units + unit];
        }
        const float h_tm1 = h_t_state[unit];
        const float z_t = z_t_kept[unit];
        const float z_h = z_h_kept[unit];
        /* candidate-reset-before */
        const float g_t = GRU_NO_RESET_AFTER_SMALL_ACTIVATION(z_h + z_h_);
        const float h_t = z_t * h_tm1 + (1.0f - z_t) * g_t; /* hidden-state */
        h_t_kept[unit] = h_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
