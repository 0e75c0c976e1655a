/* Products in tiles of AMX: one instruction multiplies 16 rows of 32 numbers of bfloat16 with the
   weights that 16 units have for these, and adds up in floats. Each word of a vector has a row. A
   panel has for every 32 numbers of a vector, and for every word of their weights, one tile for each
   sum. */
enum { DEEP = 32, SUMS_AT_ONCE = 4, TILE = 16 * 16 };

LSTM_INLINE int words_of_weights_f32(const int vector) { return vector == OF_INPUTS ? WORDS : 1; }

LSTM_INLINE size_t tiles_deep_f32(size_t n) { return (n + DEEP - 1) / DEEP; }

LSTM_INLINE size_t padded_rows_f32(size_t rows) { return tiles_deep_f32(rows) * DEEP; }

LSTM_INLINE size_t rows_of_f32(const int vector, size_t n)
{
    return tiles_deep_f32(n) * words_of_weights_f32(vector) * (TILE / LANES_f32);
}

LSTM_INLINE size_t row_of_vector_f32(const int vector, size_t n)
{
    return (void)vector, WORDS * tiles_deep_f32(n) * DEEP / 2;
}

/* The words of a vector: all first ones, then what they leave. */
LSTM_APART void to_row_f32(const int vector, const float *x, size_t n, float *row)
{
    typedef uint16_t halves __attribute__((vector_size(LSTM_REGISTER / 2)));
    const size_t deep = padded_rows_f32(n);
    (void)vector;
    for (size_t k = 0; k < deep; k += LANES_f32) {
        vec_f32 rest = k < n ? some_f32(x, k, n) : all_f32(0.0f);
        for (int word = 0; word < WORDS; word++) {
            const vec_f32 number = near_f32(rest);
            bits_f32 above;
            memcpy(&above, &number, sizeof above);
            rest -= number;
            const halves stored = __builtin_convertvector(above >> 16, halves);
            memcpy((char *)row + (word * deep + k) * sizeof(uint16_t), &stored, sizeof stored);
        }
    }
}

LSTM_INLINE void pack_weight_f32(const int vector, size_t row, size_t sums, size_t sum, size_t lane,
                                 float weight, float *panel)
{
    const int words = words_of_weights_f32(vector);
    for (int word = 0; word < words; word++, weight = rest_f32(weight)) {
        const uint16_t stored = (uint16_t)bfloat16_f32(weight);
        const size_t tile = (row / DEEP * words + word) * sums + sum;
        float *to = panel + tile * TILE + row % DEEP / 2 * LANES_f32 + lane;
        memcpy((char *)to + row % 2 * sizeof stored, &stored, sizeof stored);
    }
}

/* Linux gives a process tiles when it asks for them. */
LSTM_APART int are_tiles_permitted(void)
{
    extern long syscall(long number, ...);
    static int permitted; /* 0: nobody has asked */
    int found = __atomic_load_n(&permitted, __ATOMIC_RELAXED);
    if (!found) {
        found = syscall(SYS_arch_prctl, 0x1023, 18) ? -1 : 1; /* ARCH_REQ_XCOMP_PERM, XTILEDATA */
        __atomic_store_n(&permitted, found, __ATOMIC_RELAXED);
    }
    return found > 0;
}

/* Tiles 0 to 3 are sums, 4 has the rows of so many examples, 5 to 7 weights. */
LSTM_INLINE void begin_tiles_f32(size_t examples)
{
    struct {
        unsigned char palette, start, unused[14];
        uint16_t bytes[16];
        unsigned char rows[16];
    } tiles = {.palette = 1};
    for (int tile = 0; tile < 8; tile++) {
        tiles.bytes[tile] = 64;
        tiles.rows[tile] = tile < 5 ? (unsigned char)(WORDS * examples) : 16;
    }
    __asm__ volatile("" : : "r"(&tiles) : "memory"); /* GCC 12 takes it for the first 8 bytes alone */
    _tile_loadconfig(&tiles);
}

#define ADD_TILE_f32(sum, tile)                                                                    \
    if (sums > sum) {                                                                              \
        _tile_loadd(tile, weights + sum * TILE, 64);                                               \
        _tile_dpbf16ps(sum, 4, tile);                                                              \
    }
#define STORE_TILE_f32(sum)                                                                        \
    if (sums > sum)                                                                                \
        _tile_stored(sum, to[sum], 64)

/* Up to four sums of each row, for weights that lie so many numbers apart. */
LSTM_INLINE void multiply_tiles_f32(const int sums, const int words, const float *rows, size_t n,
                                    const float *weights, size_t apart, vec_f32 to[][16])
{
    const size_t row = padded_rows_f32(n) * sizeof(uint16_t), tiles = tiles_deep_f32(n);
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t tile = 0; tile < tiles; tile++, rows += LANES_f32) {
        _tile_loadd(4, rows, row);
        for (int word = 0; word < words; word++, weights += apart) {
            ADD_TILE_f32(0, 5);
            ADD_TILE_f32(1, 6);
            ADD_TILE_f32(2, 7);
            ADD_TILE_f32(3, 5);
        }
    }
    STORE_TILE_f32(0);
    STORE_TILE_f32(1);
    STORE_TILE_f32(2);
    STORE_TILE_f32(3);
}

/* sums[r] += vectors[r] times n rows of a panel; the rows of all vectors lie behind each other. */
LSTM_INLINE void add_product_f32(const int stage, const int vector, int examples, sums_f32 sums[],
                                 const float *const vectors[], const float *panel, size_t n,
                                 const char *next, size_t stride)
{
    const int count = sums_of_row_f32(stage, vector), words = words_of_weights_f32(vector);
    vec_f32 products[CELL_SUMS][16];
    (void)next, (void)stride; /* calling weights into the cache makes it slower here */
    LSTM_UNROLL
    for (int first = 0; first < count; first += SUMS_AT_ONCE)
        multiply_tiles_f32(count - first < SUMS_AT_ONCE ? count - first : SUMS_AT_ONCE, words,
                           vectors[0], n, panel + first * TILE, count * TILE, products + first);
    for (int r = 0; r < examples; r++) {
        int at = 0;
        LSTM_UNROLL
        for (int sum = 0; sum < SUMS_OF_STAGE[stage]; sum++)
            if (HAS[stage][vector][sum]) {
                const vec_f32 *of = products[at++] + WORDS * r;
                sums[r][sum] += of[0] + of[1];
            }
    }
}
