/* The LSTM of Keras, in C.

   Printed from lstm_sym/equations/keras.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef KERAS_BFLOAT16_H
#define KERAS_BFLOAT16_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KERAS_BFLOAT16_PACKED_SIZE(input_dim, units) \
    ((4 + 4 * ((input_dim + 31) / 32 * 32) + 4 * ((units + 31) / 32 * 16)) * LSTM_PADDED(units))
#define KERAS_BFLOAT16_WORKSPACE_OF_ONE(input_dim, units) \
    (2 * LSTM_PADDED(input_dim) + 4 * LSTM_PADDED(units) + ((input_dim + 31) / 32 * 32) + ((units + 31) / 32 * 32))
#define KERAS_BFLOAT16_WORKSPACE_SIZE(batch, input_dim, units) \
    ((batch) * KERAS_BFLOAT16_WORKSPACE_OF_ONE(input_dim, units) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(units) + LSTM_SLAB_ROWS * ((input_dim + 31) / 32 * 32) + 7 * ((input_dim + 31) / 32 * 32) + 7 * ((units + 31) / 32 * 32))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *sequences; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int activation; /* enum lstm_activation: activation of the candidate and of the cell state */
    int recurrent_activation; /* enum lstm_activation: activation of the three gates */
    int masked_output; /* enum lstm_masked_output */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    int return_sequences; /* 0 or 1: what the output holds */
    float *lstm_output; /* [batch][timesteps][units], output */
    float *state_h; /* [batch][units], last hidden state */
    float *state_c; /* [batch][units], last cell state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} keras_bfloat16_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    const float *kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const float *bias; /* [4*units], bias; NULL: zeros */
} keras_bfloat16_weights_f32;

void keras_bfloat16_pack_f32(const keras_bfloat16_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int keras_bfloat16_f32(const keras_bfloat16_call_f32 *call);
void keras_bfloat16_help_f32(const keras_bfloat16_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int keras_bfloat16_begin_f32(const keras_bfloat16_call_f32 *call);
void keras_bfloat16_step_f32(const keras_bfloat16_call_f32 *call);
void keras_bfloat16_end_f32(const keras_bfloat16_call_f32 *call);

size_t keras_bfloat16_packed_size(size_t input_dim, size_t units);

size_t keras_bfloat16_workspace_size(size_t batch, size_t input_dim, size_t units);

#ifdef __cplusplus
}
#endif

#endif
