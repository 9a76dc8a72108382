//! An entry in another language than its own: what it says otherwise there (RFC 8984 §4.6.1).

use crate::feed::field::MAX_MEMBERS;
use crate::feed::jscalendar::patch::set;
use crate::feed::node::Node;
use crate::text::primary_language;

/// The entry as its `localizations` have it in a language, a BCP 47 tag; `None` where they do not, or where the entry is in
/// that language itself.
pub fn localized<'a>(entry: &Node<'a>, language: &str) -> Option<Node<'a>> {
    let Some(Node::Map(all)) = entry.get("localizations") else {
        return None;
    };
    let own = entry.get("locale").and_then(Node::as_text).unwrap_or_default();
    let is_akin = |tag: &str| primary_language(tag).eq_ignore_ascii_case(primary_language(language));
    let exact = all.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language));
    let akin = || all.iter().find(|(tag, _)| is_akin(tag) && !is_akin(own));
    let (tag, Node::Map(changes)) = exact.or_else(akin)? else {
        return None;
    };
    let mut localized = entry.clone();
    for (path, value) in changes.iter().take(MAX_MEMBERS) {
        // What leads nowhere changes nothing.
        set(&mut localized, path.strip_prefix('/').unwrap_or(path), value);
    }
    set(&mut localized, "locale", &Node::Text(tag.clone()));
    Some(localized)
}

#[cfg(test)]
mod tests {
    use crate::event::Event;
    use crate::feed::read;
    use crate::time::NoZones;

    const ENTRY: &str = r#"{"uid": "1", "title": "Members' assembly", "locale": "en-GB", "start": "2026-01-06T19:00:00",
        "description": "With coffee", "locations": {"a": {"@type": "Location", "name": "City hall"}},
        "recurrenceRule": {"frequency": "weekly", "count": 3},
        "recurrenceOverrides": {"2026-01-13T19:00:00": {"locations/a/name": "Old town hall"}},
        "localizations": {
            "de": {"title": "Mitgliederversammlung", "description": "Mit Kaffee", "/locations/a/name": "Rathaus",
                   "nowhere/at/all": 1},
            "de-AT": {"title": "Generalversammlung"}, "fr": null}}"#;

    fn read_in(language: &str) -> (Event, String) {
        let feed = read(&["[", ENTRY, "]"].concat(), language, &NoZones).unwrap();
        let event = Event::clone(&feed.events[0]);
        let said = [
            &*event.title.value,
            event.title.language.as_deref().unwrap_or_default(),
            &event.details().description.as_ref().unwrap().value,
            &event.details().venues[0].name.as_ref().unwrap().value,
        ];
        let said = said.join("; ");
        (event, said)
    }

    #[test]
    fn an_entry_is_read_in_the_calendars_language() {
        for (language, expected) in [
            ("de", "Mitgliederversammlung; de; Mit Kaffee; Rathaus"),
            ("de-CH", "Mitgliederversammlung; de; Mit Kaffee; Rathaus"),
            ("de-at", "Generalversammlung; de-AT; With coffee; City hall"),
            ("en", "Members' assembly; en-GB; With coffee; City hall"),
            ("fr", "Members' assembly; en-GB; With coffee; City hall"),
            ("pl", "Members' assembly; en-GB; With coffee; City hall"),
        ] {
            assert_eq!(read_in(language).1, expected, "{language}");
        }
    }

    #[test]
    fn dates_that_differ_are_in_it_too() {
        let (event, _) = read_in("de");
        let date = &event.series.as_ref().unwrap().overrides[0].event;
        assert_eq!(date.title.value, "Mitgliederversammlung");
        assert_eq!(
            date.details().venues[0].name.as_ref().unwrap().value,
            "Old town hall"
        );
        assert_eq!(date.details().description.as_ref().unwrap().value, "Mit Kaffee");
    }
}
