/* The LSTM operator of ONNX, in C.

   Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef ONNX_DIRECTION_INPUT_FORGET_H
#define ONNX_DIRECTION_INPUT_FORGET_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ONNX_DIRECTION_INPUT_FORGET_PACKED_SIZE(input_size, hidden_size) \
    ((3 + 3 * (input_size) + 3 * (hidden_size)) * LSTM_PADDED(hidden_size) + 2 * LSTM_PADDED(hidden_size))
#define ONNX_DIRECTION_INPUT_FORGET_WORKSPACE_OF_ONE(input_size, hidden_size) \
    (2 * LSTM_PADDED(input_size) + 4 * LSTM_PADDED(hidden_size))
#define ONNX_DIRECTION_INPUT_FORGET_WORKSPACE_SIZE(batch, input_size, hidden_size) \
    ((batch) * ONNX_DIRECTION_INPUT_FORGET_WORKSPACE_OF_ONE(input_size, hidden_size) + 3 * LSTM_SLAB_ROWS * LSTM_PADDED(hidden_size))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    const float *X; /* [batch_size][timesteps][input_size], input sequences */
    const float *packed; /* from the function that packs the weights */
    /* [batch_size][hidden_size], hidden state before the first timestep; NULL: 0 */
    const float *initial_H;
    /* [batch_size][hidden_size], cell state before the first timestep; NULL: 0 */
    const float *initial_C;
    /* [batch_size][timesteps], 1 where a timestep counts; NULL: all do */
    const unsigned char *mask;
    float clip; /* bound on the argument of each activation */
    int f; /* enum lstm_activation: activation of the three gates */
    int g; /* enum lstm_activation: activation of the cell gate */
    int h; /* enum lstm_activation: activation of the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    float *Y; /* [batch_size][timesteps][hidden_size], output */
    float *Y_h; /* [batch_size][hidden_size], last hidden state */
    float *Y_c; /* [batch_size][hidden_size], last cell state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} onnx_direction_input_forget_call_f32;

typedef struct {
    size_t input_size;
    size_t hidden_size;
    const float *W; /* [4*hidden_size][input_size], weights of the input */
    const float *R; /* [4*hidden_size][hidden_size], recurrence weights */
    const float *Wb; /* [4*hidden_size], bias beside the input */
    const float *Rb; /* [4*hidden_size], bias beside the hidden state */
    const float *P; /* [3*hidden_size], peephole weights; NULL: zeros */
} onnx_direction_input_forget_weights_f32;

void onnx_direction_input_forget_pack_f32(const onnx_direction_input_forget_weights_f32 *weights,
    float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int onnx_direction_input_forget_f32(const onnx_direction_input_forget_call_f32 *call);
void onnx_direction_input_forget_help_f32(const onnx_direction_input_forget_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int onnx_direction_input_forget_begin_f32(const onnx_direction_input_forget_call_f32 *call);
void onnx_direction_input_forget_step_f32(const onnx_direction_input_forget_call_f32 *call);
void onnx_direction_input_forget_end_f32(const onnx_direction_input_forget_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_size;
    size_t hidden_size;
    const double *X; /* [batch_size][timesteps][input_size], input sequences */
    const double *packed; /* from the function that packs the weights */
    /* [batch_size][hidden_size], hidden state before the first timestep; NULL: 0 */
    const double *initial_H;
    /* [batch_size][hidden_size], cell state before the first timestep; NULL: 0 */
    const double *initial_C;
    /* [batch_size][timesteps], 1 where a timestep counts; NULL: all do */
    const unsigned char *mask;
    double clip; /* bound on the argument of each activation */
    int f; /* enum lstm_activation: activation of the three gates */
    int g; /* enum lstm_activation: activation of the cell gate */
    int h; /* enum lstm_activation: activation of the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    double *Y; /* [batch_size][timesteps][hidden_size], output */
    double *Y_h; /* [batch_size][hidden_size], last hidden state */
    double *Y_c; /* [batch_size][hidden_size], last cell state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} onnx_direction_input_forget_call_f64;

typedef struct {
    size_t input_size;
    size_t hidden_size;
    const double *W; /* [4*hidden_size][input_size], weights of the input */
    const double *R; /* [4*hidden_size][hidden_size], recurrence weights */
    const double *Wb; /* [4*hidden_size], bias beside the input */
    const double *Rb; /* [4*hidden_size], bias beside the hidden state */
    const double *P; /* [3*hidden_size], peephole weights; NULL: zeros */
} onnx_direction_input_forget_weights_f64;

void onnx_direction_input_forget_pack_f64(const onnx_direction_input_forget_weights_f64 *weights,
    double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int onnx_direction_input_forget_f64(const onnx_direction_input_forget_call_f64 *call);
void onnx_direction_input_forget_help_f64(const onnx_direction_input_forget_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int onnx_direction_input_forget_begin_f64(const onnx_direction_input_forget_call_f64 *call);
void onnx_direction_input_forget_step_f64(const onnx_direction_input_forget_call_f64 *call);
void onnx_direction_input_forget_end_f64(const onnx_direction_input_forget_call_f64 *call);

size_t onnx_direction_input_forget_packed_size(size_t input_size, size_t hidden_size);

size_t onnx_direction_input_forget_workspace_size(size_t batch, size_t input_size, size_t hidden_size);

#ifdef __cplusplus
}
#endif

#endif
