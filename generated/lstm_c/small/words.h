/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#ifndef LSTM_SMALL_WORDS_H
#define LSTM_SMALL_WORDS_H

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LSTM_INLINE static inline
#define LSTM_APART static inline

typedef float vec_f32;
typedef int mask_f32;
enum { LANES_f32 = 1 };

LSTM_INLINE vec_f32 all_f32(float x) { return x; }

LSTM_INLINE vec_f32 where_f32(mask_f32 condition, vec_f32 value, vec_f32 otherwise)
{
    return condition ? value : otherwise;
}

LSTM_INLINE vec_f32 power_of_two_f32(vec_f32 shifted)
{
    uint32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + (FLT_MAX_EXP - 1)) << (FLT_MANT_DIG - 1);
    memcpy(&shifted, &bits, sizeof bits);
    return shifted;
}

#define EACH_LANE_f32(name)                                                                        \
    LSTM_INLINE vec_f32 name##_f32(vec_f32 x) { return name##f(x); }

EACH_LANE_f32(exp)
EACH_LANE_f32(log)
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

/* NaN in x stays NaN in the next four; the instructions return their second operand then. */
#ifdef LSTM_X86
LSTM_INLINE vec_f32 maximum_f32(vec_f32 x, vec_f32 y) { return LSTM_X86(max_ps)(y, x); }
LSTM_INLINE vec_f32 minimum_f32(vec_f32 x, vec_f32 y) { return LSTM_X86(min_ps)(y, x); }
#else
LSTM_INLINE vec_f32 maximum_f32(vec_f32 x, vec_f32 y) { return where_f32(x < y, y, x); }
LSTM_INLINE vec_f32 minimum_f32(vec_f32 x, vec_f32 y) { return where_f32(x > y, y, x); }
#endif
LSTM_INLINE vec_f32 absolute_f32(vec_f32 x) { return where_f32(x < 0.0f, -x, x); }
LSTM_INLINE vec_f32 clip_f32(vec_f32 x, vec_f32 low, vec_f32 high)
{
    return minimum_f32(maximum_f32(x, low), high);
}

/* To the nearest whole number, of two to the even one: there a float has no digits behind it. */
#define ONLY_WHOLE_f32 (1.5f / FLT_EPSILON)
LSTM_INLINE vec_f32 round_f32(vec_f32 x)
{
    const vec_f32 near = (x + ONLY_WHOLE_f32) - ONLY_WHOLE_f32;
    return where_f32(absolute_f32(x) < 0.5f / FLT_EPSILON, near, x);
}

LSTM_INLINE vec_f32 saturate_f32(vec_f32 x) { return clip_f32(x, all_f32(-127.0f), all_f32(127.0f)); }

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

/* That of the C library is the shortest code. */
LSTM_INLINE vec_f32 fast_exp_f32(vec_f32 x) { return exp_f32(x); }

LSTM_INLINE vec_f32 tanh_f32(vec_f32 x)
{
    const vec_f32 limited = clip_f32(x, all_f32(-9.06443977355957f), all_f32(9.06443977355957f));
    const vec_f32 square = limited * limited;
    const vec_f32 p = limited + limited * square * (0.0297751072794199f +
        square * 0.00011428203288232908f);
    const vec_f32 q = square * (0.11310840398073196f + square * (0.0012066856725141406f +
        square * 1.2295937494855025e-06f));
    const vec_f32 half = 0.5f * p;
    const vec_f32 above = p + p * q;
    const vec_f32 below = 1.0f + (q * (2.0f + q) + half * half);
    const vec_f32 value = clip_f32(above / below, all_f32(-1.0f), all_f32(1.0f));
    return value;
}

LSTM_INLINE vec_f32 sigmoid_f32(vec_f32 x)
{
    // sigmoid
    return 1.0f / (1.0f + fast_exp_f32(-x));
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
    return where_f32(x > 0.0f, x, expm1_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 selu_f32(vec_f32 x)
{
    // selu
    return where_f32(x > 0.0f, x + 0.050700987355480495f * x,
        1.7580993408473768f * expm1_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 celu_f32(vec_f32 x)
{
    // celu
    return where_f32(x > 0.0f, x, expm1_f32(minimum_f32(x, all_f32(0.0f))));
}

LSTM_INLINE vec_f32 gelu_f32(vec_f32 x)
{
    // gelu
    return 0.5f * x * erfc_f32(-x / 1.4142135623730951f);
}

LSTM_INLINE vec_f32 gelu_tanh_f32(vec_f32 x)
{
    // gelu_tanh
    return 0.5f * x * (2.0f / (1.0f + exp_f32(-2.0f * (0.7978845608028654f * (x +
        0.044715f * (square_f32(x) * x))))));
}

LSTM_INLINE vec_f32 silu_f32(vec_f32 x)
{
    // silu
    return x * (exp_f32(minimum_f32(x, all_f32(0.0f))) / (1.0f + exp_f32(-absolute_f32(x))));
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
    return where_f32(x < 0.0f, 4.0f / (hypot_f32(x, all_f32(2.0f)) - x), x + hypot_f32(x,
        all_f32(2.0f))) / 2.0f;
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


/* What all units of a row give together, and a row times the column of a matrix. */
LSTM_INLINE float over_units_f32(const float *numbers, size_t units)
{
    float sum = 0.0f;
    for (size_t unit = 0; unit < units; unit++)
        sum += numbers[unit];
    return sum;
}

LSTM_INLINE float mean_f32(const float *numbers, size_t units)
{
    return over_units_f32(numbers, units) / units;
}

LSTM_INLINE float vecmat_f32(const float *vector, const float *column, size_t rows, size_t units)
{
    float sum = 0.0f;
    for (size_t row = 0; row < rows; row++)
        sum += vector[row] * column[row * units];
    return sum;
}

#endif
