//! What the loader must agree on with the rest of the project.

use std::path::Path;

const LOADER: &str = include_str!("../src/embed/loader.js");

#[test]
fn the_loader_has_the_version_of_the_package() {
    let line = concat!("const VERSION = '", env!("CARGO_PKG_VERSION"), "';");
    assert!(
        LOADER.contains(line),
        "a page with two versions is told so: set {line} in src/embed/loader.js"
    );
}

/// The loader fetches feeds before the program is there, and must not fetch what nobody reads.
#[test]
fn the_loader_fetches_no_more_feeds_than_are_read() {
    let most = |text: &str, before: &str| {
        let (_, rest) = text.split_once(before).unwrap_or_default();
        rest.split_once(';').map(|(number, _)| number.to_owned())
    };
    let options = include_str!("../src/app/options.rs");
    let read = most(options, "const MAX_FEEDS: usize = ");
    assert!(read.is_some());
    assert_eq!(most(LOADER, "const MAX_FEEDS = "), read);
}

/// Without it the program asks for what pages take for things of their own.
#[test]
fn the_build_puts_the_platform_in_place_of_the_globals() {
    fn names_it(folder: &Path) -> bool {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).any(|path| match path.is_dir() {
            true => names_it(&path),
            false => std::fs::read_to_string(&path)
                .is_ok_and(|text| text.contains("--inject:src/embed/platform.js")),
        })
    }
    assert!(
        names_it(Path::new("tools")),
        "esbuild takes --inject:src/embed/platform.js"
    );
}

#[test]
fn the_loader_and_the_glue_speak_the_same_protocol() {
    const PARTS: &str = include_str!("../src/embed/parts.js");
    let number = |text: &str| {
        let (_, rest) = text.split_once("const PROTOCOL = ")?;
        rest.split(';').next().map(str::to_owned)
    };
    assert!(number(LOADER).is_some());
    assert_eq!(number(LOADER), number(PARTS));
}
