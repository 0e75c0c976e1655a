/* Weights in bfloat16, the upper half of a float: those of two neighbours of a vector lie in one
   lane, the first in its lower half. The products are those of floats. */
#define BESIDE_f32 2

#ifdef LSTM_REGISTER
typedef uint32_t bits_f32 __attribute__((vector_size(LSTM_REGISTER)));
#else
typedef uint32_t bits_f32;
#endif

LSTM_INLINE vec_f32 weights_of_f32(const float *row, const int place)
{
    bits_f32 both;
    vec_f32 weights;
    memcpy(&both, row, sizeof both);
    both = place ? both & 0xffff0000u : both << 16;
    memcpy(&weights, &both, sizeof weights);
    return weights;
}

/* Half of the last digit is added, less one unit where that digit is even already: what lies in
   the middle becomes even. Below 2^-126 is zero. */
LSTM_INLINE uint32_t bfloat16_f32(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    if (x != x)
        return 0x7fc0;
    return bits & 0x7f800000 ? (bits + 0x7fff + (bits >> 16 & 1)) >> 16 : 0;
}

/* The weights of the units from `first` on for the rows `pair` and `pair` + 1 of so many; zeros
   where there are no more. */
#define PACKED_BFLOAT16_f32(rows, units, value)                                                    \
    for (size_t unit = first; unit < first + LANES_f32; unit++, packed++) {                        \
        uint32_t both = 0;                                                                         \
        for (size_t row = pair; row < pair + 2; row++)                                             \
            both = both >> 16 | (row < (rows) && unit < (units) ? bfloat16_f32(value) << 16 : 0);  \
        memcpy(packed, &both, sizeof both);                                                        \
    }
