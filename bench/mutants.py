#!/usr/bin/env python3
"""Tests many mutants with one build.

`cargo mutants` builds the project once for each mutant, which takes about a minute. This script takes its list of mutants,
but puts them into one build: the body of each function becomes a `match` on the number in NEWSCLIP_MUTANT, with an arm for each
mutant and the original body as the last arm. A mutant that does not compile is left out, as `cargo mutants` does. Then the
tests run once for each mutant, about a second each.

    cargo install cargo-mutants
    pip install tree-sitter tree-sitter-rust
    python3 bench/mutants.py WORK START STEP [all] [PATH ...]

WORK is a folder to build in, outside the project. The mutants are START, START + STEP, … of the list: `0 10` is a tenth. If
there is a PATH, the list has only the mutants of this file or folder: `0 1 src/html/head src/url`.
WORK/results.jsonl has a line for each mutant; another run with the same WORK continues it. The slowest tests, which catch few
mutants, run only with `all`. Mutants in `const` functions and,
mostly, in functions that return `impl Trait` cannot be built like this and are counted as not tested.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import tree_sitter
import tree_sitter_rust

PROJECT = Path(__file__).resolve().parent.parent
COPIED = "src tests fixtures docs examples cli README.md CHANGELOG.md Cargo.toml Cargo.lock".split()
PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))

# What the bodies match on.
NUMBER = """
#[doc(hidden)]
pub fn mutant() -> u32 {
    static NUMBER: std::sync::LazyLock<u32> =
        std::sync::LazyLock::new(|| std::env::var("NEWSCLIP_MUTANT").map_or(0, |text| text.parse().unwrap()));
    *NUMBER
}
"""

# Some mutants overflow or recurse in ways that the compiler notices. Their tests shall fail, not the build.
LINTS = "-A warnings -A arithmetic_overflow -A unconditional_panic -A unconditional_recursion"
BUILD = dict(
    os.environ,
    RUSTFLAGS=LINTS,
    CARGO_INCREMENTAL="0",
    CARGO_PROFILE_DEV_DEBUG="0",
    CARGO_PROFILE_DEV_OPT_LEVEL="1",
)

# Tests that take most of the time and catch few mutants.
SLOW = ["safety::", "depth::", "json::json_of_any_tree", "items_before_the_damage_are_kept", "nesting_of_any_depth"]
# Tests of other files than those that are copied. No mutant changes them.
OTHER_FILES = ["documentation::"]
CASES = ["fixtures::", "feed_cases::", "errors::", "html::", "clip::", "api::"]


class Source:
    """A source file with its mutants, grouped by the innermost function around each. Offsets count characters."""

    def __init__(self, text, mutants):
        self.text = text
        functions = bodies(text)
        line_starts = [0] + [found.end() for found in re.finditer("\n", text)]

        def offset(place):
            return line_starts[place["line"] - 1] + place["column"] - 1

        self.mutants = {}
        self.untested = set()
        for mutant in mutants:
            start, end = offset(mutant["span"]["start"]), offset(mutant["span"]["end"])
            around = [function for function in functions if function[0] <= start and end <= function[1]]
            if not around or max(around)[2]:
                self.untested.add(mutant["id"])
                continue
            group = self.mutants.setdefault(max(around)[:2], [])
            group.append((mutant["id"], start, end, mutant["replacement"]))

    def render(self, left_out):
        return self.part(0, len(self.text), set(), left_out)

    def part(self, start, end, written, left_out):
        """The text from `start` to `end`, with all functions in it but those that are `written` already."""
        out, at = [], start
        for function in sorted(self.mutants):
            if at <= function[0] and function[1] <= end and function not in written:
                out += [self.text[at : function[0]], self.function(function, written, left_out)]
                at = function[1]
        return "".join(out) + self.text[at:end]

    def function(self, function, written, left_out):
        arms = []
        for number, start, end, replacement in self.mutants[function]:
            if number not in left_out:
                body = self.text[function[0] : start] + replacement + self.text[end : function[1]]
                arms.append(f"/*<{number}>*/ {number} => {{\n{body}\n}} /*</>*/\n")
        inside = self.part(*function, written | {function}, left_out)
        if not arms:
            return inside
        first = self.mutants[function][0][0]
        return f"\nmatch crate::mutant() {{\n{''.join(arms)}_ => {{ /*<-{first}>*/{inside}/*</>*/ }}\n}}\n"


def bodies(text):
    """The functions of a file: where their bodies begin and end, and whether they are `const`."""
    data = text.encode()
    characters = {}
    position = 0
    for index, character in enumerate(text):
        characters[position] = index
        position += len(character.encode())
    found, stack = [], [PARSER.parse(data).root_node]
    while stack:
        node = stack.pop()
        stack.extend(node.children)
        body = node.child_by_field_name("body") if node.type == "function_item" else None
        if body:
            is_const = re.search(rb"\bconst\b[^(]*\bfn\b", data[node.start_byte : body.start_byte])
            found.append((characters[body.start_byte] + 1, characters[body.end_byte - 1], bool(is_const)))
    return found


def owners(text):
    """For each line, the mutant in whose arm it is; the negative number of the first in an original body."""
    stack, lines = [0], []
    for line in text.split("\n"):
        marks = re.findall(r"/\*<(/|-?\d+)>\*/", line)
        opened = [int(mark) for mark in marks if mark != "/"]
        lines.append(opened[-1] if opened else stack[-1])
        for mark in marks:
            stack.pop() if mark == "/" else stack.append(int(mark))
    return lines


def errors(command, work):
    """Runs cargo; the messages of errors, and the executables of tests."""
    run = subprocess.run([*command, "--message-format=json"], cwd=work, env=BUILD, capture_output=True, text=True)
    found, executables = [], {}
    for message in map(json.loads, run.stdout.splitlines()):
        if message["reason"] == "compiler-message" and message["message"]["level"] == "error":
            found.append(message["message"])
        if message.get("executable") and message["profile"]["test"]:
            executables[message["target"]["name"]] = message["executable"]
    return found, executables


def write_sources(sources, left_out, work):
    """Writes the files; the owners of their lines."""
    lines = {}
    for name, source in sources.items():
        text = source.render(left_out)
        lines[name] = owners(text)
        (work / name).write_text(text + (NUMBER if name == "src/lib.rs" else ""))
    return lines


def uncompilable(messages, sources, lines):
    """The mutants that errors are in. An error in an original body, such as two types of `impl Trait`, is in all of its arms."""
    found = set()
    for message in messages:
        for span in message["spans"]:
            number = lines[span["file_name"]][span["line_start"] - 1] if span["file_name"] in lines else 0
            if span["is_primary"] and number > 0:
                found.add(number)
            elif span["is_primary"] and number < 0:
                groups = [group for source in sources.values() for group in source.mutants.values()]
                found |= {mutant[0] for group in groups if group[0][0] == -number for mutant in group}
    return found


def build(work, share):
    """Builds the tests with all mutants that compile; which do not, and the tests' executables."""
    for name in COPIED:
        if (PROJECT / name).is_dir():
            # Files of an earlier copy may have been renamed since.
            shutil.rmtree(work / name, ignore_errors=True)
            shutil.copytree(PROJECT / name, work / name)
        else:
            shutil.copy(PROJECT / name, work / name)
    names = {mutant["file"] for mutant in share} | {"src/lib.rs"}
    sources = {
        name: Source((PROJECT / name).read_text(), [mutant for mutant in share if mutant["file"] == name])
        for name in sorted(names)
    }
    left_out = set().union(*(source.untested for source in sources.values()))
    while True:
        lines = write_sources(sources, left_out, work)
        # Later stages of the compiler find errors only when earlier ones find none.
        messages, _ = errors(["cargo", "check", "--lib"], work)
        new = uncompilable(messages, sources, lines) - left_out
        if not messages:
            break
        if not new:
            sys.exit("".join(message["rendered"] for message in messages))
        left_out |= new
    messages, executables = errors(["cargo", "test", "--no-run", "--lib", "--test", "it"], work)
    if messages:
        sys.exit("".join(message["rendered"] for message in messages))
    return sorted(left_out), executables


def failure(command, number, work, seconds):
    """The first test that fails; `None` if all pass. Seconds are those of the processor, so that a busy machine does not count
    as an endless loop."""
    # Seeds of other mutants would fail again.
    for folder in [work / "tests/proptest-regressions", work / "proptest-regressions"]:
        shutil.rmtree(folder, ignore_errors=True)
    env = dict(os.environ, NEWSCLIP_MUTANT=str(number), CARGO_MANIFEST_DIR=str(work), RUST_BACKTRACE="0")
    env.setdefault("NEWSCLIP_CASES", "64")
    limited = ["bash", "-c", f'ulimit -v 8000000 -t {seconds}; exec "$@"', "-", *command]
    try:
        run = subprocess.run(limited, cwd=work, env=env, capture_output=True, timeout=20 * seconds)
    except subprocess.TimeoutExpired:
        return "timeout"
    if run.returncode == 0:
        return None
    failed = re.findall(rb"^test (\S+) ... FAILED", run.stdout, re.M)
    return failed[0].decode() if failed else f"status {run.returncode}"


def stages(executables, work, with_slow):
    """Commands, the quickest first, and the seconds that each may take: five times those that the unchanged code takes."""
    it = executables["it"]

    def skip(names):
        return [part for name in names for part in ("--skip", name)]

    left_out = SLOW + OTHER_FILES
    commands = [[executables["newsclip"]], [it, *CASES, *skip(left_out)], [it, *skip(CASES + left_out)]]
    commands += [[it, *SLOW]] if with_slow else []
    found = []
    for command in commands:
        before = os.times()
        if failed := failure(command, 0, work, 600):
            sys.exit(f"without a mutant, {failed} fails")
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        found.append((command, int(5 * used) + 10))
    return found


def is_in(file, paths):
    return any(Path(file).is_relative_to(path) for path in paths)


def main():
    work, start, step = Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3])
    with_slow = "all" in sys.argv[4:]
    paths = [Path(argument) for argument in sys.argv[4:] if argument != "all"]
    work.mkdir(parents=True, exist_ok=True)
    command = ["cargo", "mutants", "--package", "newsclip", "--list", "--json"]
    listed = json.loads(subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True).stdout)
    numbered = [dict(mutant, id=index + 1) for index, mutant in enumerate(listed)]
    share = [mutant for mutant in numbered if not paths or is_in(mutant["file"], paths)][start::step]
    saved = work / "build.json"
    if not saved.exists():
        saved.write_text(json.dumps(build(work, share)))
    left_out, executables = json.loads(saved.read_text())
    print(f"{len(listed)} mutants, {len(share)} in the share, of which {len(left_out)} do not compile or are not tested", flush=True)
    results = work / "results.jsonl"
    done = {json.loads(line)["id"] for line in results.open()} if results.exists() else set()
    commands = stages(executables, work, with_slow)
    for mutant in share:
        if mutant["id"] in done or mutant["id"] in left_out:
            continue
        tries = (failure(command, mutant["id"], work, seconds) for command, seconds in commands)
        caught = next((failed for failed in tries if failed), None)
        with results.open("a") as out:
            out.write(json.dumps({"id": mutant["id"], "name": mutant["name"], "caught": caught}) + "\n")
        if not caught:
            print("survived:", mutant["name"], flush=True)
    outcomes = [json.loads(line)["caught"] for line in results.open()]
    print(f"{len(outcomes)} tested, {sum(outcome is not None for outcome in outcomes)} caught")


main()
