//! What the partner asked for: the element's attributes, read and made safe.

use chrono::Weekday;

use crate::date::{Date, ParsedDateTime, ZoneMode};

/// A way to show the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ViewKind {
    /// What comes, by month and day.
    List,
    /// A month as a grid of weeks.
    Month,
}

/// Whose images are shown (the attribute `images`): a request tells the image's host who reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Images {
    /// Those from the origins of the feeds.
    #[default]
    Feed,
    /// Any.
    Any,
    /// None.
    None,
}

/// The attributes of `<lichthof-calendar>`, each with its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Absolute addresses of the feeds (`feed`, space-separated). Default: none.
    pub feeds: Vec<String>,
    /// The language as a BCP 47 tag that `Intl` takes (`lang`, resolved by the element). Default: `en`.
    pub language: String,
    /// The view to begin with (`view`). Default: the first of `views`.
    pub view: Option<ViewKind>,
    /// The views on offer, in order, none twice (`views`). Default: all.
    pub views: Vec<ViewKind>,
    /// The day to begin at (`date`). Default: today.
    pub date: Option<Date>,
    /// The first day of the week (`first-day`: `mon` to `sun`). Default: the language's custom.
    pub first_day: Option<Weekday>,
    /// In whose time events are shown (`timezone`: `auto`, `event`, `visitor`, an IANA name). Default: `auto`.
    pub timezone: ZoneMode,
    /// The most occurrences in the list, with no "more" behind them (`max`, 1 to 1,000). Default: no limit.
    pub max: Option<usize>,
    /// The level of the calendar's outermost headings (`heading-level`, 1 to 6). Default: 2.
    pub heading_level: u8,
    /// Whose images are shown (`images`: `feed`, `any`, `none`). Default: `feed`.
    pub images: Images,
    /// The time at which the clock stands still (`now`, ISO 8601). Default: it runs.
    pub now: Option<ParsedDateTime>,
    /// What the region is called (the host's `aria-label`). Default: the feed's title, else "Events".
    pub label: Option<String>,
    /// The prefix of the calendar's parameters in the page's address. Default: `lh`; `None` keeps no state.
    pub name: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            feeds: Vec::new(),
            language: "en".to_owned(),
            view: None,
            views: ViewKind::ALL.to_vec(),
            date: None,
            first_day: None,
            timezone: ZoneMode::Auto,
            max: None,
            heading_level: 2,
            images: Images::Feed,
            now: None,
            label: None,
            name: Some("lh".to_owned()),
        }
    }
}

impl ViewKind {
    /// All views, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::List, Self::Month];

    /// The name in attributes, addresses and notifications.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Month => "month",
        }
    }
}

/// An attribute that could not be used; the default holds instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The attribute's name.
    pub attribute: &'static str,
    /// Its value as written.
    pub value: String,
    /// What it takes, for the partner's console, in English.
    pub expected: &'static str,
}

impl Options {
    /// Reads attributes through `get` (name to value, `None` where absent). What cannot be used is
    /// told of and leaves the default.
    pub fn read(get: &dyn Fn(&str) -> Option<String>) -> (Self, Vec<Complaint>) {
        // Stand-in.
        let feeds = get("feed").unwrap_or_default();
        let complaints = get("view").map(|value| Complaint {
            attribute: "view",
            value,
            expected: "`list` or `month`",
        });
        let options = Self {
            feeds: feeds
                .split(' ')
                .filter(|one| !one.is_empty())
                .map(str::to_owned)
                .collect(),
            name: get("name"),
            ..Self::default()
        };
        (options, complaints.into_iter().collect())
    }
}
