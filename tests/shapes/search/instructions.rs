//! Counts the instructions of stages, because a search that allocates nothing shows in nothing else but time.
//!
//! Callgrind runs the program again, once for all compositions. Whenever [`end_counts`] returns, it writes a file with the instructions
//! of each function since the last file, and the program reads those of its stages. Writing it takes 10 ms, so there is one file for
//! all stages of an input, and each stage is called by a function of its own.

use std::collections::HashMap;
use std::hint::black_box;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, io};

/// The variable that passes the path of callgrind's files to the program under callgrind.
const VARIABLE: &str = "NEWSCLIP_COUNTS";

/// Whether callgrind runs this program to count instructions.
pub fn is_counting() -> bool {
    env::var_os(VARIABLE).is_some()
}

pub fn has_valgrind() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Runs this program under callgrind with these arguments.
pub fn run_counting(arguments: &[String]) -> ExitStatus {
    let folder = env::temp_dir().join(format!("newsclip-counts-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    let file = folder.join("counts");
    let status = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--dump-line=no",
            "--toggle-collect=*counted_??*",
            "--dump-after=*end_counts*",
        ])
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(format!("--log-file={}", folder.join("log").display()))
        .arg(env::current_exe().expect("this program has a path"))
        .args(arguments)
        .env(VARIABLE, &file)
        .status()
        .expect("valgrind is there");
    fs::remove_dir_all(&folder).expect("the folder is ours");
    status
}

/// Runs the stage with this number.
pub fn run_stage<T>(number: usize, run: impl FnOnce() -> T) -> T {
    let (mut run, mut result) = (Some(run), None);
    STAGES[number](&mut || result = run.take().map(|run| run()));
    result.expect("the stage was run")
}

/// The functions that call the stages.
macro_rules! stages {
    ($($name:ident)*) => {
        const STAGES: &[fn(&mut dyn FnMut())] = &[$($name),*];

        $(#[inline(never)]
        fn $name(run: &mut dyn FnMut()) {
            run();
            // Equal functions would become one. A call in the last place would become a jump, after which callgrind sees no return.
            black_box(stringify!($name));
        })*
    };
}

stages! {
    counted_00 counted_01 counted_02 counted_03 counted_04 counted_05 counted_06 counted_07 counted_08 counted_09 counted_10 counted_11
    counted_12 counted_13 counted_14 counted_15 counted_16 counted_17 counted_18 counted_19 counted_20 counted_21 counted_22 counted_23
    counted_24 counted_25 counted_26 counted_27
}

/// Whether callgrind finds the functions of this program, which has no names if it was stripped.
pub fn can_count() -> bool {
    env::var(VARIABLE).is_ok_and(|file| next_file(&file).is_ok())
}

/// The instructions of the stages with numbers below `count`, since the last call.
pub fn stage_counts(count: usize) -> Vec<u64> {
    let mut counts = vec![0; count];
    if let Ok(file) = env::var(VARIABLE) {
        let text = next_file(&file).expect("callgrind writes a file for each call");
        calls(&text).for_each(|(number, instructions)| counts[number] = instructions);
    }
    counts
}

/// Ends the counts and reads the file that callgrind then writes.
fn next_file(file: &str) -> io::Result<String> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    end_counts(file);
    let file = format!("{file}.{}", 1 + NUMBER.fetch_add(1, Ordering::Relaxed));
    let text = fs::read_to_string(&file)?;
    fs::remove_file(&file)?;
    Ok(text)
}

/// Callgrind finds this function by its name.
#[inline(never)]
fn end_counts(file: &str) {
    black_box(file);
}

/// The numbers of the stages that were called, each with the instructions of the stage and of all that it calls. A call is a line
/// `cfn=` with the function, a line `calls=`, and a line with a position and the instructions. Functions have numbers; only the first
/// line with a number also has the name.
fn calls(text: &str) -> impl Iterator<Item = (usize, u64)> {
    let mut stages = HashMap::new();
    let mut lines = text.lines();
    std::iter::from_fn(move || {
        loop {
            let line = lines.next()?;
            let Some((function, rest)) = line.split_once("fn=(").and_then(|(_, rest)| rest.split_once(')'))
            else {
                continue;
            };
            // Without debug information, names are mangled.
            if let Some((_, number)) = rest.split_once("counted_") {
                stages.insert(function, number[..2].parse().expect("a number follows"));
            }
            if let Some(&stage) = stages.get(function).filter(|_| line.starts_with("cfn=")) {
                let (_, count) = lines.nth(1)?.split_once(' ').expect("a call has instructions");
                return Some((stage, count.parse().expect("they are a number")));
            }
        }
    })
}
