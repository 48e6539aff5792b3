//! Any bytes: a feed that is read can be written, and read again with as many documents.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::Feed;

fuzz_target!(|bytes: &[u8]| {
    let Ok((feed, _)) = Feed::from_bytes(bytes) else { return };
    for written in [feed.to_rss(), feed.to_atom(), feed.to_json_feed()] {
        let again = Feed::parse(&written).expect("what we write is a feed");
        assert_eq!(again.documents.len(), feed.documents.len());
    }
});
