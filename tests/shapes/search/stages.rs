//! Every stage of the library, with its allocations and its time.

use std::hint::black_box;
use std::time::Duration;

use cap::Cap;
use newsclip::feed::{self, Content, Reader as FeedReader, Time};
use newsclip::html::{Frames, Reader, decode};
use newsclip::markdown::{
    CodeFence, DescriptionStyle, Dialect, Emphasis, Footnotes, HardBreak, HeadingStyle, LinkStyle, Math,
};
use newsclip::normal::normalize;
use newsclip::text::Links;
use newsclip::{Clip, Document, Feed, Html, Markdown, Text, Timestamp, Url, parse};
use peak_alloc::PeakAlloc;

use super::compose::Format;
use super::instructions::{run_stage, stage_counts};

/// Counts allocations and their peak; a shape that takes more than 4 GiB ends the run.
#[global_allocator]
static ALLOCATOR: Cap<PeakAlloc> = Cap::new(PeakAlloc, 4 << 30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Read,
    Write,
    /// Indented JSON may be larger than other outputs.
    WriteIndented,
}

/// The measurements of a stage for an input.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    pub stage: &'static str,
    pub kind: Kind,
    /// The size of the input in bytes. For a stage that reads an output, the size of that output.
    pub input: usize,
    pub output: usize,
    /// The total number of bytes allocated, including those freed again.
    pub allocated: usize,
    /// The maximum number of bytes in use, beyond those before the stage.
    pub peak: usize,
    /// By `clock` of the program: processor time in the long search, nothing in the tests.
    pub time: Duration,
    /// Under callgrind; zero otherwise.
    pub instructions: u64,
}

struct Meter {
    input: usize,
    all: Vec<Work>,
}

impl Meter {
    fn measure<T>(&mut self, stage: &'static str, kind: Kind, input: usize, run: impl FnOnce() -> T) -> T {
        let allocated = ALLOCATOR.total_allocated();
        let used = PeakAlloc.current_usage();
        PeakAlloc.reset_peak_usage();
        let start = crate::clock();
        let result = black_box(run_stage(self.all.len(), run));
        let time = crate::clock().saturating_sub(start);
        let allocated = ALLOCATOR.total_allocated() - allocated;
        let peak = PeakAlloc.peak_usage().saturating_sub(used);
        self.all.push(Work { stage, kind, input, output: 0, allocated, peak, time, instructions: 0 });
        result
    }

    fn write(&mut self, stage: &'static str, run: impl FnOnce() -> String) -> String {
        let kind = if stage == "JSON" { Kind::WriteIndented } else { Kind::Write };
        let output = self.measure(stage, kind, self.input, run);
        self.all.last_mut().expect("just measured").output = output.len();
        output
    }
}

/// Runs all stages for an input, in a fixed order.
pub fn run(format: Format, input: &str) -> Vec<Work> {
    let mut meter = Meter { input: input.len(), all: Vec::new() };
    match format {
        Format::Html | Format::ClipWithLongUrl => clip(input, &mut meter),
        Format::Page => page(input, &mut meter),
        Format::Raw => raw(input, &mut meter),
        Format::Rss | Format::Atom | Format::JsonFeed => feed(input, &mut meter),
    }
    let counts = stage_counts(meter.all.len());
    meter.all.iter_mut().zip(counts).for_each(|(work, count)| work.instructions = count);
    meter.all
}

fn clip(input: &str, meter: &mut Meter) {
    let document =
        meter.measure("parse", Kind::Read, input.len(), || parse(input).expect("the head is ours"));
    write_all(&document, meter);
    let base = Url::parse("https://a.example/b/").expect("a URL");
    let page = meter.measure("page reader", Kind::Read, input.len(), || {
        Reader::new().base(&base).skip(|element| element.name() == "nav").read(input)
    });
    drop(page);
    let body = document.body.clone();
    meter.measure("normalize", Kind::Read, input.len(), || normalize(body));
}

/// A page, with its metadata.
fn page(input: &str, meter: &mut Meter) {
    let url = Url::parse("https://a.example/1").expect("a URL");
    let document =
        meter.measure("page with metadata", Kind::Read, input.len(), || Document::from_html(input, url));
    write_all(&document, meter);
    let bytes = input.as_bytes();
    meter.measure("decode", Kind::Read, input.len(), || decode(bytes, None).len());
}

/// Every reader, for a text that may be in none of their formats.
fn raw(input: &str, meter: &mut Meter) {
    let length = input.len();
    let bytes = input.as_bytes();
    if let Ok(document) = meter.measure("parse", Kind::Read, length, || parse(input)) {
        write_all(&document, meter);
    }
    let _ =
        meter.measure("head of a clip", Kind::Read, length, || Clip::parse(input).map(|clip| clip.head()));
    meter.measure("decode", Kind::Read, length, || decode(bytes, None).len());
    meter.measure("content type", Kind::Read, length, || decode(b"x", Some(input)).len());
    if let Ok(document) =
        meter.measure("document from JSON", Kind::Read, length, || Document::from_json(input))
    {
        write_all(&document, meter);
    }
    let _ = meter.measure("feed reader", Kind::Read, length, || FeedReader::new().read(input));
    let _ = meter.measure("feed from bytes", Kind::Read, length, || FeedReader::new().read_bytes(bytes));
    meter.measure("items", Kind::Read, length, || FeedReader::new().items(bytes).count());
    meter.measure("time", Kind::Read, length, || Time::read(input, 480));
    meter.measure("time of RFC 3339", Kind::Read, length, || Timestamp::from_rfc3339(input));
    meter.measure("time of RFC 2822", Kind::Read, length, || Timestamp::from_rfc2822(input));
    let base = Url::parse("https://a.example/b/").expect("a URL");
    let _ = meter.measure("address", Kind::Read, length, || base.join(input));
}

/// The stages that write Markdown for the body of a clip.
pub fn markdown(input: &str) -> Vec<Work> {
    let document = parse(input).expect("the head is ours");
    let mut meter = Meter { input: input.len(), all: Vec::new() };
    write_markdown(&document, &mut meter);
    meter.all
}

fn write_all(document: &Document, meter: &mut Meter) {
    write_markdown(document, meter);
    meter.write("text", || document.to_text());
    meter.write("text with other options", || Text::new().links(Links::Inline).wrap(20).render(document));
    meter.write("HTML", || document.to_html());
    meter.write("page", || Html::page().frames(Frames::Link).render(document));
    let clip = meter.write("clip", || document.to_clip());
    let _ = meter.measure("clip again", Kind::Read, clip.len(), || parse(&clip));
    drop(clip);
    let json = meter.write("JSON", || document.to_json());
    let _ = meter.measure("JSON again", Kind::Read, json.len(), || Document::from_json(&json));
    drop(json);
    meter.write("compact JSON", || document.to_json_line());
    meter.write("RSS", || document.to_rss());
    meter.write("Atom", || document.to_atom());
    meter.write("JSON Feed", || document.to_json_feed());
}

fn write_markdown(document: &Document, meter: &mut Meter) {
    let other = Markdown::new()
        .links(LinkStyle::Reference)
        .heading(HeadingStyle::Setext)
        .emphasis(Emphasis::Underscore)
        .fence(CodeFence::Tilde)
        .hard_break(HardBreak::Spaces)
        .descriptions(DescriptionStyle::Html)
        .dialect(Dialect::CjkFriendly)
        .math(Math::Dollars)
        .footnotes(Footnotes::Markers)
        .wrap(20);
    meter.write("Markdown", || document.to_markdown());
    meter.write("Markdown with other options", || other.render(document));
}

/// The name of the stage that writes a feed, that of the stage that reads the result, and the writer.
type Writer<'a> = (&'static str, &'static str, &'a dyn Fn() -> String);

fn feed(input: &str, meter: &mut Meter) {
    let length = input.len();
    meter.measure("items", Kind::Read, length, || FeedReader::new().items(input.as_bytes()).count());
    meter.measure("heads", Kind::Read, length, || FeedReader::new().heads().read(input).is_ok());
    let read = meter.measure("feed reader", Kind::Read, length, || FeedReader::new().read(input));
    let Ok(outcome) = read else { return };
    let feed = outcome.feed;
    let writers: [Writer<'_>; 3] = [
        ("RSS of a feed", "RSS again", &|| feed.to_rss()),
        ("Atom of a feed", "Atom again", &|| feed.to_atom()),
        ("JSON Feed of a feed", "JSON Feed again", &|| feed.to_json_feed()),
    ];
    for (write, again, run) in writers {
        let written = meter.write(write, run);
        let _ = meter.measure(again, Kind::Read, written.len(), || Feed::parse(&written));
    }
    let summaries = feed::Writer::new(feed::Format::Rss).content(Content::Summary);
    meter.write("summaries of a feed", || summaries.render(&feed));
}
