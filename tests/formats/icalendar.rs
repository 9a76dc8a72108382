//! iCalendar: RFC 5545, 6868, 7986 and 9073, and what programs make of them.

use lichthof::event::Status;
use lichthof::schedule::{Occurrence, Shown};

use super::support::{date, zone};
use super::{feed, occurrences, only, starts, told, when};

/// A calendar with these lines in it.
fn calendar(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n",
        lines.trim().replace('\n', "\r\n")
    )
}

/// A calendar of one event with these lines.
fn event(lines: &str) -> String {
    calendar(&format!(
        "BEGIN:VEVENT\nUID:1\nSUMMARY:Treffen\n{}\nEND:VEVENT",
        lines.trim()
    ))
}

#[test]
fn times_are_on_the_clock_that_they_name() {
    for (lines, expected) in [
        ("DTSTART:20260106T190000", "2026-01-06 19:00 floating"),
        (
            "DTSTART:20260106T190000Z\nDTEND:20260106T210000Z",
            "2026-01-06 19:00 +0 to 2026-01-06 21:00",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20260106T190000\nDURATION:PT1H30M",
            "2026-01-06 19:00 Europe/Berlin +0d5400s",
        ),
        (
            "DTSTART;TZID=\"W. Europe Standard Time\":20260106T190000",
            "2026-01-06 19:00 Europe/Berlin",
        ),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260106T190000",
            "2026-01-06 19:00 Europe/Berlin",
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires:20260106T190000",
            "2026-01-06 19:00 America/Argentina/Buenos_Aires",
        ),
        (
            "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern:20260106T190000",
            "2026-01-06 19:00 Europe/Berlin",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20260106T190000\nDTEND;TZID=Europe/Lisbon:20260106T200000",
            "2026-01-06 19:00 Europe/Berlin to 2026-01-06 20:00 Named(\"Europe/Lisbon\")",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20260106T190000\nDTEND:20260106T200000Z",
            "2026-01-06 19:00 Europe/Berlin to 2026-01-06 21:00",
        ),
        (
            "DTSTART;TZID=\"W. Europe Standard Time:20260106T190000\"",
            "2026-01-06 19:00 Europe/Berlin",
        ),
        // Programs that know no better write the end as the start.
        (
            "DTSTART:20260106T190000\nDTEND:20260106T190000",
            "2026-01-06 19:00 floating",
        ),
        (
            "DTSTART:20260106T190000\nDURATION:PT0S",
            "2026-01-06 19:00 floating",
        ),
        ("DTSTART:2026-01-06T19:00:00", "2026-01-06 19:00 floating"),
    ] {
        assert_eq!(when(&only(&event(lines))), expected, "{lines}");
    }
}

#[test]
fn days_end_before_the_day_that_is_named() {
    for (lines, expected) in [
        (
            "DTSTART;VALUE=DATE:20260106\nDTEND;VALUE=DATE:20260108",
            "2026-01-06..2026-01-08",
        ),
        ("DTSTART;VALUE=DATE:20260106", "2026-01-06..2026-01-07"),
        ("DTSTART:20260106\nDURATION:P2D", "2026-01-06..2026-01-08"),
        (
            "DTSTART;TZID=Europe/Berlin:20260106T000000\nDTEND;TZID=Europe/Berlin:20260108T000000\n\
             X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "2026-01-06..2026-01-08",
        ),
        (
            "DTSTART;VALUE=DATE:20260106\nDTEND;VALUE=DATE:20260106",
            "2026-01-06..2026-01-07",
        ),
    ] {
        assert_eq!(when(&only(&event(lines))), expected, "{lines}");
    }
}

#[test]
fn a_zone_of_a_name_that_nobody_knows_is_what_the_calendar_says_of_it() {
    let zone = |name: &str, place: &str, winter: &str, summer: &str, spring: &str, autumn: &str| {
        format!(
            "BEGIN:VTIMEZONE\nTZID:{name}\n{place}BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:{summer}\n\
             TZOFFSETTO:{winter}\nRRULE:FREQ=YEARLY;{autumn}\nEND:STANDARD\nBEGIN:DAYLIGHT\n\
             DTSTART:16010101T020000\nTZOFFSETFROM:{winter}\nTZOFFSETTO:{summer}\nRRULE:FREQ=YEARLY;{spring}\n\
             END:DAYLIGHT\nEND:VTIMEZONE\n"
        )
    };
    let european = ("BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10");
    let american = ("BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11");
    for (zone, winter, summer) in [
        // By its behaviour.
        (
            zone("Büro 7", "", "+0100", "+0200", european.0, european.1),
            "2026-01-06 19:00 Europe/Berlin",
            "2026-07-06 19:00 Europe/Berlin",
        ),
        (
            zone("Büro 7", "", "-0500", "-0400", american.0, american.1),
            "2026-01-06 19:00 America/New_York",
            "2026-07-06 19:00 America/New_York",
        ),
        // By the name beside it.
        (
            zone(
                "Büro 7",
                "X-LIC-LOCATION:Europe/Vienna\n",
                "+0100",
                "+0200",
                european.0,
                european.1,
            ),
            "2026-01-06 19:00 Europe/Vienna",
            "2026-07-06 19:00 Europe/Vienna",
        ),
        // There is no such zone: the offsets hold.
        (
            zone("Büro 7", "", "+0115", "+0215", european.0, european.1),
            "2026-01-06 19:00 +4500",
            "2026-07-06 19:00 +8100",
        ),
        // One without changes.
        (
            zone("Büro 7", "", "+0530", "+0530", european.0, european.1),
            "2026-01-06 19:00 +19800",
            "2026-07-06 19:00 +19800",
        ),
    ] {
        let one = |start: &str| {
            let text = format!(
                "{zone}BEGIN:VEVENT\nUID:1\nSUMMARY:Treffen\nDTSTART;TZID=Büro 7:{start}T190000\nEND:VEVENT"
            );
            when(&only(&calendar(&text)))
        };
        assert_eq!(one("20260106"), winter, "{zone}");
        assert_eq!(one("20260706"), summer, "{zone}");
    }
}

#[test]
fn offsets_of_a_zone_hold_from_the_change_on() {
    let zone = "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0115\n\
                TZOFFSETTO:+0115\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0115\n\
                TZOFFSETTO:+0215\nRDATE:20270328T020000\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:20261025T030000\n\
                TZOFFSETFROM:+0215\nTZOFFSETTO:+0115\nEND:STANDARD\nEND:VTIMEZONE\n";
    for (start, expected) in [
        ("20260328T120000", "2026-03-28 12:00 +4500"),
        ("20260329T015959", "2026-03-29 01:59 +4500"),
        ("20260329T030000", "2026-03-29 03:00 +8100"),
        ("20261025T023000", "2026-10-25 02:30 +8100"),
        ("20261025T030000", "2026-10-25 03:00 +4500"),
        ("20270327T120000", "2027-03-27 12:00 +4500"),
        ("20270329T120000", "2027-03-29 12:00 +8100"),
        ("20990101T120000", "2099-01-01 12:00 +8100"),
    ] {
        let text = format!("{zone}BEGIN:VEVENT\nUID:1\nSUMMARY:T\nDTSTART;TZID=X:{start}\nEND:VEVENT");
        assert_eq!(when(&only(&calendar(&text))), expected, "{start}");
    }
}

#[test]
fn a_zone_that_nobody_tells_of_is_told_with_its_line() {
    let read = feed(&event("DTSTART;TZID=Mars/Olympus Mons:20260106T190000"));
    assert_eq!(when(&read.events[0]), "2026-01-06 19:00 floating");
    assert_eq!(told(&read), ["0 DTSTART;TZID (line 6): expected-zone"]);
}

#[test]
fn faults_are_told_with_the_lines_and_names_of_the_file() {
    let text = calendar(
        "BEGIN:VEVENT\nUID:a\nSUMMARY:Gut\nDTSTART:20260106T190000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:b\nSUMMARY:Ohne Beginn\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:c\nDTSTART:20260106T190000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:d\nSUMMARY:Nie\nDTSTART:20261306T190000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:e\nSUMMARY:Lang\n  er Titel\nDTSTART:20260106T190000\nDTEND:20260106T180000\n\
         STATUS:MAYBE\nRRULE:FREQ=HOURLY\nURL:javascript:alert(1)\nGEO:200;7\nEND:VEVENT",
    );
    let read = feed(&text);
    let uids: Vec<_> = read.events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["a", "e"]);
    assert_eq!(
        told(&read),
        [
            "1 DTSTART (line 8): no-start",
            "2 SUMMARY (line 12): no-title",
            "3 DTSTART (line 19): no-start",
            "4 STATUS (line 27): expected-status",
            "4 DTEND (line 26): end-not-after-start",
            "4 URL (line 29): address-not-followed",
            "4 RRULE.HOURLY (line 28): too-frequent",
            "4 GEO (line 30): expected-coordinates",
            "4 LOCATION (line 21): place-without-name",
        ]
    );
}

#[test]
fn an_event_says_all_that_the_standards_have_for_it() {
    let one = only(&event(
        "DTSTART;TZID=Europe/Berlin:20260106T190000\n\
         DESCRIPTION:Erste Zeile\\nZweite\\, mit \\; und \\\\.\n\
         LOCATION;ALTREP=\"https://halle.example\":Festung Mark\\, Magdeburg\n\
         GEO:52.138;11.6432\n\
         STATUS:TENTATIVE\n\
         CATEGORIES:Recht\\, Vergabe,Cybercrime\n\
         CATEGORIES:IT\n\
         URL:https://cluster.example/termine/1\n\
         IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/png:https://cluster.example/1.png\n\
         CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\"Übertragung: live\":https://stream.example/1\n\
         ATTACH;FMTTYPE=application/pdf;FILENAME=Tagesordnung.pdf:https://cluster.example/1.pdf\n\
         ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA\n\
         ORGANIZER;CN=\"Cluster IT\":mailto:office@cluster.example\n\
         CONTACT:IHK\\, https://ihk.example/\n\
         ATTENDEE;CN=Privat:mailto:someone@private.example\n\
         CREATED:20260102T080000Z\nLAST-MODIFIED:20260330T091500Z\nSEQUENCE:2",
    ));
    assert_eq!(one.status, Status::Tentative);
    assert_eq!(
        one.page.as_ref().unwrap().as_str(),
        "https://cluster.example/termine/1"
    );
    assert!(one.is_online);
    let details = one.details();
    assert_eq!(
        details.description.as_ref().unwrap().value,
        "Erste Zeile\nZweite, mit ; und \\."
    );
    let venue = &details.venues[0];
    assert_eq!(venue.name.as_ref().unwrap().value, "Festung Mark, Magdeburg");
    assert_eq!(venue.coordinates, Some((52.138, 11.6432)));
    assert_eq!(venue.href.as_ref().unwrap().as_str(), "https://halle.example");
    assert_eq!(details.topics, ["Recht, Vergabe", "Cybercrime", "IT"]);
    assert_eq!(
        details.image.as_ref().unwrap().href.as_str(),
        "https://cluster.example/1.png"
    );
    let online = &details.online[0];
    assert_eq!(online.name.as_ref().unwrap().value, "Übertragung: live");
    assert_eq!(online.href.as_ref().unwrap().as_str(), "https://stream.example/1");
    let link = &details.links[0];
    assert_eq!(link.title.as_ref().unwrap().value, "Tagesordnung.pdf");
    assert_eq!(details.links.len(), 1);
    let organizers: Vec<_> = details
        .organizers
        .iter()
        .map(|one| {
            (
                one.name.value.as_str(),
                one.href.as_ref().map(|href| href.as_str()),
            )
        })
        .collect();
    assert_eq!(
        organizers,
        [
            ("Cluster IT", Some("mailto:office@cluster.example")),
            ("IHK", Some("https://ihk.example/")),
        ]
    );
    let history = details.history.as_ref().unwrap();
    assert_eq!(history.updated.unwrap().to_string(), "2026-03-30 09:15:00");
    assert_eq!(history.sequence, 2);
    assert!(!format!("{one:?}").contains("private.example"));
}

#[test]
fn venues_and_people_stand_in_parts_of_an_event() {
    let one = only(&event(
        "DTSTART;VALUE=DATE:20260106\n\
         BEGIN:VLOCATION\nUID:v\nNAME:Großer Saal\nDESCRIPTION:Im zweiten Stock\nGEO:52.1;11.6\nEND:VLOCATION\n\
         BEGIN:PARTICIPANT\nUID:p\nPARTICIPANT-TYPE:SPEAKER\nNAME:Dr. Ada Beispiel\nEND:PARTICIPANT\n\
         BEGIN:PARTICIPANT\nUID:q\nPARTICIPANT-TYPE:SPONSOR\nNAME:Bank\nURL:https://bank.example\nEND:PARTICIPANT\n\
         BEGIN:PARTICIPANT\nUID:r\nPARTICIPANT-TYPE:ACTIVE\nNAME:Privat\nEND:PARTICIPANT\n\
         BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Weckruf\nTRIGGER:-PT15M\nEND:VALARM",
    ));
    let details = one.details();
    assert_eq!(details.venues[0].name.as_ref().unwrap().value, "Großer Saal");
    assert_eq!(details.venues[0].coordinates, Some((52.1, 11.6)));
    assert_eq!(details.programme[0].speakers[0].name.value, "Dr. Ada Beispiel");
    assert_eq!(details.organizers[0].name.value, "Bank");
    assert_eq!(details.description, None);
    assert!(!format!("{details:?}").contains("Privat"));
}

#[test]
fn an_address_in_place_of_a_place_is_a_way_in() {
    let one = only(&event(
        "DTSTART;VALUE=DATE:20260106\nLOCATION:https://meet.example/room",
    ));
    assert_eq!(one.place, None);
    assert!(one.is_online);
    // What our own export writes for those who know no better.
    let one = only(&event(
        "DTSTART;VALUE=DATE:20260106\nLOCATION:Online\nCONFERENCE;VALUE=URI;LABEL=Online:https://meet.example/r",
    ));
    assert_eq!(one.place, None);
    assert!(one.is_online);
}

#[test]
fn descriptions_may_be_html() {
    for lines in [
        "X-ALT-DESC;FMTTYPE=text/html:<p>Eins &amp\\; zwei</p><ul><li>drei</li></ul>",
        // Google writes it where plain text is expected.
        "DESCRIPTION:<p>Eins &amp\\; zwei</p><ul><li>drei</li></ul>",
        "STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>Eins &amp\\; zwei</p><ul><li>drei</li></ul>",
    ] {
        let one = only(&event(&format!("DTSTART;VALUE=DATE:20260106\n{lines}")));
        let description = &one.details().description.as_ref().unwrap().value;
        assert_eq!(description, "Eins & zwei\n\n• drei", "{lines}");
    }
}

#[test]
fn names_may_have_references_of_html_and_texts_several_languages() {
    let one = only(&event(
        "DTSTART:20260106\nCATEGORIES:Kunst &amp\\; Kultur,Tanz\nLOCATION:Caf&eacute\\; Mitte",
    ));
    assert_eq!(one.details().topics, ["Kunst & Kultur", "Tanz"]);
    assert_eq!(one.details().places().collect::<Vec<_>>(), ["Café Mitte"]);
    let text = |names: &str| {
        calendar(&format!(
            "BEGIN:VEVENT\nUID:1\nDTSTART:20260106\n{names}\nEND:VEVENT"
        ))
    };
    for (names, title, description) in [
        (
            "SUMMARY:Recht &amp; Ordnung &#8211; heute\nDESCRIPTION:Eins\\nzwei &amp; drei",
            "Recht & Ordnung – heute",
            "Eins\nzwei & drei",
        ),
        (
            "SUMMARY;LANGUAGE=en:Hello\nSUMMARY;LANGUAGE=de:Hallo\n\
             DESCRIPTION;LANGUAGE=en:All\nDESCRIPTION;LANGUAGE=de:<p>Alle</p>",
            "Hallo",
            "Alle",
        ),
        // The first counts where it has none.
        (
            "SUMMARY:Hallo\nSUMMARY;LANGUAGE=en:Hello\nSUMMARY;LANGUAGE=fr:Bonjour\n\
             DESCRIPTION:1 < 2\nDESCRIPTION;LANGUAGE=en:<p>All</p>",
            "Hallo",
            "1 < 2",
        ),
        (
            "SUMMARY:T\nDESCRIPTION:<h4>Programm</h4><u>Eins&nbsp\\;zwei</u>",
            "T",
            "Programm\n\nEins\u{a0}zwei",
        ),
        // Exchange names the language of the program.
        ("SUMMARY;LANGUAGE=en-us:Hallo\nDESCRIPTION:Alle", "Hallo", "Alle"),
    ] {
        let one = only(&text(names));
        assert_eq!(one.title.value, title, "{names}");
        let words = one.details().description.clone().unwrap().value;
        assert_eq!(words, description, "{names}");
    }
    let exchange = only(&text("SUMMARY;LANGUAGE=en-us:Hallo"));
    assert_eq!(exchange.title.language, None);
}

#[test]
fn series_have_rules_dates_exceptions_and_dates_that_differ() {
    let text = calendar(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:Chor\nDTSTART;TZID=Europe/Berlin:20260106T190000\nDURATION:PT2H\n\
         RRULE:FREQ=WEEKLY;UNTIL=20260210T180000Z\n\
         EXDATE;TZID=Europe/Berlin:20260113T190000\nEXDATE:20260120T180000Z\n\
         RDATE;TZID=Europe/Berlin:20260108T200000\n\
         RDATE;TZID=America/New_York:20260109T140000\n\
         RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260110T100000/PT5H\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:s\nSUMMARY:Konzert\nRECURRENCE-ID;TZID=Europe/Berlin:20260127T190000\n\
         DTSTART;TZID=Europe/Berlin:20260128T200000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:s\nSUMMARY:Chor früh\nRECURRENCE-ID:20260203T180000Z\n\
         DTSTART;TZID=Europe/Berlin:20260203T170000\nEND:VEVENT",
    );
    assert_eq!(
        starts(&text, "2026-01-01", 60),
        [
            "01-06 18:00 Chor",
            "01-08 19:00 Chor",
            "01-09 19:00 Chor",
            "01-10 09:00 Chor",
            "01-28 19:00 Konzert",
            "02-03 16:00 Chor früh",
            "02-10 18:00 Chor",
        ]
    );
    let days = calendar(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:Markt\nDTSTART;VALUE=DATE:20260106\nRRULE:FREQ=WEEKLY;COUNT=4\n\
         EXDATE;VALUE=DATE:20260113,20260120\nRDATE;VALUE=DATE:20260201\nEND:VEVENT",
    );
    assert_eq!(starts(&days, "2026-01-01", 60).len(), 3);
}

#[test]
fn a_series_in_a_zone_of_the_calendars_own_keeps_its_hour() {
    let text = calendar(
        "BEGIN:VTIMEZONE\nTZID:Zentrale\nBEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
         DTSTART:20070325T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nBEGIN:STANDARD\n\
         TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nDTSTART:20071028T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n\
         END:STANDARD\nEND:VTIMEZONE\n\
         BEGIN:VEVENT\nUID:s\nSUMMARY:Chor\nDTSTART;TZID=Zentrale:20260324T190000\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT",
    );
    assert_eq!(
        starts(&text, "2026-03-01", 60),
        ["03-24 18:00 Chor", "03-31 17:00 Chor"]
    );
}

#[test]
fn a_calendar_says_its_name_and_zone() {
    let read = feed(&calendar(
        "X-WR-CALNAME:Termine\\, alle\nX-WR-TIMEZONE:Europe/Berlin\n\
         BEGIN:VEVENT\nUID:1\nSUMMARY:T\nDTSTART:20260106T180000Z\nEND:VEVENT\n\
         BEGIN:VTODO\nUID:2\nSUMMARY:Aufgabe\nEND:VTODO",
    ));
    assert_eq!(read.title.as_deref(), Some("Termine, alle"));
    assert_eq!(read.zone, Some(zone("Europe/Berlin")));
    assert_eq!(when(&read.events[0]), "2026-01-06 19:00 Europe/Berlin");
    assert_eq!(read.events.len(), 1);
    let bare = only("BEGIN:VEVENT\nUID:1\nSUMMARY:T\nDTSTART:20260106\nEND:VEVENT\n");
    assert_eq!(when(&bare), "2026-01-06..2026-01-07");
    let empty = feed("BEGIN:VCALENDAR\nEND:VCALENDAR");
    assert!(empty.events.is_empty() && empty.skipped.is_empty());
}

#[test]
fn a_file_may_be_folded_anywhere_and_begin_with_a_mark() {
    let text = "\u{feff}begin:vcalendar\nBEGIN:VEVENT\nUI\n D:1\nSUMMARY:Ein \n\tTitel\nDTSTART:2026\n 0106\nEND:VEVENT";
    let one = only(text);
    assert_eq!(one.title.value, "Ein Titel");
    assert_eq!(when(&one), "2026-01-06..2026-01-07");
}

#[test]
fn a_zone_that_nobody_ends_hides_no_event() {
    let text = calendar(
        "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\n\
         TZOFFSETTO:+0100\nEND:STANDARD\n\
         BEGIN:VEVENT\nUID:1\nSUMMARY:T\nDTSTART;TZID=Europe/Berlin:20260106T190000\nEND:VEVENT",
    );
    assert_eq!(when(&only(&text)), "2026-01-06 19:00 Europe/Berlin");
}

#[test]
fn the_newest_state_of_an_event_counts_wherever_it_stands() {
    let state = |sequence: &str, hour: &str| {
        format!(
            "BEGIN:VEVENT\nUID:1\nSUMMARY:T\nDTSTART;TZID=Europe/London:20260106T{hour}0000\n{sequence}END:VEVENT\n"
        )
    };
    let date = |sequence: &str, hour: &str| {
        state(sequence, hour).replace("SUMMARY", "RECURRENCE-ID:20260113T190000Z\nSUMMARY")
    };
    for (what, lines, expected) in [
        (
            "the newest first",
            state("SEQUENCE:5\n", "19") + &state("SEQUENCE:2\n", "18"),
            &["01-06 19:00 T"][..],
        ),
        (
            "the newest last",
            state("", "19") + &state("SEQUENCE:1\n", "18"),
            &["01-06 18:00 T"],
        ),
        (
            "of a date of a series",
            state("RRULE:FREQ=WEEKLY;COUNT=2\nSEQUENCE:9\n", "19")
                + &date("SEQUENCE:5\n", "21")
                + &date("SEQUENCE:2\n", "20"),
            &["01-06 19:00 T", "01-06 21:00 T"],
        ),
    ] {
        assert_eq!(starts(&calendar(&lines), "2026-01-01", 60), expected, "{what}");
    }
    let nameless = (state("SEQUENCE:1\n", "19") + &state("", "18")).replace("UID:1\n", "");
    assert_eq!(feed(&calendar(&nameless)).events.len(), 2);
    let called = |title: &str, sequence: &str| {
        state(&format!("RRULE:FREQ=WEEKLY;COUNT=2\n{sequence}"), "19")
            .replace("SUMMARY:T", &format!("SUMMARY:{title}"))
    };
    let untitled = date("STATUS:CANCELLED\n", "19").replace("SUMMARY:T\n", "");
    let lines = called("Neu", "SEQUENCE:5\n") + &called("Alt", "SEQUENCE:2\n") + &untitled;
    assert_eq!(
        starts(&calendar(&lines), "2026-01-01", 60),
        ["01-06 19:00 Neu", "01-06 19:00 Neu"]
    );
    // Of the same number the last, which is told.
    let same = feed(&calendar(
        &(state("SEQUENCE:1\n", "19") + &state("SEQUENCE:1\n", "18")),
    ));
    assert_eq!(told(&same), ["0 UID (line 4): same-uid"]);
    assert_eq!(when(&same.events[0]), "2026-01-06 18:00 Europe/London");
}

#[test]
fn a_series_is_split_by_its_newest_state_whatever_stands_before_it() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Europe/London\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0100\n\
        TZOFFSETTO:+0000\nEND:STANDARD\n";
    let series = |sequence: u32, hour: u32| {
        format!(
            "BEGIN:VEVENT\nUID:s\nSUMMARY:T\nDTSTART;TZID=Europe/London:20260106T{hour}0000\n\
             RRULE:FREQ=WEEKLY;COUNT=4\nSEQUENCE:{sequence}\nEND:VEVENT\n"
        )
    };
    let rest = "BEGIN:VEVENT\nUID:s\nSUMMARY:T\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260120T190000Z\n\
        DTSTART;TZID=Europe/London:20260120T200000\nSEQUENCE:1\nEND:VEVENT\n";
    let expected = ["01-06 19:00 T", "01-13 19:00 T", "01-20 20:00 T", "01-27 20:00 T"];
    for before in [series(0, 18), zone.to_owned()] {
        let lines = before + &series(1, 19) + rest;
        assert_eq!(starts(&calendar(&lines), "2026-01-01", 60), expected, "{lines}");
    }
}

#[test]
fn a_date_that_only_says_what_becomes_of_it_is_when_the_series_has_it() {
    let cancelled = |id: &str| {
        choir(
            "RRULE:FREQ=WEEKLY;COUNT=3",
            &format!("BEGIN:VEVENT\nUID:s\nSTATUS:CANCELLED\nRECURRENCE-ID{id}\nEND:VEVENT"),
        )
    };
    for (id, expected) in [
        (";TZID=Europe/Berlin:20260113T190000", 1),
        (":20260113T180000Z", 1),
        (";TZID=Europe/Berlin;RANGE=THISANDFUTURE:20260113T190000", 2),
    ] {
        let found = occurrences(&cancelled(id), "2026-01-01", 60);
        let are_cancelled = |one: &&Occurrence| one.event.status == Status::Cancelled;
        assert!(found.iter().all(|one| one.event.title.value == "Chor"), "{id}");
        assert_eq!(found.len(), 3, "{id}");
        assert_eq!(found.iter().filter(are_cancelled).count(), expected, "{id}");
    }
}

/// A series of choir practice on Tuesdays, with what else its calendar says of it.
fn choir(rules: &str, others: &str) -> String {
    calendar(&format!(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:Chor\nDTSTART;TZID=Europe/Berlin:20260106T190000\nDURATION:PT2H\n{rules}\nEND:VEVENT\n{others}"
    ))
}

/// What a series is from one of its dates on.
fn from_then_on(id: &str, start: &str, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:Probe\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:{id}\n\
         DTSTART;TZID=Europe/Berlin:{start}\nDURATION:PT1H\n{more}END:VEVENT\n"
    )
}

#[test]
fn a_series_is_another_from_a_date_on() {
    for (what, rules, id, start, expected) in [
        (
            "an hour later",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "20260120T190000",
            "20260120T200000",
            &[
                "01-06 18:00 Chor",
                "01-13 18:00 Chor",
                "01-20 19:00 Probe",
                "01-27 19:00 Probe",
            ][..],
        ),
        (
            "past midnight, on a day of the month that is another then",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=6;COUNT=4",
            "20260206T190000",
            "20260207T020000",
            &[
                "01-06 18:00 Chor",
                "02-07 01:00 Probe",
                "03-07 01:00 Probe",
                "04-07 00:00 Probe",
            ],
        ),
        (
            "a day later, in every second week, whose days may be in different weeks then",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;UNTIL=20260208T225959Z",
            "20260120T190000",
            "20260121T190000",
            &[
                "01-06 18:00 Chor",
                "01-11 18:00 Chor",
                "01-21 18:00 Probe",
                "01-26 18:00 Probe",
                "02-04 18:00 Probe",
                "02-09 18:00 Probe",
            ],
        ),
        (
            "in place of a day of the week",
            "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5",
            "20260113T190000",
            "20260114T190000",
            &[
                "01-06 18:00 Chor",
                "01-08 18:00 Chor",
                "01-14 18:00 Probe",
                "01-16 18:00 Probe",
                "01-21 18:00 Probe",
            ],
        ),
        (
            "the day after the first Tuesday, which no rule says",
            "RRULE:FREQ=MONTHLY;BYDAY=1TU;UNTIL=20260507",
            "20260303T190000",
            "20260304T190000",
            &[
                "01-06 18:00 Chor",
                "02-03 18:00 Chor",
                "03-04 18:00 Probe",
                "04-08 17:00 Probe",
                "05-06 17:00 Probe",
            ],
        ),
        (
            "the day after the last of the month",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4",
            "20260228T190000",
            "20260301T190000",
            &[
                "01-06 18:00 Chor",
                "01-31 18:00 Chor",
                "03-01 18:00 Probe",
                "04-01 17:00 Probe",
            ],
        ),
        (
            "with dates that are added and left out",
            "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Berlin:20260113T190000,20260127T190000\n\
             RDATE;TZID=Europe/Berlin:20260109T190000,20260130T190000",
            "20260120T190000",
            "20260120T180000",
            &[
                "01-06 18:00 Chor",
                "01-09 18:00 Chor",
                "01-20 17:00 Probe",
                "01-30 17:00 Probe",
                "02-03 17:00 Probe",
            ],
        ),
    ] {
        let text = choir(rules, &from_then_on(id, start, ""));
        assert_eq!(starts(&text, "2026-01-01", 130), expected, "{what}");
        // The order of components means nothing.
        let lines = text.replace("\r\n", "\n");
        let parts: Vec<&str> = lines.split("BEGIN:VEVENT").collect();
        let change = parts[2].replace("END:VCALENDAR", "");
        let turned = format!(
            "{}BEGIN:VEVENT{change}BEGIN:VEVENT{}END:VCALENDAR",
            parts[0], parts[1]
        );
        assert_eq!(starts(&turned, "2026-01-01", 130), expected, "{what}, turned");
    }
}

#[test]
fn dates_that_are_given_as_periods_keep_their_lengths() {
    let periods = "RRULE:FREQ=WEEKLY;COUNT=4\nRDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260108T190000/PT3H,\
                   20260122T190000/20260122T233000";
    let change = from_then_on("20260120T190000", "20260120T200000", "");
    for (others, expected) in [
        ("", &["01-08 19:00 +180", "01-22 19:00 +270"][..]),
        // Where the series is another from a date on, too.
        (&*change, &["01-08 19:00 +180", "01-22 20:00 +270"]),
    ] {
        let lengths = occurrences(&choir(periods, others), "2026-01-01", 60);
        let length = |one: &Occurrence| {
            let Shown::Timed { start, end } = &one.shown else {
                return None;
            };
            let minutes = end.map_or(0, |end| (end - *start).num_minutes());
            (!matches!(minutes, 60 | 120)).then(|| format!("{} +{minutes}", start.format("%m-%d %H:%M")))
        };
        let mut found: Vec<String> = lengths.iter().filter_map(length).collect();
        found.sort();
        assert_eq!(found, expected, "{others}");
    }
}

#[test]
fn a_series_may_change_more_than_a_hundred_times() {
    let changes = (1..=150).map(|number: i64| {
        let at = date("2026-01-06").and_hms_opt(19, 0, 0).unwrap() + chrono::TimeDelta::days(number);
        let (id, start) = (at, at + chrono::TimeDelta::minutes(number % 50));
        let text = |at: chrono::NaiveDateTime| at.format("%Y%m%dT%H%M%S").to_string();
        from_then_on(&text(id), &text(start), "").replace("Probe", &format!("Probe {number}"))
    });
    let text = choir("RRULE:FREQ=DAILY;COUNT=151", &changes.collect::<String>());
    let found = starts(&text, "2026-01-01", 200);
    assert_eq!(found.len(), 151);
    assert_eq!(found.last().map(String::as_str), Some("06-05 17:00 Probe 150"));
}

#[test]
fn a_series_may_change_again_and_single_dates_of_it_as_well() {
    let text = choir(
        "RRULE:FREQ=WEEKLY;COUNT=8",
        &[
            from_then_on("20260120T190000", "20260120T200000", ""),
            from_then_on("20260210T190000", "20260211T190000", "").replace("Probe", "Mittwoch"),
            // Told by the start that the series gave it at first.
            "BEGIN:VEVENT\nUID:s\nSUMMARY:Konzert\nRECURRENCE-ID;TZID=Europe/Berlin:20260203T190000\n\
             DTSTART;TZID=Europe/Berlin:20260203T120000\nEND:VEVENT\n"
                .to_owned(),
        ]
        .concat(),
    );
    assert_eq!(
        starts(&text, "2026-01-01", 90),
        [
            "01-06 18:00 Chor",
            "01-13 18:00 Chor",
            "01-20 19:00 Probe",
            "01-27 19:00 Probe",
            "02-03 11:00 Konzert",
            "02-11 18:00 Mittwoch",
            "02-18 18:00 Mittwoch",
            "02-25 18:00 Mittwoch",
        ]
    );
    let events = feed(&text).events;
    let uids: Vec<_> = events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["s", "s;2026-01-20T19:00:00", "s;2026-02-10T19:00:00"]);
}

#[test]
fn a_rule_that_changes_from_a_date_on_is_its_own() {
    let text = choir(
        "RRULE:FREQ=WEEKLY",
        &[
            from_then_on(
                "20260120T190000",
                "20260122T190000",
                "RRULE:FREQ=WEEKLY;INTERVAL=2\n",
            ),
            from_then_on("20260219T190000", "20260219T200000", "").replace("Probe", "Spät"),
        ]
        .concat(),
    );
    assert_eq!(
        starts(&text, "2026-01-01", 75),
        [
            "01-06 18:00 Chor",
            "01-13 18:00 Chor",
            "01-22 18:00 Probe",
            "02-05 18:00 Probe",
            "02-19 19:00 Spät",
            "03-05 19:00 Spät",
        ]
    );
}

#[test]
fn whole_days_and_times_in_utc_change_from_a_date_on_as_well() {
    let days = calendar(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:Markt\nDTSTART;VALUE=DATE:20260106\nRRULE:FREQ=WEEKLY;UNTIL=20260127\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:s\nSUMMARY:Messe\nRECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260120\n\
         DTSTART;VALUE=DATE:20260121\nDTEND;VALUE=DATE:20260123\nEND:VEVENT",
    );
    assert_eq!(
        starts(&days, "2026-01-01", 60),
        [
            "01-05 23:00 Markt",
            "01-12 23:00 Markt",
            "01-20 23:00 Messe",
            "01-27 23:00 Messe"
        ]
    );
    let utc = calendar(
        "X-WR-TIMEZONE:Europe/Berlin\n\
         BEGIN:VEVENT\nUID:s\nSUMMARY:Chor\nDTSTART:20260106T180000Z\nRRULE:FREQ=WEEKLY;UNTIL=20260127T180000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:s\nSUMMARY:Probe\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260120T180000Z\n\
         DTSTART:20260120T190000Z\nEND:VEVENT",
    );
    assert_eq!(
        starts(&utc, "2026-01-01", 60),
        [
            "01-06 18:00 Chor",
            "01-13 18:00 Chor",
            "01-20 19:00 Probe",
            "01-27 19:00 Probe"
        ]
    );
}

#[test]
fn what_a_list_of_dates_cannot_hold_is_told() {
    let text = choir(
        "RRULE:FREQ=MONTHLY;BYDAY=1TU",
        &from_then_on("20260303T190000", "20260304T190000", ""),
    );
    let read = feed(&text);
    assert_eq!(told(&read), ["1 RDATE (line 10): too-many-members"]);
    assert_eq!(read.events.len(), 2);
    // One that no series has stays a date of its own.
    let alone = calendar(&from_then_on("20260303T190000", "20260304T190000", ""));
    assert_eq!(starts(&alone, "2026-01-01", 90), ["03-04 18:00 Probe"]);
}

#[test]
fn a_series_has_no_more_dates_than_can_be_shown() {
    let hours: Vec<String> = (0..24).map(|hour| hour.to_string()).collect();
    let text = event(&format!(
        "DTSTART:20260101T000000\nRRULE:FREQ=DAILY;BYHOUR={}",
        hours.join(",")
    ));
    assert_eq!(starts(&text, "2026-01-01", 30).len(), 30 * 24);
    assert_eq!(starts(&text, "2026-01-01", 200).len(), 2_000);
}
