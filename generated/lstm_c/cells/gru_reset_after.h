/* The GRU of Keras, in C.

   Printed from lstm_sym/equations/gru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef GRU_RESET_AFTER_H
#define GRU_RESET_AFTER_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GRU_RESET_AFTER_PACKED_SIZE(input_dim, units) \
    ((4 + 3 * (input_dim) + 3 * (units)) * LSTM_PADDED(units))
#define GRU_RESET_AFTER_WORKSPACE_OF_ONE(input_dim, units) \
    (2 * LSTM_PADDED(input_dim) + 3 * LSTM_PADDED(units))
#define GRU_RESET_AFTER_WORKSPACE_SIZE(batch, input_dim, units) \
    ((batch) * GRU_RESET_AFTER_WORKSPACE_OF_ONE(input_dim, units) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(units))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *sequences; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int activation; /* enum lstm_activation: activation of the candidate */
    int recurrent_activation; /* enum lstm_activation: activation of the two gates */
    int masked_output; /* enum lstm_masked_output */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    int return_sequences; /* 0 or 1: what the output holds */
    float *gru_output; /* [batch][timesteps][units], output */
    float *state_h; /* [batch][units], last hidden state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} gru_reset_after_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    const float *kernel; /* [input_dim][3*units], weights of the input */
    const float *recurrent_kernel; /* [units][3*units], weights of the hidden state */
    const float *bias; /* [3*units], bias; NULL: zeros */
    /* [3*units], bias beside the hidden state, with reset_after; NULL: zeros */
    const float *recurrent_bias;
} gru_reset_after_weights_f32;

void gru_reset_after_pack_f32(const gru_reset_after_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int gru_reset_after_f32(const gru_reset_after_call_f32 *call);
void gru_reset_after_help_f32(const gru_reset_after_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int gru_reset_after_begin_f32(const gru_reset_after_call_f32 *call);
void gru_reset_after_step_f32(const gru_reset_after_call_f32 *call);
void gru_reset_after_end_f32(const gru_reset_after_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *sequences; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int activation; /* enum lstm_activation: activation of the candidate */
    int recurrent_activation; /* enum lstm_activation: activation of the two gates */
    int masked_output; /* enum lstm_masked_output */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    int return_sequences; /* 0 or 1: what the output holds */
    double *gru_output; /* [batch][timesteps][units], output */
    double *state_h; /* [batch][units], last hidden state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} gru_reset_after_call_f64;

typedef struct {
    size_t input_dim;
    size_t units;
    const double *kernel; /* [input_dim][3*units], weights of the input */
    const double *recurrent_kernel; /* [units][3*units], weights of the hidden state */
    const double *bias; /* [3*units], bias; NULL: zeros */
    /* [3*units], bias beside the hidden state, with reset_after; NULL: zeros */
    const double *recurrent_bias;
} gru_reset_after_weights_f64;

void gru_reset_after_pack_f64(const gru_reset_after_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int gru_reset_after_f64(const gru_reset_after_call_f64 *call);
void gru_reset_after_help_f64(const gru_reset_after_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int gru_reset_after_begin_f64(const gru_reset_after_call_f64 *call);
void gru_reset_after_step_f64(const gru_reset_after_call_f64 *call);
void gru_reset_after_end_f64(const gru_reset_after_call_f64 *call);

size_t gru_reset_after_packed_size(size_t input_dim, size_t units);

size_t gru_reset_after_workspace_size(size_t batch, size_t input_dim, size_t units);

#ifdef __cplusplus
}
#endif

#endif
