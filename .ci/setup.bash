# Set-up for ./holdfast and tests/run, which source this file: what is missing is installed, a preset is
# configured and built. Everything is said on standard error; nothing ever asks a question. The caller has set
#   root    the folder of the checkout
#   caller  the name to speak under, such as "holdfast"
#   needs   the words of .ci/packages that say what for, such as (program tests)

# Codes of the program itself: the command line is wrong; our own fault (here: there is nothing to run).
readonly misuse=2 our_fault=4

say() { printf '%s: %s\n' "$caller" "$*" >&2; }

fail()
{
    local code=$1
    shift
    say "$@"
    exit "$code"
}

# Runs a command with its output on the terminal where somebody watches, and otherwise only if it fails.
# Standard input is not for the command: it belongs to the program.
quietly()
{
    if [[ -t 2 ]]; then
        "$@" >&2 </dev/null
        return
    fi
    local output
    output=$("$@" 2>&1 </dev/null) && return
    printf '%s\n' "$output" >&2
    return 1
}

# ---- packages ---------------------------------------------------------------------------------------------

# The rows of .ci/packages that are needed: package, command, what it is for.
needed_packages()
{
    local need package command purpose
    while read -r need package command purpose; do
        [[ " ${needs[*]} " == *" $need "* ]] && printf '%s %s %s\n' "$package" "$command" "$purpose"
    done <"$root/.ci/packages"
}

# A tool may come from anywhere, so it is asked for by command first; the rest is asked of dpkg in one call.
missing_packages()
{
    local package command purpose installed
    local -a wanted=()
    while read -r package command purpose; do
        command -v "$command" >/dev/null || wanted+=("$package")
    done < <(needed_packages)
    ((${#wanted[@]})) || return 0
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null)
    for package in "${wanted[@]}"; do
        [[ $'\n'$installed$'\n' == *$'\n'"installed $package"$'\n'* ]] || printf '%s\n' "$package"
    done
}

have_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# apt-get waits by itself for the lock of dpkg, but not for that of its package lists, which a machine that
# has just started often holds: so ask again for ten minutes. Leaves what apt said in `apt_said`.
apt_get()
{
    local -a as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || { apt_said="only root can install, and there is no sudo"; return 1; }
        as_root=(sudo -n)
    fi
    local attempt
    for ((attempt = 0; attempt < 120; ++attempt)); do
        apt_said=$("${as_root[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive \
            apt-get -q -o DPkg::Lock::Timeout=600 "$@" </dev/null 2>&1) && return
        [[ $apt_said == *"Could not get lock"* ]] || return 1
        ((attempt)) || say "another program is using apt; waiting for it"
        sleep 5
    done
    return 1
}

# A machine that has just been set up has no lists of packages.
has_lists_for() { apt-cache show "$@" >/dev/null 2>&1; }

# --no-remove: libboost1.81-dev excludes libboost1.74-dev, and whoever has that one has to decide.
readonly install_arguments=(install -y --no-install-recommends --no-remove)

# If it fails the lists may be so old that the archive has moved on.
install()
{
    if has_lists_for "$@"; then
        apt_get "${install_arguments[@]}" "$@" && return
    fi
    apt_get update
    apt_get "${install_arguments[@]}" "$@"
}

# What `install` does, for a person to read and to repeat.
install_line()
{
    local sudo=""
    ((EUID == 0)) || sudo="sudo "
    has_lists_for "$@" || printf '%sapt-get update && ' "$sudo"
    printf '%sapt-get %s %s\n' "$sudo" "${install_arguments[*]}" "$*"
}

# Where installing fails we go on: the libraries may be there without Debian's packages, and whether they are,
# the configuration finds out.
install_missing()
{
    have_apt || return 0
    local -a missing
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]})) || return 0

    if [[ ${HOLDFAST_NO_INSTALL:-0} != 0 ]]; then
        say "packages are missing (HOLDFAST_NO_INSTALL is set, so nothing was installed); install them with:"
        printf '    %s\n' "$(install_line "${missing[@]}")" >&2
        exit "$misuse"
    fi
    say "packages are missing; installing them with:"
    printf '    %s\n' "$(install_line "${missing[@]}")" >&2
    install "${missing[@]}" && return
    printf '%s\n' "$apt_said" >&2
    say "apt could not install them; going on, in case the build finds what it needs elsewhere"
}

# After a failed configuration: what the build needs, by the names that Debian gives it.
name_packages()
{
    local -a missing=()
    have_apt && mapfile -t missing < <(missing_packages)
    have_apt && ((${#missing[@]} == 0)) && return
    say "the build needs these packages (names of Debian 12) or the same from elsewhere:"
    local package command purpose
    while read -r package command purpose; do
        have_apt && [[ " ${missing[*]} " != *" $package "* ]] && continue
        printf '    %-22s %s\n' "$package" "$purpose" >&2
    done < <(needed_packages)
}

# ---- building ---------------------------------------------------------------------------------------------

# One build at a time in a folder. Whoever is second waits, and then finds the work done.
lock_build()
{
    local dir=$1
    mkdir -p -- "$dir" 2>/dev/null && [[ -w $dir ]] ||
        fail "$our_fault" "cannot write to $dir; set HOLDFAST_BUILD_DIR to a folder for the build"
    exec {build_lock}>"$dir/.lock"
    command -v flock >/dev/null || return 0
    flock --nonblock "$build_lock" && return
    say "another build is running in $dir; waiting for it"
    flock "$build_lock"
}

unlock_build() { exec {build_lock}>&-; }

# CMake looks at the presets only when it is called with one, so the build alone would miss a change there;
# and a folder that was copied along with its checkout would go on building the old place.
# is_configured FOLDER [CMAKE-OPTION...]
is_configured()
{
    local dir=$1 mark=$1/.configured
    shift
    [[ -f $dir/build.ninja && -f $mark && $(<"$mark") == "$root $*" && ! $root/CMakePresets.json -nt $mark ]]
}

run_cmake() { (cd -- "$root" && cmake "$@" </dev/null); }

# configure PRESET FOLDER [CMAKE-OPTION...]
configure()
{
    local preset=$1 dir=$2 output
    shift 2
    command -v cmake >/dev/null || {
        name_packages
        fail "$our_fault" "there is no cmake"
    }
    # What an older attempt left behind (another place, a compiler that is gone) must not fail this one.
    output=$(run_cmake --preset "$preset" -B "$dir" "$@" 2>&1) ||
        output=$(run_cmake --fresh --preset "$preset" -B "$dir" "$@" 2>&1) || {
        printf '%s\n' "$output" >&2
        name_packages
        fail "$our_fault" "the build could not be configured"
    }
    printf '%s\n' "$root $*" >"$dir/.configured"
}
