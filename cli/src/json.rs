//! JSON with the place of each value, read as leniently as it can be understood: what a calendar would refuse is
//! noted with what would mend it.

use std::ops::Range;

/// How deep values may lie in each other.
const MAX_DEPTH: usize = 128;

/// A value and where it stands, in bytes.
#[derive(Clone, Debug)]
pub struct Value {
    pub span: Range<usize>,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Null,
    Flag(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(Key, Value)>),
}

/// The name of a member and where it stands, quotes included.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub name: String,
    pub span: Range<usize>,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Value {
    /// The value of a key: the last one of several, as in `JSON.parse`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.member(name).map(|(_, value)| value)
    }

    /// A member by its name.
    pub fn member(&self, name: &str) -> Option<(&Key, &Value)> {
        let Kind::Map(members) = &self.kind else {
            return None;
        };
        let (key, value) = members.iter().rev().find(|(key, _)| key.name == name)?;
        Some((key, value))
    }

    /// The members of a list, also where PHP wrote it as an object with numbers.
    pub fn list(&self) -> Option<Vec<&Value>> {
        match &self.kind {
            Kind::List(list) => Some(list.iter().collect()),
            Kind::Map(members)
                if !members.is_empty() && members.iter().all(|(key, _)| is_number(&key.name)) =>
            {
                Some(members.iter().map(|(_, value)| value).collect())
            }
            _ => None,
        }
    }

    /// The text, or the number as it is written.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Number(text) => Some(text),
            _ => None,
        }
    }

    /// What lies at a path with dots, through lists by position or by the first member that has it.
    pub fn at_path(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(self, |value, name| match &value.kind {
            Kind::List(list) => match name.parse::<usize>() {
                Ok(at) => list.get(at),
                Err(_) => list.iter().find_map(|one| one.get(name)),
            },
            _ => value.get(name),
        })
    }
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Something that is no JSON, and what would be.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    pub span: Range<usize>,
    pub replacement: String,
    pub slip: Slip,
}

/// What JSON does not allow and people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    Comment,
    ExtraComma,
    MissingComma,
    OtherQuotes,
    BareName,
    NoNumber,
    ControlCharacter,
    OtherWord,
}

impl Slip {
    /// Its name for programs, which stays.
    pub fn code(self) -> &'static str {
        match self {
            Self::Comment => "json-comment",
            Self::ExtraComma => "json-extra-comma",
            Self::MissingComma => "json-missing-comma",
            Self::OtherQuotes => "json-quotes",
            Self::BareName => "json-bare-name",
            Self::NoNumber => "json-number",
            Self::ControlCharacter => "json-control-character",
            Self::OtherWord => "json-word",
        }
    }

    /// What is wrong.
    pub fn text(self) -> &'static str {
        match self {
            Self::Comment => "JSON has no comments",
            Self::ExtraComma => "no comma may stand before a closing bracket",
            Self::MissingComma => "a comma is missing between two values",
            Self::OtherQuotes => "texts stand in straight double quotes",
            Self::BareName => "names of members stand in double quotes",
            Self::NoNumber => "this is not how JSON writes a number",
            Self::ControlCharacter => {
                "a line break or a control character in a text must be written as an escape"
            }
            Self::OtherWord => "JSON knows the words true, false and null alone",
        }
    }
}

/// Where the text can no longer be understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub at: usize,
    pub text: &'static str,
}

/// Reads a text.
pub fn parse(text: &str) -> Result<(Value, Vec<Mend>), Fault> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut parser = Parser {
        text,
        at: start,
        mends: Vec::new(),
        depth: 0,
    };
    let value = parser.value()?;
    parser.blank()?;
    if parser.at < text.len() {
        return Err(parser.fault("something stands behind the end"));
    }
    Ok((value, parser.mends))
}

/// The text with all mends.
pub fn mended(text: &str, mends: &[Mend]) -> String {
    let mut sorted: Vec<&Mend> = mends.iter().collect();
    sorted.sort_by_key(|mend| mend.span.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for mend in sorted {
        if let Some(before) = text.get(at..mend.span.start) {
            out.push_str(before);
            out.push_str(&mend.replacement);
            at = mend.span.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    mends: Vec<Mend>,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn fault(&self, text: &'static str) -> Fault {
        Fault { at: self.at, text }
    }

    fn mend(&mut self, span: Range<usize>, replacement: impl Into<String>, slip: Slip) {
        self.mends.push(Mend {
            span,
            replacement: replacement.into(),
            slip,
        });
    }

    /// Passes over white space and comments.
    fn blank(&mut self) -> Result<(), Fault> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            self.at += blank;
            let rest = self.rest();
            let length = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                match rest.find("*/") {
                    Some(end) => end + 2,
                    None => return Err(self.fault("this comment does not end")),
                }
            } else if rest.starts_with('\u{a0}') {
                self.mend(self.at..self.at + 2, " ", Slip::OtherWord);
                self.at += 2;
                continue;
            } else {
                return Ok(());
            };
            self.mend(self.at..self.at + length, "", Slip::Comment);
            self.at += length;
        }
    }

    fn value(&mut self) -> Result<Value, Fault> {
        self.blank()?;
        let start = self.at;
        let kind = match self.peek() {
            None => return Err(self.fault("the end comes in the middle")),
            Some('{') => self.map()?,
            Some('[') => self.list()?,
            Some(quote) if is_quote(quote) => Kind::Text(self.string()?),
            Some(letter) if letter.is_ascii_digit() || matches!(letter, '-' | '+' | '.') => self.number(),
            Some(letter) if letter.is_alphabetic() => self.word()?,
            Some(_) => return Err(self.fault("a value was expected here")),
        };
        Ok(Value {
            span: start..self.at,
            kind,
        })
    }

    fn deeper(&mut self) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fault("values lie too deep in each other"));
        }
        self.at += 1;
        Ok(())
    }

    /// What stands between two members, or ends them: whether they end.
    fn is_end(&mut self, close: char, is_first: bool) -> Result<bool, Fault> {
        let before = self.at;
        self.blank()?;
        match self.peek() {
            None => Err(self.fault("the end comes in the middle")),
            Some(letter) if letter == close => {
                self.at += 1;
                self.depth -= 1;
                Ok(true)
            }
            _ if is_first => Ok(false),
            Some(',') => {
                let comma = self.at;
                self.at += 1;
                self.blank()?;
                if self.peek() == Some(',') {
                    self.mend(comma..comma + 1, "", Slip::ExtraComma);
                    return self.is_end(close, is_first);
                }
                if self.peek() == Some(close) {
                    self.mend(comma..comma + 1, "", Slip::ExtraComma);
                    self.at += 1;
                    self.depth -= 1;
                    return Ok(true);
                }
                Ok(false)
            }
            Some(letter)
                if is_quote(letter) || letter.is_alphanumeric() || matches!(letter, '{' | '[' | '-') =>
            {
                self.mend(before..before, ",", Slip::MissingComma);
                Ok(false)
            }
            Some(_) => Err(self.fault("a comma or a closing bracket was expected here")),
        }
    }

    fn list(&mut self) -> Result<Kind, Fault> {
        self.deeper()?;
        let mut list = Vec::new();
        while !self.is_end(']', list.is_empty())? {
            list.push(self.value()?);
        }
        Ok(Kind::List(list))
    }

    fn map(&mut self) -> Result<Kind, Fault> {
        self.deeper()?;
        let mut members = Vec::new();
        while !self.is_end('}', members.is_empty())? {
            let start = self.at;
            let name = match self.peek() {
                Some(quote) if is_quote(quote) => self.string()?,
                Some(letter) if letter.is_alphanumeric() || matches!(letter, '_' | '$') => {
                    let rest = self.rest();
                    let is_part =
                        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$' | '-');
                    let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                    let name = rest.get(..length).unwrap_or_default().to_owned();
                    self.mend(start..start + length, quoted(&name), Slip::BareName);
                    self.at += length;
                    name
                }
                _ => return Err(self.fault("the name of a member was expected here")),
            };
            let key = Key {
                name,
                span: start..self.at,
            };
            self.blank()?;
            if self.peek() != Some(':') {
                return Err(self.fault("a colon was expected here"));
            }
            self.at += 1;
            members.push((key, self.value()?));
        }
        Ok(Kind::Map(members))
    }

    fn number(&mut self) -> Kind {
        let rest = self.rest();
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.');
        let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default().to_owned();
        let span = self.at..self.at + length;
        self.at += length;
        if serde_json::from_str::<serde_json::Number>(&text).is_ok() {
            return Kind::Number(text);
        }
        let mended = mended_number(&text);
        let kind = match &mended {
            Some(number) => Kind::Number(number.clone()),
            None if text.ends_with("Infinity") || text.ends_with("NaN") => Kind::Null,
            None => Kind::Text(text.clone()),
        };
        let replacement = match &kind {
            Kind::Number(number) => number.clone(),
            Kind::Text(text) => quoted(text),
            _ => "null".to_owned(),
        };
        self.mend(span, replacement, Slip::NoNumber);
        kind
    }

    fn word(&mut self) -> Result<Kind, Fault> {
        let rest = self.rest();
        let length = rest
            .find(|letter: char| !letter.is_alphanumeric())
            .unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let (kind, written) = match word {
            "true" | "True" | "TRUE" => (Kind::Flag(true), "true"),
            "false" | "False" | "FALSE" => (Kind::Flag(false), "false"),
            "null" | "Null" | "NULL" | "None" | "nil" | "undefined" | "NaN" | "Infinity" => {
                (Kind::Null, "null")
            }
            _ => return Err(self.fault("a value was expected here: texts stand in double quotes")),
        };
        if word != written {
            let slip = if matches!(word, "NaN" | "Infinity") {
                Slip::NoNumber
            } else {
                Slip::OtherWord
            };
            self.mend(self.at..self.at + length, written, slip);
        }
        self.at += length;
        Ok(kind)
    }

    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        let opening = self.peek().unwrap_or('"');
        self.at += opening.len_utf8();
        let mut text = String::new();
        let mut is_plain = opening == '"';
        let mends_before = self.mends.len();
        loop {
            let at = self.at;
            let Some(letter) = self.peek() else {
                self.at = start;
                return Err(self.fault("this text does not end"));
            };
            self.at += letter.len_utf8();
            match letter {
                _ if closes(opening, letter) => {
                    // „Wer“ closes as “who” opens: only the straight one is JSON's.
                    is_plain &= letter == '"';
                    break;
                }
                '\\' => self.escape(&mut text)?,
                '\u{0}'..='\u{1f}' => {
                    text.push(letter);
                    let escape = quoted(&letter.to_string());
                    let escape = escape.trim_matches('"').to_owned();
                    self.mend(at..self.at, escape, Slip::ControlCharacter);
                }
                letter => text.push(letter),
            }
        }
        if !is_plain {
            self.mends.truncate(mends_before);
            self.mend(start..self.at, quoted(&text), Slip::OtherQuotes);
        }
        Ok(text)
    }

    fn escape(&mut self, text: &mut String) -> Result<(), Fault> {
        let at = self.at - 1;
        let Some(letter) = self.peek() else {
            return Err(self.fault("the end comes in the middle"));
        };
        self.at += letter.len_utf8();
        text.push(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let Some(unit) = self.unit() else {
                    self.at = at;
                    return Err(self.fault("four hexadecimal digits were expected behind \\u"));
                };
                let pair = (0xd800..0xdc00).contains(&unit) && self.rest().starts_with("\\u");
                let before = self.at;
                if pair {
                    self.at += 2;
                    if let Some(low @ 0xdc00..=0xdfff) = self.unit() {
                        let letter = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                        text.push(char::from_u32(letter).unwrap_or('\u{fffd}'));
                        return Ok(());
                    }
                    self.at = before;
                }
                char::from_u32(unit).unwrap_or('\u{fffd}')
            }
            letter => {
                // A backslash before any other letter is none.
                self.mend(at..at + 1, "", Slip::ControlCharacter);
                letter
            }
        });
        Ok(())
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let unit = u32::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)?;
        self.at += 4;
        Some(unit)
    }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

fn closes(opening: char, letter: char) -> bool {
    match opening {
        '"' | '\'' => letter == opening,
        _ => matches!(letter, '\u{201c}' | '\u{201d}'),
    }
}

/// A number as JSON writes it, where it is plain which one is meant.
fn mended_number(text: &str) -> Option<String> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => ("-", text.get(1..)?),
        b'+' => ("", text.get(1..)?),
        _ => ("", text),
    };
    let digits = match digits.as_bytes().first()? {
        b'.' => ["0", digits].concat(),
        // A number that begins with a nought is a name of something: a postal code.
        b'0' if digits.len() > 1 => return None,
        _ => digits.to_owned(),
    };
    let digits = digits.strip_suffix('.').unwrap_or(&digits);
    let number = [sign, digits].concat();
    serde_json::from_str::<serde_json::Number>(&number)
        .is_ok()
        .then_some(number)
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Writes a value over several lines, two spaces for each level.
pub fn pretty(value: &Value, indent: usize, out: &mut String) {
    let line = |out: &mut String, indent: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", indent));
    };
    match &value.kind {
        Kind::Null => out.push_str("null"),
        Kind::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Kind::Number(number) => out.push_str(number),
        Kind::Text(text) => out.push_str(&quoted(text)),
        Kind::List(list) if list.is_empty() => out.push_str("[]"),
        Kind::Map(members) if members.is_empty() => out.push_str("{}"),
        Kind::List(list) => {
            out.push('[');
            for (at, value) in list.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                line(out, indent + 1);
                pretty(value, indent + 1, out);
            }
            line(out, indent);
            out.push(']');
        }
        Kind::Map(members) => {
            out.push('{');
            for (at, (key, value)) in members.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                line(out, indent + 1);
                out.push_str(&quoted(&key.name));
                out.push_str(": ");
                pretty(value, indent + 1, out);
            }
            line(out, indent);
            out.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(text: &str) -> (String, Vec<&'static str>) {
        let (_, mends) = parse(text).unwrap();
        let codes = mends.iter().map(|mend| mend.slip.code()).collect();
        (mended(text, &mends), codes)
    }

    #[test]
    fn what_people_write_is_mended() {
        for (text, expected, codes) in [
            ("[1, 2,]", "[1, 2]", &["json-extra-comma"][..]),
            ("{\"a\": 1,\n}", "{\"a\": 1\n}", &["json-extra-comma"]),
            ("[1,,2]", "[1,2]", &["json-extra-comma"]),
            ("[1 // one\n]", "[1 \n]", &["json-comment"]),
            ("/* a */ {} # b", " {} ", &["json-comment", "json-comment"]),
            (
                "{\"a\": 1 \"b\": 2}",
                "{\"a\": 1, \"b\": 2}",
                &["json-missing-comma"],
            ),
            (
                "{a: 'b\"c'}",
                "{\"a\": \"b\\\"c\"}",
                &["json-bare-name", "json-quotes"],
            ),
            ("[“a”]", "[\"a\"]", &["json-quotes"]),
            (
                "[NaN, -Infinity, .5, +1, 007]",
                "[null, null, 0.5, 1, \"007\"]",
                &["json-number"; 5],
            ),
            ("[True, None]", "[true, null]", &["json-word", "json-word"]),
            (
                "[\"a\nb\tc\"]",
                "[\"a\\nb\\tc\"]",
                &["json-control-character", "json-control-character"],
            ),
            ("[\"a\\'b\"]", "[\"a'b\"]", &["json-control-character"]),
        ] {
            assert_eq!(mend(text), (expected.to_owned(), codes.to_vec()), "{text}");
            serde_json::from_str::<serde_json::Value>(expected).unwrap();
        }
    }

    #[test]
    fn what_is_json_is_left_alone() {
        for text in [
            "{}",
            "[]",
            r#"{"a": [1, -2.5e3, true, null, "\u00e4\ud83d\ude00\\"]}"#,
            "\u{feff}[0]",
            r#""//""#,
        ] {
            assert_eq!(parse(text).unwrap().1, [], "{text}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_told_with_its_place() {
        for (text, at) in [
            ("", 0),
            ("[1, 2", 5),
            ("{\"a\" 1}", 5),
            ("[\"a]", 1),
            ("[1] 2", 4),
            ("[hello]", 1),
            ("[1;2]", 2),
        ] {
            assert_eq!(parse(text).unwrap_err().at, at, "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn values_know_their_place() {
        let text = r#" {"a": {"b": [1, "x"]}} "#;
        let (value, _) = parse(text).unwrap();
        let place = |path: &str| &text[value.at_path(path).unwrap().span.clone()];
        assert_eq!(place("a"), r#"{"b": [1, "x"]}"#);
        assert_eq!(place("a.b.1"), "\"x\"");
    }
}
