//! Any text: a clip displays as its source, byte for byte, and its document is written as a clip that reads back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::{Clip, parse};

fuzz_target!(|source: &str| {
    let Ok(clip) = Clip::parse(source) else { return };
    assert_eq!(clip.to_string(), source);
    let document = clip.document();
    assert_eq!(parse(&document.to_clip()).expect("our own clip"), document);
});
