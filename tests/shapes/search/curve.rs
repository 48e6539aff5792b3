//! Judges instructions: whether they grow as the input does.

use super::compose::Composition;
use super::judge::{Fault, Find, GROWTH, Worst};
use super::stages::{Work, run};

/// The part of the instructions that may grow with the square of the input, before larger inputs are tried.
const CURVED: f64 = 0.06;
/// The growth when the input doubles from which growth continues, and the growth that cannot be a step.
const BEGINNING: f64 = 2.08;
const STEEP: f64 = 3.0;
/// Fewer instructions per byte are those of copying memory, whose cost grows in steps.
const NEGLIGIBLE: f64 = 32.0;
/// The maximum number of instructions per byte of input.
const PER_BYTE: f64 = 3000.0;
/// Instructions for headers and for the style sheet of a page.
const SPARE: u64 = 1 << 18;

/// All stages for an input of some length.
struct Run {
    length: f64,
    works: Vec<Work>,
}

impl Run {
    fn of(composition: &Composition, bytes: usize) -> Self {
        let input = composition.input(bytes);
        Self { length: input.len() as f64, works: run(composition.format, &input) }
    }

    fn instructions(&self, stage: &str) -> Option<f64> {
        self.works.iter().find(|work| work.stage == stage).map(|work| work.instructions as f64)
    }
}

/// The stages whose instructions grow by more than [`GROWTH`] when the input doubles, or exceed [`PER_BYTE`]. The first inputs have
/// a quarter of `bytes`, a half, and `bytes`.
pub fn finds(composition: &Composition, bytes: usize, worst: &mut Worst) -> Vec<Find> {
    let runs = [bytes / 4, bytes / 2, bytes].map(|bytes| Run::of(composition, bytes));
    let [.., largest] = &runs;
    let mut finds: Vec<Find> = largest.works.iter().filter_map(too_many).collect();
    largest.works.iter().for_each(|work| worst.instructions = worst.instructions.max(per_byte(work)));
    let stages = largest.works.iter().map(|work| work.stage);
    let suspects: Vec<&str> = stages.filter(|stage| curved_part(&runs, stage) > CURVED).collect();
    if !suspects.is_empty() {
        finds.extend(lasting_growth(composition, bytes, largest, &suspects));
    }
    finds
}

fn per_byte(work: &Work) -> f64 {
    work.instructions.saturating_sub(SPARE) as f64 / work.input.max(1) as f64
}

fn too_many(work: &Work) -> Option<Find> {
    let measured = per_byte(work);
    (measured > PER_BYTE).then(|| find(Fault::Instructions, work.stage, measured))
}

/// Growth that continues. A vector that doubles, or another algorithm from some size on, makes a single step.
fn lasting_growth(
    composition: &Composition,
    bytes: usize,
    largest: &Run,
    suspects: &[&'static str],
) -> Vec<Find> {
    let larger = Run::of(composition, 4 * bytes);
    let found = growing(largest, &larger, suspects, STEEP);
    if !found.is_empty() {
        return found;
    }
    let mut still = growing(largest, &larger, suspects, BEGINNING);
    let mut before = larger;
    // A search of 32 bytes in an instruction shows late. A step shows once: JSON of more than 256 KiB is written twice, and a buffer
    // of the reader grows.
    for times in [16, 64] {
        if still.is_empty() {
            break;
        }
        let stages: Vec<_> = still.iter().map(|find| find.stage).collect();
        let after = Run::of(composition, times * bytes);
        still = growing(&before, &after, &stages, GROWTH);
        before = after;
    }
    still
}

/// The part of the instructions for the largest input that a parabola through three runs assigns to the square of the length.
fn curved_part([first, second, third]: &[Run; 3], stage: &str) -> f64 {
    let counts = [first, second, third].map(|run| run.instructions(stage));
    let [Some(a), Some(b), Some(c)] = counts else { return 0.0 };
    let slopes = [(b - a) / (second.length - first.length), (c - b) / (third.length - second.length)];
    let curve = (slopes[1] - slopes[0]) / (third.length - first.length);
    curve * third.length * third.length / c.max(1.0)
}

/// The stages whose instructions grow by more than `limit` when the input doubles.
fn growing(small: &Run, large: &Run, stages: &[&'static str], limit: f64) -> Vec<Find> {
    let doublings = (large.length / small.length).log2();
    let growth = |stage: &&'static str| {
        let (before, after) = small.instructions(stage).zip(large.instructions(stage))?;
        let growth = (after / before.max(1.0)).powf(1.0 / doublings);
        let counts = growth > limit && after > NEGLIGIBLE * large.length;
        counts.then(|| find(Fault::InstructionGrowth, stage, growth))
    };
    stages.iter().filter_map(growth).collect()
}

fn find(fault: Fault, stage: &'static str, measured: f64) -> Find {
    Find { stage, fault, measured }
}
