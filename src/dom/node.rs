//! Markup as plain data, which Leptos renders.
//!
//! `view!` gives every piece of markup a type of its own, and every type its own code to build, patch,
//! mount and remove it (docs/size.md has what that comes to). Here all markup has one type, [`Node`]. Signals,
//! memos, effects and owners are Leptos'; [`reactive`] is where they meet markup. Both nest: a [`Node`] is a view
//! (`view! { <div>{node}</div> }`), and what `view!` makes is a child of an element by `.into_any()` (`nest`). Nothing
//! here parses HTML: words become text nodes, so that pages with Trusted Types need no exception. Elements are built by
//! calls: docs/size.md has what a macro with the syntax of HTML would bring.

use std::borrow::Cow;
use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use leptos::prelude::{Mountable, Render, RenderEffect, document};
use wasm_bindgen::JsCast;
use web_sys::{Event, Text};

use crate::dom::nest::{BuiltView, Local, View};
use crate::dom::page::Listener;
use crate::dom::reactive::{Signal, subscribing};
use crate::dom::scope::Scope;
use crate::order::{rising, sorted_positions};

/// A piece of markup.
pub enum Node {
    /// Nothing, in a place where there may be something later.
    Nothing,
    /// Words.
    Text(Cow<'static, str>),
    /// An element.
    Element(Local<Element>),
    /// Several pieces, one after the other. Where they are elements with keys, an element that comes again keeps
    /// its place in the DOM, its focus and its state, wherever it stands then; else the first is patched to be
    /// the new first, and so on.
    Many(Vec<Node>),
    /// Several with keys, in front of all others that stood there: these stay as they are until the next patch. Their
    /// owner may be gone by then: a reactive piece in them asks whether signals of its own are alive.
    Front(Vec<Node>),
    /// What stands under this key, as it is until the next patch, with an owner that may be gone, too; nothing where
    /// there is no such thing.
    Standing(String),
    /// A piece that is made anew whenever a signal changes that it reads.
    Reactive(Local<Box<dyn Fn() -> Node>>),
    /// A piece that `view!` made: `view! { … }.into_any()`.
    View(View),
}

/// An element: its tag, attributes, listeners and children. Boxed, and built by functions that are not
/// inlined (docs/size.md).
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Value)>,
    listeners: Vec<(&'static str, Handler)>,
    children: Vec<Node>,
    reference: Option<Reference>,
}

/// The value of an attribute, or of a property where the name says so.
pub enum Value {
    /// A text; `None` leaves the attribute off.
    Text(Option<Cow<'static, str>>),
    /// A text that follows signals.
    Reactive(Box<dyn Fn() -> Option<Cow<'static, str>>>),
    /// The state of a checkbox: a property, which the visitor may have changed meanwhile.
    Checked(bool),
    /// The content of a field: a property, which the visitor may have changed meanwhile.
    Content(Box<dyn Fn() -> String>),
}

type Handler = Box<dyn Fn(Event)>;

/// A way to the DOM element that was built, while it is there.
pub type Reference = Signal<Option<web_sys::Element>>;

/// An element without anything yet.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts {
        tag,
        key: None,
        attributes: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
        reference: None,
    }))
}

/// An element with a class.
#[inline(never)]
pub fn classed(tag: &'static str, class: &'static str) -> Element {
    el(tag).attr("class", class)
}

/// A button, which never submits a form of the page, and which the page's style reaches by `::part(button)`.
#[inline(never)]
pub fn button(class: &'static str) -> Element {
    classed("button", class)
        .attr("type", "button")
        .attr("part", "button")
}

/// The value of an attribute that says yes or no.
pub fn truth(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

/// Markup that follows signals.
pub fn reactive<N: Into<Node>>(make: impl Fn() -> N + 'static) -> Node {
    Node::Reactive(Local::new(Box::new(move || make().into())))
}

impl Element {
    /// Known by this key among the pieces beside it, where all of them have one: that of the occurrence, the
    /// day or the value that it shows. No two should have the same.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// With an attribute; `None` leaves it off. A name that begins with `--` is a custom property of the
    /// element's style, which a strict content security policy allows as it does not allow `style`.
    #[must_use]
    #[inline(always)]
    pub fn attr(self, name: &'static str, value: impl Attribute) -> Self {
        value.set_on(self, name)
    }

    /// With an attribute that follows signals.
    #[must_use]
    pub fn reactive_attr(self, name: &'static str, value: impl Fn() -> Cow<'static, str> + 'static) -> Self {
        self.attr(name, Value::Reactive(Box::new(move || Some(value()))))
    }

    /// With an attribute that has no value, or without it.
    #[must_use]
    #[inline(never)]
    pub fn flag(self, name: &'static str, is_set: bool) -> Self {
        self.attr(name, is_set.then_some(""))
    }

    /// A checkbox in this state.
    #[must_use]
    pub fn checked(self, is_checked: bool) -> Self {
        self.attr("checked", Value::Checked(is_checked))
    }

    /// A field with this content, which follows signals.
    #[must_use]
    pub fn content(self, content: impl Fn() -> String + 'static) -> Self {
        self.attr("value", Value::Content(Box::new(content)))
    }

    /// With a listener, which goes when the element goes.
    #[must_use]
    pub fn on(self, event: &'static str, handler: impl Fn(Event) + 'static) -> Self {
        self.with_listener(event, Box::new(handler))
    }

    /// With one more child, or several.
    #[must_use]
    #[inline(always)]
    pub fn child(self, child: impl Child) -> Self {
        child.append_to(self)
    }

    /// With a way to the DOM element.
    #[must_use]
    pub fn reference(mut self, reference: Reference) -> Self {
        self.0.reference = Some(reference);
        self
    }

    fn with_attribute(mut self, name: &'static str, value: Value) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn with_listener(mut self, event: &'static str, handler: Handler) -> Self {
        self.0.listeners.push((event, handler));
        self
    }

    fn with_child(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }
}

/// What can be put into an element. Each kind has one function that is called, never inlined: that is
/// what keeps five hundred calls small.
pub trait Child {
    /// The element with this in it.
    fn append_to(self, element: Element) -> Element;
}

/// What an attribute can be set to.
pub trait Attribute {
    /// The element with the attribute `name` set to this.
    fn set_on(self, element: Element, name: &'static str) -> Element;
}

macro_rules! conversions {
    ($($trait:ident $method:ident $type:ty: $value:ident => $node:expr;)*) => {$(
        impl $trait for $type {
            conversions!(@$trait $method $value $node);
        }
    )*};
    (@Child $method:ident $value:ident $node:expr) => {
        #[inline(never)]
        fn $method(self, element: Element) -> Element {
            let $value = self;
            element.with_child($node)
        }
    };
    (@Attribute $method:ident $value:ident $node:expr) => {
        #[inline(never)]
        fn $method(self, element: Element, name: &'static str) -> Element {
            let $value = self;
            element.with_attribute(name, $node)
        }
    };
}

conversions! {
    Child append_to Node: node => node;
    Child append_to Element: element => element.into();
    Child append_to &'static str: text => Node::Text(Cow::Borrowed(text));
    Child append_to String: text => Node::Text(Cow::Owned(text));
    Child append_to Vec<Node>: nodes => Node::Many(nodes);
    Attribute set_on Value: value => value;
    Attribute set_on &'static str: text => Value::Text(Some(Cow::Borrowed(text)));
    Attribute set_on String: text => Value::Text(Some(Cow::Owned(text)));
    Attribute set_on Option<&'static str>: text => Value::Text(text.map(Cow::Borrowed));
    Attribute set_on Option<String>: text => Value::Text(text.map(Cow::Owned));
}

impl<C: Child> Child for Option<C> {
    #[inline(always)]
    fn append_to(self, element: Element) -> Element {
        match self {
            Some(child) => child.append_to(element),
            None => element.with_child(Node::Nothing),
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(Local::new(element))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Vec<Node>> for Node {
    fn from(nodes: Vec<Node>) -> Self {
        Self::Many(nodes)
    }
}

impl<N: Into<Node>> From<Option<N>> for Node {
    fn from(node: Option<N>) -> Self {
        node.map_or(Self::Nothing, Into::into)
    }
}

/// What was built of a [`Node`]: patched in place where the new markup has the same shape.
pub enum Built {
    /// A comment that keeps the place.
    Nothing(web_sys::Node),
    /// A text node and its words.
    Text(Text, Cow<'static, str>),
    /// An element and all in it.
    Element(Box<BuiltElement>),
    /// Several, and a comment behind the last.
    Many(Vec<Built>, web_sys::Node),
    /// What follows signals.
    Reactive(ReactiveMarkup),
    /// What `view!` made.
    View(BuiltView),
    /// No markup: what an attribute that follows signals has built.
    Attribute,
}

/// What was built of an [`Element`].
pub struct BuiltElement {
    tag: &'static str,
    key: Option<String>,
    element: web_sys::Element,
    attributes: Vec<(&'static str, BuiltValue)>,
    listeners: Vec<BuiltListener>,
    children: Vec<Built>,
    reference: Option<Reference>,
}

enum BuiltValue {
    Text(Option<Cow<'static, str>>),
    /// Held for the sake of its signals.
    Reactive(#[expect(dead_code, reason = "dropping it would end it")] RenderEffect<Built>),
    Property,
}

struct BuiltListener {
    event: &'static str,
    handler: Rc<RefCell<Rc<Handler>>>,
    _listener: Listener,
}

impl Render for Node {
    type State = Built;

    fn build(self) -> Built {
        match self {
            Self::Nothing | Self::Standing(_) => Built::Nothing(comment()),
            Self::Text(text) => Built::Text(document().create_text_node(&text), text),
            Self::Element(element) => Built::Element(Box::new(element.take().0.build())),
            Self::Many(nodes) | Self::Front(nodes) => {
                Built::Many(nodes.into_iter().map(Self::build).collect(), comment())
            }
            Self::Reactive(make) => Built::Reactive(reactive_effect(make.take(), None)),
            Self::View(view) => Built::View(view.build()),
        }
    }

    fn rebuild(self, built: &mut Built) {
        match (self, built) {
            (Self::Nothing, Built::Nothing(_)) | (Self::Standing(_), _) => {}
            (Self::Text(new), Built::Text(node, old)) => {
                if new != *old {
                    node.set_data(&new);
                    *old = new;
                }
            }
            (Self::Element(new), Built::Element(old)) if new.0.tag == old.tag => new.take().0.rebuild(old),
            (Self::Many(new), Built::Many(old, end)) => {
                if new.first().is_some_and(|first| first.key().is_some()) {
                    patch_keyed(new, old, end, false);
                } else {
                    patch_children(new, old, &mut |child| {
                        insert(child, end);
                    });
                }
            }
            (Self::Front(new), Built::Many(old, end)) => patch_keyed(new, old, end, true),
            (Self::Reactive(make), Built::Reactive(effect)) => {
                let before = effect.0.take_value();
                *effect = reactive_effect(make.take(), before);
            }
            (Self::View(view), Built::View(old)) => view.rebuild(old),
            (new, old) => {
                let mut fresh = new.build();
                old.insert_before_this(&mut fresh);
                old.unmount();
                *old = fresh;
            }
        }
    }
}

fn reactive_effect(make: Box<dyn Fn() -> Node>, before: Option<Built>) -> ReactiveMarkup {
    let scope = Scope::current();
    let run = move |mut built: Option<Built>| {
        scope.run(&mut || {
            let mut node = Node::Nothing;
            subscribing(&mut || node = make());
            match &mut built {
                None => built = Some(node.build()),
                Some(built) => node.rebuild(built),
            }
        });
        built.unwrap_or_else(|| Node::Nothing.build())
    };
    ReactiveMarkup(match before {
        None => RenderEffect::new(run),
        before => RenderEffect::new_with_value(run, before),
    })
}

/// The effect of [`Node::Reactive`], with what it has built.
pub struct ReactiveMarkup(RenderEffect<Built>);

impl Drop for ReactiveMarkup {
    fn drop(&mut self) {
        // Leptos' task holds the value, too, and ends some steps later: the effects in it would run once more, and
        // read signals that are gone (reactive_graph 0.2.16, `tests/reactive_graph.rs`).
        drop(self.0.take_value());
    }
}

#[inline(never)]
fn patch_children(new: Vec<Node>, old: &mut Vec<Built>, add: &mut dyn FnMut(&mut Built)) {
    for mut gone in old.drain(new.len().min(old.len())..) {
        gone.unmount();
    }
    for (position, node) in new.into_iter().enumerate() {
        match old.get_mut(position) {
            Some(built) => node.rebuild(built),
            None => {
                let mut built = node.build();
                add(&mut built);
                old.push(built);
            }
        }
    }
}

/// Patches the pieces that have the same key, and puts all into their new order. What departs goes first: while
/// the rest is moved, nothing stands in the page that is not to stay. Then as many as possible keep their
/// place, since moving an element would take its focus. Or else what would depart stays for now, behind all.
fn patch_keyed(new: Vec<Node>, old: &mut Vec<Built>, end: &web_sys::Node, is_front: bool) {
    let mut places = places_by_key(&new, old);
    let mut before: Vec<Option<Built>> = old.drain(..).map(Some).collect();
    let mut departs = vec![true; before.len()];
    for place in places.iter().flatten() {
        departs[*place] = false;
    }
    for (place, departs) in departs.into_iter().enumerate() {
        if departs && is_front {
            places.push(Some(place));
        } else if departs && let Some(mut piece) = before[place].take() {
            piece.unmount();
        }
    }
    let stays = rising(&places);
    let mut new = new.into_iter();
    for place in places {
        let mut built = place.and_then(|place| before[place].take());
        if let Some(node) = new.next() {
            match &mut built {
                Some(built) => node.rebuild(built),
                None => built = Some(node.build()),
            }
        }
        old.extend(built);
    }
    let mut next = end.clone();
    for (built, stays) in old.iter_mut().zip(stays).rev() {
        if !stays {
            insert(built, &next);
        }
        next = built.own_node().cloned().unwrap_or(next);
    }
}

/// For each new piece, the position of the old one that has its key: each at most once.
fn places_by_key(new: &[Node], old: &[Built]) -> Vec<Option<usize>> {
    let key = |at: usize| old.get(at).and_then(Built::key);
    let by_key = sorted_positions(old.len(), &|a, b| key(a).cmp(&key(b)));
    let mut is_taken = vec![false; old.len()];
    let mut place = |wanted: Option<&str>| {
        let first = by_key.partition_point(|&at| key(at) < wanted);
        let same = by_key.iter().skip(first).take_while(|&&at| key(at) == wanted);
        let found = same.copied().find(|&at| wanted.is_some() && !is_taken[at])?;
        is_taken[found] = true;
        Some(found)
    };
    new.iter().map(|node| place(node.key())).collect()
}

impl Parts {
    fn build(self) -> BuiltElement {
        #[expect(clippy::expect_used, reason = "every tag here is a valid name")]
        let element = document().create_element(self.tag).expect("a valid tag");
        let listeners = self
            .listeners
            .into_iter()
            .map(|listener| listen(&element, listener))
            .collect();
        let children = self.children.into_iter().map(|child| {
            let mut built = child.build();
            built.mount(&element, None);
            built
        });
        let children = children.collect();
        // After the children: the value of a `select` needs its options.
        let attributes = self
            .attributes
            .into_iter()
            .map(|(name, value)| (name, set(&element, name, value, None)))
            .collect();
        if let Some(reference) = self.reference {
            reference.set(Some(element.clone()));
        }
        BuiltElement {
            tag: self.tag,
            key: self.key,
            element,
            attributes,
            listeners,
            children,
            reference: self.reference,
        }
    }

    fn rebuild(self, built: &mut BuiltElement) {
        let BuiltElement {
            element,
            attributes,
            listeners,
            children,
            reference,
            ..
        } = built;
        if let Some(new) = self.reference {
            new.set(Some(element.clone()));
        }
        *reference = self.reference;
        let same = listeners.len() == self.listeners.len()
            && listeners
                .iter()
                .zip(&self.listeners)
                .all(|(old, (event, _))| old.event == *event);
        if same {
            for (old, (_, handler)) in listeners.iter().zip(self.listeners) {
                old.handler.replace(Rc::new(handler));
            }
        } else {
            *listeners = self
                .listeners
                .into_iter()
                .map(|listener| listen(element, listener))
                .collect();
        }
        patch_children(self.children, children, &mut |child| child.mount(element, None));
        let names_differ = attributes.len() != self.attributes.len()
            || attributes
                .iter()
                .zip(&self.attributes)
                .any(|((old, _), (new, _))| old != new);
        if names_differ {
            for (name, _) in attributes.drain(..) {
                write(element, name, None);
            }
        }
        let mut before = std::mem::take(attributes).into_iter();
        *attributes = self
            .attributes
            .into_iter()
            .map(|(name, value)| {
                (
                    name,
                    set(element, name, value, before.next().map(|(_, before)| before)),
                )
            })
            .collect();
    }
}

fn listen(element: &web_sys::Element, (event, handler): (&'static str, Handler)) -> BuiltListener {
    let handler = Rc::new(RefCell::new(Rc::new(handler)));
    let current = Rc::clone(&handler);
    let listener = Listener::new(element, event, move |event| {
        // The handler may replace itself: no borrow is held while it runs.
        let handler = Rc::clone(&current.borrow());
        handler(event);
    });
    BuiltListener {
        event,
        handler,
        _listener: listener,
    }
}

fn set(
    element: &web_sys::Element,
    name: &'static str,
    value: Value,
    before: Option<BuiltValue>,
) -> BuiltValue {
    match value {
        Value::Text(text) => {
            let is_same = matches!(&before, Some(BuiltValue::Text(old)) if *old == text);
            if !is_same {
                write(element, name, text.as_deref());
            }
            BuiltValue::Text(text)
        }
        Value::Reactive(make) => {
            let element = element.clone();
            let mut before = None;
            BuiltValue::Reactive(render_effect(Box::new(move || {
                let text = make();
                if before.as_ref() != Some(&text) {
                    write(&element, name, text.as_deref());
                    before = Some(text);
                }
            })))
        }
        Value::Checked(is_checked) => {
            if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
                input.set_checked(is_checked);
            }
            BuiltValue::Property
        }
        Value::Content(make) => {
            let element = element.clone();
            BuiltValue::Reactive(render_effect(Box::new(move || {
                let content = make();
                if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
                    // Writing what is there already would move the cursor.
                    if input.value() != content {
                        input.set_value(&content);
                    }
                } else if let Some(select) = element.dyn_ref::<web_sys::HtmlSelectElement>() {
                    select.set_value(&content);
                }
            })))
        }
    }
}

/// Runs now, and again whenever a signal changes that it read.
pub(super) fn render_effect(mut run: Box<dyn FnMut()>) -> RenderEffect<Built> {
    let scope = Scope::current();
    RenderEffect::new(move |_| {
        scope.run(&mut || subscribing(&mut *run));
        Built::Attribute
    })
}

fn write(element: &web_sys::Element, name: &str, text: Option<&str>) {
    if name.starts_with("--") {
        if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
            // An empty value takes the property off.
            let _ = element.style().set_property(name, text.unwrap_or_default());
        }
        return;
    }
    // The names are ours and valid; nothing else can fail.
    let _ = match text {
        Some(text) => element.set_attribute(name, text),
        None => element.remove_attribute(name),
    };
}

fn comment() -> web_sys::Node {
    document().create_comment("").into()
}

/// Puts `child` before `marker`, if that stands anywhere.
pub(super) fn insert(child: &mut dyn Mountable, marker: &web_sys::Node) -> bool {
    let parent = marker
        .parent_node()
        .and_then(|parent| parent.dyn_into::<web_sys::Element>().ok());
    parent.is_some_and(|parent| {
        child.mount(&parent, Some(marker));
        true
    })
}

impl Node {
    /// The last rows in it in front of all that stood there, and so each of the lists with keys that these are in.
    #[must_use]
    pub fn in_front(self) -> Self {
        match self {
            Self::Many(mut rows) if rows.first().is_some_and(|row| row.key().is_some()) => {
                let last = rows.pop().map(Self::in_front);
                rows.extend(last);
                Self::Front(rows)
            }
            Self::Element(element) => {
                let mut element = element.take();
                let last = element
                    .0
                    .children
                    .iter_mut()
                    .rfind(|child| !matches!(child, Self::Nothing));
                if let Some(last) = last {
                    *last = mem::replace(last, Self::Nothing).in_front();
                }
                element.into()
            }
            other => other,
        }
    }

    fn key(&self) -> Option<&str> {
        match self {
            Self::Element(element) => element.0.key.as_deref(),
            Self::Standing(key) => Some(key),
            _ => None,
        }
    }
}

impl Built {
    fn key(&self) -> Option<&str> {
        match self {
            Self::Element(built) => built.key.as_deref(),
            _ => None,
        }
    }

    fn own_node(&self) -> Option<&web_sys::Node> {
        match self {
            Self::Nothing(node) => Some(node),
            Self::Text(text, _) => Some(text),
            Self::Element(built) => Some(&built.element),
            Self::Many(..) | Self::Reactive(_) | Self::View(_) | Self::Attribute => None,
        }
    }
}

impl Mountable for Built {
    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        match self {
            Self::Many(children, end) => {
                for child in children {
                    child.mount(parent, marker);
                }
                let _ = parent.insert_before(end, marker);
            }
            Self::Reactive(effect) => effect.0.mount(parent, marker),
            Self::View(view) => view.mount(parent, marker),
            _ => {
                if let Some(node) = self.own_node() {
                    let _ = parent.insert_before(node, marker);
                }
            }
        }
    }

    fn unmount(&mut self) {
        let remove = |node: &web_sys::Node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        };
        match self {
            Self::Many(children, end) => {
                for child in children {
                    child.unmount();
                }
                remove(end);
            }
            Self::Reactive(effect) => effect.0.unmount(),
            Self::View(view) => view.unmount(),
            Self::Element(built) => {
                if let Some(reference) = built.reference {
                    reference.set(None);
                }
                remove(&built.element);
            }
            Self::Nothing(node) => remove(node),
            Self::Text(text, _) => remove(text),
            Self::Attribute => {}
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Many(children, end) => match children.first() {
                Some(first) => first.insert_before_this(child),
                None => insert(child, end),
            },
            Self::Reactive(effect) => effect.0.insert_before_this(child),
            Self::View(view) => view.insert_before_this(child),
            _ => self.own_node().is_some_and(|node| insert(child, node)),
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        match self {
            Self::Element(built) => vec![built.element.clone()],
            _ => Vec::new(),
        }
    }
}
