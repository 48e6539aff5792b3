//! Checks that the work of a stage is linear in its input, and stays within the limits of `docs/security.md`.

use std::fmt;

use super::compose::{Composition, Format};
use super::stages::{Kind, Work, markdown, run};

/// A measurement that exceeds a limit, or grows too fast.
#[derive(Clone, Debug)]
pub struct Find {
    pub stage: &'static str,
    pub fault: Fault,
    /// The value: a multiple of the input size, the growth when the input doubles, nanoseconds or instructions per byte.
    pub measured: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Allocation explodes while the input is still small.
    Explosion,
    /// Allocation grows by more than [`GROWTH`] when the input doubles.
    Growth,
    Output,
    Memory,
    Time,
    /// Instructions grow by more than [`GROWTH`] when the input doubles.
    InstructionGrowth,
    Instructions,
}

impl fmt::Display for Find {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:.1} {}", self.fault, self.measured, self.stage)
    }
}

/// The maximum growth of work when the input doubles. Doubling vectors grow in steps, so two doublings are compared.
pub const GROWTH: f64 = 2.3;
/// The maximum number of bytes of output per byte of input.
const OUTPUT: usize = 16;
const INDENTED_OUTPUT: usize = 32;
/// An allowance for headers and the style sheet of a page.
const SPARE_OUTPUT: usize = 16 << 10;
/// The maximum number of bytes in use per byte of input.
const READ_MEMORY: usize = 64;
const WRITE_MEMORY: usize = 32;
const SPARE_MEMORY: usize = 1 << 20;
/// The maximum number of nanoseconds per byte of input: 4 MiB in a second.
const NANOSECONDS: f64 = 238.0;

/// The settings for judging a composition.
#[derive(Clone, Copy, Debug)]
pub struct Judge {
    /// The larger of the two sizes in bytes; the smaller one is a quarter.
    pub bytes: usize,
}

/// The worst measurements, whether they exceed a limit or not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Worst {
    pub output: f64,
    pub indented: f64,
    pub read_memory: f64,
    pub write_memory: f64,
    pub nanoseconds: f64,
    /// Per byte, under callgrind.
    pub instructions: f64,
}

impl Judge {
    pub fn finds(self, composition: &Composition, worst: &mut Worst) -> Vec<Find> {
        if let Some(find) = explosion(composition) {
            return vec![find];
        }
        let small = run(composition.format, &composition.input(self.bytes / 4));
        let large = run(composition.format, &composition.input(self.bytes));
        let mut finds: Vec<Find> = Vec::new();
        for work in &large {
            worst.note(work);
            let before = small.iter().find(|before| before.stage == work.stage);
            finds.extend(before.and_then(|before| growth(before, work)));
            finds.extend(output(work));
            finds.extend(memory(work));
        }
        if finds.iter().any(|find| find.fault == Fault::Growth) {
            self.keep_lasting_growth(composition, &large, &mut finds);
        }
        if large.iter().any(is_slow) {
            finds.extend(self.slow(composition));
        }
        finds
    }

    /// The library may switch to another algorithm at some size, and a vector that doubles may outgrow what was reserved. Both make
    /// steps. So growth must continue at four and at sixteen times the size.
    fn keep_lasting_growth(self, composition: &Composition, large: &[Work], finds: &mut Vec<Find>) {
        let mut before = large.to_vec();
        for times in [4, 16] {
            let after = run(composition.format, &composition.input(times * self.bytes));
            finds.retain(|find| {
                let of_stage = |works: &[Work]| works.iter().find(|work| work.stage == find.stage).copied();
                let pair = of_stage(&before).zip(of_stage(&after));
                find.fault != Fault::Growth
                    || pair.is_some_and(|(before, after)| growth(&before, &after).is_some())
            });
            if !finds.iter().any(|find| find.fault == Fault::Growth) {
                break;
            }
            before = after;
        }
    }

    /// The stages that are slow in three runs.
    fn slow(self, composition: &Composition) -> Vec<Find> {
        let input = composition.input(self.bytes);
        let mut times: Vec<Vec<Work>> = (0..3).map(|_| run(composition.format, &input)).collect();
        let first = times.pop().expect("three runs");
        let best = |work: &Work| {
            let others = times.iter().flatten().filter(|other| other.stage == work.stage);
            Work { time: others.map(|other| other.time).min().unwrap_or(work.time).min(work.time), ..*work }
        };
        let slow = first.iter().map(best).filter(is_slow);
        slow.map(|work| Find { stage: work.stage, fault: Fault::Time, measured: nanoseconds(&work) })
            .collect()
    }
}

impl Worst {
    fn note(&mut self, work: &Work) {
        let share = |bytes: usize, spare: usize| bytes.saturating_sub(spare) as f64 / work.input as f64;
        match work.kind {
            Kind::Read => self.read_memory = self.read_memory.max(share(work.peak, SPARE_MEMORY)),
            Kind::Write => {
                self.output = self.output.max(share(work.output, SPARE_OUTPUT));
                self.write_memory = self.write_memory.max(share(work.peak, SPARE_MEMORY));
            }
            Kind::WriteIndented => self.indented = self.indented.max(share(work.output, SPARE_OUTPUT)),
        }
        self.nanoseconds = self.nanoseconds.max(nanoseconds(work));
    }
}

/// Tries small sizes, each half as large again as the one before, and stops when continuing could take hours.
fn explosion(composition: &Composition) -> Option<Find> {
    let mut before: Option<Vec<Work>> = None;
    let mut bytes = 64;
    while bytes < 1536 {
        let works = run(composition.format, &composition.input(bytes));
        for (index, work) in works.iter().enumerate() {
            let last = before
                .as_ref()
                .and_then(|before| before.get(index))
                .map_or(work.allocated, |work| work.allocated);
            let growth = work.allocated as f64 / last.max(1) as f64;
            if work.allocated > 1 << 20 && growth > 6.0 {
                return Some(Find { stage: work.stage, fault: Fault::Explosion, measured: growth });
            }
        }
        before = Some(works);
        bytes += bytes / 2;
    }
    None
}

/// The growth from an input to one that is four times as long.
fn growth(small: &Work, large: &Work) -> Option<Find> {
    if large.allocated < 256 << 10 {
        return None;
    }
    let doublings = 2.0;
    let growth = (large.allocated as f64 / small.allocated.max(1 << 10) as f64).powf(1.0 / doublings);
    (growth > GROWTH).then_some(Find { stage: large.stage, fault: Fault::Growth, measured: growth })
}

fn output(work: &Work) -> Option<Find> {
    let most = match work.kind {
        Kind::Read => return None,
        Kind::Write => OUTPUT,
        Kind::WriteIndented => INDENTED_OUTPUT,
    };
    let measured = work.output as f64 / work.input as f64;
    (work.output > most * work.input + SPARE_OUTPUT).then_some(Find {
        stage: work.stage,
        fault: Fault::Output,
        measured,
    })
}

fn memory(work: &Work) -> Option<Find> {
    let most = if work.kind == Kind::Read { READ_MEMORY } else { WRITE_MEMORY };
    let measured = work.peak as f64 / work.input as f64;
    (work.peak > most * work.input + SPARE_MEMORY).then_some(Find {
        stage: work.stage,
        fault: Fault::Memory,
        measured,
    })
}

/// The writers of Markdown that take more memory than allowed for an input.
pub fn markdown_memory(input: &str) -> Vec<Find> {
    markdown(input).iter().filter_map(memory).collect()
}

/// The stages that take more memory than allowed for an input.
pub fn memory_of_all(format: Format, input: &str) -> Vec<Find> {
    run(format, input).iter().filter_map(memory).collect()
}

fn nanoseconds(work: &Work) -> f64 {
    work.time.as_nanos() as f64 / work.input as f64
}

fn is_slow(work: &Work) -> bool {
    // Stages that read an output again may take as much time as for an input of that size.
    work.time.as_micros() > 2000 && nanoseconds(work) > NANOSECONDS
}

/// The formats of the long run.
pub fn is_feed(format: Format) -> bool {
    matches!(format, Format::Rss | Format::Atom | Format::JsonFeed)
}
