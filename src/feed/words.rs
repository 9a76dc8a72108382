//! Text for people: the right one where a feed has it in several languages, and sets of labels.

use crate::event::Text;
use crate::feed::Reason;
use crate::feed::clean::{LABEL, LINE, PROSE};
use crate::feed::field::{Field, MAX_MEMBERS, as_flag};
use crate::feed::node::Node;
use crate::text::primary_language;

impl Field<'_> {
    /// Words: a text, or a map from language tags to texts, from which the calendar's language is
    /// taken, else the entry's, else English, else the first.
    pub(super) fn words(&self) -> Option<Text> {
        self.words_within(LINE)
    }

    /// Words that may be many: a description, a report.
    pub(super) fn prose(&self) -> Option<Text> {
        self.words_within(PROSE)
    }

    /// Words of at most so many characters.
    pub(super) fn words_within(&self, most: usize) -> Option<Text> {
        let (language, text) = match self.node {
            Node::Text(text) => (self.entry.locale.clone(), text.as_ref()),
            Node::Map(_) => {
                let Some((tag, text)) = self.choose() else {
                    self.note(Reason::ExpectedTexts);
                    return None;
                };
                (Some(tag.into()), text)
            }
            _ => {
                self.note(Reason::ExpectedTexts);
                return None;
            }
        };
        let value = self.clean(text, most)?;
        Some(Text { value, language })
    }

    /// The words of a child.
    pub(super) fn words_of(&self, name: &str) -> Option<Text> {
        self.child(name)?.words()
    }

    /// The description of what this is.
    pub(super) fn description(&self) -> Option<Text> {
        self.child("description")?.prose()
    }

    /// Labels: one text, a list of them, or a set as JSCalendar writes it, `{"label": true}`.
    pub(super) fn labels(&self) -> Vec<String> {
        let Node::Map(set) = self.node else {
            return self.read_members(|field| field.label());
        };
        let is_set = set.iter().any(|(_, node)| matches!(node, Node::Bool(_)))
            || set.iter().all(|(_, node)| as_flag(node).is_some());
        match self.node.numbered() {
            Some(list) if !list.iter().any(|(_, node)| matches!(node, Node::Bool(_))) => {
                self.read_members(|field| field.label())
            }
            _ if !is_set => self.label().into_iter().collect(),
            _ => set
                .iter()
                .filter(|(_, node)| as_flag(node) == Some(true))
                .filter_map(|(label, _)| self.clean(label, LABEL))
                .take(MAX_MEMBERS)
                .collect(),
        }
    }

    fn label(&self) -> Option<String> {
        self.words_within(LABEL).map(|words| words.value)
    }

    fn choose(&self) -> Option<(&str, &str)> {
        let Node::Map(texts) = self.node else { return None };
        let candidates = || {
            texts.iter().filter_map(|(tag, node)| {
                let text = node.as_text().filter(|text| !text.trim().is_empty())?;
                (!tag.starts_with("@")).then_some((tag.as_ref(), text))
            })
        };
        let entry = self.entry;
        for wanted in [entry.language, entry.locale.as_deref().unwrap_or_default(), "en"] {
            let exact = candidates().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted));
            let primary = primary_language(wanted);
            let akin = || candidates().find(|(tag, _)| primary_language(tag).eq_ignore_ascii_case(primary));
            if let Some(found) = exact.or_else(akin) {
                return Some(found);
            }
        }
        candidates().next()
    }
}

#[cfg(test)]
mod tests {
    use super::Field;
    use crate::feed::field::Entry;
    use crate::feed::node::with_tree;
    use crate::feed::zone::ZoneBook;
    use crate::time::NoZones;

    fn words(json: &str, language: &str, locale: Option<&str>) -> Option<(String, Option<String>)> {
        with_tree(json, |node| {
            let zones = ZoneBook::new(&NoZones);
            let entry = Entry::new(language, locale.map(Into::into), &zones);
            let text = Field::root(node, &entry).words()?;
            Some((text.value, text.language.map(|tag| tag.to_string())))
        })
        .unwrap()
    }

    #[test]
    fn the_nearest_language_is_chosen() {
        let all = r#"{"fr": "F", "de-AT": "A", "de": "D", "en-GB": "G"}"#;
        for (json, language, locale, value, tag) in [
            (all, "de", None, "D", Some("de")),
            (all, "DE-at", None, "A", Some("de-AT")),
            (all, "de-CH", None, "A", Some("de-AT")),
            (all, "pl", Some("fr-CA"), "F", Some("fr")),
            (all, "pl", None, "G", Some("en-GB")),
            (r#"{"fr": " ", "it": "I"}"#, "fr", None, "I", Some("it")),
            (r#"{"@type": "T", "it": "I"}"#, "fr", None, "I", Some("it")),
            (r#"" plain ""#, "fr", Some("de"), "plain", Some("de")),
            (r#""plain""#, "fr", None, "plain", None),
        ] {
            let expected = Some((value.to_owned(), tag.map(str::to_owned)));
            assert_eq!(words(json, language, locale), expected, "{json} in {language}");
        }
        for json in ["{}", "5", r#"{"de": 5}"#, r#""""#] {
            assert_eq!(words(json, "de", None), None, "{json}");
        }
    }

    #[test]
    fn labels_come_as_text_list_or_set() {
        for (json, expected) in [
            (r#""Vortrag""#, &["Vortrag"][..]),
            (r#"["a", {"de": "b", "en": "c"}, 5, null]"#, &["a", "b"]),
            (r#"{"z": true, "a": true, "no": false}"#, &["z", "a"]),
            (r#"{"de": "b", "en": "c"}"#, &["b"]),
            (r#"{"0": "a", "2": {"de": "b"}, "10": "c"}"#, &["a", "b", "c"]),
            (
                r#"{"2025": true, "2026": false, "2027": true}"#,
                &["2025", "2027"],
            ),
            (r#"{"z": 1, "a": "true", "no": 0}"#, &["z", "a"]),
            ("{}", &[]),
            ("[]", &[]),
            ("7", &[]),
        ] {
            let labels = with_tree(json, |node| {
                let zones = ZoneBook::new(&NoZones);
                Field::root(node, &Entry::new("de", None, &zones)).labels()
            });
            assert_eq!(labels.unwrap(), expected, "{json}");
        }
    }
}
