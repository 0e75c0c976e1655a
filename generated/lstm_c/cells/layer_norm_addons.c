/* The LayerNormLSTMCell of TensorFlow Addons, in C.

   Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "layer_norm_addons.h"
#include "../engine/words.c"

#define CELL_SUMS 8
#define EACH_STAGE(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8)
enum { SIZE_0 /* input_dim */, SIZE_1 /* units */, SIZE_2 /* 1 */, SIZES };
enum { ARRAY_x_t, ARRAY_h_tm1, ARRAY_c_tm1, ARRAY_x_i, ARRAY_x_f, ARRAY_x_c, ARRAY_x_o,
    ARRAY_of_x_mean, ARRAY_h_i, ARRAY_h_f, ARRAY_h_c, ARRAY_h_o, ARRAY_of_h_mean, ARRAY_x_mean,
    ARRAY_h_mean, ARRAY_xd_i, ARRAY_xd_f, ARRAY_xd_c, ARRAY_xd_o, ARRAY_of_x_variance, ARRAY_hd_i,
    ARRAY_hd_f, ARRAY_hd_c, ARRAY_hd_o, ARRAY_of_h_variance, ARRAY_x_variance, ARRAY_h_variance,
    ARRAY_o_t, ARRAY_c_sum, ARRAY_c_mean, ARRAY_of_c_variance, ARRAY_c_variance, ARRAYS };
enum { STATES = 2, STAGES = 9, VECTORS = 2, COLUMNS = 22, NUMBERS = 1, FUNCTIONS = 2, SHOWN = 0 };
enum { EMITTED = ARRAY_h_tm1 };
static const int SIZE_OF_ARRAY[ARRAYS] = {SIZE_0, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_2, SIZE_2, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_2, SIZE_2, SIZE_1, SIZE_1, SIZE_2, SIZE_1,
    SIZE_2};
static const int TWICE[ARRAYS] = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
static const int ARRAY_OF_STATE[STATES] = {ARRAY_h_tm1, ARRAY_c_tm1};
static const int SIZE_OF_STAGE[STAGES] = {SIZE_1, SIZE_2, SIZE_1, SIZE_2, SIZE_1, SIZE_2, SIZE_1,
    SIZE_2, SIZE_1};
static const int SUMS_OF_STAGE[STAGES] = {8, 0, 0, 0, 0, 0, 0, 0, 0};
static const int SIZE_OF_VECTOR[VECTORS] = {SIZE_0, SIZE_1};
static const int ARRAY_OF_VECTOR[VECTORS] = {ARRAY_x_t, ARRAY_h_tm1};
static const int SIZE_OF_COLUMN[COLUMNS + 1] = {SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1, SIZE_1,
    SIZE_1, SIZE_1, SIZE_1, SIZE_1, 0};
static const double START_OF_STATE[STATES] = {0.0, 0.0};
/* whether a vector takes part in a sum of a stage */
static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {
    {{1, 1, 1, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 1, 1, 1, 1}},
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
LSTM_INLINE void stage_0_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f32 z_i = z[0]; /* x_t W_i */
    const vec_f32 z_f = z[1]; /* x_t W_f */
    const vec_f32 z_c = z[2]; /* x_t W_c */
    const vec_f32 z_o = z[3]; /* x_t W_o */
    const vec_f32 z_i_ = z[4]; /* h_tm1 U_i */
    const vec_f32 z_f_ = z[5]; /* h_tm1 U_f */
    const vec_f32 z_c_ = z[6]; /* h_tm1 U_c */
    const vec_f32 z_o_ = z[7]; /* h_tm1 U_o */
    const vec_f32 x_i = z_i; /* input-gate-kernel */
    const vec_f32 x_f = z_f; /* forget-gate-kernel */
    const vec_f32 x_c = z_c; /* candidate-kernel */
    const vec_f32 x_o = z_o; /* output-gate-kernel */
    const vec_f32 of_x_mean = x_i + x_f + x_c + x_o; /* input-products-mean */
    const vec_f32 h_i = z_i_; /* input-gate-recurrent */
    const vec_f32 h_f = z_f_; /* forget-gate-recurrent */
    const vec_f32 h_c = z_c_; /* candidate-recurrent */
    const vec_f32 h_o = z_o_; /* output-gate-recurrent */
    const vec_f32 of_h_mean = h_i + h_f + h_c + h_o; /* hidden-state-products-mean */
    store_f32(place_f32(job, ARRAY_x_i, t, example, panel), x_i);
    store_f32(place_f32(job, ARRAY_x_f, t, example, panel), x_f);
    store_f32(place_f32(job, ARRAY_x_c, t, example, panel), x_c);
    store_f32(place_f32(job, ARRAY_x_o, t, example, panel), x_o);
    store_f32(place_f32(job, ARRAY_of_x_mean, t, example, panel), of_x_mean);
    store_f32(place_f32(job, ARRAY_h_i, t, example, panel), h_i);
    store_f32(place_f32(job, ARRAY_h_f, t, example, panel), h_f);
    store_f32(place_f32(job, ARRAY_h_c, t, example, panel), h_c);
    store_f32(place_f32(job, ARRAY_h_o, t, example, panel), h_o);
    store_f32(place_f32(job, ARRAY_of_h_mean, t, example, panel), of_h_mean);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-mean */
    const vec_f32 x_mean = mean_f32(job, ARRAY_of_x_mean, t, example, SIZE_2, panel) / 4.0f;
    /* hidden-state-products-mean */
    const vec_f32 h_mean = mean_f32(job, ARRAY_of_h_mean, t, example, SIZE_2, panel) / 4.0f;
    store_f32(place_f32(job, ARRAY_x_mean, t, example, panel), x_mean);
    store_f32(place_f32(job, ARRAY_h_mean, t, example, panel), h_mean);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f32 x_i = read_f32(job, ARRAY_x_i, t, example, panel);
    const vec_f32 x_f = read_f32(job, ARRAY_x_f, t, example, panel);
    const vec_f32 x_c = read_f32(job, ARRAY_x_c, t, example, panel);
    const vec_f32 x_o = read_f32(job, ARRAY_x_o, t, example, panel);
    const vec_f32 h_i = read_f32(job, ARRAY_h_i, t, example, panel);
    const vec_f32 h_f = read_f32(job, ARRAY_h_f, t, example, panel);
    const vec_f32 h_c = read_f32(job, ARRAY_h_c, t, example, panel);
    const vec_f32 h_o = read_f32(job, ARRAY_h_o, t, example, panel);
    const vec_f32 x_mean = shared_by_units_f32(job, ARRAY_x_mean, t, example, SIZE_1, panel);
    const vec_f32 h_mean = shared_by_units_f32(job, ARRAY_h_mean, t, example, SIZE_1, panel);
    const vec_f32 xd_i = x_i - x_mean; /* input-gate-input-products-apart */
    const vec_f32 xd_f = x_f - x_mean; /* forget-gate-input-products-apart */
    const vec_f32 xd_c = x_c - x_mean; /* candidate-input-products-apart */
    const vec_f32 xd_o = x_o - x_mean; /* output-gate-input-products-apart */
    /* input-products-variance */
    const vec_f32 of_x_variance = square_f32(xd_i) + square_f32(xd_f) + square_f32(xd_c) +
        square_f32(xd_o);
    const vec_f32 hd_i = h_i - h_mean; /* input-gate-hidden-state-products-apart */
    const vec_f32 hd_f = h_f - h_mean; /* forget-gate-hidden-state-products-apart */
    const vec_f32 hd_c = h_c - h_mean; /* candidate-hidden-state-products-apart */
    const vec_f32 hd_o = h_o - h_mean; /* output-gate-hidden-state-products-apart */
    /* hidden-state-products-variance */
    const vec_f32 of_h_variance = square_f32(hd_i) + square_f32(hd_f) + square_f32(hd_c) +
        square_f32(hd_o);
    store_f32(place_f32(job, ARRAY_xd_i, t, example, panel), xd_i);
    store_f32(place_f32(job, ARRAY_xd_f, t, example, panel), xd_f);
    store_f32(place_f32(job, ARRAY_xd_c, t, example, panel), xd_c);
    store_f32(place_f32(job, ARRAY_xd_o, t, example, panel), xd_o);
    store_f32(place_f32(job, ARRAY_of_x_variance, t, example, panel), of_x_variance);
    store_f32(place_f32(job, ARRAY_hd_i, t, example, panel), hd_i);
    store_f32(place_f32(job, ARRAY_hd_f, t, example, panel), hd_f);
    store_f32(place_f32(job, ARRAY_hd_c, t, example, panel), hd_c);
    store_f32(place_f32(job, ARRAY_hd_o, t, example, panel), hd_o);
    store_f32(place_f32(job, ARRAY_of_h_variance, t, example, panel), of_h_variance);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-variance */
    const vec_f32 x_variance = mean_f32(job, ARRAY_of_x_variance, t, example, SIZE_2, panel) / 4.0f;
    /* hidden-state-products-variance */
    const vec_f32 h_variance = mean_f32(job, ARRAY_of_h_variance, t, example, SIZE_2, panel) / 4.0f;
    store_f32(place_f32(job, ARRAY_x_variance, t, example, panel), x_variance);
    store_f32(place_f32(job, ARRAY_h_variance, t, example, panel), h_variance);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)z;
    const vec_f32 c_tm1 = read_f32(job, ARRAY_c_tm1, t, example, panel);
    const vec_f32 xd_i = read_f32(job, ARRAY_xd_i, t, example, panel);
    const vec_f32 xd_f = read_f32(job, ARRAY_xd_f, t, example, panel);
    const vec_f32 xd_c = read_f32(job, ARRAY_xd_c, t, example, panel);
    const vec_f32 xd_o = read_f32(job, ARRAY_xd_o, t, example, panel);
    const vec_f32 hd_i = read_f32(job, ARRAY_hd_i, t, example, panel);
    const vec_f32 hd_f = read_f32(job, ARRAY_hd_f, t, example, panel);
    const vec_f32 hd_c = read_f32(job, ARRAY_hd_c, t, example, panel);
    const vec_f32 hd_o = read_f32(job, ARRAY_hd_o, t, example, panel);
    const vec_f32 x_variance = shared_by_units_f32(job, ARRAY_x_variance, t, example, SIZE_1,
        panel);
    const vec_f32 h_variance = shared_by_units_f32(job, ARRAY_h_variance, t, example, SIZE_1,
        panel);
    const vec_f32 b_i = column_f32(job, 2, panel);
    const vec_f32 b_f = column_f32(job, 3, panel);
    const vec_f32 b_c = column_f32(job, 4, panel);
    const vec_f32 b_o = column_f32(job, 5, panel);
    const vec_f32 gamma_xi = column_f32(job, 6, panel);
    const vec_f32 gamma_xf = column_f32(job, 7, panel);
    const vec_f32 gamma_xc = column_f32(job, 8, panel);
    const vec_f32 gamma_xo = column_f32(job, 9, panel);
    const vec_f32 beta_xi = column_f32(job, 10, panel);
    const vec_f32 beta_xf = column_f32(job, 11, panel);
    const vec_f32 beta_xc = column_f32(job, 12, panel);
    const vec_f32 beta_xo = column_f32(job, 13, panel);
    const vec_f32 gamma_hi = column_f32(job, 14, panel);
    const vec_f32 gamma_hf = column_f32(job, 15, panel);
    const vec_f32 gamma_hc = column_f32(job, 16, panel);
    const vec_f32 gamma_ho = column_f32(job, 17, panel);
    const vec_f32 beta_hi = column_f32(job, 18, panel);
    const vec_f32 beta_hf = column_f32(job, 19, panel);
    const vec_f32 beta_hc = column_f32(job, 20, panel);
    const vec_f32 beta_ho = column_f32(job, 21, panel);
    const vec_f32 norm_epsilon = all_f32(job->given.number[0]);
    /* input-gate-input-products-norm */
    const vec_f32 x_i_norm = gamma_xi * xd_i / sqrt_f32(x_variance + norm_epsilon) + beta_xi;
    /* forget-gate-input-products-norm */
    const vec_f32 x_f_norm = gamma_xf * xd_f / sqrt_f32(x_variance + norm_epsilon) + beta_xf;
    /* candidate-input-products-norm */
    const vec_f32 x_c_norm = gamma_xc * xd_c / sqrt_f32(x_variance + norm_epsilon) + beta_xc;
    /* output-gate-input-products-norm */
    const vec_f32 x_o_norm = gamma_xo * xd_o / sqrt_f32(x_variance + norm_epsilon) + beta_xo;
    /* input-gate-hidden-state-products-norm */
    const vec_f32 h_i_norm = gamma_hi * hd_i / sqrt_f32(h_variance + norm_epsilon) + beta_hi;
    /* forget-gate-hidden-state-products-norm */
    const vec_f32 h_f_norm = gamma_hf * hd_f / sqrt_f32(h_variance + norm_epsilon) + beta_hf;
    /* candidate-hidden-state-products-norm */
    const vec_f32 h_c_norm = gamma_hc * hd_c / sqrt_f32(h_variance + norm_epsilon) + beta_hc;
    /* output-gate-hidden-state-products-norm */
    const vec_f32 h_o_norm = gamma_ho * hd_o / sqrt_f32(h_variance + norm_epsilon) + beta_ho;
    /* input-gate */
    const vec_f32 i_t = activate_f32(recurrent_activation, x_i_norm + h_i_norm + b_i);
    /* forget-gate */
    const vec_f32 f_t = activate_f32(recurrent_activation, x_f_norm + h_f_norm + b_f);
    const vec_f32 g_t = activate_f32(activation, x_c_norm + h_c_norm + b_c); /* candidate */
    /* output-gate */
    const vec_f32 o_t = activate_f32(recurrent_activation, x_o_norm + h_o_norm + b_o);
    const vec_f32 c_sum = f_t * c_tm1 + i_t * g_t; /* cell-state-sum */
    store_f32(place_f32(job, ARRAY_o_t, t, example, panel), o_t);
    store_f32(place_f32(job, ARRAY_c_sum, t, example, panel), c_sum);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-mean */
    const vec_f32 c_mean = mean_f32(job, ARRAY_c_sum, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_c_mean, t, example, panel), c_mean);
}

/* Stage 6 of timestep t, for a register of units. */
LSTM_INLINE void stage_6_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f32 of_c_variance = square_f32(c_sum - c_mean); /* cell-state-variance */
    store_f32(place_f32(job, ARRAY_of_c_variance, t, example, panel), of_c_variance);
}

/* Stage 7 of timestep t, for a register of units. */
LSTM_INLINE void stage_7_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-variance */
    const vec_f32 c_variance = mean_f32(job, ARRAY_of_c_variance, t, example, SIZE_2, panel);
    store_f32(place_f32(job, ARRAY_c_variance, t, example, panel), c_variance);
}

/* Stage 8 of timestep t, for a register of units. */
LSTM_INLINE void stage_8_f32(const job_f32 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f32 z[])
{
    (void)recurrent_activation;
    (void)z;
    const vec_f32 o_t = read_f32(job, ARRAY_o_t, t, example, panel);
    const vec_f32 c_sum = read_f32(job, ARRAY_c_sum, t, example, panel);
    const vec_f32 c_mean = shared_by_units_f32(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f32 c_variance = shared_by_units_f32(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f32 state_gamma = column_f32(job, 0, panel);
    const vec_f32 state_beta = column_f32(job, 1, panel);
    const vec_f32 norm_epsilon = all_f32(job->given.number[0]);
    /* cell-state-norm */
    const vec_f32 c_t = state_gamma * (c_sum - c_mean) / sqrt_f32(c_variance + norm_epsilon) +
        state_beta;
    const vec_f32 h_t = o_t * activate_f32(activation, c_t); /* hidden-state */
    emit_f32(job, t, example, panel, keep_f32(job, ARRAY_h_tm1, t, example, panel, h_t));
    keep_f32(job, ARRAY_c_tm1, t, example, panel, c_t);
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

LSTM_APART void finish_2_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f32(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_default_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f32(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_any_f32(const job_f32 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f32 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f32(job, job->given.function[0], job->given.function[1], t,
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
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_2_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_2_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_3_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_3_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_4_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_4_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_5_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_5_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_6_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_6_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_7_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_7_any_f32(job, t, example, panel, count, across, sums);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_8_default_f32(job, t, example, panel, count, across, sums);
        else
            finish_8_any_f32(job, t, example, panel, count, across, sums);
    }
}

/* Stage 0 of timestep t, for a register of units. */
LSTM_INLINE void stage_0_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    const vec_f64 z_i = z[0]; /* x_t W_i */
    const vec_f64 z_f = z[1]; /* x_t W_f */
    const vec_f64 z_c = z[2]; /* x_t W_c */
    const vec_f64 z_o = z[3]; /* x_t W_o */
    const vec_f64 z_i_ = z[4]; /* h_tm1 U_i */
    const vec_f64 z_f_ = z[5]; /* h_tm1 U_f */
    const vec_f64 z_c_ = z[6]; /* h_tm1 U_c */
    const vec_f64 z_o_ = z[7]; /* h_tm1 U_o */
    const vec_f64 x_i = z_i; /* input-gate-kernel */
    const vec_f64 x_f = z_f; /* forget-gate-kernel */
    const vec_f64 x_c = z_c; /* candidate-kernel */
    const vec_f64 x_o = z_o; /* output-gate-kernel */
    const vec_f64 of_x_mean = x_i + x_f + x_c + x_o; /* input-products-mean */
    const vec_f64 h_i = z_i_; /* input-gate-recurrent */
    const vec_f64 h_f = z_f_; /* forget-gate-recurrent */
    const vec_f64 h_c = z_c_; /* candidate-recurrent */
    const vec_f64 h_o = z_o_; /* output-gate-recurrent */
    const vec_f64 of_h_mean = h_i + h_f + h_c + h_o; /* hidden-state-products-mean */
    store_f64(place_f64(job, ARRAY_x_i, t, example, panel), x_i);
    store_f64(place_f64(job, ARRAY_x_f, t, example, panel), x_f);
    store_f64(place_f64(job, ARRAY_x_c, t, example, panel), x_c);
    store_f64(place_f64(job, ARRAY_x_o, t, example, panel), x_o);
    store_f64(place_f64(job, ARRAY_of_x_mean, t, example, panel), of_x_mean);
    store_f64(place_f64(job, ARRAY_h_i, t, example, panel), h_i);
    store_f64(place_f64(job, ARRAY_h_f, t, example, panel), h_f);
    store_f64(place_f64(job, ARRAY_h_c, t, example, panel), h_c);
    store_f64(place_f64(job, ARRAY_h_o, t, example, panel), h_o);
    store_f64(place_f64(job, ARRAY_of_h_mean, t, example, panel), of_h_mean);
}

/* Stage 1 of timestep t, for a register of units. */
LSTM_INLINE void stage_1_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-mean */
    const vec_f64 x_mean = mean_f64(job, ARRAY_of_x_mean, t, example, SIZE_2, panel) / 4.0;
    /* hidden-state-products-mean */
    const vec_f64 h_mean = mean_f64(job, ARRAY_of_h_mean, t, example, SIZE_2, panel) / 4.0;
    store_f64(place_f64(job, ARRAY_x_mean, t, example, panel), x_mean);
    store_f64(place_f64(job, ARRAY_h_mean, t, example, panel), h_mean);
}

/* Stage 2 of timestep t, for a register of units. */
LSTM_INLINE void stage_2_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f64 x_i = read_f64(job, ARRAY_x_i, t, example, panel);
    const vec_f64 x_f = read_f64(job, ARRAY_x_f, t, example, panel);
    const vec_f64 x_c = read_f64(job, ARRAY_x_c, t, example, panel);
    const vec_f64 x_o = read_f64(job, ARRAY_x_o, t, example, panel);
    const vec_f64 h_i = read_f64(job, ARRAY_h_i, t, example, panel);
    const vec_f64 h_f = read_f64(job, ARRAY_h_f, t, example, panel);
    const vec_f64 h_c = read_f64(job, ARRAY_h_c, t, example, panel);
    const vec_f64 h_o = read_f64(job, ARRAY_h_o, t, example, panel);
    const vec_f64 x_mean = shared_by_units_f64(job, ARRAY_x_mean, t, example, SIZE_1, panel);
    const vec_f64 h_mean = shared_by_units_f64(job, ARRAY_h_mean, t, example, SIZE_1, panel);
    const vec_f64 xd_i = x_i - x_mean; /* input-gate-input-products-apart */
    const vec_f64 xd_f = x_f - x_mean; /* forget-gate-input-products-apart */
    const vec_f64 xd_c = x_c - x_mean; /* candidate-input-products-apart */
    const vec_f64 xd_o = x_o - x_mean; /* output-gate-input-products-apart */
    /* input-products-variance */
    const vec_f64 of_x_variance = square_f64(xd_i) + square_f64(xd_f) + square_f64(xd_c) +
        square_f64(xd_o);
    const vec_f64 hd_i = h_i - h_mean; /* input-gate-hidden-state-products-apart */
    const vec_f64 hd_f = h_f - h_mean; /* forget-gate-hidden-state-products-apart */
    const vec_f64 hd_c = h_c - h_mean; /* candidate-hidden-state-products-apart */
    const vec_f64 hd_o = h_o - h_mean; /* output-gate-hidden-state-products-apart */
    /* hidden-state-products-variance */
    const vec_f64 of_h_variance = square_f64(hd_i) + square_f64(hd_f) + square_f64(hd_c) +
        square_f64(hd_o);
    store_f64(place_f64(job, ARRAY_xd_i, t, example, panel), xd_i);
    store_f64(place_f64(job, ARRAY_xd_f, t, example, panel), xd_f);
    store_f64(place_f64(job, ARRAY_xd_c, t, example, panel), xd_c);
    store_f64(place_f64(job, ARRAY_xd_o, t, example, panel), xd_o);
    store_f64(place_f64(job, ARRAY_of_x_variance, t, example, panel), of_x_variance);
    store_f64(place_f64(job, ARRAY_hd_i, t, example, panel), hd_i);
    store_f64(place_f64(job, ARRAY_hd_f, t, example, panel), hd_f);
    store_f64(place_f64(job, ARRAY_hd_c, t, example, panel), hd_c);
    store_f64(place_f64(job, ARRAY_hd_o, t, example, panel), hd_o);
    store_f64(place_f64(job, ARRAY_of_h_variance, t, example, panel), of_h_variance);
}

/* Stage 3 of timestep t, for a register of units. */
LSTM_INLINE void stage_3_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* input-products-variance */
    const vec_f64 x_variance = mean_f64(job, ARRAY_of_x_variance, t, example, SIZE_2, panel) / 4.0;
    /* hidden-state-products-variance */
    const vec_f64 h_variance = mean_f64(job, ARRAY_of_h_variance, t, example, SIZE_2, panel) / 4.0;
    store_f64(place_f64(job, ARRAY_x_variance, t, example, panel), x_variance);
    store_f64(place_f64(job, ARRAY_h_variance, t, example, panel), h_variance);
}

/* Stage 4 of timestep t, for a register of units. */
LSTM_INLINE void stage_4_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)z;
    const vec_f64 c_tm1 = read_f64(job, ARRAY_c_tm1, t, example, panel);
    const vec_f64 xd_i = read_f64(job, ARRAY_xd_i, t, example, panel);
    const vec_f64 xd_f = read_f64(job, ARRAY_xd_f, t, example, panel);
    const vec_f64 xd_c = read_f64(job, ARRAY_xd_c, t, example, panel);
    const vec_f64 xd_o = read_f64(job, ARRAY_xd_o, t, example, panel);
    const vec_f64 hd_i = read_f64(job, ARRAY_hd_i, t, example, panel);
    const vec_f64 hd_f = read_f64(job, ARRAY_hd_f, t, example, panel);
    const vec_f64 hd_c = read_f64(job, ARRAY_hd_c, t, example, panel);
    const vec_f64 hd_o = read_f64(job, ARRAY_hd_o, t, example, panel);
    const vec_f64 x_variance = shared_by_units_f64(job, ARRAY_x_variance, t, example, SIZE_1,
        panel);
    const vec_f64 h_variance = shared_by_units_f64(job, ARRAY_h_variance, t, example, SIZE_1,
        panel);
    const vec_f64 b_i = column_f64(job, 2, panel);
    const vec_f64 b_f = column_f64(job, 3, panel);
    const vec_f64 b_c = column_f64(job, 4, panel);
    const vec_f64 b_o = column_f64(job, 5, panel);
    const vec_f64 gamma_xi = column_f64(job, 6, panel);
    const vec_f64 gamma_xf = column_f64(job, 7, panel);
    const vec_f64 gamma_xc = column_f64(job, 8, panel);
    const vec_f64 gamma_xo = column_f64(job, 9, panel);
    const vec_f64 beta_xi = column_f64(job, 10, panel);
    const vec_f64 beta_xf = column_f64(job, 11, panel);
    const vec_f64 beta_xc = column_f64(job, 12, panel);
    const vec_f64 beta_xo = column_f64(job, 13, panel);
    const vec_f64 gamma_hi = column_f64(job, 14, panel);
    const vec_f64 gamma_hf = column_f64(job, 15, panel);
    const vec_f64 gamma_hc = column_f64(job, 16, panel);
    const vec_f64 gamma_ho = column_f64(job, 17, panel);
    const vec_f64 beta_hi = column_f64(job, 18, panel);
    const vec_f64 beta_hf = column_f64(job, 19, panel);
    const vec_f64 beta_hc = column_f64(job, 20, panel);
    const vec_f64 beta_ho = column_f64(job, 21, panel);
    const vec_f64 norm_epsilon = all_f64(job->given.number[0]);
    /* input-gate-input-products-norm */
    const vec_f64 x_i_norm = gamma_xi * xd_i / sqrt_f64(x_variance + norm_epsilon) + beta_xi;
    /* forget-gate-input-products-norm */
    const vec_f64 x_f_norm = gamma_xf * xd_f / sqrt_f64(x_variance + norm_epsilon) + beta_xf;
    /* candidate-input-products-norm */
    const vec_f64 x_c_norm = gamma_xc * xd_c / sqrt_f64(x_variance + norm_epsilon) + beta_xc;
    /* output-gate-input-products-norm */
    const vec_f64 x_o_norm = gamma_xo * xd_o / sqrt_f64(x_variance + norm_epsilon) + beta_xo;
    /* input-gate-hidden-state-products-norm */
    const vec_f64 h_i_norm = gamma_hi * hd_i / sqrt_f64(h_variance + norm_epsilon) + beta_hi;
    /* forget-gate-hidden-state-products-norm */
    const vec_f64 h_f_norm = gamma_hf * hd_f / sqrt_f64(h_variance + norm_epsilon) + beta_hf;
    /* candidate-hidden-state-products-norm */
    const vec_f64 h_c_norm = gamma_hc * hd_c / sqrt_f64(h_variance + norm_epsilon) + beta_hc;
    /* output-gate-hidden-state-products-norm */
    const vec_f64 h_o_norm = gamma_ho * hd_o / sqrt_f64(h_variance + norm_epsilon) + beta_ho;
    /* input-gate */
    const vec_f64 i_t = activate_f64(recurrent_activation, x_i_norm + h_i_norm + b_i);
    /* forget-gate */
    const vec_f64 f_t = activate_f64(recurrent_activation, x_f_norm + h_f_norm + b_f);
    const vec_f64 g_t = activate_f64(activation, x_c_norm + h_c_norm + b_c); /* candidate */
    /* output-gate */
    const vec_f64 o_t = activate_f64(recurrent_activation, x_o_norm + h_o_norm + b_o);
    const vec_f64 c_sum = f_t * c_tm1 + i_t * g_t; /* cell-state-sum */
    store_f64(place_f64(job, ARRAY_o_t, t, example, panel), o_t);
    store_f64(place_f64(job, ARRAY_c_sum, t, example, panel), c_sum);
}

/* Stage 5 of timestep t, for a register of units. */
LSTM_INLINE void stage_5_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-mean */
    const vec_f64 c_mean = mean_f64(job, ARRAY_c_sum, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_c_mean, t, example, panel), c_mean);
}

/* Stage 6 of timestep t, for a register of units. */
LSTM_INLINE void stage_6_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f64 of_c_variance = square_f64(c_sum - c_mean); /* cell-state-variance */
    store_f64(place_f64(job, ARRAY_of_c_variance, t, example, panel), of_c_variance);
}

/* Stage 7 of timestep t, for a register of units. */
LSTM_INLINE void stage_7_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)activation;
    (void)recurrent_activation;
    (void)z;
    /* cell-state-variance */
    const vec_f64 c_variance = mean_f64(job, ARRAY_of_c_variance, t, example, SIZE_2, panel);
    store_f64(place_f64(job, ARRAY_c_variance, t, example, panel), c_variance);
}

/* Stage 8 of timestep t, for a register of units. */
LSTM_INLINE void stage_8_f64(const job_f64 *job, const int activation,
    const int recurrent_activation, size_t t, size_t example, size_t panel, const vec_f64 z[])
{
    (void)recurrent_activation;
    (void)z;
    const vec_f64 o_t = read_f64(job, ARRAY_o_t, t, example, panel);
    const vec_f64 c_sum = read_f64(job, ARRAY_c_sum, t, example, panel);
    const vec_f64 c_mean = shared_by_units_f64(job, ARRAY_c_mean, t, example, SIZE_1, panel);
    const vec_f64 c_variance = shared_by_units_f64(job, ARRAY_c_variance, t, example, SIZE_1,
        panel);
    const vec_f64 state_gamma = column_f64(job, 0, panel);
    const vec_f64 state_beta = column_f64(job, 1, panel);
    const vec_f64 norm_epsilon = all_f64(job->given.number[0]);
    /* cell-state-norm */
    const vec_f64 c_t = state_gamma * (c_sum - c_mean) / sqrt_f64(c_variance + norm_epsilon) +
        state_beta;
    const vec_f64 h_t = o_t * activate_f64(activation, c_t); /* hidden-state */
    emit_f64(job, t, example, panel, keep_f64(job, ARRAY_h_tm1, t, example, panel, h_t));
    keep_f64(job, ARRAY_c_tm1, t, example, panel, c_t);
}

LSTM_APART void finish_0_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_0_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
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

LSTM_APART void finish_1_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_1_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_1_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_2_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_2_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_3_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_3_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_4_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_4_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_5_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_5_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_6_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_6_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_7_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_7_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_default_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f64(job, LSTM_TANH, LSTM_SIGMOID, t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_8_any_f64(const job_f64 *job, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    for (int r = 0; r < count; r++)
        stage_8_f64(job, job->given.function[0], job->given.function[1], t,
            across ? example : example + r,
            across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_all_f64(const job_f64 *job, const int stage, size_t t,
    size_t example, size_t panel, int count, int across, sums_f64 sums[])
{
    if (stage == 0) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_0_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_0_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 1) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_1_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_1_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 2) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_2_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_2_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 3) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_3_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_3_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 4) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_4_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_4_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 5) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_5_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_5_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 6) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_6_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_6_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 7) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_7_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_7_any_f64(job, t, example, panel, count, across, sums);
    }
    if (stage == 8) {
        if (job->given.function[0] == LSTM_TANH && job->given.function[1] == LSTM_SIGMOID)
            finish_8_default_f64(job, t, example, panel, count, across, sums);
        else
            finish_8_any_f64(job, t, example, panel, count, across, sums);
    }
}

#include "../engine/loop.c"

static given_f32 given_of_f32(const layer_norm_addons_call_f32 *call)
{
    return (given_f32){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_h, call->initial_c},
        .mask = NULL,
        .number = {call->norm_epsilon, 0.0f},
        .function = {call->activation, call->recurrent_activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_h, call->last_c},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f32(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f32; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0f

void layer_norm_addons_pack_f32(const layer_norm_addons_weights_f32 *weights, float *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f32) {
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        PACKED_f32(units, 0.0f);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f32(units, weights->kernel[row * 4 * units + unit]);
            PACKED_f32(units, weights->kernel[row * 4 * units + units + unit]);
            PACKED_f32(units, weights->kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f32(units, weights->kernel[row * 4 * units + 3 * units + unit]);
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
        PACKED_f32(units, weights->bias ? weights->bias[unit] : 0.0f);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->bias ? weights->bias[units + unit] : 0.0f);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->bias ? weights->bias[2 * units + unit] : 0.0f);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->bias ? weights->bias[3 * units + unit] : 0.0f);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_gamma[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_gamma[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_gamma[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_beta[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_beta[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->kernel_beta[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_gamma[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_gamma[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_gamma[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_beta[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_beta[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f32)
        PACKED_f32(units, weights->recurrent_beta[3 * units + unit]);
}

int layer_norm_addons_f32(const layer_norm_addons_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return run_f32(&job);
}

void layer_norm_addons_help_f32(const layer_norm_addons_call_f32 *call)
{
    const size_t place = enter_f32(call->share);
    if (place) {
        job_f32 job = {.given = given_of_f32(call)};
        help_f32(&job, place);
    }
}

int layer_norm_addons_begin_f32(const layer_norm_addons_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    return begin_f32(&job);
}

void layer_norm_addons_step_f32(const layer_norm_addons_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    step_of_stream_f32(&job);
}

void layer_norm_addons_end_f32(const layer_norm_addons_call_f32 *call)
{
    job_f32 job = {.given = given_of_f32(call)};
    end_of_stream_f32(&job);
}

static given_f64 given_of_f64(const layer_norm_addons_call_f64 *call)
{
    return (given_f64){
        .batch = call->batch,
        .timesteps = call->timesteps,
        .size = {call->input_dim, call->units, 1},
        .rows = {1, 1, 1},
        .sequences = call->inputs,
        .packed = call->packed,
        .initial = {call->initial_h, call->initial_c},
        .mask = NULL,
        .number = {call->norm_epsilon, 0.0},
        .function = {call->activation, call->recurrent_activation, 0},
        .masked_output = LSTM_MASKED_ZERO,
        .go_backwards = 0,
        .every = 1,
        .output = call->outputs,
        .last = {call->last_h, call->last_c},
        .workspace = call->workspace,
        .share = call->share,
    };
}

/* LANES numbers of a row: those of the units from `first` on; zeros where there are
   no more. */
#define PACKED_f64(units, value)                                                  \
    for (size_t unit = first; unit < first + LANES_f64; unit++)                   \
        *packed++ = unit < (units) ? (value) : 0.0

void layer_norm_addons_pack_f64(const layer_norm_addons_weights_f64 *weights, double *packed)
{
    const size_t input_dim = weights->input_dim;
    const size_t units = weights->units;
    for (size_t first = 0; first < units; first += LANES_f64) {
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        PACKED_f64(units, 0.0);
        for (size_t row = 0; row < input_dim; row++) { /* x_t */
            PACKED_f64(units, weights->kernel[row * 4 * units + unit]);
            PACKED_f64(units, weights->kernel[row * 4 * units + units + unit]);
            PACKED_f64(units, weights->kernel[row * 4 * units + 2 * units + unit]);
            PACKED_f64(units, weights->kernel[row * 4 * units + 3 * units + unit]);
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
        PACKED_f64(units, weights->bias ? weights->bias[unit] : 0.0);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->bias ? weights->bias[units + unit] : 0.0);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->bias ? weights->bias[2 * units + unit] : 0.0);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->bias ? weights->bias[3 * units + unit] : 0.0);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_gamma[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_gamma[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_gamma[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_beta[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_beta[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->kernel_beta[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_gamma[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_gamma[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_gamma[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_gamma[3 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_beta[unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_beta[units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_beta[2 * units + unit]);
    for (size_t first = 0; first < units; first += LANES_f64)
        PACKED_f64(units, weights->recurrent_beta[3 * units + unit]);
}

int layer_norm_addons_f64(const layer_norm_addons_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return run_f64(&job);
}

void layer_norm_addons_help_f64(const layer_norm_addons_call_f64 *call)
{
    const size_t place = enter_f64(call->share);
    if (place) {
        job_f64 job = {.given = given_of_f64(call)};
        help_f64(&job, place);
    }
}

int layer_norm_addons_begin_f64(const layer_norm_addons_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    return begin_f64(&job);
}

void layer_norm_addons_step_f64(const layer_norm_addons_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    step_of_stream_f64(&job);
}

void layer_norm_addons_end_f64(const layer_norm_addons_call_f64 *call)
{
    job_f64 job = {.given = given_of_f64(call)};
    end_of_stream_f64(&job);
}

size_t layer_norm_addons_packed_size(size_t input_dim, size_t units)
{ return LAYER_NORM_ADDONS_PACKED_SIZE(input_dim, units); }

size_t layer_norm_addons_workspace_size(size_t batch, size_t input_dim, size_t units)
{ return LAYER_NORM_ADDONS_WORKSPACE_SIZE(batch, input_dim, units); }
