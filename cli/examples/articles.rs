//! Generates articles for benchmarks: `articles COUNT FOLDER [PER-FOLDER]`. The same count always gives the same bytes.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const SENTENCES: &[&str] = &[
    "大雨今晨停了，早市六点开门。",
    "The rain stopped at six, and the market opened.",
    "雨は今朝やみ、市場が開いた。",
    "Der Regen hörte um sechs auf, und der Markt öffnete.",
    "비가 그치고 시장이 열렸다.",
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (count, folder, rest) = match arguments.as_slice() {
        [count, folder, rest @ ..] => (count.parse::<usize>()?, Path::new(folder), rest),
        _ => return Err("usage: articles COUNT FOLDER [PER-FOLDER]".into()),
    };
    let per_folder = rest.first().map_or(Ok(1000), |number| number.parse::<usize>())?;
    for number in 0..count {
        let place = folder.join(format!("{:04}", number / per_folder));
        if number % per_folder == 0 {
            fs::create_dir_all(&place)?;
        }
        fs::write(place.join(format!("{number:06}.md")), article(number))?;
    }
    Ok(())
}

/// An article of 3 to 23 paragraphs, some with a list, a table, an image.
fn article(number: usize) -> String {
    let time = 1_500_000_000_000 + number as u64 * 1_000_003;
    let mut clip = format!("<!--{time}-->\n[雨 {number}](https://news.example/a/{number})\n------\n\n<div>");
    for paragraph in 0..3 + number % 21 {
        let sentence = SENTENCES[(number + paragraph) % SENTENCES.len()];
        let _ = match (number + paragraph) % 11 {
            3 => {
                write!(clip, "<ul><li>{sentence}</li><li><a href=\"/b/{paragraph}\">{sentence}</a></li></ul>")
            }
            5 => write!(clip, "<table><tr><th>{paragraph}</th><td>{sentence}</td></tr></table>"),
            7 => write!(clip, "<img src=\"https://img.example/{number}.jpg\" alt=\"雨\">"),
            _ => write!(clip, "<p>{sentence}<b>{paragraph}</b> {sentence}</p>"),
        };
    }
    clip.push_str("<script>track()</script></div>\n");
    clip
}
