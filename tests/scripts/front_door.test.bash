#!/usr/bin/env bash
# ./holdfast: what it passes on, when it builds, and what it says where it cannot.
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.bash" || exit 1

it_passes_every_argument_and_the_exit_code_on()
{
    program_is <<'END'
printf '<%s>' "$@"
exit 3
END
    run ./holdfast check "two words" "" --flag='*'
    expect_code 3
    expect_out "<check><two words><><--flag=*>"
}

it_adds_nothing_to_standard_output_and_passes_the_standard_error_on()
{
    program_is <<'END'
echo result
echo diagnosis >&2
END
    run ./holdfast
    expect_out "result"
    expect_in "building" "$err"
    expect_not_in "chatter" "$err"
    run ./holdfast
    expect_out "result"
    [[ $err == diagnosis ]] || complain "standard error is '$err'"
}

it_gives_its_standard_input_to_the_program()
{
    program_is <<<'cat'
    printf 'from a pipe' | ./holdfast >"$scratch/out" 2>/dev/null
    out=$(<"$scratch/out")
    expect_out "from a pipe"
}

it_leaves_the_current_folder_to_the_caller()
{
    program_is <<<'pwd -P'
    cd -- "$scratch/elsewhere" || exit 1
    run "../a checkout/holdfast"
    expect_out "$(pwd -P)"
}

it_is_found_through_links_and_the_search_path()
{
    mkdir -p "$scratch/elsewhere/bin"
    ln -s "../../a checkout/holdfast" "$scratch/elsewhere/bin/hold"
    ln -s bin/hold "$scratch/elsewhere/twice"
    cd -- "$scratch/elsewhere" || exit 1
    run ./twice link
    expect_out "argument <link>"
    PATH="$scratch/elsewhere/bin:$PATH" run hold path
    expect_out "argument <path>"
    run bash "$checkout/holdfast" shell
    expect_out "argument <shell>"
}

it_builds_once_and_starts_at_once_from_then_on()
{
    run ./holdfast
    expect_count 1 "cmake --preset release"
    expect_count 1 "cmake --build"
    run ./holdfast again
    expect_out "argument <again>"
    expect_count 2 "cmake"
}

it_builds_again_when_a_source_changes_comes_or_goes()
{
    run ./holdfast
    touch -d '1 hour' checker/check.cpp
    run ./holdfast
    expect_count 2 "cmake --build"
    touch -d '1 hour ago' checker/check.cpp
    run ./holdfast
    rm checker/check.hpp
    sleep 0.01
    run ./holdfast
    expect_count 3 "cmake --build"
    expect_count 1 "cmake --preset"
}

it_does_not_build_for_a_scenario()
{
    run ./holdfast
    printf 'title = "another"\n' >scenarios/one.toml
    run ./holdfast
    expect_count 1 "cmake --build"
}

it_configures_again_when_the_presets_change()
{
    run ./holdfast
    touch -d '1 hour' CMakePresets.json
    run ./holdfast
    expect_count 2 "cmake --preset"
}

it_configures_again_where_the_checkout_was_copied_to()
{
    run ./holdfast
    cp -a "$checkout" "$scratch/elsewhere/copy"
    touch -d '1 hour' "$scratch/elsewhere/copy/checker/check.cpp"
    run "$scratch/elsewhere/copy/holdfast" copy
    expect_out "argument <copy>"
    expect_count 2 "cmake --preset"
    expect_count 1 "cmake --build $scratch/elsewhere/copy"
}

it_builds_for_the_processor_and_again_where_that_is_another_one()
{
    HOLDFAST_PROCESSOR=x86-64-v3 run ./holdfast
    HOLDFAST_PROCESSOR=x86-64-v3 run ./holdfast
    expect_count 1 "cmake --preset release .*-DHOLDFAST_PROCESSOR=x86-64-v3$"
    expect_count 1 "cmake --build"
    HOLDFAST_PROCESSOR="" run ./holdfast older
    expect_out "argument <older>"
    expect_count 1 "cmake --preset release .*-DHOLDFAST_PROCESSOR=$"
    expect_count 2 "cmake --build"
}

it_shows_why_a_build_failed_and_runs_nothing_old()
{
    run ./holdfast
    touch "$STATE/build-fails"
    touch -d '1 hour' checker/check.cpp
    run ./holdfast old
    expect_code 4
    expect_out ""
    expect_in "error: a source is broken" "$err"
    expect_in "the build failed" "$err"

    # Even if the source gets its old time back: the build in between has not ended well.
    touch -d '1 hour ago' checker/check.cpp
    run ./holdfast old
    expect_code 4

    rm "$STATE/build-fails"
    run ./holdfast new
    expect_code 0
    expect_out "argument <new>"
}

it_installs_what_is_missing_and_prints_the_line_first()
{
    printf '%s\n' libfmt-dev libcli11-dev catch2 >"$STATE/missing"
    run ./holdfast installed
    expect_out "argument <installed>"
    expect_in "apt-get install -y --no-install-recommends --no-remove libcli11-dev libfmt-dev"$'\n' "$err"
    expect_count 1 "apt-get"
    expect_count 1 "apt-get .*install -y --no-install-recommends --no-remove libcli11-dev libfmt-dev$"
}

it_fetches_the_lists_of_packages_where_there_are_none()
{
    echo libfmt-dev >"$STATE/missing"
    touch "$STATE/no-lists"
    run ./holdfast
    expect_code 0
    expect_in "apt-get update && " "$err"
    expect_count 1 "apt-get .*update"
    expect_count 1 "apt-get .*install"
}

it_waits_while_another_program_uses_apt()
{
    echo libfmt-dev >"$STATE/missing"
    touch "$STATE/apt-busy"
    run ./holdfast
    expect_code 0
    expect_in "waiting" "$err"
    expect_count 2 "apt-get .*install"
}

it_installs_nothing_where_it_is_told_so()
{
    echo libfmt-dev >"$STATE/missing"
    HOLDFAST_NO_INSTALL=1 run ./holdfast
    expect_code 2
    expect_out ""
    expect_in "apt-get install -y --no-install-recommends --no-remove libfmt-dev" "$err"
    expect_count 0 ""
}

it_needs_no_installing_where_nothing_is_missing()
{
    HOLDFAST_NO_INSTALL=1 run ./holdfast
    expect_code 0
    expect_count 0 "apt-get"
}

it_goes_on_when_apt_fails_and_names_the_packages_when_the_build_then_cannot()
{
    echo libfmt-dev >"$STATE/missing"
    touch "$STATE/apt-fails"
    run ./holdfast
    expect_code 0
    expect_in "E: Unable to fetch some archives" "$err"

    rm -r build
    touch "$STATE/configure-fails"
    run ./holdfast
    expect_code 4
    expect_in "error: a library is missing" "$err"
    expect_in "libfmt-dev             fmt: text" "$err"
    expect_not_in "libcli11-dev  " "$err"
}

# A PATH with the tools that any system has, and neither apt nor dpkg.
without_apt()
{
    local name
    mkdir -p "$scratch/bare"
    for name in bash env readlink find mkdir touch mv rm cp chmod cat flock; do
        ln -sf "$(command -v "$name")" "$scratch/bare/$name"
    done
    for name in "$@"; do ln -sf "$tools/$name" "$scratch/bare/$name"; done
    PATH=$scratch/bare run ./holdfast
    rm -r "$scratch/bare"
}

it_builds_without_apt_where_everything_is_there()
{
    without_apt cmake g++ ninja pkg-config
    expect_code 0
    expect_not_in "package" "$err"
}

it_names_the_packages_where_there_is_no_apt()
{
    touch "$STATE/configure-fails"
    without_apt cmake g++ ninja pkg-config
    expect_code 4
    expect_out ""
    expect_in "error: a library is missing" "$err"
    expect_in "libboost1.81-dev       Boost.Graph" "$err"
    expect_not_in "catch2" "$err"
    without_apt
    expect_code 4
    expect_in "there is no cmake" "$err"
    expect_in "cmake                  describes the build" "$err"
}

it_builds_once_for_two_starts_at_the_same_time()
{
    echo 0.3 >"$STATE/slow"
    ./holdfast first >"$scratch/first" 2>/dev/null &
    ./holdfast second >"$scratch/second" 2>/dev/null &
    wait
    out="$(cat "$scratch/first" "$scratch/second")"
    expect_out $'argument <first>\nargument <second>'
    expect_count 1 "cmake --build"
}

# Ctrl-C reaches everything in the foreground; the script and its build are a session of their own for that.
it_ends_with_130_when_the_build_is_interrupted()
{
    echo 0.9 >"$STATE/slow"
    setsid env --default-signal=INT ./holdfast >"$scratch/out" 2>"$scratch/err" &
    local leader=$!
    local patience
    for ((patience = 0; patience < 500; ++patience)); do
        grep -q -- "--build" "$JOURNAL" && break
        sleep 0.01
    done
    kill -INT -- "-$leader"
    wait "$leader"
    code=$?
    err=$(<"$scratch/err")
    expect_code 130
    expect_in "interrupted" "$err"
    rm "$STATE/slow"
    run ./holdfast after
    expect_out "argument <after>"
}

it_says_where_it_cannot_write()
{
    touch "$scratch/elsewhere/file"
    HOLDFAST_BUILD_DIR=$scratch/elsewhere/file/build run ./holdfast
    expect_code 4
    expect_out ""
    expect_in "cannot write to $scratch/elsewhere/file/build" "$err"
    expect_in "HOLDFAST_BUILD_DIR" "$err"
}

it_builds_where_it_is_told_to_and_needs_no_home()
{
    cd -- "$scratch/elsewhere" || exit 1
    HOLDFAST_BUILD_DIR="my build" run env -u HOME "$checkout/holdfast" here
    expect_out "argument <here>"
    [[ -x "$scratch/elsewhere/my build/reports/holdfast" ]] || complain "nothing was built there"
    [[ ! -e $checkout/build ]] || complain "something was built in the checkout"
}

run_all_tests
