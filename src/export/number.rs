//! Numbers, digit by digit (docs/size.md: formatting).

use crate::time::push_digits;

/// A number in decimal digits.
pub(super) fn push_number(out: &mut String, number: i32) {
    if number < 0 {
        out.push('-');
    }
    let number = number.unsigned_abs();
    let mut width = 1;
    while width < 10 && number / 10_u32.pow(width) > 0 {
        width += 1;
    }
    push_digits(out, number, width);
}

/// Degrees with six decimals, a tenth of a metre on the ground.
pub(super) fn push_degrees(out: &mut String, degrees: f64) {
    let millionths = (degrees.clamp(-180.0, 180.0) * 1e6).round() as i32;
    if millionths < 0 {
        out.push('-');
    }
    let millionths = millionths.unsigned_abs();
    push_number(out, (millionths / 1_000_000) as i32);
    out.push('.');
    push_digits(out, millionths % 1_000_000, 6);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_does() {
        for number in [0, 7, 10, 99, 100, -1, -366, i32::MAX, i32::MIN] {
            assert_eq!(written(|out| push_number(out, number)), number.to_string());
        }
    }

    #[test]
    fn degrees_have_six_decimals() {
        for (degrees, text) in [
            (52.131_667, "52.131667"),
            (-0.000_001, "-0.000001"),
            (0.0, "0.000000"),
            (11.6, "11.600000"),
            (-179.999_999_9, "-180.000000"),
            (1e300, "180.000000"),
            (f64::NAN, "0.000000"),
        ] {
            assert_eq!(written(|out| push_degrees(out, degrees)), text);
        }
    }
}
