//! What can be asked on the command line.

use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lichthof::feed::{FeedAs, Hints};

use crate::answer::ORIGIN;
use crate::events::now;
use crate::source::Reading;

/// Checks and converts feeds of events, with the reader that the calendar Lichthof has.
#[derive(Debug, Parser)]
#[command(
    name = "lichthof",
    version,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(Check),
    Convert(Convert),
    Shard(Shard),
    Serve(Serve),
    Prerender(Prerender),
    /// Print what completes commands in a shell.
    #[command(
        after_help = "Examples:\n  lichthof completions bash > /etc/bash_completion.d/lichthof\n  \
                            lichthof completions fish > ~/.config/fish/completions/lichthof.fish"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the man page.
    #[command(after_help = "Example:\n  lichthof man > /usr/local/share/man/man1/lichthof.1")]
    Man,
}

/// How a feed is read.
#[derive(Clone, Debug, Args)]
pub struct ReadingArguments {
    /// A file, an address, or - for the standard input.
    ///
    /// In an address, {start} and {end} stand for a window from a year ago to two years ahead, {year} and {month} for the present month.
    #[arg(value_name = "FILE|ADDRESS|-")]
    pub input: String,
    /// The language in which texts are chosen where a feed has several.
    #[arg(long, default_value = "de", value_name = "TAG")]
    pub lang: String,
    /// How the schedule of a conference is read.
    #[arg(long, value_enum, value_name = "HOW")]
    pub feed_as: Option<As>,
    /// The site whose page asks an address.
    #[arg(long, default_value = ORIGIN, value_name = "ORIGIN")]
    pub origin: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum As {
    /// Each talk is an event.
    Talks,
    /// All of it is one event with a programme.
    Event,
}

/// Tell what is wrong with a feed, where, why, and what to do.
///
/// Of an address it also tells what stands in the way of browsers: CORS, redirects, http, content type, compression,
/// caching.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit code: 0 if the feed is good, 1 if visitors would not see it or an event of it (with --strict also if there are \
warnings), 2 if it could not be read.

Examples:
  lichthof check events.json
  lichthof check --strict https://cluster.example/events.json
  curl -s https://cluster.example/events.ics | lichthof check -
  lichthof check --fix events.json           takes comments and extra commas out of JSON
  lichthof check --map courses.json          proposes a map for a list of anything
  lichthof check --map='{\"title\": \"name\", \"start\": \"von\"}' courses.json")]
pub struct Check {
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Tell of warnings by exit code 1 as well.
    #[arg(long)]
    pub strict: bool,
    /// Tell it as JSON, for programs (docs/tool.md).
    #[arg(long)]
    pub json: bool,
    /// How many problems are shown; 0 for all.
    #[arg(long, default_value_t = 100, value_name = "NUMBER")]
    pub max: usize,
    /// Propose a map for a list of things with dates; with a value (JSON), read by that map.
    #[arg(long, num_args = 0..=1, require_equals = true, value_name = "MAP")]
    pub map: Option<Option<String>>,
    /// Mend what is not JSON (comments, extra commas, other quotes …): in the file; of an address or the standard
    /// input, on the standard output.
    #[arg(long, conflicts_with_all = ["json", "map"])]
    pub fix: bool,
    /// Where --fix writes to, if not to the file itself.
    #[arg(long, short, requires = "fix", value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Write a feed in the native format, as iCalendar, or as schema.org's JSON-LD.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lichthof convert schedule.json > events.json
  lichthof convert https://cluster.example/events.json -o events.ics
  lichthof convert --to json-ld --page https://cluster.example/termine events.ics")]
pub struct Convert {
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// What to write; without it what the name of the output says (.ics, .jsonld), else the native format.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<To>,
    /// Where to write to, if not to the standard output. Nothing is written where something fails.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The page with the calendar: events without a page of their own get links into it.
    #[arg(long, value_name = "ADDRESS")]
    pub page: Option<String>,
    /// The map by which a list of anything is read (JSON).
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum To {
    /// JSCalendar, as the calendar reads it.
    Native,
    /// iCalendar (RFC 5545).
    Icalendar,
    /// A list of schema.org's events.
    JsonLd,
}

impl Convert {
    /// How the feed is read.
    pub fn reading(&self) -> Reading {
        self.reading.reading(self.map.as_ref())
    }
}

/// Split a feed into a file for each month, with calendars to subscribe to.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  lichthof shard https://cluster.example/events.json -o events/
  writes events/2026-05.json and so on, events/all.ics, events/type/workshop.ics and so on, and events/index.json")]
pub struct Shard {
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// The folder for the files. Those of an earlier run that are no longer needed are removed.
    #[arg(long, short, value_name = "FOLDER")]
    pub output: PathBuf,
    /// The page with the calendar: events without a page of their own get links into it.
    #[arg(long, value_name = "ADDRESS")]
    pub page: Option<String>,
    /// The map by which a list of anything is read (JSON).
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,
}

impl Shard {
    /// How the feed is read.
    pub fn reading(&self) -> Reading {
        self.reading.reading(self.map.as_ref())
    }
}

/// Serve a feed with the right headers, and a page with the calendar that follows the file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lichthof serve events.json
  lichthof serve events.ics --port 9000 --script https://calendar.example/lichthof.js")]
pub struct Serve {
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// The port on this machine; 0 for any that is free.
    #[arg(long, default_value_t = 8000)]
    pub port: u16,
    /// The folder of a built calendar (`make dist`).
    #[arg(long, default_value = "dist", value_name = "FOLDER")]
    pub dist: PathBuf,
    /// The loader on a calendar's host, instead of a folder.
    #[arg(long, value_name = "ADDRESS")]
    pub script: Option<String>,
}

/// Write what is coming as HTML for inside the element: it is on screen with the page itself.
///
/// It has the looks of the calendar's list, real links, and data for search engines; the calendar takes its place.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lichthof prerender events.json --page https://cluster.example/termine > list.html
  lichthof prerender https://cluster.example/events.json --into termine.html
  lichthof prerender events.json --into termine.html --style lichthof-list.css    under a strict policy of contents")]
pub struct Prerender {
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// A page: what stands in its <lichthof-calendar> is replaced.
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub into: Option<PathBuf>,
    /// Where to write to, if not to the standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the style to a file of this name beside the page, instead of into it.
    #[arg(long, value_name = "FILE")]
    pub style: Option<PathBuf>,
    /// The page with the calendar: events without a page of their own get links into it.
    #[arg(long, value_name = "ADDRESS")]
    pub page: Option<String>,
    /// How many events there are: more would not fit into the room that is kept free.
    #[arg(long, default_value_t = 6, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub max: u16,
    /// The level of the months' headings, as the attribute heading-level.
    #[arg(long, default_value_t = 2, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub heading_level: u8,
    /// What the page looks like.
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    pub theme: Theme,
    /// The map by which a list of anything is read (JSON).
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Theme {
    Light,
    Dark,
}

impl Prerender {
    /// How the feed is read.
    pub fn reading(&self) -> Reading {
        self.reading.reading(self.map.as_ref())
    }
}

impl Check {
    /// How the feed is read.
    pub fn reading(&self) -> Reading {
        self.reading.reading(self.map.as_ref().and_then(Option::as_ref))
    }
}

impl ReadingArguments {
    /// How the feed is read; by a map (JSON), if there is one.
    pub fn reading(&self, map: Option<&String>) -> Reading {
        let feed_as = self.feed_as.map(|feed_as| match feed_as {
            As::Talks => FeedAs::Talks,
            As::Event => FeedAs::Event,
        });
        Reading {
            input: self.input.clone(),
            language: self.lang.clone(),
            origin: self.origin.trim_end_matches('/').to_owned(),
            hints: Hints {
                feed_as,
                map: map.cloned(),
                ..Hints::default()
            },
            today: today(),
            spool: None,
        }
    }
}

/// The day that it is in UTC.
pub fn today() -> NaiveDate {
    chrono::DateTime::<Utc>::from_timestamp(now().0, 0)
        .unwrap_or_default()
        .date_naive()
}
