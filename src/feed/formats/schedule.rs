//! Events that say when they take place in a list of schedules.

use crate::feed::formats::native::{Json, Writer};
use crate::feed::formats::scan::has_any;
use crate::feed::formats::times;
use crate::text::Digits;

/// When something takes place: once, or by a rule.
pub(super) struct Schedule {
    /// A date or a time.
    pub(super) start: String,
    /// How long each takes, in seconds.
    pub(super) length: Option<i64>,
    /// The zone that it names, or nothing.
    pub(super) zone: String,
    /// As iCalendar writes it.
    pub(super) rule: Option<String>,
    /// Starts of the rule that are none.
    pub(super) excluded: Vec<String>,
}

impl Schedule {
    fn write_span(&self, json: &mut Json) {
        json.field("start", &self.start);
        json.field("timeZone", &self.zone);
        if let Some(length) = self.length {
            json.field("duration", &length_text(&self.start, length));
        }
    }

    fn write(&self, json: &mut Json) {
        self.write_span(json);
        json.field("rrule", self.rule.as_deref().unwrap_or_default());
        if !self.excluded.is_empty() {
            json.name("excludedDates");
            json.open('[');
            for date in &self.excluded {
                json.string(date);
            }
            json.close(']');
        }
    }
}

/// Writes an event with several schedules: dates that follow no rule are one series, and each rule is one of its own,
/// under the identity with its number.
pub(super) fn write_schedules(
    schedules: Vec<Schedule>,
    uid: &str,
    position: usize,
    writer: &mut Writer,
    write_all: &mut dyn FnMut(&mut Json),
) {
    let (singles, repeated): (Vec<Schedule>, Vec<Schedule>) = schedules
        .into_iter()
        .partition(|schedule| schedule.rule.is_none());
    let mut count = 0_usize;
    let mut entry = |write_times: &dyn Fn(&mut Json)| {
        count += 1;
        writer.begin(position, 0);
        let json = &mut writer.json;
        if count == 1 || uid.is_empty() {
            json.field("uid", uid);
        } else {
            json.field("uid", &[uid, ";", &count.digits()].concat());
        }
        write_times(json);
        write_all(json);
        writer.end();
    };
    if !singles.is_empty() {
        entry(&|json| write_singles(&singles, json));
    }
    for schedule in &repeated {
        entry(&|json| schedule.write(json));
    }
}

/// A length as a text: of whole days in days.
fn length_text(start: &str, seconds: i64) -> String {
    if has_any(start, b"T") {
        return times::duration(seconds);
    }
    let days = usize::try_from(seconds / 86_400).unwrap_or(1).max(1);
    ["P", &days.digits(), "D"].concat()
}

/// Dates that follow no rule, as one series.
fn write_singles(singles: &[Schedule], json: &mut Json) {
    let Some((first, others)) = singles.split_first() else {
        return;
    };
    first.write_span(json);
    if others.is_empty() {
        return;
    }
    json.name("rdate");
    json.open('[');
    for other in others {
        json.string(&other.start);
    }
    json.close(']');
    let mut differing = others
        .iter()
        .filter(|other| other.length != first.length)
        .peekable();
    if differing.peek().is_none() {
        return;
    }
    json.name("recurrenceOverrides");
    json.open('{');
    for other in differing {
        json.name(&other.start);
        json.open('{');
        match other.length {
            Some(length) => json.field("duration", &length_text(&other.start, length)),
            None => json.raw("duration", "null"),
        }
        json.close('}');
    }
    json.close('}');
}
