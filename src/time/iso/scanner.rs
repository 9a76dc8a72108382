//! Reading the few characters of a date or a duration, byte by byte.

use crate::text::is_one_of;

/// What is left of a text. Everything in it that is read is ASCII.
#[derive(Clone, Copy)]
pub(crate) struct Scanner<'a> {
    rest: &'a [u8],
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
        }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes one byte if it is one of these.
    pub(crate) fn skip_any(&mut self, bytes: &[u8]) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if is_one_of(*first, bytes) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes this byte, or fails.
    pub(crate) fn expect(&mut self, byte: u8) -> Option<()> {
        self.skip_any(&[byte]).then_some(())
    }

    /// Takes exactly `count` digits.
    pub(crate) fn digits(&mut self, count: usize) -> Option<u32> {
        let mut value = 0_u32;
        for _ in 0..count {
            value = value.checked_mul(10)?.checked_add(self.digit()?)?;
        }
        Some(value)
    }

    /// Takes one or more digits. A number too large for 64 bits stays at the largest one, so that
    /// every bound refuses it.
    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut value = u64::from(self.digit()?);
        while let Some(digit) = self.digit() {
            value = value.saturating_mul(10).saturating_add(u64::from(digit));
        }
        Some(value)
    }

    /// Takes a number and its unit, or nothing. Only seconds may have a fraction, which is dropped.
    pub(crate) fn number_with_unit(&mut self, unit: &[u8]) -> Option<u64> {
        let mut ahead = *self;
        let number = ahead.number()?;
        if is_one_of(b'S', unit) && ahead.skip_any(b".,") {
            ahead.number()?;
        }
        if !ahead.skip_any(unit) {
            return None;
        }
        *self = ahead;
        Some(number)
    }

    fn digit(&mut self) -> Option<u32> {
        let (first, rest) = self.rest.split_first()?;
        if !first.is_ascii_digit() {
            return None;
        }
        self.rest = rest;
        Some(u32::from(first - b'0'))
    }
}
