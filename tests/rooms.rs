//! The map of the rooms: what `src/lib.rs` and CONTRIBUTING.md say of the tree is true of it.
//!
//! The list under "The rooms" in the crate docs is what this reads: a room may use those above it, none
//! below it.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Arrows that the map does not allow and that are there still. An entry whose arrow has gone goes too.
const EXCEPTIONS: &[(&str, &str)] = &[];

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A word or a sign of a Rust source, with its line.
#[derive(Clone, Debug, PartialEq)]
struct Token {
    text: String,
    line: usize,
}

/// The words and signs of a source, without comments and without what stands in quotes.
fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let at = |position: usize| letters.get(position).copied().unwrap_or('\0');
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let (mut found, mut line, mut here) = (Vec::new(), 1, 0);
    while here < letters.len() {
        let begin = here;
        match at(here) {
            '/' if at(here + 1) == '/' => {
                while here < letters.len() && at(here) != '\n' {
                    here += 1;
                }
            }
            '/' if at(here + 1) == '*' => {
                let mut depth = 0;
                loop {
                    match (at(here), at(here + 1)) {
                        ('/', '*') => (depth, here) = (depth + 1, here + 2),
                        ('*', '/') => (depth, here) = (depth - 1, here + 2),
                        _ => here += 1,
                    }
                    if depth == 0 || here >= letters.len() {
                        break;
                    }
                }
            }
            '"' => here = end_of_text(&letters, here),
            'r' | 'b' | 'c' if raw_hashes(&letters, here).is_some() => {
                let (open, hashes) = raw_hashes(&letters, here).unwrap();
                here = open + 1;
                while here < letters.len()
                    && !(at(here) == '"' && (1..=hashes).all(|hash| at(here + hash) == '#'))
                {
                    here += 1;
                }
                here += 1 + hashes;
            }
            '\'' => {
                // A lifetime has no quote behind its first letter.
                here = match at(here + 1) {
                    '\\' => {
                        here += 3;
                        while here < letters.len() && at(here) != '\'' {
                            here += 1;
                        }
                        here + 1
                    }
                    _ if at(here + 2) == '\'' => here + 3,
                    _ => here + 1,
                };
            }
            letter if is_word(letter) => {
                while is_word(at(here)) {
                    here += 1;
                }
                found.push(Token {
                    text: letters[begin..here].iter().collect(),
                    line,
                });
            }
            ':' if at(here + 1) == ':' => {
                here += 2;
                found.push(Token {
                    text: "::".to_owned(),
                    line,
                });
            }
            letter => {
                here += 1;
                if !letter.is_whitespace() {
                    found.push(Token {
                        text: letter.to_string(),
                        line,
                    });
                }
            }
        }
        let end = here.min(letters.len());
        line += letters[begin..end]
            .iter()
            .filter(|letter| **letter == '\n')
            .count();
    }
    found
}

/// The position behind a text in quotes that begins here.
fn end_of_text(letters: &[char], begin: usize) -> usize {
    let mut here = begin + 1;
    while here < letters.len() && letters[here] != '"' {
        here += if letters[here] == '\\' { 2 } else { 1 };
    }
    here + 1
}

/// Where the quote of a raw text stands that begins here, and its number of `#`; `None` if none does.
fn raw_hashes(letters: &[char], begin: usize) -> Option<(usize, usize)> {
    let mut here = begin;
    if matches!(letters[here], 'b' | 'c') {
        here += 1;
    }
    if letters.get(here) != Some(&'r') {
        return None;
    }
    let hashes = letters[here + 1..]
        .iter()
        .take_while(|letter| **letter == '#')
        .count();
    let open = here + 1 + hashes;
    (letters.get(open) == Some(&'"')).then_some((open, hashes))
}

/// The names at the root of the crate that a source uses, with their lines: by `crate::` or by as many
/// `super::` as lead there. `module` is the module of the file, `["feed", "field"]`.
fn uses(module: &[String], source: &str) -> Vec<(String, usize)> {
    let tokens = tokens(source);
    let text = |position: usize| tokens.get(position).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    // The depth of braces at which each module within the file ends.
    let (mut inner, mut depth) = (Vec::new(), 0_usize);
    let mut here = 0;
    while here < tokens.len() {
        match text(here) {
            "mod" if text(here + 2) == "{" => {
                depth += 1;
                inner.push(depth);
                here += 3;
                continue;
            }
            "{" => depth += 1,
            "}" => {
                if inner.last() == Some(&depth) {
                    inner.pop();
                }
                depth = depth.saturating_sub(1);
            }
            first @ ("crate" | "super") if text(here + 1) == "::" => {
                let mut level = module.len() + inner.len();
                level = if first == "crate" {
                    0
                } else {
                    level.saturating_sub(1)
                };
                here += 2;
                while text(here) == "super" && text(here + 1) == "::" {
                    level = level.saturating_sub(1);
                    here += 2;
                }
                here = take_tree(&tokens, here, level, &mut found);
                continue;
            }
            _ => {}
        }
        here += 1;
    }
    found
}

/// Reads what follows `crate::` or `super::`, a name or a group of them, and returns where it ends. `level` is
/// how many modules below the root it stands.
fn take_tree(tokens: &[Token], begin: usize, level: usize, found: &mut Vec<(String, usize)>) -> usize {
    let Some(token) = tokens.get(begin) else {
        return begin;
    };
    let text = |position: usize| tokens.get(position).map_or("", |token| token.text.as_str());
    if token.text != "{" {
        if level == 0 {
            found.push((token.text.clone(), token.line));
        }
        return begin + 1;
    }
    let (mut here, mut is_first, mut depth) = (begin + 1, true, 1);
    while here < tokens.len() {
        match text(here) {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 => is_first = true,
            "super" if depth == 1 && is_first && text(here + 1) == "::" => {
                let mut above = level;
                while text(here) == "super" && text(here + 1) == "::" {
                    above = above.saturating_sub(1);
                    here += 2;
                }
                here = take_tree(tokens, here, above, found);
                is_first = false;
                continue;
            }
            name => {
                if depth == 1 && is_first && level == 0 && name != "self" {
                    found.push((name.to_owned(), tokens[here].line));
                }
                is_first = false;
            }
        }
        here += 1;
        if depth == 0 {
            break;
        }
    }
    here
}

/// The rooms in the order of the map, read from the crate docs.
fn rooms_of(lib: &str) -> Vec<String> {
    let docs = lib.lines().map_while(|line| line.strip_prefix("//!"));
    let mut lines = docs.map(str::trim).skip_while(|line| !is_heading(line));
    lines.next();
    lines
        .take_while(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let name = line
                .strip_prefix("- ")?
                .trim_start_matches('[')
                .strip_prefix('`')?;
            let (name, _) = name.split_once('`')?;
            Some(name.trim_end_matches('/').to_owned())
        })
        .collect()
}

fn is_heading(line: &str) -> bool {
    line.trim_start_matches('#').trim() == "The rooms" && line.starts_with('#')
}

/// The modules that a source declares.
fn modules_of(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let declared = tokens
        .windows(3)
        .filter(|three| three[0].text == "mod" && three[2].text == ";");
    declared.map(|three| three[1].text.clone()).collect()
}

/// The module of a file, by its path below `src`.
fn module_of(path: &Path) -> Vec<String> {
    let mut module: Vec<String> = path
        .with_extension("")
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if module.last().is_some_and(|name| name == "mod") {
        module.pop();
    }
    module
}

/// What one file does against the map: `feed/rare.rs:7: feed uses view, which stands below it`.
fn faults(
    rooms: &[String],
    path: &Path,
    source: &str,
    arrows: &mut BTreeSet<(String, String)>,
) -> Vec<String> {
    let module = module_of(path);
    let position = |name: &str| rooms.iter().position(|room| room == name);
    let room = &module[0];
    let mut found = Vec::new();
    for (name, line) in uses(&module, source) {
        let place = format!("src/{}:{line}", path.display());
        match (position(room), position(&name)) {
            (Some(from), Some(to)) if to > from => {
                arrows.insert((room.clone(), name.clone()));
                if !EXCEPTIONS.contains(&(room, &name)) {
                    found.push(format!("{place}: `{room}` uses `{name}`, which stands below it"));
                }
            }
            (Some(_), None) => found.push(format!("{place}: `{name}` is no room of the map")),
            _ => {}
        }
    }
    found
}

/// All Rust files below a folder, by their paths from there, sorted.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path.strip_prefix(folder).unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn arrows_between_the_rooms_lead_upwards_in_the_map() {
    let folder = package().join("src");
    let rooms = rooms_of(&read(&folder.join("lib.rs")));
    let (mut found, mut arrows) = (Vec::new(), BTreeSet::new());
    for path in sources(&folder) {
        // The root holds the rooms together, the program is only its entry.
        if path != Path::new("lib.rs") && path != Path::new("main.rs") {
            found.extend(faults(&rooms, &path, &read(&folder.join(&path)), &mut arrows));
        }
    }
    assert!(
        found.is_empty(),
        "the map of the rooms in src/lib.rs does not allow:\n{}",
        found.join("\n")
    );
    for (from, to) in EXCEPTIONS {
        let is_there = arrows.contains(&((*from).to_owned(), (*to).to_owned()));
        assert!(is_there, "`{from}` uses `{to}` no more: the exception goes");
    }
}

#[test]
fn the_map_in_the_crate_docs_names_every_room_once() {
    let lib = read(&package().join("src/lib.rs"));
    let (mut named, mut declared) = (rooms_of(&lib), modules_of(&lib));
    named.sort();
    declared.sort();
    assert_eq!(named, declared, "left: the list in the docs; right: the modules");
}

/// The tree that CONTRIBUTING.md draws: the paths that it names. Lines that are indented deeper than one
/// level go on with what the line above says.
fn paths_of_map(text: &str) -> Vec<String> {
    let block = text.split("```").nth(1).unwrap_or_default();
    let (mut folder, mut found) = (String::new(), Vec::new());
    for line in block.lines().skip(1) {
        let indent = line.len() - line.trim_start().len();
        let Some(name) = line.split_whitespace().next() else {
            continue;
        };
        match indent {
            0 => {
                folder = name.to_owned();
                found.push(name.to_owned());
            }
            2 => found.push([&folder, name].concat()),
            _ => {}
        }
    }
    found
}

/// The paths of the tree that stand in backticks in the rows of a table, `{a,b}` written out.
fn paths_of_tables(text: &str) -> Vec<String> {
    let rows = text.lines().filter(|line| line.starts_with('|'));
    let quoted = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let is_path = |path: &&str| path.contains('/') && !path.contains(' ');
    quoted.filter(is_path).flat_map(written_out).collect()
}

/// `src/{a,b}.rs` as `src/a.rs` and `src/b.rs`.
fn written_out(path: &str) -> Vec<String> {
    let group = path
        .split_once('{')
        .and_then(|(begin, rest)| Some((begin, rest.split_once('}')?)));
    match group {
        Some((begin, (names, end))) => names.split(',').map(|name| [begin, name, end].concat()).collect(),
        None => vec![path.to_owned()],
    }
}

#[test]
fn what_contributing_names_is_there() {
    let text = read(&package().join("CONTRIBUTING.md"));
    let map = paths_of_map(&text);
    assert!(map.iter().any(|path| path == "src/"), "no map: {map:?}");
    let missing: Vec<_> = map
        .into_iter()
        .chain(paths_of_tables(&text))
        .filter(|path| !package().join(path).exists())
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn contributing_names_every_folder_of_the_program() {
    let map = paths_of_map(&read(&package().join("CONTRIBUTING.md")));
    let folders = fs::read_dir(package().join("src")).unwrap();
    let folders = folders
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir());
    for folder in folders {
        let name = format!("src/{}/", folder.file_name().unwrap().to_string_lossy());
        assert!(map.contains(&name), "{name} is missing in CONTRIBUTING.md");
    }
}

mod reading {
    use super::*;

    fn names(module: &str, source: &str) -> Vec<String> {
        let module: Vec<_> = module.split("::").map(str::to_owned).collect();
        uses(&module, source).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn paths_from_the_root_are_uses() {
        for (source, expected) in [
            ("use crate::date::Date;", vec!["date"]),
            ("pub(crate) use crate::date;", vec!["date"]),
            (
                "fn f(at: crate::event::Event) { crate::text::say() }",
                vec!["event", "text"],
            ),
            (
                "use crate::{date::Date, event, feed::{self, node::{Node}}, text as words};",
                vec!["date", "event", "feed", "text"],
            ),
            ("use {crate::date, crate::event::{A, B}};", vec!["date", "event"]),
            ("pub(in crate::date) fn f() {}", vec!["date"]),
            ("macro_rules! m { () => { $crate::event::Event } }", vec!["event"]),
            ("use crate::{\n  date,\n};", vec!["date"]),
            ("use ::crate_of_others::x; use other::crate_name::y;", vec![]),
        ] {
            assert_eq!(names("view::list", source), expected, "{source}");
        }
    }

    #[test]
    fn what_only_speaks_of_a_room_is_no_use() {
        for source in [
            "/// Made by [`crate::feed`].\nstruct Event;",
            "//! See crate::feed.",
            "/* crate::feed /* crate::text */ crate::view */",
            "const A: &str = \"crate::feed\";",
            "const A: &str = \"a\\\"crate::feed\";",
            "const A: &str = r#\"a\" crate::feed\"#;",
            "const A: &[u8] = br\"crate::feed\";",
            "const A: [char; 3] = ['\"', '\\'', '\\u{22}']; // crate::feed \"",
        ] {
            assert_eq!(names("view::list", source), Vec::<String>::new(), "{source}");
        }
        assert_eq!(
            names("view::list", "fn f<'a>(x: &'a str) { crate::feed::g('x') }"),
            ["feed"]
        );
    }

    #[test]
    fn super_leaves_a_room_where_it_leads_to_the_root() {
        for (module, source, expected) in [
            ("feed::field", "use super::node::Node;", vec![]),
            ("feed::field", "use super::super::view::list;", vec!["view"]),
            (
                "feed::field",
                "use super::super::{view::list, text};",
                vec!["view", "text"],
            ),
            ("feed::jscalendar::rule", "use super::super::node;", vec![]),
            (
                "feed::jscalendar::rule",
                "use super::super::super::view;",
                vec!["view"],
            ),
            ("feed", "use super::view;", vec!["view"]),
            ("feed", "use super::{view, text::{a, b}};", vec!["view", "text"]),
            ("feed::field", "use super::{node, super::view};", vec!["view"]),
            (
                "feed::field",
                "mod tests { use super::super::node; mod deep { use super::super::super::node; } }",
                vec![],
            ),
            (
                "feed::field",
                "mod tests { use super::super::super::view; } fn f() { super::super::text::g() }",
                vec!["view", "text"],
            ),
            (
                "feed::field",
                "mod tests { fn f() { if true { super::super::node() } } } use super::node;",
                vec![],
            ),
        ] {
            assert_eq!(names(module, source), expected, "{module}: {source}");
        }
    }

    #[test]
    fn a_fault_names_file_and_line() {
        let rooms = ["date", "feed", "view"].map(str::to_owned);
        let source = "//! A room.\n\nuse crate::date::{\n    Date,\n};\nuse crate::{\n    feed,\n    view::list,\n};\nuse crate::Calendar;\n";
        let mut arrows = BTreeSet::new();
        assert_eq!(
            faults(&rooms, Path::new("feed/source.rs"), source, &mut arrows),
            [
                "src/feed/source.rs:8: `feed` uses `view`, which stands below it",
                "src/feed/source.rs:10: `Calendar` is no room of the map",
            ]
        );
        assert_eq!(arrows.len(), 1);
    }

    #[test]
    fn modules_are_named_by_their_files() {
        assert_eq!(module_of(Path::new("error.rs")), ["error"]);
        assert_eq!(module_of(Path::new("feed/mod.rs")), ["feed"]);
        assert_eq!(
            module_of(Path::new("feed/jscalendar/rule.rs")),
            ["feed", "jscalendar", "rule"]
        );
        assert_eq!(
            modules_of("pub mod a;\nmod b;\n// mod c;\nuse d::mod_e;"),
            ["a", "b"]
        );
    }

    #[test]
    fn the_list_under_its_heading_is_the_map() {
        let lib = "//! A crate.\n//!\n//! - `none`\n//!\n//! ## The rooms\n//!\n//! Words: `no`.\n//!\n\
                   //! - [`date`]: days\n//!   and [`more`] words\n//! - `cut`: texts\n//!\n//! ## Else\n//! - `not`\n\npub mod x;\n";
        assert_eq!(rooms_of(lib), ["date", "cut"]);
    }

    #[test]
    fn the_tree_in_contributing_is_its_paths() {
        let text = "Words.\n\n```\nsrc/\n  date/   days\n  error.rs   faults\nbenches/   how long,\n           and where\ntests/  a; b/ c\n```\n\n| a | `src/x/{y,z}.rs`, `make dist`, `README` |\n";
        assert_eq!(
            paths_of_map(text),
            ["src/", "src/date/", "src/error.rs", "benches/", "tests/"]
        );
        assert_eq!(paths_of_tables(text), ["src/x/y.rs", "src/x/z.rs"]);
    }
}
