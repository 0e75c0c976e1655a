/* The sLSTM of xLSTM, in C.

   Printed from lstm_sym/equations/xlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef SLSTM_NO_STABILIZED_H
#define SLSTM_NO_STABILIZED_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLSTM_NO_STABILIZED_PACKED_SIZE(input_dim, units, head) \
    ((4 + 4 * (input_dim) + 4 * (units)) * LSTM_PADDED(units))
#define SLSTM_NO_STABILIZED_WORKSPACE_OF_ONE(input_dim, units, head) \
    (2 * LSTM_PADDED(input_dim) + 6 * LSTM_PADDED(units))
#define SLSTM_NO_STABILIZED_WORKSPACE_SIZE(batch, input_dim, units, head) \
    ((batch) * SLSTM_NO_STABILIZED_WORKSPACE_OF_ONE(input_dim, units, head) + 4 * LSTM_SLAB_ROWS * LSTM_PADDED(units))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    size_t head; /* divides units, and is not 0 */
    const float *input; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const float *initial_n; /* [batch][units], normalizer before the first timestep; NULL: 0 */
    const float *initial_m; /* [batch][units], stabilizer before the first timestep; NULL: 0 */
    float *output; /* [batch][timesteps][units], output */
    float *last_h; /* [batch][units], last hidden state */
    float *last_c; /* [batch][units], last cell state */
    float *last_n; /* [batch][units], last normalizer */
    float *last_m; /* [batch][units], last stabilizer */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} slstm_no_stabilized_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    size_t head; /* divides units, and is not 0 */
    const float *kernel; /* [input_dim][4*units], weights of the input */
    const float *recurrent_kernel; /* [units][4*head], weights of the hidden state, head by head */
    const float *bias; /* [4*units], bias */
} slstm_no_stabilized_weights_f32;

void slstm_no_stabilized_pack_f32(const slstm_no_stabilized_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int slstm_no_stabilized_f32(const slstm_no_stabilized_call_f32 *call);
void slstm_no_stabilized_help_f32(const slstm_no_stabilized_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int slstm_no_stabilized_begin_f32(const slstm_no_stabilized_call_f32 *call);
void slstm_no_stabilized_step_f32(const slstm_no_stabilized_call_f32 *call);
void slstm_no_stabilized_end_f32(const slstm_no_stabilized_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    size_t head; /* divides units, and is not 0 */
    const double *input; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const double *initial_n; /* [batch][units], normalizer before the first timestep; NULL: 0 */
    const double *initial_m; /* [batch][units], stabilizer before the first timestep; NULL: 0 */
    double *output; /* [batch][timesteps][units], output */
    double *last_h; /* [batch][units], last hidden state */
    double *last_c; /* [batch][units], last cell state */
    double *last_n; /* [batch][units], last normalizer */
    double *last_m; /* [batch][units], last stabilizer */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} slstm_no_stabilized_call_f64;

typedef struct {
    size_t input_dim;
    size_t units;
    size_t head; /* divides units, and is not 0 */
    const double *kernel; /* [input_dim][4*units], weights of the input */
    const double *recurrent_kernel; /* [units][4*head], weights of the hidden state, head by head */
    const double *bias; /* [4*units], bias */
} slstm_no_stabilized_weights_f64;

void slstm_no_stabilized_pack_f64(const slstm_no_stabilized_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int slstm_no_stabilized_f64(const slstm_no_stabilized_call_f64 *call);
void slstm_no_stabilized_help_f64(const slstm_no_stabilized_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int slstm_no_stabilized_begin_f64(const slstm_no_stabilized_call_f64 *call);
void slstm_no_stabilized_step_f64(const slstm_no_stabilized_call_f64 *call);
void slstm_no_stabilized_end_f64(const slstm_no_stabilized_call_f64 *call);

size_t slstm_no_stabilized_packed_size(size_t input_dim, size_t units, size_t head);

size_t slstm_no_stabilized_workspace_size(size_t batch, size_t input_dim, size_t units, size_t head);

#ifdef __cplusplus
}
#endif

#endif
