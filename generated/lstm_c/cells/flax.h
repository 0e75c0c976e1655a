/* The LSTM cells of Flax, in C.

   Printed from lstm_sym/equations/flax.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef FLAX_H
#define FLAX_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FLAX_PACKED_SIZE(input_dim, features) \
    ((4 + 4 * (input_dim) + 4 * (features)) * LSTM_PADDED(features))
#define FLAX_WORKSPACE_OF_ONE(input_dim, features) \
    (2 * LSTM_PADDED(input_dim) + 4 * LSTM_PADDED(features))
#define FLAX_WORKSPACE_SIZE(batch, input_dim, features) \
    ((batch) * FLAX_WORKSPACE_OF_ONE(input_dim, features) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(features))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t features;
    const float *inputs; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_c; /* [batch][features], cell state before the first timestep; NULL: 0 */
    const float *initial_h; /* [batch][features], hidden state before the first timestep; NULL: 0 */
    int gate_fn; /* enum lstm_activation: activation of the three gates */
    int activation_fn; /* enum lstm_activation: activation of the cell input and the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    float *outputs; /* [batch][timesteps][features], output */
    float *carry_c; /* [batch][features], last cell state */
    float *carry_h; /* [batch][features], last hidden state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} flax_call_f32;

typedef struct {
    size_t input_dim;
    size_t features;
    const float *input_kernel; /* [input_dim][4*features], weights of the input */
    const float *hidden_kernel; /* [features][4*features], hidden weights */
    const float *hidden_bias; /* [4*features], hidden bias */
} flax_weights_f32;

void flax_pack_f32(const flax_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int flax_f32(const flax_call_f32 *call);
void flax_help_f32(const flax_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int flax_begin_f32(const flax_call_f32 *call);
void flax_step_f32(const flax_call_f32 *call);
void flax_end_f32(const flax_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t features;
    const double *inputs; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_c; /* [batch][features], cell state before the first timestep; NULL: 0 */
    const double *initial_h; /* [batch][features], hidden state before the first timestep; NULL: 0 */
    int gate_fn; /* enum lstm_activation: activation of the three gates */
    int activation_fn; /* enum lstm_activation: activation of the cell input and the cell state */
    int go_backwards; /* 0 or 1: in which order the timesteps are processed */
    double *outputs; /* [batch][timesteps][features], output */
    double *carry_c; /* [batch][features], last cell state */
    double *carry_h; /* [batch][features], last hidden state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} flax_call_f64;

typedef struct {
    size_t input_dim;
    size_t features;
    const double *input_kernel; /* [input_dim][4*features], weights of the input */
    const double *hidden_kernel; /* [features][4*features], hidden weights */
    const double *hidden_bias; /* [4*features], hidden bias */
} flax_weights_f64;

void flax_pack_f64(const flax_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int flax_f64(const flax_call_f64 *call);
void flax_help_f64(const flax_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int flax_begin_f64(const flax_call_f64 *call);
void flax_step_f64(const flax_call_f64 *call);
void flax_end_f64(const flax_call_f64 *call);

size_t flax_packed_size(size_t input_dim, size_t features);

size_t flax_workspace_size(size_t batch, size_t input_dim, size_t features);

#ifdef __cplusplus
}
#endif

#endif
