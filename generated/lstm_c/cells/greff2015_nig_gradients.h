/* The vanilla LSTM and its variants, Greff et al., 2015: gradients, in C.

   Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef GREFF2015_NIG_GRADIENTS_H
#define GREFF2015_NIG_GRADIENTS_H

#include "../lstm.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const float *sequences; /* [batch][timesteps][input_dim], input sequences */
    const float *initial_y; /* [batch][units], output before the first timestep; NULL: 0 */
    const float *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const float *W; /* [input_dim][4*units], weights of the input */
    const float *R; /* [units][4*units], weights of the output */
    const float *b; /* [4*units], bias */
    const float *p; /* [3*units], peephole weights */
    /* [batch][timesteps][units], gradient of the loss with respect to outputs; NULL: zeros */
    const float *d_outputs;
    /* [batch][units], gradient of the loss with respect to last_y; NULL: zeros */
    const float *d_last_y;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const float *d_last_c;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to sequences */
    float *d_sequences;
    /* [input_dim][4*units], gradient of the loss with respect to W; NULL: not asked for */
    float *d_W;
    float *d_R; /* [units][4*units], gradient of the loss with respect to R; NULL: not asked for */
    float *d_b; /* [4*units], gradient of the loss with respect to b; NULL: not asked for */
    float *d_p; /* [3*units], gradient of the loss with respect to p; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_y; NULL: not asked for */
    float *d_initial_y;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    float *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    float *workspace; /* so many numbers as the function says; what is in them has no meaning */
} greff2015_nig_gradients_call_f32;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t greff2015_nig_gradients_workspace_f32(const greff2015_nig_gradients_call_f32 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int greff2015_nig_gradients_f32(const greff2015_nig_gradients_call_f32 *call);

typedef struct {
    size_t batch;
    size_t timesteps;
    size_t input_dim;
    size_t units;
    const double *sequences; /* [batch][timesteps][input_dim], input sequences */
    const double *initial_y; /* [batch][units], output before the first timestep; NULL: 0 */
    const double *initial_c; /* [batch][units], cell state before the first timestep; NULL: 0 */
    const double *W; /* [input_dim][4*units], weights of the input */
    const double *R; /* [units][4*units], weights of the output */
    const double *b; /* [4*units], bias */
    const double *p; /* [3*units], peephole weights */
    /* [batch][timesteps][units], gradient of the loss with respect to outputs; NULL: zeros */
    const double *d_outputs;
    /* [batch][units], gradient of the loss with respect to last_y; NULL: zeros */
    const double *d_last_y;
    /* [batch][units], gradient of the loss with respect to last_c; NULL: zeros */
    const double *d_last_c;
    /* [batch][timesteps][input_dim], gradient of the loss with respect to sequences */
    double *d_sequences;
    /* [input_dim][4*units], gradient of the loss with respect to W; NULL: not asked for */
    double *d_W;
    double *d_R; /* [units][4*units], gradient of the loss with respect to R; NULL: not asked for */
    double *d_b; /* [4*units], gradient of the loss with respect to b; NULL: not asked for */
    double *d_p; /* [3*units], gradient of the loss with respect to p; NULL: not asked for */
    /* [batch][units], gradient of the loss with respect to initial_y; NULL: not asked for */
    double *d_initial_y;
    /* [batch][units], gradient of the loss with respect to initial_c; NULL: not asked for */
    double *d_initial_c;
    /* timesteps of a piece; no gradient passes from one piece to another; 0: no pieces */
    size_t truncation;
    /* segments, of which one at a time is kept, the others computed again; 0: all are kept */
    size_t checkpoints;
    double *workspace; /* so many numbers as the function says; what is in them has no meaning */
} greff2015_nig_gradients_call_f64;

/* How many numbers the workspace of a call has; its pointers are not read. */
size_t greff2015_nig_gradients_workspace_f64(const greff2015_nig_gradients_call_f64 *call);
/* Returns LSTM_FINE, or what is wrong with the call, of enum lstm_fault. */
int greff2015_nig_gradients_f64(const greff2015_nig_gradients_call_f64 *call);

#ifdef __cplusplus
}
#endif

#endif
