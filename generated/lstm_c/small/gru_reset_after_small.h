/* The GRU of Keras, for small machines.

   Printed from lstm_sym/equations/gru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef GRU_RESET_AFTER_SMALL_INCLUDED
#define GRU_RESET_AFTER_SMALL_INCLUDED

#include "words.h"

#ifndef GRU_RESET_AFTER_SMALL_ACTIVATION /* activation of the candidate; for another one, define it before */
#define GRU_RESET_AFTER_SMALL_ACTIVATION tanh_f32
#endif

#ifndef GRU_RESET_AFTER_SMALL_RECURRENT_ACTIVATION /* activation of the two gates; for another one, define it before */
#define GRU_RESET_AFTER_SMALL_RECURRENT_ACTIVATION sigmoid_f32
#endif

typedef struct {
    size_t input_dim;
    size_t units;
    const float *kernel; /* [input_dim][3*units], weights of the input */
    const float *recurrent_kernel; /* [units][3*units], weights of the hidden state */
    const float *bias; /* [3*units], bias; NULL: zeros */
    /* [3*units], bias beside the hidden state, with reset_after; NULL: zeros */
    const float *recurrent_bias;
} gru_reset_after_small;

/* How many numbers the caller provides for a step; afterwards they mean nothing. */
#define GRU_RESET_AFTER_SMALL_WORKSPACE(input_dim, units) \
    ((units))

/* One timestep: the states are where their new values go. They begin as
   h_tm1: 0.0. */
static void gru_reset_after_small_step(
    const gru_reset_after_small *weights,
    const float *x_t,
    float *h_t_state,
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
        /* x_t W_z + h_tm1 U_z + b_z + d_z */
        float z_z = (weights->bias ? weights->bias[unit] : 0.0f) + (weights->recurrent_bias ?
            weights->recurrent_bias[unit] : 0.0f);
        /* x_t W_r + h_tm1 U_r + b_r + d_r */
        float z_r = (weights->bias ? weights->bias[units + unit] : 0.0f) +
            (weights->recurrent_bias ? weights->recurrent_bias[units + unit] : 0.0f);
        float z_h = (weights->bias ? weights->bias[2 * units + unit] : 0.0f); /* x_t W_h + b_h */
        /* h_tm1 U_h + d_h */
        float z_h_ = (weights->recurrent_bias ? weights->recurrent_bias[2 * units + unit] : 0.0f);
        for (size_t row = 0; row < input_dim; row++) {
            z_z += x_t[row] * weights->kernel[row * 3 * units + unit];
            z_r += x_t[row] * weights->kernel[row * 3 * units + units + unit];
            z_h += x_t[row] * weights->kernel[row * 3 * units + 2 * units + unit];
        }
        for (size_t row = 0; row < units; row++) {
            z_z += h_t_state[row] * weights->recurrent_kernel[row * 3 * units + unit];
            z_r += h_t_state[row] * weights->recurrent_kernel[row * 3 * units + units + unit];
            z_h_ += h_t_state[row] * weights->recurrent_kernel[row * 3 * units + 2 * units + unit];
        }
        const float h_tm1 = h_t_state[unit];
        const float z_t = GRU_RESET_AFTER_SMALL_RECURRENT_ACTIVATION(z_z); /* update-gate */
        const float r_t = GRU_RESET_AFTER_SMALL_RECURRENT_ACTIVATION(z_r); /* reset-gate */
        /* candidate-reset-after */
        const float g_t = GRU_RESET_AFTER_SMALL_ACTIVATION(z_h + r_t * z_h_);
        const float h_t = z_t * h_tm1 + (1.0f - z_t) * g_t; /* hidden-state */
        h_t_kept[unit] = h_t;
    }
    memcpy(h_t_state, h_t_kept, units * sizeof(float));
}

#endif
