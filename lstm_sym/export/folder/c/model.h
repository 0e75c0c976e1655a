/* The model of this folder: one timestep, or a sequence, of one example; nothing is allocated. */
#ifndef MODEL_H
#define MODEL_H

#include <stddef.h>

@SIZES@

/* What passes from one timestep to the next. */
typedef struct {
@STATES@
} model_state;

/* The states before the first timestep. */
void model_init(model_state *state);
/* x has MODEL_INPUTS numbers, y MODEL_OUTPUTS: the output at this timestep. */
void model_step(model_state *state, const float *x, float *y);
/* x has the timesteps one behind the other; y @OUTPUT@. */
void model_run(model_state *state, size_t timesteps, const float *x, float *y);

#endif
