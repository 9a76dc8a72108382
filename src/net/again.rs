//! A feed that is read once more: with the readers of what few feeds have, and where it still is none of the native
//! format, by the formats of others. It comes with those readers.

use std::pin::Pin;
use std::sync::Arc;

use crate::error::Error;
use crate::event::Source;
use crate::feed::rare::{self, Rare};
use crate::feed::{Feed, Hints, Judged, formats, read_list};
use crate::net::entries::Entries;
use crate::net::fetch_formats;
use crate::net::pages::Reading;
use crate::report::{Complaint, Expected, Told, tell};
use crate::text::fingerprint;
use crate::time::Zones;

/// A feed.
pub type Read = Result<Feed, Error>;

/// [`read_again`].
pub type ReadAgain = for<'a> fn(
    &'a str,
    &'a Reading<'a>,
    &'a Arc<Entries>,
    &'a mut u64,
) -> Pin<Box<dyn Future<Output = Read> + 'a>>;

/// Rewrites a feed in the native format.
pub type Convert = fn(&str, &str, Option<&str>, &dyn Zones) -> Option<formats::Native>;

/// What is wrong with what the page says of how its feeds are read: `feed-as` is a word, a `map` is JSON.
fn complaint_of(asked: &str) -> Option<Complaint> {
    let (attribute, expected) = match Hints::judge(asked) {
        Judged::Good => return None,
        Judged::NoMap => ("map", Expected::Map),
        Judged::NoWay => ("feed-as", Expected::FeedAs),
    };
    Some(Complaint {
        attribute,
        value: asked.to_owned(),
        expected,
    })
}

/// Reads a feed once more; where its readers do not come, the `revision` is one that it will not be with them.
pub fn read_again<'a>(
    text: &'a str,
    reading: &'a Reading<'a>,
    entries: &'a Arc<Entries>,
    revision: &'a mut u64,
) -> Pin<Box<dyn Future<Output = Read> + 'a>> {
    Box::pin(async move {
        rare::bring(Rare::ALL);
        let Reading {
            language,
            zones,
            asked,
            ..
        } = *reading;
        if let Some(asked) = asked {
            // Read in another way, the same text has other events.
            *revision = fingerprint(*revision, asked);
        }
        let source: Arc<dyn Source> = entries.clone();
        let feed = read_list(text, language, zones, &source);
        if let Some(complaint) = asked.and_then(complaint_of) {
            tell(Told::Attribute(complaint), None);
        }
        let is_mapped = asked.is_some_and(|asked| asked.starts_with('{'));
        if !rare::take_missed() && !is_mapped {
            return feed;
        }
        let native = match fetch_formats().await {
            Ok(convert) => convert(text, entries.address(), asked, zones),
            Err(_) => {
                // Another time there may be more to it.
                *revision = fingerprint(*revision, "");
                None
            }
        };
        let Some(native) = native else {
            return feed;
        };
        entries.rewrite(&native.text);
        let feed = read_list(&native.text, language, zones, &source);
        // What is wrong with it now, no format makes better.
        rare::take_missed();
        let mut feed = feed?;
        feed.tell_origins(native.origins);
        Ok(feed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_of_the_attribute_that_says_it() {
        for (asked, expected) in [
            ("talks", None),
            (r#"{"title": "name"}"#, None),
            ("lectures", Some(("feed-as", "feed-as"))),
            ("{title: name}", Some(("map", "map"))),
            ("{\"title\": \"name\"", Some(("map", "map"))),
            ("title=name start=von", Some(("map", "map"))),
            ("[\"title\"]", Some(("map", "map"))),
        ] {
            let told = complaint_of(asked);
            let told = told.map(|complaint| (complaint.attribute, complaint.expected.code()));
            assert_eq!(told, expected, "{asked}");
        }
    }
}
