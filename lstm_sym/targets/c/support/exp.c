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
