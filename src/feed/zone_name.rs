//! The names that feeds give to time zones: of the IANA database, fixed offsets, and Windows'.

use super::rare::rare;
use crate::cut::split_once;
use crate::date::Zone;

/// The zone that a name means; `None` if it has not the form of any.
///
/// `Intl` throws on Windows' names and on `UTC+0`, which calendars of all kinds write.
pub(super) fn parse(name: &str) -> Option<Zone> {
    let name = name.trim();
    if let Some(offset) = fixed_offset(name) {
        return Some(Zone::Fixed(offset));
    }
    let is_iana = name.len() <= 64
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/_-".contains(&byte));
    if is_iana {
        return Some(Zone::Named(name.into()));
    }
    (rare()?.windows_zone)(name)
}

/// The zone that Windows calls by this name.
pub(super) fn of_windows(name: &str) -> Option<Zone> {
    let (_, iana) = windows().find(|(windows, _)| windows.eq_ignore_ascii_case(name))?;
    Some(Zone::Named(iana.into()))
}

/// Seconds east of UTC of `Z`, `UTC`, `UTC+2`, `GMT-05:30`, `+0200`, `UTC+5.5` and `Etc/GMT-2`.
fn fixed_offset(name: &str) -> Option<i32> {
    const UTC: [&str; 7] = ["Z", "UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich"];
    let bare = name
        .get(..4)
        .filter(|area| area.eq_ignore_ascii_case("Etc/"))
        .map_or(name, |_| name.get(4..).unwrap_or_default());
    let is_etc = bare.len() < name.len();
    if UTC.iter().any(|utc| utc.eq_ignore_ascii_case(bare)) {
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

/// Windows' names and the zone that Unicode CLDR gives each for the whole world ("001").
fn windows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut rest = WINDOWS;
    std::iter::from_fn(move || {
        let (line, more) = split_once(rest, "\n")?;
        rest = more;
        split_once(line, "=")
    })
}

/// One text: a table of texts would weigh a pointer and a length for each.
const WINDOWS: &str = "\
AUS Central Standard Time=Australia/Darwin
AUS Eastern Standard Time=Australia/Sydney
Afghanistan Standard Time=Asia/Kabul
Alaskan Standard Time=America/Anchorage
Arab Standard Time=Asia/Riyadh
Arabian Standard Time=Asia/Dubai
Arabic Standard Time=Asia/Baghdad
Argentina Standard Time=America/Argentina/Buenos_Aires
Atlantic Standard Time=America/Halifax
Azerbaijan Standard Time=Asia/Baku
Azores Standard Time=Atlantic/Azores
Bangladesh Standard Time=Asia/Dhaka
Belarus Standard Time=Europe/Minsk
Canada Central Standard Time=America/Regina
Cen. Australia Standard Time=Australia/Adelaide
Central America Standard Time=America/Guatemala
Central Asia Standard Time=Asia/Almaty
Central Brazilian Standard Time=America/Cuiaba
Central Europe Standard Time=Europe/Budapest
Central European Standard Time=Europe/Warsaw
Central Pacific Standard Time=Pacific/Guadalcanal
Central Standard Time=America/Chicago
Central Standard Time (Mexico)=America/Mexico_City
China Standard Time=Asia/Shanghai
E. Africa Standard Time=Africa/Nairobi
E. Australia Standard Time=Australia/Brisbane
E. Europe Standard Time=Europe/Chisinau
E. South America Standard Time=America/Sao_Paulo
Eastern Standard Time=America/New_York
Egypt Standard Time=Africa/Cairo
FLE Standard Time=Europe/Kiev
Fiji Standard Time=Pacific/Fiji
GMT Standard Time=Europe/London
GTB Standard Time=Europe/Bucharest
Georgian Standard Time=Asia/Tbilisi
Greenland Standard Time=America/Godthab
Greenwich Standard Time=Atlantic/Reykjavik
Hawaiian Standard Time=Pacific/Honolulu
India Standard Time=Asia/Calcutta
Iran Standard Time=Asia/Tehran
Israel Standard Time=Asia/Jerusalem
Jordan Standard Time=Asia/Amman
Kaliningrad Standard Time=Europe/Kaliningrad
Korea Standard Time=Asia/Seoul
Mauritius Standard Time=Indian/Mauritius
Middle East Standard Time=Asia/Beirut
Montevideo Standard Time=America/Montevideo
Morocco Standard Time=Africa/Casablanca
Mountain Standard Time=America/Denver
Myanmar Standard Time=Asia/Rangoon
Nepal Standard Time=Asia/Katmandu
New Zealand Standard Time=Pacific/Auckland
Newfoundland Standard Time=America/St_Johns
Pacific SA Standard Time=America/Santiago
Pacific Standard Time=America/Los_Angeles
Pakistan Standard Time=Asia/Karachi
Romance Standard Time=Europe/Paris
Russian Standard Time=Europe/Moscow
SA Eastern Standard Time=America/Cayenne
SA Pacific Standard Time=America/Bogota
SA Western Standard Time=America/La_Paz
SE Asia Standard Time=Asia/Bangkok
Singapore Standard Time=Asia/Singapore
South Africa Standard Time=Africa/Johannesburg
Sri Lanka Standard Time=Asia/Colombo
Taipei Standard Time=Asia/Taipei
Tasmania Standard Time=Australia/Hobart
Tokyo Standard Time=Asia/Tokyo
Turkey Standard Time=Europe/Istanbul
US Eastern Standard Time=America/Indiana/Indianapolis
US Mountain Standard Time=America/Phoenix
Venezuela Standard Time=America/Caracas
W. Australia Standard Time=Australia/Perth
W. Central Africa Standard Time=Africa/Lagos
W. Europe Standard Time=Europe/Berlin
West Asia Standard Time=Asia/Tashkent
";

#[cfg(test)]
mod tests {
    use super::{parse, windows};
    use crate::date::Zone;

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
            assert_eq!(parse(name), Some(Zone::Fixed(seconds)), "{name}");
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
        ] {
            assert_eq!(parse(name), Some(Zone::Named(iana.into())), "{name}");
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
            "ä",
        ] {
            assert_eq!(parse(name), None, "{name}");
        }
        assert_eq!(parse(&"A".repeat(65)), None);
    }

    #[test]
    fn the_table_of_windows_names_is_sorted_and_holds_each_once() {
        let table: Vec<_> = windows().collect();
        assert_eq!(table.len(), 76);
        assert!(table.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(
            table
                .iter()
                .all(|(_, iana)| iana.parse::<chrono_tz::Tz>().is_ok())
        );
    }
}
