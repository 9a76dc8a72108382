//! How the program waits for a part of it: what the macro of `wasm_split_helpers` calls (its option
//! `wasm_split_path`), in place of that crate's own runtime. docs/size.md has what that saves.
//!
//! It holds no memory of what has come: the loader does (`loader` in src/embed/parts.js), which brings a part once
//! and answers whoever asks again.

pub use rt::SplitLoaderError;

/// The names that the macro expects.
pub mod rt {
    use std::cell::{Cell, RefCell};
    use std::ffi::c_void;
    use std::pin::Pin;
    use std::rc::Rc;
    use std::task::{Context, Poll, Waker};

    /// Hears whether a part has come, with the data that was handed over beside it.
    pub type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);
    /// Brings a part, and calls back exactly once.
    pub type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void);

    /// A part could not be loaded. Why stands in the console.
    #[derive(Clone, Copy, Debug)]
    pub struct SplitLoaderError;

    /// The way to a part.
    pub struct LazySplitLoader(LoadFn);

    impl LazySplitLoader {
        /// # Safety
        ///
        /// `load` must call back exactly once, with the data that it was given.
        pub const unsafe fn new(load: LoadFn) -> Self {
            Self(load)
        }
    }

    /// Becomes ready once the part is there, or is known not to come.
    pub fn ensure_loaded(loader: Pin<&'static LazySplitLoader>) -> Loading {
        let answer = Rc::new(Answer::default());
        let data = Rc::into_raw(Rc::clone(&answer)).cast();
        // SAFETY: whoever made the loader has promised one call; `answered` takes back what is given away here.
        unsafe { (loader.0)(answered, data) };
        Loading(answer)
    }

    /// What is known of one request for a part.
    #[derive(Default)]
    struct Answer {
        is_there: Cell<Option<bool>>,
        waker: RefCell<Option<Waker>>,
    }

    unsafe extern "C" fn answered(data: *const c_void, is_there: bool) {
        // SAFETY: the pointer is the one that `ensure_loaded` gave away, and comes back once.
        let answer = unsafe { Rc::from_raw(data.cast::<Answer>()) };
        answer.is_there.set(Some(is_there));
        if let Some(waker) = answer.waker.take() {
            waker.wake();
        }
    }

    /// A part on its way.
    pub struct Loading(Rc<Answer>);

    impl Future for Loading {
        type Output = Result<(), SplitLoaderError>;

        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            match self.0.is_there.get() {
                Some(true) => Poll::Ready(Ok(())),
                Some(false) => Poll::Ready(Err(SplitLoaderError)),
                None => {
                    self.0.waker.replace(Some(context.waker().clone()));
                    Poll::Pending
                }
            }
        }
    }
}
