//! Handing something to the visitor: a file, the clipboard, the system's share sheet. It comes with the
//! exports (`ui::part`).

use std::time::Duration;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, ShareData, Url};

use crate::app::State;
use crate::dom::{Element, classed, spawn};
use crate::i18n::ExportWords;

/// How long a file stays ready, in milliseconds: some browsers ask first where it shall go.
const READY: u64 = 60_000;

/// Saves an iCalendar file, or opens it where that is the system's way.
#[expect(
    clippy::disallowed_methods,
    reason = "the file is freed even if the calendar is gone by then"
)]
pub fn save(name: &str, text: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/calendar;charset=utf-8");
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind);
    let address = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
    let link = leptos::prelude::document().create_element("a").ok();
    let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    // Fails only where the memory ends: then there is no file.
    let Some((link, address)) = link.zip(address.ok()) else {
        return;
    };
    link.set_href(&address);
    link.set_download(name);
    // It is in no document: the partner's page hears nothing of it.
    link.click();
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        Duration::from_millis(READY),
    );
}

/// Whether the page is shown within an app. Most of their browsers hear of no download, and none says so: they are known
/// by what they call themselves, and on iOS by not calling themselves Safari.
pub fn is_in_app() -> bool {
    let Ok(agent) = leptos::prelude::window().navigator().user_agent() else {
        return false;
    };
    let names = |parts: &[&str]| parts.iter().any(|part| agent.contains(part));
    names(&["; wv)", "FBAN/", "FBAV/", "Instagram "]) || names(&["iPhone", "iPad"]) && !names(&["Safari/"])
}

/// What is said where a file may not be saved.
pub fn app_hint(state: State) -> Option<Element> {
    is_in_app().then(|| {
        classed("p", "lh-quiet")
            .flag("data-in-app", true)
            .child(ExportWords::of(state.strings().tag()).app_hint())
    })
}

/// Copies a text; `done` hears whether the browser let it.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    spawn(async move {
        let navigator = leptos::prelude::window().navigator();
        // Not in pages without HTTPS.
        let can = has(&navigator, "clipboard");
        done(
            can && JsFuture::from(navigator.clipboard().write_text(&text))
                .await
                .is_ok(),
        );
    });
}

/// True if the system has a share sheet.
pub fn can_share() -> bool {
    has(&leptos::prelude::window().navigator(), "share")
}

/// Opens the system's share sheet.
pub fn share(title: &str, text: &str, address: Option<&str>) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    if let Some(address) = address {
        data.set_url(address);
    }
    let sharing = leptos::prelude::window().navigator().share_with_data(&data);
    spawn(async move {
        // Refused where the visitor thinks better of it.
        let _ = JsFuture::from(sharing).await;
    });
}

fn has(object: &JsValue, name: &str) -> bool {
    let found = Reflect::get(object, &JsValue::from_str(name));
    found.is_ok_and(|value| !value.is_undefined() && !value.is_null())
}
