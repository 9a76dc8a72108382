//! JSON, written from its start to its end.

/// A JSON text in the making. Commas stand where they belong.
#[derive(Default)]
pub(super) struct Json {
    pub text: String,
}

impl Json {
    /// Opens `{` or `[`, as the next value.
    pub fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
    }

    /// Closes what is open, with `}` or `]`.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// The name of a member; its value must follow.
    pub fn key(&mut self, name: &str) {
        self.separate();
        self.quote(name);
        self.text.push(':');
    }

    /// A text as the next value.
    pub fn string(&mut self, value: &str) {
        self.separate();
        self.quote(value);
    }

    /// A number or a literal as the next value, as it is to be written.
    pub fn raw(&mut self, value: &str) {
        self.separate();
        self.text.push_str(value);
    }

    /// A member with a text.
    pub fn member(&mut self, name: &str, value: &str) {
        self.key(name);
        self.string(value);
    }

    /// A member with a text, if there is one.
    pub fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Opens an object of a type of schema.org.
    pub fn object(&mut self, kind: &str) {
        self.open('{');
        self.member("@type", kind);
    }

    /// A text always ends with its quote, so that the last byte tells what stands before.
    fn separate(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }

    fn quote(&mut self, value: &str) {
        self.text.push('"');
        for character in value.chars() {
            match character {
                '"' | '\\' => {
                    self.text.push('\\');
                    self.text.push(character);
                }
                // `<` could end the element of the page that this stands in, or open a comment.
                '\0'..=' ' | '<' | '>' | '&' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}'
                    if character != ' ' =>
                {
                    self.escape(character);
                }
                character => self.text.push(character),
            }
        }
        self.text.push('"');
    }

    fn escape(&mut self, character: char) {
        self.text.push_str("\\u");
        for place in [12, 8, 4, 0] {
            let digit = (u32::from(character) >> place & 15) as u8;
            let letter = if digit < 10 {
                b'0' + digit
            } else {
                b'a' + digit - 10
            };
            self.text.push(char::from(letter));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn what_is_written_is_read_back() {
        let mut all = String::from("\u{2028}\u{2029}\u{FEFF}€😀</script><!--&amp;]}");
        all.extend((0..0x100).filter_map(char::from_u32));
        let mut json = Json::default();
        json.open('{');
        json.member("a", &all);
        json.key("b");
        json.open('[');
        json.string("{");
        json.string("");
        json.raw("0.5");
        json.object("Place");
        json.close('}');
        json.close(']');
        json.key("c");
        json.raw("true");
        json.close('}');
        let read: serde_json::Value = serde_json::from_str(&json.text).unwrap();
        let expected = serde_json::json!({"a": all, "b": ["{", "", 0.5, {"@type": "Place"}], "c": true});
        assert_eq!(read, expected);
        assert!(!json.text.contains(['<', '>', '&', '\u{2028}']));
    }
}
