#!/usr/bin/env bash
# tests/run and tests/same_bytes: which builds are made, what ctest is asked, and what counts as the same.
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.bash" || exit 1

it_explains_itself_without_touching_anything()
{
    run tests/run --help
    expect_code 0
    expect_in "Usage: tests/run [PRESET...]" "$out"
    expect_count 0 ""
}

it_refuses_an_unknown_preset_with_the_known_ones()
{
    run tests/run dev debug
    expect_code 2
    expect_in "there is no preset 'debug'" "$err"
    expect_in "dev checked release clang thread" "$err"
    expect_count 0 ""
}

it_knows_every_preset_of_cmake()
{
    local preset
    for preset in dev checked release clang thread; do
        grep -q "\"name\": \"$preset\", \"inherits\": \"base\", \"configurePreset\"" CMakePresets.json ||
            complain "CMake has no test preset $preset"
        run tests/run "$preset"
        expect_code 0
    done
}

it_tests_dev_and_builds_the_programs_of_clang_and_release_by_default()
{
    run tests/run
    expect_code 0
    expect_count 1 "cmake --preset dev"
    expect_count 1 "cmake --preset clang"
    expect_count 1 "cmake --preset release .*-DHOLDFAST_TESTS=OFF"
    expect_count 3 "cmake --build"
    expect_count 1 "cmake --build $checkout/build/clang --target holdfast"
    expect_count 1 "ctest --test-dir $checkout/build/tests --output-on-failure --no-tests=error"
    local gathered
    gathered=$(<build/tests/CTestTestfile.cmake)
    expect_in "subdirs([==[$checkout/build/dev]==])" "$gathered"
    expect_in "[==[$checkout/build/clang/reports/holdfast]==]" "$gathered"
    expect_in "[==[$checkout/build/release/reports/holdfast]==]" "$gathered"
    [[ $(tail -n 1 <<<"$out") == "100% tests passed" ]] || complain "the last line is not ctest's: $out"
}

it_runs_one_preset_and_gives_options_to_ctest()
{
    run tests/run thread -- -R "two words"
    expect_code 0
    expect_count 1 "cmake --preset"
    expect_count 1 "ctest .*-R two words$"
}

it_passes_the_exit_code_of_ctest_on()
{
    touch "$STATE/tests-fail"
    run tests/run dev
    expect_code 8
    run .ci/run
    expect_code 8
}

it_tests_nothing_after_a_failed_build()
{
    touch "$STATE/build-fails"
    run tests/run dev
    expect_code 4
    expect_in "the build of dev failed" "$err"
    expect_count 0 "ctest"
}

it_installs_what_the_presets_need_and_no_more()
{
    printf '%s\n' catch2 clang-tidy-19 >"$STATE/missing"
    run tests/run dev
    expect_count 1 "apt-get .* catch2$"
    echo catch2 >"$STATE/missing"
    HOLDFAST_NO_INSTALL=1 run tests/run dev
    expect_code 2
    expect_in "apt-get install -y --no-install-recommends --no-remove catch2" "$err"
}

it_installs_the_browser_apart_and_does_without_it()
{
    echo fonts-dejavu-core >"$STATE/missing"
    touch "$STATE/apt-fails"
    run tests/run dev
    expect_code 0
    expect_in "apt could not install them" "$err"
    HOLDFAST_NO_INSTALL=1 run tests/run dev
    expect_code 0
    rm "$STATE/apt-fails"
    run tests/run dev
    expect_count 3 "apt-get .* fonts-dejavu-core$" # it is tried twice before it is given up
}

it_installs_the_readers_of_reports_once_and_again_where_their_list_has_changed()
{
    run tests/run dev
    run tests/run dev
    expect_count 1 "npm install --prefix $checkout/build/consumers --ignore-scripts"
    echo >>tests/consumers/package.json
    run tests/run dev
    expect_count 2 "npm install"
}

it_goes_on_without_the_readers_of_reports_and_says_so()
{
    touch "$STATE/npm-fails"
    run tests/run dev
    expect_code 0
    expect_in "npm error network" "$err"
    expect_in "npm could not install them, so tests/consumers is skipped" "$err"
    expect_count 1 "ctest"
    HOLDFAST_NO_INSTALL=1 run tests/run dev
    expect_code 0
    expect_in "the readers of reports are not installed" "$err"
    expect_count 1 "npm"
}

# program NAME TEXT STATES SECONDS CODE [PAGE]: prints TEXT and writes reports with these figures.
program()
{
    cat >"$scratch/elsewhere/$1" <<END
#!/usr/bin/env bash
printf '%s\n' '$2'
cat >"\${5#json=}" <<JSON
{
  "measurements": {
    "seconds": $4
  },
  "results": {
    "states": $3
  },
  "version": 1
}
JSON
printf '%s\n' '${6:-a page}' >"\${7#html=}"
printf 'junit\n' >"\${9#junit=}"
printf 'sarif\n' >"\${11#sarif=}"
exit $5
END
    chmod +x "$scratch/elsewhere/$1"
}

same_bytes() { run tests/same_bytes "$scratch/elsewhere/one" "$scratch/elsewhere/other"; }

it_finds_programs_the_same_whose_times_alone_differ()
{
    program one "all holds" 7 0.5 0
    program other "all holds" 7 9.5 0
    same_bytes
    expect_code 0
    expect_out "the same bytes from 3 runs of 2 programs"
}

it_finds_programs_different_by_text_results_or_exit_code()
{
    program one "all holds" 7 0.5 0
    program other "all hold" 7 0.5 0
    same_bytes
    expect_code 1
    expect_in "text differs" "$out"
    program other "all holds" 8 0.5 0
    same_bytes
    expect_code 1
    expect_in "json differs" "$out"
    program other "all holds" 7 0.5 1
    same_bytes
    expect_code 1
    expect_in "code differs" "$out"
    program other "all holds" 7 0.5 0 "another page"
    same_bytes
    expect_code 1
    expect_in "html differs" "$out"
}

it_compares_nothing_with_nothing_as_different()
{
    printf '#!/usr/bin/env bash\n' >"$scratch/elsewhere/one"
    chmod +x "$scratch/elsewhere/one"
    cp "$scratch/elsewhere/one" "$scratch/elsewhere/other"
    same_bytes
    expect_code 1
    expect_in "nothing to compare" "$out"
}

run_all_tests
