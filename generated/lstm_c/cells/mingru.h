/* minGRU, in C.

   Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef MINGRU_H
#define MINGRU_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define MINGRU_PACKED_SIZE(input_dim, units) \
    ((2 + 2 * (input_dim)) * LSTM_PADDED(units))
#define MINGRU_WORKSPACE_OF_ONE(input_dim, units) \
    (2 * LSTM_PADDED(input_dim) + 2 * LSTM_PADDED(units))
#define MINGRU_WORKSPACE_SIZE(batch, input_dim, units) \
    ((batch) * MINGRU_WORKSPACE_OF_ONE(input_dim, units) + 2 * LSTM_SLAB_ROWS * LSTM_PADDED(units))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *x; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    float *out; /* [batch][timesteps][units], output */
    float *next_prev_hidden; /* [batch][units], last hidden state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} mingru_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    const float *to_hidden_and_gate; /* [2*units][input_dim], weights of the input */
} mingru_weights_f32;

void mingru_pack_f32(const mingru_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int mingru_f32(const mingru_call_f32 *call);
void mingru_help_f32(const mingru_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int mingru_begin_f32(const mingru_call_f32 *call);
void mingru_step_f32(const mingru_call_f32 *call);
void mingru_end_f32(const mingru_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *x; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_h; /* [batch][units], hidden state before the first timestep; NULL: 0 */
    double *out; /* [batch][timesteps][units], output */
    double *next_prev_hidden; /* [batch][units], last hidden state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} mingru_call_f64;

typedef struct {
    size_t input_dim;
    size_t units;
    const double *to_hidden_and_gate; /* [2*units][input_dim], weights of the input */
} mingru_weights_f64;

void mingru_pack_f64(const mingru_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int mingru_f64(const mingru_call_f64 *call);
void mingru_help_f64(const mingru_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int mingru_begin_f64(const mingru_call_f64 *call);
void mingru_step_f64(const mingru_call_f64 *call);
void mingru_end_f64(const mingru_call_f64 *call);

size_t mingru_packed_size(size_t input_dim, size_t units);

size_t mingru_workspace_size(size_t batch, size_t input_dim, size_t units);

#ifdef __cplusplus
}
#endif

#endif
