/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.
   Do not edit: change the equations and generate again. */

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* What depends on the processor, and only that: how many numbers a register holds, how many
   registers there are for sums, and what it has instructions for. */
#if defined(__GNUC__) && !defined(LSTM_SCALAR)
#define LSTM_INLINE static inline __attribute__((always_inline))
#define LSTM_APART static __attribute__((noinline, unused))
#define LSTM_PREFETCH(place) __builtin_prefetch(place, 0, 2)
#if defined(__AVX512F__)
#define LSTM_REGISTER 64
#define LSTM_X86(name) _mm512_##name
#elif defined(__AVX__)
#define LSTM_REGISTER 32
#define LSTM_X86(name) _mm256_##name
#else
#define LSTM_REGISTER 16
#if defined(__SSE2__)
#define LSTM_X86(name) _mm_##name
#endif
#endif
#ifdef LSTM_X86
#include <immintrin.h>
#define LSTM_KEEP(x) __asm__("" : "+x"(x)) /* GCC would load it again at every use */
#define LSTM_PAUSE() _mm_pause()
#endif
#if defined(__clang__)
#define LSTM_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LSTM_UNROLL _Pragma("GCC unroll 8")
#endif
#else
#define LSTM_INLINE static inline
#define LSTM_APART static inline
#define LSTM_PREFETCH(place) (void)(place)
#define LSTM_UNROLL
#endif
/* Tiles of AMX: products of matrices of bfloat16, where Linux is asked for them. */
#if defined(LSTM_X86) && defined(__AVX512F__) && defined(__AMX_BF16__) && defined(__linux__)
#define LSTM_TILES
#include <sys/syscall.h>
#endif
#ifndef LSTM_KEEP
#define LSTM_KEEP(x)
#endif
#ifndef LSTM_PAUSE
#define LSTM_PAUSE() (void)0
#endif

/* A tile of sums has the 4 gates of one register of units for so many examples. An addition takes
   about 4 cycles and two begin in each, so 8 sums are the least that keep a processor busy. */
#if defined(__AVX512F__) || defined(__aarch64__)
#define LSTM_EXAMPLES 6 /* 24 of 32 registers */
#else
#define LSTM_EXAMPLES 3 /* 12 of 16; the others hold 3 inputs and the weights */
#endif

/* So many of something, at most `most` and 6, by code of its own for each count: then sums stay in
   registers. */
#define LSTM_FOR_COUNT(count, most, DO)                                                            \
    switch (count) {                                                                               \
        LSTM_COUNT(1, most, DO)                                                                    \
        LSTM_COUNT(2, most, DO)                                                                    \
        LSTM_COUNT(3, most, DO)                                                                    \
        LSTM_COUNT(4, most, DO)                                                                    \
        LSTM_COUNT(5, most, DO)                                                                    \
        LSTM_COUNT(6, most, DO)                                                                    \
    }
#define LSTM_COUNT(count, most, DO)                                                                \
    case count:                                                                                    \
        if (count <= most)                                                                         \
            DO(count);                                                                             \
        break;

LSTM_INLINE int divides(size_t part, size_t whole) { return part && whole % part == 0; }

enum {
    SLAB_BATCH = 3, /* x W + b is computed ahead for several timesteps for up to so many examples; */
    SLAB_BYTES = 3 << 19, /* if the first stage has more bytes of weights than this, which no cache
                             keeps, for as many as a tile has */
    LSTM_TURNS = 4096 /* how often a thread looks for another before it gives way */
};

#ifdef LSTM_THREADS
#include <stdatomic.h>
#if !defined(__STDC_NO_THREADS__)
#include <threads.h>
#define LSTM_YIELD() thrd_yield()
#elif defined(__unix__) || defined(__APPLE__)
#include <sched.h>
#define LSTM_YIELD() sched_yield()
#else
#define LSTM_YIELD() (void)0
#endif
#endif

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

/* 2^k, of k + ONLY_WHOLE, in whose last digits k is. */
LSTM_INLINE vec_f32 power_of_two_f32(vec_f32 shifted)
{
    return (vec_f32)(((mask_f32)shifted + (FLT_MAX_EXP - 1)) << (FLT_MANT_DIG - 1));
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
#endif

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

#define LN2_HIGH_f32 0.693145751953125f
#define LN2_LOW_f32 1.4286068203094173e-06f
LSTM_INLINE vec_f32 expm1_series_f32(vec_f32 x)
{
    return x * (1.0f + x * (0.5f + x * (0.16666666666666666f + x * (0.041666666666666664f +
        x * (0.008333333333333333f + x * (0.0013888888888888887f + x * 0.0001984126984126984f))))));
}

/* exp(x) without a branch or a table: x = k ln 2 + r, with |r| <= ln 2 / 2 for the series. Beyond the
   exponents of floats with all digits it is infinite, or the smallest of them. */
LSTM_INLINE vec_f32 fast_exp_f32(vec_f32 x)
{
    const vec_f32 least = all_f32((FLT_MIN_EXP - 1) * LN2_f32);
    const vec_f32 limited = clip_f32(x, least, all_f32(FLT_MAX_EXP * LN2_f32));
    const vec_f32 shifted = limited * (1 / LN2_f32) + ONLY_WHOLE_f32;
    const vec_f32 k = shifted - ONLY_WHOLE_f32;
    const vec_f32 r = (limited - k * LN2_HIGH_f32) - k * LN2_LOW_f32;
    return power_of_two_f32(shifted) * (1.0f + expm1_series_f32(r));
}

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

/* 2^k, of k + ONLY_WHOLE, in whose last digits k is. */
LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 shifted)
{
    return (vec_f64)(((mask_f64)shifted + (DBL_MAX_EXP - 1)) << (DBL_MANT_DIG - 1));
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

LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 shifted)
{
    uint64_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + (DBL_MAX_EXP - 1)) << (DBL_MANT_DIG - 1);
    memcpy(&shifted, &bits, sizeof bits);
    return shifted;
}

#define EACH_LANE_f64(name)                                                                        \
    LSTM_INLINE vec_f64 name##_f64(vec_f64 x) { return name(x); }
#endif

EACH_LANE_f64(exp)
EACH_LANE_f64(log)
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

/* NaN in x stays NaN in the next four; the instructions return their second operand then. */
#ifdef LSTM_X86
LSTM_INLINE vec_f64 maximum_f64(vec_f64 x, vec_f64 y) { return LSTM_X86(max_pd)(y, x); }
LSTM_INLINE vec_f64 minimum_f64(vec_f64 x, vec_f64 y) { return LSTM_X86(min_pd)(y, x); }
#else
LSTM_INLINE vec_f64 maximum_f64(vec_f64 x, vec_f64 y) { return where_f64(x < y, y, x); }
LSTM_INLINE vec_f64 minimum_f64(vec_f64 x, vec_f64 y) { return where_f64(x > y, y, x); }
#endif
LSTM_INLINE vec_f64 absolute_f64(vec_f64 x) { return where_f64(x < 0.0, -x, x); }
LSTM_INLINE vec_f64 clip_f64(vec_f64 x, vec_f64 low, vec_f64 high)
{
    return minimum_f64(maximum_f64(x, low), high);
}

/* To the nearest whole number, of two to the even one: there a double has no digits behind it. */
#define ONLY_WHOLE_f64 (1.5 / DBL_EPSILON)
LSTM_INLINE vec_f64 round_f64(vec_f64 x)
{
    const vec_f64 near = (x + ONLY_WHOLE_f64) - ONLY_WHOLE_f64;
    return where_f64(absolute_f64(x) < 0.5 / DBL_EPSILON, near, x);
}

LSTM_INLINE vec_f64 saturate_f64(vec_f64 x) { return clip_f64(x, all_f64(-127.0), all_f64(127.0)); }

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

#define LN2_HIGH_f64 0.6931471805598903
#define LN2_LOW_f64 5.497923018708371e-14
LSTM_INLINE vec_f64 expm1_series_f64(vec_f64 x)
{
    return x * (1.0 + x * (0.5 + x * (0.16666666666666666 + x * (0.041666666666666664 +
        x * (0.008333333333333333 + x * (0.0013888888888888887 + x * (0.0001984126984126984 +
        x * (2.48015873015873e-05 + x * (2.755731922398589e-06 + x * (2.755731922398589e-07 +
        x * (2.5052108385441717e-08 + x * (2.0876756987868096e-09 +
        x * 1.6059043836821613e-10))))))))))));
}

/* exp(x) without a branch or a table: x = k ln 2 + r, with |r| <= ln 2 / 2 for the series. Beyond the
   exponents of doubles with all digits it is infinite, or the smallest of them. */
LSTM_INLINE vec_f64 fast_exp_f64(vec_f64 x)
{
    const vec_f64 least = all_f64((DBL_MIN_EXP - 1) * LN2_f64);
    const vec_f64 limited = clip_f64(x, least, all_f64(DBL_MAX_EXP * LN2_f64));
    const vec_f64 shifted = limited * (1 / LN2_f64) + ONLY_WHOLE_f64;
    const vec_f64 k = shifted - ONLY_WHOLE_f64;
    const vec_f64 r = (limited - k * LN2_HIGH_f64) - k * LN2_LOW_f64;
    return power_of_two_f64(shifted) * (1.0 + expm1_series_f64(r));
}

/* exp(x) - 1 for -60 < x <= 0: x = k ln 2 + r, with |r| <= ln 2 / 2 for the series. */
LSTM_INLINE vec_f64 small_expm1_f64(vec_f64 x)
{
    const vec_f64 shifted = x * (1 / LN2_f64) + ONLY_WHOLE_f64;
    const vec_f64 k = shifted - ONLY_WHOLE_f64;
    const vec_f64 r = (x - k * LN2_HIGH_f64) - k * LN2_LOW_f64;
    const vec_f64 power = power_of_two_f64(shifted);
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
    return 1.0 / (1.0 + fast_exp_f64(-x));
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
    return where_f64(x > 0.0, x, expm1_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 selu_f64(vec_f64 x)
{
    // selu
    return where_f64(x > 0.0, x + 0.050700987355480495 * x,
        1.7580993408473768 * expm1_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 celu_f64(vec_f64 x)
{
    // celu
    return where_f64(x > 0.0, x, expm1_f64(minimum_f64(x, all_f64(0.0))));
}

LSTM_INLINE vec_f64 gelu_f64(vec_f64 x)
{
    // gelu
    return 0.5 * x * erfc_f64(-x / 1.4142135623730951);
}

LSTM_INLINE vec_f64 gelu_tanh_f64(vec_f64 x)
{
    // gelu_tanh
    return 0.5 * x * (2.0 / (1.0 + exp_f64(-2.0 * (0.7978845608028654 * (x +
        0.044715 * (square_f64(x) * x))))));
}

LSTM_INLINE vec_f64 silu_f64(vec_f64 x)
{
    // silu
    return x * (exp_f64(minimum_f64(x, all_f64(0.0))) / (1.0 + exp_f64(-absolute_f64(x))));
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
    return where_f64(x < 0.0, 4.0 / (hypot_f64(x, all_f64(2.0)) - x), x + hypot_f64(x,
        all_f64(2.0))) / 2.0;
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
