LSTM_INLINE job_f32 job_of_f32(const lstm_call_f32 *call)
{
    const size_t panels = panels_f32(call->units), padded = panels * LANES_f32;
    const size_t slab_steps =
        call->batch && call->batch <= SLAB_BATCH ? SLAB_ROWS / call->batch : 0;
    const size_t inputs = slab_steps ? 0 : call->input_dim;
    const size_t beside = panels_f32(inputs) * LANES_f32, width = beside + padded;
    float *const h = call->workspace + beside, *const c = h + 2 * call->batch * width;
    return (job_f32){
        .call = call,
        .panels = panels,
        .panel_size = (1 + call->input_dim + call->units) * ROW_f32,
        .padded = padded,
        .slab_steps = slab_steps,
        .inputs = inputs,
        .width = width,
        .h = {h, h + call->batch * width},
        .c = c,
        .y = c + call->batch * padded,
        .slab = c + 2 * call->batch * padded,
    };
}

/* Step t of a part; then the inputs of the next step, for the examples from `first` to `end`. */
LSTM_INLINE void one_step_f32(const job_f32 *job, size_t t, const part_f32 *part, size_t first,
                              size_t end)
{
    float *slab = NULL;
    if (job->slab_steps) {
        const size_t filled = t % job->slab_steps;
        if (filled == 0)
            fill_slab_f32(job, t, part);
        slab = slab_row_f32(job, job->slab, filled * job->call->batch, 0);
    }
    step_f32(job, t, part, slab);
    place_inputs_f32(job, t + 1, first, end);
}

static void all_steps_f32(const job_f32 *job, const part_f32 *part)
{
    for (size_t t = 0; t < job->call->timesteps; t++)
        one_step_f32(job, t, part, part->example, part->example + part->examples);
}

#ifdef LSTM_THREADS
typedef struct {
    lstm_work *work;
    size_t groups, stages;
} plan_f32;

LSTM_INLINE size_t tiles_f32(const lstm_call_f32 *call)
{
    return (call->batch + LSTM_EXAMPLES - 1) / LSTM_EXAMPLES;
}

/* Threads share the examples, without a word between them, or the units, and then wait for each
   other at every step: where examples are few, or the weights too many for each to read all. */
LSTM_INLINE int by_examples_f32(const job_f32 *job, size_t threads)
{
    return tiles_f32(job->call) >= 2 * threads &&
           job->panels * job->panel_size * sizeof(float) <= LSTM_CACHE;
}

static void group_of_examples_f32(const void *given, size_t group, size_t stage)
{
    const job_f32 *job = given;
    const size_t tiles = tiles_f32(job->call), groups = job->call->share->groups;
    const size_t first = tiles * group / groups * LSTM_EXAMPLES;
    const size_t end = tiles * (group + 1) / groups * LSTM_EXAMPLES;
    const size_t last = end < job->call->batch ? end : job->call->batch;
    (void)stage;
    all_steps_f32(job, &(part_f32){first, last - first, 0, job->panels});
}

static void group_of_units_f32(const void *given, size_t group, size_t stage)
{
    const job_f32 *job = given;
    const size_t pairs = (job->panels + 1) / 2, groups = job->call->share->groups;
    const size_t first = pairs * group / groups * 2, end = pairs * (group + 1) / groups * 2;
    const size_t last = end < job->panels ? end : job->panels;
    const size_t batch = job->call->batch;
    one_step_f32(job, stage, &(part_f32){0, batch, first, last - first}, batch * group / groups,
                 batch * (group + 1) / groups);
}

/* How a call is divided; into one group: not at all. */
LSTM_INLINE plan_f32 plan_of_f32(const job_f32 *job)
{
    const lstm_share *share = job->call->share;
    const size_t wished = share && job->call->timesteps && job->call->batch ? share->threads : 1;
    const size_t threads = wished < LSTM_MAX_THREADS ? wished : LSTM_MAX_THREADS;
    const size_t pairs = (job->panels + 1) / 2;
    if (by_examples_f32(job, threads))
        return (plan_f32){group_of_examples_f32, threads, 1};
    return (plan_f32){group_of_units_f32, threads < pairs ? threads : pairs, job->call->timesteps};
}

void lstm_help_f32(const lstm_call_f32 *call)
{
    const size_t place = call->share ? enter(call->share) : 0;
    if (place) {
        const job_f32 job = job_of_f32(call);
        take_part(call->share, place, plan_of_f32(&job).work, &job);
        leave(call->share);
    }
}
#else
void lstm_help_f32(const lstm_call_f32 *call) { (void)call; }
#endif

/* The initial state, or zeros, with every row padded to whole registers. */
LSTM_INLINE void start_f32(const job_f32 *job, const float *from, float *to, size_t width)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, to += width) {
        memset(to, 0, job->padded * sizeof(float));
        if (from)
            memcpy(to, from + example * units, units * sizeof(float));
    }
}

LSTM_INLINE void end_f32(const job_f32 *job, const float *from, size_t width, float *to)
{
    const size_t units = job->call->units;
    for (size_t example = 0; example < job->call->batch; example++, from += width)
        memcpy(to + example * units, from, units * sizeof(float));
}

void lstm_f32(const lstm_call_f32 *call)
{
    const job_f32 job = job_of_f32(call);
    const float *const h = job.h[call->timesteps % 2];
#ifdef LSTM_THREADS
    const plan_f32 plan = plan_of_f32(&job);
    const int shared = plan.groups > 1;
    if (shared)
        open_door(call->share);
#else
    const int shared = 0;
#endif
    start_f32(&job, call->initial_h, job.h[0], job.width);
    start_f32(&job, call->initial_c, job.c, job.padded);
    start_f32(&job, NULL, job.y, job.padded);
    place_inputs_f32(&job, 0, 0, call->batch);
#ifdef LSTM_THREADS
    if (shared)
        lead(call->share, plan.groups, plan.stages, plan.work, &job);
#endif
    if (!shared && call->batch && call->units)
        all_steps_f32(&job, &(part_f32){0, call->batch, 0, job.panels});
    if (call->timesteps == 0 && !call->return_sequences)
        end_f32(&job, call->mask ? job.y : h, call->mask ? job.padded : job.width,
                call->lstm_output);
    end_f32(&job, h, job.width, call->state_h);
    end_f32(&job, job.c, job.padded, call->state_c);
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
