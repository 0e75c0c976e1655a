/* The LayerNormBasicLSTMCell of TensorFlow 1, in C.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "layer_norm_contrib.h"
#include "../engine/words.c"

#define CELL_SUMS 4
#define EACH_STAGE(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZE_2 /* 1 */, SIZES };
enum { ARRAY_x_t, ARRAY_c_tm1, ARRAY_h_tm1, ARRAY_i_sum, ARRAY_j_sum, ARRAY_f_sum, ARRAY_o_sum,
    ARRAY_i_mean, ARRAY_j_mean, ARRAY_f_mean, ARRAY_o_mean, ARRAY_of_i_variance,
    ARRAY_of_j_variance, ARRAY_of_f_variance, ARRAY_of_o_variance, ARRAY_i_variance,
    ARRAY_j_variance, ARRAY_f_variance, ARRAY_o_variance, ARRAY_o_t, ARRAY_c_sum, ARRAY_c_mean,
    ARRAY_of_c_variance, ARRAY_c_variance, ARRAYS };
enum { STATES = 2, STAGES = 9, VECTORS = 2, COLUMNS = 10, NUMBERS = 2, FUNCTIONS = 1, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_2, SIZE_2, SIZE_2, SIZE_2, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_2, SIZE_2, SIZE_2, SIZE_2,
    SIZE_1, SIZE_1, SIZE_2, SIZE_1, SIZE_2};
static const int TWICE[ARRAYS] = {1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_c_tm1, ARRAY_h_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1, SIZE_2, SIZE_1, SIZE_2, SIZE_1, SIZE_2, SIZE_1,
    SIZE_2, SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {4, 0, 0, 0, 0, 0, 0, 0, 0};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_h_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1}, {1, 1, 1, 1}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
    {{0}, {0}},
};

#include "../engine/job.c"
#include "../engine/products.c"

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)activation;
    const vec_f32 z_i = z[0]; /* x_t W_i + h_tm1 U_i */
    const vec_f32 z_j = z[1]; /* x_t W_j + h_tm1 U_j */
    const vec_f32 z_f = z[2]; /* x_t W_f + h_tm1 U_f */
    const vec_f32 z_o = z[3]; /* x_t W_o + h_tm1 U_o */
    const vec_f32 i_sum = z_i; /* input-gate-sum */
    const vec_f32 j_sum = z_j; /* new-input-sum */
    const vec_f32 f_sum = z_f; /* forget-gate-sum */
    const vec_f32 o_sum = z_o; /* output-gate-sum */
    store_f32(place_f32(job, ARRAY_i_sum, t, example, panel), i_sum);
    store_f32(place_f32(job, ARRAY_j_sum, t, example, panel), j_sum);
    store_f32(place_f32(job, ARRAY_f_sum, t, example, panel), f_sum);
    store_f32(place_f32(job, ARRAY_o_sum, t, example, panel), o_sum);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)z;
    /* input-gate-mean */
    const vec_f32 i_mean = mean_f32(job, ARRAY_i_sum, t, example, SIZE_2, panel);
    /* new-input-mean */
    const vec_f32 j_mean = mean_f32(job, ARRAY_j_sum, t, example, SIZE_2, panel);
    /* forget-gate-mean */
    const vec_f32 f_mean = mean_f32(job, ARRAY_f_sum, t, example, SIZE_2, panel);
    /* output-gate-mean */
    const vec_f32 o_mean = mean_f32(job, ARRAY_o_sum, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_i_mean, t, example, panel), i_mean);
    store_f32(place_f32(job, ARRAY_j_mean, t, example, panel), j_mean);
    store_f32(place_f32(job, ARRAY_f_mean, t, example, panel), f_mean);
    store_f32(place_f32(job, ARRAY_o_mean, t, example, panel), o_mean);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)z;
    const vec_f32 i_sum = read_f32(job, ARRAY_i_sum, t, example, panel);
    const vec_f32 j_sum = read_f32(job, ARRAY_j_sum, t, example, panel);
    const vec_f32 f_sum = read_f32(job, ARRAY_f_sum, t, example, panel);
    const vec_f32 o_sum = read_f32(job, ARRAY_o_sum, t, example, panel);
    const vec_f32 i_mean = shared_by_units_f32(job, ARRAY_i_mean, t, example, SIZE_1, panel);
    const vec_f32 j_mean = shared_by_units_f32(job, ARRAY_j_mean, t, example, SIZE_1, panel);
    const vec_f32 f_mean = shared_by_units_f32(job, ARRAY_f_mean, t, example, SIZE_1, panel);
    const vec_f32 o_mean = shared_by_units_f32(job, ARRAY_o_mean, t, example, SIZE_1, panel);
    const vec_f32 of_i_variance = square_f32(i_sum - i_mean); /* input-gate-variance */
    const vec_f32 of_j_variance = square_f32(j_sum - j_mean); /* new-input-variance */
    const vec_f32 of_f_variance = square_f32(f_sum - f_mean); /* forget-gate-variance */
    const vec_f32 of_o_variance = square_f32(o_sum - o_mean); /* output-gate-variance */
    store_f32(place_f32(job, ARRAY_of_i_variance, t, example, panel), of_i_variance);
    store_f32(place_f32(job, ARRAY_of_j_variance, t, example, panel), of_j_variance);
    store_f32(place_f32(job, ARRAY_of_f_variance, t, example, panel), of_f_variance);
    store_f32(place_f32(job, ARRAY_of_o_variance, t, example, panel), of_o_variance);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)z;
    /* input-gate-variance */
    const vec_f32 i_variance = mean_f32(job, ARRAY_of_i_variance, t, example, SIZE_2, panel);
    /* new-input-variance */
    const vec_f32 j_variance = mean_f32(job, ARRAY_of_j_variance, t, example, SIZE_2, panel);
    /* forget-gate-variance */
    const vec_f32 f_variance = mean_f32(job, ARRAY_of_f_variance, t, example, SIZE_2, panel);
    /* output-gate-variance */
    const vec_f32 o_variance = mean_f32(job, ARRAY_of_o_variance, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_i_variance, t, example, panel), i_variance);
    store_f32(place_f32(job, ARRAY_j_variance, t, example, panel), j_variance);
    store_f32(place_f32(job, ARRAY_f_variance, t, example, panel), f_variance);
    store_f32(place_f32(job, ARRAY_o_variance, t, example, panel), o_variance);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)z;
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 i_sum = read_f32(job, ARRAY_i_sum, t, example, panel);
    const vec_f32 j_sum = read_f32(job, ARRAY_j_sum, t, example, panel);
    const vec_f32 f_sum = read_f32(job, ARRAY_f_sum, t, example, panel);
    const vec_f32 o_sum = read_f32(job, ARRAY_o_sum, t, example, panel);
    const vec_f32 i_mean = shared_by_units_f32(job, ARRAY_i_mean, t, example, SIZE_1, panel);
    const vec_f32 j_mean = shared_by_units_f32(job, ARRAY_j_mean, t, example, SIZE_1, panel);
    const vec_f32 f_mean = shared_by_units_f32(job, ARRAY_f_mean, t, example, SIZE_1, panel);
    const vec_f32 o_mean = shared_by_units_f32(job, ARRAY_o_mean, t, example, SIZE_1, panel);
    const vec_f32 i_variance = shared_by_units_f32(job, ARRAY_i_variance, t, example, SIZE_1,
        panel);
    const vec_f32 j_variance = shared_by_units_f32(job, ARRAY_j_variance, t, example, SIZE_1,
        panel);
    const vec_f32 f_variance = shared_by_units_f32(job, ARRAY_f_variance, t, example, SIZE_1,
        panel);
    const vec_f32 o_variance = shared_by_units_f32(job, ARRAY_o_variance, t, example, SIZE_1,
        panel);
    const vec_f32 gamma_i = column_f32(job, 2, panel);
    const vec_f32 gamma_j = column_f32(job, 3, panel);
    const vec_f32 gamma_f = column_f32(job, 4, panel);
    const vec_f32 gamma_o = column_f32(job, 5, panel);
    const vec_f32 beta_i = column_f32(job, 6, panel);
    const vec_f32 beta_j = column_f32(job, 7, panel);
    const vec_f32 beta_f = column_f32(job, 8, panel);
    const vec_f32 beta_o = column_f32(job, 9, panel);
    const vec_f32 epsilon = all_f32(job->given.number[0]);
    const vec_f32 forget_bias = all_f32(job->given.number[1]);
    /* input-gate-norm */
    const vec_f32 i_norm = gamma_i * (i_sum - i_mean) / sqrt_f32(i_variance + epsilon) + beta_i;
    const vec_f32 i_t = sigmoid_f32(i_norm); /* input-gate */
    /* new-input-norm */
    const vec_f32 j_norm = gamma_j * (j_sum - j_mean) / sqrt_f32(j_variance + epsilon) + beta_j;
    const vec_f32 j_t = activate_f32(activation, j_norm); /* new-input */
    /* forget-gate-norm */
    const vec_f32 f_norm = gamma_f * (f_sum - f_mean) / sqrt_f32(f_variance + epsilon) + beta_f;
    const vec_f32 f_t = sigmoid_f32(f_norm + forget_bias); /* forget-gate */
    /* output-gate-norm */
    const vec_f32 o_norm = gamma_o * (o_sum - o_mean) / sqrt_f32(o_variance + epsilon) + beta_o;
    const vec_f32 o_t = sigmoid_f32(o_norm); /* output-gate */
    const vec_f32 c_sum = f_t * c_tm1 + i_t * j_t; /* cell-state-sum */
    store_f32(place_f32(job, ARRAY_o_t, t, example, panel), o_t);
    store_f32(place_f32(job, ARRAY_c_sum, t, example, panel), c_sum);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)z;
    /* cell-state-mean */
    const vec_f32 c_mean = mean_f32(job, ARRAY_c_sum, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_c_mean, t, example, panel), c_mean);
}

/* Stage 6 of timestep t, for a register of units. */
LSTM_INLINE void stage_6_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)z;
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f32 of_c_variance = square_f32(c_sum - c_mean); /* cell-state-variance */
    store_f32(place_f32(job, ARRAY_of_c_variance, t, example, panel), of_c_variance);
}

/* Stage 7 of timestep t, for a register of units. */
LSTM_INLINE void stage_7_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)z;
    /* cell-state-variance */
    const vec_f32 c_variance = mean_f32(job, ARRAY_of_c_variance, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_c_variance, t, example, panel), c_variance);
}

/* Stage 8 of timestep t, for a register of units. */
LSTM_INLINE void stage_8_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f32 z[])
{
    (void)z;
    const vec_f32 o_t = read_f32(job, ARRAY_o_t, t, example, panel);
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f32 c_variance = shared_by_units_f32(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f32 state_gamma = column_f32(job, 0, panel);
    const vec_f32 state_beta = column_f32(job, 1, panel);
    const vec_f32 epsilon = all_f32(job->given.number[0]);
    /* cell-state-norm */
    const vec_f32 c_t = state_gamma * (c_sum - c_mean) / sqrt_f32(c_variance + epsilon) +
        state_beta;
    const vec_f32 h_t = activate_f32(activation, c_t) * o_t; /* hidden-state */
    keep_f32(job, ARRAY_c_tm1, t, example, panel, c_t);
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
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

LSTM_APART void finish_1_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f32(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f32(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f32(job, job->given.function[0], t,
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
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH)
            finish_1_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_1_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH)
            finish_2_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_2_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH)
            finish_3_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_3_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH)
            finish_4_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_4_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH)
            finish_5_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_5_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH)
            finish_6_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_6_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH)
            finish_7_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_7_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH)
            finish_8_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_8_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)activation;
    const vec_f64 z_i = z[0]; /* x_t W_i + h_tm1 U_i */
    const vec_f64 z_j = z[1]; /* x_t W_j + h_tm1 U_j */
    const vec_f64 z_f = z[2]; /* x_t W_f + h_tm1 U_f */
    const vec_f64 z_o = z[3]; /* x_t W_o + h_tm1 U_o */
    const vec_f64 i_sum = z_i; /* input-gate-sum */
    const vec_f64 j_sum = z_j; /* new-input-sum */
    const vec_f64 f_sum = z_f; /* forget-gate-sum */
    const vec_f64 o_sum = z_o; /* output-gate-sum */
    store_f64(place_f64(job, ARRAY_i_sum, t, example, panel), i_sum);
    store_f64(place_f64(job, ARRAY_j_sum, t, example, panel), j_sum);
    store_f64(place_f64(job, ARRAY_f_sum, t, example, panel), f_sum);
    store_f64(place_f64(job, ARRAY_o_sum, t, example, panel), o_sum);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)z;
    /* input-gate-mean */
    const vec_f64 i_mean = mean_f64(job, ARRAY_i_sum, t, example, SIZE_2, panel);
    /* new-input-mean */
    const vec_f64 j_mean = mean_f64(job, ARRAY_j_sum, t, example, SIZE_2, panel);
    /* forget-gate-mean */
    const vec_f64 f_mean = mean_f64(job, ARRAY_f_sum, t, example, SIZE_2, panel);
    /* output-gate-mean */
    const vec_f64 o_mean = mean_f64(job, ARRAY_o_sum, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_i_mean, t, example, panel), i_mean);
    store_f64(place_f64(job, ARRAY_j_mean, t, example, panel), j_mean);
    store_f64(place_f64(job, ARRAY_f_mean, t, example, panel), f_mean);
    store_f64(place_f64(job, ARRAY_o_mean, t, example, panel), o_mean);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)z;
    const vec_f64 i_sum = read_f64(job, ARRAY_i_sum, t, example, panel);
    const vec_f64 j_sum = read_f64(job, ARRAY_j_sum, t, example, panel);
    const vec_f64 f_sum = read_f64(job, ARRAY_f_sum, t, example, panel);
    const vec_f64 o_sum = read_f64(job, ARRAY_o_sum, t, example, panel);
    const vec_f64 i_mean = shared_by_units_f64(job, ARRAY_i_mean, t, example, SIZE_1, panel);
    const vec_f64 j_mean = shared_by_units_f64(job, ARRAY_j_mean, t, example, SIZE_1, panel);
    const vec_f64 f_mean = shared_by_units_f64(job, ARRAY_f_mean, t, example, SIZE_1, panel);
    const vec_f64 o_mean = shared_by_units_f64(job, ARRAY_o_mean, t, example, SIZE_1, panel);
    const vec_f64 of_i_variance = square_f64(i_sum - i_mean); /* input-gate-variance */
    const vec_f64 of_j_variance = square_f64(j_sum - j_mean); /* new-input-variance */
    const vec_f64 of_f_variance = square_f64(f_sum - f_mean); /* forget-gate-variance */
    const vec_f64 of_o_variance = square_f64(o_sum - o_mean); /* output-gate-variance */
    store_f64(place_f64(job, ARRAY_of_i_variance, t, example, panel), of_i_variance);
    store_f64(place_f64(job, ARRAY_of_j_variance, t, example, panel), of_j_variance);
    store_f64(place_f64(job, ARRAY_of_f_variance, t, example, panel), of_f_variance);
    store_f64(place_f64(job, ARRAY_of_o_variance, t, example, panel), of_o_variance);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)z;
    /* input-gate-variance */
    const vec_f64 i_variance = mean_f64(job, ARRAY_of_i_variance, t, example, SIZE_2, panel);
    /* new-input-variance */
    const vec_f64 j_variance = mean_f64(job, ARRAY_of_j_variance, t, example, SIZE_2, panel);
    /* forget-gate-variance */
    const vec_f64 f_variance = mean_f64(job, ARRAY_of_f_variance, t, example, SIZE_2, panel);
    /* output-gate-variance */
    const vec_f64 o_variance = mean_f64(job, ARRAY_of_o_variance, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_i_variance, t, example, panel), i_variance);
    store_f64(place_f64(job, ARRAY_j_variance, t, example, panel), j_variance);
    store_f64(place_f64(job, ARRAY_f_variance, t, example, panel), f_variance);
    store_f64(place_f64(job, ARRAY_o_variance, t, example, panel), o_variance);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)z;
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 i_sum = read_f64(job, ARRAY_i_sum, t, example, panel);
    const vec_f64 j_sum = read_f64(job, ARRAY_j_sum, t, example, panel);
    const vec_f64 f_sum = read_f64(job, ARRAY_f_sum, t, example, panel);
    const vec_f64 o_sum = read_f64(job, ARRAY_o_sum, t, example, panel);
    const vec_f64 i_mean = shared_by_units_f64(job, ARRAY_i_mean, t, example, SIZE_1, panel);
    const vec_f64 j_mean = shared_by_units_f64(job, ARRAY_j_mean, t, example, SIZE_1, panel);
    const vec_f64 f_mean = shared_by_units_f64(job, ARRAY_f_mean, t, example, SIZE_1, panel);
    const vec_f64 o_mean = shared_by_units_f64(job, ARRAY_o_mean, t, example, SIZE_1, panel);
    const vec_f64 i_variance = shared_by_units_f64(job, ARRAY_i_variance, t, example, SIZE_1,
        panel);
    const vec_f64 j_variance = shared_by_units_f64(job, ARRAY_j_variance, t, example, SIZE_1,
        panel);
    const vec_f64 f_variance = shared_by_units_f64(job, ARRAY_f_variance, t, example, SIZE_1,
        panel);
    const vec_f64 o_variance = shared_by_units_f64(job, ARRAY_o_variance, t, example, SIZE_1,
        panel);
    const vec_f64 gamma_i = column_f64(job, 2, panel);
    const vec_f64 gamma_j = column_f64(job, 3, panel);
    const vec_f64 gamma_f = column_f64(job, 4, panel);
    const vec_f64 gamma_o = column_f64(job, 5, panel);
    const vec_f64 beta_i = column_f64(job, 6, panel);
    const vec_f64 beta_j = column_f64(job, 7, panel);
    const vec_f64 beta_f = column_f64(job, 8, panel);
    const vec_f64 beta_o = column_f64(job, 9, panel);
    const vec_f64 epsilon = all_f64(job->given.number[0]);
    const vec_f64 forget_bias = all_f64(job->given.number[1]);
    /* input-gate-norm */
    const vec_f64 i_norm = gamma_i * (i_sum - i_mean) / sqrt_f64(i_variance + epsilon) + beta_i;
    const vec_f64 i_t = sigmoid_f64(i_norm); /* input-gate */
    /* new-input-norm */
    const vec_f64 j_norm = gamma_j * (j_sum - j_mean) / sqrt_f64(j_variance + epsilon) + beta_j;
    const vec_f64 j_t = activate_f64(activation, j_norm); /* new-input */
    /* forget-gate-norm */
    const vec_f64 f_norm = gamma_f * (f_sum - f_mean) / sqrt_f64(f_variance + epsilon) + beta_f;
    const vec_f64 f_t = sigmoid_f64(f_norm + forget_bias); /* forget-gate */
    /* output-gate-norm */
    const vec_f64 o_norm = gamma_o * (o_sum - o_mean) / sqrt_f64(o_variance + epsilon) + beta_o;
    const vec_f64 o_t = sigmoid_f64(o_norm); /* output-gate */
    const vec_f64 c_sum = f_t * c_tm1 + i_t * j_t; /* cell-state-sum */
    store_f64(place_f64(job, ARRAY_o_t, t, example, panel), o_t);
    store_f64(place_f64(job, ARRAY_c_sum, t, example, panel), c_sum);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)z;
    /* cell-state-mean */
    const vec_f64 c_mean = mean_f64(job, ARRAY_c_sum, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_c_mean, t, example, panel), c_mean);
}

/* Stage 6 of timestep t, for a register of units. */
LSTM_INLINE void stage_6_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)z;
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f64 of_c_variance = square_f64(c_sum - c_mean); /* cell-state-variance */
    store_f64(place_f64(job, ARRAY_of_c_variance, t, example, panel), of_c_variance);
}

/* Stage 7 of timestep t, for a register of units. */
LSTM_INLINE void stage_7_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)z;
    /* cell-state-variance */
    const vec_f64 c_variance = mean_f64(job, ARRAY_of_c_variance, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_c_variance, t, example, panel), c_variance);
}

/* Stage 8 of timestep t, for a register of units. */
LSTM_INLINE void stage_8_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel, const vec_f64 z[])
{
    (void)z;
    const vec_f64 o_t = read_f64(job, ARRAY_o_t, t, example, panel);
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f64 c_variance = shared_by_units_f64(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f64 state_gamma = column_f64(job, 0, panel);
    const vec_f64 state_beta = column_f64(job, 1, panel);
    const vec_f64 epsilon = all_f64(job->given.number[0]);
    /* cell-state-norm */
    const vec_f64 c_t = state_gamma * (c_sum - c_mean) / sqrt_f64(c_variance + epsilon) +
        state_beta;
    const vec_f64 h_t = activate_f64(activation, c_t) * o_t; /* hidden-state */
    keep_f64(job, ARRAY_c_tm1, t, example, panel, c_t);
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
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

LSTM_APART void finish_1_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f64(job, job->given.function[0], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f64(job, LSTM_TANH, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f64(job, job->given.function[0], t,
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
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH)
            finish_1_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_1_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH)
            finish_2_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_2_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH)
            finish_3_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_3_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH)
            finish_4_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_4_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH)
            finish_5_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_5_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH)
            finish_6_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_6_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH)
            finish_7_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_7_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH)
            finish_8_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_8_any_f64(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const layer_norm_contrib_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_c, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, call->forget_bias, 0.0f},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_c, call->last_h},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void layer_norm_contrib_pack_f32(const layer_norm_contrib_weights_f32 *weights, float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f32) {
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(units, weights->input_kernel[row * 4 * units + unit]);
            PACKED_f32(units, weights->input_kernel[row * 4 * units + units + unit]);
            PACKED_f32(units, weights->input_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f32(units, weights->input_kernel[row * 4 * units + 3 * units + unit]);
        }
        for (size_t row = 0; row < units; row++) { /* h_tm1 */
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + unit]);
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + units + unit]);
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f32(units, weights->recurrent_kernel[row * 4 * units + 3 * units + unit]);
        }
    }
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->state_gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->state_beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->gamma[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->gamma[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->gamma[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->beta[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->beta[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->beta[3 * units + unit]);
}

int layer_norm_contrib_f32(const layer_norm_contrib_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void layer_norm_contrib_help_f32(const layer_norm_contrib_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int layer_norm_contrib_begin_f32(const layer_norm_contrib_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void layer_norm_contrib_step_f32(const layer_norm_contrib_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void layer_norm_contrib_end_f32(const layer_norm_contrib_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const layer_norm_contrib_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_c, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, call->forget_bias, 0.0},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_c, call->last_h},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void layer_norm_contrib_pack_f64(const layer_norm_contrib_weights_f64 *weights, double *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f64) {
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(units, weights->input_kernel[row * 4 * units + unit]);
            PACKED_f64(units, weights->input_kernel[row * 4 * units + units + unit]);
            PACKED_f64(units, weights->input_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f64(units, weights->input_kernel[row * 4 * units + 3 * units + unit]);
        }
        for (size_t row = 0; row < units; row++) { /* h_tm1 */
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + unit]);
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + units + unit]);
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f64(units, weights->recurrent_kernel[row * 4 * units + 3 * units + unit]);
        }
    }
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->state_gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->state_beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->gamma[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->gamma[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->gamma[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->beta[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->beta[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->beta[3 * units + unit]);
}

int layer_norm_contrib_f64(const layer_norm_contrib_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void layer_norm_contrib_help_f64(const layer_norm_contrib_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int layer_norm_contrib_begin_f64(const layer_norm_contrib_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void layer_norm_contrib_step_f64(const layer_norm_contrib_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void layer_norm_contrib_end_f64(const layer_norm_contrib_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t layer_norm_contrib_packed_size(size_t input_dim, size_t units)
{ return LAYER_NORM_CONTRIB_PACKED_SIZE(input_dim, units); }

size_t layer_norm_contrib_workspace_size(size_t batch, size_t input_dim, size_t units)
{ return LAYER_NORM_CONTRIB_WORKSPACE_SIZE(batch, input_dim, units); }
