//! Links (RFC 8984 §1.4.11): the event's own page, its picture, and all others.

use super::super::field::Field;
use super::super::node::Node;
use crate::event::{Href, Image, Link};

/// What the links of an event are for.
#[derive(Default)]
pub(super) struct Links {
    pub(super) page: Option<Href>,
    pub(super) image: Option<Image>,
    pub(super) others: Vec<Link>,
}

/// Sorts the links of an event.
///
/// The page is the extension `url`, else the first link that is an `alternate` in HTML or has no
/// relation and is the map's `page` or says that it is HTML. The picture is the first link with
/// `display`, or with the relation `icon`.
pub(super) fn read(event: &Field<'_>) -> Links {
    let mut links = Links {
        page: event.extension("url").and_then(|url| url.href()),
        ..Links::default()
    };
    let Some(all) = event.child("links") else {
        return links;
    };
    for field in all.members() {
        let Some(link) = link(&field) else { continue };
        if is_picture(&field, &link) {
            let alternative = link.title;
            let picture = web(link.href).map(|href| Image { href, alternative });
            links.image = links.image.or(picture);
        } else if links.page.is_none() && is_page(&field, &link) {
            links.page = Some(link.href);
        } else if links.page.as_ref() != Some(&link.href) {
            links.others.push(link);
        }
    }
    links
}

/// The links of a part of an event, such as a talk's slides.
pub(super) fn list(field: &Field<'_>) -> Vec<Link> {
    let links = field.child("links");
    links.map(|links| links.read_members(link)).unwrap_or_default()
}

/// A link: an object, or the address alone.
fn link(field: &Field<'_>) -> Option<Link> {
    if !matches!(field.node, Node::Map(_)) {
        return Some(Link {
            href: field.href()?,
            title: None,
            relation: None,
        });
    }
    let Some(href) = field.child("href").or_else(|| field.child("url")) else {
        field.note("a link needs an href");
        return None;
    };
    Some(Link {
        href: href.href()?,
        title: field.words_of("title"),
        relation: field.text_of("rel"),
    })
}

/// A picture: its address, or an object with `href` and `alt`.
pub(super) fn image(field: &Field<'_>) -> Option<Image> {
    let (href, alternative) = match field.node {
        Node::Map(_) => {
            let alternative = field.words_of("alt").or_else(|| field.words_of("title"));
            (field.href_of(&["href", "url"])?, alternative)
        }
        _ => (field.href()?, None),
    };
    let web = web(href);
    if web.is_none() {
        field.note("a picture's address must begin with https:// or http://");
    }
    web.map(|href| Image { href, alternative })
}

/// The address, if it is `http` or `https`.
fn web(href: Href) -> Option<Href> {
    let is_web = href
        .as_str()
        .get(..4)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    is_web.then_some(href)
}

fn is_picture(field: &Field<'_>, link: &Link) -> bool {
    field.node.get("display").is_some() || link.relation.as_deref() == Some("icon")
}

fn is_page(field: &Field<'_>, link: &Link) -> bool {
    let kind = field.node.get("contentType").and_then(Node::as_text);
    let is_html = kind.map(|kind| kind.starts_with("text/html"));
    match link.relation.as_deref() {
        Some("alternate") => is_html.unwrap_or(true),
        Some(_) => false,
        None => is_html.unwrap_or_else(|| field.id() == Some("page")),
    }
}
