//! What the partner asked for: the element's attributes, read and made safe.

use chrono::{Weekday, WeekdaySet};

use crate::event::Href;
use crate::filter::Facet;
use crate::i18n::first_day_of_week;
use crate::layout::{Period, Weekdays};
use crate::report::{Complaint, Expected};
use crate::schedule::ZoneMode;
use crate::text::split_once;
use crate::time::{Date, ParsedDateTime, Zone, parse_date, parse_date_time};

/// By this the loader says which element it is: it is no attribute.
const ELEMENT: &str = "element";
/// What tells that an element says more of its feeds.
const CARE: &str = "care";
/// By this the loader says which words it has fetched: it is no attribute.
const WORDS: &str = "words";
/// The most feeds that one calendar reads.
pub(super) const MAX_FEEDS: usize = 20;
/// The most occurrences that `max` can ask for.
const MAX_OCCURRENCES: usize = 1_000;

/// A way to show the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ViewKind {
    /// What comes, by month and day.
    List,
    /// A month as a grid of weeks.
    Month,
    /// A week as a grid of hours.
    Week,
    /// A day as a grid of hours.
    Day,
    /// Twelve small months.
    Year,
    /// What comes, as tiles with images.
    Cards,
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

/// What visitors get to work with (the attribute `controls`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Controls {
    /// The search field.
    pub search: bool,
    /// The facets.
    pub filter: bool,
    /// The choice of view.
    pub views: bool,
    /// What one takes along: stars, files, links into other calendars, print.
    pub export: bool,
}

impl Controls {
    /// All of it.
    pub const ALL: Self = Self {
        search: true,
        filter: true,
        views: true,
        export: true,
    };
    /// Nothing: one looks.
    pub const NONE: Self = Self {
        search: false,
        filter: false,
        views: false,
        export: false,
    };
}

/// The attributes of `<lichthof-calendar>`, each with its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Absolute addresses of the feeds (`feed`, space-separated, at most 20, none twice): `http`,
    /// `https`, `webcal` or `blob`, with `{year}` and `{month}`, or `{start}` and `{end}`, where the feed is asked for
    /// windows.
    /// Default: none.
    pub feeds: Vec<String>,
    /// The language as a BCP 47 tag that `Intl` takes (`lang`, resolved by the element). Default: `en`.
    pub language: String,
    /// By what the words are known (the loader's `words`, which has fetched them: it goes by `lang`, `wording` and
    /// `strings`). Default: `en`.
    pub words: String,
    /// The view to begin with (`view`). Default: the first of `views`.
    pub view: Option<ViewKind>,
    /// The views on offer, in order, none twice (`views`). Default: all.
    pub views: Vec<ViewKind>,
    /// What is filtered by (`filter`, in the query language, [`crate::filter::language`]): at first, or,
    /// without `filter` among the controls, always. Default: nothing.
    pub filter: Option<String>,
    /// The facets on offer, in order, none twice (`facets`). Default: none, and the data decide.
    pub facets: Vec<Facet>,
    /// The facet by whose values events are coloured, one whose values the feed writes (`color-by`). Default: `type`.
    pub color_by: Facet,
    /// What visitors get to work with (`controls`: some of `search`, `filter`, `views` and `export`, formerly `take`, or `none`).
    /// Default: all.
    pub controls: Controls,
    /// The day to begin at (`date`). Default: today.
    pub date: Option<Date>,
    /// The first day of the week (`first-day`: `mon` to `sun`). Default: the language's custom.
    pub first_day: Option<Weekday>,
    /// The weekdays that grids leave out (`hidden-days`: `mon` to `sun`, space-separated, not all
    /// seven). Default: none.
    pub hidden_days: WeekdaySet,
    /// Whether grids show ISO week numbers (`week-numbers`: `show` or `hide`). Default: `hide`.
    pub week_numbers: bool,
    /// In whose time events are shown (`timezone`: `auto`, `event`, `visitor`, an IANA name or an
    /// offset such as `+02:00`). Default: `auto`.
    pub timezone: ZoneMode,
    /// The most occurrences in the list, with no "more" behind them (`max`, 1 to 1,000). Default: no limit.
    pub max: Option<usize>,
    /// Whether list and tiles show a series by its next date alone (`series`: `all` or `next`). Default: all dates.
    pub folds_series: bool,
    /// Whether German words say "Veranstaltung" instead of "Termin" (`wording`: `dates` or `events`). Default: "Termin".
    pub says_events: bool,
    /// The level of the calendar's outermost headings (`heading-level`, 1 to 6). Default: 2.
    pub heading_level: u8,
    /// Whose images are shown (`images`: `feed`, `any`, `none`). Default: `feed`.
    pub images: Images,
    /// Whether the page gets the coming events as data for search engines (`seo`). Default: no.
    pub seo: bool,
    /// The time at which the clock stands still (`now`, ISO 8601). Default: it runs.
    pub now: Option<ParsedDateTime>,
    /// How feeds are read that are in no format of their own (`map`, JSON of our fields and the paths to theirs), else
    /// schedules of conferences (`feed-as`: `talks` or `event`). Default: by what is in them.
    pub reading: Option<String>,
    /// Where one can subscribe to the events (`icalendar`, addresses separated by spaces, which the exports read).
    /// Default: what the feeds name.
    pub icalendar: Option<String>,
    /// What links that leave the page get into their query (`link-parameters`). Default: nothing.
    pub link_parameters: Option<String>,
    /// Set where more is said of feeds than one plain address: several, windows, `webcal:`, `refresh`, `keep`, elements
    /// inside. What that is, is read from the element with the feeds. It changes where one of these does. Default:
    /// nothing.
    pub care: Option<String>,
    /// What the region is called (the host's `aria-label`). Default: the feed's title, else "Events".
    pub label: Option<String>,
    /// The prefix of the calendar's parameters in the page's address (`name`, 1 to 32 of letters,
    /// digits, `_` and `-`). Default: `lh`, which the element fills in; `None`, where another calendar
    /// of the page has the name, keeps no state.
    pub name: Option<String>,
    /// What element it is, where it is none of `<lichthof-calendar>` but one of its companions, and the id of the
    /// calendar that it serves (`for`), empty where any will do. Default: it is a calendar.
    pub companion: Option<(String, String)>,
    /// Whether view, date, filters and the open event are kept in the page's address (`state`: `address` or `none`).
    /// Default: they are. Without, what somebody shares is still read from there, for one visit.
    pub keeps_state: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            feeds: Vec::new(),
            language: "en".to_owned(),
            words: "en".to_owned(),
            view: None,
            views: ViewKind::ALL.to_vec(),
            filter: None,
            facets: Vec::new(),
            color_by: Facet::Type,
            controls: Controls::ALL,
            date: None,
            first_day: None,
            hidden_days: WeekdaySet::EMPTY,
            week_numbers: false,
            timezone: ZoneMode::Auto,
            max: None,
            folds_series: false,
            says_events: false,
            heading_level: 2,
            images: Images::Feed,
            seo: false,
            now: None,
            reading: None,
            icalendar: None,
            link_parameters: None,
            care: None,
            label: None,
            name: Some("lh".to_owned()),
            companion: None,
            keeps_state: true,
        }
    }
}

impl ViewKind {
    /// All views, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::List,
        Self::Month,
        Self::Week,
        Self::Day,
        Self::Year,
        Self::Cards,
    ];

    /// The view of this name, case aside.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_name = |view: &Self| name.eq_ignore_ascii_case(view.name());
        Self::ALL.into_iter().find(is_name)
    }

    /// The name in attributes, addresses and notifications.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
            Self::Year => "year",
            Self::Cards => "cards",
        }
    }

    /// How much the view shows at a time; `None` where it shows what comes.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::List | Self::Cards => None,
            Self::Month => Some(Period::Month),
            Self::Week => Some(Period::Week),
            Self::Day => Some(Period::Day),
            Self::Year => Some(Period::Year),
        }
    }
}

impl Options {
    /// Reads attributes through `get` (name to value, `None` where absent). What cannot be used is
    /// told of and leaves the default. A blank value counts as absent: content systems write those.
    ///
    /// `feed`, `lang` and `name` arrive as the element resolved them; `theme` and `eager` stay with
    /// it. Without a usable `name` no state is kept: a default could be another calendar's.
    pub fn read(get: &dyn Fn(&str) -> Option<String>) -> (Self, Vec<Complaint>) {
        let mut attributes = Attributes {
            get,
            complaints: Vec::new(),
        };
        let mut options = Self {
            feeds: attributes.feeds(),
            views: attributes.views(),
            filter: attributes.text("filter"),
            label: attributes.text("aria-label"),
            // No schedule needs a map: what either says is read with the feed (docs/size.md).
            reading: attributes.text("map").or_else(|| attributes.text("feed-as")),
            icalendar: attributes.text("icalendar"),
            link_parameters: attributes.text("link-parameters"),
            care: attributes.text(CARE),
            name: None,
            seo: get("seo").is_some(),
            companion: companion(get),
            ..Self::default()
        };
        if let Some(words) = get(WORDS) {
            options.words = words;
        }
        if let Some(language) = attributes.text("lang") {
            options.language = language;
        }
        let views = &options.views;
        let view = |value: &str| ViewKind::from_name(value).filter(|view| views.contains(view));
        attributes.read("view", Expected::OneOfViews, &mut |value| {
            keep(&mut options.view, view(value).map(Some))
        });
        attributes.read("facets", Expected::Facets, &mut |value| {
            keep(&mut options.facets, facets(value))
        });
        attributes.read("color-by", Expected::ColorBy, &mut |value| {
            let facet = Facet::from_name(value).filter(|facet| facet.is_free());
            keep(&mut options.color_by, facet)
        });
        attributes.read("controls", Expected::Controls, &mut |value| {
            keep(&mut options.controls, controls(value))
        });
        attributes.read("state", Expected::State, &mut |value| {
            keep(&mut options.keeps_state, either(value, "address", "none"))
        });
        attributes.read("date", Expected::Date, &mut |value| {
            keep(&mut options.date, parse_date(value).map(Some))
        });
        attributes.read("first-day", Expected::Weekday, &mut |value| {
            keep(&mut options.first_day, weekday(value).map(Some))
        });
        attributes.read("hidden-days", Expected::Weekdays, &mut |value| {
            keep(&mut options.hidden_days, weekdays(value))
        });
        attributes.read("week-numbers", Expected::Visibility, &mut |value| {
            keep(&mut options.week_numbers, either(value, "show", "hide"))
        });
        attributes.read("timezone", Expected::Zone, &mut |value| {
            keep(&mut options.timezone, zone_mode(value))
        });
        attributes.read("max", Expected::Limit, &mut |value| {
            keep(&mut options.max, number(value, MAX_OCCURRENCES).map(Some))
        });
        attributes.read("series", Expected::Series, &mut |value| {
            keep(&mut options.folds_series, either(value, "next", "all"))
        });
        attributes.read("wording", Expected::Wording, &mut |value| {
            keep(&mut options.says_events, either(value, "events", "dates"))
        });
        attributes.read("heading-level", Expected::HeadingLevel, &mut |value| {
            keep(
                &mut options.heading_level,
                number(value, 6).map(|level| level as u8),
            )
        });
        attributes.read("images", Expected::Images, &mut |value| {
            keep(&mut options.images, images(value))
        });
        attributes.read("now", Expected::DateTime, &mut |value| {
            keep(&mut options.now, parse_date_time(value).map(Some))
        });
        attributes.read("name", Expected::Name, &mut |value| {
            // A companion keeps no state, and reads none.
            options.companion.is_some()
                || keep(&mut options.name, is_name(value).then(|| Some(value.to_owned())))
        });
        (options, attributes.complaints)
    }

    /// The prefix under which state is kept in the page's address; `None` where it is not.
    pub fn prefix(&self) -> Option<&String> {
        self.name.as_ref().filter(|_| self.keeps_state)
    }

    /// The first day of the week: chosen, or by the language's custom.
    pub fn first_weekday(&self) -> Weekday {
        self.first_day
            .unwrap_or_else(|| first_day_of_week(&self.language))
    }

    /// Whether the language writes the month of a date before its day: English does, but in the regions that say so
    /// otherwise.
    pub fn writes_month_first(&self) -> bool {
        matches!(self.language.as_str(), "en" | "en-US")
    }

    /// The days of a week, from the first day on, without those that are left out.
    pub fn weekdays(&self) -> Weekdays {
        Weekdays::all_from(self.first_weekday()).without(self.hidden_days)
    }

    /// The view that visitors begin with.
    pub fn first_view(&self) -> ViewKind {
        let first = || self.views.first().copied();
        self.view.or_else(first).unwrap_or(ViewKind::List)
    }

    /// The filter that visitors cannot take off, where there is one.
    pub fn locked_filter(&self) -> Option<&str> {
        self.filter.as_deref().filter(|_| !self.controls.filter)
    }
}

/// The attributes, and what was wrong with those read so far.
struct Attributes<'a> {
    get: &'a dyn Fn(&str) -> Option<String>,
    complaints: Vec<Complaint>,
}

impl Attributes<'_> {
    fn text(&self, attribute: &str) -> Option<String> {
        let value = (self.get)(attribute)?;
        let value = value.trim_ascii();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// Lets `take` have the value, if there is one; it says whether it could be used.
    fn read(&mut self, attribute: &'static str, expected: Expected, take: &mut dyn FnMut(&str) -> bool) {
        let Some(value) = self.text(attribute) else { return };
        if !take(&value) {
            self.complain(attribute, &value, expected);
        }
    }

    fn feeds(&mut self) -> Vec<String> {
        let mut feeds: Vec<String> = Vec::new();
        let all = self.text("feed").unwrap_or_default();
        for address in all.split_ascii_whitespace() {
            if feeds.iter().any(|feed| feed == address) {
                continue;
            }
            if !is_feed(address) {
                self.complain("feed", address, Expected::Address);
            } else if feeds.len() == MAX_FEEDS {
                self.complain("feed", address, Expected::FewAddresses);
                break;
            } else {
                feeds.push(address.to_owned());
            }
        }
        feeds
    }

    fn views(&mut self) -> Vec<ViewKind> {
        let mut views = Vec::new();
        let all = self.text("views").unwrap_or_default();
        for name in all.split_ascii_whitespace() {
            match ViewKind::from_name(name) {
                Some(view) if views.contains(&view) => {}
                Some(view) => views.push(view),
                None => self.complain("views", name, Expected::Views),
            }
        }
        if views.is_empty() {
            views = ViewKind::ALL.to_vec();
        }
        views
    }

    fn complain(&mut self, attribute: &'static str, value: &str, expected: Expected) {
        self.complaints.push(Complaint {
            attribute,
            value: value.to_owned(),
            expected,
        });
    }
}

/// The element, where it is no calendar, and the id of the calendar that it serves.
fn companion(get: &dyn Fn(&str) -> Option<String>) -> Option<(String, String)> {
    let element = get(ELEMENT).filter(|element| element != "lichthof-calendar")?;
    Some((element, get("for").unwrap_or_default()))
}

/// One of two words: true for the first.
fn either(value: &str, yes: &str, no: &str) -> Option<bool> {
    let is_first = value == yes;
    (is_first || value == no).then_some(is_first)
}

/// Puts a value in its place, if there is one.
fn keep<T>(place: &mut T, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    is_some
}

fn number(value: &str, most: usize) -> Option<usize> {
    value.parse().ok().filter(|number| (1..=most).contains(number))
}

/// Facets, each once.
fn facets(value: &str) -> Option<Vec<Facet>> {
    let mut facets = Vec::new();
    for name in value.split_ascii_whitespace() {
        let facet = Facet::from_name(name)?;
        if !facets.contains(&facet) {
            facets.push(facet);
        }
    }
    Some(facets)
}

fn controls(value: &str) -> Option<Controls> {
    let mut controls = Controls::NONE;
    for name in value.split_ascii_whitespace() {
        match name {
            "search" => controls.search = true,
            "filter" => controls.filter = true,
            "views" => controls.views = true,
            // Its former name still works.
            "export" | "take" => controls.export = true,
            "none" => {}
            _ => return None,
        }
    }
    Some(controls)
}

fn weekday(value: &str) -> Option<Weekday> {
    match value.to_ascii_lowercase().as_str() {
        "mon" => Some(Weekday::Mon),
        "tue" => Some(Weekday::Tue),
        "wed" => Some(Weekday::Wed),
        "thu" => Some(Weekday::Thu),
        "fri" => Some(Weekday::Fri),
        "sat" => Some(Weekday::Sat),
        "sun" => Some(Weekday::Sun),
        _ => None,
    }
}

/// Some weekdays, not all.
fn weekdays(value: &str) -> Option<WeekdaySet> {
    let mut set = WeekdaySet::EMPTY;
    for name in value.split_ascii_whitespace() {
        set.insert(weekday(name)?);
    }
    (set != WeekdaySet::ALL).then_some(set)
}

fn images(value: &str) -> Option<Images> {
    match value.to_ascii_lowercase().as_str() {
        "feed" => Some(Images::Feed),
        "any" => Some(Images::Any),
        "none" => Some(Images::None),
        _ => None,
    }
}

fn zone_mode(value: &str) -> Option<ZoneMode> {
    match value.to_ascii_lowercase().as_str() {
        "auto" => Some(ZoneMode::Auto),
        "event" => Some(ZoneMode::Event),
        "visitor" => Some(ZoneMode::Visitor),
        _ => zone(value).map(ZoneMode::Named),
    }
}

/// An offset, or what could be a name: whether a zone has it, `Intl` tells later.
fn zone(value: &str) -> Option<Zone> {
    if matches!(value.as_bytes().first(), Some(b'+' | b'-')) {
        // An offset is read as that of a date-time, which knows its forms and bounds.
        let mut date_time = "1970-01-01T00:00".to_owned();
        date_time.push_str(value);
        return match parse_date_time(&date_time) {
            Some(ParsedDateTime::Offset(_, offset)) => Some(Zone::Fixed(offset)),
            _ => None,
        };
    }
    let is_name = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'+' | b'-'));
    is_name.then(|| Zone::Named(value.into()))
}

/// Whether a feed can be read from an address.
pub(super) fn is_feed(address: &str) -> bool {
    let Some((scheme, rest)) = split_once(address, ":") else {
        return false;
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Href::parse(address).is_some(),
        "blob" | "webcal" => !rest.is_empty(),
        _ => false,
    }
}

fn is_name(value: &str) -> bool {
    value.len() <= 32
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> (Options, Vec<Complaint>) {
        Options::read(&|name| {
            attributes
                .iter()
                .find(|(attribute, _)| *attribute == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    fn date(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn without_attributes_the_defaults_hold_and_no_state_is_kept() {
        let (options, complaints) = read(&[]);
        let expected = Options {
            name: None,
            ..Options::default()
        };
        assert_eq!((options, complaints), (expected, Vec::new()));
    }

    #[test]
    fn a_companion_names_its_calendar_and_keeps_no_state() {
        for (attributes, companion, name) in [
            (
                vec![("element", "lichthof-calendar"), ("for", "c")],
                None,
                Some("lh"),
            ),
            (
                vec![("element", "lichthof-search"), ("for", "c")],
                Some(("lichthof-search", "c")),
                None,
            ),
            (
                vec![("element", "lichthof-next")],
                Some(("lichthof-next", "")),
                None,
            ),
        ] {
            let attributes = [attributes, vec![("name", "lh")]].concat();
            let (options, complaints) = read(&attributes);
            let read = options.companion.as_ref();
            let read = read.map(|(element, id)| (element.as_str(), id.as_str()));
            assert_eq!(
                (read, options.name.as_deref()),
                (companion, name),
                "{attributes:?}"
            );
            assert_eq!(complaints, []);
        }
    }

    #[test]
    fn blank_attributes_count_as_absent() {
        let blank = [
            "feed",
            "lang",
            "view",
            "views",
            "filter",
            "facets",
            "color-by",
            "controls",
            "date",
            "first-day",
            "hidden-days",
            "week-numbers",
            "timezone",
            "max",
            "heading-level",
            "images",
            "state",
            "now",
            "map",
            "feed-as",
            "icalendar",
            "link-parameters",
            "aria-label",
            "name",
        ]
        .map(|name| (name, " \n"));
        assert_eq!(read(&blank), read(&[]));
    }

    #[test]
    fn every_attribute_is_read() {
        let (options, complaints) = read(&[
            (
                "feed",
                " https://a.example/e.json?from={start}&to={end}\n HTTP://b.example  blob:https://a.example/1 ",
            ),
            ("map", " {} "),
            ("feed-as", "event"),
            ("icalendar", " /events.ics?type={type} "),
            ("link-parameters", " utm_source=lichthof "),
            ("lang", "de-AT"),
            ("words", "de-events"),
            ("view", "Month"),
            ("views", "month LIST month"),
            ("filter", " ort:Leipzig "),
            ("facets", "place TOPIC place"),
            ("color-by", "Organizer"),
            ("controls", "search views"),
            ("date", " 2018-11-06 "),
            ("first-day", "Sun"),
            ("hidden-days", " sat SUN"),
            ("week-numbers", "show"),
            ("timezone", "visitor"),
            ("max", "1000"),
            ("series", "next"),
            ("wording", "events"),
            ("heading-level", "6"),
            ("images", "ANY"),
            ("seo", ""),
            ("state", "none"),
            ("now", "2018-11-06T17:00"),
            ("aria-label", " Termine "),
            ("name", "events_2-b"),
            ("theme", "purple"),
            ("eager", "yes"),
            (CARE, "1 5"),
        ]);
        let now = date(2018, 11, 6).and_hms_opt(17, 0, 0).unwrap();
        let expected = Options {
            companion: None,
            feeds: [
                "https://a.example/e.json?from={start}&to={end}",
                "HTTP://b.example",
                "blob:https://a.example/1",
            ]
            .map(str::to_owned)
            .to_vec(),
            language: "de-AT".to_owned(),
            words: "de-events".to_owned(),
            view: Some(ViewKind::Month),
            views: vec![ViewKind::Month, ViewKind::List],
            filter: Some("ort:Leipzig".to_owned()),
            facets: vec![Facet::Place, Facet::Topic],
            color_by: Facet::Organizer,
            controls: Controls {
                search: true,
                filter: false,
                views: true,
                export: false,
            },
            date: Some(date(2018, 11, 6)),
            first_day: Some(Weekday::Sun),
            hidden_days: WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]),
            week_numbers: true,
            timezone: ZoneMode::Visitor,
            max: Some(1_000),
            folds_series: true,
            says_events: true,
            heading_level: 6,
            images: Images::Any,
            seo: true,
            now: Some(ParsedDateTime::Civil(now)),
            keeps_state: false,
            reading: Some("{}".to_owned()),
            icalendar: Some("/events.ics?type={type}".to_owned()),
            link_parameters: Some("utm_source=lichthof".to_owned()),
            care: Some("1 5".to_owned()),
            label: Some("Termine".to_owned()),
            name: Some("events_2-b".to_owned()),
        };
        assert_eq!((options, complaints), (expected, Vec::new()));
    }

    #[test]
    fn a_filter_is_locked_without_its_control() {
        for (controls, expected) in [
            ("", None),
            ("filter", None),
            ("search", Some("type:Feier")),
            ("none", Some("type:Feier")),
        ] {
            let (options, _) = read(&[("filter", "type:Feier"), ("controls", controls)]);
            assert_eq!(options.locked_filter(), expected, "{controls}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_told_of_and_leaves_the_default() {
        for (attribute, value) in [
            ("view", "agenda"),
            ("facets", "place colour"),
            ("color-by", "price"),
            ("controls", "search sidebar"),
            ("hidden-days", "mon tue wed thu fri sat sun"),
            ("hidden-days", "sat sunday"),
            ("week-numbers", "iso"),
            ("date", "6.11.2018"),
            ("date", "2018-11-06T17:00"),
            ("first-day", "monday"),
            ("timezone", "Europe/Berlin;"),
            ("timezone", "+25:00"),
            ("timezone", "+"),
            ("timezone", "Zürich"),
            ("max", "0"),
            ("max", "1001"),
            ("max", "-1"),
            ("max", "99999999999999999999999"),
            ("series", "last"),
            ("wording", "Termine"),
            ("heading-level", "0"),
            ("heading-level", "7"),
            ("heading-level", "h2"),
            ("images", "all"),
            ("state", "yes"),
            ("now", "today"),
            ("name", "a.b"),
            ("name", "ä"),
            ("name", "a23456789012345678901234567890123"),
            ("feed", "/events.json"),
            ("feed", "javascript:alert(1)"),
            ("feed", "https://"),
            ("feed", "blob:"),
            ("feed", "abcé:x"),
            ("views", "agenda"),
        ] {
            let (options, complaints) = read(&[(attribute, value)]);
            assert_eq!(options, read(&[]).0, "{attribute}={value}");
            let told: Vec<_> = complaints
                .iter()
                .map(|complaint| (complaint.attribute, complaint.value.as_str()))
                .collect();
            assert_eq!(told, [(attribute, value)]);
        }
    }

    #[test]
    fn a_view_must_be_on_offer() {
        let (options, complaints) = read(&[("views", "agenda list"), ("view", "month")]);
        assert_eq!((options.view, options.views), (None, vec![ViewKind::List]));
        let told: Vec<_> = complaints
            .iter()
            .map(|complaint| (complaint.attribute, complaint.value.as_str()))
            .collect();
        assert_eq!(told, [("views", "agenda"), ("view", "month")]);
    }

    #[test]
    fn what_a_complaint_offers_can_be_used() {
        for (attribute, expected) in [
            ("controls", Expected::Controls),
            ("state", Expected::State),
            ("week-numbers", Expected::Visibility),
            ("timezone", Expected::Zone),
            ("series", Expected::Series),
            ("wording", Expected::Wording),
            ("images", Expected::Images),
            ("views", Expected::Views),
            ("color-by", Expected::ColorBy),
            ("first-day", Expected::Weekday),
            ("now", Expected::DateTime),
        ] {
            // What it offers stands between backticks.
            for offered in expected.text().split('`').skip(1).step_by(2) {
                assert_eq!(read(&[(attribute, offered)]).1, [], "{attribute}={offered}");
            }
        }
        // Under the name that it has now.
        assert!(Expected::Controls.text().contains("`export`"));
    }

    #[test]
    fn zones_are_names_or_offsets() {
        let named = |name: &str| ZoneMode::Named(Zone::Named(name.into()));
        let fixed = |seconds| ZoneMode::Named(Zone::Fixed(seconds));
        for (value, expected) in [
            ("auto", ZoneMode::Auto),
            ("EVENT", ZoneMode::Event),
            ("Europe/Berlin", named("Europe/Berlin")),
            ("America/Port-au-Prince", named("America/Port-au-Prince")),
            ("Etc/GMT+2", named("Etc/GMT+2")),
            ("UTC", named("UTC")),
            ("+02:00", fixed(7_200)),
            ("-0330", fixed(-12_600)),
            ("+00:00", fixed(0)),
        ] {
            let (options, complaints) = read(&[("timezone", value)]);
            assert_eq!((options.timezone, complaints), (expected, Vec::new()), "{value}");
        }
    }

    #[test]
    fn feeds_are_bounded_and_read_once_each() {
        let many: String = (0..100)
            .map(|number| format!("https://a.example/{} ", number / 2))
            .collect();
        let (options, complaints) = read(&[("feed", &many)]);
        assert_eq!(options.feeds.len(), MAX_FEEDS);
        assert_eq!(options.feeds[19], "https://a.example/19");
        assert_eq!(complaints.len(), 1);
    }
}
