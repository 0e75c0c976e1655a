/* The LSTM operator of ONNX, in C.

   Printed from lstm_sym/equations/onnx.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "onnx_direction_input_forget.h"
#include "../engine/words.c"

#define CELL_SUMS 3
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_size */, SIZE_1 /* hidden_size */, SIZES };
enum { ARRAY_X_t, ARRAY_H_tm1, ARRAY_C_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 2, NUMBERS = 1, FUNCTIONS = 3, SHOWN = 0 };
enum { EMITTED = ARRAY_H_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int TWICE[ARRAYS] = {1, 1, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_H_tm1, ARRAY_C_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {3};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_X_t, ARRAY_H_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1}, {1, 1, 1}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int f, const int g, const int h, size_t t,
    size_t example, size_t panel, const vec_f32 z[])
{
    const vec_f32 z_i = z[0]; /* X_t W_i + H_tm1 R_i + Rb_i + Wb_i */
    const vec_f32 z_c = z[1]; /* X_t W_c + H_tm1 R_c + Rb_c + Wb_c */
    const vec_f32 z_o = z[2]; /* X_t W_o + H_tm1 R_o + Rb_o + Wb_o */
    const vec_f32 C_tm1 = read_f32(job, ARRAY_C_tm1, t, example, panel);
    const vec_f32 P_i = column_f32(job, 0, panel);
    const vec_f32 P_o = column_f32(job, 1, panel);
    const vec_f32 clip = all_f32(job->given.number[0]);
    const vec_f32 i_sum = z_i + P_i * C_tm1; /* input-sum */
    const vec_f32 i_t = activate_f32(f, clip_f32(i_sum, -clip, clip)); /* input-gate */
    const vec_f32 f_t = 1.0f - i_t; /* coupled-forget-gate */
    const vec_f32 c_sum = z_c; /* cell-sum */
    const vec_f32 c_t = activate_f32(g, clip_f32(c_sum, -clip, clip)); /* cell-gate */
    const vec_f32 C_t = f_t * C_tm1 + i_t * c_t; /* cell-state */
    const vec_f32 o_sum = z_o + P_o * C_t; /* output-sum */
    const vec_f32 o_t = activate_f32(f, clip_f32(o_sum, -clip, clip)); /* output-gate */
    const vec_f32 H_t = o_t * activate_f32(h, clip_f32(C_t, -clip, clip)); /* hidden-state */
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_H_tm1, t, example, panel, H_t));
    keep_f32(job, ARRAY_C_tm1, t, example, panel, C_t);
}

LSTM_APART void finish_0_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, LSTM_SIGMOID, LSTM_TANH, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f32(job, job->given.function[0], job->given.function[1], job->given.function[2], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH &&
            job->given.function[2] == LSTM_TANH)
            finish_0_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int f, const int g, const int h, size_t t,
    size_t example, size_t panel, const vec_f64 z[])
{
    const vec_f64 z_i = z[0]; /* X_t W_i + H_tm1 R_i + Rb_i + Wb_i */
    const vec_f64 z_c = z[1]; /* X_t W_c + H_tm1 R_c + Rb_c + Wb_c */
    const vec_f64 z_o = z[2]; /* X_t W_o + H_tm1 R_o + Rb_o + Wb_o */
    const vec_f64 C_tm1 = read_f64(job, ARRAY_C_tm1, t, example, panel);
    const vec_f64 P_i = column_f64(job, 0, panel);
    const vec_f64 P_o = column_f64(job, 1, panel);
    const vec_f64 clip = all_f64(job->given.number[0]);
    const vec_f64 i_sum = z_i + P_i * C_tm1; /* input-sum */
    const vec_f64 i_t = activate_f64(f, clip_f64(i_sum, -clip, clip)); /* input-gate */
    const vec_f64 f_t = 1.0 - i_t; /* coupled-forget-gate */
    const vec_f64 c_sum = z_c; /* cell-sum */
    const vec_f64 c_t = activate_f64(g, clip_f64(c_sum, -clip, clip)); /* cell-gate */
    const vec_f64 C_t = f_t * C_tm1 + i_t * c_t; /* cell-state */
    const vec_f64 o_sum = z_o + P_o * C_t; /* output-sum */
    const vec_f64 o_t = activate_f64(f, clip_f64(o_sum, -clip, clip)); /* output-gate */
    const vec_f64 H_t = o_t * activate_f64(h, clip_f64(C_t, -clip, clip)); /* hidden-state */
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_H_tm1, t, example, panel, H_t));
    keep_f64(job, ARRAY_C_tm1, t, example, panel, C_t);
}

LSTM_APART void finish_0_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, LSTM_SIGMOID, LSTM_TANH, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_0_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, job->given.function[0], job->given.function[1], job->given.function[2], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_SIGMOID && job->given.function[1] == LSTM_TANH &&
            job->given.function[2] == LSTM_TANH)
            finish_0_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const onnx_direction_input_forget_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_size, call->hidden_size},
        .rows = {1, 1},
        .sequences = call->X,
        .packed = call->packed,
        .initial = {call->initial_H, call->initial_C},
        .mask = call->mask,
        .number = {call->clip, 0.0f},
        .function = {call->f, call->g, call->h, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .output = call->Y,
        .last = {call->Y_h, call->Y_c},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void onnx_direction_input_forget_pack_f32(const onnx_direction_input_forget_weights_f32 *weights,
    float *packed)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    for (size_t first = 0; first < hidden_size; first += LANES_f32) {
        PACKED_f32(hidden_size, weights->Wb[unit] + weights->Rb[unit]);
        PACKED_f32(hidden_size, weights->Wb[3 * hidden_size + unit] + weights->Rb[3 * hidden_size +
            unit]);
        PACKED_f32(hidden_size, weights->Wb[hidden_size + unit] + weights->Rb[hidden_size + unit]);
        for (size_t row = 0; row < input_size; row++) { /* X_t */
            PACKED_f32(hidden_size, weights->W[unit * input_size + row]);
            PACKED_f32(hidden_size, weights->W[(3 * hidden_size + unit) * input_size + row]);
            PACKED_f32(hidden_size, weights->W[(hidden_size + unit) * input_size + row]);
        }
        for (size_t row = 0; row < hidden_size; row++) { /* H_tm1 */
            PACKED_f32(hidden_size, weights->R[unit * hidden_size + row]);
            PACKED_f32(hidden_size, weights->R[(3 * hidden_size + unit) * hidden_size + row]);
            PACKED_f32(hidden_size, weights->R[(hidden_size + unit) * hidden_size + row]);
        }
    }
    for (size_t first = 0; first < hidden_size; first += LANES_f32)
        PACKED_f32(hidden_size, weights->P ? weights->P[unit] : 0.0f);
    for (size_t first = 0; first < hidden_size; first += LANES_f32)
        PACKED_f32(hidden_size, weights->P ? weights->P[hidden_size + unit] : 0.0f);
}

int onnx_direction_input_forget_f32(const onnx_direction_input_forget_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void onnx_direction_input_forget_help_f32(const onnx_direction_input_forget_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int onnx_direction_input_forget_begin_f32(const onnx_direction_input_forget_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void onnx_direction_input_forget_step_f32(const onnx_direction_input_forget_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void onnx_direction_input_forget_end_f32(const onnx_direction_input_forget_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const onnx_direction_input_forget_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_size, call->hidden_size},
        .rows = {1, 1},
        .sequences = call->X,
        .packed = call->packed,
        .initial = {call->initial_H, call->initial_C},
        .mask = call->mask,
        .number = {call->clip, 0.0},
        .function = {call->f, call->g, call->h, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = call->go_backwards,
        .every = 1,
        .output = call->Y,
        .last = {call->Y_h, call->Y_c},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void onnx_direction_input_forget_pack_f64(const onnx_direction_input_forget_weights_f64 *weights,
    double *packed)
{
    const size_t input_size = weights->input_size;
    const size_t hidden_size = weights->hidden_size;
    for (size_t first = 0; first < hidden_size; first += LANES_f64) {
        PACKED_f64(hidden_size, weights->Wb[unit] + weights->Rb[unit]);
        PACKED_f64(hidden_size, weights->Wb[3 * hidden_size + unit] + weights->Rb[3 * hidden_size +
            unit]);
        PACKED_f64(hidden_size, weights->Wb[hidden_size + unit] + weights->Rb[hidden_size + unit]);
        for (size_t row = 0; row < input_size; row++) { /* X_t */
            PACKED_f64(hidden_size, weights->W[unit * input_size + row]);
            PACKED_f64(hidden_size, weights->W[(3 * hidden_size + unit) * input_size + row]);
            PACKED_f64(hidden_size, weights->W[(hidden_size + unit) * input_size + row]);
        }
        for (size_t row = 0; row < hidden_size; row++) { /* H_tm1 */
            PACKED_f64(hidden_size, weights->R[unit * hidden_size + row]);
            PACKED_f64(hidden_size, weights->R[(3 * hidden_size + unit) * hidden_size + row]);
            PACKED_f64(hidden_size, weights->R[(hidden_size + unit) * hidden_size + row]);
        }
    }
    for (size_t first = 0; first < hidden_size; first += LANES_f64)
        PACKED_f64(hidden_size, weights->P ? weights->P[unit] : 0.0);
    for (size_t first = 0; first < hidden_size; first += LANES_f64)
        PACKED_f64(hidden_size, weights->P ? weights->P[hidden_size + unit] : 0.0);
}

int onnx_direction_input_forget_f64(const onnx_direction_input_forget_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void onnx_direction_input_forget_help_f64(const onnx_direction_input_forget_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int onnx_direction_input_forget_begin_f64(const onnx_direction_input_forget_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void onnx_direction_input_forget_step_f64(const onnx_direction_input_forget_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void onnx_direction_input_forget_end_f64(const onnx_direction_input_forget_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t onnx_direction_input_forget_packed_size(size_t input_size, size_t hidden_size)
{ return ONNX_DIRECTION_INPUT_FORGET_PACKED_SIZE(input_size, hidden_size); }

size_t onnx_direction_input_forget_workspace_size(size_t batch, size_t input_size, size_t hidden_size)
{ return ONNX_DIRECTION_INPUT_FORGET_WORKSPACE_SIZE(batch, input_size, hidden_size); }
