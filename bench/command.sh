#!/usr/bin/env bash
# Compares the command with a plain loop over the library: `bench/command.sh CLIPS [WORK]`. CLIPS is a folder of clips; WORK is a
# folder for output, which is emptied. Prints seconds of processor time (best of RUNS, 3 by default), which do not depend on other load,
# and peak memory in MB, on 1 and 2 threads.
set -euo pipefail
clips=$1
work=${2:-$(mktemp -d)}
cd "$(dirname "$0")/.."
cargo build --quiet --release -p newsclip-cli --bin newsclip --examples
tool=target/release/newsclip
plain=target/release/examples/plain_loop

# seconds and MB of a command, the best run
measure() {
    for _ in $(seq "${RUNS:-3}"); do
        rm -rf "$work/out"
        /usr/bin/time -f '%U %S %M' "$@" 2>&1 >"$work/stdout" | tail -1 | awk '{ print $1 + $2, $3 }'
    done | sort -n | head -1 | awk '{ printf "%.2f s, %.0f MB", $1, $2 / 1024 }'
}

mkdir -p "$work"
echo "| | the loop, 1 thread | the command, 1 thread | the loop, 2 threads | the command, 2 threads |"
echo "| --- | --- | --- | --- | --- |"
for format in markdown text html page json rss atom jsonfeed clip jsonl head; do
    row="| $format"
    for threads in 1 2; do
        case $format in
            head) command=(index --to csv) ;;
            jsonl) command=(convert --to jsonl) ;;
            *) command=(convert --to "$format" -o "$work/out") ;;
        esac
        row+=" | $(measure "$plain" "$clips" "$work/out" "$threads" "$format")"
        row+=" | $(measure "$tool" "${command[@]}" "$clips" --quiet --jobs "$threads")"
    done
    echo "$row |"
done
for command in "feed --to rss" "feed --to atom --limit 50" "check"; do
    row="| \`$command\`"
    for threads in 1 2; do
        # shellcheck disable=SC2086
        row+=" | | $(measure "$tool" $command "$clips" --quiet --jobs "$threads")"
    done
    echo "$row |"
done
