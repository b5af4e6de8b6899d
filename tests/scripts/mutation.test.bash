#!/usr/bin/env bash
# tests/mutation/instrument: every guard is wrapped once, nothing else changes, and the list says where it stands.
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.bash" || exit 1

instrument()
{
    cp -r "$repository/model" "$checkout"
    mkdir -p "$checkout/tests/mutation"
    cp "$repository"/tests/mutation/instrument* "$checkout/tests/mutation"
    run tests/mutation/instrument "$scratch/elsewhere"
    expect_code 0
}

# The header without what instrument put into it.
unwrapped()
{
    awk '{ text = text $0 "\n" }
    END {
        sub(/#include "tests\/mutation\/mutant.hpp"\n\n/, "", text)
        while (match(text, /holdfast::mutation::guard\([0-9]+, static_cast<bool>\(/)) {
            out = out substr(text, 1, RSTART - 1)
            text = substr(text, RSTART + RLENGTH)
            open = 1
            for (at = 1; open > 0; ++at) {
                c = substr(text, at, 1)
                if (c == "(") ++open
                if (c == ")") --open
            }
            out = out substr(text, 1, at - 2)
            text = substr(text, at + 1)
        }
        printf "%s%s", out, text
    }' "$1"
}

it_changes_nothing_but_the_guards()
{
    instrument
    local header count=0
    while read -r header; do
        unwrapped "$scratch/elsewhere/$header" >"$scratch/unwrapped"
        diff "$scratch/unwrapped" "$header" || complain "$header is not the same without the wrapping"
        count=$((count + 1))
    done < <(cd "$scratch/elsewhere" && find model -name '*.hpp')
    ((count >= 20)) || complain "only $count headers were wrapped"
}

it_numbers_the_guards_without_a_gap_and_lists_each()
{
    instrument
    local guards=$scratch/elsewhere/guards.txt number=0 listed place condition
    while IFS=$'\t' read -r listed place condition; do
        number=$((number + 1))
        [[ $listed == "$number" ]] || complain "guard $listed stands where $number should"
        [[ $(grep -r -c "guard($listed, " "$scratch/elsewhere/${place%:*}") == 1 ]] ||
            complain "guard $listed is not in $place"
        [[ $(tail -n "+${place#*:}" "${place%:*}" | head -2) == *"${condition:0:9}"* ]] ||
            complain "$place is not the place of: $condition"
    done <"$guards"
    ((number > 200)) || complain "only $number guards"
}

it_writes_no_header_again_that_has_not_changed()
{
    instrument
    local before
    before=$(find "$scratch/elsewhere/model" -type f -exec stat -c '%n %Y.%i' {} + | sort)
    sleep 0.1
    run tests/mutation/instrument "$scratch/elsewhere"
    [[ $(find "$scratch/elsewhere/model" -type f -exec stat -c '%n %Y.%i' {} + | sort) == "$before" ]] ||
        complain "a header was written again"
}

it_refuses_a_wrong_command_line()
{
    mkdir -p tests/mutation
    cp "$repository"/tests/mutation/{run,instrument} tests/mutation
    run tests/mutation/instrument
    expect_code 2
    run tests/mutation/run --ony access
    expect_code 2
    expect_in "there is no option '--ony'" "$err"
    run tests/mutation/run --help
    expect_code 0
    expect_in "Usage: tests/mutation/run" "$out"
}

run_all_tests
