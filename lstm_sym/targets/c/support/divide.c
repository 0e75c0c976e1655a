/* How a call is divided among threads. */
#ifdef LSTM_THREADS
/* Where there are many examples, each thread computes some of them from beginning to end, as a
   call of its own: their states then lie apart, and no line of memory goes to and fro. */
static void some_examples_f32(const void *given, size_t group, size_t stage)
{
    lstm_call_f32 call = *((const job_f32 *)given)->call;
    const size_t groups = call.share->groups;
    const size_t first = call.batch * group / groups, end = call.batch * (group + 1) / groups;
    const size_t rows = first * call.timesteps, units = first * call.units;
    (void)stage;
    call.batch = end - first;
    call.sequences += rows * call.input_dim;
    call.initial_h = call.initial_h ? call.initial_h + units : NULL;
    call.initial_c = call.initial_c ? call.initial_c + units : NULL;
    call.mask = call.mask ? call.mask + rows : NULL;
    call.lstm_output += call.return_sequences ? rows * call.units : units;
    call.state_h += units;
    call.state_c += units;
    call.workspace += first * LSTM_WORKSPACE_OF_ONE(call.input_dim, call.units);
    const job_f32 job = job_of_f32(&call);
    alone_f32(&job);
}

/* Where there are few, each thread computes some units, and waits at every step for the others. */
static void some_units_f32(const void *given, size_t group, size_t stage)
{
    const job_f32 *job = given;
    const size_t pairs = (job->panels + 1) / 2, groups = job->call->share->groups;
    const size_t first = pairs * group / groups * 2, end = pairs * (group + 1) / groups * 2;
    const size_t batch = job->call->batch;
    one_step_f32(job, stage, first, (end < job->panels ? end : job->panels) - first,
                 batch * group / groups, batch * (group + 1) / groups);
}

LSTM_INLINE int by_examples_f32(const lstm_call_f32 *call, size_t threads)
{
    /* A part has more than a slab is for: a slab would lie in the next part's workspace. */
    return call->batch >= threads * (LSTM_EXAMPLES > SLAB_BATCH ? LSTM_EXAMPLES : SLAB_BATCH + 1);
}

/* Into how many groups; one: not at all. */
LSTM_INLINE size_t groups_f32(const job_f32 *job)
{
    const lstm_call_f32 *call = job->call;
    const size_t wished = call->share && call->timesteps && call->batch ? call->share->threads : 1;
    const size_t threads = wished < LSTM_MAX_THREADS ? wished : LSTM_MAX_THREADS;
    const size_t pairs = (job->panels + 1) / 2;
    return by_examples_f32(call, threads) || threads < pairs ? threads : pairs;
}

LSTM_INLINE int shared_f32(const job_f32 *job)
{
    const lstm_call_f32 *call = job->call;
    const size_t groups = groups_f32(job);
    if (groups < 2)
        return 0;
    open_door(call->share);
    if (by_examples_f32(call, groups)) {
        lead(call->share, groups, 1, some_examples_f32, job);
    } else {
        start_f32(job);
        lead(call->share, groups, call->timesteps, some_units_f32, job);
        end_f32(job);
    }
    return 1;
}

void lstm_help_f32(const lstm_call_f32 *call)
{
    const size_t place = call->share ? enter(call->share) : 0;
    if (place) {
        const job_f32 job = job_of_f32(call);
        const int examples = by_examples_f32(call, call->share->groups);
        take_part(call->share, place, examples ? some_examples_f32 : some_units_f32, &job);
        leave(call->share);
    }
}
#else
LSTM_INLINE int shared_f32(const job_f32 *job) { return job == NULL; }
void lstm_help_f32(const lstm_call_f32 *call) { (void)call; }
#endif

static int fault_f32(const lstm_call_f32 *call)
{
    const size_t rows = call->batch * call->timesteps;
    const size_t outputs = call->return_sequences ? rows : call->batch;
    if (call->activation < 1 || call->activation > LSTM_ACTIVATIONS ||
        call->recurrent_activation < 1 || call->recurrent_activation > LSTM_ACTIVATIONS)
        return LSTM_UNKNOWN_FUNCTION;
    if (call->masked_output < LSTM_MASKED_PREVIOUS || call->masked_output > LSTM_MASKED_ZERO)
        return LSTM_UNKNOWN_MASKED_OUTPUT;
    if (call->batch > LSTM_LARGEST || call->timesteps > LSTM_LARGEST ||
        call->input_dim > LSTM_LARGEST || call->units > LSTM_LARGEST)
        return LSTM_TOO_LARGE;
    if (!call->packed || !call->workspace || (rows && call->input_dim && !call->sequences) ||
        (outputs && call->units && !call->lstm_output) ||
        (call->batch && call->units && (!call->state_h || !call->state_c)))
        return LSTM_NO_ARRAY;
    return LSTM_FINE;
}

int lstm_f32(const lstm_call_f32 *call)
{
    const int fault = fault_f32(call);
    if (fault == LSTM_FINE) {
        const job_f32 job = job_of_f32(call);
        if (!shared_f32(&job))
            alone_f32(&job);
    }
    return fault;
}

/* An activation alone. */
void lstm_activate_f32(int activation, size_t n, const float *x, float *y)
{
    for (size_t i = 0; i < n; i += LANES_f32) {
        const size_t lanes = n - i < LANES_f32 ? n - i : LANES_f32;
        vec_f32 register_of_x = all_f32(0.0f);
        memcpy(&register_of_x, x + i, lanes * sizeof(float));
        register_of_x = activate_f32(activation, register_of_x);
        memcpy(y + i, &register_of_x, lanes * sizeof(float));
    }
}
