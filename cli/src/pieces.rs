//! A feed cut into pieces, each of which is a feed: however large it is, no more of it is in memory than one of them.
//!
//! It is read twice: once to find where each entry stands and which of them have the same uid, as a series and its dates
//! do, and once piece by piece. The order is that of the feed, but what has the same uid stands together.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Read, Result, Seek, SeekFrom};
use std::path::Path;

/// How many bytes a piece has, unless one uid has more.
const PIECE: u64 = 1 << 20;
/// The most bytes that may stand beside the entries, as they are in each piece.
const MAX_BESIDE: u64 = 1 << 20;

/// A feed in pieces.
pub struct Pieces {
    reader: BufReader<File>,
    before: Vec<u8>,
    behind: Vec<u8>,
    /// What stands between two entries.
    between: &'static [u8],
    units: Vec<Unit>,
    /// The positions of the entries in the order in which they are read.
    order: Vec<u32>,
    /// How many of them were read.
    done: usize,
    /// Where the file is read.
    at: u64,
}

/// One entry: where it stands, and whose it is.
struct Unit {
    start: u64,
    length: u32,
    key: Key,
}

/// What stands for a uid; `None` where there is none.
type Key = Option<u64>;

impl Pieces {
    /// Cuts a file in the native format or in iCalendar. `None` where it cannot be cut as it is: it is another format, a
    /// rare shape of these, not in UTF-8, or broken. Then it has to be read as a whole, which also tells what is wrong.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn of(path: &Path) -> Result<Option<Self>> {
        let mut scanner = Scanner {
            reader: BufReader::with_capacity(1 << 16, File::open(path)?),
            at: 0,
        };
        if scanner.reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            scanner.skip(3);
        }
        let begin = scanner.at;
        scanner.blank()?;
        let cut = match scanner.peek()? {
            Some(b'{' | b'[') => scanner.json(begin)?,
            Some(b'B' | b'b') => scanner.icalendar()?,
            _ => None,
        };
        let Some(cut) = cut.filter(|cut| u32::try_from(cut.units.len()).is_ok()) else {
            return Ok(None);
        };
        let mut reader = scanner.reader;
        let mut beside = |places: &[(u64, u64)]| -> Result<Option<Vec<u8>>> {
            let mut bytes = Vec::new();
            for &(from, to) in places {
                if bytes.len() as u64 + to.saturating_sub(from) > MAX_BESIDE {
                    return Ok(None);
                }
                reader.seek(SeekFrom::Start(from))?;
                reader
                    .by_ref()
                    .take(to.saturating_sub(from))
                    .read_to_end(&mut bytes)?;
            }
            Ok(Some(bytes))
        };
        let Some((before, behind)) = beside(&cut.before)?.zip(beside(&cut.behind)?) else {
            return Ok(None);
        };
        reader.rewind()?;
        let order = order(&cut.units);
        Ok(Some(Self {
            reader,
            before,
            behind,
            between: cut.between,
            units: cut.units,
            order,
            done: 0,
            at: 0,
        }))
    }

    /// How many entries there are, and how many of them were read.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.order.len())
    }

    /// The next piece, as a feed; the first one in any case.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn next(&mut self) -> Result<Option<Vec<u8>>> {
        if self.done == self.order.len() && self.done > 0 {
            return Ok(None);
        }
        let begin = self.done;
        let mut piece = self.before.clone();
        let mut size = 0;
        let mut key = None;
        while let Some(unit) = self
            .order
            .get(self.done)
            .and_then(|at| self.units.get(*at as usize))
        {
            let is_same = unit.key.is_some() && unit.key == key;
            if size >= PIECE && !is_same {
                break;
            }
            if self.done > begin {
                piece.extend_from_slice(self.between);
            }
            // Most stand behind each other: what is in the buffer stays there.
            self.reader
                .seek_relative(unit.start.wrapping_sub(self.at).cast_signed())?;
            let length = u64::from(unit.length);
            self.reader.by_ref().take(length).read_to_end(&mut piece)?;
            self.at = unit.start + length;
            size += length;
            key = unit.key;
            self.done += 1;
        }
        piece.extend_from_slice(&self.behind);
        let is_empty_feed = self.order.is_empty();
        if is_empty_feed {
            // It is read once.
            self.order.push(u32::MAX);
            self.done = 1;
        }
        Ok(Some(piece))
    }
}

/// Entries with one uid together, where the first of them stands.
fn order(units: &[Unit]) -> Vec<u32> {
    let key = |at: &u32| units.get(*at as usize).and_then(|unit| unit.key);
    let mut by_key: Vec<u32> = (0..units.len() as u32).collect();
    // What is not sorted by keys alone stays in the feed's order.
    by_key.sort_by_key(key);
    let mut first: Vec<u32> = (0..units.len() as u32).collect();
    for same in by_key.chunk_by(|a, b| key(a).is_some() && key(a) == key(b)) {
        for at in same {
            first[*at as usize] = same[0];
        }
    }
    let mut order = by_key;
    order.sort_unstable_by_key(|at| (first[*at as usize], *at));
    order
}

/// How a file is cut: what stands beside the entries, by places from one byte to another.
struct Cut {
    before: Vec<(u64, u64)>,
    behind: Vec<(u64, u64)>,
    between: &'static [u8],
    units: Vec<Unit>,
}

/// What comes next in an object.
enum Member {
    /// A member of this name, as it is written.
    Name(Vec<u8>),
    End,
    /// Nothing of JSON.
    Broken,
}

/// What looks at each byte once.
struct Scanner {
    reader: BufReader<File>,
    at: u64,
}

impl Scanner {
    fn peek(&mut self) -> Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    fn skip(&mut self, bytes: usize) {
        self.reader.consume(bytes);
        self.at += bytes as u64;
    }

    fn take(&mut self) -> Result<Option<u8>> {
        let byte = self.peek()?;
        self.skip(usize::from(byte.is_some()));
        Ok(byte)
    }

    fn blank(&mut self) -> Result<()> {
        while self.peek()?.is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.skip(1);
        }
        Ok(())
    }

    /// JSON: a list, or an object with one that is called `entries` or `events`.
    fn json(&mut self, begin: u64) -> Result<Option<Cut>> {
        let mut found: Option<(u64, u64, Vec<Unit>)> = None;
        if self.peek()? == Some(b'[') {
            self.skip(1);
            let start = self.at;
            let Some(units) = self.list()? else {
                return Ok(None);
            };
            found = Some((start, self.at - 1, units));
        } else {
            self.skip(1);
            loop {
                let name = match self.member()? {
                    Member::Name(name) => name,
                    Member::End => break,
                    Member::Broken => return Ok(None),
                };
                let is_list = matches!(&*name, b"entries" | b"events");
                if is_list && (found.is_some() || self.peek()? != Some(b'[')) {
                    return Ok(None);
                }
                if is_list {
                    self.skip(1);
                    let start = self.at;
                    let Some(units) = self.list()? else {
                        return Ok(None);
                    };
                    found = Some((start, self.at - 1, units));
                } else if !self.value(None)? {
                    return Ok(None);
                }
            }
        }
        let end = self.at;
        self.blank()?;
        let is_whole = self.peek()?.is_none();
        Ok(found.filter(|_| is_whole).map(|(start, stop, units)| Cut {
            before: vec![(begin, start)],
            behind: vec![(stop, end)],
            between: b",",
            units,
        }))
    }

    /// The name of the next member of an object, of which the bracket was taken; up to its value.
    fn member(&mut self) -> Result<Member> {
        loop {
            self.blank()?;
            match self.peek()? {
                Some(b'}') => {
                    self.skip(1);
                    return Ok(Member::End);
                }
                Some(b',') => self.skip(1),
                Some(b'"') => {
                    let name = self.text()?;
                    let is_named = name.is_some() && self.colon()?;
                    return Ok(name.filter(|_| is_named).map_or(Member::Broken, Member::Name));
                }
                _ => return Ok(Member::Broken),
            }
        }
    }

    fn colon(&mut self) -> Result<bool> {
        self.blank()?;
        let is_there = self.take()? == Some(b':');
        self.blank()?;
        Ok(is_there)
    }

    /// The entries of a list, of which the bracket was taken; up to behind its end. `None` where it is not JSON.
    fn list(&mut self) -> Result<Option<Vec<Unit>>> {
        let mut units = Vec::new();
        let mut may_follow = true;
        loop {
            self.blank()?;
            match self.peek()? {
                Some(b']') => {
                    self.skip(1);
                    // A comma at the end is none of JSON.
                    let is_good = !may_follow || units.is_empty();
                    return Ok(is_good.then_some(units));
                }
                Some(b',') if !may_follow => {
                    self.skip(1);
                    may_follow = true;
                }
                Some(byte) if may_follow && byte != b',' => {
                    let start = self.at;
                    let key = if byte == b'{' {
                        let Some(key) = self.entry()? else {
                            return Ok(None);
                        };
                        key
                    } else if self.value(None)? {
                        None
                    } else {
                        return Ok(None);
                    };
                    let Ok(length) = u32::try_from(self.at - start) else {
                        return Ok(None);
                    };
                    units.push(Unit { start, length, key });
                    may_follow = false;
                }
                _ => return Ok(None),
            }
        }
    }

    /// Passes over an entry; what stands for its uid.
    fn entry(&mut self) -> Result<Option<Key>> {
        self.skip(1);
        let mut key = None;
        loop {
            let name = match self.member()? {
                Member::Name(name) => name,
                Member::End => return Ok(Some(key)),
                Member::Broken => return Ok(None),
            };
            let mut uid = Vec::new();
            let is_uid = name == b"uid";
            if !self.value(is_uid.then_some(&mut uid))? {
                return Ok(None);
            }
            if is_uid {
                let said: serde_json::Value = serde_json::from_slice(&uid).unwrap_or_default();
                key = said
                    .as_str()
                    .map_or_else(|| key_of(&uid), |uid| key_of(uid.as_bytes()));
            }
        }
    }

    /// The bytes between two quotes, as they are written.
    fn text(&mut self) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.skip(1);
        let is_whole = self.text_to(Some(&mut bytes))?;
        Ok(is_whole.then_some(bytes))
    }

    /// Passes over a text up to behind its closing quote.
    fn text_to(&mut self, mut bytes: Option<&mut Vec<u8>>) -> Result<bool> {
        let mut is_escaped = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let mut used = 0;
            let mut is_over = false;
            for byte in buffer {
                used += 1;
                match byte {
                    _ if is_escaped => is_escaped = false,
                    b'\\' => is_escaped = true,
                    b'"' => {
                        is_over = true;
                        break;
                    }
                    _ => {}
                }
            }
            if let Some(bytes) = &mut bytes {
                bytes.extend_from_slice(&buffer[..used - usize::from(is_over)]);
            }
            self.skip(used);
            if is_over {
                return Ok(true);
            }
        }
    }

    /// Passes over a value, and keeps it where it is wanted; false where the file ends in it.
    fn value(&mut self, mut kept: Option<&mut Vec<u8>>) -> Result<bool> {
        let mut depth = 0_usize;
        loop {
            let Some(byte) = self.peek()? else {
                return Ok(false);
            };
            match byte {
                b'"' => {
                    self.skip(1);
                    if let Some(kept) = &mut kept {
                        kept.push(byte);
                    }
                    if !self.text_to(kept.as_deref_mut())? {
                        return Ok(false);
                    }
                    if let Some(kept) = &mut kept {
                        kept.push(byte);
                    }
                    if depth == 0 {
                        return Ok(true);
                    }
                    continue;
                }
                b'[' | b'{' => depth += 1,
                // A number or a word ends with what it stands in.
                b']' | b'}' | b',' if depth == 0 => return Ok(true),
                _ if depth == 0 && byte.is_ascii_whitespace() => return Ok(true),
                b']' | b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        self.skip(1);
                        return Ok(true);
                    }
                }
                _ => {}
            }
            if let Some(kept) = &mut kept {
                kept.push(byte);
            }
            self.skip(1);
        }
    }

    /// iCalendar: its events are cut out, and all else stands before them.
    fn icalendar(&mut self) -> Result<Option<Cut>> {
        let mut units: Vec<Unit> = Vec::new();
        let mut before = Vec::new();
        let (mut from, mut depth, mut key, mut begin) = (self.at, 0_usize, None, 0);
        let mut uid: Option<Vec<u8>> = None;
        let mut line = Vec::new();
        loop {
            let start = self.at;
            line.clear();
            let length = self.reader.read_until(b'\n', &mut line)?;
            self.at += length as u64;
            if let Some(known) = &mut uid {
                // A line that begins with white space goes on with the one before.
                match line.split_first() {
                    Some((b' ' | b'\t', rest)) => known.extend_from_slice(rest.trim_ascii_end()),
                    _ => key = uid.take().and_then(|uid| key_of(&uid)),
                }
            }
            if length == 0 {
                // The calendar was not closed.
                return Ok(None);
            }
            let text = line.trim_ascii_end();
            if begins(text, b"BEGIN:") {
                if depth == 1 && text.len() == 12 && begins(text, b"BEGIN:VEVENT") {
                    before.push((from, start));
                    (begin, key) = (start, None);
                    from = u64::MAX;
                }
                depth += 1;
            } else if begins(text, b"END:") {
                let Some(less) = depth.checked_sub(1) else {
                    return Ok(None);
                };
                depth = less;
                if depth == 0 {
                    let end = (start, self.at);
                    before.push((from, start));
                    // A second calendar has zones of its own.
                    let mut rest = Vec::new();
                    self.reader.read_to_end(&mut rest)?;
                    let is_all = rest.iter().all(u8::is_ascii_whitespace);
                    return Ok(is_all.then(|| Cut {
                        before,
                        behind: vec![end],
                        between: b"",
                        units,
                    }));
                }
                if depth == 1 && from == u64::MAX {
                    let Ok(length) = u32::try_from(self.at - begin) else {
                        return Ok(None);
                    };
                    units.push(Unit {
                        start: begin,
                        length,
                        key: key.take(),
                    });
                    from = self.at;
                }
            } else if depth == 2 && from == u64::MAX && begins(text, b"UID") {
                let value = text
                    .iter()
                    .position(|byte| *byte == b':')
                    .map(|at| &text[at + 1..]);
                if matches!(text.get(3), Some(b':' | b';')) {
                    uid = value.map(<[u8]>::to_vec);
                }
            }
        }
    }
}

fn begins(line: &[u8], with: &[u8]) -> bool {
    line.get(..with.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(with))
}

fn key_of(uid: &[u8]) -> Key {
    let uid = uid.trim_ascii();
    let mut hasher = DefaultHasher::new();
    uid.hash(&mut hasher);
    (!uid.is_empty()).then(|| hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Option<Vec<String>> {
        let name = format!(
            "lichthof-pieces-{}-{:x}",
            std::process::id(),
            key_of(text.as_bytes()).unwrap_or_default()
        );
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).unwrap();
        let pieces = Pieces::of(&path).unwrap();
        let told = pieces.map(|mut pieces| {
            let mut all = Vec::new();
            while let Some(piece) = pieces.next().unwrap() {
                all.push(String::from_utf8(piece).unwrap());
            }
            all
        });
        std::fs::remove_file(path).unwrap();
        told
    }

    #[test]
    fn what_is_small_is_one_piece() {
        for (text, expected) in [
            ("[]", "[]"),
            (" [ {\"uid\": 1} , 7 ] ", " [{\"uid\": 1},7]"),
            (
                "{\"title\": \"}\\\"\", \"entries\": [{\"uid\": \"a\", \"x\": [{}]}\n,{\"uid\": \"b\"},{\"uid\": \"\\u0061\"}], \"next\": null}",
                "{\"title\": \"}\\\"\", \"entries\": [{\"uid\": \"a\", \"x\": [{}]},{\"uid\": \"\\u0061\"},{\"uid\": \"b\"}], \"next\": null}",
            ),
            (
                "BEGIN:VCALENDAR\r\nX:1\r\nBEGIN:VEVENT\r\nUID:a\r\n b\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c\r\nBEGIN:VALARM\r\nUID:ab\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID;X=1:ab\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                "BEGIN:VCALENDAR\r\nX:1\r\nBEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\n b\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID;X=1:ab\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c\r\nBEGIN:VALARM\r\nUID:ab\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            ),
        ] {
            assert_eq!(pieces(text), Some(vec![expected.to_owned()]), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_cut_is_left_to_others() {
        for text in [
            "",
            "<html>",
            "{}",
            "{\"entries\": {}}",
            "{\"entries\": [], \"events\": []}",
            "[1, ]",
            "[1 2]",
            "[{\"uid\": 1}",
            "[] []",
            "{\"entries\": [\"",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n",
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        ] {
            assert_eq!(pieces(text), None, "{text}");
        }
    }

    #[test]
    fn pieces_end_between_uids() {
        let entry = |number: usize| {
            format!(
                "{{\"uid\": \"{}\", \"x\": \"{}\"}}",
                number % 7,
                "x".repeat(200_000)
            )
        };
        let text = format!("[{}]", (0..21).map(entry).collect::<Vec<_>>().join(","));
        let told = pieces(&text).unwrap();
        assert!(told.len() > 2 && told.iter().map(String::len).sum::<usize>() < text.len() + 100);
        for piece in told {
            let uids: serde_json::Value = serde_json::from_str(&piece).unwrap();
            let uids: Vec<_> = uids
                .as_array()
                .unwrap()
                .iter()
                .map(|entry| entry["uid"].as_str().unwrap().to_owned())
                .collect();
            let runs: Vec<_> = uids.chunk_by(|a, b| a == b).map(<[String]>::len).collect();
            assert!(runs.iter().all(|run| *run == 3), "{uids:?}");
        }
    }
}
