//! Any bytes: a feed can be written and reads back with the same number of items; reading item by item gives the same items.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::Feed;
use newsclip::feed::Reader;

fuzz_target!(|bytes: &[u8]| {
    let Ok(feed) = Feed::from_bytes(bytes) else { return };
    let items: Vec<_> = Reader::new().items(bytes).filter_map(Result::ok).collect();
    assert_eq!(items, feed.items);
    for written in [feed.to_rss(), feed.to_atom(), feed.to_json_feed()] {
        let again = Feed::parse(&written).expect("what we write is a feed");
        assert_eq!(again.items.len(), feed.items.len());
    }
});
