/* Products of whole numbers: of eight bits, and of twelve where inputs are multiplied, the first
   vector. A panel's rows hold, for each vector, a scale for every sum of every unit, then, for eight
   bits, what the sums of whole numbers begin with, then the weights, those that are multiplied with
   four neighbours of the vector side by side, of twelve bits with two. A vector's row holds its
   scale, then its numbers. */
enum {
    OF_INPUTS = 0,
    PAIRS = 256 /* of twelve bits, so many pairs of products always fit in a sum of 31 bits */
};

LSTM_INLINE mask_f32 load_whole_f32(const float *from)
{
    mask_f32 x;
    memcpy(&x, from, sizeof x);
    return x;
}

/* Four numbers of a vector, or two, in every lane. */
LSTM_INLINE mask_f32 some_in_all_f32(const float *from)
{
    int32_t x;
    memcpy(&x, from, sizeof x);
#ifdef LSTM_REGISTER
    return x - (mask_f32){0};
#else
    return x;
#endif
}

#ifdef LSTM_REGISTER
LSTM_INLINE vec_f32 float_of_f32(mask_f32 x) { return __builtin_convertvector(x, vec_f32); }
LSTM_INLINE mask_f32 whole_of_f32(vec_f32 x) { return __builtin_convertvector(x, mask_f32); }
typedef unsigned char bytes_f32 __attribute__((vector_size(LSTM_REGISTER / 4)));
LSTM_INLINE bytes_f32 bytes_of_f32(mask_f32 x) { return __builtin_convertvector(x, bytes_f32); }
typedef int16_t halves_f32 __attribute__((vector_size(LSTM_REGISTER / 2)));
LSTM_INLINE halves_f32 halves_of_f32(mask_f32 x) { return __builtin_convertvector(x, halves_f32); }
LSTM_INLINE mask_f32 larger_f32(mask_f32 x, mask_f32 y)
{
    const mask_f32 is_larger = x > y;
    return (is_larger & x) | (~is_larger & y);
}
#else
LSTM_INLINE vec_f32 float_of_f32(mask_f32 x) { return (vec_f32)x; }
LSTM_INLINE mask_f32 whole_of_f32(vec_f32 x) { return (mask_f32)x; }
typedef unsigned char bytes_f32;
LSTM_INLINE bytes_f32 bytes_of_f32(mask_f32 x) { return (bytes_f32)x; }
typedef int16_t halves_f32;
LSTM_INLINE halves_f32 halves_of_f32(mask_f32 x) { return (halves_f32)x; }
LSTM_INLINE mask_f32 larger_f32(mask_f32 x, mask_f32 y) { return x > y ? x : y; }
#endif

/* The bits of a number without its sign: they are in the order of the numbers, NaN above all. */
LSTM_INLINE mask_f32 size_f32(vec_f32 x)
{
    mask_f32 bits;
    memcpy(&bits, &x, sizeof bits);
    return bits & 0x7fffffff;
}

LSTM_INLINE vec_f32 of_size_f32(mask_f32 bits)
{
    vec_f32 x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The scale, as a factor: infinity makes NaN there, as it does in a product. */
LSTM_INLINE vec_f32 factor_f32(vec_f32 scale) { return scale + (scale - scale); }

/* What a step is worth in a vector or its weights, and the whole numbers of a register; what is
   NaN counts as 0, since its scale is NaN. */
LSTM_INLINE vec_f32 scale_f32(const int vector, vec_f32 size)
{
    return vector == OF_INPUTS ? scale_of_twelve_f32(size) : scale_of_eight_f32(size);
}

LSTM_INLINE mask_f32 wholes_f32(const int vector, vec_f32 x, vec_f32 scale)
{
    const vec_f32 whole = vector == OF_INPUTS ? twelve_bits_f32(x, scale) : eight_bits_f32(x, scale);
    return whole_of_f32(where_f32(whole == whole, whole, all_f32(0.0f)));
}

/* How many lanes a vector's numbers fill; how many numbers of a panel its rows take, by the sums
   that it takes part in; how many numbers of the workspace its row takes, and the row. */
LSTM_INLINE size_t lanes_of_f32(const int vector, size_t n)
{
    return vector == OF_INPUTS ? (n + 1) / 2 : (n + 3) / 4;
}

LSTM_INLINE size_t rows_of_f32(const int vector, size_t n)
{
    return (vector == OF_INPUTS ? 1 : 2) + lanes_of_f32(vector, n);
}

LSTM_INLINE size_t row_of_vector_f32(const int vector, size_t n)
{
    return 1 + (n + 15) / 16 * (vector == OF_INPUTS ? 8 : 4);
}

LSTM_APART void to_row_f32(const int vector, const float *x, size_t n, float *row)
{
    mask_f32 largest = size_f32(all_f32(0.0f));
    int32_t lanes[LANES_f32], found = 0;
    float size;
    for (size_t k = 0; k < n; k += LANES_f32)
        largest = larger_f32(largest, size_f32(some_f32(x, k, n)));
    memcpy(lanes, &largest, sizeof lanes);
    for (int lane = 0; lane < LANES_f32; lane++)
        found = lanes[lane] > found ? lanes[lane] : found;
    memcpy(&size, &found, sizeof size);
    const vec_f32 scale = scale_f32(vector, all_f32(size)), factor = factor_f32(scale);
    memcpy(row, &factor, sizeof *row);
    unsigned char *to = (unsigned char *)(row + 1);
    for (size_t k = 0; k < n; k += LANES_f32) {
        const mask_f32 whole = wholes_f32(vector, some_f32(x, k, n), scale);
        if (vector == OF_INPUTS) {
            const halves_f32 halves = halves_of_f32(whole);
            memcpy(to, &halves, sizeof halves);
            to += sizeof halves;
        } else {
            const bytes_f32 bytes = bytes_of_f32(whole + ABOVE);
            memcpy(to, &bytes, sizeof bytes);
            to += sizeof bytes;
        }
    }
}

/* The weights of LANES units for one number of a vector, to their place in a panel. */
LSTM_INLINE mask_f32 pack_row_f32(const int vector, size_t row, size_t sums, vec_f32 weights,
                                  vec_f32 scale, float *panel)
{
    const size_t beside = vector == OF_INPUTS ? 2 : 4, size = 4 / beside;
    unsigned char *to =
        (unsigned char *)panel + row / beside * sums * sizeof weights + row % beside * size;
    const mask_f32 whole = wholes_f32(vector, weights, scale);
    int32_t lanes[LANES_f32];
    memcpy(lanes, &whole, sizeof lanes);
    for (int lane = 0; lane < LANES_f32; lane++) {
        const signed char eight = (signed char)lanes[lane];
        const int16_t twelve = (int16_t)lanes[lane];
        memcpy(to + 4 * lane, vector == OF_INPUTS ? (const void *)&twelve : &eight, size);
    }
    return whole;
}

/* What sums begin with: the total of the weights times what the vector's numbers are too much. */
LSTM_INLINE void begin_sums_f32(float *to, mask_f32 total)
{
    const mask_f32 begun = total * -ABOVE;
    memcpy(to, &begun, sizeof begun);
}

/* The weights of the units from `first` on for one sum among so many, of a vector with so many
   numbers: the scale, what sums begin with, the whole numbers; zeros where there are no more.
   A dimension of a cell may have any name but one that ends in _f32. */
#define WEIGHTS_f32(rows, units, value)                                                            \
    for (size_t lane_f32 = 0; lane_f32 < LANES_f32; lane_f32++) {                                  \
        const size_t unit = first + lane_f32;                                                      \
        of_unit_f32[lane_f32] = row < (rows) && unit < (units) ? (value) : 0.0f;                   \
    }
#define PACKED_EIGHT_f32(vector, rows, units, sums, sum, value)                                    \
    do {                                                                                           \
        const int behind_f32 = vector == OF_INPUTS ? 1 : 2;                                        \
        const size_t each_f32 = vector == OF_INPUTS ? 2 : 4;                                       \
        float of_unit_f32[LANES_f32];                                                              \
        mask_f32 largest_f32 = size_f32(all_f32(0.0f)), total_f32 = largest_f32;                   \
        for (size_t row = 0; row < (rows); row++) {                                                \
            WEIGHTS_f32(rows, units, value)                                                        \
            largest_f32 = larger_f32(largest_f32, size_f32(load_f32(of_unit_f32)));                \
        }                                                                                          \
        const vec_f32 scale_of_f32 = scale_f32(vector, of_size_f32(largest_f32));                  \
        for (size_t row = 0; row < ((rows) + each_f32 - 1) / each_f32 * each_f32; row++) {         \
            WEIGHTS_f32(rows, units, value)                                                        \
            total_f32 += pack_row_f32(vector, row, sums, load_f32(of_unit_f32), scale_of_f32,      \
                                  packed + (behind_f32 * (sums) + (sum)) * LANES_f32);             \
        }                                                                                          \
        store_f32(packed + (sum) * LANES_f32, factor_f32(scale_of_f32));                           \
        if (vector != OF_INPUTS)                                                                   \
            begin_sums_f32(packed + ((sums) + (sum)) * LANES_f32, total_f32);                      \
    } while (0)

/* A sum of whole numbers: as much of it as a float has exactly, and the rest, which fits in 31
   bits. */
typedef struct {
    vec_f32 above;
    mask_f32 rest;
} whole_sum_f32;

LSTM_INLINE whole_sum_f32 begun_f32(const int vector, const float *from)
{
    return (whole_sum_f32){all_f32(0.0f), vector == OF_INPUTS ? size_f32(all_f32(0.0f))
                                                              : load_whole_f32(from)};
}

LSTM_INLINE mask_f32 dot_of_f32(const int vector, mask_f32 sum, mask_f32 weights, mask_f32 numbers)
{
    return vector == OF_INPUTS ? dot_two_f32(sum, weights, numbers)
                               : dot_f32(sum, weights, numbers);
}

/* Where the next lanes of a sum may not fit: at most so many. */
LSTM_INLINE size_t fitting_f32(const int vector, size_t k, size_t lanes)
{
    return vector == OF_INPUTS && lanes - k > PAIRS ? k + PAIRS : lanes;
}

LSTM_INLINE void carry_f32(whole_sum_f32 *sum)
{
    sum->above += float_of_f32(sum->rest >> 16);
    sum->rest &= 0xffff;
}

LSTM_INLINE vec_f32 all_of_f32(whole_sum_f32 sum)
{
    return sum.above * 65536.0f + float_of_f32(sum.rest);
}

/* sums[r] += vectors[r] times n rows of a panel, as `add_product_f32` in products.c does. */
LSTM_INLINE void add_product_f32(const int stage, const int vector, const int examples,
                                 sums_f32 sums[], const float *const vectors[], const float *panel,
                                 size_t n, const char *next, size_t stride)
{
    const int row = sums_of_row_f32(stage, vector) * LANES_f32;
    const size_t lanes = lanes_of_f32(vector, n);
    whole_sum_f32 s[CELL_TILE][CELL_SUMS];
    LSTM_UNROLL
    for (int r = 0; r < examples; r++) {
        int at = row;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                s[r][sum] = begun_f32(vector, panel + at);
                at += LANES_f32;
            }
    }
    const float *weights = panel + (vector == OF_INPUTS ? row : 2 * row);
    for (size_t k = 0; k < lanes;) {
        const size_t end = fitting_f32(vector, k, lanes);
        for (; k < end; k++, weights += row, next += stride) {
            mask_f32 numbers[CELL_TILE];
            int at = 0;
            LSTM_PREFETCH(next);
            LSTM_UNROLL
            for (int r = 0; r < examples; r++)
                numbers[r] = some_in_all_f32(vectors[r] + 1 + k);
            LSTM_UNROLL
            for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
                if (!HAS[stage][vector][sum])
                    continue;
                mask_f32 w = load_whole_f32(weights + at);
                LSTM_KEEP(w);
                at += LANES_f32;
                LSTM_UNROLL
                for (int r = 0; r < examples; r++)
                    s[r][sum].rest = dot_of_f32(vector, s[r][sum].rest, w, numbers[r]);
            }
        }
        if (k < lanes)
            for (int r = 0; r < examples; r++)
                for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
                    if (HAS[stage][vector][sum])
                        carry_f32(&s[r][sum]);
    }
    LSTM_UNROLL
    for (int r = 0; r < examples; r++) {
        int at = 0;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                const vec_f32 scale = all_f32(vectors[r][0]) * load_f32(panel + at);
                sums[r][sum] += scale * all_of_f32(s[r][sum]);
                at += LANES_f32;
            }
    }
}

/* The same for one example and some panels. */
LSTM_INLINE void add_products_f32(const int stage, const int vector, const int panels,
                                  sums_f32 sums[], const float *numbers, const float *panel,
                                  size_t apart, size_t n)
{
    const int row = sums_of_row_f32(stage, vector) * LANES_f32;
    const size_t lanes = lanes_of_f32(vector, n);
    whole_sum_f32 s[CELL_ACROSS][CELL_SUMS];
    LSTM_UNROLL
    for (int p = 0; p < panels; p++) {
        int at = row;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                s[p][sum] = begun_f32(vector, panel + p * apart + at);
                at += LANES_f32;
            }
    }
    const float *weights = panel + (vector == OF_INPUTS ? row : 2 * row);
    for (size_t k = 0; k < lanes;) {
        const size_t end = fitting_f32(vector, k, lanes);
        for (; k < end; k++, weights += row) {
            const mask_f32 some = some_in_all_f32(numbers + 1 + k);
            int at = 0;
            LSTM_UNROLL
            for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++) {
                if (!HAS[stage][vector][sum])
                    continue;
                LSTM_UNROLL
                for (int p = 0; p < panels; p++) {
                    const mask_f32 w = load_whole_f32(weights + p * apart + at);
                    s[p][sum].rest = dot_of_f32(vector, s[p][sum].rest, w, some);
                }
                at += LANES_f32;
            }
        }
        if (k < lanes)
            for (int p = 0; p < panels; p++)
                for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
                    if (HAS[stage][vector][sum])
                        carry_f32(&s[p][sum]);
    }
    LSTM_UNROLL
    for (int p = 0; p < panels; p++) {
        int at = 0;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                const vec_f32 scale = all_f32(numbers[0]) * load_f32(panel + p * apart + at);
                sums[p][sum] += scale * all_of_f32(s[p][sum]);
                at += LANES_f32;
            }
    }
}
