-- The bench family (see family and family.pml, whose remarks hold here too) by hand for Rumur. Murphi has no
-- parameters, so the C preprocessor puts them in:
--     gcc -E -P -x c -DN=3 -DP=2 -DR=1 -DMICRO -DSYMMETRY family.m
-- A rule is one step of Holdfast, so states and fired rules agree with its states and transitions. With
-- SYMMETRY the programs are a scalarset; without it a subrange, for the plain count.
-- Only choosing leaves a choice; every other place has one way on, so one rule with a switch makes them all.

type
  Program:
#ifdef SYMMETRY
    scalarset(N);
#else
    0 .. N - 1;
#endif
  Name: 0 .. P - 1;
  Status: enum { none, live, marked };

  -- In front of which step of its round a program is.
  Place: enum {
    choose,
#ifdef MICRO
    insert,
    logon, find_marked, purge_marked, look_up, enter, open, release_opened, release_missing,
    delete, look_up_deleted, ask_use, mark, purge_deleted, release_ok, release_not_found,
    access,
    logoff, wait, leave, ask_last_use, purge_last_used, release_left
#else
    logon, delete, access, logoff
#endif
  };

var
  user: array [Program] of record
    at: Place;
    name: Name;
    round: 0 .. R;
  end;
  status: array [Name] of Status;
  sessions: array [Name] of 0 .. N;     -- MAPI sessions, opening or open: who really uses it
#ifdef MICRO
  overdue: array [Name] of boolean;     -- marked and unused, and a MAPI event has come since
  entries: array [Name] of 0 .. N;      -- in the in-use table, by name: what MAPI sees
  locked: boolean;                      -- the logon mutex of the hive
#endif

#ifdef MICRO
function shows_use(n: Name): boolean; begin return entries[n] > 0; end;
#else
function shows_use(n: Name): boolean; begin return sessions[n] > 0; end;
#endif

procedure purge(n: Name);
begin
  assert "in-use-purge" sessions[n] = 0;
  status[n] := none;
#ifdef MICRO
  overdue[n] := false;
#endif
end;

procedure leave_round(p: Program);
begin
  user[p].at := choose;
  user[p].name := 0;
  user[p].round := user[p].round + 1;
end;

startstate begin
  for p: Program do
    user[p].at := choose;
    user[p].name := 0;
    user[p].round := 0;
  end;
  for n: Name do
    status[n] := none;
    sessions[n] := 0;
#ifdef MICRO
    overdue[n] := false;
    entries[n] := 0;
#endif
  end;
#ifdef MICRO
  locked := false;
#endif
end;

#ifndef MICRO

procedure purge_if_unused(n: Name);
begin
  if status[n] = marked & !shows_use(n) then purge(n); end;
end;

ruleset p: Program; n: Name do
  rule "create" user[p].at = choose & user[p].round < R ==>
  begin
    user[p].name := n;
    if status[n] = none then status[n] := live; end;
    user[p].at := logon;
  end;
end;

ruleset p: Program do
  rule "call" user[p].at != choose ==>
  begin
    alias me: user[p]; n: user[p].name do
      switch me.at
      case logon:
        purge_if_unused(n);
        if status[n] = live then
          sessions[n] := sessions[n] + 1;
          me.at := delete;
        else
          leave_round(p);
        end;
      case delete:
        if status[n] = live then
          if shows_use(n) then status[n] := marked; else purge(n); end;
        end;
        me.at := access;
      case access:
        assert "failed-access" status[n] != none;
        me.at := logoff;
      case logoff:
        sessions[n] := sessions[n] - 1;
        purge_if_unused(n);
        leave_round(p);
      end;
    end;
  end;
end;

#else

-- A MAPI event takes its look: what is marked and unused should be gone by now.
procedure pass_over_unused();
begin
  for n: Name do
    if status[n] = marked & sessions[n] = 0 then overdue[n] := true; end;
  end;
end;

-- The same at a logoff, which does not count as coming after the use that it ends itself.
procedure pass_over_others(except: Name);
begin
  for n: Name do
    if n != except & status[n] = marked & sessions[n] = 0 then overdue[n] := true; end;
  end;
end;

ruleset p: Program; n: Name do
  rule "look up" user[p].at = choose & user[p].round < R ==>
  begin
    user[p].name := n;
    user[p].at := status[n] = none ? insert : logon;
  end;
end;

ruleset p: Program do
  rule "atomic step"
    user[p].at != choose &
    !(locked & (user[p].at = logon | user[p].at = delete | user[p].at = wait)) ==>
  begin
    alias me: user[p]; n: user[p].name do
      switch me.at
      case insert:                                                                   -- C2
        if status[n] = none then status[n] := live; end;
        me.at := logon;

      case logon: locked := true; me.at := find_marked;                              -- G1
      case find_marked:                                                              -- G3
        me.at := status[n] = marked & !shows_use(n) ? purge_marked : look_up;
      case purge_marked: purge(n); me.at := find_marked;
      case look_up:                                                                  -- G4
        pass_over_unused();
        me.at := status[n] = live ? enter : release_missing;
      case enter:                                                                    -- G5
        sessions[n] := sessions[n] + 1;
        entries[n] := entries[n] + 1;
        me.at := open;
      case open:                                                                     -- G6
        if status[n] != none then
          me.at := release_opened;
        else
          sessions[n] := sessions[n] - 1;
          entries[n] := entries[n] - 1;
          me.at := release_missing;
        end;
      case release_opened: locked := false; me.at := delete;                         -- G7
      case release_missing: locked := false; leave_round(p);

      case delete: locked := true; me.at := look_up_deleted;
      case look_up_deleted:                                                          -- D1
        me.at := status[n] = live ? ask_use : release_not_found;
      case ask_use:                                                                  -- D2
        if status[n] = none then
          me.at := release_not_found;
        else
          me.at := shows_use(n) ? mark : purge_deleted;
        end;
      case mark:                                                                     -- D3a
        if status[n] = none then
          me.at := release_not_found;
        else
          status[n] := marked;
          me.at := release_ok;
        end;
      case purge_deleted:                                                            -- D3b
        if status[n] = live then
          purge(n);
          me.at := release_ok;
        else
          me.at := release_not_found;
        end;
      case release_ok: locked := false; me.at := access;
      case release_not_found: locked := false; me.at := access;

      case access:                                                                   -- R1
        assert "failed-access" status[n] != none;
        me.at := logoff;

      case logoff: sessions[n] := sessions[n] - 1; me.at := wait;                    -- O1
      case wait: locked := true; me.at := leave;
      case leave: entries[n] := entries[n] - 1; me.at := ask_last_use;               -- O2
      case ask_last_use:                                                             -- O3
        pass_over_others(n);
        me.at := status[n] = marked & !shows_use(n) ? purge_last_used : release_left;
      case purge_last_used: purge(n); me.at := release_left;
      case release_left: locked := false; leave_round(p);
      end;
    end;
  end;
end;

#endif
