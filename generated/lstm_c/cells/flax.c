/* The LSTM cells of Flax, in C.

   Printed from lstm_sym/equations/flax.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "flax.h"
#include "../engine/words.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* features */, SIZES };
enum { ARRAY_x_t, ARRAY_c_tm1, ARRAY_h_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 2, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int TWICE[ARRAYS] = {1, 0, 1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_c_tm1, ARRAY_h_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_h_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 1}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int gate_fn, const int activation_fn,
    size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    const vec_f32 z_i = z[0]; /* x_t W_ii + h_tm1 W_hi + b_hi */
    const vec_f32 z_f = z[1]; /* x_t W_if + h_tm1 W_hf + b_hf */
    const vec_f32 z_g = z[2]; /* x_t W_ig + h_tm1 W_hg + b_hg */
    const vec_f32 z_o = z[3]; /* x_t W_io + h_tm1 W_ho + b_ho */
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 i_t = activate_f32(gate_fn, z_i); /* input-gate */
    const vec_f32 f_t = activate_f32(gate_fn, z_f); /* forget-gate */
    const vec_f32 g_t = activate_f32(activation_fn, z_g); /* cell-input */
    const vec_f32 o_t = activate_f32(gate_fn, z_o); /* output-gate */
    const vec_f32 c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
    const vec_f32 h_t = o_t * activate_f32(activation_fn, c_t); /* hidden-state */
    keep_f32(job, ARRAY_c_tm1, t, example, panel, c_t);
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
}

LSTM_APART void finish_0_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, LSTM_SIGMOID, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH)
            finish_0_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int gate_fn, const int activation_fn,
    size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    const vec_f64 z_i = z[0]; /* x_t W_ii + h_tm1 W_hi + b_hi */
    const vec_f64 z_f = z[1]; /* x_t W_if + h_tm1 W_hf + b_hf */
    const vec_f64 z_g = z[2]; /* x_t W_ig + h_tm1 W_hg + b_hg */
    const vec_f64 z_o = z[3]; /* x_t W_io + h_tm1 W_ho + b_ho */
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 i_t = activate_f64(gate_fn, z_i); /* input-gate */
    const vec_f64 f_t = activate_f64(gate_fn, z_f); /* forget-gate */
    const vec_f64 g_t = activate_f64(activation_fn, z_g); /* cell-input */
    const vec_f64 o_t = activate_f64(gate_fn, z_o); /* output-gate */
    const vec_f64 c_t = f_t * c_tm1 + i_t * g_t; /* cell-state */
    const vec_f64 h_t = o_t * activate_f64(activation_fn, c_t); /* hidden-state */
    keep_f64(job, ARRAY_c_tm1, t, example, panel, c_t);
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
}

LSTM_APART void finish_0_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, LSTM_SIGMOID, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH)
            finish_0_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const flax_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->features},
        .rows = {1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_c, call->initial_h},
        .mask = NULL,
        .number = {0.0f},
        .function = {call->gate_fn, call->activation_fn, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .output = call->outputs,
        .last = {call->carry_c, call->carry_h},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void flax_pack_f32(const flax_weights_f32 *weights, float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t features = weights->features;
    for (size_t first = 0; first < features; first += LANES_f32) {
        PACKED_f32(features, weights->hidden_bias[unit]);
        PACKED_f32(features, weights->hidden_bias[features + unit]);
        PACKED_f32(features, weights->hidden_bias[2 * features + unit]);
        PACKED_f32(features, weights->hidden_bias[3 * features + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(features, weights->input_kernel[row * 4 * features + unit]);
            PACKED_f32(features, weights->input_kernel[row * 4 * features + features + unit]);
            PACKED_f32(features, weights->input_kernel[row * 4 * features + 2 * features + unit]);
            PACKED_f32(features, weights->input_kernel[row * 4 * features + 3 * features + unit]);
        }
        for (size_t row = 0; row < features; row++) { /* h_tm1 */
            PACKED_f32(features, weights->hidden_kernel[row * 4 * features + unit]);
            PACKED_f32(features, weights->hidden_kernel[row * 4 * features + features + unit]);
            PACKED_f32(features, weights->hidden_kernel[row * 4 * features + 2 * features + unit]);
            PACKED_f32(features, weights->hidden_kernel[row * 4 * features + 3 * features + unit]);
        }
    }
}

int flax_f32(const flax_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void flax_help_f32(const flax_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int flax_begin_f32(const flax_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void flax_step_f32(const flax_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void flax_end_f32(const flax_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const flax_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->features},
        .rows = {1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_c, call->initial_h},
        .mask = NULL,
        .number = {0.0},
        .function = {call->gate_fn, call->activation_fn, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .output = call->outputs,
        .last = {call->carry_c, call->carry_h},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void flax_pack_f64(const flax_weights_f64 *weights, double *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t features = weights->features;
    for (size_t first = 0; first < features; first += LANES_f64) {
        PACKED_f64(features, weights->hidden_bias[unit]);
        PACKED_f64(features, weights->hidden_bias[features + unit]);
        PACKED_f64(features, weights->hidden_bias[2 * features + unit]);
        PACKED_f64(features, weights->hidden_bias[3 * features + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(features, weights->input_kernel[row * 4 * features + unit]);
            PACKED_f64(features, weights->input_kernel[row * 4 * features + features + unit]);
            PACKED_f64(features, weights->input_kernel[row * 4 * features + 2 * features + unit]);
            PACKED_f64(features, weights->input_kernel[row * 4 * features + 3 * features + unit]);
        }
        for (size_t row = 0; row < features; row++) { /* h_tm1 */
            PACKED_f64(features, weights->hidden_kernel[row * 4 * features + unit]);
            PACKED_f64(features, weights->hidden_kernel[row * 4 * features + features + unit]);
            PACKED_f64(features, weights->hidden_kernel[row * 4 * features + 2 * features + unit]);
            PACKED_f64(features, weights->hidden_kernel[row * 4 * features + 3 * features + unit]);
        }
    }
}

int flax_f64(const flax_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void flax_help_f64(const flax_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int flax_begin_f64(const flax_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void flax_step_f64(const flax_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void flax_end_f64(const flax_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t flax_packed_size(size_t input_dim, size_t features)
{ return FLAX_PACKED_SIZE(input_dim, features); }

size_t flax_workspace_size(size_t batch, size_t input_dim, size_t features)
{ return FLAX_WORKSPACE_SIZE(batch, input_dim, features); }
