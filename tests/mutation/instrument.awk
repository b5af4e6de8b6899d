# Wraps every guard of a source of the model, so that one build holds all mutants: `if (CONDITION)` becomes
# `if (holdfast::mutation::guard(N, (CONDITION)))`, and so does `const bool NAME = CONDITION;`. Numbers go on from
# -v first=N. The wrapped source goes to standard output, a line for each guard to the file -v list=PATH:
# number, file:line, condition. -v name=PATH is how the list calls the file.
#
# Conditions that declare something and those of `if constexpr` stay as they are; so do the assertions.

{ text = text $0 "\n" }

END {
    number = first
    mutant = "#include \"tests/mutation/mutant.hpp\"\n"
    added_lines = 2
    if (!sub(/#pragma once\n/, "&\n" mutant, text)) text = mutant "\n" text
    out = ""
    line = 1
    while (match(text, /(\n[^\n\/]*[^a-zA-Z_]if \(|const bool [a-z_]+ =[ \n]+)/)) {
        is_if = substr(text, RSTART + RLENGTH - 4, 4) == "if ("
        before = substr(text, 1, RSTART + RLENGTH - 1)
        text = substr(text, RSTART + RLENGTH)
        line += gsub(/\n/, "\n", before)
        out = out before
        length_of_condition = is_if ? end_of_parentheses(text) : index(text, ";") - 1
        condition = substr(text, 1, length_of_condition)
        if (!can_be_wrapped(condition)) continue
        # What an if declares in front of its condition stays in front.
        declared = ""
        if (is_if && match(condition, /; /)) {
            declared = substr(condition, 1, RSTART + 1)
            condition = substr(condition, RSTART + 2)
        }
        shown = condition
        gsub(/[ \n]+/, " ", shown)
        print number "\t" name ":" (line - added_lines) "\t" shown > list
        out = out declared "holdfast::mutation::guard(" number ", static_cast<bool>(" condition "))"
        text = substr(text, length_of_condition + 1)
        line += gsub(/\n/, "\n", condition)
        ++number
    }
    printf "%s%s", out, text
    print number > next_number
}

# How long the text is up to the parenthesis that closes one which is open already.
function end_of_parentheses(rest, open, at, c)
{
    open = 1
    for (at = 1; at <= length(rest); ++at) {
        c = substr(rest, at, 1)
        if (c == "(") ++open
        if (c == ")" && --open == 0) return at - 1
    }
    return 0
}

function can_be_wrapped(condition)
{
    if (condition == "") return 0
    if (condition ~ /narrator/) return 0  # a report only
    return condition !~ /^(const )?auto/ || condition ~ /; /
}
