# shellcheck shell=bash
# Sourced by every script beside it: versions, places, and a word on whatever takes long.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# shellcheck disable=SC2034 # read by the scripts that source this
{
    trunk_version=0.21.14
    # Its glue and its command line tool speak the same version, or not at all.
    wasm_bindgen_version=$(awk -F'"' '/^name = "wasm-bindgen"$/ { getline; print $2 }' Cargo.lock)
    wasm_split_version=0.2.4
    binaryen_version=132.0.0
    esbuild_version=0.28.2
    axe_version=4.14.1
    geckodriver_version=0.37.1
    ical_js_version=2.2.1
    jsonld_version=9.0.0
    icalendar_version=7.3.0
    fullcalendar_version=7.1.0
    temporal_polyfill_version=1.0.8
}

tools=$root/.tools
modules=$tools/npm/node_modules
mkdir -p "$tools"
PATH=$tools/bin:$modules/.bin:$PATH
export PATH

# Trunk reads NO_COLOR as a boolean and stops at the customary `1`.
if [[ -n ${NO_COLOR:-} ]]; then
    export NO_COLOR=true
fi

doing=
trap 'status=$?; if ((status)) && [[ -n $doing ]]; then echo "failed: $doing" >&2; fi' EXIT

# timed LABEL HOW_LONG COMMAND…: runs the command between two lines, the second with the seconds it took.
# A caller that exports LICHTHOF_TIMES, the name of a file, finds the seconds there.
timed() {
    local label=$1 how_long=$2 begin=$SECONDS outer=$doing
    shift 2
    printf '→ %s (%s)\n' "$label" "$how_long"
    doing=$label
    "$@"
    doing=$outer
    printf '✓ %s: %d s\n' "$label" $((SECONDS - begin))
    if [[ -n ${LICHTHOF_TIMES:-} ]]; then
        printf '%d %s\n' $((SECONDS - begin)) "$label" >>"$LICHTHOF_TIMES"
    fi
}

die() {
    printf '%s\n' "$@" >&2
    exit 1
}
