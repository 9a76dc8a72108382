//! A feed that is read once more: with the readers of what few feeds have, and where it still is none of the native
//! format, by the formats of others. It comes with those readers.

use std::pin::Pin;
use std::sync::Arc;

use crate::error::Error;
use crate::event::Source;
use crate::feed::rare::{self, Rare};
use crate::feed::{Feed, Hints, formats, read_list};
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
        let source: Arc<dyn Source> = entries.clone();
        let feed = read_list(text, language, zones, &source);
        if let Some(asked) = asked.filter(|asked| !Hints::are_known(asked)) {
            tell(
                Told::Attribute(Complaint {
                    attribute: "feed-as",
                    value: asked.to_owned(),
                    expected: Expected::FeedAs,
                }),
                None,
            );
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
