/* The vanilla LSTM and its variants, Greff et al., 2015: gradients, in C.

   Printed from lstm_sym/equations/greff2015.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "greff2015_v_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_y_tm1, ARRAY_c_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 3, NUMBERS = 0, FUNCTIONS = 0, SHOWN = 0 };
enum { EMITTED = ARRAY_y_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_y_tm1, ARRAY_c_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_y_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 1}},
};

#include "../engine/kept.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel,
    const vec_f32 z[])
{
    const vec_f32 z_z = z[0]; /* x_t W_z + y_tm1 R_z + b_z */
    const vec_f32 z_i = z[1]; /* x_t W_i + y_tm1 R_i + b_i */
    const vec_f32 z_f = z[2]; /* x_t W_f + y_tm1 R_f + b_f */
    const vec_f32 z_o = z[3]; /* x_t W_o + y_tm1 R_o + b_o */
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 p_i = column_f32(job, 0, panel);
    const vec_f32 p_f = column_f32(job, 1, panel);
    const vec_f32 p_o = column_f32(job, 2, panel);
    const vec_f32 z_sum = z_z; /* block-input-sum */
    const vec_f32 z_t = tanh_f32(z_sum); /* block-input */
    const vec_f32 i_sum = z_i + p_i * c_tm1; /* input-gate-sum */
    const vec_f32 i_t = sigmoid_f32(i_sum); /* input-gate */
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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, size_t t, size_t example, size_t panel)
{
    const vec_f32 z_z = load_f32(sum_place_f32(job, 0, 0, t, example, panel));
    const vec_f32 z_i = load_f32(sum_place_f32(job, 0, 1, t, example, panel));
    const vec_f32 z_f = load_f32(sum_place_f32(job, 0, 2, t, example, panel));
    const vec_f32 z_o = load_f32(sum_place_f32(job, 0, 3, t, example, panel));
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 p_i = column_f32(job, 0, panel);
    const vec_f32 p_f = column_f32(job, 1, panel);
    const vec_f32 p_o = column_f32(job, 2, panel);
    const vec_f32 z_sum = z_z; /* block-input-sum */
    const vec_f32 z_t = tanh_f32(z_sum); /* block-input */
    const vec_f32 i_sum = z_i + p_i * c_tm1; /* input-gate-sum */
    const vec_f32 i_t = sigmoid_f32(i_sum); /* input-gate */
    const vec_f32 f_sum = z_f + p_f * c_tm1; /* forget-gate-sum */
    const vec_f32 f_t = sigmoid_f32(f_sum); /* forget-gate */
    const vec_f32 c_t = z_t * i_t + c_tm1 * f_t; /* cell-state */
    const vec_f32 o_sum = z_o + p_o * c_t; /* output-gate-sum */
    const vec_f32 o_t = sigmoid_f32(o_sum); /* output-gate */
    const vec_f32 tanh_c_t = tanh_f32(c_t); /* block-output-part-1 */
    const vec_f32 d_y_t = adjoint_f32(job, ARRAY_y_tm1, t + 1, example, panel); /* gradient-y-t */
    const vec_f32 d_tanh_c_t = d_y_t * o_t; /* gradient-tanh-c-t */
    const vec_f32 d_o_t = d_y_t * tanh_c_t; /* gradient-o-t */
    const vec_f32 d_o_sum = d_o_t * sigmoid_slope_f32(o_sum, o_t); /* gradient-o-sum */
    /* gradient-c-t */
    const vec_f32 d_c_t = adjoint_f32(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_tanh_c_t * tanh_slope_f32(c_t, tanh_c_t) + d_o_sum * p_o;
    const vec_f32 d_f_t = d_c_t * c_tm1; /* gradient-f-t */
    const vec_f32 d_f_sum = d_f_t * sigmoid_slope_f32(f_sum, f_t); /* gradient-f-sum */
    const vec_f32 d_i_t = d_c_t * z_t; /* gradient-i-t */
    const vec_f32 d_i_sum = d_i_t * sigmoid_slope_f32(i_sum, i_t); /* gradient-i-sum */
    const vec_f32 d_z_t = d_c_t * i_t; /* gradient-z-t */
    const vec_f32 d_z_sum = d_z_t * tanh_slope_f32(z_sum, z_t); /* gradient-z-sum */
    const vec_f32 d_z_o = d_o_sum; /* gradient-z-o */
    store_f32(sum_place_f32(job, 0, 3, t, example, panel), d_z_o);
    const vec_f32 d_z_f = d_f_sum; /* gradient-z-f */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_f);
    const vec_f32 d_z_i = d_i_sum; /* gradient-z-i */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_i);
    const vec_f32 d_z_z = d_z_sum; /* gradient-z-z */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_z);
    /* gradient-c-tm1 */
    add_adjoint_f32(job, ARRAY_c_tm1, t, example, panel, d_c_t * f_t + d_f_sum * p_f +
        d_i_sum * p_i);
    add_column_f32(job, 0, panel, d_i_sum * c_tm1); /* gradient-p-i */
    add_column_f32(job, 1, panel, d_f_sum * c_tm1); /* gradient-p-f */
    add_column_f32(job, 2, panel, d_o_sum * c_t); /* gradient-p-o */
}

LSTM_APART void back_0_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, t, example, panel);
}

LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        back_0_any_f32(job, t, example, panels);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel,
    const vec_f64 z[])
{
    const vec_f64 z_z = z[0]; /* x_t W_z + y_tm1 R_z + b_z */
    const vec_f64 z_i = z[1]; /* x_t W_i + y_tm1 R_i + b_i */
    const vec_f64 z_f = z[2]; /* x_t W_f + y_tm1 R_f + b_f */
    const vec_f64 z_o = z[3]; /* x_t W_o + y_tm1 R_o + b_o */
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 p_i = column_f64(job, 0, panel);
    const vec_f64 p_f = column_f64(job, 1, panel);
    const vec_f64 p_o = column_f64(job, 2, panel);
    const vec_f64 z_sum = z_z; /* block-input-sum */
    const vec_f64 z_t = tanh_f64(z_sum); /* block-input */
    const vec_f64 i_sum = z_i + p_i * c_tm1; /* input-gate-sum */
    const vec_f64 i_t = sigmoid_f64(i_sum); /* input-gate */
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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, size_t t, size_t example, size_t panel)
{
    const vec_f64 z_z = load_f64(sum_place_f64(job, 0, 0, t, example, panel));
    const vec_f64 z_i = load_f64(sum_place_f64(job, 0, 1, t, example, panel));
    const vec_f64 z_f = load_f64(sum_place_f64(job, 0, 2, t, example, panel));
    const vec_f64 z_o = load_f64(sum_place_f64(job, 0, 3, t, example, panel));
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 p_i = column_f64(job, 0, panel);
    const vec_f64 p_f = column_f64(job, 1, panel);
    const vec_f64 p_o = column_f64(job, 2, panel);
    const vec_f64 z_sum = z_z; /* block-input-sum */
    const vec_f64 z_t = tanh_f64(z_sum); /* block-input */
    const vec_f64 i_sum = z_i + p_i * c_tm1; /* input-gate-sum */
    const vec_f64 i_t = sigmoid_f64(i_sum); /* input-gate */
    const vec_f64 f_sum = z_f + p_f * c_tm1; /* forget-gate-sum */
    const vec_f64 f_t = sigmoid_f64(f_sum); /* forget-gate */
    const vec_f64 c_t = z_t * i_t + c_tm1 * f_t; /* cell-state */
    const vec_f64 o_sum = z_o + p_o * c_t; /* output-gate-sum */
    const vec_f64 o_t = sigmoid_f64(o_sum); /* output-gate */
    const vec_f64 tanh_c_t = tanh_f64(c_t); /* block-output-part-1 */
    const vec_f64 d_y_t = adjoint_f64(job, ARRAY_y_tm1, t + 1, example, panel); /* gradient-y-t */
    const vec_f64 d_tanh_c_t = d_y_t * o_t; /* gradient-tanh-c-t */
    const vec_f64 d_o_t = d_y_t * tanh_c_t; /* gradient-o-t */
    const vec_f64 d_o_sum = d_o_t * sigmoid_slope_f64(o_sum, o_t); /* gradient-o-sum */
    /* gradient-c-t */
    const vec_f64 d_c_t = adjoint_f64(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_tanh_c_t * tanh_slope_f64(c_t, tanh_c_t) + d_o_sum * p_o;
    const vec_f64 d_f_t = d_c_t * c_tm1; /* gradient-f-t */
    const vec_f64 d_f_sum = d_f_t * sigmoid_slope_f64(f_sum, f_t); /* gradient-f-sum */
    const vec_f64 d_i_t = d_c_t * z_t; /* gradient-i-t */
    const vec_f64 d_i_sum = d_i_t * sigmoid_slope_f64(i_sum, i_t); /* gradient-i-sum */
    const vec_f64 d_z_t = d_c_t * i_t; /* gradient-z-t */
    const vec_f64 d_z_sum = d_z_t * tanh_slope_f64(z_sum, z_t); /* gradient-z-sum */
    const vec_f64 d_z_o = d_o_sum; /* gradient-z-o */
    store_f64(sum_place_f64(job, 0, 3, t, example, panel), d_z_o);
    const vec_f64 d_z_f = d_f_sum; /* gradient-z-f */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_f);
    const vec_f64 d_z_i = d_i_sum; /* gradient-z-i */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_i);
    const vec_f64 d_z_z = d_z_sum; /* gradient-z-z */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_z);
    /* gradient-c-tm1 */
    add_adjoint_f64(job, ARRAY_c_tm1, t, example, panel, d_c_t * f_t + d_f_sum * p_f +
        d_i_sum * p_i);
    add_column_f64(job, 0, panel, d_i_sum * c_tm1); /* gradient-p-i */
    add_column_f64(job, 1, panel, d_f_sum * c_tm1); /* gradient-p-f */
    add_column_f64(job, 2, panel, d_o_sum * c_t); /* gradient-p-o */
}

LSTM_APART void back_0_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, t, example, panel);
}

LSTM_INLINE void back_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        back_0_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const greff2015_v_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .initial = {call->initial_y, call->initial_c},
        .mask = NULL,
        .number = {0.0f},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_y, call->d_last_c},
        .d_sequences = call->d_sequences,
        .d_initial = {call->d_initial_y, call->d_initial_c},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const greff2015_v_gradients_call_f32 *weights, const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* y_tm1 */
        float *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->p[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[1];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->p[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[2];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->p[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const greff2015_v_gradients_call_f32 *weights, const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_W) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + unit] = job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_R) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + unit] = job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_b) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[units + unit] = job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[2 * units + unit] = job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[3 * units + unit] = job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
    }
    if (weights->d_p) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_p[unit] = job->d_column[0][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_p[units + unit] = job->d_column[1][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_p[2 * units + unit] = job->d_column[2][unit];
    }
}

size_t greff2015_v_gradients_workspace_f32(const greff2015_v_gradients_call_f32 *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int greff2015_v_gradients_f32(const greff2015_v_gradients_call_f32 *weights)
{
    const given_f32 given = given_of_f32(weights);
    const int fault = fault_f32(&given);
    if (fault == LSTM_FINE) {
        job_f32 job = job_of_f32(&given);
        read_weights_f32(weights, &job);
        gradients_f32(&job);
        write_gradients_f32(weights, &job);
    }
    return fault;
}

static given_f64 given_of_f64(const greff2015_v_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->sequences,
        .initial = {call->initial_y, call->initial_c},
        .mask = NULL,
        .number = {0.0},
        .function = {0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_y, call->d_last_c},
        .d_sequences = call->d_sequences,
        .d_initial = {call->d_initial_y, call->d_initial_c},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const greff2015_v_gradients_call_f64 *weights, const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->W[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* y_tm1 */
        double *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->R[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->b[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->p[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[1];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->p[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[2];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->p[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const greff2015_v_gradients_call_f64 *weights, const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_W) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + unit] = job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_W[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_R) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + unit] = job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_R[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_b) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[units + unit] = job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[2 * units + unit] = job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_b[3 * units + unit] = job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
    }
    if (weights->d_p) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_p[unit] = job->d_column[0][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_p[units + unit] = job->d_column[1][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_p[2 * units + unit] = job->d_column[2][unit];
    }
}

size_t greff2015_v_gradients_workspace_f64(const greff2015_v_gradients_call_f64 *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int greff2015_v_gradients_f64(const greff2015_v_gradients_call_f64 *weights)
{
    const given_f64 given = given_of_f64(weights);
    const int fault = fault_f64(&given);
    if (fault == LSTM_FINE) {
        job_f64 job = job_of_f64(&given);
        read_weights_f64(weights, &job);
        gradients_f64(&job);
        write_gradients_f64(weights, &job);
    }
    return fault;
}
