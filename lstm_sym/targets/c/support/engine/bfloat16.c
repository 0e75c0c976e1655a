/* Numbers of bfloat16, the upper halves of floats. A recurrent weight is one of them; numbers of
   vectors, and weights of inputs, the first vector, are the sum of two, their words. */
enum { OF_INPUTS = 0, WORDS = 2 };

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

LSTM_INLINE float float_of_f32(uint32_t bfloat16)
{
    const uint32_t bits = bfloat16 << 16;
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The same of a register, as floats; NaN stays. */
#ifdef LSTM_REGISTER
typedef uint32_t bits_f32 __attribute__((vector_size(LSTM_REGISTER)));
#else
typedef uint32_t bits_f32;
#endif
LSTM_INLINE vec_f32 near_f32(vec_f32 x)
{
    bits_f32 bits;
    vec_f32 near;
    memcpy(&bits, &x, sizeof bits);
    bits = (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000u;
    memcpy(&near, &bits, sizeof near);
    near = where_f32(absolute_f32(x) < FLT_MIN, all_f32(0.0f), near);
    return where_f32(x == x, near, all_f32((float)NAN));
}

/* What the first number of bfloat16 leaves of a weight. */
LSTM_INLINE float rest_f32(float weight) { return weight - float_of_f32(bfloat16_f32(weight)); }

/* The weights of the units from `first` on for one sum among so many, of a vector with so many
   numbers; zeros where there are no more. */
#define PACKED_BFLOAT16_f32(vector, rows, units, sums, sum, value)                                 \
    for (size_t row = 0; row < padded_rows_f32(rows); row++)                                       \
        for (size_t lane_f32 = 0; lane_f32 < LANES_f32; lane_f32++) {                              \
            const size_t unit = first + lane_f32;                                                  \
            const float weight_f32 = row < (rows) && unit < (units) ? (value) : 0.0f;              \
            pack_weight_f32(vector, row, sums, sum, lane_f32, weight_f32, packed);                 \
        }
