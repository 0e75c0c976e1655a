/* What depends on the processor, and only that: how many numbers a register holds, how many
   registers there are for sums, and what it has instructions for. */
#if defined(__GNUC__) && !defined(LSTM_SCALAR)
#define LSTM_INLINE static inline __attribute__((always_inline))
#define LSTM_APART static __attribute__((noinline, unused))
#define LSTM_PREFETCH(place) __builtin_prefetch(place, 0, 2)
#if defined(__AVX512F__)
#define LSTM_REGISTER 64
#define LSTM_X86(name) _mm512_##name
#elif defined(__AVX__)
#define LSTM_REGISTER 32
#define LSTM_X86(name) _mm256_##name
#else
#define LSTM_REGISTER 16
#if defined(__SSE2__)
#define LSTM_X86(name) _mm_##name
#endif
#endif
#ifdef LSTM_X86
#include <immintrin.h>
#define LSTM_KEEP(x) __asm__("" : "+x"(x)) /* GCC would load it again at every use */
#define LSTM_PAUSE() _mm_pause()
#endif
#if defined(__clang__)
#define LSTM_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LSTM_UNROLL _Pragma("GCC unroll 8")
#endif
#else
#define LSTM_INLINE static inline
#define LSTM_APART static inline
#define LSTM_PREFETCH(place) (void)(place)
#define LSTM_UNROLL
#endif
/* Tiles of AMX: products of matrices of bfloat16, where Linux is asked for them. */
#if defined(LSTM_X86) && defined(__AVX512F__) && defined(__AMX_BF16__) && defined(__linux__)
#define LSTM_TILES
#include <sys/syscall.h>
#endif
#ifndef LSTM_KEEP
#define LSTM_KEEP(x)
#endif
#ifndef LSTM_PAUSE
#define LSTM_PAUSE() (void)0
#endif

/* A tile of sums has the 4 gates of one register of units for so many examples. An addition takes
   about 4 cycles and two begin in each, so 8 sums are the least that keep a processor busy. */
#if defined(__AVX512F__) || defined(__aarch64__)
#define LSTM_EXAMPLES 6 /* 24 of 32 registers */
#else
#define LSTM_EXAMPLES 3 /* 12 of 16; the others hold 3 inputs and the weights */
#endif

/* So many of something, at most `most` and 6, by code of its own for each count: then sums stay in
   registers. */
#define LSTM_FOR_COUNT(count, most, DO)                                                            \
    switch (count) {                                                                               \
        LSTM_COUNT(1, most, DO)                                                                    \
        LSTM_COUNT(2, most, DO)                                                                    \
        LSTM_COUNT(3, most, DO)                                                                    \
        LSTM_COUNT(4, most, DO)                                                                    \
        LSTM_COUNT(5, most, DO)                                                                    \
        LSTM_COUNT(6, most, DO)                                                                    \
    }
#define LSTM_COUNT(count, most, DO)                                                                \
    case count:                                                                                    \
        if (count <= most)                                                                         \
            DO(count);                                                                             \
        break;

LSTM_INLINE int divides(size_t part, size_t whole) { return part && whole % part == 0; }

enum {
    SLAB_BATCH = 3, /* x W + b is computed ahead for several timesteps for up to so many examples; */
    SLAB_BYTES = 3 << 19, /* if the first stage has more bytes of weights than this, which no cache
                             keeps, for as many as a tile has */
    LSTM_TURNS = 4096 /* how often a thread looks for another before it gives way */
};

#ifdef LSTM_THREADS
#include <stdatomic.h>
#if !defined(__STDC_NO_THREADS__)
#include <threads.h>
#define LSTM_YIELD() thrd_yield()
#elif defined(__unix__) || defined(__APPLE__)
#include <sched.h>
#define LSTM_YIELD() sched_yield()
#else
#define LSTM_YIELD() (void)0
#endif
#endif
