/* The LSTM of cuDNN, in C.

   Printed from lstm_sym/equations/cudnn.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef CUDNN_H
#define CUDNN_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CUDNN_PACKED_SIZE(input_dim, units) \
    ((4 + 4 * (input_dim) + 4 * (units)) * LSTM_PADDED(units))
#define CUDNN_WORKSPACE_OF_ONE(input_dim, units) \
    (2 * LSTM_PADDED(input_dim) + 4 * LSTM_PADDED(units))
#define CUDNN_WORKSPACE_SIZE(batch, input_dim, units) \
    ((batch) * CUDNN_WORKSPACE_OF_ONE(input_dim, units) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(units))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *x; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    float *y; /* [batch][timesteps][units], output */
    float *hy; /* [batch][units], last hidden state */
    float *cy; /* [batch][units], last cell state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} cudnn_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    const float *W; /* [4*units][input_dim], weights of the input */
    const float *R; /* [4*units][units], weights of the hidden state */
    const float *b_W; /* [4*units], input bias */
    const float *b_R; /* [4*units], recurrent bias */
} cudnn_weights_f32;

void cudnn_pack_f32(const cudnn_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int cudnn_f32(const cudnn_call_f32 *call);
void cudnn_help_f32(const cudnn_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int cudnn_begin_f32(const cudnn_call_f32 *call);
void cudnn_step_f32(const cudnn_call_f32 *call);
void cudnn_end_f32(const cudnn_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *x; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    double *y; /* [batch][timesteps][units], output */
    double *hy; /* [batch][units], last hidden state */
    double *cy; /* [batch][units], last cell state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} cudnn_call_f64;

typedef struct {
    size_t input_dim;
    size_t units;
    const double *W; /* [4*units][input_dim], weights of the input */
    const double *R; /* [4*units][units], weights of the hidden state */
    const double *b_W; /* [4*units], input bias */
    const double *b_R; /* [4*units], recurrent bias */
} cudnn_weights_f64;

void cudnn_pack_f64(const cudnn_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int cudnn_f64(const cudnn_call_f64 *call);
void cudnn_help_f64(const cudnn_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int cudnn_begin_f64(const cudnn_call_f64 *call);
void cudnn_step_f64(const cudnn_call_f64 *call);
void cudnn_end_f64(const cudnn_call_f64 *call);

size_t cudnn_packed_size(size_t input_dim, size_t units);

size_t cudnn_workspace_size(size_t batch, size_t input_dim, size_t units);

#ifdef __cplusplus
}
#endif

#endif
