/* How a call is divided among threads. */
#ifdef LSTM_THREADS
LSTM_INLINE size_t numbers_of_f32(const given_f32 *given, const int array)
{
    return given->rows[SIZE_OF_ARRAY[array]] * given->size[SIZE_OF_ARRAY[array]];
}

/* So many examples of a call, as a call of its own. */
static job_f32 part_f32(const job_f32 *job, size_t first, size_t end)
{
    const given_f32 *whole = &job->given;
    job_f32 own = {.given = *whole};
    given_f32 *part = &own.given;
    size_t workspace = job->padded[SIZE_OF_ARRAY[EMITTED]] + room_of_vectors_f32(whole);
    for (int array = 0; array < ARRAYS; array++)
        workspace += (1 + TWICE[array]) * job->padded[SIZE_OF_ARRAY[array]];
    const size_t rows = first * whole->timesteps;
    part->batch = end - first;
    part->sequences += rows * whole->size[SIZE_OF_VECTOR[0]];
    part->mask = whole->mask ? whole->mask + rows : NULL;
    part->output += (whole->every ? rows : first) * numbers_of_f32(whole, EMITTED);
    for (int state = 0; state < STATES; state++) {
        const size_t numbers = first * numbers_of_f32(whole, ARRAY_OF_STATE[state]);
        part->initial[state] = whole->initial[state] ? whole->initial[state] + numbers : NULL;
        part->last[state] = whole->last[state] ? whole->last[state] + numbers : NULL;
    }
    part->workspace += first * workspace;
    lay_out_f32(&own);
    return own;
}

/* Where there are many examples, each thread computes some of them from beginning to end, as a
   call of its own: their states then lie apart, and no line of memory goes to and fro. */
static void some_examples_f32(const void *given, size_t group, size_t stage)
{
    const job_f32 *job = given;
    const size_t groups = job->given.share->groups, batch = job->given.batch;
    const job_f32 own = part_f32(job, batch * group / groups, batch * (group + 1) / groups);
    (void)stage;
    alone_f32(&own);
}

/* Where there are few, each thread computes some units, and waits at every stage for the others. */
static void some_units_f32(const void *given, size_t group, size_t turn)
{
    const job_f32 *job = given;
    const size_t groups = job->given.share->groups, batch = job->given.batch;
    const size_t phase = turn % (STAGES * PHASES), t = turn / (STAGES * PHASES);
    const int stage = (int)(phase / PHASES);
    const size_t panels = job->panels[stage], pairs = (panels + 1) / 2;
    const size_t first = pairs * group / groups * 2, end = pairs * (group + 1) / groups * 2;
    if (phase % PHASES + 1 < PHASES)
        before_stage_f32(job, stage, t, group, groups);
    else
        one_stage_f32(job, stage, t, first, (end < panels ? end : panels) - first,
                      batch * group / groups, batch * (group + 1) / groups);
}

/* Whether each thread gets more examples than a slab is used for. A part has no room for a slab:
   its own would begin in the next part's workspace. */
LSTM_INLINE int by_examples_f32(const job_f32 *job, size_t threads)
{
    return job->given.batch >= threads * (slab_examples_f32(job) + 1);
}

/* Into how many groups; one: not at all. */
LSTM_INLINE size_t groups_f32(const job_f32 *job)
{
    const given_f32 *given = &job->given;
    const size_t wished =
        given->share && given->timesteps && given->batch ? given->share->threads : 1;
    const size_t threads = wished < LSTM_MAX_THREADS ? wished : LSTM_MAX_THREADS;
    const size_t pairs = (job->panels[0] + 1) / 2;
    return by_examples_f32(job, threads) || threads < pairs ? threads : pairs;
}

LSTM_INLINE int shared_f32(const job_f32 *job)
{
    const given_f32 *given = &job->given;
    const size_t groups = groups_f32(job);
    if (groups < 2)
        return 0;
    open_door(given->share);
    if (by_examples_f32(job, groups)) {
        lead(given->share, groups, 1, some_examples_f32, job);
    } else {
        start_f32(job);
        lead(given->share, groups, given->timesteps * STAGES * PHASES, some_units_f32, job);
        end_f32(job);
    }
    return 1;
}

/* One that helps reads the call only when it is inside: before, that may be about to change. */
LSTM_INLINE size_t enter_f32(lstm_share *share) { return share ? enter(share) : 0; }

static void help_f32(job_f32 *job, size_t place)
{
    lstm_share *share = job->given.share;
    lay_out_f32(job);
    const int examples = by_examples_f32(job, share->groups);
    take_part(share, place, examples ? some_examples_f32 : some_units_f32, job);
    leave(share);
}
#else
LSTM_INLINE int shared_f32(const job_f32 *job) { return job == NULL; }
LSTM_INLINE size_t enter_f32(lstm_share *share) { return (void)share, (size_t)0; }
LSTM_INLINE void help_f32(job_f32 *job, size_t place) { (void)job, (void)place; }
#endif

/* What is wrong with a call, or LSTM_FINE. */
static int fault_f32(const given_f32 *given)
{
    const size_t rows = given->batch * given->timesteps;
    const int fault = fault_of_options_f32(given);
    if (fault != LSTM_FINE)
        return fault;
    for (int v = 0; v < VECTORS; v++)
        if (given->size[SIZE_OF_VECTOR[v]] > LARGEST_VECTOR)
            return LSTM_TOO_LARGE;
    if (!given->packed || !given->workspace || (rows && !given->sequences) ||
        (given->batch && (given->every ? rows : 1) && !given->output))
        return LSTM_NO_ARRAY;
#ifdef CELL_IN_TILES
    if (!are_tiles_permitted())
        return LSTM_NO_TILES;
#endif
    return LSTM_FINE;
}

static int run_f32(job_f32 *job)
{
    const int fault = fault_f32(&job->given);
    if (fault == LSTM_FINE) {
        lay_out_f32(job);
        if (!shared_f32(job))
            alone_f32(job);
    }
    return fault;
}

/* A stream: its states stay in the workspace from one step to the next. */
static int begin_f32(job_f32 *job)
{
    job->given.timesteps = 0;
    const int fault = job->given.go_backwards ? LSTM_STREAM_BACKWARDS : fault_f32(&job->given);
    if (fault == LSTM_FINE) {
        lay_out_f32(job);
        start_f32(job);
    }
    return fault;
}

static void step_of_stream_f32(job_f32 *job)
{
    job->given.timesteps = job->given.every = 1;
    lay_out_f32(job);
    place_inputs_f32(job, 0, 0, job->given.batch);
    for (int stage = 0; stage < STAGES; stage++) {
        before_stage_f32(job, stage, 0, 0, 1);
        step_f32(job, stage, 0, 0, job->panels[stage], NULL);
    }
    for (int state = 0; state < STATES; state++) {
        const int array = ARRAY_OF_STATE[state];
        if (TWICE[array])
            memcpy(job->array[0][array], job->array[1][array],
                   job->given.batch * job->padded[SIZE_OF_ARRAY[array]] * sizeof(float));
    }
}

static void end_of_stream_f32(job_f32 *job)
{
    job->given.timesteps = 0;
    job->given.every = 1;
    lay_out_f32(job);
    end_f32(job);
}
