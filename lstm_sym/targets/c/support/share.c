/* How threads share a call. Its work is a number of groups, each to be done once a stage; whoever
   comes first claims a group, and a stage begins when the one before is done. So a thread that
   comes late, or never, costs no more than its help. */
typedef void lstm_work(const void *job, size_t group, size_t stage);

#ifdef LSTM_THREADS
/* For another thread, which is about to finish, first in place, then giving way. */
static void wait_for(size_t *turns)
{
    if (++*turns % LSTM_TURNS)
        LSTM_PAUSE();
    else
        LSTM_YIELD();
}

/* `own` is the group that this thread prefers, because its cache holds the weights. */
static void take_part(lstm_share *share, size_t own, lstm_work *work, const void *job)
{
    const size_t groups = share->groups;
    const size_t stages = atomic_load_explicit(&share->stages, memory_order_relaxed);
    for (size_t turns = 0, stage = 0; stage < stages;) {
        int found = 0;
        for (size_t i = 0; i < groups && !found; i++) {
            const size_t group = (own + i) % groups;
            size_t free = stage;
            found = atomic_load_explicit(&share->claimed[group], memory_order_relaxed) == stage &&
                    atomic_compare_exchange_strong(&share->claimed[group], &free, stage + 1);
            if (found) {
                work(job, group, stage);
                atomic_fetch_add_explicit(&share->done, 1, memory_order_release);
                turns = 0;
            }
        }
        if (!found)
            wait_for(&turns);
        stage = atomic_load_explicit(&share->done, memory_order_acquire) / groups;
    }
}

/* Lets others in, though they have to wait for the work: what is done before it takes time. */
static void open_door(lstm_share *share)
{
    atomic_store_explicit(&share->stages, 0, memory_order_relaxed);
    atomic_store_explicit(&share->door, 1, memory_order_release);
}

/* The thread whose call it is; returns when all is done and the others have left. */
static void lead(lstm_share *share, size_t groups, size_t stages, lstm_work *work, const void *job)
{
    share->groups = groups;
    atomic_store_explicit(&share->done, 0, memory_order_relaxed);
    for (size_t group = 0; group < groups; group++)
        atomic_store_explicit(&share->claimed[group], 0, memory_order_relaxed);
    atomic_store_explicit(&share->stages, stages, memory_order_release);
    take_part(share, 0, work, job);
    atomic_fetch_sub(&share->door, 1);
    for (size_t turns = 0; atomic_load_explicit(&share->door, memory_order_acquire);)
        wait_for(&turns);
}

/* Returns the place of one that helps, or 0 where the call is over, or has not begun. The door is
   odd while it is open, and each thread inside adds 2. */
static size_t enter(lstm_share *share)
{
    size_t door = atomic_load(&share->door);
    do
        if (door % 2 == 0)
            return 0;
    while (!atomic_compare_exchange_weak(&share->door, &door, door + 2));
    for (size_t turns = 0; !atomic_load_explicit(&share->stages, memory_order_acquire);)
        wait_for(&turns);
    return door / 2 + 1;
}

static void leave(lstm_share *share) { atomic_fetch_sub(&share->door, 2); }
#endif
