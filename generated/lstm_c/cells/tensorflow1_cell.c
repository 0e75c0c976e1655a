/* LSTMCell of TensorFlow 1, in C.

   Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "tensorflow1_cell.h"
#include "../engine/words.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_c_tm1, ARRAY_m_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 3, NUMBERS = 1, FUNCTIONS = 1, SHOWN = 0 };
enum { EMITTED = ARRAY_m_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int TWICE[ARRAYS] = {1, 0, 1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_c_tm1, ARRAY_m_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_m_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 1}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    const vec_f32 z_i = z[0]; /* x_t W_i + m_tm1 U_i + b_i */
    const vec_f32 z_j = z[1]; /* x_t W_j + m_tm1 U_j + b_j */
    const vec_f32 z_f = z[2]; /* x_t W_f + m_tm1 U_f + b_f + forget_bias */
    const vec_f32 z_o = z[3]; /* x_t W_o + m_tm1 U_o + b_o */
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 w_i_diag = column_f32(job, 0, panel);
    const vec_f32 w_f_diag = column_f32(job, 1, panel);
    const vec_f32 w_o_diag = column_f32(job, 2, panel);
    const vec_f32 cell_clip = all_f32(job->given.number[0]);
    const vec_f32 i_t = sigmoid_f32(z_i + w_i_diag * c_tm1); /* input-gate */
    const vec_f32 j_t = activate_f32(activation, z_j); /* new-input */
    const vec_f32 f_t = sigmoid_f32(z_f + w_f_diag * c_tm1); /* forget-gate */
    const vec_f32 c_t = clip_f32(f_t * c_tm1 + i_t * j_t, -cell_clip, cell_clip); /* cell-state */
    const vec_f32 o_t = sigmoid_f32(z_o + w_o_diag * c_t); /* output-gate */
    const vec_f32 m_t = o_t * activate_f32(activation, c_t); /* output */
    keep_f32(job, ARRAY_c_tm1, t, example, panel, c_t);
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_m_tm1, t, example, panel, m_t));
}

LSTM_APART void finish_0_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            finish_0_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    const vec_f64 z_i = z[0]; /* x_t W_i + m_tm1 U_i + b_i */
    const vec_f64 z_j = z[1]; /* x_t W_j + m_tm1 U_j + b_j */
    const vec_f64 z_f = z[2]; /* x_t W_f + m_tm1 U_f + b_f + forget_bias */
    const vec_f64 z_o = z[3]; /* x_t W_o + m_tm1 U_o + b_o */
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 w_i_diag = column_f64(job, 0, panel);
    const vec_f64 w_f_diag = column_f64(job, 1, panel);
    const vec_f64 w_o_diag = column_f64(job, 2, panel);
    const vec_f64 cell_clip = all_f64(job->given.number[0]);
    const vec_f64 i_t = sigmoid_f64(z_i + w_i_diag * c_tm1); /* input-gate */
    const vec_f64 j_t = activate_f64(activation, z_j); /* new-input */
    const vec_f64 f_t = sigmoid_f64(z_f + w_f_diag * c_tm1); /* forget-gate */
    const vec_f64 c_t = clip_f64(f_t * c_tm1 + i_t * j_t, -cell_clip, cell_clip); /* cell-state */
    const vec_f64 o_t = sigmoid_f64(z_o + w_o_diag * c_t); /* output-gate */
    const vec_f64 m_t = o_t * activate_f64(activation, c_t); /* output */
    keep_f64(job, ARRAY_c_tm1, t, example, panel, c_t);
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_m_tm1, t, example, panel, m_t));
}

LSTM_APART void finish_0_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            finish_0_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const tensorflow1_cell_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_c, call->initial_m},
        .mask = NULL,
        .number = {call->cell_clip, 0.0f},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_c, call->last_m},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void tensorflow1_cell_pack_f32(const tensorflow1_cell_weights_f32 *weights, float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f32) {
        PACKED_f32(units, weights->bias[unit]);
        PACKED_f32(units, weights->bias[units + unit]);
        PACKED_f32(units, weights->bias[2 * units + unit] + weights->forget_bias);
        PACKED_f32(units, weights->bias[3 * units + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(units, weights->input_kernel[row * 4 * units + unit]);
            PACKED_f32(units, weights->input_kernel[row * 4 * units + units + unit]);
            PACKED_f32(units, weights->input_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f32(units, weights->input_kernel[row * 4 * units + 3 * units + unit]);
        }
        for (size_t row = 0; row < units; row++) { /* m_tm1 */
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + unit]);
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + units + unit]);
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + 3 * units + unit]);
        }
    }
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->w_i_diag ? weights->w_i_diag[unit] : 0.0f);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->w_f_diag ? weights->w_f_diag[unit] : 0.0f);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->w_o_diag ? weights->w_o_diag[unit] : 0.0f);
}

int tensorflow1_cell_f32(const tensorflow1_cell_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void tensorflow1_cell_help_f32(const tensorflow1_cell_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int tensorflow1_cell_begin_f32(const tensorflow1_cell_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void tensorflow1_cell_step_f32(const tensorflow1_cell_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void tensorflow1_cell_end_f32(const tensorflow1_cell_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const tensorflow1_cell_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_c, call->initial_m},
        .mask = NULL,
        .number = {call->cell_clip, 0.0},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_c, call->last_m},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void tensorflow1_cell_pack_f64(const tensorflow1_cell_weights_f64 *weights, double *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f64) {
        PACKED_f64(units, weights->bias[unit]);
        PACKED_f64(units, weights->bias[units + unit]);
        PACKED_f64(units, weights->bias[2 * units + unit] + weights->forget_bias);
        PACKED_f64(units, weights->bias[3 * units + unit]);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(units, weights->input_kernel[row * 4 * units + unit]);
            PACKED_f64(units, weights->input_kernel[row * 4 * units + units + unit]);
            PACKED_f64(units, weights->input_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f64(units, weights->input_kernel[row * 4 * units + 3 * units + unit]);
        }
        for (size_t row = 0; row < units; row++) { /* m_tm1 */
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + unit]);
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + units + unit]);
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + 3 * units + unit]);
        }
    }
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->w_i_diag ? weights->w_i_diag[unit] : 0.0);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->w_f_diag ? weights->w_f_diag[unit] : 0.0);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->w_o_diag ? weights->w_o_diag[unit] : 0.0);
}

int tensorflow1_cell_f64(const tensorflow1_cell_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void tensorflow1_cell_help_f64(const tensorflow1_cell_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int tensorflow1_cell_begin_f64(const tensorflow1_cell_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void tensorflow1_cell_step_f64(const tensorflow1_cell_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void tensorflow1_cell_end_f64(const tensorflow1_cell_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t tensorflow1_cell_packed_size(size_t input_dim, size_t units)
{ return TENSORFLOW1_CELL_PACKED_SIZE(input_dim, units); }

size_t tensorflow1_cell_workspace_size(size_t batch, size_t input_dim, size_t units)
{ return TENSORFLOW1_CELL_WORKSPACE_SIZE(batch, input_dim, units); }
