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
