/* LSTMCell of TensorFlow 1, in C.

   Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef TENSORFLOW1_CELL_H
#define TENSORFLOW1_CELL_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TENSORFLOW1_CELL_PACKED_SIZE(input_dim, units) \
    ((4 + 4 * (input_dim) + 4 * (units)) * LSTM_PADDED(units) + 3 * LSTM_PADDED(units))
#define TENSORFLOW1_CELL_WORKSPACE_OF_ONE(input_dim, units) \
    (2 * LSTM_PADDED(input_dim) + 4 * LSTM_PADDED(units))
#define TENSORFLOW1_CELL_WORKSPACE_SIZE(batch, input_dim, units) \
    ((batch) * TENSORFLOW1_CELL_WORKSPACE_OF_ONE(input_dim, units) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(units))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *inputs; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const float *initial_m; /* [batch][units], output before the first timestep; NULL: 0 */
    float cell_clip; /* bound on the cell state */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    float *outputs; /* [batch][timesteps][units], output */
    float *last_c; /* [batch][units], last cell state */
    float *last_m; /* [batch][units], last output */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} tensorflow1_cell_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    const float *input_kernel; /* [input_dim][4*units], rows of the kernel for the input */
    const float *recurrent_kernel; /* [units][4*units], rows of the kernel for the output */
    const float *bias; /* [4*units], bias */
    const float *w_i_diag; /* [units], peephole of the gate i; NULL: zeros */
    const float *w_f_diag; /* [units], peephole of the gate f; NULL: zeros */
    const float *w_o_diag; /* [units], peephole of the gate o; NULL: zeros */
    float forget_bias; /* addition to the bias of the forget gate */
} tensorflow1_cell_weights_f32;

void tensorflow1_cell_pack_f32(const tensorflow1_cell_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int tensorflow1_cell_f32(const tensorflow1_cell_call_f32 *call);
void tensorflow1_cell_help_f32(const tensorflow1_cell_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int tensorflow1_cell_begin_f32(const tensorflow1_cell_call_f32 *call);
void tensorflow1_cell_step_f32(const tensorflow1_cell_call_f32 *call);
void tensorflow1_cell_end_f32(const tensorflow1_cell_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *inputs; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const double *initial_m; /* [batch][units], output before the first timestep; NULL: 0 */
    double cell_clip; /* bound on the cell state */
    int activation; /* enum lstm_activation: activation of the new input and the state */
    double *outputs; /* [batch][timesteps][units], output */
    double *last_c; /* [batch][units], last cell state */
    double *last_m; /* [batch][units], last output */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} tensorflow1_cell_call_f64;

typedef struct {
    size_t input_dim;
    size_t units;
    const double *input_kernel; /* [input_dim][4*units], rows of the kernel for the input */
    const double *recurrent_kernel; /* [units][4*units], rows of the kernel for the output */
    const double *bias; /* [4*units], bias */
    const double *w_i_diag; /* [units], peephole of the gate i; NULL: zeros */
    const double *w_f_diag; /* [units], peephole of the gate f; NULL: zeros */
    const double *w_o_diag; /* [units], peephole of the gate o; NULL: zeros */
    double forget_bias; /* addition to the bias of the forget gate */
} tensorflow1_cell_weights_f64;

void tensorflow1_cell_pack_f64(const tensorflow1_cell_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int tensorflow1_cell_f64(const tensorflow1_cell_call_f64 *call);
void tensorflow1_cell_help_f64(const tensorflow1_cell_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int tensorflow1_cell_begin_f64(const tensorflow1_cell_call_f64 *call);
void tensorflow1_cell_step_f64(const tensorflow1_cell_call_f64 *call);
void tensorflow1_cell_end_f64(const tensorflow1_cell_call_f64 *call);

size_t tensorflow1_cell_packed_size(size_t input_dim, size_t units);

size_t tensorflow1_cell_workspace_size(size_t batch, size_t input_dim, size_t units);

#ifdef __cplusplus
}
#endif

#endif
