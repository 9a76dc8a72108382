#![no_main]

use libfuzzer_sys::fuzz_target;
use lichthof::feed::Hints;

fuzz_target!(|bytes: &[u8]| lichthof_fuzz::read(bytes, &Hints::default()));
