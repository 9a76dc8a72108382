//! What is read: a file, an address page by page, or the standard input.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use lichthof::feed::{Document, Format, Hints};
use lichthof::net::{Month, to_fetch, window_at};
use ureq::Agent;
use url::Url;

use crate::answer::{Answer, agent, ask};
use crate::charset::decode;
use crate::problem::{Problem, Severity};
use crate::progress::Progress;
use crate::zones::Database;

/// The most pages that are read of one feed: as many as a calendar reads.
const MAX_PAGES: usize = 50;

/// How a feed is read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// A file, an address, or `-`.
    pub input: String,
    /// A BCP 47 tag.
    pub language: String,
    /// The page for which an address is asked.
    pub origin: String,
    /// By which map a list is read, and how schedules are.
    pub hints: Hints,
    /// The day around which a window is asked for.
    pub today: NaiveDate,
    /// The file that the standard input was written to, where it is read more than once.
    pub spool: Option<PathBuf>,
}

impl Reading {
    /// True where the input is an address.
    pub fn is_address(&self) -> bool {
        ["http://", "https://"].iter().any(|scheme| {
            let start = self.input.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
    }

    /// The file that is read; the standard input becomes one in this folder.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written.
    pub fn spool(&mut self, folder: &Path) -> io::Result<PathBuf> {
        if self.input != "-" {
            return Ok(PathBuf::from(&self.input));
        }
        fs::create_dir_all(folder)?;
        let path = folder.join(".input");
        io::copy(&mut io::stdin().lock(), &mut fs::File::create(&path)?)?;
        self.spool = Some(path.clone());
        Ok(path)
    }
}

/// One file, or one answer.
pub struct Page {
    /// The file's name, or the address.
    pub name: String,
    pub text: String,
    /// How it came, if it was asked for.
    pub answer: Option<Answer>,
    pub problems: Vec<Problem>,
}

impl Page {
    /// What it says. Its address belongs to what is known of it.
    ///
    /// # Errors
    ///
    /// As [`lichthof::feed::read`].
    pub fn read(&self, reading: &Reading) -> Result<Document<'_>, lichthof::error::Error> {
        let address = self.answer.as_ref().map(|answer| answer.address.to_string());
        let hints = Hints {
            address: address.unwrap_or_default(),
            ..reading.hints.clone()
        };
        Document::read(&self.text, &hints, &reading.language, &Database)
    }
}

/// Reads all pages of a feed, as far as they can be had; the first that cannot ends them.
pub fn pages(reading: &Reading, progress: &Progress) -> (Vec<Page>, Option<Problem>) {
    match address(reading) {
        Some(address) => pages_at(address, reading, progress),
        None => match file(reading) {
            Ok(page) => (vec![page], None),
            Err(problem) => (Vec::new(), Some(*problem)),
        },
    }
}

/// The address, where it is one: with a window of years, or the present month, in place of its marks.
fn address(reading: &Reading) -> Option<Url> {
    if !reading.is_address() {
        return None;
    }
    let window = to_fetch(&reading.input, reading.today);
    Url::parse(&window_at(&window, Month::of(reading.today))).ok()
}

fn pages_at(address: Url, reading: &Reading, progress: &Progress) -> (Vec<Page>, Option<Problem>) {
    let agent = agent();
    let mut pages: Vec<Page> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let mut next = Some(address);
    while let Some(address) = next.take() {
        if pages.len() == MAX_PAGES {
            let problem = Problem::new(
                Severity::Warning,
                "too-many-pages",
                format!("a calendar reads {MAX_PAGES} pages of a feed, and there are more"),
            );
            let problem =
                problem.help("put more entries on a page, or offer them by month (`lichthof shard`)");
            if let Some(last) = pages.last_mut() {
                last.problems.push(problem);
            }
            break;
        }
        progress.say(format!("asking {address}"));
        let page = match page_at(&agent, &address, reading) {
            Ok(page) => page,
            Err(mut problem) => {
                problem.source = address.to_string();
                return (pages, Some(*problem));
            }
        };
        seen.push(address.to_string());
        next = next_of(&page, reading).filter(|next| !seen.iter().any(|known| known == next.as_str()));
        pages.push(page);
    }
    (pages, None)
}

fn page_at(agent: &Agent, address: &Url, reading: &Reading) -> Result<Page, Box<Problem>> {
    let answer = ask(agent, address, &reading.origin)?;
    let (text, problems) = decode(&answer.bytes, answer.content_type());
    Ok(Page {
        name: address.to_string(),
        text,
        answer: Some(answer),
        problems,
    })
}

/// The next page, on the same origin.
fn next_of(page: &Page, reading: &Reading) -> Option<Url> {
    let at = &page.answer.as_ref()?.address;
    let next = page.read(reading).ok()?.feed.next?;
    at.join(&next).ok().filter(|next| next.origin() == at.origin())
}

fn file(reading: &Reading) -> Result<Page, Box<Problem>> {
    let name = &*reading.input;
    let mut bytes = Vec::new();
    let read = match &reading.spool {
        Some(spool) => fs::read(spool).map(|read| bytes = read),
        None if name == "-" => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
        None => fs::read(name).map(|read| bytes = read),
    };
    let name = if name == "-" { "standard input" } else { name };
    if let Err(error) = read {
        let mut problem = Problem::new(
            Severity::Error,
            "no-file",
            format!("{name} cannot be read: {error}"),
        )
        .help("name a file, an address that begins with https://, or - for the standard input");
        name.clone_into(&mut problem.source);
        return Err(Box::new(problem));
    }
    let (text, problems) = decode(&bytes, "");
    Ok(Page {
        name: name.to_owned(),
        text,
        answer: None,
        problems,
    })
}

/// The format as far as it can be told of a text that could not be read.
pub fn looks_like(text: &str) -> Format {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match start.get(..6) {
        Some(begin) if begin.eq_ignore_ascii_case("begin:") => Format::ICalendar,
        _ if start.starts_with('<') => Format::SchemaOrg,
        _ => Format::JsCalendar,
    }
}
