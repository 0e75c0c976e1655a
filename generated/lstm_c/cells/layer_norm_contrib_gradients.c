/* The LayerNormBasicLSTMCell of TensorFlow 1: gradients, in C.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "layer_norm_contrib_gradients.h"
#include "../engine/words.c"
#include "../engine/slopes.c"

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

#include "../engine/kept.c"

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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    const vec_f32 d_o_sum = adjoint_f32(job, ARRAY_o_sum, t, example, panel); /* gradient-o-sum */
    const vec_f32 d_f_sum = adjoint_f32(job, ARRAY_f_sum, t, example, panel); /* gradient-f-sum */
    const vec_f32 d_j_sum = adjoint_f32(job, ARRAY_j_sum, t, example, panel); /* gradient-j-sum */
    const vec_f32 d_i_sum = adjoint_f32(job, ARRAY_i_sum, t, example, panel); /* gradient-i-sum */
    const vec_f32 d_z_o = d_o_sum; /* gradient-z-o */
    store_f32(sum_place_f32(job, 0, 3, t, example, panel), d_z_o);
    const vec_f32 d_z_f = d_f_sum; /* gradient-z-f */
    store_f32(sum_place_f32(job, 0, 2, t, example, panel), d_z_f);
    const vec_f32 d_z_j = d_j_sum; /* gradient-z-j */
    store_f32(sum_place_f32(job, 0, 1, t, example, panel), d_z_j);
    const vec_f32 d_z_i = d_i_sum; /* gradient-z-i */
    store_f32(sum_place_f32(job, 0, 0, t, example, panel), d_z_i);
}

/* Stage 1 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_1_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-o-mean */
    const vec_f32 d_o_mean = adjoint_f32(job, ARRAY_o_mean, t, example, panel);
    /* gradient-f-mean */
    const vec_f32 d_f_mean = adjoint_f32(job, ARRAY_f_mean, t, example, panel);
    /* gradient-j-mean */
    const vec_f32 d_j_mean = adjoint_f32(job, ARRAY_j_mean, t, example, panel);
    /* gradient-i-mean */
    const vec_f32 d_i_mean = adjoint_f32(job, ARRAY_i_mean, t, example, panel);
    /* gradient-o-sum */
    add_to_units_f32(job, ARRAY_o_sum, t, example, panel, d_o_mean / width_f32(job, SIZE_1));
    /* gradient-f-sum */
    add_to_units_f32(job, ARRAY_f_sum, t, example, panel, d_f_mean / width_f32(job, SIZE_1));
    /* gradient-j-sum */
    add_to_units_f32(job, ARRAY_j_sum, t, example, panel, d_j_mean / width_f32(job, SIZE_1));
    /* gradient-i-sum */
    add_to_units_f32(job, ARRAY_i_sum, t, example, panel, d_i_mean / width_f32(job, SIZE_1));
}

/* Stage 2 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_2_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    const vec_f32 i_sum = read_f32(job, ARRAY_i_sum, t, example, panel);
    const vec_f32 j_sum = read_f32(job, ARRAY_j_sum, t, example, panel);
    const vec_f32 f_sum = read_f32(job, ARRAY_f_sum, t, example, panel);
    const vec_f32 o_sum = read_f32(job, ARRAY_o_sum, t, example, panel);
    const vec_f32 i_mean = shared_by_units_f32(job, ARRAY_i_mean, t, example, SIZE_1, panel);
    const vec_f32 j_mean = shared_by_units_f32(job, ARRAY_j_mean, t, example, SIZE_1, panel);
    const vec_f32 f_mean = shared_by_units_f32(job, ARRAY_f_mean, t, example, SIZE_1, panel);
    const vec_f32 o_mean = shared_by_units_f32(job, ARRAY_o_mean, t, example, SIZE_1, panel);
    /* gradient-of-o-variance */
    const vec_f32 d_of_o_variance = adjoint_f32(job, ARRAY_of_o_variance, t, example, panel);
    /* gradient-of-f-variance */
    const vec_f32 d_of_f_variance = adjoint_f32(job, ARRAY_of_f_variance, t, example, panel);
    /* gradient-of-j-variance */
    const vec_f32 d_of_j_variance = adjoint_f32(job, ARRAY_of_j_variance, t, example, panel);
    /* gradient-of-i-variance */
    const vec_f32 d_of_i_variance = adjoint_f32(job, ARRAY_of_i_variance, t, example, panel);
    /* gradient-o-mean */
    add_over_units_f32(job, ARRAY_o_mean, t, example, panel, SIZE_1,
        d_of_o_variance * (-2.0f * (o_sum - o_mean)));
    /* gradient-f-mean */
    add_over_units_f32(job, ARRAY_f_mean, t, example, panel, SIZE_1,
        d_of_f_variance * (-2.0f * (f_sum - f_mean)));
    /* gradient-j-mean */
    add_over_units_f32(job, ARRAY_j_mean, t, example, panel, SIZE_1,
        d_of_j_variance * (-2.0f * (j_sum - j_mean)));
    /* gradient-i-mean */
    add_over_units_f32(job, ARRAY_i_mean, t, example, panel, SIZE_1,
        d_of_i_variance * (-2.0f * (i_sum - i_mean)));
    /* gradient-o-sum */
    add_adjoint_f32(job, ARRAY_o_sum, t, example, panel, d_of_o_variance * (2.0f * (o_sum -
        o_mean)));
    /* gradient-f-sum */
    add_adjoint_f32(job, ARRAY_f_sum, t, example, panel, d_of_f_variance * (2.0f * (f_sum -
        f_mean)));
    /* gradient-j-sum */
    add_adjoint_f32(job, ARRAY_j_sum, t, example, panel, d_of_j_variance * (2.0f * (j_sum -
        j_mean)));
    /* gradient-i-sum */
    add_adjoint_f32(job, ARRAY_i_sum, t, example, panel, d_of_i_variance * (2.0f * (i_sum -
        i_mean)));
}

/* Stage 3 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_3_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-o-variance */
    const vec_f32 d_o_variance = adjoint_f32(job, ARRAY_o_variance, t, example, panel);
    /* gradient-f-variance */
    const vec_f32 d_f_variance = adjoint_f32(job, ARRAY_f_variance, t, example, panel);
    /* gradient-j-variance */
    const vec_f32 d_j_variance = adjoint_f32(job, ARRAY_j_variance, t, example, panel);
    /* gradient-i-variance */
    const vec_f32 d_i_variance = adjoint_f32(job, ARRAY_i_variance, t, example, panel);
    /* gradient-of-o-variance */
    add_to_units_f32(job, ARRAY_of_o_variance, t, example, panel, d_o_variance / width_f32(job,
        SIZE_1));
    /* gradient-of-f-variance */
    add_to_units_f32(job, ARRAY_of_f_variance, t, example, panel, d_f_variance / width_f32(job,
        SIZE_1));
    /* gradient-of-j-variance */
    add_to_units_f32(job, ARRAY_of_j_variance, t, example, panel, d_j_variance / width_f32(job,
        SIZE_1));
    /* gradient-of-i-variance */
    add_to_units_f32(job, ARRAY_of_i_variance, t, example, panel, d_i_variance / width_f32(job,
        SIZE_1));
}

/* Stage 4 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_4_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
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
    const vec_f32 a_f_t = f_norm + forget_bias; /* forget-gate-part-1 */
    const vec_f32 f_t = sigmoid_f32(a_f_t); /* forget-gate */
    /* output-gate-norm */
    const vec_f32 o_norm = gamma_o * (o_sum - o_mean) / sqrt_f32(o_variance + epsilon) + beta_o;
    const vec_f32 o_t = sigmoid_f32(o_norm); /* output-gate */
    const vec_f32 d_c_sum = adjoint_f32(job, ARRAY_c_sum, t, example, panel); /* gradient-c-sum */
    const vec_f32 d_o_t = adjoint_f32(job, ARRAY_o_t, t, example, panel); /* gradient-o-t */
    const vec_f32 d_o_norm = d_o_t * sigmoid_slope_f32(o_norm, o_t); /* gradient-o-norm */
    const vec_f32 d_f_t = d_c_sum * c_tm1; /* gradient-f-t */
    const vec_f32 d_a_f_t = d_f_t * sigmoid_slope_f32(a_f_t, f_t); /* gradient-a-f-t */
    const vec_f32 d_f_norm = d_a_f_t; /* gradient-f-norm */
    const vec_f32 d_j_t = d_c_sum * i_t; /* gradient-j-t */
    const vec_f32 d_j_norm = d_j_t * slope_f32(activation, j_norm, j_t); /* gradient-j-norm */
    const vec_f32 d_i_t = d_c_sum * j_t; /* gradient-i-t */
    const vec_f32 d_i_norm = d_i_t * sigmoid_slope_f32(i_norm, i_t); /* gradient-i-norm */
    /* gradient-o-variance */
    add_over_units_f32(job, ARRAY_o_variance, t, example, panel, SIZE_1,
        d_o_norm * (-gamma_o * (o_sum - o_mean) / (2.0f * sqrt_f32(o_variance +
        epsilon) * square_f32(sqrt_f32(o_variance + epsilon)))));
    /* gradient-f-variance */
    add_over_units_f32(job, ARRAY_f_variance, t, example, panel, SIZE_1,
        d_f_norm * (-gamma_f * (f_sum - f_mean) / (2.0f * sqrt_f32(f_variance +
        epsilon) * square_f32(sqrt_f32(f_variance + epsilon)))));
    /* gradient-j-variance */
    add_over_units_f32(job, ARRAY_j_variance, t, example, panel, SIZE_1,
        d_j_norm * (-gamma_j * (j_sum - j_mean) / (2.0f * sqrt_f32(j_variance +
        epsilon) * square_f32(sqrt_f32(j_variance + epsilon)))));
    /* gradient-i-variance */
    add_over_units_f32(job, ARRAY_i_variance, t, example, panel, SIZE_1,
        d_i_norm * (-gamma_i * (i_sum - i_mean) / (2.0f * sqrt_f32(i_variance +
        epsilon) * square_f32(sqrt_f32(i_variance + epsilon)))));
    /* gradient-o-mean */
    add_over_units_f32(job, ARRAY_o_mean, t, example, panel, SIZE_1,
        d_o_norm * (-gamma_o / sqrt_f32(o_variance + epsilon)));
    /* gradient-f-mean */
    add_over_units_f32(job, ARRAY_f_mean, t, example, panel, SIZE_1,
        d_f_norm * (-gamma_f / sqrt_f32(f_variance + epsilon)));
    /* gradient-j-mean */
    add_over_units_f32(job, ARRAY_j_mean, t, example, panel, SIZE_1,
        d_j_norm * (-gamma_j / sqrt_f32(j_variance + epsilon)));
    /* gradient-i-mean */
    add_over_units_f32(job, ARRAY_i_mean, t, example, panel, SIZE_1,
        d_i_norm * (-gamma_i / sqrt_f32(i_variance + epsilon)));
    /* gradient-o-sum */
    add_adjoint_f32(job, ARRAY_o_sum, t, example, panel,
        d_o_norm * (gamma_o / sqrt_f32(o_variance + epsilon)));
    /* gradient-f-sum */
    add_adjoint_f32(job, ARRAY_f_sum, t, example, panel,
        d_f_norm * (gamma_f / sqrt_f32(f_variance + epsilon)));
    /* gradient-j-sum */
    add_adjoint_f32(job, ARRAY_j_sum, t, example, panel,
        d_j_norm * (gamma_j / sqrt_f32(j_variance + epsilon)));
    /* gradient-i-sum */
    add_adjoint_f32(job, ARRAY_i_sum, t, example, panel,
        d_i_norm * (gamma_i / sqrt_f32(i_variance + epsilon)));
    add_adjoint_f32(job, ARRAY_c_tm1, t, example, panel, d_c_sum * f_t); /* gradient-c-tm1 */
    /* gradient-gamma-i */
    add_column_f32(job, 2, panel, d_i_norm * ((i_sum - i_mean) / sqrt_f32(i_variance + epsilon)));
    /* gradient-gamma-j */
    add_column_f32(job, 3, panel, d_j_norm * ((j_sum - j_mean) / sqrt_f32(j_variance + epsilon)));
    /* gradient-gamma-f */
    add_column_f32(job, 4, panel, d_f_norm * ((f_sum - f_mean) / sqrt_f32(f_variance + epsilon)));
    /* gradient-gamma-o */
    add_column_f32(job, 5, panel, d_o_norm * ((o_sum - o_mean) / sqrt_f32(o_variance + epsilon)));
    add_column_f32(job, 6, panel, d_i_norm); /* gradient-beta-i */
    add_column_f32(job, 7, panel, d_j_norm); /* gradient-beta-j */
    add_column_f32(job, 8, panel, d_f_norm); /* gradient-beta-f */
    add_column_f32(job, 9, panel, d_o_norm); /* gradient-beta-o */
}

/* Stage 5 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_5_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-c-mean */
    const vec_f32 d_c_mean = adjoint_f32(job, ARRAY_c_mean, t, example, panel);
    /* gradient-c-sum */
    add_to_units_f32(job, ARRAY_c_sum, t, example, panel, d_c_mean / width_f32(job, SIZE_1));
}

/* Stage 6 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_6_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    /* gradient-of-c-variance */
    const vec_f32 d_of_c_variance = adjoint_f32(job, ARRAY_of_c_variance, t, example, panel);
    /* gradient-c-mean */
    add_over_units_f32(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_of_c_variance * (-2.0f * (c_sum - c_mean)));
    /* gradient-c-sum */
    add_adjoint_f32(job, ARRAY_c_sum, t, example, panel, d_of_c_variance * (2.0f * (c_sum -
        c_mean)));
}

/* Stage 7 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_7_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-c-variance */
    const vec_f32 d_c_variance = adjoint_f32(job, ARRAY_c_variance, t, example, panel);
    /* gradient-of-c-variance */
    add_to_units_f32(job, ARRAY_of_c_variance, t, example, panel, d_c_variance / width_f32(job,
        SIZE_1));
}

/* Stage 8 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_8_f32(const job_f32 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
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
    const vec_f32 activation_c_t = activate_f32(activation, c_t); /* hidden-state-part-2 */
    const vec_f32 d_h_t = adjoint_f32(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f32 d_activation_c_t = d_h_t * o_t; /* gradient-activation-c-t */
    /* gradient-c-t */
    const vec_f32 d_c_t = adjoint_f32(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_activation_c_t * slope_f32(activation, c_t, activation_c_t);
    /* gradient-c-variance */
    add_over_units_f32(job, ARRAY_c_variance, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma * (c_sum - c_mean) / (2.0f * sqrt_f32(c_variance +
        epsilon) * square_f32(sqrt_f32(c_variance + epsilon)))));
    /* gradient-c-mean */
    add_over_units_f32(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma / sqrt_f32(c_variance + epsilon)));
    /* gradient-c-sum */
    add_adjoint_f32(job, ARRAY_c_sum, t, example, panel,
        d_c_t * (state_gamma / sqrt_f32(c_variance + epsilon)));
    add_adjoint_f32(job, ARRAY_o_t, t, example, panel, d_h_t * activation_c_t); /* gradient-o-t */
    /* gradient-state-gamma */
    add_column_f32(job, 0, panel, d_c_t * ((c_sum - c_mean) / sqrt_f32(c_variance + epsilon)));
    add_column_f32(job, 1, panel, d_c_t); /* gradient-state-beta */
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

LSTM_APART void back_1_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_1_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f32(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_2_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_2_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f32(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_3_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_3_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f32(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_4_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_4_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f32(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_5_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_5_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f32(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_6_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_6_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f32(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_7_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_7_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f32(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_8_default_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f32(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_8_any_f32(const job_f32 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f32(job, job->given.function[0], t, example, panel);
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
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH)
            back_1_default_f32(job, t, example, panels);
        else
            back_1_any_f32(job, t, example, panels);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH)
            back_2_default_f32(job, t, example, panels);
        else
            back_2_any_f32(job, t, example, panels);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH)
            back_3_default_f32(job, t, example, panels);
        else
            back_3_any_f32(job, t, example, panels);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH)
            back_4_default_f32(job, t, example, panels);
        else
            back_4_any_f32(job, t, example, panels);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH)
            back_5_default_f32(job, t, example, panels);
        else
            back_5_any_f32(job, t, example, panels);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH)
            back_6_default_f32(job, t, example, panels);
        else
            back_6_any_f32(job, t, example, panels);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH)
            back_7_default_f32(job, t, example, panels);
        else
            back_7_any_f32(job, t, example, panels);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH)
            back_8_default_f32(job, t, example, panels);
        else
            back_8_any_f32(job, t, example, panels);
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

/* Stage 0 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_0_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    const vec_f64 d_o_sum = adjoint_f64(job, ARRAY_o_sum, t, example, panel); /* gradient-o-sum */
    const vec_f64 d_f_sum = adjoint_f64(job, ARRAY_f_sum, t, example, panel); /* gradient-f-sum */
    const vec_f64 d_j_sum = adjoint_f64(job, ARRAY_j_sum, t, example, panel); /* gradient-j-sum */
    const vec_f64 d_i_sum = adjoint_f64(job, ARRAY_i_sum, t, example, panel); /* gradient-i-sum */
    const vec_f64 d_z_o = d_o_sum; /* gradient-z-o */
    store_f64(sum_place_f64(job, 0, 3, t, example, panel), d_z_o);
    const vec_f64 d_z_f = d_f_sum; /* gradient-z-f */
    store_f64(sum_place_f64(job, 0, 2, t, example, panel), d_z_f);
    const vec_f64 d_z_j = d_j_sum; /* gradient-z-j */
    store_f64(sum_place_f64(job, 0, 1, t, example, panel), d_z_j);
    const vec_f64 d_z_i = d_i_sum; /* gradient-z-i */
    store_f64(sum_place_f64(job, 0, 0, t, example, panel), d_z_i);
}

/* Stage 1 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_1_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-o-mean */
    const vec_f64 d_o_mean = adjoint_f64(job, ARRAY_o_mean, t, example, panel);
    /* gradient-f-mean */
    const vec_f64 d_f_mean = adjoint_f64(job, ARRAY_f_mean, t, example, panel);
    /* gradient-j-mean */
    const vec_f64 d_j_mean = adjoint_f64(job, ARRAY_j_mean, t, example, panel);
    /* gradient-i-mean */
    const vec_f64 d_i_mean = adjoint_f64(job, ARRAY_i_mean, t, example, panel);
    /* gradient-o-sum */
    add_to_units_f64(job, ARRAY_o_sum, t, example, panel, d_o_mean / width_f64(job, SIZE_1));
    /* gradient-f-sum */
    add_to_units_f64(job, ARRAY_f_sum, t, example, panel, d_f_mean / width_f64(job, SIZE_1));
    /* gradient-j-sum */
    add_to_units_f64(job, ARRAY_j_sum, t, example, panel, d_j_mean / width_f64(job, SIZE_1));
    /* gradient-i-sum */
    add_to_units_f64(job, ARRAY_i_sum, t, example, panel, d_i_mean / width_f64(job, SIZE_1));
}

/* Stage 2 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_2_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    const vec_f64 i_sum = read_f64(job, ARRAY_i_sum, t, example, panel);
    const vec_f64 j_sum = read_f64(job, ARRAY_j_sum, t, example, panel);
    const vec_f64 f_sum = read_f64(job, ARRAY_f_sum, t, example, panel);
    const vec_f64 o_sum = read_f64(job, ARRAY_o_sum, t, example, panel);
    const vec_f64 i_mean = shared_by_units_f64(job, ARRAY_i_mean, t, example, SIZE_1, panel);
    const vec_f64 j_mean = shared_by_units_f64(job, ARRAY_j_mean, t, example, SIZE_1, panel);
    const vec_f64 f_mean = shared_by_units_f64(job, ARRAY_f_mean, t, example, SIZE_1, panel);
    const vec_f64 o_mean = shared_by_units_f64(job, ARRAY_o_mean, t, example, SIZE_1, panel);
    /* gradient-of-o-variance */
    const vec_f64 d_of_o_variance = adjoint_f64(job, ARRAY_of_o_variance, t, example, panel);
    /* gradient-of-f-variance */
    const vec_f64 d_of_f_variance = adjoint_f64(job, ARRAY_of_f_variance, t, example, panel);
    /* gradient-of-j-variance */
    const vec_f64 d_of_j_variance = adjoint_f64(job, ARRAY_of_j_variance, t, example, panel);
    /* gradient-of-i-variance */
    const vec_f64 d_of_i_variance = adjoint_f64(job, ARRAY_of_i_variance, t, example, panel);
    /* gradient-o-mean */
    add_over_units_f64(job, ARRAY_o_mean, t, example, panel, SIZE_1,
        d_of_o_variance * (-2.0 * (o_sum - o_mean)));
    /* gradient-f-mean */
    add_over_units_f64(job, ARRAY_f_mean, t, example, panel, SIZE_1,
        d_of_f_variance * (-2.0 * (f_sum - f_mean)));
    /* gradient-j-mean */
    add_over_units_f64(job, ARRAY_j_mean, t, example, panel, SIZE_1,
        d_of_j_variance * (-2.0 * (j_sum - j_mean)));
    /* gradient-i-mean */
    add_over_units_f64(job, ARRAY_i_mean, t, example, panel, SIZE_1,
        d_of_i_variance * (-2.0 * (i_sum - i_mean)));
    /* gradient-o-sum */
    add_adjoint_f64(job, ARRAY_o_sum, t, example, panel, d_of_o_variance * (2.0 * (o_sum -
        o_mean)));
    /* gradient-f-sum */
    add_adjoint_f64(job, ARRAY_f_sum, t, example, panel, d_of_f_variance * (2.0 * (f_sum -
        f_mean)));
    /* gradient-j-sum */
    add_adjoint_f64(job, ARRAY_j_sum, t, example, panel, d_of_j_variance * (2.0 * (j_sum -
        j_mean)));
    /* gradient-i-sum */
    add_adjoint_f64(job, ARRAY_i_sum, t, example, panel, d_of_i_variance * (2.0 * (i_sum -
        i_mean)));
}

/* Stage 3 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_3_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-o-variance */
    const vec_f64 d_o_variance = adjoint_f64(job, ARRAY_o_variance, t, example, panel);
    /* gradient-f-variance */
    const vec_f64 d_f_variance = adjoint_f64(job, ARRAY_f_variance, t, example, panel);
    /* gradient-j-variance */
    const vec_f64 d_j_variance = adjoint_f64(job, ARRAY_j_variance, t, example, panel);
    /* gradient-i-variance */
    const vec_f64 d_i_variance = adjoint_f64(job, ARRAY_i_variance, t, example, panel);
    /* gradient-of-o-variance */
    add_to_units_f64(job, ARRAY_of_o_variance, t, example, panel, d_o_variance / width_f64(job,
        SIZE_1));
    /* gradient-of-f-variance */
    add_to_units_f64(job, ARRAY_of_f_variance, t, example, panel, d_f_variance / width_f64(job,
        SIZE_1));
    /* gradient-of-j-variance */
    add_to_units_f64(job, ARRAY_of_j_variance, t, example, panel, d_j_variance / width_f64(job,
        SIZE_1));
    /* gradient-of-i-variance */
    add_to_units_f64(job, ARRAY_of_i_variance, t, example, panel, d_i_variance / width_f64(job,
        SIZE_1));
}

/* Stage 4 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_4_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
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
    const vec_f64 a_f_t = f_norm + forget_bias; /* forget-gate-part-1 */
    const vec_f64 f_t = sigmoid_f64(a_f_t); /* forget-gate */
    /* output-gate-norm */
    const vec_f64 o_norm = gamma_o * (o_sum - o_mean) / sqrt_f64(o_variance + epsilon) + beta_o;
    const vec_f64 o_t = sigmoid_f64(o_norm); /* output-gate */
    const vec_f64 d_c_sum = adjoint_f64(job, ARRAY_c_sum, t, example, panel); /* gradient-c-sum */
    const vec_f64 d_o_t = adjoint_f64(job, ARRAY_o_t, t, example, panel); /* gradient-o-t */
    const vec_f64 d_o_norm = d_o_t * sigmoid_slope_f64(o_norm, o_t); /* gradient-o-norm */
    const vec_f64 d_f_t = d_c_sum * c_tm1; /* gradient-f-t */
    const vec_f64 d_a_f_t = d_f_t * sigmoid_slope_f64(a_f_t, f_t); /* gradient-a-f-t */
    const vec_f64 d_f_norm = d_a_f_t; /* gradient-f-norm */
    const vec_f64 d_j_t = d_c_sum * i_t; /* gradient-j-t */
    const vec_f64 d_j_norm = d_j_t * slope_f64(activation, j_norm, j_t); /* gradient-j-norm */
    const vec_f64 d_i_t = d_c_sum * j_t; /* gradient-i-t */
    const vec_f64 d_i_norm = d_i_t * sigmoid_slope_f64(i_norm, i_t); /* gradient-i-norm */
    /* gradient-o-variance */
    add_over_units_f64(job, ARRAY_o_variance, t, example, panel, SIZE_1,
        d_o_norm * (-gamma_o * (o_sum - o_mean) / (2.0 * sqrt_f64(o_variance +
        epsilon) * square_f64(sqrt_f64(o_variance + epsilon)))));
    /* gradient-f-variance */
    add_over_units_f64(job, ARRAY_f_variance, t, example, panel, SIZE_1,
        d_f_norm * (-gamma_f * (f_sum - f_mean) / (2.0 * sqrt_f64(f_variance +
        epsilon) * square_f64(sqrt_f64(f_variance + epsilon)))));
    /* gradient-j-variance */
    add_over_units_f64(job, ARRAY_j_variance, t, example, panel, SIZE_1,
        d_j_norm * (-gamma_j * (j_sum - j_mean) / (2.0 * sqrt_f64(j_variance +
        epsilon) * square_f64(sqrt_f64(j_variance + epsilon)))));
    /* gradient-i-variance */
    add_over_units_f64(job, ARRAY_i_variance, t, example, panel, SIZE_1,
        d_i_norm * (-gamma_i * (i_sum - i_mean) / (2.0 * sqrt_f64(i_variance +
        epsilon) * square_f64(sqrt_f64(i_variance + epsilon)))));
    /* gradient-o-mean */
    add_over_units_f64(job, ARRAY_o_mean, t, example, panel, SIZE_1,
        d_o_norm * (-gamma_o / sqrt_f64(o_variance + epsilon)));
    /* gradient-f-mean */
    add_over_units_f64(job, ARRAY_f_mean, t, example, panel, SIZE_1,
        d_f_norm * (-gamma_f / sqrt_f64(f_variance + epsilon)));
    /* gradient-j-mean */
    add_over_units_f64(job, ARRAY_j_mean, t, example, panel, SIZE_1,
        d_j_norm * (-gamma_j / sqrt_f64(j_variance + epsilon)));
    /* gradient-i-mean */
    add_over_units_f64(job, ARRAY_i_mean, t, example, panel, SIZE_1,
        d_i_norm * (-gamma_i / sqrt_f64(i_variance + epsilon)));
    /* gradient-o-sum */
    add_adjoint_f64(job, ARRAY_o_sum, t, example, panel,
        d_o_norm * (gamma_o / sqrt_f64(o_variance + epsilon)));
    /* gradient-f-sum */
    add_adjoint_f64(job, ARRAY_f_sum, t, example, panel,
        d_f_norm * (gamma_f / sqrt_f64(f_variance + epsilon)));
    /* gradient-j-sum */
    add_adjoint_f64(job, ARRAY_j_sum, t, example, panel,
        d_j_norm * (gamma_j / sqrt_f64(j_variance + epsilon)));
    /* gradient-i-sum */
    add_adjoint_f64(job, ARRAY_i_sum, t, example, panel,
        d_i_norm * (gamma_i / sqrt_f64(i_variance + epsilon)));
    add_adjoint_f64(job, ARRAY_c_tm1, t, example, panel, d_c_sum * f_t); /* gradient-c-tm1 */
    /* gradient-gamma-i */
    add_column_f64(job, 2, panel, d_i_norm * ((i_sum - i_mean) / sqrt_f64(i_variance + epsilon)));
    /* gradient-gamma-j */
    add_column_f64(job, 3, panel, d_j_norm * ((j_sum - j_mean) / sqrt_f64(j_variance + epsilon)));
    /* gradient-gamma-f */
    add_column_f64(job, 4, panel, d_f_norm * ((f_sum - f_mean) / sqrt_f64(f_variance + epsilon)));
    /* gradient-gamma-o */
    add_column_f64(job, 5, panel, d_o_norm * ((o_sum - o_mean) / sqrt_f64(o_variance + epsilon)));
    add_column_f64(job, 6, panel, d_i_norm); /* gradient-beta-i */
    add_column_f64(job, 7, panel, d_j_norm); /* gradient-beta-j */
    add_column_f64(job, 8, panel, d_f_norm); /* gradient-beta-f */
    add_column_f64(job, 9, panel, d_o_norm); /* gradient-beta-o */
}

/* Stage 5 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_5_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-c-mean */
    const vec_f64 d_c_mean = adjoint_f64(job, ARRAY_c_mean, t, example, panel);
    /* gradient-c-sum */
    add_to_units_f64(job, ARRAY_c_sum, t, example, panel, d_c_mean / width_f64(job, SIZE_1));
}

/* Stage 6 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_6_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    /* gradient-of-c-variance */
    const vec_f64 d_of_c_variance = adjoint_f64(job, ARRAY_of_c_variance, t, example, panel);
    /* gradient-c-mean */
    add_over_units_f64(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_of_c_variance * (-2.0 * (c_sum - c_mean)));
    /* gradient-c-sum */
    add_adjoint_f64(job, ARRAY_c_sum, t, example, panel, d_of_c_variance * (2.0 * (c_sum -
        c_mean)));
}

/* Stage 7 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_7_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
    (void)activation;
    /* gradient-c-variance */
    const vec_f64 d_c_variance = adjoint_f64(job, ARRAY_c_variance, t, example, panel);
    /* gradient-of-c-variance */
    add_to_units_f64(job, ARRAY_of_c_variance, t, example, panel, d_c_variance / width_f64(job,
        SIZE_1));
}

/* Stage 8 of timestep t backwards, for a register of units. */
LSTM_INLINE void back_8_f64(const job_f64 *job, const int activation, size_t t, size_t example,
    size_t panel)
{
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
    const vec_f64 activation_c_t = activate_f64(activation, c_t); /* hidden-state-part-2 */
    const vec_f64 d_h_t = adjoint_f64(job, ARRAY_h_tm1, t + 1, example, panel); /* gradient-h-t */
    const vec_f64 d_activation_c_t = d_h_t * o_t; /* gradient-activation-c-t */
    /* gradient-c-t */
    const vec_f64 d_c_t = adjoint_f64(job, ARRAY_c_tm1, t + 1, example, panel) +
        d_activation_c_t * slope_f64(activation, c_t, activation_c_t);
    /* gradient-c-variance */
    add_over_units_f64(job, ARRAY_c_variance, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma * (c_sum - c_mean) / (2.0 * sqrt_f64(c_variance +
        epsilon) * square_f64(sqrt_f64(c_variance + epsilon)))));
    /* gradient-c-mean */
    add_over_units_f64(job, ARRAY_c_mean, t, example, panel, SIZE_1,
        d_c_t * (-state_gamma / sqrt_f64(c_variance + epsilon)));
    /* gradient-c-sum */
    add_adjoint_f64(job, ARRAY_c_sum, t, example, panel,
        d_c_t * (state_gamma / sqrt_f64(c_variance + epsilon)));
    add_adjoint_f64(job, ARRAY_o_t, t, example, panel, d_h_t * activation_c_t); /* gradient-o-t */
    /* gradient-state-gamma */
    add_column_f64(job, 0, panel, d_c_t * ((c_sum - c_mean) / sqrt_f64(c_variance + epsilon)));
    add_column_f64(job, 1, panel, d_c_t); /* gradient-state-beta */
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

LSTM_APART void back_1_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_1_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_1_f64(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_2_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_2_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_2_f64(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_3_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_3_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_3_f64(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_4_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_4_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_4_f64(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_5_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_5_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_5_f64(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_6_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_6_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_6_f64(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_7_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_7_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_7_f64(job, job->given.function[0], t, example, panel);
}

LSTM_APART void back_8_default_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f64(job, LSTM_TANH, t, example, panel);
}

LSTM_APART void back_8_any_f64(const job_f64 *job, size_t t, size_t example, size_t panels)
{
    for (size_t panel = 0; panel < panels; panel++)
        back_8_f64(job, job->given.function[0], t, example, panel);
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
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH)
            back_1_default_f64(job, t, example, panels);
        else
            back_1_any_f64(job, t, example, panels);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH)
            back_2_default_f64(job, t, example, panels);
        else
            back_2_any_f64(job, t, example, panels);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH)
            back_3_default_f64(job, t, example, panels);
        else
            back_3_any_f64(job, t, example, panels);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH)
            back_4_default_f64(job, t, example, panels);
        else
            back_4_any_f64(job, t, example, panels);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH)
            back_5_default_f64(job, t, example, panels);
        else
            back_5_any_f64(job, t, example, panels);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH)
            back_6_default_f64(job, t, example, panels);
        else
            back_6_any_f64(job, t, example, panels);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH)
            back_7_default_f64(job, t, example, panels);
        else
            back_7_any_f64(job, t, example, panels);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH)
            back_8_default_f64(job, t, example, panels);
        else
            back_8_any_f64(job, t, example, panels);
    }
}

#include "../engine/backwards.c"

static given_f32 given_of_f32(const layer_norm_contrib_gradients_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .initial = {call->initial_c, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, call->forget_bias, 0.0f},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_c, call->d_last_h},
        .d_sequences = call->d_inputs,
        .d_initial = {call->d_initial_c, call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f32(const layer_norm_contrib_gradients_call_f32 *weights,
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
    for (size_t row = 0; row < units; row++) { /* h_tm1 */
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
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0f;
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_gamma[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[1];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_beta[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[2];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[3];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[4];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[5];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[6];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[7];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[8];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[2 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
    {
        float *to = job->column[9];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[3 * units + unit];
        for (size_t unit = units; unit < line_size_f32(job, SIZE_1); unit++)
            to[unit] = 0.0f;
        to += line_size_f32(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f32(const layer_norm_contrib_gradients_call_f32 *weights,
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
    if (weights->d_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[unit] = job->d_column[2][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[units + unit] = job->d_column[3][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[2 * units + unit] = job->d_column[4][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[3 * units + unit] = job->d_column[5][unit];
    }
    if (weights->d_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[unit] = job->d_column[6][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[units + unit] = job->d_column[7][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[2 * units + unit] = job->d_column[8][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[3 * units + unit] = job->d_column[9][unit];
    }
    if (weights->d_state_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_gamma[unit] = job->d_column[0][unit];
    }
    if (weights->d_state_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_beta[unit] = job->d_column[1][unit];
    }
}

size_t layer_norm_contrib_gradients_workspace_f32(const layer_norm_contrib_gradients_call_f32
    *weights)
{
    given_f32 given = given_of_f32(weights);
    given.workspace = NULL;
    return job_of_f32(&given).size;
}

int layer_norm_contrib_gradients_f32(const layer_norm_contrib_gradients_call_f32 *weights)
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

static given_f64 given_of_f64(const layer_norm_contrib_gradients_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .initial = {call->initial_c, call->initial_h},
        .mask = NULL,
        .number = {call->epsilon, call->forget_bias, 0.0},
        .function = {call->activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .d_output = call->d_outputs,
        .d_last = {call->d_last_c, call->d_last_h},
        .d_sequences = call->d_inputs,
        .d_initial = {call->d_initial_c, call->d_initial_h},
        .truncation = call->truncation,
        .checkpoints = call->checkpoints,
        .workspace = call->workspace,
    };
}

/* The sums' weights side by side, as rows of whole registers. */
static void read_weights_f64(const layer_norm_contrib_gradients_call_f64 *weights,
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
    for (size_t row = 0; row < units; row++) { /* h_tm1 */
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
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = 0.0;
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[0];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_gamma[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[1];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->state_beta[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[2];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[3];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[4];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[5];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->gamma[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[6];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[7];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[8];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[2 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
    {
        double *to = job->column[9];
        for (size_t unit = 0; unit < units; unit++)
            to[unit] = weights->beta[3 * units + unit];
        for (size_t unit = units; unit < line_size_f64(job, SIZE_1); unit++)
            to[unit] = 0.0;
        to += line_size_f64(job, SIZE_1);
    }
}

/* The gradients of the arrays of weights, from those of the sums' weights. */
static void write_gradients_f64(const layer_norm_contrib_gradients_call_f64 *weights,
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
    if (weights->d_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[unit] = job->d_column[2][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[units + unit] = job->d_column[3][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[2 * units + unit] = job->d_column[4][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_gamma[3 * units + unit] = job->d_column[5][unit];
    }
    if (weights->d_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[unit] = job->d_column[6][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[units + unit] = job->d_column[7][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[2 * units + unit] = job->d_column[8][unit];
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_beta[3 * units + unit] = job->d_column[9][unit];
    }
    if (weights->d_state_gamma) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_gamma[unit] = job->d_column[0][unit];
    }
    if (weights->d_state_beta) {
        for (size_t row = 0; row < 1; row++)
            for (size_t unit = 0; unit < units; unit++)
                weights->d_state_beta[unit] = job->d_column[1][unit];
    }
}

size_t layer_norm_contrib_gradients_workspace_f64(const layer_norm_contrib_gradients_call_f64
    *weights)
{
    given_f64 given = given_of_f64(weights);
    given.workspace = NULL;
    return job_of_f64(&given).size;
}

int layer_norm_contrib_gradients_f64(const layer_norm_contrib_gradients_call_f64 *weights)
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
