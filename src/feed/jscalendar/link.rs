//! Links (RFC 8984 §1.4.11): the event's own page, its picture, and all others.

use crate::event::{Details, Href, Image, Link};
use crate::feed::Reason;
use crate::feed::field::Field;
use crate::feed::node::Node;

/// The event's own page: the extension `url`, else the first link that is an `alternate` in HTML or has
/// no relation and is the map's `page` or says that it is HTML.
pub(super) fn page(event: &Field<'_>) -> Option<Href> {
    if let Some(own) = event.extension("url").and_then(|url| url.href()) {
        return Some(own);
    }
    event.child("links")?.members().iter().find_map(|field| {
        let link = link(field)?;
        (!is_picture(field, &link) && is_page(field, &link)).then_some(link.href)
    })
}

/// Reads all links but the event's page: its picture, which is `image`, else the first link with `display`
/// or with the relation `icon`, and the others.
pub(super) fn read(field: &Field<'_>, details: &mut Details) {
    details.image = field.extension("image").and_then(|field| image(&field));
    let Some(all) = field.child("links") else { return };
    let page = page(field);
    for field in all.members() {
        let Some(link) = link(&field) else { continue };
        if is_picture(&field, &link) {
            let alternative = link.title;
            let picture = link.href.is_web().then_some(Image {
                href: link.href,
                alternative,
            });
            details.image = details.image.take().or(picture);
        } else if page.as_ref() != Some(&link.href) {
            details.links.push(link);
        }
    }
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
        field.note(Reason::LinkWithoutAddress);
        return None;
    };
    Some(Link {
        href: href.href()?,
        title: field.words_of("title"),
        relation: field.text_of("rel"),
    })
}

/// A picture: its address, or an object with `href` and `alt`.
fn image(field: &Field<'_>) -> Option<Image> {
    let (href, alternative) = match field.node {
        Node::Map(_) => {
            let alternative = field.words_of("alt").or_else(|| field.words_of("title"));
            (field.href_of(&["href", "url"])?, alternative)
        }
        _ => (field.href()?, None),
    };
    if !href.is_web() {
        field.note(Reason::PictureNotOnTheWeb);
        return None;
    }
    Some(Image { href, alternative })
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
