//! The native format in the shapes of its standard and of the draft of its successor: the same event in each.

use lichthof::event::Event;
use serde_json::{Value, json};

use super::{only, starts, when};

fn both(of_rfc: Value, of_draft: Value) -> [Event; 2] {
    [("1.0", of_rfc), ("2.0", of_draft)].map(|(version, fields)| {
        let mut event = json!({ "@type": "Event", "uid": "1", "title": "Treffen", "start": "2026-01-06T19:00:00",
            "timeZone": "Europe/Berlin", "duration": "PT2H" });
        event.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        only(&json!({ "@type": "Group", "version": version, "entries": [event] }).to_string())
    })
}

/// RFC 8984, and draft-ietf-calext-jscalendarbis-21.
#[test]
fn both_versions_say_the_same() {
    let [one, two] = both(
        json!({
            "locations": { "2": { "@type": "Location", "name": "Nebenan" }, "1": { "@type": "Location", "name": "Halle" } },
            "recurrenceRules": [{ "@type": "RecurrenceRule", "frequency": "weekly", "count": 2 }],
            "excludedRecurrenceRules": [{ "@type": "RecurrenceRule", "frequency": "monthly" }],
            "participants": { "a": { "@type": "Participant", "name": "Cluster", "roles": { "owner": true },
                "sendTo": { "imip": "mailto:post@a.example" } } },
            "links": { "1": { "@type": "Link", "href": "https://a.example/1", "rel": "alternate" } },
            "keywords": { "it": true }, "categories": { "https://a.example/kinds/Vortrag": true },
        }),
        json!({
            "locations": { "2": { "@type": "Location", "name": "Nebenan" }, "1": { "@type": "Location", "name": "Halle" } },
            "mainLocationId": "2",
            "recurrenceRule": { "@type": "RecurrenceRule", "frequency": "weekly", "count": 2 },
            "organizerCalendarAddress": "mailto:post@a.example",
            "participants": { "a": { "@type": "Participant", "name": "Cluster", "calendarAddress": "mailto:post@a.example" } },
            "links": { "1": { "@type": "Link", "href": "https://a.example/1", "contentType": "text/html" } },
            "keywords": { "it": true }, "categories": { "https://a.example/kinds/Vortrag": true },
        }),
    );
    for event in [&one, &two] {
        assert_eq!(event.page.as_ref().unwrap().as_str(), "https://a.example/1");
        assert_eq!(event.types, ["Vortrag"]);
        assert_eq!(event.details().topics, ["it"]);
        let organizer = &event.details().organizers[0];
        assert_eq!(organizer.name.value, "Cluster");
        assert_eq!(organizer.href.as_ref().unwrap().as_str(), "mailto:post@a.example");
        assert_eq!(event.series.as_ref().unwrap().rules.len(), 1);
    }
    assert_eq!(one.place.unwrap().name.unwrap().value, "Nebenan");
    assert_eq!(two.place.unwrap().name.unwrap().value, "Nebenan");
}

#[test]
fn an_end_may_be_in_another_zone() {
    let text = json!({ "@type": "Event", "uid": "1", "title": "Flug", "start": "2026-01-06T10:00:00",
        "timeZone": "Europe/Berlin", "end": "2026-01-06T13:00:00", "endTimeZone": "America/New_York" });
    assert_eq!(
        when(&only(&text.to_string())),
        "2026-01-06 10:00 Europe/Berlin to 2026-01-06 13:00 Named(\"America/New_York\")"
    );
    let series = json!({ "@type": "Event", "uid": "1", "title": "Chor", "start": "2026-01-06T19:00:00",
        "timeZone": "Europe/Berlin", "recurrenceRule": { "frequency": "weekly", "count": 3 },
        "recurrenceOverrides": { "2026-01-13T19:00:00": { "excluded": true } } });
    assert_eq!(
        starts(&series.to_string(), "2026-01-01", 60),
        ["01-06 18:00 Chor", "01-20 18:00 Chor"]
    );
}
