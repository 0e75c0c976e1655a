"""JAX: one module a formulation, a function on ``jax.lax.scan``; printed on request alone."""
