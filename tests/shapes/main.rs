//! Law: the work of every stage is linear in its input, for any shape. This is a short search with a fixed seed; the long one is
//! `bench/src/bin/shapes.rs`.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![allow(clippy::cast_precision_loss, reason = "ratios of sizes need no more digits")]
#![allow(unreachable_pub, reason = "all modules are private to the test binary")]

mod families;
mod search;

use std::time::Duration;

use search::compose::{Composer, Composition, Format};
use search::instructions::{can_count, has_valgrind, run_counting};
use search::judge::{Find, Judge, Worst};

const JUDGE: Judge = Judge { bytes: 16 << 10 };

/// No test depends on a clock, so all stages seem to take no time.
fn clock() -> Duration {
    Duration::ZERO
}

/// The number of compositions of each kind; `NEWSCLIP_SHAPES` overrides it.
fn count() -> u64 {
    std::env::var("NEWSCLIP_SHAPES").ok().and_then(|count| count.parse().ok()).unwrap_or(150)
}

/// The compositions in places whose instructions are counted, and the largest of their first inputs. Counting takes 0.3 s for each.
const COUNTED: u64 = 4;
const COUNTED_BYTES: usize = 4 << 10;

fn check(
    compositions: impl Iterator<Item = Composition>,
    mut judge: impl FnMut(&Composition, &mut Worst) -> Vec<Find>,
) {
    let mut worst = Worst::default();
    let found: Vec<String> = compositions
        .flat_map(|composition| {
            let finds = judge(&composition, &mut worst);
            let segments = format!("{:?} {:?}", composition.format, composition.segments);
            finds.into_iter().map(move |find| format!("{find}: {segments}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn check_allocations(compositions: impl Iterator<Item = Composition>) {
    check(compositions, |composition, worst| JUDGE.finds(composition, worst));
}

// A single test, because another thread would count in the same allocator.
#[test]
fn work_is_linear_in_the_input() {
    check_allocations(families::all().chain(families::searches()));
    large_shapes_fit_in_memory();
    let composer = Composer::new();
    let stride = composer.pairs() as u64 / count();
    check_allocations(
        (0..count()).map(|index| composer.pair(usize::try_from(index * stride + index % 7).unwrap())),
    );
    check_allocations((0..count()).map(|seed| composer.html(seed)));
    check_allocations((0..count()).map(|seed| composer.feed(seed)));
    check_allocations((0..count()).map(Composer::place));
    if !has_valgrind() {
        return println!("skipped: instructions, as there is no valgrind");
    }
    let arguments =
        ["--exact", "instructions_under_callgrind", "--ignored", "--nocapture", "--test-threads=1"];
    let status = run_counting(&arguments.map(String::from));
    assert!(status.success(), "instructions grow faster than the input: the find is above");
}

/// The program that callgrind runs.
#[test]
#[ignore = "only callgrind runs it"]
fn instructions_under_callgrind() {
    if can_count() {
        let places = (0..COUNTED).map(Composer::place);
        check(families::searches().chain(places), |composition, worst| {
            search::curve::finds(composition, COUNTED_BYTES, worst)
        });
    } else {
        println!("skipped: instructions, as this program has no symbols");
    }
}

/// Small inputs may take a megabyte, so the memory for each mark of a line, or each value of a list, shows only in a large input.
fn large_shapes_fit_in_memory() {
    for composition in families::large() {
        let input = composition.input(768 << 10);
        let finds = match composition.format {
            Format::Html => search::judge::markdown_memory(&input),
            format => search::judge::memory_of_all(format, &input),
        };
        assert!(finds.is_empty(), "{finds:?}: {composition:?}");
    }
}
