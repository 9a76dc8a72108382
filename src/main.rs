//! The program that a page loads: everything is in the library.

fn main() {}
