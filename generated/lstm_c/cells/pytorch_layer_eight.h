/* The LSTM of PyTorch, in C.

   Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef PYTORCH_LAYER_EIGHT_H
#define PYTORCH_LAYER_EIGHT_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PYTORCH_LAYER_EIGHT_PACKED_SIZE(input_size, hidden_size) \
    ((4 + 4 * (1 + ((input_size) + 1) / 2) + 4 * (2 + ((hidden_size) + 3) / 4)) * LSTM_PADDED(hidden_size))
#define PYTORCH_LAYER_EIGHT_WORKSPACE_OF_ONE(input_size, hidden_size) \
    (2 * LSTM_PADDED(input_size) + 4 * LSTM_PADDED(hidden_size) + (1 + LSTM_PADDED(input_size) / 2) + (1 + LSTM_PADDED(hidden_size) / 4))
#define PYTORCH_LAYER_EIGHT_WORKSPACE_SIZE(batch, input_size, hidden_size) \
    ((batch) * PYTORCH_LAYER_EIGHT_WORKSPACE_OF_ONE(input_size, hidden_size) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(hidden_size) + LSTM_SLAB_ROWS * (1 + LSTM_PADDED(input_size) / 2))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    const float *input; /* [batch][timesteps][input_size], input sequences */
    const float *packed; /* from the function that packs the weights */
    /* [batch][hidden_size], hidden state before the first timestep; NULL: 0 */
    const float *initial_h;
    /* [batch][hidden_size], cell state before the first timestep; NULL: 0 */
    const float *initial_c;
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    float *output; /* [batch][timesteps][hidden_size], output */
    float *h_n; /* [batch][hidden_size], last hidden state */
    float *c_n; /* [batch][hidden_size], last cell state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} pytorch_layer_eight_call_f32;

typedef struct {
    size_t input_size;
    size_t hidden_size;
    const float *weight_ih; /* [4*hidden_size][input_size], weights of the input */
    const float *weight_hh; /* [4*hidden_size][hidden_size], weights of the hidden state */
    const float *bias_ih; /* [4*hidden_size], input bias; NULL: zeros */
    const float *bias_hh; /* [4*hidden_size], hidden bias; NULL: zeros */
} pytorch_layer_eight_weights_f32;

void pytorch_layer_eight_pack_f32(const pytorch_layer_eight_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int pytorch_layer_eight_f32(const pytorch_layer_eight_call_f32 *call);
void pytorch_layer_eight_help_f32(const pytorch_layer_eight_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int pytorch_layer_eight_begin_f32(const pytorch_layer_eight_call_f32 *call);
void pytorch_layer_eight_step_f32(const pytorch_layer_eight_call_f32 *call);
void pytorch_layer_eight_end_f32(const pytorch_layer_eight_call_f32 *call);

size_t pytorch_layer_eight_packed_size(size_t input_size, size_t hidden_size);

size_t pytorch_layer_eight_workspace_size(size_t batch, size_t input_size, size_t hidden_size);

#ifdef __cplusplus
}
#endif

#endif
