/* The mLSTM of xLSTM, in C.

   Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef MLSTM_NO_STABILIZED_H
#define MLSTM_NO_STABILIZED_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define MLSTM_NO_STABILIZED_PACKED_SIZE(input_dim, heads, head) \
    ((3 + 3 * (input_dim)) * (heads) * LSTM_PADDED(head) + (2 + 2 * (input_dim)) * (heads) * LSTM_PADDED(1))
#define MLSTM_NO_STABILIZED_WORKSPACE_OF_ONE(input_dim, heads, head) \
    (2 * LSTM_PADDED(input_dim) + (heads) * (head) * LSTM_PADDED(head) + 8 * (heads) * LSTM_PADDED(head) + 4 * (heads) * LSTM_PADDED(1))
#define MLSTM_NO_STABILIZED_WORKSPACE_SIZE(batch, input_dim, heads, head) \
    ((batch) * MLSTM_NO_STABILIZED_WORKSPACE_OF_ONE(input_dim, heads, head) + 3 * LSTM_SLAB_ROWS * (heads) * LSTM_PADDED(head))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t heads;
    size_t head;
    const float *input; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    /* [batch][heads][head][head], memory before the first timestep; NULL: 0 */
    const float *initial_C;
    /* [batch][heads][head], normalizer before the first timestep; NULL: 0 */
    const float *initial_n;
    const float *initial_m; /* [batch][heads][1], stabilizer before the first timestep; NULL: 0 */
    /* [batch][heads][head], hidden state before the first timestep; NULL: 0 */
    const float *initial_h;
    float epsilon; /* constant that keeps the denominator from zero */
    float *output; /* [batch][timesteps][heads][head], output */
    float *last_C; /* [batch][heads][head][head], last memory */
    float *last_n; /* [batch][heads][head], last normalizer */
    float *last_m; /* [batch][heads][1], last stabilizer */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} mlstm_no_stabilized_call_f32;

typedef struct {
    size_t input_dim;
    size_t heads;
    size_t head;
    const float *kernel; /* [heads][input_dim][3*head], weights of the input, head by head */
    const float *bias; /* [heads][3*head], bias, head by head */
    const float *i_kernel; /* [heads][input_dim][1], weights of the input for the input gate */
    const float *i_bias; /* [heads][1], bias of the input gate */
    const float *f_kernel; /* [heads][input_dim][1], weights of the input for the forget gate */
    const float *f_bias; /* [heads][1], bias of the forget gate */
} mlstm_no_stabilized_weights_f32;

void mlstm_no_stabilized_pack_f32(const mlstm_no_stabilized_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int mlstm_no_stabilized_f32(const mlstm_no_stabilized_call_f32 *call);
void mlstm_no_stabilized_help_f32(const mlstm_no_stabilized_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int mlstm_no_stabilized_begin_f32(const mlstm_no_stabilized_call_f32 *call);
void mlstm_no_stabilized_step_f32(const mlstm_no_stabilized_call_f32 *call);
void mlstm_no_stabilized_end_f32(const mlstm_no_stabilized_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t heads;
    size_t head;
    const double *input; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    /* [batch][heads][head][head], memory before the first timestep; NULL: 0 */
    const double *initial_C;
    /* [batch][heads][head], normalizer before the first timestep; NULL: 0 */
    const double *initial_n;
    const double *initial_m; /* [batch][heads][1], stabilizer before the first timestep; NULL: 0 */
    /* [batch][heads][head], hidden state before the first timestep; NULL: 0 */
    const double *initial_h;
    double epsilon; /* constant that keeps the denominator from zero */
    double *output; /* [batch][timesteps][heads][head], output */
    double *last_C; /* [batch][heads][head][head], last memory */
    double *last_n; /* [batch][heads][head], last normalizer */
    double *last_m; /* [batch][heads][1], last stabilizer */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} mlstm_no_stabilized_call_f64;

typedef struct {
    size_t input_dim;
    size_t heads;
    size_t head;
    const double *kernel; /* [heads][input_dim][3*head], weights of the input, head by head */
    const double *bias; /* [heads][3*head], bias, head by head */
    const double *i_kernel; /* [heads][input_dim][1], weights of the input for the input gate */
    const double *i_bias; /* [heads][1], bias of the input gate */
    const double *f_kernel; /* [heads][input_dim][1], weights of the input for the forget gate */
    const double *f_bias; /* [heads][1], bias of the forget gate */
} mlstm_no_stabilized_weights_f64;

void mlstm_no_stabilized_pack_f64(const mlstm_no_stabilized_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int mlstm_no_stabilized_f64(const mlstm_no_stabilized_call_f64 *call);
void mlstm_no_stabilized_help_f64(const mlstm_no_stabilized_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int mlstm_no_stabilized_begin_f64(const mlstm_no_stabilized_call_f64 *call);
void mlstm_no_stabilized_step_f64(const mlstm_no_stabilized_call_f64 *call);
void mlstm_no_stabilized_end_f64(const mlstm_no_stabilized_call_f64 *call);

size_t mlstm_no_stabilized_packed_size(size_t input_dim, size_t heads, size_t head);

size_t mlstm_no_stabilized_workspace_size(size_t batch, size_t input_dim, size_t heads, size_t head);

#ifdef __cplusplus
}
#endif

#endif
