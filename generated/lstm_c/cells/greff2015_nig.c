/* The vanilla LSTM and its variants, Greff et al., 2015, in C.

   Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "greff2015_nig.h"
#include "../engine/words.c"

#define CELL_SUMS 3
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_y_tm1, ARRAY_c_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 2, NUMBERS = 0, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_y_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int TWICE[ARRAYS] = {1, 1, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_y_tm1, ARRAY_c_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {3};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_y_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1}, {1, 1, 1}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_z = z[0]; /* x_t W_z + y_tm1 R_z + b_z */
    const vec_f32 z_f = z[1]; /* x_t W_f + y_tm1 R_f + b_f */
    const vec_f32 z_o = z[2]; /* x_t W_o + y_tm1 R_o + b_o */
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 p_f = column_f32(job, 0, panel);
    const vec_f32 p_o = column_f32(job, 1, panel);
    const vec_f32 z_sum = z_z; /* block-input-sum */
    const vec_f32 z_t = tanh_f32(z_sum); /* block-input */
    const vec_f32 i_t = all_f32(1.0f); /* input-gate-nig */
    const vec_f32 f_sum = z_f + p_f * c_tm1; /* forget-gate-sum */
    const vec_f32 f_t = sigmoid_f32(f_sum); /* forget-gate */
    const vec_f32 c_t = z_t * i_t + c_tm1 * f_t; /* cell-state */
    const vec_f32 o_sum = z_o + p_o * c_t; /* output-gate-sum */
    const vec_f32 o_t = sigmoid_f32(o_sum); /* output-gate */
    const vec_f32 y_t = tanh_f32(c_t) * o_t; /* block-output */
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_y_tm1, t, example, panel, y_t));
    keep_f32(job, ARRAY_c_tm1, t, example, panel, c_t);
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    const vec_f64 z_z = z[0]; /* x_t W_z + y_tm1 R_z + b_z */
    const vec_f64 z_f = z[1]; /* x_t W_f + y_tm1 R_f + b_f */
    const vec_f64 z_o = z[2]; /* x_t W_o + y_tm1 R_o + b_o */
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 p_f = column_f64(job, 0, panel);
    const vec_f64 p_o = column_f64(job, 1, panel);
    const vec_f64 z_sum = z_z; /* block-input-sum */
    const vec_f64 z_t = tanh_f64(z_sum); /* block-input */
    const vec_f64 i_t = all_f64(1.0); /* input-gate-nig */
    const vec_f64 f_sum = z_f + p_f * c_tm1; /* forget-gate-sum */
    const vec_f64 f_t = sigmoid_f64(f_sum); /* forget-gate */
    const vec_f64 c_t = z_t * i_t + c_tm1 * f_t; /* cell-state */
    const vec_f64 o_sum = z_o + p_o * c_t; /* output-gate-sum */
    const vec_f64 o_t = sigmoid_f64(o_sum); /* output-gate */
    const vec_f64 y_t = tanh_f64(c_t) * o_t; /* block-output */
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_y_tm1, t, example, panel, y_t));
    keep_f64(job, ARRAY_c_tm1, t, example, panel, c_t);
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const greff2015_nig_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .packed = call->packed,
        .initial = {call->initial_y, call->initial_c},
        .mask = NULL,
        .number = {0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_y, call->last_c},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void greff2015_nig_pack_f32(const greff2015_nig_weights_f32 *weights, float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f32) {
        PACKED_f32(units, weights->b[unit]);
        PACKED_f32(units, weights->b[2 * units + unit]);
        PACKED_f32(units, weights->b[3 * units + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(units, weights->W[row * 4 * units + unit]);
            PACKED_f32(units, weights->W[row * 4 * units + 2 * units + unit]);
            PACKED_f32(units, weights->W[row * 4 * units + 3 * units + unit]);
        }
        for (size_t row = 0; row < units; row++) { /* y_tm1 */
            PACKED_f32(units, weights->R[row * 4 * units + unit]);
            PACKED_f32(units, weights->R[row * 4 * units + 2 * units + unit]);
            PACKED_f32(units, weights->R[row * 4 * units + 3 * units + unit]);
        }
    }
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->p[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->p[2 * units + unit]);
}

int greff2015_nig_f32(const greff2015_nig_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void greff2015_nig_help_f32(const greff2015_nig_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int greff2015_nig_begin_f32(const greff2015_nig_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void greff2015_nig_step_f32(const greff2015_nig_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void greff2015_nig_end_f32(const greff2015_nig_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const greff2015_nig_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .packed = call->packed,
        .initial = {call->initial_y, call->initial_c},
        .mask = NULL,
        .number = {0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_y, call->last_c},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void greff2015_nig_pack_f64(const greff2015_nig_weights_f64 *weights, double *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f64) {
        PACKED_f64(units, weights->b[unit]);
        PACKED_f64(units, weights->b[2 * units + unit]);
        PACKED_f64(units, weights->b[3 * units + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(units, weights->W[row * 4 * units + unit]);
            PACKED_f64(units, weights->W[row * 4 * units + 2 * units + unit]);
            PACKED_f64(units, weights->W[row * 4 * units + 3 * units + unit]);
        }
        for (size_t row = 0; row < units; row++) { /* y_tm1 */
            PACKED_f64(units, weights->R[row * 4 * units + unit]);
            PACKED_f64(units, weights->R[row * 4 * units + 2 * units + unit]);
            PACKED_f64(units, weights->R[row * 4 * units + 3 * units + unit]);
        }
    }
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->p[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->p[2 * units + unit]);
}

int greff2015_nig_f64(const greff2015_nig_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void greff2015_nig_help_f64(const greff2015_nig_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int greff2015_nig_begin_f64(const greff2015_nig_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void greff2015_nig_step_f64(const greff2015_nig_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void greff2015_nig_end_f64(const greff2015_nig_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t greff2015_nig_packed_size(size_t input_dim, size_t units)
{ return GREFF2015_NIG_PACKED_SIZE(input_dim, units); }

size_t greff2015_nig_workspace_size(size_t batch, size_t input_dim, size_t units)
{ return GREFF2015_NIG_WORKSPACE_SIZE(batch, input_dim, units); }
