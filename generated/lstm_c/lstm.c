/* Printed from lstm_sym/equations/ and lstm_sym/support_c/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include "lstm.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Registers: how many numbers one holds, and how many there are for a tile of sums. */
#if defined(__GNUC__) && !defined(LSTM_SCALAR)
#define LSTM_INLINE static inline __attribute__((always_inline))
#define LSTM_APART static __attribute__((noinline))
#if defined(__AVX512F__)
#define LSTM_REGISTER 64
#elif defined(__AVX__)
#define LSTM_REGISTER 32
#else
#define LSTM_REGISTER 16
#endif
#if defined(__clang__)
#define LSTM_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LSTM_UNROLL _Pragma("GCC unroll 8")
#endif
#else
#define LSTM_UNROLL
#define LSTM_INLINE static inline
#define LSTM_APART static
#endif

#if defined(__AVX512F__) || defined(__aarch64__)
#define LSTM_ROWS 6 /* 24 of 32 registers hold sums */
#else
#define LSTM_ROWS 3 /* 12 of 16 */
#endif

enum { PANEL_GATES = 4, SLAB_ROWS = 24, SLAB_BATCH = 3 };

/* ---- float ---- */

/* The words of the equations for one register of numbers, or for one number without registers. */
#ifdef LSTM_REGISTER
typedef float vec_f32 __attribute__((vector_size(LSTM_REGISTER)));
typedef int32_t mask_f32 __attribute__((vector_size(LSTM_REGISTER)));
enum { LANES_f32 = LSTM_REGISTER / sizeof(float) };

LSTM_INLINE vec_f32 all_f32(float x) { return x - (vec_f32){0}; }

LSTM_INLINE vec_f32 where_f32(mask_f32 condition, vec_f32 value, vec_f32 otherwise)
{
    return (vec_f32)((condition & (mask_f32)value) | (~condition & (mask_f32)otherwise));
}

/* 2 to the power of a whole number */
LSTM_INLINE vec_f32 power_of_two_f32(vec_f32 k)
{
    const mask_f32 exponent = __builtin_convertvector(k, mask_f32) + (FLT_MAX_EXP - 1);
    return (vec_f32)(exponent << (FLT_MANT_DIG - 1));
}

#define EACH_LANE_f32(name)                                                                        \
    LSTM_APART vec_f32 name##_f32(vec_f32 x)                                                       \
    {                                                                                              \
        for (int lane = 0; lane < LANES_f32; lane++)                                               \
            x[lane] = name##f(x[lane]);                                                            \
        return x;                                                                                  \
    }
#else
typedef float vec_f32;
typedef int mask_f32;
enum { LANES_f32 = 1 };

LSTM_INLINE vec_f32 all_f32(float x) { return x; }

LSTM_INLINE vec_f32 where_f32(mask_f32 condition, vec_f32 value, vec_f32 otherwise)
{
    return condition ? value : otherwise;
}

LSTM_INLINE vec_f32 power_of_two_f32(vec_f32 k) { return ldexpf(1.0f, (int)k); }

#define EACH_LANE_f32(name)                                                                        \
    LSTM_INLINE vec_f32 name##_f32(vec_f32 x) { return name##f(x); }
#endif

EACH_LANE_f32(exp)
EACH_LANE_f32(expm1)
EACH_LANE_f32(log1p)
EACH_LANE_f32(sqrt)
EACH_LANE_f32(erfc)

LSTM_INLINE vec_f32 load_f32(const float *from)
{
    vec_f32 x;
    memcpy(&x, from, sizeof x);
    return x;
}

LSTM_INLINE void store_f32(float *to, vec_f32 x) { memcpy(to, &x, sizeof x); }

/* NaN in x stays NaN in the next four. */
LSTM_INLINE vec_f32 maximum_f32(vec_f32 x, vec_f32 y) { return where_f32(x < y, y, x); }
LSTM_INLINE vec_f32 minimum_f32(vec_f32 x, vec_f32 y) { return where_f32(x > y, y, x); }
LSTM_INLINE vec_f32 absolute_f32(vec_f32 x) { return where_f32(x < 0.0f, -x, x); }
LSTM_INLINE vec_f32 clip_f32(vec_f32 x, vec_f32 low, vec_f32 high)
{
    return minimum_f32(maximum_f32(x, low), high);
}

LSTM_INLINE vec_f32 square_f32(vec_f32 x) { return x * x; }

LSTM_INLINE vec_f32 hypot_f32(vec_f32 x, vec_f32 y)
{
    const vec_f32 one = absolute_f32(x), other = absolute_f32(y);
    const vec_f32 large = maximum_f32(one, other), small = minimum_f32(one, other);
    const vec_f32 ratio = small / where_f32(large > 0.0f, large, all_f32(1.0f));
    return large * sqrt_f32(1.0f + ratio * ratio);
}

#define LN2_f32 0.6931471805599453f

LSTM_INLINE vec_f32 logaddexp_f32(vec_f32 x, vec_f32 y)
{
    const vec_f32 apart = absolute_f32(x - y);
    const vec_f32 sum = maximum_f32(x, y) + log1p_f32(exp_f32(-apart));
    return where_f32(x == y, x + LN2_f32, sum); /* inf - inf is NaN */
}

LSTM_INLINE vec_f32 tanh_f32(vec_f32 x)
{
    const vec_f32 limited = clip_f32(x, all_f32(-9.06443977355957f), all_f32(9.06443977355957f));
    const vec_f32 square = limited * limited;
    const vec_f32 p = limited + limited * square * (0.0297751072794199f + square *
        0.00011428203288232908f);
    const vec_f32 q = square * (0.11310840398073196f + square * (0.0012066856725141406f + square *
        1.2295937494855025e-06f));
    const vec_f32 half = 0.5f * p;
    const vec_f32 above = p + p * q;
    const vec_f32 below = 1.0f + (q * (2.0f + q) + half * half);
    const vec_f32 value = clip_f32(above / below, all_f32(-1.0f), all_f32(1.0f));
    return value;
}

LSTM_INLINE vec_f32 sigmoid_f32(vec_f32 x)
{
    // sigmoid
    return 0.5f + 0.5f * tanh_f32(0.5f * x);
}

LSTM_INLINE vec_f32 hard_sigmoid_f32(vec_f32 x)
{
    // hard_sigmoid
    return clip_f32(x / 6.0f + 0.5f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 hard_sigmoid_keras2_f32(vec_f32 x)
{
    // hard_sigmoid_keras2
    return clip_f32(0.2f * x + 0.5f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 linear_f32(vec_f32 x)
{
    // linear
    return x;
}

LSTM_INLINE vec_f32 relu_f32(vec_f32 x)
{
    // relu
    return maximum_f32(x, all_f32(0.0f));
}

LSTM_INLINE vec_f32 relu6_f32(vec_f32 x)
{
    // relu6
    return clip_f32(x, all_f32(0.0f), all_f32(6.0f));
}

LSTM_INLINE vec_f32 leaky_relu_f32(vec_f32 x)
{
    // leaky_relu
    return where_f32(x > 0.0f, x, 0.2f * x);
}

LSTM_INLINE vec_f32 elu_f32(vec_f32 x)
{
    // elu
    return where_f32(x > 0.0f, x, 1.0f * expm1_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 selu_f32(vec_f32 x)
{
    // selu
    return 1.0507009873554805f * where_f32(x > 0.0f, x, 1.6732632423543772f *
        expm1_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 celu_f32(vec_f32 x)
{
    // celu
    return where_f32(x > 0.0f, x, 1.0f * expm1_f32(minimum_f32(x, all_f32(0.0f)) / 1.0f));
}

LSTM_INLINE vec_f32 gelu_f32(vec_f32 x)
{
    // gelu
    return 0.5f * x * erfc_f32(-x / 1.4142135623730951f);
}

LSTM_INLINE vec_f32 gelu_tanh_f32(vec_f32 x)
{
    // gelu_tanh
    return 0.5f * x * (1.0f + tanh_f32(0.7978845608028654f * (x + 0.044715f * (square_f32(x) *
        x))));
}

LSTM_INLINE vec_f32 silu_f32(vec_f32 x)
{
    // silu
    return x * sigmoid_f32(x);
}

LSTM_INLINE vec_f32 softplus_f32(vec_f32 x)
{
    // softplus
    return logaddexp_f32(all_f32(0.0f), x);
}

LSTM_INLINE vec_f32 mish_f32(vec_f32 x)
{
    // mish
    return x * tanh_f32(softplus_f32(x));
}

LSTM_INLINE vec_f32 softsign_f32(vec_f32 x)
{
    // softsign
    return x / (1.0f + absolute_f32(x));
}

LSTM_INLINE vec_f32 exponential_f32(vec_f32 x)
{
    // exponential
    return exp_f32(x);
}

LSTM_INLINE vec_f32 hard_tanh_f32(vec_f32 x)
{
    // hard_tanh
    return clip_f32(x, all_f32(-1.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 hard_silu_f32(vec_f32 x)
{
    // hard_silu
    return x * hard_sigmoid_f32(x);
}

LSTM_INLINE vec_f32 log_sigmoid_f32(vec_f32 x)
{
    // log_sigmoid
    return -softplus_f32(-x);
}

LSTM_INLINE vec_f32 tanh_shrink_f32(vec_f32 x)
{
    // tanh_shrink
    return x - tanh_f32(x);
}

LSTM_INLINE vec_f32 soft_shrink_f32(vec_f32 x)
{
    // soft_shrink
    return where_f32(x > 0.5f, x - 0.5f, where_f32(x < -0.5f, x + 0.5f, all_f32(0.0f)));
}

LSTM_INLINE vec_f32 hard_shrink_f32(vec_f32 x)
{
    // hard_shrink
    return where_f32(absolute_f32(x) > 0.5f, x, all_f32(0.0f));
}

LSTM_INLINE vec_f32 squareplus_f32(vec_f32 x)
{
    // squareplus
    return (x + hypot_f32(x, all_f32(2.0f))) / 2.0f;
}

LSTM_INLINE vec_f32 sparse_plus_f32(vec_f32 x)
{
    // sparse_plus
    return where_f32(x <= -1.0f, all_f32(0.0f), where_f32(x < 1.0f, square_f32(clip_f32(x,
        all_f32(-1.0f), all_f32(1.0f)) + 1.0f) / 4.0f, x));
}

LSTM_INLINE vec_f32 sparse_sigmoid_f32(vec_f32 x)
{
    // sparse_sigmoid
    return clip_f32((x + 1.0f) / 2.0f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_INLINE vec_f32 thresholded_relu_f32(vec_f32 x)
{
    // thresholded_relu
    return where_f32(x > 1.0f, x, all_f32(0.0f));
}

LSTM_INLINE vec_f32 hard_sigmoid_onnx_f32(vec_f32 x)
{
    // hard_sigmoid_onnx
    return clip_f32(0.2f * x + 0.5f, all_f32(0.0f), all_f32(1.0f));
}

LSTM_APART vec_f32 activate_other_f32(int activation, vec_f32 x)
{
    switch (activation) {
    case LSTM_TANH: return tanh_f32(x);
    case LSTM_SIGMOID: return sigmoid_f32(x);
    case LSTM_HARD_SIGMOID: return hard_sigmoid_f32(x);
    case LSTM_HARD_SIGMOID_KERAS2: return hard_sigmoid_keras2_f32(x);
    case LSTM_LINEAR: return linear_f32(x);
    case LSTM_RELU: return relu_f32(x);
    case LSTM_RELU6: return relu6_f32(x);
    case LSTM_LEAKY_RELU: return leaky_relu_f32(x);
    case LSTM_ELU: return elu_f32(x);
    case LSTM_SELU: return selu_f32(x);
    case LSTM_CELU: return celu_f32(x);
    case LSTM_GELU: return gelu_f32(x);
    case LSTM_GELU_TANH: return gelu_tanh_f32(x);
    case LSTM_SILU: return silu_f32(x);
    case LSTM_MISH: return mish_f32(x);
    case LSTM_SOFTPLUS: return softplus_f32(x);
    case LSTM_SOFTSIGN: return softsign_f32(x);
    case LSTM_EXPONENTIAL: return exponential_f32(x);
    case LSTM_HARD_TANH: return hard_tanh_f32(x);
    case LSTM_HARD_SILU: return hard_silu_f32(x);
    case LSTM_LOG_SIGMOID: return log_sigmoid_f32(x);
    case LSTM_TANH_SHRINK: return tanh_shrink_f32(x);
    case LSTM_SOFT_SHRINK: return soft_shrink_f32(x);
    case LSTM_HARD_SHRINK: return hard_shrink_f32(x);
    case LSTM_SQUAREPLUS: return squareplus_f32(x);
    case LSTM_SPARSE_PLUS: return sparse_plus_f32(x);
    case LSTM_SPARSE_SIGMOID: return sparse_sigmoid_f32(x);
    case LSTM_THRESHOLDED_RELU: return thresholded_relu_f32(x);
    case LSTM_HARD_SIGMOID_ONNX: return hard_sigmoid_onnx_f32(x);
    }
    return x;
}

LSTM_INLINE vec_f32 activate_f32(int activation, vec_f32 x)
{
    if (activation == LSTM_TANH)
        return tanh_f32(x);
    if (activation == LSTM_SIGMOID)
        return sigmoid_f32(x);
    return activate_other_f32(activation, x);
}

LSTM_INLINE void cell_f32(const int activation, const int recurrent_activation, vec_f32 z[],
                          vec_f32 c_tm1, vec_f32 *h_t_result, vec_f32 *c_t_result)
{
    const vec_f32 z_i = z[0]; // x_t W_i + h_tm1 U_i + b_i
    const vec_f32 z_f = z[1]; // x_t W_f + h_tm1 U_f + b_f
    const vec_f32 z_c = z[2]; // x_t W_c + h_tm1 U_c + b_c
    const vec_f32 z_o = z[3]; // x_t W_o + h_tm1 U_o + b_o
    const vec_f32 i_t = activate_f32(recurrent_activation, z_i); // input-gate
    const vec_f32 f_t = activate_f32(recurrent_activation, z_f); // forget-gate
    const vec_f32 g_t = activate_f32(activation, z_c); // candidate
    const vec_f32 o_t = activate_f32(recurrent_activation, z_o); // output-gate
    const vec_f32 c_t = f_t * c_tm1 + i_t * g_t; // cell-state
    const vec_f32 h_t = o_t * activate_f32(activation, c_t); // hidden-state
    *h_t_result = h_t;
    *c_t_result = c_t;
}

LSTM_INLINE void masked_step_f32(int m_t, vec_f32 h_tm1, vec_f32 c_tm1, vec_f32 *h_t, vec_f32 *c_t)
{
    *h_t = m_t ? *h_t : h_tm1; // masked-step
    *c_t = m_t ? *c_t : c_tm1; // masked-step
}

LSTM_INLINE vec_f32 masked_output_f32(int masked_output, int m_t, vec_f32 h_t,
                                      vec_f32 y_tm1)
{
    vec_f32 y_t = y_tm1;
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS:
        y_t = m_t ? h_t : y_tm1; // output-previous
        break;
    case LSTM_MASKED_STATE:
        y_t = h_t; // output-state
        break;
    case LSTM_MASKED_ZERO:
        y_t = m_t ? h_t : all_f32(0.0f); // output-zero
        break;
    }
    return y_t;
}

LSTM_INLINE size_t entry_f32(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // input-backwards
    return t; // input
}

LSTM_INLINE size_t mask_entry_f32(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // mask-backwards
    return t; // mask
}

/* A call, with the sizes and places that every part of it needs. */
typedef struct {
    const lstm_call_f32 *call;
    size_t panels, panel_size;      /* a panel holds all weights of LANES units */
    size_t padded;                  /* units, rounded up to whole registers */
    float *h_tm1, *h_t, *c_t, *y_t; /* [batch][padded] */
    float *slab;                    /* x W + b, [timesteps of the slab * batch][panel] */
} job_f32;

typedef vec_f32 sums_f32[PANEL_GATES];

enum { ROW_f32 = PANEL_GATES * LANES_f32 }; /* numbers in a row of a panel */

LSTM_INLINE size_t panels_f32(size_t units) { return (units + LANES_f32 - 1) / LANES_f32; }

/* A panel: per unit and gate the bias, then a row for each input, then a row for each unit. */
void lstm_pack_f32(size_t input_dim, size_t units, const float *kernel,
                   const float *recurrent_kernel, const float *bias, float *packed)
{
    const size_t columns = PANEL_GATES * units;
    for (size_t first = 0; first < panels_f32(units) * LANES_f32; first += LANES_f32) {
        for (size_t row = 0; row < 1 + input_dim + units; row++) {
            const float *from = bias;
            if (row > input_dim)
                from = recurrent_kernel + (row - 1 - input_dim) * columns;
            else if (row > 0)
                from = kernel + (row - 1) * columns;
            for (size_t gate = 0; gate < PANEL_GATES; gate++)
                for (size_t unit = first; unit < first + LANES_f32; unit++)
                    *packed++ = unit < units && from ? from[gate * units + unit] : 0.0f;
        }
    }
}

/* sums[r][gate] += vectors[r] times the n rows of a panel; meanwhile all sums are in registers.
   With `across`, sums[r] belongs to the panel that follows r panels later, for one vector. */
LSTM_INLINE void add_product_f32(const int rows, const int across, sums_f32 sums[],
                                 const float *const vectors[], const float *panel,
                                 size_t panel_size, size_t n)
{
    sums_f32 s[LSTM_ROWS];
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++)
            s[r][gate] = sums[r][gate];
    }
    for (size_t k = 0; k < n; k++, panel += ROW_f32) {
        LSTM_UNROLL
        for (int r = 0; r < rows; r++) {
            const float *weights = across ? panel + r * panel_size : panel;
            const float factor = across ? vectors[0][k] : vectors[r][k];
            LSTM_UNROLL
            for (int gate = 0; gate < PANEL_GATES; gate++)
                s[r][gate] += factor * load_f32(weights + gate * LANES_f32);
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++)
            sums[r][gate] = s[r][gate];
    }
}

LSTM_INLINE const float *input_f32(const lstm_call_f32 *call, size_t example, size_t t)
{
    const size_t place = entry_f32(call->go_backwards, t, call->timesteps);
    return call->sequences + (example * call->timesteps + place) * call->input_dim;
}

/* What follows the sums for LANES units of one example: the equations, the mask, the output. */
LSTM_INLINE void finish_f32(const job_f32 *job, const int activation,
                            const int recurrent_activation, size_t t, size_t example,
                            size_t panel, sums_f32 z)
{
    const lstm_call_f32 *call = job->call;
    const size_t at = example * job->padded + panel * LANES_f32;
    const vec_f32 c_tm1 = load_f32(job->c_t + at);
    vec_f32 h_t, c_t, y_t;
    cell_f32(activation, recurrent_activation, z, c_tm1, &h_t, &c_t);
    y_t = h_t;
    if (call->mask) {
        const size_t place = mask_entry_f32(call->go_backwards, t, call->timesteps);
        const int m_t = call->mask[example * call->timesteps + place];
        masked_step_f32(m_t, load_f32(job->h_tm1 + at), c_tm1, &h_t, &c_t);
        y_t = masked_output_f32(call->masked_output, m_t, h_t, load_f32(job->y_t + at));
        store_f32(job->y_t + at, y_t);
    }
    store_f32(job->c_t + at, c_t);
    store_f32(job->h_t + at, h_t);
    if (call->return_sequences || t + 1 == call->timesteps) {
        const size_t row = call->return_sequences ? example * call->timesteps + t : example;
        const size_t first = panel * LANES_f32, left = call->units - first;
        float *to = call->lstm_output + row * call->units + first;
        if (left >= LANES_f32)
            store_f32(to, y_t);
        else
            memcpy(to, &y_t, left * sizeof(float));
    }
}

LSTM_APART void finish_default_f32(const job_f32 *job, size_t t, size_t count, size_t example,
                                   size_t panel, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, LSTM_TANH, LSTM_SIGMOID, t, across ? example : example + r,
                   across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_any_f32(const job_f32 *job, size_t t, size_t count, size_t example,
                               size_t panel, size_t across, sums_f32 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f32(job, job->call->activation, job->call->recurrent_activation, t,
                   across ? example : example + r, across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_tile_f32(const job_f32 *job, size_t t, size_t count, size_t example,
                                 size_t panel, size_t across, sums_f32 sums[])
{
    if (job->call->activation == LSTM_TANH && job->call->recurrent_activation == LSTM_SIGMOID)
        finish_default_f32(job, t, count, example, panel, across, sums);
    else
        finish_any_f32(job, t, count, example, panel, across, sums);
}

/* sums = the bias of a panel + x W, for several inputs at once */
LSTM_INLINE void input_tile_f32(const job_f32 *job, const int rows, const float *const inputs[],
                                size_t panel, sums_f32 sums[])
{
    const float *weights = job->call->packed + panel * job->panel_size;
    for (int r = 0; r < rows; r++)
        for (int gate = 0; gate < PANEL_GATES; gate++)
            sums[r][gate] = load_f32(weights + gate * LANES_f32);
    add_product_f32(rows, 0, sums, inputs, weights + ROW_f32, 0, job->call->input_dim);
}

/* A tile: the units of one panel for so many examples, at step t. */
LSTM_INLINE void tile_f32(const job_f32 *job, const int rows, size_t t, size_t example,
                          size_t panel, const float *slab)
{
    const lstm_call_f32 *call = job->call;
    const float *weights = call->packed + panel * job->panel_size;
    const float *vectors[LSTM_ROWS];
    sums_f32 sums[LSTM_ROWS];
    if (slab) {
        for (int r = 0; r < rows; r++)
            memcpy(sums[r], slab + ((example + r) * job->panels + panel) * ROW_f32, sizeof sums[r]);
    } else {
        for (int r = 0; r < rows; r++)
            vectors[r] = input_f32(call, example + r, t);
        input_tile_f32(job, rows, vectors, panel, sums);
    }
    for (int r = 0; r < rows; r++)
        vectors[r] = job->h_tm1 + (example + r) * job->padded;
    add_product_f32(rows, 0, sums, vectors, weights + (1 + call->input_dim) * ROW_f32, 0,
                    call->units);
    finish_tile_f32(job, t, rows, example, panel, 0, sums);
}

/* Two panels for one example: with one alone, the processor would wait for each sum. */
LSTM_INLINE void pair_f32(const job_f32 *job, size_t t, size_t panel, const float *slab)
{
    const lstm_call_f32 *call = job->call;
    const float *weights = call->packed + panel * job->panel_size;
    const float *vectors[1] = {job->h_tm1};
    sums_f32 sums[LSTM_ROWS];
    memcpy(sums, slab + panel * ROW_f32, 2 * sizeof sums[0]);
    add_product_f32(2, 1, sums, vectors, weights + (1 + call->input_dim) * ROW_f32,
                    job->panel_size, call->units);
    finish_tile_f32(job, t, 2, 0, panel, 1, sums);
}

/* One step; every second one from the last panel to the first, so that the weights that the
   cache still holds are used before they are replaced. */
LSTM_APART void step_f32(const job_f32 *job, size_t t, const float *slab)
{
    const size_t batch = job->call->batch, tiles = (batch + LSTM_ROWS - 1) / LSTM_ROWS;
    const size_t wide = batch == 1 && slab ? 2 : 1;
    for (size_t done = 0; done < job->panels; done += wide) {
        const size_t panel = t % 2 ? job->panels - 1 - done : done;
        if (wide == 2 && done + 1 < job->panels) {
            pair_f32(job, t, panel - t % 2, slab);
            continue;
        }
        for (size_t tile = 0, example = 0; tile < tiles; tile++) {
            const size_t rows = (batch - example + tiles - tile - 1) / (tiles - tile);
            switch (rows) {
            case 1: tile_f32(job, 1, t, example, panel, slab); break;
            case 2: tile_f32(job, 2, t, example, panel, slab); break;
            case 3: tile_f32(job, 3, t, example, panel, slab); break;
#if LSTM_ROWS == 6
            case 4: tile_f32(job, 4, t, example, panel, slab); break;
            case 5: tile_f32(job, 5, t, example, panel, slab); break;
            case 6: tile_f32(job, 6, t, example, panel, slab); break;
#endif
            }
            example += rows;
        }
    }
}

/* x W + b for several timesteps at once: a small batch alone would not fill a tile. */
LSTM_APART void fill_slab_f32(const job_f32 *job, size_t t, size_t timesteps)
{
    const size_t batch = job->call->batch, entries = timesteps * batch;
    for (size_t panel = 0; panel < job->panels; panel++) {
        for (size_t first = 0; first < entries; first += LSTM_ROWS) {
            const size_t rows = entries - first < LSTM_ROWS ? entries - first : LSTM_ROWS;
            const float *inputs[LSTM_ROWS];
            sums_f32 sums[LSTM_ROWS];
            for (size_t r = 0; r < LSTM_ROWS; r++) { /* what is left of a tile repeats an entry */
                const size_t entry = first + (r < rows ? r : 0);
                inputs[r] = input_f32(job->call, entry % batch, t + entry / batch);
            }
            input_tile_f32(job, LSTM_ROWS, inputs, panel, sums);
            for (size_t r = 0; r < rows; r++)
                memcpy(job->slab + ((first + r) * job->panels + panel) * ROW_f32, sums[r],
                       sizeof sums[r]);
        }
    }
}

/* The initial state, or zeros, with every row padded to whole registers. */
LSTM_INLINE void start_f32(const job_f32 *job, const float *from, float *to)
{
    const size_t units = job->call->units;
    memset(to, 0, job->call->batch * job->padded * sizeof(float));
    for (size_t example = 0; from && example < job->call->batch; example++)
        memcpy(to + example * job->padded, from + example * units, units * sizeof(float));
}

LSTM_INLINE void end_f32(const job_f32 *job, const float *from, float *to)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++)
        memcpy(to + example * units, from + example * job->padded, units * sizeof(float));
}

void lstm_f32(const lstm_call_f32 *call)
{
    const size_t panels = panels_f32(call->units), padded = panels * LANES_f32;
    const size_t size = call->batch * padded;
    job_f32 job = {
        .call = call,
        .panels = panels,
        .panel_size = (1 + call->input_dim + call->units) * ROW_f32,
        .padded = padded,
        .h_tm1 = call->workspace,
        .h_t = call->workspace + size,
        .c_t = call->workspace + 2 * size,
        .y_t = call->workspace + 3 * size,
        .slab = call->workspace + 4 * size,
    };
    const size_t slab = call->batch && call->batch <= SLAB_BATCH ? SLAB_ROWS / call->batch : 0;
    start_f32(&job, call->initial_h, job.h_t);
    start_f32(&job, call->initial_c, job.c_t);
    start_f32(&job, NULL, job.y_t);
    for (size_t t = 0; t < call->timesteps; t++) {
        float *const h_tm1 = job.h_t;
        job.h_t = job.h_tm1;
        job.h_tm1 = h_tm1;
        if (slab && t % slab == 0)
            fill_slab_f32(&job, t, call->timesteps - t < slab ? call->timesteps - t : slab);
        step_f32(&job, t, slab ? job.slab + t % slab * call->batch * padded * PANEL_GATES : NULL);
    }
    if (call->timesteps == 0 && !call->return_sequences)
        end_f32(&job, call->mask ? job.y_t : job.h_t, call->lstm_output);
    end_f32(&job, job.h_t, call->state_h);
    end_f32(&job, job.c_t, call->state_c);
}

void lstm_activate_f32(int activation, size_t n, const float *x, float *y)
{
    for (size_t i = 0; i < n; i += LANES_f32) {
        const size_t lanes = n - i < LANES_f32 ? n - i : LANES_f32;
        vec_f32 register_of_x = all_f32(0.0f);
        memcpy(&register_of_x, x + i, lanes * sizeof(float));
        register_of_x = activate_f32(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(float));
    }
}

/* ---- double ---- */

/* The words of the equations for one register of numbers, or for one number without registers. */
#ifdef LSTM_REGISTER
typedef double vec_f64 __attribute__((vector_size(LSTM_REGISTER)));
typedef int64_t mask_f64 __attribute__((vector_size(LSTM_REGISTER)));
enum { LANES_f64 = LSTM_REGISTER / sizeof(double) };

LSTM_INLINE vec_f64 all_f64(double x) { return x - (vec_f64){0}; }

LSTM_INLINE vec_f64 where_f64(mask_f64 condition, vec_f64 value, vec_f64 otherwise)
{
    return (vec_f64)((condition & (mask_f64)value) | (~condition & (mask_f64)otherwise));
}

/* 2 to the power of a whole number */
LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 k)
{
    const mask_f64 exponent = __builtin_convertvector(k, mask_f64) + (DBL_MAX_EXP - 1);
    return (vec_f64)(exponent << (DBL_MANT_DIG - 1));
}

#define EACH_LANE_f64(name)                                                                        \
    LSTM_APART vec_f64 name##_f64(vec_f64 x)                                                       \
    {                                                                                              \
        for (int lane = 0; lane < LANES_f64; lane++)                                               \
            x[lane] = name(x[lane]);                                                            \
        return x;                                                                                  \
    }
#else
typedef double vec_f64;
typedef int mask_f64;
enum { LANES_f64 = 1 };

LSTM_INLINE vec_f64 all_f64(double x) { return x; }

LSTM_INLINE vec_f64 where_f64(mask_f64 condition, vec_f64 value, vec_f64 otherwise)
{
    return condition ? value : otherwise;
}

LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 k) { return ldexp(1.0, (int)k); }

#define EACH_LANE_f64(name)                                                                        \
    LSTM_INLINE vec_f64 name##_f64(vec_f64 x) { return name(x); }
#endif

EACH_LANE_f64(exp)
EACH_LANE_f64(expm1)
EACH_LANE_f64(log1p)
EACH_LANE_f64(sqrt)
EACH_LANE_f64(erfc)

LSTM_INLINE vec_f64 load_f64(const double *from)
{
    vec_f64 x;
    memcpy(&x, from, sizeof x);
    return x;
}

LSTM_INLINE void store_f64(double *to, vec_f64 x) { memcpy(to, &x, sizeof x); }

/* NaN in x stays NaN in the next four. */
LSTM_INLINE vec_f64 maximum_f64(vec_f64 x, vec_f64 y) { return where_f64(x < y, y, x); }
LSTM_INLINE vec_f64 minimum_f64(vec_f64 x, vec_f64 y) { return where_f64(x > y, y, x); }
LSTM_INLINE vec_f64 absolute_f64(vec_f64 x) { return where_f64(x < 0.0, -x, x); }
LSTM_INLINE vec_f64 clip_f64(vec_f64 x, vec_f64 low, vec_f64 high)
{
    return minimum_f64(maximum_f64(x, low), high);
}

LSTM_INLINE vec_f64 square_f64(vec_f64 x) { return x * x; }

LSTM_INLINE vec_f64 hypot_f64(vec_f64 x, vec_f64 y)
{
    const vec_f64 one = absolute_f64(x), other = absolute_f64(y);
    const vec_f64 large = maximum_f64(one, other), small = minimum_f64(one, other);
    const vec_f64 ratio = small / where_f64(large > 0.0, large, all_f64(1.0));
    return large * sqrt_f64(1.0 + ratio * ratio);
}

#define LN2_f64 0.6931471805599453

LSTM_INLINE vec_f64 logaddexp_f64(vec_f64 x, vec_f64 y)
{
    const vec_f64 apart = absolute_f64(x - y);
    const vec_f64 sum = maximum_f64(x, y) + log1p_f64(exp_f64(-apart));
    return where_f64(x == y, x + LN2_f64, sum); /* inf - inf is NaN */
}

LSTM_INLINE vec_f64 expm1_series_f64(vec_f64 x)
{
    return x * (1.0 + x * (0.5 + x * (0.16666666666666666 + x * (0.041666666666666664 + x *
        (0.008333333333333333 + x * (0.001388888888888889 + x * (0.0001984126984126984 + x *
        (2.48015873015873e-05 + x * (2.7557319223985893e-06 + x * (2.755731922398589e-07 + x *
        (2.505210838544172e-08 + x * (2.08767569878681e-09 + x / 6227020800.0))))))))))));
}

#define LN2_HIGH_f64 6.93147180369123816490e-01
#define LN2_LOW_f64 1.90821492927058770002e-10
#define ROUNDING_f64 6755399441055744.0 /* 1.5 * 2^52: added and subtracted, it rounds */

/* exp(x) - 1 for -60 < x <= 0: x = k ln 2 + r, with |r| <= ln 2 / 2 for the series. */
LSTM_INLINE vec_f64 small_expm1_f64(vec_f64 x)
{
    const vec_f64 k = (x * (1 / LN2_f64) + ROUNDING_f64) - ROUNDING_f64;
    const vec_f64 r = (x - k * LN2_HIGH_f64) - k * LN2_LOW_f64;
    const vec_f64 power = power_of_two_f64(k);
    return power * expm1_series_f64(r) + (power - 1.0);
}

/* tanh(x) = (1 - exp(-2 x)) / (1 + exp(-2 x)), for x from 20 on 1 */
LSTM_INLINE vec_f64 tanh_f64(vec_f64 x)
{
    const vec_f64 e = small_expm1_f64(-2.0 * minimum_f64(absolute_f64(x), all_f64(20.0)));
    const vec_f64 y = -e / (2.0 + e);
    return where_f64(x < 0.0, -y, y);
}

LSTM_INLINE vec_f64 sigmoid_f64(vec_f64 x)
{
    // sigmoid
    return 0.5 + 0.5 * tanh_f64(0.5 * x);
}

LSTM_INLINE vec_f64 hard_sigmoid_f64(vec_f64 x)
{
    // hard_sigmoid
    return clip_f64(x / 6.0 + 0.5, all_f64(0.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 hard_sigmoid_keras2_f64(vec_f64 x)
{
    // hard_sigmoid_keras2
    return clip_f64(0.2 * x + 0.5, all_f64(0.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 linear_f64(vec_f64 x)
{
    // linear
    return x;
}

LSTM_INLINE vec_f64 relu_f64(vec_f64 x)
{
    // relu
    return maximum_f64(x, all_f64(0.0));
}

LSTM_INLINE vec_f64 relu6_f64(vec_f64 x)
{
    // relu6
    return clip_f64(x, all_f64(0.0), all_f64(6.0));
}

LSTM_INLINE vec_f64 leaky_relu_f64(vec_f64 x)
{
    // leaky_relu
    return where_f64(x > 0.0, x, 0.2 * x);
}

LSTM_INLINE vec_f64 elu_f64(vec_f64 x)
{
    // elu
    return where_f64(x > 0.0, x, 1.0 * expm1_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 selu_f64(vec_f64 x)
{
    // selu
    return 1.0507009873554805 * where_f64(x > 0.0, x, 1.6732632423543772 *
        expm1_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 celu_f64(vec_f64 x)
{
    // celu
    return where_f64(x > 0.0, x, 1.0 * expm1_f64(minimum_f64(x, all_f64(0.0)) / 1.0));
}

LSTM_INLINE vec_f64 gelu_f64(vec_f64 x)
{
    // gelu
    return 0.5 * x * erfc_f64(-x / 1.4142135623730951);
}

LSTM_INLINE vec_f64 gelu_tanh_f64(vec_f64 x)
{
    // gelu_tanh
    return 0.5 * x * (1.0 + tanh_f64(0.7978845608028654 * (x + 0.044715 * (square_f64(x) *
        x))));
}

LSTM_INLINE vec_f64 silu_f64(vec_f64 x)
{
    // silu
    return x * sigmoid_f64(x);
}

LSTM_INLINE vec_f64 softplus_f64(vec_f64 x)
{
    // softplus
    return logaddexp_f64(all_f64(0.0), x);
}

LSTM_INLINE vec_f64 mish_f64(vec_f64 x)
{
    // mish
    return x * tanh_f64(softplus_f64(x));
}

LSTM_INLINE vec_f64 softsign_f64(vec_f64 x)
{
    // softsign
    return x / (1.0 + absolute_f64(x));
}

LSTM_INLINE vec_f64 exponential_f64(vec_f64 x)
{
    // exponential
    return exp_f64(x);
}

LSTM_INLINE vec_f64 hard_tanh_f64(vec_f64 x)
{
    // hard_tanh
    return clip_f64(x, all_f64(-1.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 hard_silu_f64(vec_f64 x)
{
    // hard_silu
    return x * hard_sigmoid_f64(x);
}

LSTM_INLINE vec_f64 log_sigmoid_f64(vec_f64 x)
{
    // log_sigmoid
    return -softplus_f64(-x);
}

LSTM_INLINE vec_f64 tanh_shrink_f64(vec_f64 x)
{
    // tanh_shrink
    return x - tanh_f64(x);
}

LSTM_INLINE vec_f64 soft_shrink_f64(vec_f64 x)
{
    // soft_shrink
    return where_f64(x > 0.5, x - 0.5, where_f64(x < -0.5, x + 0.5, all_f64(0.0)));
}

LSTM_INLINE vec_f64 hard_shrink_f64(vec_f64 x)
{
    // hard_shrink
    return where_f64(absolute_f64(x) > 0.5, x, all_f64(0.0));
}

LSTM_INLINE vec_f64 squareplus_f64(vec_f64 x)
{
    // squareplus
    return (x + hypot_f64(x, all_f64(2.0))) / 2.0;
}

LSTM_INLINE vec_f64 sparse_plus_f64(vec_f64 x)
{
    // sparse_plus
    return where_f64(x <= -1.0, all_f64(0.0), where_f64(x < 1.0, square_f64(clip_f64(x,
        all_f64(-1.0), all_f64(1.0)) + 1.0) / 4.0, x));
}

LSTM_INLINE vec_f64 sparse_sigmoid_f64(vec_f64 x)
{
    // sparse_sigmoid
    return clip_f64((x + 1.0) / 2.0, all_f64(0.0), all_f64(1.0));
}

LSTM_INLINE vec_f64 thresholded_relu_f64(vec_f64 x)
{
    // thresholded_relu
    return where_f64(x > 1.0, x, all_f64(0.0));
}

LSTM_INLINE vec_f64 hard_sigmoid_onnx_f64(vec_f64 x)
{
    // hard_sigmoid_onnx
    return clip_f64(0.2 * x + 0.5, all_f64(0.0), all_f64(1.0));
}

LSTM_APART vec_f64 activate_other_f64(int activation, vec_f64 x)
{
    switch (activation) {
    case LSTM_TANH: return tanh_f64(x);
    case LSTM_SIGMOID: return sigmoid_f64(x);
    case LSTM_HARD_SIGMOID: return hard_sigmoid_f64(x);
    case LSTM_HARD_SIGMOID_KERAS2: return hard_sigmoid_keras2_f64(x);
    case LSTM_LINEAR: return linear_f64(x);
    case LSTM_RELU: return relu_f64(x);
    case LSTM_RELU6: return relu6_f64(x);
    case LSTM_LEAKY_RELU: return leaky_relu_f64(x);
    case LSTM_ELU: return elu_f64(x);
    case LSTM_SELU: return selu_f64(x);
    case LSTM_CELU: return celu_f64(x);
    case LSTM_GELU: return gelu_f64(x);
    case LSTM_GELU_TANH: return gelu_tanh_f64(x);
    case LSTM_SILU: return silu_f64(x);
    case LSTM_MISH: return mish_f64(x);
    case LSTM_SOFTPLUS: return softplus_f64(x);
    case LSTM_SOFTSIGN: return softsign_f64(x);
    case LSTM_EXPONENTIAL: return exponential_f64(x);
    case LSTM_HARD_TANH: return hard_tanh_f64(x);
    case LSTM_HARD_SILU: return hard_silu_f64(x);
    case LSTM_LOG_SIGMOID: return log_sigmoid_f64(x);
    case LSTM_TANH_SHRINK: return tanh_shrink_f64(x);
    case LSTM_SOFT_SHRINK: return soft_shrink_f64(x);
    case LSTM_HARD_SHRINK: return hard_shrink_f64(x);
    case LSTM_SQUAREPLUS: return squareplus_f64(x);
    case LSTM_SPARSE_PLUS: return sparse_plus_f64(x);
    case LSTM_SPARSE_SIGMOID: return sparse_sigmoid_f64(x);
    case LSTM_THRESHOLDED_RELU: return thresholded_relu_f64(x);
    case LSTM_HARD_SIGMOID_ONNX: return hard_sigmoid_onnx_f64(x);
    }
    return x;
}

LSTM_INLINE vec_f64 activate_f64(int activation, vec_f64 x)
{
    if (activation == LSTM_TANH)
        return tanh_f64(x);
    if (activation == LSTM_SIGMOID)
        return sigmoid_f64(x);
    return activate_other_f64(activation, x);
}

LSTM_INLINE void cell_f64(const int activation, const int recurrent_activation, vec_f64 z[],
                          vec_f64 c_tm1, vec_f64 *h_t_result, vec_f64 *c_t_result)
{
    const vec_f64 z_i = z[0]; // x_t W_i + h_tm1 U_i + b_i
    const vec_f64 z_f = z[1]; // x_t W_f + h_tm1 U_f + b_f
    const vec_f64 z_c = z[2]; // x_t W_c + h_tm1 U_c + b_c
    const vec_f64 z_o = z[3]; // x_t W_o + h_tm1 U_o + b_o
    const vec_f64 i_t = activate_f64(recurrent_activation, z_i); // input-gate
    const vec_f64 f_t = activate_f64(recurrent_activation, z_f); // forget-gate
    const vec_f64 g_t = activate_f64(activation, z_c); // candidate
    const vec_f64 o_t = activate_f64(recurrent_activation, z_o); // output-gate
    const vec_f64 c_t = f_t * c_tm1 + i_t * g_t; // cell-state
    const vec_f64 h_t = o_t * activate_f64(activation, c_t); // hidden-state
    *h_t_result = h_t;
    *c_t_result = c_t;
}

LSTM_INLINE void masked_step_f64(int m_t, vec_f64 h_tm1, vec_f64 c_tm1, vec_f64 *h_t, vec_f64 *c_t)
{
    *h_t = m_t ? *h_t : h_tm1; // masked-step
    *c_t = m_t ? *c_t : c_tm1; // masked-step
}

LSTM_INLINE vec_f64 masked_output_f64(int masked_output, int m_t, vec_f64 h_t,
                                      vec_f64 y_tm1)
{
    vec_f64 y_t = y_tm1;
    switch (masked_output) {
    case LSTM_MASKED_PREVIOUS:
        y_t = m_t ? h_t : y_tm1; // output-previous
        break;
    case LSTM_MASKED_STATE:
        y_t = h_t; // output-state
        break;
    case LSTM_MASKED_ZERO:
        y_t = m_t ? h_t : all_f64(0.0); // output-zero
        break;
    }
    return y_t;
}

LSTM_INLINE size_t entry_f64(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // input-backwards
    return t; // input
}

LSTM_INLINE size_t mask_entry_f64(int go_backwards, size_t t, size_t timesteps)
{
    if (go_backwards)
        return timesteps - 1 - t; // mask-backwards
    return t; // mask
}

/* A call, with the sizes and places that every part of it needs. */
typedef struct {
    const lstm_call_f64 *call;
    size_t panels, panel_size;      /* a panel holds all weights of LANES units */
    size_t padded;                  /* units, rounded up to whole registers */
    double *h_tm1, *h_t, *c_t, *y_t; /* [batch][padded] */
    double *slab;                    /* x W + b, [timesteps of the slab * batch][panel] */
} job_f64;

typedef vec_f64 sums_f64[PANEL_GATES];

enum { ROW_f64 = PANEL_GATES * LANES_f64 }; /* numbers in a row of a panel */

LSTM_INLINE size_t panels_f64(size_t units) { return (units + LANES_f64 - 1) / LANES_f64; }

/* A panel: per unit and gate the bias, then a row for each input, then a row for each unit. */
void lstm_pack_f64(size_t input_dim, size_t units, const double *kernel,
                   const double *recurrent_kernel, const double *bias, double *packed)
{
    const size_t columns = PANEL_GATES * units;
    for (size_t first = 0; first < panels_f64(units) * LANES_f64; first += LANES_f64) {
        for (size_t row = 0; row < 1 + input_dim + units; row++) {
            const double *from = bias;
            if (row > input_dim)
                from = recurrent_kernel + (row - 1 - input_dim) * columns;
            else if (row > 0)
                from = kernel + (row - 1) * columns;
            for (size_t gate = 0; gate < PANEL_GATES; gate++)
                for (size_t unit = first; unit < first + LANES_f64; unit++)
                    *packed++ = unit < units && from ? from[gate * units + unit] : 0.0;
        }
    }
}

/* sums[r][gate] += vectors[r] times the n rows of a panel; meanwhile all sums are in registers.
   With `across`, sums[r] belongs to the panel that follows r panels later, for one vector. */
LSTM_INLINE void add_product_f64(const int rows, const int across, sums_f64 sums[],
                                 const double *const vectors[], const double *panel,
                                 size_t panel_size, size_t n)
{
    sums_f64 s[LSTM_ROWS];
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++)
            s[r][gate] = sums[r][gate];
    }
    for (size_t k = 0; k < n; k++, panel += ROW_f64) {
        LSTM_UNROLL
        for (int r = 0; r < rows; r++) {
            const double *weights = across ? panel + r * panel_size : panel;
            const double factor = across ? vectors[0][k] : vectors[r][k];
            LSTM_UNROLL
            for (int gate = 0; gate < PANEL_GATES; gate++)
                s[r][gate] += factor * load_f64(weights + gate * LANES_f64);
        }
    }
    LSTM_UNROLL
    for (int r = 0; r < rows; r++) {
        LSTM_UNROLL
        for (int gate = 0; gate < PANEL_GATES; gate++)
            sums[r][gate] = s[r][gate];
    }
}

LSTM_INLINE const double *input_f64(const lstm_call_f64 *call, size_t example, size_t t)
{
    const size_t place = entry_f64(call->go_backwards, t, call->timesteps);
    return call->sequences + (example * call->timesteps + place) * call->input_dim;
}

/* What follows the sums for LANES units of one example: the equations, the mask, the output. */
LSTM_INLINE void finish_f64(const job_f64 *job, const int activation,
                            const int recurrent_activation, size_t t, size_t example,
                            size_t panel, sums_f64 z)
{
    const lstm_call_f64 *call = job->call;
    const size_t at = example * job->padded + panel * LANES_f64;
    const vec_f64 c_tm1 = load_f64(job->c_t + at);
    vec_f64 h_t, c_t, y_t;
    cell_f64(activation, recurrent_activation, z, c_tm1, &h_t, &c_t);
    y_t = h_t;
    if (call->mask) {
        const size_t place = mask_entry_f64(call->go_backwards, t, call->timesteps);
        const int m_t = call->mask[example * call->timesteps + place];
        masked_step_f64(m_t, load_f64(job->h_tm1 + at), c_tm1, &h_t, &c_t);
        y_t = masked_output_f64(call->masked_output, m_t, h_t, load_f64(job->y_t + at));
        store_f64(job->y_t + at, y_t);
    }
    store_f64(job->c_t + at, c_t);
    store_f64(job->h_t + at, h_t);
    if (call->return_sequences || t + 1 == call->timesteps) {
        const size_t row = call->return_sequences ? example * call->timesteps + t : example;
        const size_t first = panel * LANES_f64, left = call->units - first;
        double *to = call->lstm_output + row * call->units + first;
        if (left >= LANES_f64)
            store_f64(to, y_t);
        else
            memcpy(to, &y_t, left * sizeof(double));
    }
}

LSTM_APART void finish_default_f64(const job_f64 *job, size_t t, size_t count, size_t example,
                                   size_t panel, size_t across, sums_f64 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f64(job, LSTM_TANH, LSTM_SIGMOID, t, across ? example : example + r,
                   across ? panel + r : panel, sums[r]);
}

LSTM_APART void finish_any_f64(const job_f64 *job, size_t t, size_t count, size_t example,
                               size_t panel, size_t across, sums_f64 sums[])
{
    for (size_t r = 0; r < count; r++)
        finish_f64(job, job->call->activation, job->call->recurrent_activation, t,
                   across ? example : example + r, across ? panel + r : panel, sums[r]);
}

LSTM_INLINE void finish_tile_f64(const job_f64 *job, size_t t, size_t count, size_t example,
                                 size_t panel, size_t across, sums_f64 sums[])
{
    if (job->call->activation == LSTM_TANH && job->call->recurrent_activation == LSTM_SIGMOID)
        finish_default_f64(job, t, count, example, panel, across, sums);
    else
        finish_any_f64(job, t, count, example, panel, across, sums);
}

/* sums = the bias of a panel + x W, for several inputs at once */
LSTM_INLINE void input_tile_f64(const job_f64 *job, const int rows, const double *const inputs[],
                                size_t panel, sums_f64 sums[])
{
    const double *weights = job->call->packed + panel * job->panel_size;
    for (int r = 0; r < rows; r++)
        for (int gate = 0; gate < PANEL_GATES; gate++)
            sums[r][gate] = load_f64(weights + gate * LANES_f64);
    add_product_f64(rows, 0, sums, inputs, weights + ROW_f64, 0, job->call->input_dim);
}

/* A tile: the units of one panel for so many examples, at step t. */
LSTM_INLINE void tile_f64(const job_f64 *job, const int rows, size_t t, size_t example,
                          size_t panel, const double *slab)
{
    const lstm_call_f64 *call = job->call;
    const double *weights = call->packed + panel * job->panel_size;
    const double *vectors[LSTM_ROWS];
    sums_f64 sums[LSTM_ROWS];
    if (slab) {
        for (int r = 0; r < rows; r++)
            memcpy(sums[r], slab + ((example + r) * job->panels + panel) * ROW_f64, sizeof sums[r]);
    } else {
        for (int r = 0; r < rows; r++)
            vectors[r] = input_f64(call, example + r, t);
        input_tile_f64(job, rows, vectors, panel, sums);
    }
    for (int r = 0; r < rows; r++)
        vectors[r] = job->h_tm1 + (example + r) * job->padded;
    add_product_f64(rows, 0, sums, vectors, weights + (1 + call->input_dim) * ROW_f64, 0,
                    call->units);
    finish_tile_f64(job, t, rows, example, panel, 0, sums);
}

/* Two panels for one example: with one alone, the processor would wait for each sum. */
LSTM_INLINE void pair_f64(const job_f64 *job, size_t t, size_t panel, const double *slab)
{
    const lstm_call_f64 *call = job->call;
    const double *weights = call->packed + panel * job->panel_size;
    const double *vectors[1] = {job->h_tm1};
    sums_f64 sums[LSTM_ROWS];
    memcpy(sums, slab + panel * ROW_f64, 2 * sizeof sums[0]);
    add_product_f64(2, 1, sums, vectors, weights + (1 + call->input_dim) * ROW_f64,
                    job->panel_size, call->units);
    finish_tile_f64(job, t, 2, 0, panel, 1, sums);
}

/* One step; every second one from the last panel to the first, so that the weights that the
   cache still holds are used before they are replaced. */
LSTM_APART void step_f64(const job_f64 *job, size_t t, const double *slab)
{
    const size_t batch = job->call->batch, tiles = (batch + LSTM_ROWS - 1) / LSTM_ROWS;
    const size_t wide = batch == 1 && slab ? 2 : 1;
    for (size_t done = 0; done < job->panels; done += wide) {
        const size_t panel = t % 2 ? job->panels - 1 - done : done;
        if (wide == 2 && done + 1 < job->panels) {
            pair_f64(job, t, panel - t % 2, slab);
            continue;
        }
        for (size_t tile = 0, example = 0; tile < tiles; tile++) {
            const size_t rows = (batch - example + tiles - tile - 1) / (tiles - tile);
            switch (rows) {
            case 1: tile_f64(job, 1, t, example, panel, slab); break;
            case 2: tile_f64(job, 2, t, example, panel, slab); break;
            case 3: tile_f64(job, 3, t, example, panel, slab); break;
#if LSTM_ROWS == 6
            case 4: tile_f64(job, 4, t, example, panel, slab); break;
            case 5: tile_f64(job, 5, t, example, panel, slab); break;
            case 6: tile_f64(job, 6, t, example, panel, slab); break;
#endif
            }
            example += rows;
        }
    }
}

/* x W + b for several timesteps at once: a small batch alone would not fill a tile. */
LSTM_APART void fill_slab_f64(const job_f64 *job, size_t t, size_t timesteps)
{
    const size_t batch = job->call->batch, entries = timesteps * batch;
    for (size_t panel = 0; panel < job->panels; panel++) {
        for (size_t first = 0; first < entries; first += LSTM_ROWS) {
            const size_t rows = entries - first < LSTM_ROWS ? entries - first : LSTM_ROWS;
            const double *inputs[LSTM_ROWS];
            sums_f64 sums[LSTM_ROWS];
            for (size_t r = 0; r < LSTM_ROWS; r++) { /* what is left of a tile repeats an entry */
                const size_t entry = first + (r < rows ? r : 0);
                inputs[r] = input_f64(job->call, entry % batch, t + entry / batch);
            }
            input_tile_f64(job, LSTM_ROWS, inputs, panel, sums);
            for (size_t r = 0; r < rows; r++)
                memcpy(job->slab + ((first + r) * job->panels + panel) * ROW_f64, sums[r],
                       sizeof sums[r]);
        }
    }
}

/* The initial state, or zeros, with every row padded to whole registers. */
LSTM_INLINE void start_f64(const job_f64 *job, const double *from, double *to)
{
    const size_t units = job->call->units;
    memset(to, 0, job->call->batch * job->padded * sizeof(double));
    for (size_t example = 0; from && example < job->call->batch; example++)
        memcpy(to + example * job->padded, from + example * units, units * sizeof(double));
}

LSTM_INLINE void end_f64(const job_f64 *job, const double *from, double *to)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++)
        memcpy(to + example * units, from + example * job->padded, units * sizeof(double));
}

void lstm_f64(const lstm_call_f64 *call)
{
    const size_t panels = panels_f64(call->units), padded = panels * LANES_f64;
    const size_t size = call->batch * padded;
    job_f64 job = {
        .call = call,
        .panels = panels,
        .panel_size = (1 + call->input_dim + call->units) * ROW_f64,
        .padded = padded,
        .h_tm1 = call->workspace,
        .h_t = call->workspace + size,
        .c_t = call->workspace + 2 * size,
        .y_t = call->workspace + 3 * size,
        .slab = call->workspace + 4 * size,
    };
    const size_t slab = call->batch && call->batch <= SLAB_BATCH ? SLAB_ROWS / call->batch : 0;
    start_f64(&job, call->initial_h, job.h_t);
    start_f64(&job, call->initial_c, job.c_t);
    start_f64(&job, NULL, job.y_t);
    for (size_t t = 0; t < call->timesteps; t++) {
        double *const h_tm1 = job.h_t;
        job.h_t = job.h_tm1;
        job.h_tm1 = h_tm1;
        if (slab && t % slab == 0)
            fill_slab_f64(&job, t, call->timesteps - t < slab ? call->timesteps - t : slab);
        step_f64(&job, t, slab ? job.slab + t % slab * call->batch * padded * PANEL_GATES : NULL);
    }
    if (call->timesteps == 0 && !call->return_sequences)
        end_f64(&job, call->mask ? job.y_t : job.h_t, call->lstm_output);
    end_f64(&job, job.h_t, call->state_h);
    end_f64(&job, job.c_t, call->state_c);
}

void lstm_activate_f64(int activation, size_t n, const double *x, double *y)
{
    for (size_t i = 0; i < n; i += LANES_f64) {
        const size_t lanes = n - i < LANES_f64 ? n - i : LANES_f64;
        vec_f64 register_of_x = all_f64(0.0);
        memcpy(&register_of_x, x + i, lanes * sizeof(double));
        register_of_x = activate_f64(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(double));
    }
}
