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
