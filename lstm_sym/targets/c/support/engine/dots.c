/* Instructions that multiply four pairs, or two of twelve bits, and add them up. VNNI takes one
   side of eight bits without a sign: there a vector's numbers are 128 more than they are, and the
   sums begin with what that is too much. */
#if LSTM_REGISTER == 64 && defined(__AVX512VNNI__)
enum { ABOVE = 128 };
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return (mask_f32)_mm512_dpbusd_epi32((__m512i)sum, (__m512i)numbers, (__m512i)weights);
}
LSTM_INLINE mask_f32 dot_two_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return (mask_f32)_mm512_dpwssd_epi32((__m512i)sum, (__m512i)numbers, (__m512i)weights);
}
#elif LSTM_REGISTER == 32 && defined(__AVXVNNI__)
enum { ABOVE = 128 };
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return (mask_f32)_mm256_dpbusd_avx_epi32((__m256i)sum, (__m256i)numbers, (__m256i)weights);
}
LSTM_INLINE mask_f32 dot_two_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return (mask_f32)_mm256_dpwssd_avx_epi32((__m256i)sum, (__m256i)numbers, (__m256i)weights);
}
#elif LSTM_REGISTER == 64 && defined(__AVX512BW__)
enum { ABOVE = 0 }; /* 2 * 127 * 127 fits in 16 bits */
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    const __m512i w = (__m512i)weights, x = (__m512i)numbers;
    const __mmask64 below = _mm512_movepi8_mask(x);
    const __m512i turned = _mm512_mask_sub_epi8(w, below, _mm512_setzero_si512(), w);
    const __m512i pairs = _mm512_maddubs_epi16(_mm512_abs_epi8(x), turned);
    return sum + (mask_f32)_mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
}
LSTM_INLINE mask_f32 dot_two_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return sum + (mask_f32)_mm512_madd_epi16((__m512i)weights, (__m512i)numbers);
}
#elif LSTM_REGISTER == 32 && defined(__AVX2__)
enum { ABOVE = 0 }; /* as above */
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    const __m256i turned = _mm256_sign_epi8((__m256i)weights, (__m256i)numbers);
    const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8((__m256i)numbers), turned);
    return sum + (mask_f32)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}
LSTM_INLINE mask_f32 dot_two_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return sum + (mask_f32)_mm256_madd_epi16((__m256i)weights, (__m256i)numbers);
}
#else
enum { ABOVE = 0 };
LSTM_INLINE mask_f32 dot_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    signed char w[LANES_f32 * 4], x[LANES_f32 * 4];
    int32_t sums[LANES_f32];
    memcpy(w, &weights, sizeof w);
    memcpy(x, &numbers, sizeof x);
    memcpy(sums, &sum, sizeof sums);
    for (int lane = 0; lane < LANES_f32; lane++)
        for (int k = 0; k < 4; k++)
            sums[lane] += w[4 * lane + k] * x[4 * lane + k];
    memcpy(&sum, sums, sizeof sums);
    return sum;
}
LSTM_INLINE mask_f32 dot_two_f32(mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    int16_t w[LANES_f32 * 2], x[LANES_f32 * 2];
    int32_t sums[LANES_f32];
    memcpy(w, &weights, sizeof w);
    memcpy(x, &numbers, sizeof x);
    memcpy(sums, &sum, sizeof sums);
    for (int lane = 0; lane < LANES_f32; lane++)
        sums[lane] += w[2 * lane] * x[2 * lane] + w[2 * lane + 1] * x[2 * lane + 1];
    memcpy(&sum, sums, sizeof sums);
    return sum;
}
#endif
