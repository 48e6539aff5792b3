//! The budget for reading and writing an article, in allocations and instructions. It does not use a clock, so the result is the
//! same on a busy machine.
//!
//! `budget.json` contains both numbers for each article of `fixtures/budget`. A change of more than [`BAND`] in either direction
//! fails, because gains should be recorded too. `NEWSCLIP_BLESS=1 cargo test --test budget` writes the file.
//!
//! Valgrind's callgrind runs this program again to count instructions. They are those of the `dev` profile, and may differ for
//! another compiler. Without valgrind, they are not compared.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use newsclip::{Document, parse};
use serde_json::json;

/// The maximum difference from the cost in the file, in percent. Compilers and allocators differ by less.
const BAND: u64 = 10;

/// The variable that passes the article and the stage to the program under callgrind.
const VARIABLE: &str = "NEWSCLIP_BUDGET";

const STAGES: [&str; 4] = ["parse", "markdown", "html", "json"];

/// The stages that callgrind counts; starting it takes a second each time.
const UNDER_CALLGRIND: [&str; 2] = ["parse", "markdown"];

type Costs = BTreeMap<String, BTreeMap<String, u64>>;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The articles, by name.
fn articles() -> BTreeMap<String, String> {
    let entries = fs::read_dir(path("fixtures/budget")).expect("the folder is there");
    let article = |path: PathBuf| {
        let name = path.file_stem().expect("a file").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("an article"))
    };
    entries.map(|entry| article(entry.expect("an entry").path())).collect()
}

/// The function to count; callgrind finds it by its name.
#[inline(never)]
fn counted_stage(stage: &str, source: &str, document: &Document) {
    match stage {
        "parse" => drop(black_box(parse(source))),
        "markdown" => drop(black_box(document.to_markdown())),
        "html" => drop(black_box(document.to_html())),
        "json" => drop(black_box(document.to_json())),
        _ => panic!("no stage {stage}"),
    }
}

/// Runs a stage twice, because the first run also initializes statics.
fn run(stage: &str, source: &str, measure: impl FnOnce(&dyn Fn())) {
    let document = parse(source).expect("an article");
    let once = || counted_stage(stage, source, &document);
    once();
    measure(&once);
}

/// Compares costs with those in the file, or writes the file.
fn compare(kind: &str, found: &Costs) {
    let file = path("tests/budget/budget.json");
    let text = fs::read_to_string(&file).unwrap_or_else(|_| "{}".to_string());
    let mut all: BTreeMap<String, Costs> = serde_json::from_str(&text).expect("budget.json holds costs");
    if env::var_os("NEWSCLIP_BLESS").is_some() {
        all.insert(kind.to_string(), found.clone());
        let text = serde_json::to_string_pretty(&json!(all)).expect("costs are JSON");
        return fs::write(file, text + "\n").expect("the file can be written");
    }
    let allowed = &all[kind];
    assert!(allowed.keys().eq(found.keys()), "{kind}: other articles than in budget.json");
    let mut outside = Vec::new();
    for (article, costs) in found {
        for (stage, &cost) in costs {
            let before = allowed[article].get(stage).copied().unwrap_or(0);
            if cost.abs_diff(before) * 100 > before * BAND {
                outside.push(format!("{article}, {stage}: {before} {kind} before, {cost} now"));
            }
        }
    }
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

/// The costs of the stages for all articles.
fn costs(stages: &[&str], cost: impl Fn(&str, &str, &str) -> u64) -> Costs {
    let of_article = |(name, source): (String, String)| {
        let costs = stages.iter().map(|&stage| (stage.to_string(), cost(stage, &name, &source)));
        (name.clone(), costs.collect())
    };
    articles().into_iter().map(of_article).collect()
}

#[test]
fn costs_stay_within_the_budget() {
    let allocations = costs(&STAGES, |stage, _, source| {
        let mut count = 0;
        run(stage, source, |once| count = allocation_counter::measure(once).count_total);
        count
    });
    compare("allocations", &allocations);
    if !has_valgrind() {
        return println!("skipped: instructions, as there is no valgrind, or this is not the dev profile");
    }
    compare("instructions", &costs(&UNDER_CALLGRIND, |stage, name, _| instructions(stage, name)));
}

fn has_valgrind() -> bool {
    let is_there =
        Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success());
    cfg!(debug_assertions) && cfg!(target_arch = "x86_64") && is_there
}

/// The instructions of both runs of a stage by [`run`].
fn instructions(stage: &str, article: &str) -> u64 {
    let program = env::current_exe().expect("this program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*counted_stage*"])
        .arg(program)
        .args(["--exact", "under_callgrind", "--ignored", "--test-threads=1"])
        .env(VARIABLE, format!("{article} {stage}"))
        .output()
        .expect("valgrind is there");
    let report = String::from_utf8_lossy(&output.stderr);
    let collected = report.lines().find_map(|line| line.split_once("Collected :"));
    let count = collected.and_then(|(_, count)| count.trim().parse::<u64>().ok());
    count.unwrap_or_else(|| panic!("no count in callgrind's report:\n{report}"))
}

/// The program that [`instructions`] runs.
#[test]
#[ignore = "only callgrind runs it"]
fn under_callgrind() {
    let Ok(variable) = env::var(VARIABLE) else { return };
    let (article, stage) = variable.split_once(' ').expect("an article and a stage");
    run(stage, &articles()[article], |once| once());
}
