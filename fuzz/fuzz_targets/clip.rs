//! Any text: a clip is written back byte for byte, and its document as another clip of the same document.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::{Clip, parse};

fuzz_target!(|source: &str| {
    let Ok(clip) = Clip::parse(source) else { return };
    assert_eq!(clip.to_string(), source);
    let document = clip.document();
    assert_eq!(parse(&document.to_clip()).expect("our own clip"), document);
});
