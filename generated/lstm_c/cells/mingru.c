/* minGRU, in C.

   Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "mingru.h"
#include "../engine/words.c"

#define CELL_SUMS 2
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAYS };
enum { STATES = 1, STAGES = 1, VECTORS = 1, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1};
static const int TWICE[ARRAYS] = {1, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {2};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_h = z[0]; /* x_t W_h */
    const vec_f32 z_z = z[1]; /* x_t W_z */
    const vec_f32 h_tm1 = read_f32(job, ARRAY_h_tm1, t, example, panel);
    const vec_f32 a_t = z_h; /* candidate-sum */
    const vec_f32 g_t = where_f32(a_t > 0.0f, a_t + 0.5f, sigmoid_f32(a_t)); /* candidate */
    const vec_f32 z_t = sigmoid_f32(z_z); /* update-gate */
    const vec_f32 h_t = (1.0f - z_t) * h_tm1 + z_t * g_t; /* hidden-state */
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
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
    const vec_f64 z_h = z[0]; /* x_t W_h */
    const vec_f64 z_z = z[1]; /* x_t W_z */
    const vec_f64 h_tm1 = read_f64(job, ARRAY_h_tm1, t, example, panel);
    const vec_f64 a_t = z_h; /* candidate-sum */
    const vec_f64 g_t = where_f64(a_t > 0.0, a_t + 0.5, sigmoid_f64(a_t)); /* candidate */
    const vec_f64 z_t = sigmoid_f64(z_z); /* update-gate */
    const vec_f64 h_t = (1.0 - z_t) * h_tm1 + z_t * g_t; /* hidden-state */
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
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

static given_f32 given_of_f32(const mingru_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->x,
        .packed = call->packed,
        .initial = {call->initial_h},
        .mask = NULL,
        .number = {0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->out,
        .last = {call->next_prev_hidden},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void mingru_pack_f32(const mingru_weights_f32 *weights, float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f32) {
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(units, weights->to_hidden_and_gate[unit * input_dim + row]);
            PACKED_f32(units, weights->to_hidden_and_gate[(units + unit) * input_dim + row]);
        }
    }
}

int mingru_f32(const mingru_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void mingru_help_f32(const mingru_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int mingru_begin_f32(const mingru_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void mingru_step_f32(const mingru_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void mingru_end_f32(const mingru_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const mingru_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->x,
        .packed = call->packed,
        .initial = {call->initial_h},
        .mask = NULL,
        .number = {0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->out,
        .last = {call->next_prev_hidden},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void mingru_pack_f64(const mingru_weights_f64 *weights, double *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f64) {
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(units, weights->to_hidden_and_gate[unit * input_dim + row]);
            PACKED_f64(units, weights->to_hidden_and_gate[(units + unit) * input_dim + row]);
        }
    }
}

int mingru_f64(const mingru_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void mingru_help_f64(const mingru_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int mingru_begin_f64(const mingru_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void mingru_step_f64(const mingru_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void mingru_end_f64(const mingru_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t mingru_packed_size(size_t input_dim, size_t units)
{ return MINGRU_PACKED_SIZE(input_dim, units); }

size_t mingru_workspace_size(size_t batch, size_t input_dim, size_t units)
{ return MINGRU_WORKSPACE_SIZE(batch, input_dim, units); }
