//! Converts one clip: `convert FILE FORMAT`, or a clip on standard input and `convert FORMAT`.
//!
//! Formats: markdown, text, html, page, json, rss, atom, jsonfeed, clip, notes.

use std::error::Error;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::{env, fs, io};

use newsclip::{Clip, Html};

const USAGE: &str = "usage: convert [FILE] markdown|text|html|page|json|rss|atom|jsonfeed|clip|notes";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("convert: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (file, format) = match arguments.as_slice() {
        [format] => (None, format),
        [file, format] => (Some(file), format),
        _ => return Err(USAGE.into()),
    };
    let output = convert(&source(file.map(String::as_str))?, format)?;
    match io::stdout().write_all(output.as_bytes()) {
        // The reader of the output, such as `head`, has closed it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// The clip as text, or the first byte that is not UTF-8.
fn source(file: Option<&str>) -> Result<String, Box<dyn Error>> {
    let (name, bytes) = if let Some(file) = file {
        (file, fs::read(file).map_err(|error| format!("{file}: {error}"))?)
    } else {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        ("standard input", bytes)
    };
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{name}: not UTF-8: byte {at} is 0x{:02X}", error.as_bytes()[at]).into()
    })
}

fn convert(source: &str, format: &str) -> Result<String, Box<dyn Error>> {
    let (document, notes) = Clip::parse(source)?.document_with_notes();
    Ok(match format {
        "markdown" => document.to_markdown(),
        "text" => document.to_text(),
        "html" => document.to_html(),
        "page" => Html::page().render(&document),
        "json" => document.to_json(),
        "rss" => document.to_rss(),
        "atom" => document.to_atom(),
        "jsonfeed" => document.to_json_feed(),
        "clip" => document.to_clip(),
        "notes" => notes.iter().fold(String::new(), |all, note| all + &note.to_string() + "\n"),
        unknown => return Err(format!("unknown format {unknown:?}\n{USAGE}").into()),
    })
}
