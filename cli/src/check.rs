//! `lichthof check`: what is wrong with a feed, where, why, and what to do.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write, stdout};

use lichthof::event::{Event, When};
use lichthof::feed::{Diagnostic, Document, Format};
use lichthof::time::{Instant, Zone, Zones};
use serde::Serialize;

use crate::arguments::Check;
use crate::json::{self, Mend};
use crate::place::{Places, line_and_column, lines};
use crate::problem::{Problem, Severity, remedy};
use crate::progress::Progress;
use crate::source::{Page, Reading, looks_like, pages};
use crate::zones::Database;
use crate::{Exit, guess, output, render};

/// The most characters of the offending text that programs are told.
const MAX_TEXT: usize = 200;
/// The most slips in one file that are told one by one.
const MAX_SLIPS: usize = 1_000;

/// What a check found.
pub struct Findings {
    pub pages: Vec<Page>,
    pub problems: Vec<Problem>,
    pub format: Option<Format>,
    pub events: usize,
    pub skipped: usize,
    /// Whether all of it could be read.
    pub is_read: bool,
}

impl Findings {
    fn count_of(&self, severity: Severity) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .count()
    }
}

/// What programs are told: documented in docs/tool.md, and stable.
#[derive(Serialize)]
struct Told<'a> {
    version: u32,
    source: &'a str,
    format: Option<&'static str>,
    events: usize,
    skipped: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    exit: u8,
    problems: &'a [Problem],
}

/// Checks what the arguments name.
///
/// # Errors
///
/// Where nothing can be printed, or what is mended cannot be written.
pub fn run(arguments: &Check) -> io::Result<Exit> {
    let reading = arguments.reading();
    if let Some(None) = &arguments.map {
        return guess::run(&reading);
    }
    let progress = Progress::begin("reading");
    if arguments.fix {
        return fix(arguments, &reading, progress);
    }
    let findings = find(&reading, &progress);
    drop(progress);
    let exit = exit(&findings, arguments.strict);
    if arguments.json {
        print_json(&reading, &findings, exit)?;
    } else {
        print(&reading, &findings, arguments.max)?;
    }
    Ok(exit)
}

fn exit(findings: &Findings, is_strict: bool) -> Exit {
    let has = |severity| findings.count_of(severity) > 0;
    if !findings.is_read {
        Exit::Unreadable
    } else if has(Severity::Error) || is_strict && has(Severity::Warning) {
        Exit::Faults
    } else {
        Exit::Good
    }
}

/// Reads a feed and finds what is wrong with it.
pub fn find(reading: &Reading, progress: &Progress) -> Findings {
    let (pages, failure) = pages(reading, progress);
    let mut findings = Findings {
        pages,
        problems: Vec::new(),
        format: None,
        events: 0,
        skipped: 0,
        is_read: failure.is_none(),
    };
    let mut pages = std::mem::take(&mut findings.pages);
    for (at, page) in pages.iter_mut().enumerate() {
        progress.say(format!("reading {}", page.name));
        let mut found = std::mem::take(&mut page.problems);
        let format = match page.read(reading) {
            Ok(document) => {
                findings.events += document.feed.events.len();
                findings.skipped += document.feed.skipped.len();
                progress.say(format!("checking {} events", findings.events));
                found.extend(of_document(page, &document, reading));
                Some(document.format)
            }
            Err(error) => {
                findings.is_read = false;
                found.extend(of_error(&page.text, &error));
                None
            }
        };
        findings.format = findings.format.or(format);
        let looks = format.unwrap_or_else(|| looks_like(&page.text));
        if let Some(answer) = &mut page.answer {
            let told = answer.problems(looks);
            // What holds for the first page holds for those that follow.
            found.extend(
                told.into_iter()
                    .filter(|problem| at == 0 || problem.severity == Severity::Error),
            );
        }
        let lines = lines(&page.text);
        for problem in &mut found {
            settle(problem, page, &lines, at);
        }
        findings.problems.extend(found);
    }
    findings.pages = pages;
    findings.problems.extend(failure);
    findings
}

/// Says where a problem is, for people and for programs.
fn settle(problem: &mut Problem, page: &Page, lines: &[usize], at: usize) {
    problem.page = at;
    if problem.source.is_empty() {
        problem.source.clone_from(&page.name);
    }
    if let Some(span) = &problem.span {
        let (line, column) = line_and_column(lines, &page.text, span.start);
        (problem.line, problem.column) = (Some(line), Some(column));
        let text = page.text.get(span.clone()).unwrap_or_default();
        problem.text = Some(text.chars().take(MAX_TEXT).collect());
    }
}

fn of_document(page: &Page, document: &Document<'_>, reading: &Reading) -> Vec<Problem> {
    let feed = &document.feed;
    let mut problems = Vec::new();
    let has_faults = !feed.skipped.is_empty() || !feed.warnings.is_empty();
    let others = of_events(document);
    if has_faults || !others.is_empty() {
        // The structure is only looked at where something is to be found in it.
        let places = Places::new(&page.text, document.format, reading.hints.map.as_deref());
        let all = [
            (&feed.skipped, Severity::Error),
            (&feed.warnings, Severity::Warning),
        ];
        for (faults, severity) in all {
            for fault in faults {
                let problem = Problem::new(severity, fault.reason.code(), fault.reason.text());
                problems.push(located(problem, fault, page, &places));
            }
        }
        for (problem, fault) in others {
            problems.push(located(problem, &fault, page, &places));
        }
        problems.sort_by_key(|problem| problem.span.as_ref().map_or(usize::MAX, |span| span.start));
    }
    if feed.events.is_empty() && feed.skipped.is_empty() {
        problems.push(
            Problem::new(Severity::Warning, "no-entries", "there is no event in the feed")
                .help("check that what writes the feed finds the events"),
        );
    }
    problems
}

fn located(mut problem: Problem, fault: &Diagnostic, page: &Page, places: &Places) -> Problem {
    let place = places.of(&page.text, fault);
    problem.entry = Some(fault.position).filter(|position| *position != usize::MAX);
    problem.name.clone_from(&fault.name);
    problem.path = Some(place.path.clone()).filter(|path| !path.is_empty());
    problem.span = place.span;
    // Where the start is there, it is not written as one.
    let code = if problem.code == "no-start" && place.is_there {
        "expected-date-time"
    } else {
        problem.code
    };
    problem.help = remedy(code).map(str::to_owned);
    problem
}

/// What is wrong with events that the reader takes as they are: zones that no browser knows, pictures that are not
/// loaded into pages that are https.
fn of_events(document: &Document<'_>) -> Vec<(Problem, Diagnostic)> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    let is_native = document.format == Format::JsCalendar;
    let mut tell = |problem: Problem, event: &Event, field: &str| {
        let fault = Diagnostic {
            // Where the feed was rewritten, the position there is none in the publisher's list.
            position: event.entry().filter(|_| is_native).unwrap_or(usize::MAX),
            name: Some(event.uid.as_str().to_owned()),
            field: field.to_owned(),
            reason: lichthof::feed::Reason::ExpectedZone,
        };
        found.push((problem, fault));
    };
    for event in &document.feed.events {
        if let When::Timed {
            zone: Zone::Named(name),
            ..
        } = &event.when
            && seen.insert(name)
            && Database.offset_at(name, Instant(0)).is_none()
        {
            let told =
                format!("no time zone has the name {name}: its events are shown in the calendar's zone");
            tell(
                Problem::new(Severity::Warning, "unknown-zone", told),
                event,
                "timeZone",
            );
        }
        let image = event.details().image.as_ref().map(|image| image.href.as_str());
        if image.is_some_and(|image| {
            image
                .get(..5)
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"))
        }) {
            let told = "browsers do not load a picture that is http into a page that is https";
            tell(
                Problem::new(Severity::Warning, "picture-over-http", told),
                event,
                "image",
            );
        }
    }
    found
}

/// What is wrong where there is no feed at all.
fn of_error(text: &str, error: &lichthof::error::Error) -> Vec<Problem> {
    let message = error.text();
    let Some((line, column)) = error.place() else {
        let problem = Problem::new(Severity::Error, error.code(), message);
        return vec![match error.code() {
            "no-events" => problem.help(
                "is it a list of something with dates? `lichthof check --map` proposes a map for it; \
                 RSS and JSON Feed have events only where entries say when they take place",
            ),
            "markup" => problem.help("a page is read if it has schema.org events as application/ld+json"),
            _ => problem,
        }];
    };
    match json::parse(text) {
        Ok((_, mends)) if !mends.is_empty() => mends.iter().take(MAX_SLIPS).map(of_mend).collect(),
        Err(fault) => {
            // The calendar tells of the first thing that it meets; this, of the first that nobody understands.
            let mut problem = Problem::new(
                Severity::Error,
                error.code(),
                format!("the feed is not JSON: {}", fault.text),
            );
            problem.span = Some(
                fault.at
                    ..fault.at
                        + text
                            .get(fault.at..)
                            .and_then(|rest| rest.chars().next())
                            .map_or(0, char::len_utf8),
            );
            vec![problem.help("let a program write the JSON: by hand, such slips come back")]
        }
        Ok(_) => {
            let mut problem = Problem::new(Severity::Error, error.code(), message);
            (problem.line, problem.column) = (Some(line), Some(column));
            vec![problem]
        }
    }
}

fn of_mend(mend: &Mend) -> Problem {
    let mut problem = Problem::new(Severity::Error, mend.slip.code(), mend.slip.text());
    problem.span = Some(mend.span.clone());
    problem.replacement = Some(mend.replacement.clone());
    problem
}

/// Mends what is not JSON: in the file, or on the standard output.
fn fix(arguments: &Check, reading: &Reading, progress: Progress) -> io::Result<Exit> {
    let (pages, failure) = pages(reading, &progress);
    drop(progress);
    if let Some(problem) = &failure {
        return render::fail(problem);
    }
    let Some(page) = pages.first() else {
        return Ok(Exit::Unreadable);
    };
    let broken = page
        .problems
        .iter()
        .find(|problem| problem.code == "character-set");
    if let Some(broken) = broken {
        let mut told = broken
            .clone()
            .help("write it as UTF-8 first: what is mended would have U+FFFD in the place of these bytes");
        (told.severity, told.source, told.span) = (Severity::Error, page.name.clone(), None);
        return render::fail(&told);
    }
    let mut err = io::stderr().lock();
    let mends = match json::parse(&page.text) {
        Ok((_, mends)) => mends,
        Err(_) => {
            writeln!(
                err,
                "{}: this cannot be mended: `lichthof check {}` says why",
                page.name, page.name
            )?;
            return Ok(Exit::Unreadable);
        }
    };
    let is_file = page.answer.is_none() && arguments.reading.input != "-";
    let text = json::mended(&page.text, &mends);
    if let Some(path) = &arguments.output {
        output::write(path, text.as_bytes())?;
    } else if !is_file {
        output::write_or_print(None, text.as_bytes())?;
    } else if !mends.is_empty() {
        output::write(arguments.reading.input.as_ref(), text.as_bytes())?;
    }
    writeln!(
        err,
        "{}: {} mended",
        page.name,
        count(mends.len(), "slip", "slips")
    )?;
    Ok(Exit::Good)
}

fn print(reading: &Reading, findings: &Findings, max: usize) -> io::Result<()> {
    let renderer = render::renderer(stdout().is_terminal());
    let mut out = stdout().lock();
    let shown = if max == 0 { usize::MAX } else { max };
    for problem in findings.problems.iter().take(shown) {
        writeln!(out, "{}\n", render::render(problem, &findings.pages, &renderer))?;
    }
    if let Some(more @ 1..) = findings.problems.len().checked_sub(shown) {
        writeln!(out, "… and {more} more: --max 0 shows all\n")?;
    }
    let format = findings
        .format
        .map_or_else(|| "not read".to_owned(), |format| format.name().to_owned());
    let mut summary = format!("{}: {format}", reading.input);
    if findings.is_read {
        summary += &format!(", {}", count(findings.events, "event", "events"));
    }
    for (number, one, many) in [
        (findings.skipped, "entry left out", "entries left out"),
        (findings.count_of(Severity::Error), "error", "errors"),
        (findings.count_of(Severity::Warning), "warning", "warnings"),
        (
            findings.count_of(Severity::Advice),
            "piece of advice",
            "pieces of advice",
        ),
    ] {
        if number > 0 {
            summary += &format!(", {}", count(number, one, many));
        }
    }
    writeln!(out, "{summary}")
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn print_json(reading: &Reading, findings: &Findings, exit: Exit) -> io::Result<()> {
    let told = Told {
        version: 1,
        source: &reading.input,
        format: findings.format.map(Format::name),
        events: findings.events,
        skipped: findings.skipped,
        errors: findings.count_of(Severity::Error),
        warnings: findings.count_of(Severity::Warning),
        advice: findings.count_of(Severity::Advice),
        exit: exit as u8,
        problems: &findings.problems,
    };
    let mut out = stdout().lock();
    serde_json::to_writer_pretty(&mut out, &told)?;
    writeln!(out)
}
