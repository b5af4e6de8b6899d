// Marks what is done for every step of a search: it is inlined by order where speed matters. Builds with
// assertions leave it to the compiler, since with sanitizers long functions take minutes to compile.
#pragma once

#if defined(HOLDFAST_ASSERTIONS) && HOLDFAST_ASSERTIONS
#define HOLDFAST_HOT
#else
#define HOLDFAST_HOT [[gnu::always_inline]]
#endif
