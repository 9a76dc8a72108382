//! Problems as a compiler tells them.

use std::io::{self, IsTerminal, Write, stderr};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};

use crate::Exit;
use crate::problem::{Problem, Severity};
use crate::source::Page;

/// The most characters of a line that are shown, before and behind what is wrong: some feeds are one line.
const BEFORE: usize = 60;
const BEHIND: usize = 60;

/// Tells on the standard error why nothing can be done.
///
/// # Errors
///
/// Where nothing can be printed.
pub fn fail(problem: &Problem) -> io::Result<Exit> {
    writeln!(
        stderr(),
        "{}",
        render(problem, &[], &renderer(stderr().is_terminal()))
    )?;
    Ok(Exit::Unreadable)
}

/// With colours, where somebody looks who wants them.
pub fn renderer(is_terminal: bool) -> Renderer {
    let is_plain = !is_terminal || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if is_plain {
        Renderer::plain()
    } else {
        Renderer::styled()
    }
}

/// Writes one problem.
pub fn render(problem: &Problem, pages: &[Page], renderer: &Renderer) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name(Some("advice")),
    };
    let title = level.primary_title(&problem.message).id(problem.code);
    let excerpt = pages.get(problem.page).zip(problem.span.clone());
    let excerpt = excerpt.and_then(|(page, span)| Excerpt::of(&page.text, span));
    let label = label(problem);
    let line = problem.line.unwrap_or(1);
    let mut group = if let Some(excerpt) = &excerpt {
        let mark = AnnotationKind::Primary.span(excerpt.span.clone()).label(&label);
        let snippet = Snippet::source(&excerpt.text)
            .path(&problem.source)
            .line_start(line);
        title.element(snippet.annotation(mark))
    } else {
        let group = title.element(origin(problem));
        if label.is_empty() {
            group
        } else {
            group.element(Level::NOTE.no_name().message(&label))
        }
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    let mut report: Vec<Group<'_>> = vec![group];
    if let (Some(excerpt), Some(replacement)) = (&excerpt, &problem.replacement) {
        let title = Level::HELP.secondary_title("write it so, or let `lichthof check --fix` do it");
        let patch = Snippet::source(&excerpt.text)
            .line_start(problem.line.unwrap_or(1))
            .patch(Patch::new(excerpt.span.clone(), replacement));
        report.push(title.element(patch));
    }
    let text = renderer.render(&report);
    let (Some(excerpt), Some(column)) = (&excerpt, problem.column) else {
        return text;
    };
    // Of a line that is cut, the renderer counts what is shown.
    let shown = excerpt
        .text
        .get(..excerpt.span.start)
        .map_or(0, |before| before.chars().count())
        + 1;
    let place = |column: usize| format!("{}:{line}:{column}", problem.source);
    text.replacen(&place(shown), &place(column), 1)
}

/// The file with line and column, as editors and terminals make links of it.
fn origin(problem: &Problem) -> Element<'_> {
    let mut origin = Origin::path(&problem.source);
    if let Some(line) = problem.line {
        origin = origin.line(line);
        if let Some(column) = problem.column {
            origin = origin.char_column(column);
        }
    }
    origin.into()
}

/// Whose fault it is: the path, and the event's name.
fn label(problem: &Problem) -> String {
    let mut label = problem.path.clone().unwrap_or_default();
    if let Some(name) = &problem.name {
        let name: String = name
            .chars()
            .filter(|letter| !letter.is_control())
            .take(60)
            .collect();
        label.push_str(if label.is_empty() { "" } else { " of " });
        label.push('"');
        label.push_str(&name);
        label.push('"');
    }
    label
}

/// The line in which something stands, as far as it can be shown.
struct Excerpt {
    text: String,
    span: Range<usize>,
}

impl Excerpt {
    fn of(text: &str, span: Range<usize>) -> Option<Self> {
        let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
        let end = text
            .get(span.start..)?
            .find('\n')
            .map_or(text.len(), |at| span.start + at);
        let line_end = text.get(start..end)?.trim_end_matches('\r').len() + start;
        let end = span.end.min(line_end).max(span.start);
        let mut before = text.get(start..span.start)?.trim_start_matches('\u{feff}');
        let mut marked = text.get(span.start..end)?;
        let mut behind = text.get(end..line_end)?;
        let (mut cut_before, mut cut_behind) = ("", "");
        if before.chars().count() > BEFORE {
            before = from_back(before, BEFORE);
            cut_before = "…";
        }
        if marked.chars().count() > BEHIND {
            marked = from_front(marked, BEHIND);
            behind = "";
            cut_behind = "…";
        } else if behind.chars().count() > BEHIND {
            behind = from_front(behind, BEHIND);
            cut_behind = "…";
        }
        let from = cut_before.len() + before.len();
        Some(Self {
            text: [cut_before, before, marked, behind, cut_behind].concat(),
            span: from..from + marked.len(),
        })
    }
}

fn from_front(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn from_back(text: &str, count: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(count.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}
