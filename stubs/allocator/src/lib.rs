//! The memory of the program that pages load: rlsf, a third of the standard library's allocator.
//!
//! The program asks for memory at some hundred places, so a byte less at each of them counts (docs/size.md). Here a
//! request is a size alone: what is given is aligned for anything that Rust keeps, and it is never null, as the
//! program ends where there is no memory left.
#![cfg(target_family = "wasm")]

use std::alloc::{GlobalAlloc, Layout};
use std::ptr::{NonNull, copy_nonoverlapping};

/// All blocks begin at a multiple of this many bytes.
const ALIGNMENT: usize = rlsf::GRANULARITY;

/// The allocator, for `#[global_allocator]`.
pub struct Allocator;

struct Options;

impl rlsf::GlobalTlsfOptions for Options {
    // A block that grows in its place is rare: it takes more code than copying does.
    const ENABLE_REALLOCATION: bool = false;
    // What the browser gives at different times is one piece, so that large bodies find room in what is free.
    const COALESCE_POOLS: bool = true;
}

static MEMORY: rlsf::GlobalTlsf<Options> = rlsf::GlobalTlsf::new();

#[inline(never)]
fn allocate(size: usize) -> NonNull<u8> {
    // SAFETY: the alignment is a power of two, and a size that overflows with it is of no layout that is asked for.
    let given = unsafe { MEMORY.alloc(Layout::from_size_align_unchecked(size, ALIGNMENT)) };
    match NonNull::new(given) {
        Some(block) => block,
        None => std::process::abort(),
    }
}

/// # Safety
///
/// The block must be one of [`allocate`]'s, and not given back yet.
#[inline(never)]
unsafe fn give_back(block: *mut u8) {
    // SAFETY: by the caller. The size is not looked at.
    unsafe { MEMORY.dealloc(block, Layout::from_size_align_unchecked(0, ALIGNMENT)) }
}

/// # Safety
///
/// The block must be one of [`allocate`]'s with at least `old` bytes, and not given back yet.
#[inline(never)]
unsafe fn resize(block: *mut u8, old: usize, new: usize) -> NonNull<u8> {
    let larger = allocate(new);
    // SAFETY: both blocks are ours, and different.
    unsafe {
        copy_nonoverlapping(block, larger.as_ptr(), old.min(new));
        give_back(block);
    }
    larger
}

/// Nothing of the program is aligned to more.
#[inline]
fn check(layout: Layout) {
    if layout.align() > ALIGNMENT {
        std::process::abort();
    }
}

// SAFETY: blocks come from rlsf, which keeps this trait's promises, with an alignment that `check` holds.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        check(layout);
        allocate(layout.size()).as_ptr()
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: by the caller.
        unsafe { give_back(block) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        check(layout);
        // SAFETY: by the caller.
        unsafe { resize(block, layout.size(), size).as_ptr() }
    }
}
