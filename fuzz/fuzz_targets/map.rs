//! The bytes are a map, a line feed, and the list that is read by it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lichthof::feed::Hints;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let map = parts.next().unwrap_or_default();
    let hints = Hints {
        map: Some(String::from_utf8_lossy(map).into_owned()),
        ..Hints::default()
    };
    lichthof_fuzz::read(parts.next().unwrap_or_default(), &hints);
});
