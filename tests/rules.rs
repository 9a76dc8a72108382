//! Rules of the house that no lint knows.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// All Rust files below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The lines of a source that are in the program, with their numbers: no comments, no tests.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let program = source
        .lines()
        .zip(1..)
        .map(|(line, number)| (number, line.trim()));
    let program = program.take_while(|(_, line)| *line != "mod tests {");
    program.filter(|(_, line)| !line.starts_with("//"))
}

/// Searches of the standard library for a text or for a set of characters, each code of its own in the program.
fn is_search(line: &str) -> bool {
    let methods = [
        "contains",
        "find",
        "rfind",
        "split",
        "rsplit",
        "split_once",
        "rsplit_once",
        "splitn",
        "rsplitn",
        "matches",
        "match_indices",
        "replace",
        "replacen",
        "split_terminator",
        "split_inclusive",
    ];
    // A list or a closure may as well be an argument of an iterator's or a slice's method.
    methods.iter().any(|method| {
        let call = [".", method, "(\""].concat();
        line.contains(&call)
    })
}

#[test]
fn texts_are_searched_by_the_functions_of_text_cut() {
    assert!(is_search("let (a, b) = text.split_once(\"://\")?;"));
    assert!(!is_search("let (a, b) = text.split_once(':')?;"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&folder, &mut files);
    let mut found = Vec::new();
    for path in files {
        // Leptos' component is in no program that pages load.
        if path.ends_with("embed/component.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let faults = lines(&source).filter(|(_, line)| is_search(line));
        found.extend(faults.map(|(number, line)| format!("{}:{number}: {line}", path.display())));
    }
    assert!(
        found.is_empty(),
        "text::split_once does it:\n{}",
        found.join("\n")
    );
}

/// Who changes what is stored has to change what is said of it: the paragraphs for partners are in both places.
#[test]
fn the_paragraphs_for_privacy_pages_tell_of_the_stars() {
    let plain = |text: &str| {
        text.replace("> ", "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let readme = plain(include_str!("../README.md"));
    let page = plain(include_str!("../docs/privacy.md"));
    for (name, text) in [("README.md", &readme), ("docs/privacy.md", &page)] {
        for sentence in [
            "Wenn Sie eine Veranstaltung mit einem Stern merken, speichert Ihr Browser das auf Ihrem Gerät (localStorage)",
            "If you star an event, your browser keeps that on your device (localStorage)",
            "bewahrt Ihr Browser die zuletzt geladenen Veranstaltungsdaten auf Ihrem Gerät auf (Cache Storage)",
            "your browser keeps the event data that it loaded last on your device (Cache Storage)",
        ] {
            assert!(text.contains(sentence), "{name}: {sentence}");
        }
        assert!(text.contains("lichthof.stars"), "{name}");
    }
}
