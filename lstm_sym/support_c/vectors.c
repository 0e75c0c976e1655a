/* Registers: how many numbers one holds, and how many there are for a tile of sums. */
#if defined(__GNUC__) && !defined(LSTM_SCALAR)
#define LSTM_INLINE static inline __attribute__((always_inline))
#define LSTM_APART static __attribute__((noinline))
#if defined(__AVX512F__)
#define LSTM_REGISTER 64
#elif defined(__AVX__)
#define LSTM_REGISTER 32
#else
#define LSTM_REGISTER 16
#endif
#if defined(__clang__)
#define LSTM_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LSTM_UNROLL _Pragma("GCC unroll 8")
#endif
#else
#define LSTM_UNROLL
#define LSTM_INLINE static inline
#define LSTM_APART static
#endif

#if defined(__AVX512F__) || defined(__aarch64__)
#define LSTM_ROWS 6 /* 24 of 32 registers hold sums */
#else
#define LSTM_ROWS 3 /* 12 of 16 */
#endif

enum { PANEL_GATES = 4, SLAB_ROWS = 24, SLAB_BATCH = 3 };
