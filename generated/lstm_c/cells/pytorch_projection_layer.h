/* The LSTM of PyTorch with proj_size, in C.

   Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef PYTORCH_PROJECTION_LAYER_H
#define PYTORCH_PROJECTION_LAYER_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PYTORCH_PROJECTION_LAYER_PACKED_SIZE(input_size, hidden_size, proj_size) \
    ((4 + 4 * (input_size) + 4 * (proj_size)) * LSTM_PADDED(hidden_size) + (1 + (hidden_size)) * LSTM_PADDED(proj_size))
#define PYTORCH_PROJECTION_LAYER_WORKSPACE_OF_ONE(input_size, hidden_size, proj_size) \
    (2 * LSTM_PADDED(input_size) + 3 * LSTM_PADDED(proj_size) + 2 * LSTM_PADDED(hidden_size))
#define PYTORCH_PROJECTION_LAYER_WORKSPACE_SIZE(batch, input_size, hidden_size, proj_size) \
    ((batch) * PYTORCH_PROJECTION_LAYER_WORKSPACE_OF_ONE(input_size, hidden_size, proj_size) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(hidden_size))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    size_t proj_size;
    const float *input; /* [batch][timesteps][input_size], input sequences */
    const float *packed; /* from the function that packs the weights */
    /* [batch][proj_size], hidden state before the first timestep; NULL: 0 */
    const float *initial_h;
    /* [batch][hidden_size], cell state before the first timestep; NULL: 0 */
    const float *initial_c;
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    float *output; /* [batch][timesteps][proj_size], output */
    float *h_n; /* [batch][proj_size], last hidden state */
    float *c_n; /* [batch][hidden_size], last cell state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} pytorch_projection_layer_call_f32;

typedef struct {
    size_t input_size;
    size_t hidden_size;
    size_t proj_size;
    const float *weight_ih; /* [4*hidden_size][input_size], weights of the input */
    const float *weight_hh; /* [4*hidden_size][proj_size], weights of the hidden state */
    const float *weight_hr; /* [proj_size][hidden_size], projection */
    const float *bias_ih; /* [4*hidden_size], input bias; NULL: zeros */
    const float *bias_hh; /* [4*hidden_size], hidden bias; NULL: zeros */
} pytorch_projection_layer_weights_f32;

void pytorch_projection_layer_pack_f32(const pytorch_projection_layer_weights_f32 *weights,
    float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int pytorch_projection_layer_f32(const pytorch_projection_layer_call_f32 *call);
void pytorch_projection_layer_help_f32(const pytorch_projection_layer_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int pytorch_projection_layer_begin_f32(const pytorch_projection_layer_call_f32 *call);
void pytorch_projection_layer_step_f32(const pytorch_projection_layer_call_f32 *call);
void pytorch_projection_layer_end_f32(const pytorch_projection_layer_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    size_t proj_size;
    const double *input; /* [batch][timesteps][input_size], input sequences */
    const double *packed; /* from the function that packs the weights */
    /* [batch][proj_size], hidden state before the first timestep; NULL: 0 */
    const double *initial_h;
    /* [batch][hidden_size], cell state before the first timestep; NULL: 0 */
    const double *initial_c;
    const unsigned char *mask; /* [batch][timesteps], 1 where a timestep counts; NULL: all do */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    double *output; /* [batch][timesteps][proj_size], output */
    double *h_n; /* [batch][proj_size], last hidden state */
    double *c_n; /* [batch][hidden_size], last cell state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} pytorch_projection_layer_call_f64;

typedef struct {
    size_t input_size;
    size_t hidden_size;
    size_t proj_size;
    const double *weight_ih; /* [4*hidden_size][input_size], weights of the input */
    const double *weight_hh; /* [4*hidden_size][proj_size], weights of the hidden state */
    const double *weight_hr; /* [proj_size][hidden_size], projection */
    const double *bias_ih; /* [4*hidden_size], input bias; NULL: zeros */
    const double *bias_hh; /* [4*hidden_size], hidden bias; NULL: zeros */
} pytorch_projection_layer_weights_f64;

void pytorch_projection_layer_pack_f64(const pytorch_projection_layer_weights_f64 *weights,
    double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int pytorch_projection_layer_f64(const pytorch_projection_layer_call_f64 *call);
void pytorch_projection_layer_help_f64(const pytorch_projection_layer_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int pytorch_projection_layer_begin_f64(const pytorch_projection_layer_call_f64 *call);
void pytorch_projection_layer_step_f64(const pytorch_projection_layer_call_f64 *call);
void pytorch_projection_layer_end_f64(const pytorch_projection_layer_call_f64 *call);

size_t pytorch_projection_layer_packed_size(size_t input_size, size_t hidden_size, size_t proj_size);

size_t pytorch_projection_layer_workspace_size(size_t batch, size_t input_size, size_t hidden_size, size_t proj_size);

#ifdef __cplusplus
}
#endif

#endif
