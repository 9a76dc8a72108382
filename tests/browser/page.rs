//! A partner's page: a file of `tests/pages` with the blanks filled in, and its response headers.

use crate::outcome::Outcome;
use crate::site::{dist_folder, pages_folder};

/// Monday, 23 November 2026, nine in the morning at the fixture's venues.
pub const NOW: &str = "2026-11-23T09:00:00";

/// How a page gets the program, if it does nothing else.
const TAG: &str = "<script src=\"{{CALENDAR}}/lichthof.js\" async></script>";

/// A page as a test wants it. In the file, `{{CALENDAR}}` and `{{FEEDS}}` are the origins of the
/// calendar's host and of the feeds, `{{FEED}}` the address of the feed, `{{ATTRIBUTES}}` the
/// element's attributes, `{{NOW}}` the time, `{{FRAME}}` the address of a page to be framed, and `{{PINNED}}` the lines
/// by which a page gets this build and no other; in a header, the first two. What a test puts before the program's tag
/// stands in the place of `{{BEFORE}}`, what it puts into the element in that of `{{INSIDE}}`.
#[derive(Clone, Debug)]
pub struct Page {
    pub file: &'static str,
    /// Its text, where no file has it.
    text: Option<String>,
    /// What follows the path in the address, with its `?`.
    pub query: String,
    feed: String,
    now: &'static str,
    attributes: String,
    frame: String,
    before: String,
    inside: String,
    is_pinned: bool,
    hashes: Vec<String>,
    headers: Vec<(&'static str, String)>,
}

impl Page {
    /// A page in which the clock stands at [`NOW`], with the browser tests' own feed.
    pub fn new(file: &'static str) -> Self {
        Self {
            file,
            text: None,
            query: String::new(),
            feed: "/browser.json".to_owned(),
            now: NOW,
            attributes: String::new(),
            frame: String::new(),
            before: String::new(),
            inside: String::new(),
            is_pinned: false,
            hashes: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// A page of this text, in which the blanks are those of a file, under a name that says its type.
    pub fn of_text(name: &'static str, text: String) -> Self {
        let text = Some(text);
        Self {
            text,
            ..Self::new(name)
        }
    }

    /// The page with nothing special about it.
    pub fn plain() -> Self {
        Self::new("calendar.html")
    }

    /// Another time than [`NOW`].
    pub fn now(mut self, now: &'static str) -> Self {
        self.now = now;
        self
    }

    /// Attributes besides `feed` and `now`, as they are written in HTML.
    pub fn attributes(mut self, attributes: &str) -> Self {
        self.attributes = attributes.to_owned();
        self
    }

    /// The feed, by its path on the feeds' origin.
    pub fn feed(mut self, path: &str) -> Self {
        self.feed = path.to_owned();
        self
    }

    pub fn query(mut self, query: &str) -> Self {
        self.query = query.to_owned();
        self
    }

    /// The address that `{{FRAME}}` stands for.
    pub fn frame(mut self, address: &str) -> Self {
        self.frame = address.to_owned();
        self
    }

    /// A script of the page's own, which runs before the program.
    pub fn script(mut self, path: &str) -> Self {
        self.before = format!("<script src=\"{path}\"></script>\n");
        self
    }

    /// What stands in the element itself.
    pub fn inside(mut self, html: &str) -> Self {
        self.inside = html.to_owned();
        self
    }

    /// The page gets this build and no other.
    pub fn pinned(mut self) -> Self {
        self.is_pinned = true;
        self
    }

    /// What `{{HASH 0}}` and so on stand for.
    pub fn hashes(mut self, hashes: &[&str]) -> Self {
        self.hashes = hashes.iter().map(ToString::to_string).collect();
        self
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The page with a Content-Security-Policy.
    pub fn policy(self, policy: &str) -> Self {
        self.header("content-security-policy", policy)
    }

    /// The page's text, for these origins and this build.
    pub fn render(&self, calendar: &str, feeds: &str, home: &str) -> Outcome<String> {
        let mut text = match &self.text {
            Some(text) => text.clone(),
            None => std::fs::read_to_string(pages_folder().join(self.file))?,
        };
        text = text.replace("{{BEFORE}}\n", &self.before);
        if self.is_pinned {
            text = text.replace(TAG, "{{PINNED}}");
        }
        if text.contains("{{PINNED}}") {
            let snippet = std::fs::read_to_string(dist_folder().join(home).join("snippet.html"))?;
            text = text.replace(
                "{{PINNED}}",
                &snippet.replace("https://calendar.example", calendar),
            );
        }
        let attributes = format!("now=\"{}\" {}", self.now, self.attributes);
        let text = text
            .replace("{{FEED}}", &format!("{feeds}{}", self.feed))
            .replace("{{ATTRIBUTES}}", &attributes)
            .replace("{{NOW}}", self.now)
            .replace("{{FRAME}}", &self.frame)
            .replace("{{INSIDE}}", &self.inside);
        let number = |text: String, (number, hash): (usize, &String)| {
            text.replace(&format!("{{{{HASH {number}}}}}"), hash)
        };
        let text = self.hashes.iter().enumerate().fold(text, number);
        Ok(fill_origins(&text, calendar, feeds))
    }

    /// The response headers, for these origins.
    pub fn headers(&self, calendar: &str, feeds: &str) -> Vec<(&'static str, String)> {
        self.headers
            .iter()
            .map(|(name, value)| (*name, fill_origins(value, calendar, feeds)))
            .collect()
    }
}

fn fill_origins(text: &str, calendar: &str, feeds: &str) -> String {
    text.replace("{{CALENDAR}}", calendar).replace("{{FEEDS}}", feeds)
}
