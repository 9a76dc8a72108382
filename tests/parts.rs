//! Everything that knows of the program's parts is held to the list of them, `parts.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

const LOADER: &str = include_str!("../src/embed/loader.js");
const COMPONENT: &str = include_str!("../src/embed/component.rs");
const PART: &str = include_str!("../src/app/part.rs");

/// The list, or nothing where it cannot be read: then nothing below holds.
fn list() -> Value {
    serde_json::from_str(include_str!("../parts.json")).unwrap_or_default()
}

fn names() -> BTreeSet<String> {
    let list = list();
    let parts = list["parts"].as_object().into_iter().flatten();
    parts.map(|(name, _)| name.clone()).collect()
}

/// The words that stand between `before` and `after`, each time.
fn between<'a>(text: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before)
        .skip(1)
        .filter_map(move |rest| Some(rest.split_once(after)?.0))
}

fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn the_program_is_split_at_the_parts_of_the_list() {
    let mut all = String::new();
    sources(Path::new("src"), &mut all);
    let split: BTreeSet<String> = between(&all, "#[wasm_split(", ",").map(str::to_owned).collect();
    assert_eq!(split, names());
}

#[test]
fn the_views_know_the_parts_of_the_list() {
    let body = between(PART, "pub enum Part {", "}").next().expect("enum Part");
    let mut known: BTreeSet<String> = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
        .filter_map(|line| line.strip_suffix(','))
        .map(str::to_lowercase)
        .collect();
    // The readers of what is rare in feeds, those of other formats, and what publishers are told come without a view.
    known.extend(["feed", "formats", "report"].map(str::to_owned));
    assert_eq!(known, names());
}

#[test]
fn each_style_of_a_part_is_on_the_list() {
    let list = list();
    for name in names() {
        let is_listed = list["parts"][&name]["style"] == true;
        let is_there = Path::new("style").join(format!("{name}.css")).is_file();
        assert_eq!(is_listed, is_there, "style/{name}.css");
        // Applications have all parts in one, and so all their styles.
        let is_included = COMPONENT.contains(&format!("style/{name}.css"));
        assert_eq!(
            is_included, is_there,
            "style/{name}.css in src/embed/component.rs"
        );
    }
}

#[test]
fn the_words_of_parts_are_those_of_the_list_for_translators() {
    let words: Value = serde_json::from_str(include_str!("../i18n/words.json")).unwrap_or_default();
    let groups = words["groups"].as_object().into_iter().flatten();
    let mut kinds: BTreeSet<&str> = groups.filter_map(|(_, group)| group["file"].as_str()).collect();
    // Those come with the program.
    assert!(kinds.remove("first"));
    let list = list();
    let parts = list["parts"].as_object().into_iter().flatten();
    let used: BTreeSet<&str> = parts.filter_map(|(_, part)| part["words"].as_str()).collect();
    assert_eq!(used, kinds);
}

#[test]
fn the_loader_asks_for_the_parts_of_each_view() {
    let body = between(LOADER, "const PARTS = new Map([", "]);").next();
    let body = body.expect("the loader's list");
    let asked: BTreeMap<String, Vec<String>> = body
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let mut words = line.split('\'').skip(1).step_by(2).map(str::to_owned);
            (words.next().expect("a view"), words.collect())
        })
        .collect();
    let listed: BTreeMap<String, Vec<String>> =
        serde_json::from_value(list()["views"].clone()).expect("views are lists");
    assert_eq!(asked, listed);
    assert!(listed.values().flatten().all(|part| names().contains(part)));
}
