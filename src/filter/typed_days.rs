//! Days that somebody types into a field for them.

use crate::filter::asked_days::AskedDays;
use crate::filter::{Facet, Index, Meaning, Present};
use crate::time::Date;

/// What a field for days was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDays {
    /// The value of the facet "when".
    pub value: String,
    /// The first of the days; `None` where there is none.
    pub first: Option<Date>,
}

impl Index {
    /// Reads days as they are written in a phrase: `11.12.`, `Dec 11`, `3. bis 5. Dezember`, `morgen`, `ab Mai`; of a
    /// weekday the next. `None` if the text says anything else.
    pub fn typed_days(&self, text: &str, present: &Present) -> Option<TypedDays> {
        let value = self
            .days_alone(text, present)
            .or_else(|| self.days_alone(&["next ", text].concat(), present))?;
        let AskedDays::Within(days) = AskedDays::read(&value, present)? else {
            return None;
        };
        let first = Date::from_num_days_from_ce_opt(days.start);
        Some(TypedDays { value, first })
    }

    /// The one value of "when" that a text means.
    fn days_alone(&self, text: &str, present: &Present) -> Option<String> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let [piece] = <[_; 1]>::try_from(self.read(&words, present)).ok()?;
        match piece.meaning {
            Meaning::Values {
                values,
                is_excluded: false,
            } => match values.as_slice() {
                [(Facet::When, value)] => Some(value.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}
