/* The vanilla LSTM and its variants, Greff et al., 2015, in C.

   Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef GREFF2015_CIFG_H
#define GREFF2015_CIFG_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GREFF2015_CIFG_PACKED_SIZE(input_dim, units) \
    ((3 + 3 * (input_dim) + 3 * (units)) * LSTM_PADDED(units) + 2 * LSTM_PADDED(units))
#define GREFF2015_CIFG_WORKSPACE_OF_ONE(input_dim, units) \
    (2 * LSTM_PADDED(input_dim) + 4 * LSTM_PADDED(units))
#define GREFF2015_CIFG_WORKSPACE_SIZE(batch, input_dim, units) \
    ((batch) * GREFF2015_CIFG_WORKSPACE_OF_ONE(input_dim, units) + 3 * LSTM_SLAB_ROWS * LSTM_PADDED(units))

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *sequences; /* [batch][timesteps][input_dim], input sequences */
    const float *packed; /* from the function that packs the weights */
    const float *initial_y; /* [batch][units], output before the first timestep; NULL: 0 */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    float *outputs; /* [batch][timesteps][units], output of every timestep */
    float *last_y; /* [batch][units], last output */
    float *last_c; /* [batch][units], last cell state */
    float *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} greff2015_cifg_call_f32;

typedef struct {
    size_t input_dim;
    size_t units;
    const float *W; /* [input_dim][4*units], weights of the input */
    const float *R; /* [units][4*units], weights of the output */
    const float *b; /* [4*units], bias */
    const float *p; /* [3*units], peephole weights */
} greff2015_cifg_weights_f32;

void greff2015_cifg_pack_f32(const greff2015_cifg_weights_f32 *weights, float *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int greff2015_cifg_f32(const greff2015_cifg_call_f32 *call);
void greff2015_cifg_help_f32(const greff2015_cifg_call_f32 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int greff2015_cifg_begin_f32(const greff2015_cifg_call_f32 *call);
void greff2015_cifg_step_f32(const greff2015_cifg_call_f32 *call);
void greff2015_cifg_end_f32(const greff2015_cifg_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *sequences; /* [batch][timesteps][input_dim], input sequences */
    const double *packed; /* from the function that packs the weights */
    const double *initial_y; /* [batch][units], output before the first timestep; NULL: 0 */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    double *outputs; /* [batch][timesteps][units], output of every timestep */
    double *last_y; /* [batch][units], last output */
    double *last_c; /* [batch][units], last cell state */
    double *workspace; /* so many numbers as the macro says; what is in them has no meaning */
    lstm_share *share; /* NULL: this thread alone */
} greff2015_cifg_call_f64;

typedef struct {
    size_t input_dim;
    size_t units;
    const double *W; /* [input_dim][4*units], weights of the input */
    const double *R; /* [units][4*units], weights of the output */
    const double *b; /* [4*units], bias */
    const double *p; /* [3*units], peephole weights */
} greff2015_cifg_weights_f64;

void greff2015_cifg_pack_f64(const greff2015_cifg_weights_f64 *weights, double *packed);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int greff2015_cifg_f64(const greff2015_cifg_call_f64 *call);
void greff2015_cifg_help_f64(const greff2015_cifg_call_f64 *call);
/* One timestep after the other, with the states in the workspace: `begin` puts the
   initial ones there, each `step` reads one timestep's input and writes its output,
   `end` writes the states out and leaves them there. */
int greff2015_cifg_begin_f64(const greff2015_cifg_call_f64 *call);
void greff2015_cifg_step_f64(const greff2015_cifg_call_f64 *call);
void greff2015_cifg_end_f64(const greff2015_cifg_call_f64 *call);

size_t greff2015_cifg_packed_size(size_t input_dim, size_t units);

size_t greff2015_cifg_workspace_size(size_t batch, size_t input_dim, size_t units);

#ifdef __cplusplus
}
#endif

#endif
