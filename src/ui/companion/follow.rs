//! Which calendar each companion serves: the one with the id that it names, from the moment when both are there until
//! one of them leaves.
//!
//! What stands in a companion works for the calendar, in its scope, and reads its signals. So it goes before they do:
//! whoever takes a calendar off calls [`changed`] while all of it is still there.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::Owner;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use crate::app::{Notice, State};
use crate::dom::{Built, Node, Reference, Scope, Signal, classed, effect, hold, subscribing};
use crate::ui::Calendar;
use crate::ui::companion::content::{Kind, content};

/// A companion on the page.
struct Companion {
    state: State,
    scope: Scope,
    kind: Kind,
    /// The id of the calendar; empty where any will do.
    id: String,
    most: usize,
    place: HtmlElement,
    served: RefCell<Option<Served>>,
}

/// The calendar that a companion serves.
struct Served {
    calendar: Scope,
    handle: UnmountHandle<Built>,
}

thread_local! {
    static COMPANIONS: RefCell<Vec<Rc<Companion>>> = const { RefCell::new(Vec::new()) };
}

/// What shows the calendar with this id in a companion with this state of its own, while there is one.
pub fn follow(state: State, kind: Kind, id: String, most: usize) -> Node {
    let place: Reference = Signal::new(None);
    effect(move || {
        let element = place.get().and_then(|place| place.dyn_into::<HtmlElement>().ok());
        if let Some(place) = element {
            let companion = Rc::new(Companion {
                state,
                scope: Scope::current(),
                kind,
                id: id.clone(),
                most,
                place,
                served: RefCell::new(None),
            });
            COMPANIONS.with_borrow_mut(|all| all.push(Rc::clone(&companion)));
            companion.look(None);
            hold(Leaving(companion));
        }
    });
    classed("div", "lh-served").reference(place).into()
}

/// A calendar has come or is about to leave: sees to it that each companion serves the one that it names, and no
/// other. What stands in the companions of one that has `trapped` may be in pieces.
pub fn changed(trapped: Option<Scope>) {
    for companion in COMPANIONS.with_borrow(Vec::clone) {
        companion.look(trapped);
    }
}

/// Lets a companion serve nobody, when it is dropped.
struct Leaving(Rc<Companion>);

impl Drop for Leaving {
    fn drop(&mut self) {
        COMPANIONS.with_borrow_mut(|all| all.retain(|one| !Rc::ptr_eq(one, &self.0)));
        self.0.part(None);
    }
}

impl Companion {
    fn look(&self, trapped: Option<Scope>) {
        let wanted = self.wanted().filter(|_| self.scope.is_alive());
        let served = self.served.borrow().as_ref().map(|served| served.calendar);
        if served == wanted.as_ref().map(|calendar| calendar.scope) {
            return;
        }
        self.part(trapped);
        if let Some(calendar) = wanted {
            self.serve(&calendar);
        }
    }

    /// The calendar of this id: in the same tree where there is one, else anywhere on the page.
    fn wanted(&self) -> Option<Calendar> {
        let named = |calendar: &Calendar| {
            let id = host_of(&calendar.div).and_then(|host| host.get_attribute("id"));
            self.id.is_empty() || id.as_ref() == Some(&self.id)
        };
        let all: Vec<Calendar> = Calendar::all().into_iter().filter(named).collect();
        let tree = |element: &HtmlElement| host_of(element).map(|host| host.get_root_node());
        let here = tree(&self.place);
        let nearest = all.iter().find(|calendar| tree(&calendar.div) == here);
        nearest.or(all.first()).cloned()
    }

    /// Puts what is shown into its place, as a root of its own: it belongs to the calendar, whatever is at work here.
    fn serve(&self, calendar: &Calendar) {
        let owner = Owner::current();
        if let Some(owner) = owner.clone() {
            owner.unset();
        }
        let (state, kind, most) = (calendar.state, self.kind, self.most);
        calendar.scope.enter(&mut || {
            subscribing(&mut || {
                let handle = mount_to_renderer(&self.place, move || content(state, kind, most));
                let calendar = calendar.scope;
                *self.served.borrow_mut() = Some(Served { calendar, handle });
            });
        });
        if let Some(owner) = owner {
            owner.set();
        }
        self.state.notify().tell(Notice::Rendered);
    }

    /// Takes off what is shown.
    fn part(&self, trapped: Option<Scope>) {
        let Some(served) = self.served.take() else { return };
        if trapped == Some(served.calendar) {
            std::mem::forget(served.handle);
            if let Some(left) = self.place.query_selector(".lh-companion").ok().flatten() {
                left.remove();
            }
        }
    }
}

/// The element in whose shadow root another one stands.
fn host_of(element: &HtmlElement) -> Option<Element> {
    Some(element.get_root_node().dyn_into::<ShadowRoot>().ok()?.host())
}
