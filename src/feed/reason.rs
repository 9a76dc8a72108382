//! What can be wrong with an entry of a feed.

use crate::error::reasons;
use crate::recurrence::RuleFault;

reasons! {
    /// What is wrong with an entry, or with a field of one.
    pub enum Reason {
        NotAnObject = "not-an-object": "an entry must be an object",
        NotAnEvent = "not-an-event": "only entries of the type Event are shown",
        NoTitle = "no-title": "an event needs a title, a text that is not empty",
        NoStart = "no-start": "an event needs a start, a date such as 2018-11-06 or a time such as 2018-11-06T17:00:00",
        NoUid = "no-uid": "an event needs a uid: until then it is known by its title and start, and loses its address when they change",
        SameUid = "same-uid": "another entry has the same uid and is later: this one is not shown",
        EndNotAfterStart = "end-not-after-start": "an event must end after its start and before the year 10000: the end is left open",
        OffsetKept = "offset-kept": "the time zone is not known: this time keeps its offset",
        OffsetLeftAside = "offset-left-aside": "the offset is left aside, as the event has no timeZone that is known: this time is read on the event's own clock",
        ExpectedText = "expected-text": "expected a text",
        ExpectedTexts = "expected-texts": "expected a text, or texts by language",
        ExpectedFlag = "expected-flag": "expected true or false",
        ExpectedCount = "expected-count": "expected a whole number, 0 or more",
        ExpectedDateTime = "expected-date-time": "expected a date such as 2018-11-06 or a time such as 2018-11-06T17:00:00",
        ExpectedDuration = "expected-duration": "expected a duration of weeks, days, hours and minutes, such as PT1H30M or P2D",
        ExpectedLanguage = "expected-language": "expected a language tag such as de or de-AT",
        ExpectedZone = "expected-zone": "expected the name of a time zone such as Europe/Berlin",
        ZoneByOffset = "zone-by-offset": "this name of a time zone is not known: the offset that it states is taken, in summer and winter",
        ExpectedStatus = "expected-status": "expected confirmed, tentative or cancelled",
        ExpectedPrecision = "expected-precision": "expected day, month, quarter or year",
        ExpectedRegistration = "expected-registration": "expected open, closed, full, waitingList or notNeeded",
        ExpectedAccess = "expected-access": "expected stepFree, signLanguage, captions, audioDescription, hearingLoop or quiet",
        ExpectedAges = "expected-ages": "expected a range of ages such as 6-12 or 14-",
        ExpectedPrice = "expected-price": "expected free, an amount or a text",
        ExpectedAmount = "expected-amount": "expected an amount of 0 or more",
        ExpectedCoordinates = "expected-coordinates": "expected coordinates such as geo:52.1205,11.6276",
        ExpectedEmail = "expected-email": "expected an e-mail address",
        ExpectedRoom = "expected-virtual-location": "expected an object with name and uri",
        ExpectedItem = "expected-programme-item": "expected an object with title, start and duration",
        ItemWithoutTitle = "item-without-title": "an item of the programme needs a title",
        PlaceWithoutName = "place-without-name": "a place needs a name or a city",
        LinkWithoutAddress = "link-without-href": "a link needs an href",
        AddressNotAbsolute = "address-not-absolute": "an address must be absolute, beginning with https://",
        AddressNotFollowed = "address-not-followed": "this address is not followed: only whole http, https, mailto and tel addresses are",
        PictureNotOnTheWeb = "picture-not-on-the-web": "a picture's address must begin with https:// or http://",
        TextTooLong = "text-too-long": "this text is too long: only its beginning is shown",
        TextTurns = "text-turns": "characters that turn the direction of text (U+202A to U+202E) are left out",
        TooManyMarks = "too-many-marks": "a letter has more than five marks: the others are left out",
        TooManyEntries = "too-many-entries": "only the first 100,000 entries of a feed are read",
        TooManyMembers = "too-many-members": "only the first 1,000 of a collection are read",
        TooManyZones = "too-many-zones": "only the first 1,000 different names of time zones in a feed are read",
        TooManyRules = "too-many-rules": "only the first 20 rules are read",
        TooManyDates = "too-many-dates": "only the first 1,000 dates are read",
        TooManyCopies = "too-many-copies": "the dates that differ take more than 64 MiB in this feed: this one is shown as the series is",
        SeriesNotSettled = "series-not-settled": "an event of which the day is not settled does not recur: only its first period is shown",
        SeriesKeepsOffset = "series-keeps-offset": "a series keeps this offset in summer and winter: give start without one, and a timeZone",
        ExpectedStartOfSeries = "expected-start-of-series": "expected a start of the series as its own clock shows it, such as 2018-11-06T17:00:00, or its date",
        NoSuchStart = "no-such-start": "no start of the series with this uid, as the series' own clock shows it: this is shown as another event",
        ExpectedOverrides = "expected-overrides": "expected an object of what differs, by starts of the series",
        ExpectedOverride = "expected-override": "expected an object of what differs on this date, or {\"excluded\": true}",
        PathLeadsNowhere = "path-leads-nowhere": "this path leads to nothing that the event has; a list can only be changed as a whole",
        ExpectedRule = "expected-rule": "expected an object with a frequency, or a text such as FREQ=WEEKLY;BYDAY=TU",
        ExpectedRuleValue = "expected-rule-value": "expected a whole number, or a day such as tu",
        NotGregorian = "not-gregorian": "only rules in the Gregorian calendar are read",
    } and {
        /// What is wrong with a recurrence rule.
        Rule(RuleFault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::are_told_apart;

    #[test]
    fn each_reason_has_a_name_of_its_own() {
        let own = Reason::OWN.iter().copied();
        let of_rules = RuleFault::OWN.iter().map(|fault| Reason::Rule(*fault));
        are_told_apart(own.chain(of_rules).map(|reason| (reason.code(), reason.text())));
    }
}
