//! What can go wrong, told so that a publisher or a partner can mend it.

use std::fmt;

use crate::text::Digits;

/// Makes an enum of reasons: each has a code for programs, which stays, and a sentence for people, which may get
/// better. Reasons behind `and` have theirs from an enum of their own.
macro_rules! reasons {
    (
        $(#[$about:meta])*
        pub enum $name:ident { $($reason:ident = $code:literal: $text:literal,)* }
        $(and { $(#[$about_outer:meta])* $outer:ident($inner:ty), })?
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $text] $reason,)*
            $($(#[$about_outer])* $outer($inner),)?
        }

        impl $name {
            /// The name of the reason for programs, such as `no-title`: it stays when the words change.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$reason => $code,)*
                    $(Self::$outer(inner) => inner.code(),)?
                }
            }

            /// What is wrong, and what is expected or done: an English sentence without a full stop.
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$reason => $text,)*
                    $(Self::$outer(inner) => inner.text(),)?
                }
            }

            /// All that have a code of their own.
            #[cfg(test)]
            pub(crate) const OWN: &[Self] = &[$(Self::$reason,)*];
        }
    };
}
pub(crate) use reasons;

/// Holds reasons, each by its code and its sentence, to what programs and people count on.
#[cfg(test)]
pub(crate) fn are_told_apart(reasons: impl Iterator<Item = (&'static str, &'static str)>) {
    let mut codes = Vec::new();
    for (code, text) in reasons {
        assert!(
            code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{code}"
        );
        assert!(!text.ends_with('.'), "{code}");
        assert!(!codes.contains(&code), "{code} stands there twice");
        codes.push(code);
    }
}

/// Something that a calendar could not do. It names what failed, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    /// The feed's address, where it concerns one.
    address: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// There is no address to ask.
    NoAddress,
    /// The request got no answer that we may read: offline, refused, blocked by CORS, CSP or mixed content.
    Unreachable,
    /// The server answered with this HTTP status.
    Status(u16),
    /// The answer has nothing in it but white space.
    Empty,
    /// The answer is a page or another kind of markup.
    Markup,
    /// The answer is not JSON; line and column (from 1) of the first fault.
    NotJson {
        line: usize,
        column: usize,
        fault: JsonFault,
    },
    /// The answer is JSON, but holds no list of events.
    NoEvents,
    /// The feed is larger than is read, in bytes.
    TooLarge(usize),
}

/// What is wrong where a feed is not JSON, as far as it is plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// A comma before a closing bracket.
    ExtraComma,
    /// The end comes in the middle.
    CutOff,
    /// Anything else.
    Other,
}

impl Error {
    /// A calendar was given no address that can be used.
    pub fn no_address() -> Self {
        Self::of(Kind::NoAddress)
    }

    /// The request got no readable answer.
    pub fn unreachable() -> Self {
        Self::of(Kind::Unreachable)
    }

    /// The server answered with an HTTP status outside 200 to 299.
    pub fn status(status: u16) -> Self {
        Self::of(Kind::Status(status))
    }

    /// The answer is empty.
    pub fn empty() -> Self {
        Self::of(Kind::Empty)
    }

    /// The answer is a page or another kind of markup.
    pub fn markup() -> Self {
        Self::of(Kind::Markup)
    }

    /// The answer is not JSON: line and column (in characters, from 1) of the first fault.
    pub fn not_json(line: usize, column: usize, fault: JsonFault) -> Self {
        Self::of(Kind::NotJson { line, column, fault })
    }

    /// The answer is JSON, but not a feed.
    pub fn no_events() -> Self {
        Self::of(Kind::NoEvents)
    }

    /// The feed has more bytes than are read.
    pub fn too_large(bytes: usize) -> Self {
        Self::of(Kind::TooLarge(bytes))
    }

    /// The same error, with the address of the feed that it concerns.
    #[must_use]
    pub fn at(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// The address of the feed that it concerns.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// Where the first fault is, if it is at a place of the feed: line, and column in characters, from 1.
    pub fn place(&self) -> Option<(usize, usize)> {
        match self.kind {
            Kind::NotJson { line, column, .. } => Some((line, column)),
            _ => None,
        }
    }

    /// True where the server says that there is nothing at this address (404 or 410).
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Status(404 | 410))
    }

    /// The kind's name in notifications: `feed`, `unreachable`, `status` or `unreadable`.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::NoAddress => "feed",
            Kind::Unreachable | Kind::Status(_) => self.code(),
            _ => "unreadable",
        }
    }

    /// What failed, for programs, such as `not-json`: it stays when the words change.
    pub fn code(&self) -> &'static str {
        match self.kind {
            Kind::NoAddress => "no-address",
            Kind::Unreachable => "unreachable",
            Kind::Status(_) => "status",
            Kind::Empty => "empty",
            Kind::Markup => "markup",
            Kind::NotJson { .. } => "not-json",
            Kind::NoEvents => "no-events",
            Kind::TooLarge(_) => "too-large",
        }
    }

    /// What failed and what to do, English, for the console; what the visitor reads is in [`crate::i18n`]. (The
    /// program calls this: what `Display` brings along would weigh more than the words.)
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut say = |words: &str| text.push_str(words);
        match &self.kind {
            Kind::NoAddress => say("the attribute `feed` names no address that can be used"),
            Kind::Unreachable => say(
                "the feed gave no readable answer: check that the address is right, that its server \
                 sends Access-Control-Allow-Origin, and that the page's Content-Security-Policy \
                 lists it in connect-src",
            ),
            Kind::Status(status) => {
                say("the feed's server answered with status ");
                say(&u32::from(*status).digits());
                say(": check that the address is right, and that it can be read without signing in");
            }
            Kind::Empty => say("the feed is empty: check what the server sends at this address"),
            Kind::Markup => say(
                "the address gives a page, not a feed: expected the address of the feed itself, such as JSON or iCalendar",
            ),
            Kind::NotJson { line, column, fault } => {
                say("the feed is not JSON: first fault in line ");
                say(&(*line).digits());
                say(", column ");
                say(&(*column).digits());
                say(": ");
                say(match fault {
                    JsonFault::ExtraComma => "take away the comma before the closing bracket",
                    JsonFault::CutOff => "the end is missing, so check that all of it is sent",
                    JsonFault::Other => "mend it there, or let a program write the JSON",
                });
            }
            Kind::NoEvents => say(
                "the feed holds no list of events: expected a Group with `entries`, \
                 an object with `events`, or an array",
            ),
            Kind::TooLarge(bytes) => {
                say("the feed is too large, with ");
                say(&(*bytes).digits());
                say(" bytes: split it into pages that lead on by `next`");
            }
        }
        if let Some(address) = &self.address {
            say(" (");
            say(address);
            say(")");
        }
        text
    }

    fn of(kind: Kind) -> Self {
        Self { kind, address: None }
    }
}

/// [`Error::text`].
impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}

impl std::error::Error for Error {}
