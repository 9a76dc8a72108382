//! What is wrong with a feed, for people and for programs.

use std::ops::Range;

use serde::Serialize;

/// How much something matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Visitors do not see the feed, or an event of it.
    Error,
    /// Something of an event is not shown as it is meant, or some visitors do not see it.
    Warning,
    /// It works, and could be better.
    Advice,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    pub severity: Severity,
    /// Its name for programs: it stays when the words change.
    pub code: &'static str,
    /// What is wrong, and what is expected.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The file, or the address of the page.
    pub source: String,
    /// The position of the entry in the publisher's list, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<usize>,
    /// Its uid or title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The path of what is wrong, as the publisher's format calls it: `entries[3].start`, `DTSTART`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// From 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The text that stands there, cut where it is long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What would mend it, if a program can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
    /// Where it stands in the text of its page, in bytes.
    #[serde(skip)]
    pub span: Option<Range<usize>>,
    /// Which page of the feed.
    #[serde(skip)]
    pub page: usize,
}

impl Problem {
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            help: None,
            source: String::new(),
            entry: None,
            name: None,
            path: None,
            line: None,
            column: None,
            text: None,
            replacement: None,
            span: None,
            page: 0,
        }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What to do about what the calendar's own reader tells, where its sentence does not say it already.
pub fn remedy(code: &str) -> Option<&'static str> {
    Some(match code {
        "not-an-object" => "write each event as { \"uid\": …, \"title\": …, \"start\": … }",
        "not-an-event" => "leave the entry out, or give it the @type \"Event\"",
        "no-title" => "add \"title\", a text or texts by language: { \"de\": …, \"en\": … }",
        "no-start" => "add \"start\"; a date alone makes it an event of whole days",
        "no-uid" => {
            "give each event a uid that stays the same, such as \"2018-11-06-assembly@your-domain.example\""
        }
        "same-uid" => "give each event a uid of its own; what repeats is one entry with a recurrenceRule",
        "end-not-after-start" => {
            "check that start and end are not swapped, and that the end has the right day"
        }
        "offset-kept" | "expected-zone" | "zone-by-offset" => {
            "write the zone by its name in the IANA database, such as \"Europe/Berlin\""
        }
        "offset-left-aside" => "give the event a \"timeZone\", or write the time without an offset",
        "expected-date-time" => "write 2018-11-06T17:00:00 (ISO 8601), not 06.11.2018 17:00",
        "expected-status" => "what is planned is \"tentative\", what does not take place \"cancelled\"",
        "address-not-absolute" => "write the whole address: https://your-domain.example/path",
        "address-not-followed" => "link to a page on the web; other programs' addresses are not opened",
        "picture-not-on-the-web" => {
            "put the picture on a server and write its address; data: addresses are not shown"
        }
        "text-too-long" => "shorten it, and link to the page that has all of it",
        "text-turns" => {
            "take the invisible characters out: they often come with text that was copied from a PDF"
        }
        "too-many-entries" | "too-large" => {
            "split the feed: into pages that lead on by \"next\", or by `lichthof shard`"
        }
        "no-such-start" => {
            "the recurrenceId must be a start that the series would have, on the series' own clock"
        }
        "series-keeps-offset" => {
            "write \"start\": \"2018-11-06T17:00:00\" and \"timeZone\": \"Europe/Berlin\""
        }
        "link-without-href" => "add \"href\" to the link, or take the link out",
        _ => return None,
    })
}
