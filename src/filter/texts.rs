//! Everything that an event says, for the search; and what a view says of its state, in German and English.

use crate::event::{Event, Link, ProgrammeItem, RegistrationState, Report, Status, Text, Venue};

/// Everything that an event says in words.
pub(super) fn each_text(event: &Event, push: &mut dyn FnMut(&str)) {
    push(&event.title.value);
    event.types.iter().for_each(|text| push(text));
    let details = event.details();
    let image = details.image.as_ref();
    let price = details.price.as_ref();
    for text in [
        details.description.as_ref(),
        details.attendance.as_ref(),
        price.and_then(|price| price.text.as_ref()),
        image.and_then(|image| image.alternative.as_ref()),
    ] {
        each_of(text, push);
    }
    for text in details.topics.iter().chain(&details.audience) {
        push(text);
    }
    for venue in &details.venues {
        each_of_venue(venue, push);
    }
    for online in &details.online {
        each_of(online.name.as_ref(), push);
    }
    for organizer in &details.organizers {
        push(&organizer.name.value);
    }
    for item in &details.programme {
        each_of_item(item, push);
    }
    for exhibitor in &details.exhibitors {
        push(&exhibitor.name.value);
        each_of(exhibitor.description.as_ref(), push);
    }
    if let Some(report) = &details.report {
        each_of_report(report, push);
    }
    each_of_links(&details.links, push);
    match event.status {
        Status::Confirmed => {}
        Status::Tentative => push("geplant planned"),
        Status::Cancelled => push("abgesagt cancelled canceled"),
    }
    match event
        .registration
        .as_ref()
        .and_then(|registration| registration.state)
    {
        Some(RegistrationState::Full) => push("ausgebucht sold out fully booked"),
        Some(RegistrationState::WaitingList) => push("warteliste waiting list"),
        _ => {}
    }
    for (is_said, words) in [
        (event.postponed.is_some(), "verschoben postponed"),
        (event.featured, "empfohlen featured"),
        (event.series.is_some(), "reihe series"),
    ] {
        if is_said {
            push(words);
        }
    }
}

fn each_of_venue(venue: &Venue, push: &mut dyn FnMut(&str)) {
    for text in [&venue.name, &venue.room, &venue.host, &venue.description] {
        each_of(text.as_ref(), push);
    }
    for text in [&venue.street, &venue.postal_code, &venue.city, &venue.country] {
        text.as_deref().into_iter().for_each(&mut *push);
    }
}

fn each_of_item(item: &ProgrammeItem, push: &mut dyn FnMut(&str)) {
    push(&item.title.value);
    each_of(item.description.as_ref(), push);
    for speaker in &item.speakers {
        push(&speaker.name.value);
        each_of(speaker.role.as_ref(), push);
        each_of(speaker.organization.as_ref(), push);
    }
    each_of_links(&item.links, push);
}

fn each_of_report(report: &Report, push: &mut dyn FnMut(&str)) {
    each_of(report.text.as_ref(), push);
    each_of(report.author.as_ref(), push);
    each_of_links(&report.links, push);
}

fn each_of_links(links: &[Link], push: &mut dyn FnMut(&str)) {
    for link in links {
        each_of(link.title.as_ref(), push);
    }
}

fn each_of(text: Option<&Text>, push: &mut dyn FnMut(&str)) {
    if let Some(text) = text {
        push(&text.value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{
        Exhibitor, Href, Image, OnlineVenue, Organizer, Postponed, Price, Registration, Speaker, Uid, When,
    };
    use crate::time::{Date, DateRange};

    fn text(value: &str) -> Text {
        Text {
            value: value.to_owned(),
            language: None,
        }
    }

    fn some(value: &str) -> Option<Text> {
        Some(text(value))
    }

    fn link(title: &str) -> Link {
        Link {
            href: Href::parse("https://a.example").unwrap(),
            title: some(title),
            relation: None,
        }
    }

    #[test]
    fn the_words_of_badges_are_searched() {
        let day = Date::from_ymd_opt(2018, 11, 6).unwrap();
        let mut event = Event::new(Uid::new("unsaid"), "w", When::AllDay(DateRange::day(day)));
        event.featured = true;
        event.postponed = Some(Postponed { previous_start: None });
        event.series = Some(Box::default());
        event.registration = Some(Box::new(Registration {
            state: Some(RegistrationState::WaitingList),
            ..Registration::default()
        }));
        let mut said = Vec::new();
        each_text(&event, &mut |text| said.push(text.to_owned()));
        assert_eq!(
            said,
            [
                "w",
                "warteliste waiting list",
                "verschoben postponed",
                "empfohlen featured",
                "reihe series"
            ]
        );
    }

    #[test]
    fn everything_that_an_event_says_is_searched() {
        let day = Date::from_ymd_opt(2018, 11, 6).unwrap();
        let when = When::AllDay(DateRange::day(day));
        let mut event = Event::new(Uid::new("unsaid"), "w01", when);
        event.types = vec!["w03".to_owned()];
        let details = event.details_mut();
        details.description = some("w02");
        details.topics = vec!["w04".to_owned()];
        details.audience = vec!["w05".to_owned()];
        details.venues = vec![Venue {
            name: some("w06"),
            room: some("w07"),
            host: some("w08"),
            street: Some("w09".to_owned()),
            postal_code: Some("w10".to_owned()),
            city: Some("w11".to_owned()),
            country: Some("w12".to_owned()),
            description: some("w13"),
            ..Venue::default()
        }];
        details.online = vec![OnlineVenue {
            name: some("w14"),
            href: None,
        }];
        details.organizers = vec![Organizer {
            name: text("w15"),
            href: None,
        }];
        details.price = Some(Price {
            is_free: None,
            text: some("w16"),
        });
        details.programme = vec![ProgrammeItem {
            kind: None,
            start: None,
            duration: None,
            title: text("w17"),
            description: some("w18"),
            speakers: vec![Speaker {
                name: text("w19"),
                role: some("w20"),
                organization: some("w21"),
            }],
            links: vec![link("w22")],
        }];
        details.exhibitors = vec![Exhibitor {
            name: text("w23"),
            description: some("w24"),
            href: None,
        }];
        details.report = Some(Report {
            text: some("w25"),
            published: None,
            author: some("w26"),
            links: vec![link("w27")],
        });
        details.attendance = some("w28");
        details.links = vec![link("w29")];
        details.image = Some(Image {
            href: Href::parse("https://a.example/x.png").unwrap(),
            alternative: some("w30"),
        });
        let mut said = Vec::new();
        each_text(&event, &mut |text| said.push(text.to_owned()));
        said.sort();
        let expected: Vec<String> = (1..=30).map(|number| format!("w{number:02}")).collect();
        assert_eq!(said, expected);
    }
}
