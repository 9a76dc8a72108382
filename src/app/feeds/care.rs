//! What the page says of its feeds besides their addresses: by attributes, and by what stands inside the element.

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

use crate::app::options::is_feed;
use crate::app::state::State;
use crate::dom::Scope;
use crate::net::{absolute, lay_down, named, origin};
use crate::report::{self, Complaint, Expected, Told};
use crate::text::Digits;

/// The least minutes between two requests for a feed, and the most: a day.
const LEAST_MINUTES: f64 = 1.0;
const MOST_MINUTES: f64 = 1_440.0;

/// The longest name of a feed, in bytes.
const LONGEST_NAME: usize = 200;

/// What the partner says of one feed.
#[derive(Clone, Default)]
pub(super) struct Asked {
    pub(super) address: String,
    pub(super) label: Option<String>,
    pub(super) color: Option<String>,
    pub(super) filter: Option<String>,
    /// It stands in the page, until a real one comes.
    pub(super) is_preview: bool,
}

/// What the element says of its feeds besides their addresses, by attributes and by what stands inside it.
#[derive(Default)]
pub(super) struct Care {
    pub(super) refresh: Option<f64>,
    pub(super) keeps: bool,
    /// The address of a feed that stands in the page.
    pub(super) preview: Option<String>,
    /// `<lichthof-feed src label color filter>`.
    pub(super) feeds: Vec<Asked>,
    /// The `map` where it stands inside.
    pub(super) map: Option<String>,
}

impl Care {
    /// Reads the element.
    pub(super) fn of(state: State) -> Self {
        let host = || {
            let root = state.root.get_untracked()?.get_root_node();
            Some(root.dyn_into::<ShadowRoot>().ok()?.host())
        };
        let Some(host) = host() else {
            return Self::default();
        };
        let minutes = host
            .get_attribute("refresh")
            .map(|text| js_sys::parse_float(&text));
        let text_of =
            |selector: &str| named(host.query_selector(selector).ok()??.as_ref(), "textContent").as_string();
        let preview = text_of("script[type='application/json']:not([data-map])").map(|text| {
            let page = origin(&leptos::prelude::window().location().href().unwrap_or_default())
                .unwrap_or_default()
                .to_owned();
            let number = Scope::current().number().digits();
            let address = ["blob:", &page, "/lichthof-", &number].concat();
            lay_down(&address, &text);
            address
        });
        Self {
            // Not a number is in no range.
            refresh: minutes
                .filter(|minutes| *minutes > 0.0)
                .map(|minutes| minutes.clamp(LEAST_MINUTES, MOST_MINUTES)),
            keeps: host.has_attribute("keep"),
            preview,
            feeds: Asked::all(&host),
            map: text_of("script[data-map]"),
        }
    }
}

impl Asked {
    /// Those that stand inside an element, as far as they can be read.
    pub(super) fn all(host: &Element) -> Vec<Self> {
        let base = host.base_uri().ok().flatten().unwrap_or_default();
        let mut all = Vec::new();
        let Ok(found) = host.query_selector_all("lichthof-feed") else {
            return all;
        };
        for at in 0..found.length() {
            let element: Option<Element> = found.item(at).and_then(|node| node.dyn_into().ok());
            let Some(element) = element else { continue };
            let text = |name: &str| {
                let text = element.get_attribute(name)?;
                let text = text.trim_ascii();
                (!text.is_empty()).then(|| text.to_owned())
            };
            let source = text("src").unwrap_or_default();
            match absolute(&source, &base).filter(|address| !source.is_empty() && is_feed(address)) {
                Some(address) => all.push(Self {
                    address,
                    label: text("label").map(|label| short(&label).to_owned()),
                    color: text("color"),
                    filter: text("filter"),
                    is_preview: false,
                }),
                None => {
                    let complaint = Complaint {
                        attribute: "feed",
                        value: source,
                        expected: Expected::Address,
                    };
                    report::tell(Told::Attribute(complaint), None);
                }
            }
        }
        all
    }
}

/// A name, cut where it is too long.
pub(super) fn short(name: &str) -> &str {
    let end = (0..=LONGEST_NAME).rev().find(|end| name.is_char_boundary(*end));
    name.get(..end.unwrap_or(0).min(name.len())).unwrap_or(name)
}
