# A checkout in a scratch folder for the tests of our scripts: the real scripts, with a cmake, a ctest, a dpkg
# and an apt that only note what they are asked for. So a test takes milliseconds and touches nothing outside.
set -uo pipefail
unset HOLDFAST_NO_INSTALL HOLDFAST_BUILD_DIR HOLDFAST_PROCESSOR

repository=$(readlink -f -- "${BASH_SOURCE[0]}")
repository=${repository%/tests/*}
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
checkout="$scratch/a checkout" # with a space: every path has to be quoted
tools=$scratch/tools
export JOURNAL=$scratch/journal # what the tools were asked for, a line each
export STATE=$scratch/state     # files that tell the tools how to behave
failures=0

tool()
{
    printf '#!/usr/bin/env bash\n' >"$tools/$1"
    cat >>"$tools/$1"
    chmod +x "$tools/$1"
}

make_tools()
{
    mkdir -p "$tools" "$STATE"
    tool cmake <<'END'
printf 'cmake %s\n' "$*" >>"$JOURNAL"
if [[ $1 == --build ]]; then
    [[ -e $STATE/slow ]] && sleep "$(<"$STATE/slow")"
    [[ -e $STATE/build-fails ]] && { echo "error: a source is broken"; exit 1; }
    mkdir -p "$2/reports"
    cp "$STATE/program" "$2/reports/holdfast.new"
    chmod +x "$2/reports/holdfast.new"
    mv "$2/reports/holdfast.new" "$2/reports/holdfast"
    echo "build chatter"
else
    [[ -e $STATE/configure-fails ]] && { echo "error: a library is missing"; exit 1; }
    while [[ $1 != -B ]]; do shift; done
    mkdir -p "$2"
    touch "$2/build.ninja"
    echo "configure chatter"
fi
END
    tool ctest <<'END'
printf 'ctest %s\n' "$*" >>"$JOURNAL"
echo "100% tests passed"
[[ -e $STATE/tests-fail ]] && exit 8
exit 0
END
    # Installed is all but what $STATE/missing names.
    tool dpkg-query <<'END'
for package in "${@:3}"; do
    grep -qxs -- "$package" "$STATE/missing" || echo "installed $package"
done
END
    tool apt-cache <<'END'
[[ ! -e $STATE/no-lists ]]
END
    tool apt-get <<'END'
printf 'apt-get %s\n' "$*" >>"$JOURNAL"
[[ -e $STATE/apt-busy ]] && rm "$STATE/apt-busy" && echo "E: Could not get lock lists/lock" && exit 100
[[ -e $STATE/apt-fails ]] && { echo "E: Unable to fetch some archives"; exit 100; }
[[ " $* " == *" update "* ]] && exec rm -f "$STATE/no-lists"
[[ ! -e $STATE/no-lists ]] && exec rm -f "$STATE/missing"
exit 100
END
    tool npm <<'END'
printf 'npm %s\n' "$*" >>"$JOURNAL"
[[ -e $STATE/npm-fails ]] && { echo "npm error network"; exit 1; }
mkdir -p "$3/node_modules"
END
    tool sudo <<'END'
while [[ $1 == -* ]]; do shift; done
exec "$@"
END
    tool sleep <<'END'
exec "$(PATH=/usr/bin:/bin command -v sleep)" "$(awk -v asked="$1" 'BEGIN { print asked < 1 ? asked : 0 }')"
END
    # Tools that are asked for by name must seem to be there, whatever this machine has.
    local name
    for name in g++ ninja pkg-config clang++-19 xmllint plantuml; do tool "$name" <<<'exit 0'; done
    export PATH="$tools:$PATH"
}

make_checkout()
{
    rm -rf -- "$scratch/a checkout" "$STATE" "$JOURNAL" "$scratch/elsewhere"
    mkdir -p "$checkout"/{checker,model,scenarios,reports,tests} "$STATE" "$scratch/elsewhere"
    cp -r "$repository/.ci" "$repository/holdfast" "$repository/CMakePresets.json" "$checkout"
    cp "$repository"/tests/{run,same_bytes} "$checkout/tests"
    mkdir "$checkout/tests/consumers"
    cp "$repository/tests/consumers/package.json" "$checkout/tests/consumers"
    touch "$checkout"/{CMakeLists.txt,checker/check.hpp,checker/check.cpp,scenarios/one.toml,JOURNAL}
    # Older than any build, so that the clock's grain does not matter.
    find "$checkout" -exec touch -d '1 hour ago' {} +
    : >"$JOURNAL"
    program_is <<'END'
printf 'argument <%s>\n' "$@"
END
}

# The program that the next build makes, as a script on standard input.
program_is()
{
    { printf '#!/usr/bin/env bash\n'; cat; } >"$STATE/program"
}

# run COMMAND...: leaves its exit code in `code` and what it wrote in `out` and `err`.
run()
{
    "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    code=$?
    out=$(<"$scratch/out")
    err=$(<"$scratch/err")
}

complain()
{
    printf '  line %s: %s\n' "${BASH_LINENO[1]}" "$*"
    failures=$((failures + 1))
}

expect_code() { [[ $code == "$1" ]] || complain "exit code $code instead of $1; it said: $err"; }
expect_out() { [[ $out == "$1" ]] || complain "standard output is '$out' instead of '$1'"; }
expect_in() { [[ $2 == *"$1"* ]] || complain "'$1' is not in '$2'"; }
expect_not_in() { [[ $2 != *"$1"* ]] || complain "'$1' is in '$2'"; }

# expect_count N PATTERN: so many lines of the journal begin with the pattern.
expect_count()
{
    local count
    count=$(grep -c -- "^$2" "$JOURNAL")
    [[ $count == "$1" ]] || complain "$count times '$2' instead of $1: $(<"$JOURNAL")"
}

# Each function whose name begins with `it_` is a test; its name is the sentence.
run_all_tests()
{
    make_tools
    local name before
    for name in $(compgen -A function it_); do
        before=$failures
        make_checkout
        cd -- "$checkout" || exit 1
        "$name"
        cd / || exit 1
        ((failures == before)) && printf 'ok      ' || printf 'FAILED  '
        printf '%s\n' "${name//_/ }"
    done
    ((failures == 0))
}
