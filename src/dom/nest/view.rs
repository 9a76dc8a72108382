//! For applications of Leptos: a [`Node`] is a view, and a view is a piece of a [`Node`].

use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AnyView, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Position, PositionState};
use send_wrapper::SendWrapper;

use crate::dom::node::{Built, Child, Element, Node, insert};

/// What `view!` makes, by `.into_any()`.
pub type View = AnyView;
/// What was built of it.
pub type BuiltView = AnyViewState;
/// What stays on its thread. Views can be sent, as `view!` asks of all.
pub type Local<T> = SendWrapper<T>;

// So that it nests in `view!`. What asks for HTML or for hydration is no part of rendering in the browser alone.
no_attrs!(Node);

impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    /// Nothing: a calendar begins in the browser.
    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    /// Builds it anew, and puts it where the page is read at present.
    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, _: &PositionState) -> Built {
        let mut built = self.build();
        insert(&mut built, &cursor.current());
        built
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl From<AnyView> for Node {
    fn from(view: AnyView) -> Self {
        Self::View(view)
    }
}

impl Child for AnyView {
    fn append_to(self, element: Element) -> Element {
        Node::from(self).append_to(element)
    }
}
