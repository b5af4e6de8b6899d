/*
 * The bench family (see `family`) by hand for SPIN: N programs, each in a session of its own, play R rounds
 * over P profiles; policy "fixed" with create-over-marked = no-access and table-key = name. One transition is
 * one call; with -DMICRO, one atomic step of a call. So every state that pan stores is one of Holdfast's, and
 * the numbers agree; pan's transitions are one more, because it counts the initial state.
 *
 * What is stored is what the family can tell apart and no more, as one would write it by hand: a name has at
 * most one instance under no-access, so profiles are bits by name; who uses what is counted by name, since a
 * program is logged on exactly at certain places. A purge in use fails an assertion, so nothing is kept of
 * what would come behind one. At grain call nothing marked is ever unused between two calls, so `overdue` is
 * for MICRO only.
 *
 * A program that has done all rounds stays at its last place: a process that ended would go away, and change
 * the counts. That place is a valid end; any other deadlock is an error, as the property `stuck` says.
 */
#ifndef N
#define N 2
#endif
#ifndef P
#define P 2
#endif
#ifndef R
#define R 1
#endif

#if P > 4
#error "at most four profiles: see NAME_BITS and unused()"
#endif
#if P > 2
#define NAME_BITS 2
#else
#define NAME_BITS 1
#endif
#if R > 15
#error "at most 15 rounds: see ROUND_BITS"
#elif R > 7
#define ROUND_BITS 4
#elif R > 3
#define ROUND_BITS 3
#elif R > 1
#define ROUND_BITS 2
#else
#define ROUND_BITS 1
#endif

unsigned live : P;      /* a bit per name */
unsigned marked : P;
byte sessions[P];       /* MAPI sessions, opening or open, on the profile of that name: who really uses it */
#ifdef MICRO
unsigned overdue : P;   /* marked and unused, and a MAPI event has come since */
bit locked;             /* the logon mutex of the hive */
byte entries[P];        /* in the in-use table, by name: what MAPI sees */
#else
#define entries sessions
#endif

#define BIT             (1 << name)
#define TAKEN(n)        ((live | marked) & (1 << n))
#define SHOWS_USE       (entries[name] > 0)
#define MARKED_UNUSED   ((marked & BIT) && !SHOWS_USE)

/* in-use-purge */
inline purge(profiles) {
    assert(sessions[name] == 0);
    profiles = profiles & ~BIT
}

inline leave_round() {
    name = 0;
    round++
}

#ifndef MICRO

#define CREATE(n) \
    d_step { round < R -> name = n; if :: !TAKEN(n) -> live = live | (1 << n) :: else fi }

active [N] proctype user()
{
    unsigned name : NAME_BITS;
    unsigned round : ROUND_BITS;

end_choose:
    if
    :: CREATE(0)
#if P > 1
    :: CREATE(1)
#endif
#if P > 2
    :: CREATE(2)
#endif
#if P > 3
    :: CREATE(3)
#endif
    fi;

    /* logon: purges a marked namesake that is not shown in use, then opens the live one */
    if
    :: d_step {
        live & BIT ->
        if :: MARKED_UNUSED -> purge(marked) :: else fi;
        sessions[name]++
    }
    :: d_step {
        !(live & BIT) ->
        if :: MARKED_UNUSED -> purge(marked) :: else fi;
        leave_round()
    };
    goto end_choose
    fi;

    /* delete: marks what is in use, purges any other */
    d_step {
        if
        :: (live & BIT) && SHOWS_USE -> live = live & ~BIT; marked = marked | BIT
        :: (live & BIT) && !SHOWS_USE -> purge(live)
        :: else
        fi
    };

    /* access: failed-access */
    assert(TAKEN(name));

    /* logoff: the last one purges what is marked */
    d_step {
        sessions[name]--;
        if :: MARKED_UNUSED -> purge(marked) :: else fi;
        leave_round()
    };
    goto end_choose
}

#else /* MICRO */

/* The names that nobody is logged on to. */
#define UNUSED(n)       ((sessions[n] == 0) << n)
#if P == 1
#define ALL_UNUSED      UNUSED(0)
#elif P == 2
#define ALL_UNUSED      (UNUSED(0) | UNUSED(1))
#elif P == 3
#define ALL_UNUSED      (UNUSED(0) | UNUSED(1) | UNUSED(2))
#else
#define ALL_UNUSED      (UNUSED(0) | UNUSED(1) | UNUSED(2) | UNUSED(3))
#endif

/* A MAPI event takes its look: what is marked and unused should be gone by now. */
inline pass_over_unused(except) {
    overdue = overdue | (marked & ALL_UNUSED & ~except)
}

#define LOOK_UP_TAKEN(n)    d_step { round < R && TAKEN(n) -> name = n }
#define LOOK_UP_FREE(n)     d_step { round < R && !TAKEN(n) -> name = n }

active [N] proctype user()
{
    unsigned name : NAME_BITS;
    unsigned round : ROUND_BITS;

end_choose:
    /* C1 */
    if
    :: LOOK_UP_TAKEN(0); goto logon
    :: LOOK_UP_FREE(0)
#if P > 1
    :: LOOK_UP_TAKEN(1); goto logon
    :: LOOK_UP_FREE(1)
#endif
#if P > 2
    :: LOOK_UP_TAKEN(2); goto logon
    :: LOOK_UP_FREE(2)
#endif
#if P > 3
    :: LOOK_UP_TAKEN(3); goto logon
    :: LOOK_UP_FREE(3)
#endif
    fi;
    /* C2 */
    d_step { if :: !TAKEN(name) -> live = live | BIT :: else fi };

logon:
    /* G1 */
    if :: d_step { !locked -> locked = 1 } fi;
    /* G3 */
    do
    :: MARKED_UNUSED;
        d_step { purge(marked); overdue = overdue & ~BIT }
    :: !MARKED_UNUSED;
        break
    od;
    /* G4 */
    if
    :: d_step { live & BIT -> pass_over_unused(0) }
    :: d_step { !(live & BIT) -> pass_over_unused(0) };
        d_step { locked = 0; leave_round() };
        goto end_choose
    fi;
    /* G5 */
    d_step { sessions[name]++; entries[name]++ };
    /* G6 */
    if
    :: TAKEN(name)
    :: d_step { !TAKEN(name) -> sessions[name]--; entries[name]-- };
        d_step { locked = 0; leave_round() };
        goto end_choose
    fi;
    /* G7 */
    locked = 0;

    d_step { !locked -> locked = 1 };
    /* D1 */
    if
    :: live & BIT
    :: !(live & BIT);
        goto release_not_found
    fi;
    /* D2 */
    if
    :: TAKEN(name) && SHOWS_USE;
        /* D3a */
        if
        :: d_step { live & BIT -> live = live & ~BIT; marked = marked | BIT }
        :: !(live & BIT) && (marked & BIT)
        :: !TAKEN(name); goto release_not_found
        fi
    :: TAKEN(name) && !SHOWS_USE;
        /* D3b */
        if
        :: d_step { live & BIT -> purge(live) }
        :: !(live & BIT); goto release_not_found
        fi
    :: !TAKEN(name);
        goto release_not_found
    fi;
    locked = 0;
    goto access;
release_not_found:
    locked = 0;

access:
    /* R1: failed-access */
    assert(TAKEN(name));

    /* O1 */
    sessions[name]--;
    d_step { !locked -> locked = 1 };
    /* O2 */
    entries[name]--;
    /* O3 */
    if
    :: d_step { MARKED_UNUSED -> pass_over_unused(BIT) };
        d_step { purge(marked); overdue = overdue & ~BIT }
    :: d_step { !MARKED_UNUSED -> pass_over_unused(BIT) }
    fi;
    d_step { locked = 0; leave_round() };
    goto end_choose
}

#endif
