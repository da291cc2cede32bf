//! Parses decimal numbers without the standard library's conversion tables. Up to 15 significant digits the result is
//! the nearest double, which is all that an answer or a condition needs. Answers, content and conditions use it.

/// Parses digits with an optional point and exponent, without a sign. A number that is too large is infinite.
pub fn parse_decimal(text: &str) -> Option<f64> {
    let (plain, exponent) = match text.split_once(['e', 'E']) {
        Some((plain, exponent)) => (plain, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let (mut mantissa, mut dropped) = (0_u64, 0_i32);
    for digit in digits() {
        if mantissa < 100_000_000_000_000_000 {
            mantissa = mantissa * 10 + u64::from(digit - b'0');
        } else {
            dropped = dropped.saturating_add(1);
        }
    }
    let fraction_digits = i32::try_from(fraction.len()).ok()?;
    Some(scaled(mantissa as f64, exponent.saturating_add(dropped).saturating_sub(fraction_digits)))
}

/// `value` times ten to the power of `exponent`. Powers up to 22 are exact, so one step rounds once.
fn scaled(mut value: f64, mut exponent: i32) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    while exponent != 0 && value.is_finite() && value > 0.0 {
        let step = exponent.clamp(-22, 22);
        let power = (0..step.abs()).fold(1.0, |power, _| power * 10.0);
        value = if step > 0 { value * power } else { value / power };
        exponent -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::parse_decimal;

    #[test]
    fn decimals_are_parsed_as_the_standard_library_parses_them() {
        for text in
            ["0", "2.4", "0.1", "123456.789", "9007199254740991", "1e3", "2.5E-3", "0.000001", "1.", ".5", "1e22"]
        {
            assert_eq!(parse_decimal(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn text_that_is_not_a_decimal_is_refused() {
        for text in ["", ".", "e3", "1.2.3", "-1", "+1", "1e", "0x10", "inf", "NaN", "1 0"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_out_of_range_become_infinite_or_zero() {
        assert_eq!(parse_decimal("1e400"), Some(f64::INFINITY));
        assert_eq!(parse_decimal("1e2147483647"), Some(f64::INFINITY));
        assert_eq!(parse_decimal("1e-2147483648"), Some(0.0));
        assert_eq!(parse_decimal(&"9".repeat(400)), Some(f64::INFINITY));
    }
}
