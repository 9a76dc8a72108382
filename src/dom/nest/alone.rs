//! For the program that pages load: all markup is the kit's own.

use std::ops::Deref;

use leptos::prelude::{Mountable, Render};
use web_sys::{Element, Node};

/// A piece of another kind of markup: there is none.
pub struct View(None);

enum None {}

/// What was built of it.
pub type BuiltView = View;

/// A value as it is.
pub struct Local<T>(T);

impl<T> Local<T> {
    pub fn new(value: T) -> Self {
        Self(value)
    }

    pub fn take(self) -> T {
        self.0
    }
}

impl<T> Deref for Local<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl Render for View {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, _: &mut Self) {
        match self.0 {}
    }
}

impl Mountable for View {
    fn mount(&mut self, _: &Element, _: Option<&Node>) {
        match self.0 {}
    }

    fn unmount(&mut self) {
        match self.0 {}
    }

    fn insert_before_this(&self, _: &mut dyn Mountable) -> bool {
        match self.0 {}
    }

    fn elements(&self) -> Vec<Element> {
        match self.0 {}
    }
}
