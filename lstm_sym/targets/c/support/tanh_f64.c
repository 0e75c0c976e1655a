#define LN2_HIGH_f64 6.93147180369123816490e-01
#define LN2_LOW_f64 1.90821492927058770002e-10
#define ROUNDING_f64 6755399441055744.0 /* 1.5 * 2^52: added and subtracted, it rounds */

/* 2 to the power of a whole number */
#ifdef LSTM_REGISTER
LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 k)
{
    const mask_f64 exponent = __builtin_convertvector(k, mask_f64) + (DBL_MAX_EXP - 1);
    return (vec_f64)(exponent << (DBL_MANT_DIG - 1));
}
#else
LSTM_INLINE vec_f64 power_of_two_f64(vec_f64 k) { return ldexp(1.0, (int)k); }
#endif

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
