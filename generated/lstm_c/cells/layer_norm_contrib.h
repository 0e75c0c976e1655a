/* The LayerNormBasicLSTMCell of TensorFlow 1, in C.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef LAYER_NORM_CONTRIB_H
#define LAYER_NORM_CONTRIB_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LAYER_NORM_CONTRIB_PACKED_SIZE(input_dim, units) \
    ((4 + 4 * (input_dim) + 4 * (units)) * LSTM_PADDED(units) + 10 * LSTM_PADDED(units))
#define LAYER_NORM_CONTRIB_WORKSPACE_OF_ONE(input_dim, units) \
    (2 * LSTM_PADDED(input_dim) + 15 * LSTM_PADDED(units) + 10 * LSTM_PADDED(1))
#define LAYER_NORM_CONTRIB_WORKSPACE_SIZE(batch, input_dim, units) \
    ((batch) * LAYER_NORM_CONTRIB_WORKSPACE_OF_ONE(input_dim, units) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(units))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *inputs; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    float epsilon; /* constant that keeps the root of a variance from zero */
    float forget_bias; /* addition after the forget gate's norm */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    float *outputs; /* [batch][timesteps][units], output */
    float *last_c; /* [batch][units], last cell state */
    float *last_h; /* [batch][units], last hidden state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} layer_norm_contrib_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    const float *input_kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const float *gamma; /* [4*units], scale */
    const float *beta; /* [4*units], centre */
    const float *state_gamma; /* [units], scale of the cell state */
    const float *state_beta; /* [units], centre of the cell state */
} layer_norm_contrib_weights_f32;

void layer_norm_contrib_pack_f32(const layer_norm_contrib_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int layer_norm_contrib_f32(const layer_norm_contrib_call_f32 *call);
void layer_norm_contrib_help_f32(const layer_norm_contrib_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int layer_norm_contrib_begin_f32(const layer_norm_contrib_call_f32 *call);
void layer_norm_contrib_step_f32(const layer_norm_contrib_call_f32 *call);
void layer_norm_contrib_end_f32(const layer_norm_contrib_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *inputs; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    double epsilon; /* constant that keeps the root of a variance from zero */
    double forget_bias; /* addition after the forget gate's norm */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    double *outputs; /* [batch][timesteps][units], output */
    double *last_c; /* [batch][units], last cell state */
    double *last_h; /* [batch][units], last hidden state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} layer_norm_contrib_call_f64;

typedef struct {
    size_t input_dim;
    size_t units;
    const double *input_kernel; /* [input_dim][4*units], weights of the input */
    const double *recurrent_kernel; /* [units][4*units], weights of the hidden state */
    const double *gamma; /* [4*units], scale */
    const double *beta; /* [4*units], centre */
    const double *state_gamma; /* [units], scale of the cell state */
    const double *state_beta; /* [units], centre of the cell state */
} layer_norm_contrib_weights_f64;

void layer_norm_contrib_pack_f64(const layer_norm_contrib_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int layer_norm_contrib_f64(const layer_norm_contrib_call_f64 *call);
void layer_norm_contrib_help_f64(const layer_norm_contrib_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int layer_norm_contrib_begin_f64(const layer_norm_contrib_call_f64 *call);
void layer_norm_contrib_step_f64(const layer_norm_contrib_call_f64 *call);
void layer_norm_contrib_end_f64(const layer_norm_contrib_call_f64 *call);

size_t layer_norm_contrib_packed_size(size_t input_dim, size_t units);

size_t layer_norm_contrib_workspace_size(size_t batch, size_t input_dim, size_t units);

#ifdef __cplusplus
}
#endif

#endif
