//! Whole numbers in digits, without the standard library's formatting and reading (docs/size.md).

/// A whole number as it is written.
pub(crate) trait Digits {
    /// Its digits, behind a minus where it is negative.
    fn digits(self) -> String;
}

impl Digits for usize {
    fn digits(self) -> String {
        digits(false, self as u64)
    }
}

impl Digits for u32 {
    fn digits(self) -> String {
        digits(false, u64::from(self))
    }
}

impl Digits for u64 {
    fn digits(self) -> String {
        digits(false, self)
    }
}

impl Digits for i32 {
    fn digits(self) -> String {
        digits(self < 0, u64::from(self.unsigned_abs()))
    }
}

/// The digits of a whole number, behind a minus where it is negative.
pub(crate) fn digits(is_negative: bool, value: u64) -> String {
    let mut reversed = Vec::new();
    let mut rest = value;
    while rest > 0 || reversed.is_empty() {
        reversed.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    let sign = is_negative.then_some(b'-');
    let digits = reversed.into_iter().chain(sign).rev();
    digits.map(char::from).collect()
}

/// The whole number that these digits say; `None` of anything else, and of what a `u32` does not hold.
pub(crate) fn read_digits(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("+").unwrap_or(text).as_bytes();
    let (first, rest) = digits.split_first()?;
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    rest.iter().try_fold(digit(first)?, |number, byte| {
        number.checked_mul(10)?.checked_add(digit(byte)?)
    })
}

#[cfg(test)]
mod tests {
    use super::{Digits, read_digits};

    #[test]
    fn numbers_are_written_as_the_standard_library_does() {
        for number in [0, 7, 10, 2_026, u32::MAX] {
            assert_eq!(number.digits(), number.to_string());
            assert_eq!((number as usize).digits(), number.to_string());
        }
        for number in [0, -1, 99, i32::MIN, i32::MAX] {
            assert_eq!(number.digits(), number.to_string());
        }
        assert_eq!(u64::MAX.digits(), u64::MAX.to_string());
    }

    #[test]
    fn digits_are_read_as_the_standard_library_does() {
        for text in [
            "0",
            "7",
            "007",
            "+12",
            "4294967295",
            "4294967296",
            "99999999999",
            "",
            "+",
            "-1",
            "1.5",
            " 1",
            "1a",
            "+-1",
            "٣",
        ] {
            assert_eq!(read_digits(text), text.parse().ok(), "{text}");
        }
    }
}
