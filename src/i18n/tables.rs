//! Tables of words: each is made once of the words of its language, and stays as long as the page.
//!
//! Where the words come from is for `fetched` to say, in the program that pages load, and for `included` elsewhere.

use std::cell::RefCell;

#[cfg(feature = "split")]
pub(super) use crate::i18n::fetched::read;
#[cfg(not(feature = "split"))]
pub(super) use crate::i18n::included::read;

/// Makes a table of each group of words, with a function for each word. It is a list, as so many fields would have to
/// be filled one by one (docs/size.md).
macro_rules! tables {
    ($(#[$about:meta])* $table:ident $group:literal { $($(#[doc = $doc:literal])* $word:ident;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub struct $table(&'static [&'static str; 2 + [$(stringify!($word)),*].len()]);

        const _: () = {
            #[expect(non_camel_case_types, reason = "the places of words are called as the words are")]
            enum Place { tag, lang, $($word),* }

            impl $table {
                /// The words of one language: its tag, or what the page calls words of its own (`Options::words`).
                pub fn of(tag: &str) -> Self {
                    let words = crate::i18n::tables::read(tag, $group, &[$(stringify!($word)),*]);
                    Self(words.try_into().unwrap_or(&[""; 2 + [$(stringify!($word)),*].len()]))
                }

                /// By what the other tables of the same words are found.
                pub fn tag(self) -> &'static str {
                    self.0[Place::tag as usize]
                }

                /// The language that the words are in, a BCP 47 tag.
                pub fn lang(self) -> &'static str {
                    self.0[Place::lang as usize]
                }

                $(
                    $(#[doc = $doc])*
                    pub fn $word(self) -> &'static str {
                        self.0[Place::$word as usize]
                    }
                )*
            }

            /// The same words are the same table.
            impl PartialEq for $table {
                fn eq(&self, other: &Self) -> bool {
                    std::ptr::eq(self.0, other.0)
                }
            }

            impl Eq for $table {}
        };

        #[cfg(test)]
        impl $table {
            /// The group, and each word with what it is for.
            pub(super) const WORDS: (&'static str, &'static [(&'static str, &'static str)]) =
                ($group, &[$((stringify!($word), concat!($($doc),*)),)*]);
        }
    };
}
pub(super) use tables;

/// By what words are known, their group, and the words.
type Table = (&'static str, &'static str, &'static [&'static str]);

thread_local! {
    static TABLES: RefCell<Vec<Table>> = const { RefCell::new(Vec::new()) };
}

/// The words of a group behind by what they are known: as they were read before, else as `read` reads them.
#[inline(never)]
pub(super) fn table(
    tag: &str,
    group: &'static str,
    read: &mut dyn FnMut(&mut Vec<&'static str>),
) -> &'static [&'static str] {
    let is_meant = |(of, name, _): &&Table| *of == tag && *name == group;
    if let Some((.., words)) = TABLES.with_borrow(|all| all.iter().find(is_meant).copied()) {
        return words;
    }
    let tag: &str = tag.to_owned().leak();
    let mut words = vec![tag];
    read(&mut words);
    let words: &[&str] = words.leak();
    TABLES.with_borrow_mut(|all| all.push((tag, group, words)));
    words
}

#[cfg(test)]
mod tests {
    use crate::i18n::strings::{
        AccessWords, DetailWords, ExportWords, FeedWords, FilterWords, MiniWords, PaperWords, PeriodWords,
        RowWords, SearchWords, SeriesWords, Strings, WayWords,
    };

    /// The build writes words as lines in the order of the list; the program reads them in that of its tables.
    #[test]
    fn the_tables_and_the_list_for_translators_have_the_same_words_in_the_same_order() {
        let list = include_str!("../../i18n/words.json");
        let mut rest = list;
        for (group, words) in [
            Strings::WORDS,
            RowWords::WORDS,
            PaperWords::WORDS,
            MiniWords::WORDS,
            FeedWords::WORDS,
            WayWords::WORDS,
            PeriodWords::WORDS,
            DetailWords::WORDS,
            SeriesWords::WORDS,
            AccessWords::WORDS,
            FilterWords::WORDS,
            SearchWords::WORDS,
            ExportWords::WORDS,
        ] {
            let head = format!("\"{group}\": {{\n");
            let (_, behind) = rest.split_once(&head).unwrap_or_else(|| panic!("group {group}"));
            let (_, mut lines) = behind.split_once("\"words\": {\n").unwrap_or_default();
            for (word, about) in words {
                let about = about.trim().replace('"', "\\\"");
                let line = format!("        \"{word}\": {{ \"about\": \"{about}\", \"en\": ");
                let after = lines.strip_prefix(line.as_str());
                let after = after.unwrap_or_else(|| panic!("i18n/words.json should go on with\n{line}"));
                (_, lines) = after.split_once('\n').unwrap_or_default();
            }
            assert!(lines.starts_with("      }\n"), "{group} has more words");
            rest = lines;
        }
        assert_eq!(rest.matches("\"about\"").count(), 0, "more groups");
    }
}
