//! What people add to events by names of their own choice: the names that most of them choose.

use crate::feed::field::as_flag;
use crate::feed::formats::native::{Json, text_of};
use crate::feed::formats::plain::write_description;
use crate::feed::formats::scan::has_any;
use crate::feed::node::Node;

/// The first of these names that says something, among what an event has and what was added to it.
fn find<'a>(sources: &[&'a Node<'a>], names: &[&str]) -> Option<&'a Node<'a>> {
    let mut found = names
        .iter()
        .flat_map(|name| sources.iter().filter_map(move |source| source.get(name)));
    found.find(|node| !matches!(node, Node::Text(text) if text.trim_ascii().is_empty()))
}

/// Writes description, place, people, labels, picture and price of an event.
pub(super) fn write_loose(entry: &Node<'_>, extended: Option<&Node<'_>>, json: &mut Json) {
    let sources: Vec<&Node<'_>> = extended.into_iter().chain([entry]).collect();
    let text = |names: &[&str]| find(&sources, names).and_then(text_of);
    if let Some(description) = text(&["description", "details", "text", "body", "content", "summary"]) {
        write_description(json, &description);
    }
    write_place(&sources, json);
    for (name, names) in [
        ("keywords", &["topics", "tags", "keywords", "topic"][..]),
        ("eventType", &["eventType", "category", "categories", "type"]),
        ("audience", &["audience"]),
        ("organizer", &["organizer", "organiser", "host"]),
        ("status", &["status"]),
    ] {
        write_labels(json, name, find(&sources, names));
    }
    if let Some(picture) = text(&[
        "image",
        "imageUrl",
        "imageurl",
        "image_url",
        "thumbnail",
        "picture",
    ]) {
        json.field("image", &picture);
    }
    if let Some(price) = text(&["price", "cost"]) {
        json.field("price", &price);
    }
    let language = text(&["locale", "locales", "language"]);
    if let Some(language) = language.filter(|language| language.len() == 2 || has_any(language, b"-")) {
        json.field("locale", &language.to_ascii_lowercase());
    }
    if let Some(color) = text(&["color", "backgroundColor"]) {
        json.field("color", &color);
    }
}

/// Where it is: texts, or an object; and a way in where it is said to be online.
fn write_place(sources: &[&Node<'_>], json: &mut Json) {
    const PARTS: [(&str, &[&str]); 5] = [
        ("street", &["street", "address", "streetAddress"]),
        ("postalCode", &["postalCode", "zip", "postcode", "plz"]),
        ("city", &["city", "town", "ort"]),
        ("country", &["country"]),
        ("room", &["room"]),
    ];
    let place = find(sources, &["location", "venue", "place"]);
    let inside: Vec<&Node<'_>> = match place {
        Some(place @ Node::Map(_)) => vec![place],
        _ => sources.to_vec(),
    };
    let name = match place {
        Some(place @ Node::Map(_)) => place.get("name").or_else(|| place.get("title")).and_then(text_of),
        Some(place) => text_of(place),
        None => None,
    };
    let parts: Vec<(&str, String)> = PARTS
        .iter()
        .filter_map(|(own, names)| Some((*own, find(&inside, names).and_then(text_of)?)))
        .collect();
    if name.is_some() || !parts.is_empty() {
        json.name("venue");
        json.open('{');
        json.field("name", &name.unwrap_or_default());
        for (own, text) in parts {
            json.field(own, &text);
        }
        json.close('}');
    }
    let way = find(sources, &["onlineUrl", "online_url", "virtualUrl", "meetingUrl"]).and_then(text_of);
    let is_online = find(sources, &["online", "isOnline", "virtual"]).and_then(as_flag) == Some(true);
    if way.is_some() || is_online {
        json.name("virtualLocations");
        json.open('[');
        json.open('{');
        let page = || find(sources, &["url"]).and_then(text_of);
        json.field("uri", &way.or_else(page).unwrap_or_default());
        json.close('}');
        json.close(']');
    }
}

/// Labels: a text, or the names of members of a list.
fn write_labels(json: &mut Json, name: &str, node: Option<&Node<'_>>) {
    let label = |node: &Node<'_>| match node {
        Node::Map(_) => ["name", "title", "label"]
            .iter()
            .find_map(|name| node.get(name))
            .and_then(text_of),
        node => text_of(node),
    };
    match node {
        Some(Node::List(list)) if !list.is_empty() => {
            json.name(name);
            json.open('[');
            for text in list.iter().filter_map(label).take(1_000) {
                json.string(&text);
            }
            json.close(']');
        }
        Some(one) => json.field(name, &label(one).unwrap_or_default()),
        None => {}
    }
}
