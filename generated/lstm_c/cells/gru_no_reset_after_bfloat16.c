/* The GRU of Keras, in C.

   Printed from lstm_sym/equations/gru.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "gru_no_reset_after_bfloat16.h"
#include "../engine/words.c"

#define LSTM_BFLOAT16

#define CELL_SUMS 3
#define EACH_STAGE(DO) DO(0) DO(1)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAY_z_t, ARRAY_v_1, ARRAY_z_h, ARRAYS };
enum { STATES = 1, STAGES = 2, VECTORS = 3, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 2, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1, SIZE_1, SIZE_1};
static const int TWICE[ARRAYS] = {1, 1, 0, 0, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1, SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {3, 1};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_h_tm1, ARRAY_v_1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1}, {1, 1, 0}, {0, 0, 0}},
    {{0}, {0}, {1}},
};

#include "../engine/job.c"
#include "../engine/bfloat16.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    const vec_f32 z_z = z[0]; /* x_t W_z + h_tm1 U_z + b_z */
    const vec_f32 z_r = z[1]; /* x_t W_r + h_tm1 U_r + b_r */
    const vec_f32 z_h = z[2]; /* x_t W_h + b_h */
    const vec_f32 h_tm1 = read_f32(job, ARRAY_h_tm1, t, example, panel);
    const vec_f32 z_t = activate_f32(recurrent_activation, z_z); /* update-gate-reset-before */
    const vec_f32 r_t = activate_f32(recurrent_activation, z_r); /* reset-gate-reset-before */
    const vec_f32 v_1 = r_t * h_tm1; /* candidate-reset-before-v_1 */
    store_f32(place_f32(job, ARRAY_z_t, t, example, panel), z_t);
    store_f32(place_f32(job, ARRAY_v_1, t, example, panel), v_1);
    store_f32(place_f32(job, ARRAY_z_h, t, example, panel), z_h);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)recurrent_activation;
    const vec_f32 z_h_ = z[0]; /* v_1 U_h */
    const vec_f32 h_tm1 = read_f32(job, ARRAY_h_tm1, t, example, panel);
    const vec_f32 z_t = read_f32(job, ARRAY_z_t, t, example, panel);
    const vec_f32 z_h = read_f32(job, ARRAY_z_h, t, example, panel);
    const vec_f32 g_t = activate_f32(activation, z_h + z_h_); /* candidate-reset-before */
    const vec_f32 h_t = z_t * h_tm1 + (1.0f - z_t) * g_t; /* hidden-state */
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
}

LSTM_APART void finish_0_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
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

LSTM_APART void finish_1_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_0_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_1_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_1_any_f32(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const gru_no_reset_after_bfloat16_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .packed = call->packed,
        .initial = {call->initial_h},
        .mask = call->mask,
        .number = {0.0f},
        .function = {call->activation, call->recurrent_activation, 0},
        .masked_output = call->masked_output,
        .go_backwards = call->go_backwards,
        .every = call->return_sequences,
        .output = call->gru_output,
        .last = {call->state_h},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void gru_no_reset_after_bfloat16_pack_f32(const gru_no_reset_after_bfloat16_weights_f32 *weights,
    float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f32) {
        PACKED_f32(units, weights->bias ? weights->bias[unit] : 0.0f);
        PACKED_f32(units, weights->bias ? weights->bias[units + unit] : 0.0f);
        PACKED_f32(units, weights->bias ? weights->bias[2 * units + unit] : 0.0f);
        /* x_t */
        PACKED_BFLOAT16_f32(0, input_dim, units, 3, 0, weights->kernel[row * 3 * units + unit]);
        PACKED_BFLOAT16_f32(0, input_dim, units, 3, 1, weights->kernel[row * 3 * units + units +
            unit]);
        PACKED_BFLOAT16_f32(0, input_dim, units, 3, 2, weights->kernel[row * 3 * units +
            2 * units + unit]);
        packed += rows_of_f32(0, input_dim) * 3 * LANES_f32;
        /* h_tm1 */
        PACKED_BFLOAT16_f32(1, units, units, 2, 0, weights->recurrent_kernel[row * 3 * units +
            unit]);
        PACKED_BFLOAT16_f32(1, units, units, 2, 1, weights->recurrent_kernel[row * 3 * units +
            units + unit]);
        packed += rows_of_f32(1, units) * 2 * LANES_f32;
    }
    for (size_t first = 0; first < units; first += LANES_f32) {
        PACKED_f32(units, 0.0f);
        /* v_1 */
        PACKED_BFLOAT16_f32(2, units, units, 1, 0, weights->recurrent_kernel[row * 3 * units +
            2 * units + unit]);
        packed += rows_of_f32(2, units) * 1 * LANES_f32;
    }
}

int gru_no_reset_after_bfloat16_f32(const gru_no_reset_after_bfloat16_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void gru_no_reset_after_bfloat16_help_f32(const gru_no_reset_after_bfloat16_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int gru_no_reset_after_bfloat16_begin_f32(const gru_no_reset_after_bfloat16_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void gru_no_reset_after_bfloat16_step_f32(const gru_no_reset_after_bfloat16_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void gru_no_reset_after_bfloat16_end_f32(const gru_no_reset_after_bfloat16_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

size_t gru_no_reset_after_bfloat16_packed_size(size_t input_dim, size_t units)
{ return GRU_NO_RESET_AFTER_BFLOAT16_PACKED_SIZE(input_dim, units); }

size_t gru_no_reset_after_bfloat16_workspace_size(size_t batch, size_t input_dim, size_t units)
{ return GRU_NO_RESET_AFTER_BFLOAT16_WORKSPACE_SIZE(batch, input_dim, units); }
