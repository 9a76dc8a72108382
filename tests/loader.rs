//! What the loader must agree on with the rest of the project.

const LOADER: &str = include_str!("../src/embed/loader.js");

#[test]
fn the_loader_has_the_version_of_the_package() {
    let line = concat!("const VERSION = '", env!("CARGO_PKG_VERSION"), "';");
    assert!(
        LOADER.contains(line),
        "a page with two versions is told so: set {line} in src/embed/loader.js"
    );
}
