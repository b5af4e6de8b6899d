// Marks what is done for every step of a search: it is inlined by order where speed matters. Builds with
// assertions leave it to the compiler, since with sanitizers long functions take minutes to compile.
#pragma once

#if defined(HOLDFAST_ASSERTIONS) && HOLDFAST_ASSERTIONS
#define HOLDFAST_HOT
#define HOLDFAST_HOT_LAMBDA
#else
#define HOLDFAST_HOT [[gnu::always_inline]]
#define HOLDFAST_HOT_LAMBDA __attribute__((always_inline))
#endif
