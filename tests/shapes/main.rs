//! Law: the work of every stage is linear in its input, for any shape. This is a short search with a fixed seed; the long one is
//! `bench/src/bin/shapes.rs`.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![allow(clippy::cast_precision_loss, reason = "ratios of sizes need no more digits")]
#![allow(unreachable_pub, reason = "all modules are private to the test binary")]

mod families;
mod search;

use std::time::Duration;

use search::compose::{Composer, Composition};
use search::judge::{Judge, Worst};

const JUDGE: Judge = Judge { bytes: 16 << 10 };

/// No test depends on a clock, so all stages seem to take no time.
fn clock() -> Duration {
    Duration::ZERO
}

/// The number of compositions of each kind; `NEWSCLIP_SHAPES` overrides it.
fn count() -> u64 {
    std::env::var("NEWSCLIP_SHAPES").ok().and_then(|count| count.parse().ok()).unwrap_or(150)
}

fn check(compositions: impl Iterator<Item = Composition>) {
    let mut worst = Worst::default();
    let found: Vec<String> = compositions
        .flat_map(|composition| {
            let finds = JUDGE.finds(&composition, &mut worst);
            let segments = format!("{:?} {:?}", composition.format, composition.segments);
            finds.into_iter().map(move |find| format!("{find}: {segments}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

// A single test, because another thread would count in the same allocator.
#[test]
fn work_is_linear_in_the_input() {
    check(families::all());
    markdown_of_large_shapes_fits_in_memory();
    let composer = Composer::new();
    let stride = composer.pairs() as u64 / count();
    check((0..count()).map(|index| composer.pair(usize::try_from(index * stride + index % 7).unwrap())));
    check((0..count()).map(|seed| composer.html(seed)));
    check((0..count()).map(|seed| composer.feed(seed)));
}

/// Small inputs may take a megabyte, so the memory that a line takes for each of its marks shows only in a large input.
fn markdown_of_large_shapes_fits_in_memory() {
    for composition in families::large() {
        let finds = search::judge::markdown_memory(&composition.input(768 << 10));
        assert!(finds.is_empty(), "{finds:?}: {composition:?}");
    }
}
