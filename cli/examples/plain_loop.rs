//! A loop over the library without the command, as the baseline of benchmarks: reads all clips below a folder, converts each,
//! and writes it to another folder with the same structure.
//!
//! `plain_loop IN OUT THREADS FORMAT`: `markdown`, `text`, `html`, `page`, `json`, `rss`, `atom`, `jsonfeed`, `clip`, `jsonl`
//! (all in one file), `head` (reads only the titles, writes nothing).

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, io, thread};

use newsclip::{Clip, Document, Html};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, output, threads, format] = arguments.as_slice() else {
        return Err("usage: plain_loop IN OUT THREADS FORMAT".into());
    };
    let (input, output) = (Path::new(input), Path::new(output));
    let mut files = Vec::new();
    collect(input, &mut files)?;
    let (next, lines) = (AtomicUsize::new(0), Mutex::new(io::BufWriter::new(io::stdout())));
    thread::scope(|scope| {
        for _ in 0..threads.parse().unwrap_or(1) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    convert(file, &output.join(file.strip_prefix(input).expect("below it")), format, &lines);
                }
            });
        }
    });
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn convert(file: &Path, output: &Path, format: &str, lines: &Mutex<impl Write>) {
    let source = fs::read_to_string(file).expect("a clip is UTF-8");
    let Ok(clip) = Clip::parse(&source) else { return };
    if format == "head" {
        std::hint::black_box(clip.head());
        return;
    }
    let document = clip.document();
    if format == "jsonl" {
        let line = serde_json::to_string(&document).expect("a document has only string keys");
        return writeln!(lines.lock().expect("nobody panics"), "{line}").expect("standard output takes it");
    }
    fs::create_dir_all(output.parent().expect("below the output")).expect("a folder");
    fs::write(output, render(&document, format)).expect("a file");
}

fn render(document: &Document, format: &str) -> String {
    match format {
        "markdown" => document.to_markdown(),
        "text" => document.to_text(),
        "html" => document.to_html(),
        "page" => Html::page().render(document),
        "json" => document.to_json(),
        "rss" => document.to_rss(),
        "atom" => document.to_atom(),
        "jsonfeed" => document.to_json_feed(),
        _ => document.to_clip(),
    }
}
