//! Stands in for the crate of this name, which Leptos brings along.
//!
//! It holds a value in the thread in which it was made, for types that ask for more. The real crate compares the
//! threads at each use, and to know its thread, the standard library makes a name for it, with an allocator that it
//! has for that alone. WebAssembly without atomics has one thread: there is nothing to compare, and the program
//! needs no second allocator (docs/size.md). Elsewhere (native tests) threads are compared here, too.

use std::fmt;
use std::mem::{ManuallyDrop, needs_drop};
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll};

/// A value that is used and dropped in the thread in which it was made, whatever its type allows.
pub struct SendWrapper<T> {
    value: ManuallyDrop<T>,
    home: Home,
}

// Safety: what leads to the value compares the threads first.
unsafe impl<T> Send for SendWrapper<T> {}
// Safety: the same.
unsafe impl<T> Sync for SendWrapper<T> {}

/// The thread in which a value was made.
#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
#[derive(Clone, Copy)]
struct Home(std::thread::ThreadId);

#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
impl Home {
    fn here() -> Self {
        Self(std::thread::current().id())
    }

    fn is_here(self) -> bool {
        self.0 == std::thread::current().id()
    }
}

/// The one thread that there is.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#[derive(Clone, Copy)]
struct Home;

#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
impl Home {
    fn here() -> Self {
        Self
    }

    fn is_here(self) -> bool {
        true
    }
}

impl<T> SendWrapper<T> {
    /// Wraps a value of the present thread.
    pub fn new(value: T) -> Self {
        Self {
            value: ManuallyDrop::new(value),
            home: Home::here(),
        }
    }

    /// True in the thread in which the value was made.
    pub fn valid(&self) -> bool {
        self.home.is_here()
    }

    /// The value itself.
    ///
    /// # Panics
    ///
    /// In another thread than that in which the value was made, as everything here but [`SendWrapper::valid`].
    pub fn take(self) -> T {
        self.check();
        let mut this = ManuallyDrop::new(self);
        // Safety: `this` is never dropped, so nobody takes the value a second time.
        unsafe { ManuallyDrop::take(&mut this.value) }
    }

    fn check(&self) {
        assert!(self.valid(), "a value was used in another thread than its own");
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.check();
        &self.value
    }
}

impl<T> DerefMut for SendWrapper<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.check();
        &mut self.value
    }
}

impl<T> Drop for SendWrapper<T> {
    fn drop(&mut self) {
        if needs_drop::<T>() {
            // A second panic would end the process, and hide the first.
            if !self.valid() && std::thread::panicking() {
                return;
            }
            self.check();
            // Safety: the value is dropped once: here, where it was not taken.
            unsafe { ManuallyDrop::drop(&mut self.value) }
        }
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    fn clone(&self) -> Self {
        Self::new(T::clone(self))
    }
}

impl<T: fmt::Debug> fmt::Debug for SendWrapper<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, out)
    }
}

#[cfg(feature = "futures")]
impl<T> SendWrapper<T> {
    fn pinned(self: Pin<&mut Self>) -> Pin<&mut T> {
        // Safety: the value lies in the wrapper and never moves out of one that is pinned.
        unsafe { self.map_unchecked_mut(Self::deref_mut) }
    }
}

#[cfg(feature = "futures")]
impl<T: Future> Future for SendWrapper<T> {
    type Output = T::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T::Output> {
        self.pinned().poll(context)
    }
}

#[cfg(feature = "futures")]
impl<T: futures_core::Stream> futures_core::Stream for SendWrapper<T> {
    type Item = T::Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T::Item>> {
        self.pinned().poll_next(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        T::size_hint(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;
    use std::thread::spawn;

    #[test]
    fn a_value_is_used_in_its_own_thread() {
        let mut wrapped = SendWrapper::new(Rc::new(1));
        *Rc::get_mut(&mut wrapped).unwrap() = 2;
        assert_eq!((**wrapped, *wrapped.clone().take()), (2, 2));
        assert!(wrapped.valid());
    }

    #[test]
    fn another_thread_can_hold_it_and_neither_use_nor_drop_it() {
        let wrapped = SendWrapper::new(Rc::new(1));
        let (is_valid, wrapped) = spawn(move || (wrapped.valid(), wrapped)).join().unwrap();
        assert!(!is_valid && wrapped.valid());
        assert!(spawn(move || **wrapped).join().is_err(), "used");
        let wrapped = SendWrapper::new(Rc::new(1));
        assert!(spawn(move || drop(wrapped)).join().is_err(), "dropped");
        let plain = SendWrapper::new(1);
        assert!(spawn(move || drop(plain)).join().is_ok(), "there is nothing to drop");
    }
}
