//! Recurrence rules against oracles: a corpus on which two implementations agree, a second library,
//! and the walk from the start.

use std::fs;

use chrono::Datelike;
use lichthof::date::{Date, DateTime, Instant, Rule};

/// Rules with the dates on which two other implementations agree; beside the repository, not in it.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/recurrence/consensus.tsv");

fn utc(civil: DateTime) -> Instant {
    Instant(civil.and_utc().timestamp())
}

/// `20240229T090000`
fn compact(text: &str) -> DateTime {
    DateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
}

#[test]
fn rules_give_what_two_other_implementations_agree_on() {
    let Ok(corpus) = fs::read_to_string(CORPUS) else {
        println!("skipped: no corpus at {CORPUS}");
        return;
    };
    let (mut passed, mut refused) = (0, 0);
    let mut failed = Vec::new();
    for row in corpus.lines().filter(|row| !row.starts_with('#')) {
        let [start, text, dates] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        let first = compact(start);
        let expected: Vec<DateTime> = dates.split_terminator(',').map(compact).collect();
        match Rule::parse(text) {
            Err(error) => {
                assert!(error.is_too_frequent(), "{text}: {error}");
                refused += 1;
            }
            Ok(rule) => {
                let mut starts = rule.starts(first, first.date(), &utc);
                let given: Vec<DateTime> = starts.by_ref().take(12).collect();
                // The corpus was made with a bound on the years that were looked at.
                if given == expected {
                    passed += 1;
                } else {
                    failed.push(format!(
                        "{row}\n  {given:?} cut {} {}",
                        starts.is_cut(),
                        starts.candidates()
                    ));
                }
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} failed, such as {:#?}",
        failed.len(),
        &failed[..failed.len().min(60)]
    );
    assert_eq!((passed, refused), (1_681, 1_188));
}
