//! The names that feeds give to time zones: of the IANA database, fixed offsets, and Windows'.

use crate::feed::rare::rare;
use crate::text::{cut, split_once};
use crate::time::Zone;

/// What a name of a zone means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This zone.
    Zone(Zone),
    /// Nothing that is known, but it states this offset in seconds.
    Offset(i32),
}

/// The zone that a name means; `None` if it has not the form of any.
///
/// `Intl` throws on Windows' names and on `UTC+0`, which calendars of all kinds write.
pub(super) fn parse(name: &str) -> Option<Meaning> {
    let name = name.trim();
    if is_utc(name) {
        return Some(Meaning::Zone(Zone::Fixed(0)));
    }
    // With a digit it may be an offset, which few feeds have.
    if is_iana(name) && !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return Some(Meaning::Zone(Zone::Named(name.into())));
    }
    (rare()?.rare_zone)(name)
}

/// What a name means that [`parse`] leaves: an offset, a name of the database with a digit in it, one of Windows'.
pub(super) fn of_rare(name: &str) -> Option<Meaning> {
    if let Some(offset) = fixed_offset(name) {
        return Some(Meaning::Zone(Zone::Fixed(offset)));
    }
    if is_iana(name) {
        return Some(Meaning::Zone(Zone::Named(name.into())));
    }
    of_windows(name)
}

/// Whether this could be a name of the IANA database.
fn is_iana(name: &str) -> bool {
    name.len() <= 64
        && name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-'))
}

/// Whether this is one of the names of UTC itself.
fn is_utc(name: &str) -> bool {
    const UTC: [&str; 7] = ["Z", "UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich"];
    let bare = without_area(name);
    UTC.iter().any(|utc| utc.eq_ignore_ascii_case(bare))
}

/// The name without the area that the IANA database gives to what lies nowhere.
fn without_area(name: &str) -> &str {
    let area = name.get(..4).filter(|area| area.eq_ignore_ascii_case("Etc/"));
    name.get(area.map_or(0, str::len)..).unwrap_or_default()
}

/// What a name means that Windows gives a zone, for programs (`Romance Standard Time`) or for people
/// (`(UTC+01:00) Amsterdam, Berlin, …`). Where nothing in it is known, the offset that it begins with.
fn of_windows(name: &str) -> Option<Meaning> {
    if let Some(zone) = named(name) {
        return Some(Meaning::Zone(zone));
    }
    let is_framed = name.starts_with('(');
    let text = name.get(usize::from(is_framed)..)?;
    let (offset, rest) = cut(text, if is_framed { b")" } else { b" (" });
    let offset = fixed_offset(offset.trim())?;
    let mut rest = rest.trim_start_matches(|char: char| !char.is_alphanumeric());
    while !rest.is_empty() {
        let (part, more) = cut(rest, b",/:;()");
        rest = more.get(1..).unwrap_or_default();
        let last = || named(split_once(part, " - ")?.1.trim());
        if let Some(zone) = named(part.trim()).or_else(last) {
            return Some(Meaning::Zone(zone));
        }
    }
    Some(Meaning::Offset(offset))
}

/// The zone that a name of Windows, or one of its places, stands for.
fn named(name: &str) -> Option<Zone> {
    const SUMMER: &str = " Daylight Time";
    let of_summer = name.strip_suffix(SUMMER);
    let is_name = |windows: &str| {
        windows.eq_ignore_ascii_case(name)
            || of_summer.is_some_and(|own| windows.strip_suffix(" Standard Time") == Some(own))
    };
    let found = lines(WINDOWS).find(|(windows, _)| is_name(windows));
    let iana = match found {
        Some((_, iana)) => iana,
        None => lines(PLACES).find(|(_, places)| holds(places, name))?.0,
    };
    Some(fixed_offset(iana).map_or_else(|| Zone::Named(iana.into()), Zone::Fixed))
}

/// Whether one of the places between commas is this one.
fn holds(mut places: &str, name: &str) -> bool {
    while !places.is_empty() {
        let (place, more) = cut(places, b",");
        if place.eq_ignore_ascii_case(name) {
            return true;
        }
        places = more.get(1..).unwrap_or_default();
    }
    false
}

/// Seconds east of UTC of `Z`, `UTC`, `UTC+2`, `GMT-05:30`, `+0200`, `UTC+5.5` and `Etc/GMT-2`.
fn fixed_offset(name: &str) -> Option<i32> {
    let bare = without_area(name);
    let is_etc = bare.len() < name.len();
    if is_utc(name) {
        return Some(0);
    }
    let prefix = bare
        .get(..3)
        .filter(|prefix| prefix.eq_ignore_ascii_case("UTC") || prefix.eq_ignore_ascii_case("GMT"));
    let offset = bare.get(prefix.map_or(0, str::len)..)?;
    let (sign, digits) = match offset.as_bytes().split_first()? {
        (b'+', digits) => (1, digits),
        (b'-', digits) => (-1, digits),
        // What Windows and word processors make of a minus.
        _ => (-1, offset.strip_prefix('\u{2212}')?.as_bytes()),
    };
    // POSIX counts westwards: Etc/GMT-2 is two hours east.
    let sign = if is_etc { -sign } else { sign };
    seconds(digits).map(|seconds| sign * seconds)
}

/// Reads `H`, `HH`, `HHMM`, `HH:MM` and hours with a fraction, up to 18 hours.
fn seconds(digits: &[u8]) -> Option<i32> {
    let (hours, minutes) = match digits {
        [hours @ .., b'.', b'5'] => (number(hours)?, 30),
        [hours @ .., b'.', b'7', b'5'] => (number(hours)?, 45),
        [hours @ .., b':', tens, ones] => (number(hours)?, number(&[*tens, *ones])?),
        [tens, ones, minutes @ ..] if minutes.len() == 2 => (number(&[*tens, *ones])?, number(minutes)?),
        hours => (number(hours)?, 0),
    };
    let seconds = hours * 3_600 + minutes * 60;
    (minutes < 60 && seconds <= 18 * 3_600).then_some(seconds)
}

/// A number of one or two digits.
fn number(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() || digits.len() > 2 {
        return None;
    }
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + i32::from(digit - b'0'))
    })
}

/// The lines of a table, each in two parts.
fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut rest = table;
    std::iter::from_fn(move || {
        let (line, more) = split_once(rest, "\n")?;
        rest = more;
        split_once(line, "=")
    })
}

/// Windows' names and the zone that Unicode CLDR gives each for the whole world ("001"). One text, not a
/// table of them (docs/size.md).
const WINDOWS: &str = "\
AUS Central Standard Time=Australia/Darwin
AUS Eastern Standard Time=Australia/Sydney
Afghanistan Standard Time=Asia/Kabul
Alaskan Standard Time=America/Anchorage
Aleutian Standard Time=America/Adak
Altai Standard Time=Asia/Barnaul
Arab Standard Time=Asia/Riyadh
Arabian Standard Time=Asia/Dubai
Arabic Standard Time=Asia/Baghdad
Argentina Standard Time=America/Argentina/Buenos_Aires
Astrakhan Standard Time=Europe/Astrakhan
Atlantic Standard Time=America/Halifax
Aus Central W. Standard Time=Australia/Eucla
Azerbaijan Standard Time=Asia/Baku
Azores Standard Time=Atlantic/Azores
Bahia Standard Time=America/Bahia
Bangladesh Standard Time=Asia/Dhaka
Belarus Standard Time=Europe/Minsk
Bougainville Standard Time=Pacific/Bougainville
Canada Central Standard Time=America/Regina
Cape Verde Standard Time=Atlantic/Cape_Verde
Caucasus Standard Time=Asia/Yerevan
Cen. Australia Standard Time=Australia/Adelaide
Central America Standard Time=America/Guatemala
Central Asia Standard Time=Asia/Almaty
Central Brazilian Standard Time=America/Cuiaba
Central Europe Standard Time=Europe/Budapest
Central European Standard Time=Europe/Warsaw
Central Pacific Standard Time=Pacific/Guadalcanal
Central Standard Time=America/Chicago
Central Standard Time (Mexico)=America/Mexico_City
Chatham Islands Standard Time=Pacific/Chatham
China Standard Time=Asia/Shanghai
Cuba Standard Time=America/Havana
Dateline Standard Time=Etc/GMT+12
E. Africa Standard Time=Africa/Nairobi
E. Australia Standard Time=Australia/Brisbane
E. Europe Standard Time=Europe/Chisinau
E. South America Standard Time=America/Sao_Paulo
Easter Island Standard Time=Pacific/Easter
Eastern Standard Time=America/New_York
Eastern Standard Time (Mexico)=America/Cancun
Egypt Standard Time=Africa/Cairo
Ekaterinburg Standard Time=Asia/Yekaterinburg
FLE Standard Time=Europe/Kiev
Fiji Standard Time=Pacific/Fiji
GMT Standard Time=Europe/London
GTB Standard Time=Europe/Bucharest
Georgian Standard Time=Asia/Tbilisi
Greenland Standard Time=America/Godthab
Greenwich Standard Time=Atlantic/Reykjavik
Haiti Standard Time=America/Port-au-Prince
Hawaiian Standard Time=Pacific/Honolulu
India Standard Time=Asia/Calcutta
Iran Standard Time=Asia/Tehran
Israel Standard Time=Asia/Jerusalem
Jordan Standard Time=Asia/Amman
Kaliningrad Standard Time=Europe/Kaliningrad
Kamchatka Standard Time=Asia/Kamchatka
Korea Standard Time=Asia/Seoul
Libya Standard Time=Africa/Tripoli
Line Islands Standard Time=Pacific/Kiritimati
Lord Howe Standard Time=Australia/Lord_Howe
Magadan Standard Time=Asia/Magadan
Magallanes Standard Time=America/Punta_Arenas
Marquesas Standard Time=Pacific/Marquesas
Mauritius Standard Time=Indian/Mauritius
Mid-Atlantic Standard Time=Etc/GMT+2
Middle East Standard Time=Asia/Beirut
Montevideo Standard Time=America/Montevideo
Morocco Standard Time=Africa/Casablanca
Mountain Standard Time=America/Denver
Mountain Standard Time (Mexico)=America/Mazatlan
Myanmar Standard Time=Asia/Rangoon
N. Central Asia Standard Time=Asia/Novosibirsk
Namibia Standard Time=Africa/Windhoek
Nepal Standard Time=Asia/Katmandu
New Zealand Standard Time=Pacific/Auckland
Newfoundland Standard Time=America/St_Johns
Norfolk Standard Time=Pacific/Norfolk
North Asia East Standard Time=Asia/Irkutsk
North Asia Standard Time=Asia/Krasnoyarsk
North Korea Standard Time=Asia/Pyongyang
Omsk Standard Time=Asia/Omsk
Pacific SA Standard Time=America/Santiago
Pacific Standard Time=America/Los_Angeles
Pacific Standard Time (Mexico)=America/Tijuana
Pakistan Standard Time=Asia/Karachi
Paraguay Standard Time=America/Asuncion
Qyzylorda Standard Time=Asia/Qyzylorda
Romance Standard Time=Europe/Paris
Russia Time Zone 10=Asia/Srednekolymsk
Russia Time Zone 11=Asia/Kamchatka
Russia Time Zone 3=Europe/Samara
Russian Standard Time=Europe/Moscow
SA Eastern Standard Time=America/Cayenne
SA Pacific Standard Time=America/Bogota
SA Western Standard Time=America/La_Paz
SE Asia Standard Time=Asia/Bangkok
Saint Pierre Standard Time=America/Miquelon
Sakhalin Standard Time=Asia/Sakhalin
Samoa Standard Time=Pacific/Apia
Sao Tome Standard Time=Africa/Sao_Tome
Saratov Standard Time=Europe/Saratov
Singapore Standard Time=Asia/Singapore
South Africa Standard Time=Africa/Johannesburg
South Sudan Standard Time=Africa/Juba
Sri Lanka Standard Time=Asia/Colombo
Sudan Standard Time=Africa/Khartoum
Syria Standard Time=Asia/Damascus
Taipei Standard Time=Asia/Taipei
Tasmania Standard Time=Australia/Hobart
Tocantins Standard Time=America/Araguaina
Tokyo Standard Time=Asia/Tokyo
Tomsk Standard Time=Asia/Tomsk
Tonga Standard Time=Pacific/Tongatapu
Transbaikal Standard Time=Asia/Chita
Turkey Standard Time=Europe/Istanbul
Turks And Caicos Standard Time=America/Grand_Turk
US Eastern Standard Time=America/Indiana/Indianapolis
US Mountain Standard Time=America/Phoenix
Ulaanbaatar Standard Time=Asia/Ulaanbaatar
Venezuela Standard Time=America/Caracas
Vladivostok Standard Time=Asia/Vladivostok
Volgograd Standard Time=Europe/Volgograd
W. Australia Standard Time=Australia/Perth
W. Central Africa Standard Time=Africa/Lagos
W. Europe Standard Time=Europe/Berlin
W. Mongolia Standard Time=Asia/Hovd
West Asia Standard Time=Asia/Tashkent
West Bank Standard Time=Asia/Hebron
West Pacific Standard Time=Pacific/Port_Moresby
Yakutsk Standard Time=Asia/Yakutsk
Yukon Standard Time=America/Whitehorse
";

/// The places by which Windows shows its zones to people, in English and German where these differ, each
/// behind the zone that CLDR gives it.
const PLACES: &str = "\
Africa/Cairo=Cairo,Kairo
Africa/Casablanca=Casablanca
Africa/Johannesburg=Harare,Pretoria
Africa/Lagos=West Central Africa,West-Zentralafrika
Africa/Nairobi=Nairobi
Africa/Tripoli=Tripoli,Tripolis
Africa/Windhoek=Windhoek
America/Anchorage=Alaska
America/Asuncion=Asuncion
America/Bahia=Salvador
America/Bogota=Bogota,Lima,Quito
America/Buenos_Aires=Buenos Aires,City of Buenos Aires
America/Cancun=Chetumal
America/Caracas=Caracas
America/Cayenne=Cayenne,Fortaleza
America/Chicago=Central Time
America/Cuiaba=Cuiaba
America/Denver=Mountain Time
America/Godthab=Greenland,Grönland
America/Guatemala=Central America,Zentralamerika
America/Halifax=Atlantic Time
America/Havana=Havana,Havanna
America/Indiana/Indianapolis=Indiana
America/La_Paz=Georgetown,Manaus
America/Los_Angeles=Pacific Time
America/Mazatlan=Chihuahua,Mazatlan
America/Mexico_City=Guadalajara,Mexico City,Monterrey
America/Montevideo=Montevideo
America/New_York=Eastern Time
America/Phoenix=Arizona
America/Port-au-Prince=Haiti
America/Regina=Saskatchewan
America/Santiago=Santiago
America/Sao_Paulo=Brasilia
America/St_Johns=Newfoundland,Neufundland
America/Tijuana=Baja California
America/Whitehorse=Yukon
Asia/Almaty=Astana
Asia/Amman=Amman
Asia/Baghdad=Baghdad,Bagdad
Asia/Baku=Baku
Asia/Bangkok=Bangkok,Hanoi,Jakarta
Asia/Beirut=Beirut
Asia/Calcutta=Chennai,Kolkata,Mumbai,New Delhi,Neu-Delhi
Asia/Colombo=Sri Jayawardenepura
Asia/Damascus=Damascus,Damaskus
Asia/Dhaka=Dhaka
Asia/Dubai=Abu Dhabi,Muscat
Asia/Irkutsk=Irkutsk
Asia/Jerusalem=Jerusalem
Asia/Kabul=Kabul
Asia/Kamchatka=Anadyr
Asia/Karachi=Islamabad,Karachi
Asia/Katmandu=Kathmandu,Katmandu
Asia/Krasnoyarsk=Krasnoyarsk
Asia/Magadan=Magadan
Asia/Novosibirsk=Novosibirsk
Asia/Omsk=Omsk
Asia/Pyongyang=Pyongyang
Asia/Rangoon=Yangon,Rangun
Asia/Riyadh=Kuwait,Riyadh
Asia/Seoul=Seoul
Asia/Shanghai=Beijing,Chongqing,Hong Kong,Urumqi,Peking
Asia/Singapore=Kuala Lumpur,Singapore,Singapur
Asia/Taipei=Taipei,Taipeh
Asia/Tashkent=Ashgabat,Tashkent
Asia/Tbilisi=Tbilisi,Tiflis
Asia/Tehran=Tehran,Teheran
Asia/Tokyo=Osaka,Sapporo,Tokyo,Tokio
Asia/Ulaanbaatar=Ulaanbaatar
Asia/Vladivostok=Vladivostok
Asia/Yakutsk=Yakutsk
Asia/Yekaterinburg=Ekaterinburg
Asia/Yerevan=Yerevan
Atlantic/Azores=Azores,Azoren
Atlantic/Cape_Verde=Cabo Verde Is.,Cape Verde Is.
Atlantic/Reykjavik=Monrovia,Reykjavik
Australia/Adelaide=Adelaide
Australia/Brisbane=Brisbane
Australia/Darwin=Darwin
Australia/Hobart=Hobart
Australia/Lord_Howe=Lord Howe Island
Australia/Perth=Perth
Australia/Sydney=Canberra,Melbourne,Sydney
Europe/Berlin=Amsterdam,Berlin,Bern,Rome,Stockholm,Vienna,Rom,Wien
Europe/Bucharest=Athens,Bucharest,Athen,Bukarest
Europe/Budapest=Belgrade,Bratislava,Budapest,Ljubljana,Prague,Belgrad,Prag
Europe/Chisinau=Chisinau
Europe/Istanbul=Istanbul
Europe/Kaliningrad=Kaliningrad
Europe/Kiev=Helsinki,Kyiv,Kiev,Riga,Sofia,Tallinn,Vilnius,Kiew,Wilna
Europe/London=Dublin,Edinburgh,Lisbon,London
Europe/Minsk=Minsk
Europe/Moscow=Moscow,St. Petersburg,Moskau
Europe/Paris=Brussels,Copenhagen,Madrid,Paris,Brüssel,Kopenhagen
Europe/Samara=Izhevsk,Samara
Europe/Volgograd=Volgograd
Europe/Warsaw=Sarajevo,Skopje,Warsaw,Zagreb,Warschau
Indian/Mauritius=Port Louis
Pacific/Apia=Samoa
Pacific/Auckland=Auckland,Wellington
Pacific/Chatham=Chatham Islands
Pacific/Easter=Easter Island
Pacific/Fiji=Fiji
Pacific/Guadalcanal=Solomon Is.,New Caledonia
Pacific/Honolulu=Hawaii
Pacific/Kiritimati=Kiritimati Island
Pacific/Port_Moresby=Guam,Port Moresby
Pacific/Tongatapu=Nuku'alofa
";

#[cfg(test)]
mod tests {
    use super::{Meaning, PLACES, WINDOWS, lines, parse};
    use crate::time::Zone;

    #[test]
    fn fixed_offsets_come_in_many_forms() {
        for (name, seconds) in [
            ("Z", 0),
            ("utc", 0),
            ("Etc/UTC", 0),
            ("etc/gmt", 0),
            ("UTC+0", 0),
            ("+02:00", 7_200),
            ("+0530", 19_800),
            ("UTC+5.5", 19_800),
            ("UTC+5.75", 20_700),
            ("GMT-3", -10_800),
            ("UTC\u{2212}03:30", -12_600),
            ("Etc/GMT-2", 7_200),
            ("Etc/GMT+11", -39_600),
            ("-18", -64_800),
        ] {
            assert_eq!(parse(name), Some(Meaning::Zone(Zone::Fixed(seconds))), "{name}");
        }
    }

    #[test]
    fn names_are_taken_as_they_are_and_windows_names_are_translated() {
        for (name, iana) in [
            ("Europe/Berlin", "Europe/Berlin"),
            (
                " America/Argentina/Buenos_Aires ",
                "America/Argentina/Buenos_Aires",
            ),
            ("CET", "CET"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("romance standard time", "Europe/Paris"),
            ("GTB Standard Time", "Europe/Bucharest"),
            ("Eastern Daylight Time", "America/New_York"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("(UTC-05:00) Eastern Time (US &amp; Canada)", "America/New_York"),
            ("(GMT-05:00) Eastern Time (USA & Kanada)", "America/New_York"),
            (
                "(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
                "Europe/Berlin",
            ),
            (
                "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien",
                "Europe/Berlin",
            ),
            ("(GMT+01:00) Amsterdam / Bern / Berlin", "Europe/Berlin"),
            (
                "(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London",
                "Europe/London",
            ),
            ("(UTC-07:00) La Paz, Mazatlan", "America/Mazatlan"),
            ("(UTC+02:00) Athens, Bucharest", "Europe/Bucharest"),
            ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Calcutta"),
            ("(UTC+06:30) Yangon (Rangoon)", "Asia/Rangoon"),
            ("(GMT+01:00) Central European Time - Berlin", "Europe/Berlin"),
            ("(UTC+01:00) W. Europe Standard Time", "Europe/Berlin"),
            ("GMT+0100 (Central European Standard Time)", "Europe/Warsaw"),
        ] {
            let zone = Zone::Named(iana.into());
            assert_eq!(parse(name), Some(Meaning::Zone(zone)), "{name}");
        }
        for (name, seconds) in [
            ("(UTC) Coordinated Universal Time", 0),
            ("(UTC+03:00) Atlantis, Somewhere", 10_800),
            ("(UTC-11:00) Coordinated Universal Time-11", -39_600),
            ("(GMT+05:30)", 19_800),
            ("UTC+2 (Sommer)", 7_200),
        ] {
            assert_eq!(parse(name), Some(Meaning::Offset(seconds)), "{name}");
        }
    }

    #[test]
    fn what_is_no_zone_is_refused() {
        for name in [
            "",
            "/custom",
            "Nowhere Standard Time",
            "+19:00",
            "+02:60",
            "+",
            "UTC+",
            "2",
            "+1:2:3",
            "(Berlin)",
            "()",
            "(",
            "(UTC+25:00) Berlin",
            "ä",
        ] {
            assert_eq!(parse(name), None, "{name}");
        }
        assert_eq!(parse(&"A".repeat(65)), None);
    }

    #[test]
    fn the_table_of_windows_names_is_sorted_and_holds_each_once() {
        let table: Vec<_> = lines(WINDOWS).collect();
        assert_eq!(table.len(), 134);
        assert!(table.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(
            table
                .iter()
                .all(|(_, iana)| iana.parse::<chrono_tz::Tz>().is_ok())
        );
        let mut places = Vec::new();
        for (iana, names) in lines(PLACES) {
            assert!(iana.parse::<chrono_tz::Tz>().is_ok(), "{iana}");
            places.extend(names.split(','));
        }
        let count = places.len();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), count);
    }
}
