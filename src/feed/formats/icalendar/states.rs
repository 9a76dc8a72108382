//! Several states of one event in a file: the one with the highest `SEQUENCE` counts (RFC 5546 §2.1.5), wherever it
//! stands; of those with the same the native reader takes the one that was changed last. And what one state leaves to
//! another to say.

use crate::feed::formats::icalendar::lines::Component;
use crate::feed::formats::scan::number;
use crate::order::sorted_positions;
use crate::text::{FINGERPRINT_OF_NOTHING, fingerprint};

/// Which event each component is a state of, and of which number, in the file's order.
#[derive(Default)]
pub(super) struct States {
    all: Vec<(u64, u32)>,
    /// What series are called, by their identities, with the component that says so.
    series: Vec<(u64, usize, String)>,
}

impl States {
    pub(super) fn take(&mut self, event: &Component<'_>) {
        let mut key = FINGERPRINT_OF_NOTHING;
        for name in ["UID", "RECURRENCE-ID"] {
            let property = event.get(name);
            key = fingerprint(key, property.map_or("", |property| property.value().trim_ascii()));
            let range = property.and_then(|property| property.parameter("RANGE"));
            key = fingerprint(key, &range.unwrap_or_default());
        }
        // Those without an identity are no states of one another.
        let sequence = sequence(event).filter(|_| event.words("UID").is_some());
        self.all.push((key, sequence.unwrap_or(0)));
        let recurs = ["RRULE", "RDATE"].iter().any(|name| event.get(name).is_some());
        if recurs && let Some(title) = event.words("SUMMARY") {
            self.series.push((uid_of(event), self.all.len() - 1, title));
        }
    }

    /// To be called when all are taken: those that are [`outdated`](Self::outdated) give no names.
    pub(super) fn sort(&mut self, outdated: &[bool]) {
        self.series.retain(|(_, at, _)| outdated.get(*at) != Some(&true));
        let uid = |at: usize| self.series.get(at).map(|(uid, ..)| *uid);
        let order = sorted_positions(self.series.len(), &|left, right| uid(left).cmp(&uid(right)));
        let series = order.into_iter().filter_map(|at| self.series.get(at).cloned());
        self.series = series.collect();
    }

    /// What the series of a date is called that does not say it itself.
    pub(super) fn title_of(&self, date: &Component<'_>) -> Option<&str> {
        if date.get("RECURRENCE-ID").is_none() || date.words("SUMMARY").is_some() {
            return None;
        }
        let uid = uid_of(date);
        let behind = self.series.partition_point(|(known, ..)| *known <= uid);
        let (known, _, title) = self.series.get(behind.checked_sub(1)?)?;
        (*known == uid).then_some(title.as_str())
    }

    /// Of each component, whether a newer state of the same event is there.
    pub(super) fn outdated(&self) -> Vec<bool> {
        let mut outdated = vec![false; self.all.len()];
        let at = |position: usize| self.all.get(position).copied().unwrap_or_default();
        // The newest first.
        let order = sorted_positions(self.all.len(), &|left, right| {
            let (left, right) = (at(left), at(right));
            left.0.cmp(&right.0).then(right.1.cmp(&left.1))
        });
        for same in order.chunk_by(|left, right| at(*left).0 == at(*right).0) {
            let newest = same.first().map_or(0, |first| at(*first).1);
            for position in same.iter().filter(|position| at(**position).1 < newest) {
                outdated[*position] = true;
            }
        }
        outdated
    }
}

fn uid_of(event: &Component<'_>) -> u64 {
    let uid = event.get("UID").map_or("", |uid| uid.value().trim_ascii());
    fingerprint(FINGERPRINT_OF_NOTHING, uid)
}

/// The number of a state.
pub(super) fn sequence(event: &Component<'_>) -> Option<u32> {
    number(event.get("SEQUENCE")?.value().trim_ascii())
}
