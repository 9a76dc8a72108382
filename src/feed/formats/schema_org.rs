//! Events of schema.org as JSON-LD: alone, in lists, in graphs, within pages; and what ThüCAT, the open data of
//! Thuringia's tourism, makes of it.
//!
//! Its traps: each property may be a text, an object, a list, a value with a language or a reference; names may have a
//! prefix; a date alone means whole days, and then the end is the last of them.

use chrono::{Datelike, Days};

use crate::feed::field::as_flag;
use crate::feed::formats::list::unique;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain;
use crate::feed::formats::scan::{begins, cut_last, has_any, is_web, pieces};
use crate::feed::formats::schedule::{Schedule, write_schedules};
use crate::feed::formats::times;
use crate::feed::node::{Node, with_tree};
use crate::order::sorted_positions;
use crate::recurrence::Rule;
use crate::text::{cut, split_once};
use crate::time::{
    Date, DateTime, Form, Instant, ParsedDateTime, Time, parse_date_time, push_civil, push_date, push_offset,
};

const NAMES: Names = &[
    ("uid", "@id"),
    ("title", "name"),
    ("start", "startDate"),
    ("end", "endDate"),
    ("duration", "duration"),
    ("status", "eventStatus"),
    ("previousStart", "previousStartDate"),
    ("locations", "location"),
    ("virtualLocations", "location"),
    ("registration", "offers"),
    ("price", "offers"),
    ("programme", "subEvent"),
    ("rrule", "eventSchedule"),
    ("rdate", "eventSchedule"),
    ("excludedDates", "eventSchedule.exceptDate"),
    ("timeZone", "eventSchedule.scheduleTimezone"),
    ("language", "inLanguage"),
    ("created", "dateCreated"),
    ("updated", "dateModified"),
];

/// The most members of one property that are read.
const MAX_MEMBERS: usize = 1_000;

/// Whether JSON says that it is JSON-LD of schema.org.
fn says_so(root: &Node<'_>) -> bool {
    let context = root.get("@context").or_else(|| match root {
        Node::List(list) => list.first()?.get("@context"),
        _ => None,
    });
    match context {
        Some(Node::Text(text)) => split_once(text, "schema.org").is_some(),
        Some(Node::List(list)) => list.iter().any(|one| {
            one.as_text()
                .is_some_and(|text| split_once(text, "schema.org").is_some())
        }),
        Some(Node::Map(map)) => map.iter().any(|(_, value)| {
            value
                .as_text()
                .is_some_and(|text| split_once(text, "schema.org").is_some())
        }),
        _ => false,
    }
}

/// Rewrites JSON-LD; `None` if there are no events in it and it does not say that it is of schema.org.
pub(super) fn convert(root: &Node<'_>) -> Option<Native> {
    let mut writer = Writer::new(NAMES);
    let mut zone = None;
    let count = take(root, 0, &mut writer, &mut zone);
    (count > 0 || says_so(root)).then(|| finish(writer, zone))
}

/// Rewrites the JSON-LD that stands in a page; `None` if there are no events in it.
pub(super) fn convert_page(html: &str) -> Option<Native> {
    let mut writer = Writer::new(NAMES);
    let mut zone = None;
    let mut count = 0;
    let mut rest = html;
    while let Some((_, more)) = split_once(rest, "<script") {
        let (tag, body) = cut(more, b">");
        rest = body.get(1..).unwrap_or_default();
        let is_data = tag
            .as_bytes()
            .windows(11)
            .any(|part| part.eq_ignore_ascii_case(b"application") && split_once(tag, "ld+json").is_some());
        let (script, behind) = split_once(rest, "</script").unwrap_or((rest, ""));
        rest = behind;
        if is_data {
            // Marks by which old pages hid scripts.
            let script = script.trim_ascii();
            let script = script.strip_prefix("<!--").unwrap_or(script);
            let script = script.strip_suffix("-->").unwrap_or(script);
            let script = without_section(script);
            let read = with_tree(script, |root| take(root, count, &mut writer, &mut zone));
            count += read.unwrap_or(0);
        }
    }
    (count > 0).then(|| finish(writer, zone))
}

/// A script without the marks by which XHTML hides it: `//<![CDATA[` … `//]]>`.
fn without_section(script: &str) -> &str {
    let begin = split_once(script, "<![CDATA[").filter(|_| begins(script, b"/<"));
    let Some((inside, _)) = begin.and_then(|(_, inside)| split_once(inside, "]]>")) else {
        return script;
    };
    inside
        .trim_ascii_start()
        .trim_start_matches("*/")
        .trim_ascii_end()
        .trim_end_matches("/*")
        .trim_end_matches('/')
}

fn finish(mut writer: Writer, zone: Option<&'static str>) -> Native {
    writer.end_entries();
    writer.json.field("timeZone", zone.unwrap_or_default());
    writer.finish()
}

/// Writes all events that stand somewhere in a tree, and gives their number.
fn take(root: &Node<'_>, before: usize, writer: &mut Writer, zone: &mut Option<&'static str>) -> usize {
    let mut graph = Graph::default();
    graph.collect(root);
    graph.sort();
    // What is told in UTC there happens in Thuringia.
    if let Some(Node::Map(context)) = root.get("@context")
        && context.iter().any(|(_, value)| {
            value
                .as_text()
                .is_some_and(|text| split_once(text, "thuecat.org").is_some())
        })
    {
        *zone = Some("Europe/Berlin");
    }
    let events = std::mem::take(&mut graph.events);
    let ids = events.iter().map(|event| identity(event)).collect();
    let uids = unique(ids, &|at| text(property(events.get(at)?, "startDate")?));
    for (at, event) in events.iter().enumerate() {
        let uid = uids.get(at).map_or("", String::as_str);
        Reader { graph: &graph, event }.write(uid, before + at, writer);
    }
    events.len()
}

/// The things of a document: its events, and what others refer to.
#[derive(Default)]
struct Graph<'a> {
    events: Vec<&'a Node<'a>>,
    /// Those with an identity, by it.
    named: Vec<(&'a str, &'a Node<'a>)>,
}

impl<'a> Graph<'a> {
    fn collect(&mut self, node: &'a Node<'a>) {
        match node {
            Node::List(list) => {
                for one in list {
                    self.collect(one);
                }
            }
            Node::Map(map) => {
                if let Some(id) = node.get("@id").and_then(Node::as_text)
                    && map.len() > 1
                {
                    self.named.push((id, node));
                }
                if is_event(node) && !is_bare_series(node) {
                    self.events.push(node);
                    // What is in it belongs to it, but others may refer to its parts.
                    for name in ["location", "organizer", "performer"] {
                        if let Some(part) = property(node, name) {
                            self.collect_named(part);
                        }
                    }
                    return;
                }
                for (_, value) in map {
                    self.collect(value);
                }
            }
            _ => {}
        }
    }

    fn collect_named(&mut self, node: &'a Node<'a>) {
        match node {
            Node::List(list) => list.iter().for_each(|one| self.collect_named(one)),
            Node::Map(map) if map.len() > 1 => {
                if let Some(id) = node.get("@id").and_then(Node::as_text) {
                    self.named.push((id, node));
                }
            }
            _ => {}
        }
    }

    fn sort(&mut self) {
        let id = |at: usize| self.named.get(at).map(|(id, _)| *id);
        let order = sorted_positions(self.named.len(), &|left, right| id(left).cmp(&id(right)));
        self.named = order
            .into_iter()
            .filter_map(|at| self.named.get(at).copied())
            .collect();
    }

    /// The thing itself, where this only refers to it.
    fn resolve<'b>(&'b self, node: &'b Node<'b>) -> &'b Node<'b>
    where
        'a: 'b,
    {
        match node {
            Node::Map(map) if map.len() == 1 => {
                let id = node.get("@id").and_then(Node::as_text);
                let at = id.and_then(|id| self.named.binary_search_by(|(known, _)| (*known).cmp(id)).ok());
                at.and_then(|at| self.named.get(at))
                    .map_or(node, |(_, node)| node)
            }
            node => node,
        }
    }
}

/// A name without its prefix: `schema:name`, `https://schema.org/name`.
fn bare(name: &str) -> &str {
    let name = cut_last(name, b'/').map_or(name, |(_, name)| name);
    cut_last(name, b':').map_or(name, |(_, name)| name)
}

/// The value of a property, under whatever prefix; of a value that is there twice the first.
fn property<'a>(node: &'a Node<'a>, name: &str) -> Option<&'a Node<'a>> {
    if let Some(value) = node.get(name) {
        return Some(value);
    }
    let Node::Map(map) = node else { return None };
    let is_it = |key: &str| key.len() > name.len() && !begins(key, b"@") && bare(key) == name;
    let of_schema = |key: &str| begins(key, b"sh");
    let mut found = map
        .iter()
        .filter(|(key, value)| is_it(key) && *value != Node::Null);
    let first = found
        .clone()
        .find(|(key, _)| of_schema(key))
        .or_else(|| found.next());
    first.map(|(_, value)| value)
}

/// The values of a property, one by one.
fn values<'a>(node: Option<&'a Node<'a>>) -> Vec<&'a Node<'a>> {
    match node {
        Some(Node::List(list)) => list.iter().take(MAX_MEMBERS).collect(),
        // An ordered list of JSON-LD.
        Some(node) => match node.get("@list").or_else(|| node.get("@set")) {
            Some(inner) => values(Some(inner)),
            None => vec![node],
        },
        None => Vec::new(),
    }
}

/// The first text of a value.
fn text(node: &Node<'_>) -> Option<String> {
    match node {
        Node::List(list) => list.iter().find_map(text),
        Node::Map(_) => text_of(node.get("@value")?),
        node => text_of(node),
    }
}

fn text_in(node: &Node<'_>, name: &str) -> Option<String> {
    text(property(node, name)?)
}

/// The types of a thing, without their prefixes.
fn types<'a>(node: &'a Node<'a>) -> Vec<&'a str> {
    let types = values(node.get("@type").or_else(|| node.get("type")));
    types.into_iter().filter_map(Node::as_text).map(bare).collect()
}

fn is_event(node: &Node<'_>) -> bool {
    let is_known = |name: &str| {
        name.ends_with("Event") || ["EventSeries", "Festival", "Hackathon", "CourseInstance"].contains(&name)
    };
    types(node).into_iter().any(is_known)
        && ["startDate", "eventSchedule", "subEvent", "subEvents", "name"]
            .iter()
            .any(|name| property(node, name).is_some())
        && node.get("start").is_none()
}

/// Whether this is a series that is no more than its parts.
fn is_bare_series(node: &Node<'_>) -> bool {
    types(node).contains(&"EventSeries")
        && property(node, "eventSchedule").is_none()
        && values(property(node, "subEvent").or_else(|| property(node, "subEvents")))
            .iter()
            .any(|part| property(part, "startDate").is_some())
}

fn identity(event: &Node<'_>) -> String {
    let id = event.get("@id").and_then(text_of);
    let identifier = || {
        let identifier = property(event, "identifier")?;
        text(identifier).or_else(|| {
            values(Some(identifier))
                .into_iter()
                .find_map(|one| text_in(one, "value"))
        })
    };
    id.or_else(identifier)
        .or_else(|| text_in(event, "url"))
        .unwrap_or_default()
}

/// What remains of an address of schema.org: `EventCancelled`.
fn code(node: Option<&Node<'_>>) -> String {
    let text = node.and_then(|node| text(node).or_else(|| text_of(node.get("@id")?)));
    text.map_or_else(String::new, |text| bare(&text).to_owned())
}

/// An address, also one without its scheme.
fn address(text: &str) -> String {
    if text.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www.")) {
        return ["https://", text].concat();
    }
    text.to_owned()
}

/// One event, and the things that it refers to.
struct Reader<'a> {
    graph: &'a Graph<'a>,
    event: &'a Node<'a>,
}

impl Reader<'_> {
    /// A property of the event.
    fn own(&self, name: &str) -> Option<&Node<'_>> {
        property(self.event, name)
    }

    /// Writes the event; where it has several schedules that are no dates of one series, once for each.
    fn write(&self, uid: &str, position: usize, writer: &mut Writer) {
        let schedules = values(self.own("eventSchedule"));
        let all: Vec<Schedule> = schedules
            .into_iter()
            .filter_map(|schedule| read_schedule(self.graph.resolve(schedule), self.event))
            .collect();
        if all.is_empty() {
            writer.begin(position, 0);
            writer.json.field("uid", uid);
            self.write_times(&mut writer.json);
            self.write_all(&mut writer.json);
            writer.end();
            return;
        }
        write_schedules(all, uid, position, writer, &mut |json| self.write_all(json));
    }

    /// Writes start and end as the event itself says them.
    fn write_times(&self, json: &mut Json) {
        let text = |name: &str| self.own(name).and_then(text);
        let (start, end) = (text("startDate").unwrap_or_default(), text("endDate"));
        let length = text("duration");
        write_span(json, &start, end.as_deref(), length.as_deref());
    }

    /// Writes all but the times.
    fn write_all(&self, json: &mut Json) {
        let name = self
            .own("name")
            .or_else(|| self.own("label"))
            .or_else(|| self.own("headline"));
        self.write_words(json, "title", name, true);
        self.write_description(json);
        self.write_status(json);
        self.write_places(json);
        if let Some(page) = self.own("url").and_then(text) {
            json.field("url", &address(&page));
        }
        self.write_image(json);
        self.write_people(json);
        self.write_offers(json);
        self.write_programme(json);
        self.write_labels(json);
        for (to, from) in [("created", "dateCreated"), ("updated", "dateModified")] {
            if let Some(time) = self.own(from).and_then(text).filter(|time| has_any(time, b"T")) {
                json.field(to, &time);
            }
        }
    }

    /// Writes a text, or texts by language; names lose their markup.
    fn write_words(&self, json: &mut Json, to: &str, node: Option<&Node<'_>>, is_name: bool) {
        self.write_texts(json, to, node, &|text| {
            if is_name { plain::name(&text) } else { text }
        });
    }

    /// The same, of texts that are made what they are to be.
    fn write_texts(
        &self,
        json: &mut Json,
        to: &str,
        node: Option<&Node<'_>>,
        clean: &dyn Fn(String) -> String,
    ) {
        let all = values(node);
        let with_language = |node: &Node<'_>| {
            let language = node.get("@language")?.as_text()?.to_owned();
            Some([language, clean(text_of(node.get("@value")?)?)])
        };
        let by_language: Vec<[String; 2]> = all.iter().filter_map(|node| with_language(node)).collect();
        match by_language.as_slice() {
            [] => json.field(to, &clean(node.and_then(text).unwrap_or_default())),
            several => {
                json.name(to);
                json.open('{');
                let mut seen: Vec<&str> = Vec::new();
                for [language, text] in several {
                    if !seen.contains(&language.as_str()) && seen.len() < 100 {
                        seen.push(language);
                        json.field(language, text);
                    }
                }
                json.close('}');
            }
        }
    }

    /// The description: what is HTML and says so, else texts.
    fn write_description(&self, json: &mut Json) {
        let all: Vec<&Node<'_>> = values(self.own("description"))
            .into_iter()
            .map(|node| self.graph.resolve(node))
            .collect();
        let inner = |names: &[&str]| {
            all.iter()
                .filter(|node| matches!(node, Node::Map(_)) && node.get("@value").is_none())
                .find_map(|node| names.iter().find_map(|name| property(node, name)))
        };
        if let Some(html) = inner(&["html", "value"]) {
            self.write_words(json, "description", Some(html), false);
            json.field("descriptionContentType", "text/html");
        } else if let Some(words) = inner(&["text"]) {
            self.write_words(json, "description", Some(words), false);
        } else {
            let words = self.own("description");
            let is_html = all
                .iter()
                .any(|node| text(node).is_some_and(|text| plain::prose(&text).1));
            self.write_texts(json, "description", words, &|text| plain::prose(&text).0);
            if is_html {
                json.field("descriptionContentType", "text/html");
            }
        }
    }

    /// Whether one of its states is this: it may be moved, and online now.
    fn is(&self, status: &str) -> bool {
        let all = values(self.own("eventStatus"));
        all.into_iter().any(|own| code(Some(own)) == status)
    }

    fn write_status(&self, json: &mut Json) {
        if self.is("EventCancelled") {
            json.field("status", "cancelled");
        } else if self.is("EventPostponed") || self.is("EventRescheduled") {
            json.raw("postponed", "true");
        }
        if let Some(previous) = self.own("previousStartDate").and_then(text)
            && !self.is("EventScheduled")
        {
            json.field("previousStart", &previous);
        }
    }

    /// Places and ways in. What has none takes those of the event that it is part of.
    fn write_places(&self, json: &mut Json) {
        let above = || {
            let above = values(self.own("superEvent")).into_iter().next()?;
            property(self.graph.resolve(above), "location")
        };
        let places: Vec<&Node<'_>> = values(self.own("location").or_else(above))
            .into_iter()
            .map(|place| self.graph.resolve(place))
            .filter(|place| says_anything(place))
            .collect();
        let mode = code(self.own("eventAttendanceMode"));
        let is_online_only = mode == "OnlineEventAttendanceMode";
        let is_way = |place: &Node<'_>| {
            let is_virtual = types(place).contains(&"VirtualLocation");
            // A place without an address, of an event that has none.
            let is_nowhere = is_online_only && property(place, "address").is_none();
            let is_link = text(place).is_some_and(|text| is_web(&text) && !has_any(&text, b" "));
            is_virtual || is_nowhere || is_link
        };
        let (ways, places): (Vec<&Node<'_>>, Vec<&Node<'_>>) =
            places.into_iter().partition(|place| is_way(place));
        if !places.is_empty() {
            json.name("locations");
            json.open('[');
            for place in places {
                self.write_place(place, json);
            }
            json.close(']');
        }
        let is_online = is_online_only || self.is("EventMovedOnline") || mode == "MixedEventAttendanceMode";
        if ways.is_empty() && !is_online {
            return;
        }
        json.name("virtualLocations");
        json.open('[');
        for way in &ways {
            json.open('{');
            let link = text_in(way, "url").or_else(|| text(way).filter(|text| is_web(text)));
            json.field("uri", &address(&link.unwrap_or_default()));
            json.field("name", &text_in(way, "name").unwrap_or_default());
            json.close('}');
        }
        if ways.is_empty() {
            json.open('{');
            json.close('}');
        }
        json.close(']');
    }

    fn write_place(&self, place: &Node<'_>, json: &mut Json) {
        json.open('{');
        let name = property(place, "name").or_else(|| property(place, "label"));
        match name {
            Some(name) => self.write_words(json, "name", Some(name), true),
            None => json.field("name", &text(place).unwrap_or_default()),
        }
        let own = property(place, "address").map(|node| self.graph.resolve(node));
        let own = match own {
            Some(Node::List(list)) => list.first().map(|node| self.graph.resolve(node)),
            own => own,
        };
        let is_postal = types(place).contains(&"PostalAddress");
        if let Some(address) = own.or(Some(place).filter(|_| is_postal)) {
            let part = |name: &str| text_in(address, name).unwrap_or_default();
            let street = text(address).unwrap_or_else(|| part("streetAddress"));
            json.field("street", &plain::name(&street));
            json.field("postalCode", &part("postalCode"));
            json.field("city", &plain::name(&part("addressLocality")));
            let country = property(address, "addressCountry");
            let country = country.and_then(|country| text(country).or_else(|| text_in(country, "name")));
            json.field("country", &country.unwrap_or_default());
        }
        let geo = property(place, "geo").map(|geo| self.graph.resolve(geo));
        let (latitude, longitude) = match geo {
            Some(geo) => (text_in(geo, "latitude"), text_in(geo, "longitude")),
            None => (text_in(place, "latitude"), text_in(place, "longitude")),
        };
        if let (Some(latitude), Some(longitude)) = (latitude, longitude) {
            json.field("coordinates", &plain::geo_point(&latitude, &longitude));
        }
        if let Some(page) = text_in(place, "url") {
            json.field("href", &address(&page));
        }
        json.close('}');
    }

    fn write_image(&self, json: &mut Json) {
        let images = self.own("image").or_else(|| self.own("photo"));
        let Some(image) = values(images)
            .into_iter()
            .map(|image| self.graph.resolve(image))
            .next()
        else {
            return;
        };
        let link = text(image)
            .or_else(|| text_in(image, "contentUrl"))
            .or_else(|| text_in(image, "url"));
        let Some(link) = link else { return };
        json.name("image");
        json.open('{');
        json.field("href", &link);
        json.field("alt", &text_in(image, "caption").unwrap_or_default());
        json.close('}');
    }

    /// Names of people or organisations.
    fn write_names(&self, json: &mut Json, to: &str, node: Option<&Node<'_>>) {
        let all: Vec<&Node<'_>> = values(node)
            .into_iter()
            .map(|one| self.graph.resolve(one))
            .collect();
        let name = |one: &Node<'_>| {
            text_in(one, "name")
                .or_else(|| text(one))
                .map(|name| plain::name(&name))
        };
        if !all.iter().any(|one| name(one).is_some()) {
            return;
        }
        json.name(to);
        json.open('[');
        for one in all {
            let Some(name) = name(one) else { continue };
            json.open('{');
            json.field("name", &name);
            if let Some(page) = text_in(one, "url") {
                json.field("href", &address(&page));
            } else if let Some(email) = text_in(one, "email") {
                let email = email.strip_prefix("mailto:").unwrap_or(&email);
                json.field("email", email);
            }
            let of = property(one, "affiliation").or_else(|| property(one, "worksFor"));
            let of = of.map(|of| self.graph.resolve(of));
            let of = of.and_then(|of| text_in(of, "name").or_else(|| text(of)));
            json.field("organization", &of.unwrap_or_default());
            let role = text_in(one, "jobTitle").map(|role| plain::name(&role));
            json.field("role", &role.unwrap_or_default());
            json.close('}');
        }
        json.close(']');
    }

    fn write_people(&self, json: &mut Json) {
        self.write_names(json, "organizer", self.own("organizer"));
    }

    /// What it costs, and how one registers.
    fn write_offers(&self, json: &mut Json) {
        let offers: Vec<&Node<'_>> = values(self.own("offers"))
            .into_iter()
            .map(|offer| self.graph.resolve(offer))
            .collect();
        let is_free = self.own("isAccessibleForFree");
        let is_free = is_free.is_some_and(|flag| {
            as_flag(flag.get("@value").unwrap_or(flag)) == Some(true) || code(Some(flag)) == "True"
        });
        let price = |offer: &Node<'_>| {
            // What an offer costs may stand in a thing of its own.
            let inner = || values(property(offer, "priceSpecification"));
            let own = |names: &[&str]| {
                names.iter().find_map(|name| {
                    let of_inner = |one: &Node<'_>| text_in(self.graph.resolve(one), name);
                    text_in(offer, name).or_else(|| inner().into_iter().find_map(of_inner))
                })
            };
            let low = own(&["price", "lowPrice", "minPrice"])?;
            let high = own(&["highPrice", "maxPrice"]).filter(|high| *high != low);
            let is_number = low.bytes().any(|byte| byte.is_ascii_digit());
            let currency = own(&["priceCurrency"]).filter(|_| is_number);
            Some((low, high, currency.unwrap_or_default()))
        };
        let prices: Vec<(String, Option<String>, String)> =
            offers.iter().filter_map(|offer| price(offer)).take(20).collect();
        match prices.as_slice() {
            [(amount, None, currency)] => {
                json.name("price");
                json.open('{');
                json.field("amount", amount);
                json.field("currency", currency);
                json.close('}');
            }
            [] if is_free => json.field("price", "free"),
            [] => {}
            several => {
                let mut words = String::new();
                for (low, high, currency) in several {
                    if !words.is_empty() {
                        words.push_str(", ");
                    }
                    words.push_str(low);
                    if let Some(high) = high {
                        words.push('–');
                        words.push_str(high);
                    }
                    if !currency.is_empty() {
                        words.push('\u{a0}');
                        words.push_str(if *currency == *"EUR" { "€" } else { currency });
                    }
                }
                json.field("price", words.trim_ascii());
            }
        }
        let link = offers.iter().find_map(|offer| text_in(offer, "url"));
        let state = offers.iter().map(|offer| code(property(offer, "availability")));
        let state = state.filter_map(|code| match code.as_str() {
            "InStock" | "LimitedAvailability" | "PreSale" | "PreOrder" | "OnlineOnly" => Some("open"),
            "SoldOut" | "OutOfStock" => Some("full"),
            "Discontinued" => Some("closed"),
            _ => None,
        });
        // One that can still be had is enough.
        let states: Vec<&str> = state.collect();
        let state = states.iter().find(|state| **state == "open").or(states.first());
        let capacity = self.own("maximumAttendeeCapacity").and_then(text);
        // One that is valid without end is so for all.
        let closes = ends(&offers, "validThrough", true);
        // Alone it says nothing of registration: programs write there when the page was made.
        let ends_once = offers
            .iter()
            .any(|offer| property(offer, "validThrough").is_some());
        let says_more = link.is_some() || state.is_some() || ends_once;
        let opens = ends(&offers, "validFrom", false).filter(|_| says_more);
        if link.is_none() && state.is_none() && capacity.is_none() && opens.is_none() && closes.is_none() {
            return;
        }
        json.name("registration");
        json.open('{');
        json.field("href", &address(&link.unwrap_or_default()));
        json.field("state", state.unwrap_or(&""));
        json.field("opens", &opens.unwrap_or_default());
        json.field("closes", &closes.unwrap_or_default());
        json.field("capacity", &capacity.unwrap_or_default());
        json.close('}');
    }

    /// Who performs, and the parts of the event. A part that stands elsewhere too is an event of its own.
    fn write_programme(&self, json: &mut Json) {
        let performers = self.own("performer").or_else(|| self.own("performers"));
        let performers = performers.or_else(|| self.own("actor"));
        let parts: Vec<&Node<'_>> = values(self.own("subEvent").or_else(|| self.own("subEvents")))
            .into_iter()
            .filter(|part| text_in(part, "name").is_some())
            .collect();
        if performers.is_none() && parts.is_empty() {
            return;
        }
        json.name("programme");
        json.open('[');
        if performers.is_some() {
            json.open('{');
            self.write_words(json, "title", self.own("name"), true);
            self.write_names(json, "speakers", performers);
            json.close('}');
        }
        for part in parts {
            json.open('{');
            self.write_words(json, "title", property(part, "name"), true);
            if let Some(start) = text_in(part, "startDate") {
                json.field("start", &start);
                let end = text_in(part, "endDate");
                if let (Some(from), Some(to)) = (civil(&start), end.as_deref().and_then(civil))
                    && to > from
                {
                    json.field(
                        "duration",
                        &times::duration(to.signed_duration_since(from).num_seconds()),
                    );
                }
            }
            let words = text_in(part, "description").unwrap_or_default();
            json.field("description", &plain::name(&words));
            let speakers = property(part, "performer").or_else(|| property(part, "performers"));
            self.write_names(json, "speakers", speakers);
            if let Some(page) = text_in(part, "url") {
                json.name("links");
                json.open('[');
                json.string(&address(&page));
                json.close(']');
            }
            json.close('}');
        }
        json.close(']');
    }

    fn write_labels(&self, json: &mut Json) {
        let mut labels: Vec<String> = Vec::new();
        for node in values(self.own("keywords"))
            .into_iter()
            .chain(values(self.own("about")))
        {
            let node = self.graph.resolve(node);
            match text(node) {
                Some(words) => labels.extend(
                    pieces(&words, b",")
                        .into_iter()
                        .map(|word| word.trim_ascii().to_owned()),
                ),
                None => labels.extend(text_in(node, "name")),
            }
        }
        labels.retain(|label| !label.is_empty());
        labels.truncate(MAX_MEMBERS);
        if !labels.is_empty() {
            json.name("keywords");
            json.open('[');
            for label in &labels {
                json.string(&plain::name(label));
            }
            json.close(']');
        }
        let audience = self.own("audience").map(|audience| self.graph.resolve(audience));
        let audience =
            audience.and_then(|audience| text(audience).or_else(|| text_in(audience, "audienceType")));
        json.field("audience", &audience.unwrap_or_default());
        let ages = self.own("typicalAgeRange").and_then(text);
        json.field("typicalAgeRange", &ages.unwrap_or_default());
        let language = self.own("inLanguage");
        let language = language.and_then(|one| text(one).or_else(|| text_in(one, "alternateName")));
        // A name of a language is no tag of one.
        if let Some(language) = language.filter(|language| {
            let primary = cut(language, b"-_").0;
            (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        }) {
            json.field("language", &language);
        }
    }
}

/// From when on the first of several offers is valid, or until when the last; `None` where one of them does not say it.
fn ends(offers: &[&Node<'_>], name: &str, is_last: bool) -> Option<String> {
    let mut found: Option<(DateTime, String)> = None;
    for offer in offers {
        let said = text_in(offer, name)?;
        let time = match parse_date_time(&said)? {
            ParsedDateTime::Date(day) => day.and_time(Time::MIN),
            ParsedDateTime::Civil(civil) => civil,
            ParsedDateTime::Offset(civil, offset) => later(civil, -offset),
        };
        if found.as_ref().is_none_or(|(known, _)| (time > *known) == is_last) {
            found = Some((time, said));
        }
    }
    found.map(|(_, said)| said)
}

fn later(civil: DateTime, seconds: i32) -> DateTime {
    let by = chrono::TimeDelta::seconds(seconds.into());
    civil.checked_add_signed(by).unwrap_or(civil)
}

/// Whether a thing is more than a reference that leads nowhere.
fn says_anything(thing: &Node<'_>) -> bool {
    match thing {
        Node::Map(map) => {
            map.iter()
                .any(|(name, _)| !begins(name, b"@") || name == "@value")
                || !types(thing).is_empty()
        }
        Node::Null => false,
        _ => true,
    }
}

/// Writes start and end. A date alone means whole days, of which the end is the last.
fn write_span(json: &mut Json, start: &str, end: Option<&str>, length: Option<&str>) {
    let from = parse_date_time(start);
    let to = end.and_then(parse_date_time);
    let day = |parsed: ParsedDateTime| as_civil(parsed).date();
    if let Some(from) = from
        && (matches!(from, ParsedDateTime::Date(_)) || is_whole_day(from, to))
    {
        json.field("start", &date_text(day(from)));
        match to.map(day).filter(|last| *last >= day(from)) {
            Some(last) => json.field("end", &last.succ_opt().map(date_text).unwrap_or_default()),
            None if end.is_some() => json.field("end", end.unwrap_or_default()),
            None => json.field("duration", length.unwrap_or_default()),
        }
        return;
    }
    json.field("start", start);
    match (to, end) {
        // The day of an end alone says no hour; of another day it is the last.
        (Some(ParsedDateTime::Date(last)), _) => {
            if from.map(day).is_some_and(|first| first < last) {
                json.field("end", &last.succ_opt().map(date_text).unwrap_or_default());
            }
        }
        (_, Some(end)) if end != start => json.field("end", end),
        _ => json.field("duration", length.unwrap_or_default()),
    }
}

/// Whether times say whole days: from midnight to the last minute of a day, as many programs write them.
fn is_whole_day(from: ParsedDateTime, to: Option<ParsedDateTime>) -> bool {
    let last_minute = Time::from_hms_opt(23, 59, 0).unwrap_or_default();
    as_civil(from).time() == Time::MIN && to.is_some_and(|to| as_civil(to).time() >= last_minute)
}

fn as_civil(parsed: ParsedDateTime) -> DateTime {
    match parsed {
        ParsedDateTime::Date(date) => date.and_time(Time::MIN),
        ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => civil,
    }
}

fn civil(text: &str) -> Option<DateTime> {
    parse_date_time(text).map(as_civil)
}

fn date_text(date: Date) -> String {
    let mut text = String::new();
    push_date(&mut text, date, Form::Extended);
    text
}

/// Reads a `Schedule` of an event. What it does not say, the event may: when it begins, and how long it takes.
fn read_schedule(node: &Node<'_>, event: &Node<'_>) -> Option<Schedule> {
    let part = |name: &str| text_in(node, name);
    let days = days_of(node);
    let frequency = frequency(node, !days.is_empty());
    let of_event = text_in(event, "startDate");
    let first = part("startDate")
        .or_else(|| part("startTime").filter(|time| has_any(time, b"T")))
        .or_else(|| of_event.clone().filter(|_| frequency.is_some()))?;
    let parsed = parse_date_time(&first)?;
    // A time of day, or an instant from which the time of day is taken.
    let time = |name: &str| {
        let text = part(name)?;
        if has_any(&text, b"T") {
            return times::since_midnight(&text);
        }
        times::seconds(cut(&text, b"+Z").0)
    };
    let (begins, ends) = (time("startTime"), time("endTime"));
    // A day takes the time of its event, unless that is whole days.
    let last_of_event = text_in(event, "endDate").and_then(|text| parse_date_time(&text));
    let own = of_event.as_deref().and_then(parse_date_time);
    let own = own.filter(|own| begins.is_none() && !is_whole_day(*own, last_of_event));
    let parsed = match (parsed, own) {
        (ParsedDateTime::Date(date), Some(ParsedDateTime::Offset(civil, offset))) => {
            ParsedDateTime::Offset(date.and_time(civil.time()), offset)
        }
        (ParsedDateTime::Date(date), Some(ParsedDateTime::Civil(civil))) => {
            ParsedDateTime::Civil(date.and_time(civil.time()))
        }
        (parsed, _) => parsed,
    };
    let begins = match parsed {
        ParsedDateTime::Date(_) => begins,
        // An instant stays one, unless it is only a day's.
        ParsedDateTime::Offset(civil, _) => begins.filter(|_| civil.time() == Time::MIN),
        ParsedDateTime::Civil(_) => begins,
    };
    let last = part("endDate").and_then(|text| parse_date_time(&text));
    let rule = frequency.map(|frequency| rule_text(node, frequency, &days, last));
    let civil_start = match begins {
        Some(seconds) => {
            let midnight = as_civil(parsed).date().and_time(Time::MIN);
            midnight.checked_add_signed(chrono::TimeDelta::seconds(seconds))?
        }
        None => as_civil(parsed),
    };
    let civil_start = first_of(civil_start, &days, rule.as_deref());
    let mut start = String::new();
    match parsed {
        ParsedDateTime::Date(_) if begins.is_none() => start = date_text(civil_start.date()),
        ParsedDateTime::Offset(_, offset) if begins.is_none() => {
            push_civil(&mut start, civil_start, Form::Extended);
            push_offset(&mut start, offset, Form::Extended);
        }
        _ => push_civil(&mut start, civil_start, Form::Extended),
    }
    let length = match (begins.or_else(|| times::since_midnight(&start)), ends) {
        (Some(from), Some(to)) => Some(if to < from { to + 86_400 - from } else { to - from }),
        _ => part("duration").and_then(|text| {
            let length = crate::time::Duration::parse(&text)?;
            Some(i64::from(length.days) * 86_400 + i64::from(length.seconds))
        }),
    };
    // An event that begins and ends on one day says how long each takes; one that ends later when all do.
    let length = length.or_else(|| {
        let (from, to) = (civil(of_event.as_deref()?)?, civil(&text_in(event, "endDate")?)?);
        let is_each = rule.is_some() && from.date() == to.date() && from.time() == civil_start.time();
        is_each.then(|| to.signed_duration_since(from).num_seconds())
    });
    // Without a rule an end on another day is its own.
    let length = match (&rule, last) {
        (None, Some(last)) if length.is_none() => {
            let last = match last {
                ParsedDateTime::Date(date) => date.and_time(Time::MIN).checked_add_days(Days::new(1)),
                last => Some(as_civil(last)),
            };
            let is_dates = !has_any(&start, b"T");
            let from = civil(&start)?;
            let length = last.map(|last| last.signed_duration_since(from).num_seconds());
            // The day alone says no hour.
            let is_same_day = last.is_some_and(|last| last.date().pred_opt() == Some(from.date()));
            length.filter(|length| *length > 0 && (is_dates || !is_same_day))
        }
        _ => length,
    };
    let excluded = values(property(node, "exceptDate"))
        .into_iter()
        .filter_map(text)
        .collect();
    Some(Schedule {
        start,
        length: length.filter(|length| *length > 0),
        zone: part("scheduleTimezone").unwrap_or_default(),
        rule,
        excluded,
    })
}

const CODES: [(&str, &str); 7] = [
    ("Monday", "MO"),
    ("Tuesday", "TU"),
    ("Wednesday", "WE"),
    ("Thursday", "TH"),
    ("Friday", "FR"),
    ("Saturday", "SA"),
    ("Sunday", "SU"),
];

/// The most days of one schedule, and weeks of a month, that are read.
const MAX_DAYS: usize = 77;
const MAX_WEEKS: usize = 10;

/// A day of the week of a schedule.
struct ScheduleDay {
    /// Which one of its month, where it says that: `2`, `-1`.
    nth: String,
    /// From Monday on: 0 to 6.
    day: usize,
}

/// The days of the week of a schedule: by their names, or as iCalendar writes them (`2TH`).
fn days_of(node: &Node<'_>) -> Vec<ScheduleDay> {
    let position = |day: &str| {
        CODES
            .iter()
            .position(|(name, code)| name.eq_ignore_ascii_case(day) || code.eq_ignore_ascii_case(day))
    };
    let mut days = Vec::new();
    for value in values(property(node, "byDay")) {
        let value = code(Some(value));
        for day in pieces(&value, b",").into_iter().take(MAX_DAYS) {
            let letters = day.trim_ascii();
            let digits = letters
                .bytes()
                .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'))
                .count();
            let (nth, name) = letters.split_at(digits);
            days.extend(position(name).map(|day| ScheduleDay {
                nth: nth.to_owned(),
                day,
            }));
        }
    }
    days.truncate(MAX_DAYS);
    days
}

/// The first start of a rule from a time on: a schedule begins with a day that need not be one of its own.
fn first_of(from: DateTime, days: &[ScheduleDay], rule: Option<&str>) -> DateTime {
    // Every second week begins with the first of its days, whichever week that is in.
    let is_weekly = rule.is_some_and(|rule| rule.starts_with("FREQ=WEEKLY"));
    let from = if is_weekly && !days.is_empty() {
        let is_one = |date: &DateTime| {
            days.iter()
                .any(|own| own.day == date.weekday().num_days_from_monday() as usize)
        };
        let mut week = (0..7).filter_map(|ahead| from.checked_add_days(Days::new(ahead)));
        week.find(is_one).unwrap_or(from)
    } else {
        from
    };
    let utc = |civil: DateTime| Instant::with_offset(civil, 0);
    let rule = rule.and_then(|rule| Rule::parse(rule).ok());
    let first = rule.and_then(|rule| rule.starts(from, from.date(), &utc).next());
    first.unwrap_or(from)
}

/// How often a schedule repeats: the frequency of a rule, and its interval.
fn frequency(node: &Node<'_>, has_days: bool) -> Option<(&'static str, String)> {
    let text = text_in(node, "repeatFrequency").or_else(|| text_in(node, "frequency"));
    let Some(text) = text else {
        // Days of the week alone say that it is weekly.
        return has_days.then(|| ("WEEKLY", String::new()));
    };
    let named = bare(&text);
    for (name, frequency) in [
        ("Daily", "DAILY"),
        ("Weekly", "WEEKLY"),
        ("Monthly", "MONTHLY"),
        ("Yearly", "YEARLY"),
    ] {
        if named.eq_ignore_ascii_case(name) {
            return Some((frequency, String::new()));
        }
    }
    let number: String = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(char::from)
        .take(4)
        .collect();
    let frequency = match text.bytes().last()?.to_ascii_uppercase() {
        b'D' => "DAILY",
        b'W' => "WEEKLY",
        b'M' => "MONTHLY",
        b'Y' => "YEARLY",
        _ => return None,
    };
    Some((frequency, number))
}

fn rule_text(
    node: &Node<'_>,
    (frequency, interval): (&str, String),
    days: &[ScheduleDay],
    last: Option<ParsedDateTime>,
) -> String {
    let mut rule = ["FREQ=", frequency].concat();
    let mut push = |name: &str, value: &str| {
        if !value.is_empty() {
            rule.push(';');
            rule.push_str(name);
            rule.push('=');
            rule.push_str(value);
        }
    };
    if interval != "1" {
        push("INTERVAL", &interval);
    }
    let list = |name: &str| {
        let values = values(property(node, name)).into_iter().filter_map(text);
        let mut list = String::new();
        for value in values {
            if !list.is_empty() {
                list.push(',');
            }
            list.push_str(&value);
        }
        list
    };
    let weeks = values(property(node, "byMonthWeek")).into_iter().filter_map(text);
    let weeks: Vec<String> = weeks.filter(|_| frequency == "MONTHLY").take(MAX_WEEKS).collect();
    let mut codes: Vec<String> = Vec::new();
    for day in days {
        let code = CODES[day.day].1;
        if weeks.is_empty() || !day.nth.is_empty() {
            codes.push([day.nth.as_str(), code].concat());
        } else {
            codes.extend(weeks.iter().map(|week| [week.as_str(), code].concat()));
        }
    }
    let codes = codes.join(",");
    push("BYDAY", &codes);
    push("BYMONTH", &list("byMonth"));
    push("BYMONTHDAY", &list("byMonthDay"));
    match (text_in(node, "repeatCount"), last) {
        (Some(count), _) => push("COUNT", &count),
        (None, Some(last)) => {
            let mut until = String::new();
            push_date(&mut until, as_civil(last).date(), Form::Basic);
            push("UNTIL", &until);
        }
        (None, None) => {}
    }
    rule
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_prefix() {
        for (name, expected) in [
            ("name", "name"),
            ("schema:name", "name"),
            ("https://schema.org/name", "name"),
            ("http://schema.org/EventCancelled", "EventCancelled"),
        ] {
            assert_eq!(bare(name), expected);
        }
    }
}
