/* BasicLSTMCell of TensorFlow 1: gradients, in C.

   Printed from lstm_sym/equations/tensorflow1.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "tensorflow1_basic_cell_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZES };
enum { ARRAY_x_t, ARRAY_c_tm1, ARRAY_m_tm1, ARRAYS };
enum { STATES = 2, STAGES = 1, VECTORS = 2, COLUMNS = 0, NUMBERS = 0, FUNCTIONS = 1, SHOWN = 0 };
enum { EMITTED = ARRAY_m_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_c_tm1, ARRAY_m_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_m_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 1}},
};

#include "../engine/kept.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    const vec_f32 z_i = z[0]; /* x_t W_i + m_tm1 U_i + b_i */
    const vec_f32 z_j = z[1]; /* x_t W_j + m_tm1 U_j + b_j */
    const vec_f32 z_f = z[2]; /* x_t W_f + m_tm1 U_f + b_f + forget_bias */
    const vec_f32 z_o = z[3]; /* x_t W_o + m_tm1 U_o + b_o */
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 i_t = sigmoid_f32(z_i); /* input-gate */
    const vec_f32 j_t = activate_f32(activation, z_j); /* new-input */
    const vec_f32 f_t = sigmoid_f32(z_f); /* forget-gate */
    const vec_f32 c_t = f_t * c_tm1 + i_t * j_t; /* cell-state */
    const vec_f32 o_t = sigmoid_f32(z_o); /* output-gate */
    const vec_f32 m_t = o_t * activate_f32(activation, c_t); /* output */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), i_t);
    if (by_value(activation))
        store_f32(sum_place_f32(job, 0, 1, t, example, panel), j_t);
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), f_t);
    store_f32(sum_place_f32(job, 0, 3, t, example, panel), o_t);
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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    const vec_f32 z_i = load_f32(sum_place_f32(job, 0, 0, t, example, panel));
    const vec_f32 z_j = load_f32(sum_place_f32(job, 0, 1, t, example, panel));
    const vec_f32 z_f = load_f32(sum_place_f32(job, 0, 2, t, example, panel));
    const vec_f32 z_o = load_f32(sum_place_f32(job, 0, 3, t, example, panel));
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 i_t = z_i; /* input-gate */
    const vec_f32 j_t = by_value(activation) ? z_j : activate_f32(activation, z_j); /* new-input */
    const vec_f32 f_t = z_f; /* forget-gate */
    const vec_f32 c_t = f_t * c_tm1 + i_t * j_t; /* cell-state */
    const vec_f32 o_t = z_o; /* output-gate */
    const vec_f32 activation_c_t = activate_f32(activation, c_t); /* output-part-1 */
    const vec_f32 d_m_t = adjoint_f32(job, ARRAY_m_tm1, t + 1, example, panel); /* gradient-m-t */
    const vec_f32 d_activation_c_t = d_m_t * o_t; /* gradient-activation-c-t */
    const vec_f32 d_o_t = d_m_t * activation_c_t; /* gradient-o-t */
    /* gradient-c-t */
    const vec_f32 d_c_t = adjoint_f32(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_activation_c_t * slope_f32(activation, c_t, activation_c_t);
    const vec_f32 d_f_t = d_c_t * c_tm1; /* gradient-f-t */
    const vec_f32 d_j_t = d_c_t * i_t; /* gradient-j-t */
    const vec_f32 d_i_t = d_c_t * j_t; /* gradient-i-t */
    const vec_f32 d_z_o = d_o_t * sigmoid_slope_f32(z_o, o_t); /* gradient-z-o */
    store_f32(sum_place_f32(job, 0, 3, t, example, panel), d_z_o);
    const vec_f32 d_z_f = d_f_t * sigmoid_slope_f32(z_f, f_t); /* gradient-z-f */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_f);
    const vec_f32 d_z_j = d_j_t * slope_f32(activation, z_j, j_t); /* gradient-z-j */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_j);
    const vec_f32 d_z_i = d_i_t * sigmoid_slope_f32(z_i, i_t); /* gradient-z-i */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_i);
    add_adjoint_f32(job, ARRAY_c_tm1, t, example, panel, d_c_t * f_t); /* gradient-c-tm1 */
}

LSTM_APART void back_0_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_0_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f32(job, job->given.function[0], t, example, panel);
}

LSTM_INLINE void back_all_f32(const job_f32 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            back_0_default_f32(job, t, example, panels);
        else
            back_0_any_f32(job, t, example, panels);
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
    const vec_f64 i_t = sigmoid_f64(z_i); /* input-gate */
    const vec_f64 j_t = activate_f64(activation, z_j); /* new-input */
    const vec_f64 f_t = sigmoid_f64(z_f); /* forget-gate */
    const vec_f64 c_t = f_t * c_tm1 + i_t * j_t; /* cell-state */
    const vec_f64 o_t = sigmoid_f64(z_o); /* output-gate */
    const vec_f64 m_t = o_t * activate_f64(activation, c_t); /* output */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), i_t);
    if (by_value(activation))
        store_f64(sum_place_f64(job, 0, 1, t, example, panel), j_t);
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), f_t);
    store_f64(sum_place_f64(job, 0, 3, t, example, panel), o_t);
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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    const vec_f64 z_i = load_f64(sum_place_f64(job, 0, 0, t, example, panel));
    const vec_f64 z_j = load_f64(sum_place_f64(job, 0, 1, t, example, panel));
    const vec_f64 z_f = load_f64(sum_place_f64(job, 0, 2, t, example, panel));
    const vec_f64 z_o = load_f64(sum_place_f64(job, 0, 3, t, example, panel));
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 i_t = z_i; /* input-gate */
    const vec_f64 j_t = by_value(activation) ? z_j : activate_f64(activation, z_j); /* new-input */
    const vec_f64 f_t = z_f; /* forget-gate */
    const vec_f64 c_t = f_t * c_tm1 + i_t * j_t; /* cell-state */
    const vec_f64 o_t = z_o; /* output-gate */
    const vec_f64 activation_c_t = activate_f64(activation, c_t); /* output-part-1 */
    const vec_f64 d_m_t = adjoint_f64(job, ARRAY_m_tm1, t + 1, example, panel); /* gradient-m-t */
    const vec_f64 d_activation_c_t = d_m_t * o_t; /* gradient-activation-c-t */
    const vec_f64 d_o_t = d_m_t * activation_c_t; /* gradient-o-t */
    /* gradient-c-t */
    const vec_f64 d_c_t = adjoint_f64(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_activation_c_t * slope_f64(activation, c_t, activation_c_t);
    const vec_f64 d_f_t = d_c_t * c_tm1; /* gradient-f-t */
    const vec_f64 d_j_t = d_c_t * i_t; /* gradient-j-t */
    const vec_f64 d_i_t = d_c_t * j_t; /* gradient-i-t */
    const vec_f64 d_z_o = d_o_t * sigmoid_slope_f64(z_o, o_t); /* gradient-z-o */
    store_f64(sum_place_f64(job, 0, 3, t, example, panel), d_z_o);
    const vec_f64 d_z_f = d_f_t * sigmoid_slope_f64(z_f, f_t); /* gradient-z-f */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_f);
    const vec_f64 d_z_j = d_j_t * slope_f64(activation, z_j, j_t); /* gradient-z-j */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_j);
    const vec_f64 d_z_i = d_i_t * sigmoid_slope_f64(z_i, i_t); /* gradient-z-i */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_i);
    add_adjoint_f64(job, ARRAY_c_tm1, t, example, panel, d_c_t * f_t); /* gradient-c-tm1 */
}

LSTM_APART void back_0_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_0_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_0_f64(job, job->given.function[0], t, example, panel);
}

LSTM_INLINE void back_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panels)
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH)
            back_0_default_f64(job, t, example, panels);
        else
            back_0_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const tensorflow1_basic_cell_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->inputs,
        .initial = {call->initial_c, call->initial_m},
        .mask = NULL,
        .number = {0.0f},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_c, call->d_last_m},
        .d_sequences = call->d_inputs,
        .d_initial = {call->d_initial_c, call->d_initial_m},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const tensorflow1_basic_cell_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        float *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* m_tm1 */
        float *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[2 * units + unit] + weights->forget_bias;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const tensorflow1_basic_cell_gradients_call_f32 *weights,
    const job_f32 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_input_kernel) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_recurrent_kernel) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_bias) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[units + unit] = job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[2 * units + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[3 * units + unit] =
                    job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
}

size_t tensorflow1_basic_cell_gradients_workspace_f32(const
    tensorflow1_basic_cell_gradients_call_f32 *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int tensorflow1_basic_cell_gradients_f32(const tensorflow1_basic_cell_gradients_call_f32 *weights)
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

static given_f64 given_of_f64(const tensorflow1_basic_cell_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units},
        .rows = {1, 1},
        .sequences = call->inputs,
        .initial = {call->initial_c, call->initial_m},
        .mask = NULL,
        .number = {0.0},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_c, call->d_last_m},
        .d_sequences = call->d_inputs,
        .d_initial = {call->d_initial_c, call->d_initial_m},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const tensorflow1_basic_cell_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t row = 0; row < input_dim; row++) { /* x_t */
        double *to = job->weights[0][0] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->input_kernel[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    for (size_t row = 0; row < units; row++) { /* m_tm1 */
        double *to = job->weights[0][1] + row * job->columns[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->recurrent_kernel[row * 4 * units + 3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->bias[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[2 * units + unit] + weights->forget_bias;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->bias[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const tensorflow1_basic_cell_gradients_call_f64 *weights,
    const job_f64 *job)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    if (weights->d_input_kernel) {
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < input_dim; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_input_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][0][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_recurrent_kernel) {
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    1 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 2 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < units; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_recurrent_kernel[row * 4 * units + 3 * units + unit] =
                    job->d_weights[0][1][row * job->columns[0] +
                    3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
    if (weights->d_bias) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[unit] = job->d_bias[0][0 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[units + unit] = job->d_bias[0][1 * job->padded[SIZE_OF_STAGE[0]] +
                    unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[2 * units + unit] =
                    job->d_bias[0][2 * job->padded[SIZE_OF_STAGE[0]] + unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_bias[3 * units + unit] =
                    job->d_bias[0][3 * job->padded[SIZE_OF_STAGE[0]] + unit];
    }
}

size_t tensorflow1_basic_cell_gradients_workspace_f64(const
    tensorflow1_basic_cell_gradients_call_f64 *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int tensorflow1_basic_cell_gradients_f64(const tensorflow1_basic_cell_gradients_call_f64 *weights)
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
