//! `Range` (RFC 9110, 14): a player that seeks in a film, a reader that loads a PDF page by page.

/// What of a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// All of it: no range, several, or none that can be understood.
    All,
    /// From there, so many bytes; at least one.
    Part(u64, u64),
    /// What lies behind its end.
    None,
}

/// Reads the header's value for a file of this length.
pub(super) fn parse(text: &str, length: u64) -> Range {
    let bounds = text
        .strip_prefix("bytes=")
        .and_then(|range| range.split_once('-'));
    let Some((first, last)) = bounds else {
        return Range::All;
    };
    let number = |text: &str| match text.trim() {
        "" => Ok(None),
        text if text.bytes().all(|b| b.is_ascii_digit()) => Ok(Some(text.parse().unwrap_or(u64::MAX))),
        _ => Err(()),
    };
    match (number(first), number(last)) {
        (Ok(Some(first)), Ok(last)) => {
            let last = last.unwrap_or(u64::MAX);
            if last < first {
                return Range::All;
            }
            let end = last.saturating_add(1).min(length);
            match end.checked_sub(first) {
                Some(count) if count > 0 => Range::Part(first, count),
                _ => Range::None,
            }
        }
        (Ok(None), Ok(Some(count))) => match count.min(length) {
            0 => Range::None,
            count => Range::Part(length - count, count),
        },
        _ => Range::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_a_part_and_everything_odd_is_the_whole() {
        for (text, wanted) in [
            ("bytes=0-0", Range::Part(0, 1)),
            ("bytes=0-", Range::Part(0, 10)),
            ("bytes=4-7", Range::Part(4, 4)),
            ("bytes=4-99", Range::Part(4, 6)),
            ("bytes=-3", Range::Part(7, 3)),
            ("bytes=-99", Range::Part(0, 10)),
            ("bytes=10-", Range::None),
            ("bytes=99999999999999999999999-", Range::None),
            ("bytes=-0", Range::None),
            ("bytes=7-4", Range::All),
            ("bytes=0-1,4-5", Range::All),
            ("bytes=a-b", Range::All),
            ("bytes=-", Range::All),
            ("lines=0-1", Range::All),
            ("", Range::All),
        ] {
            assert_eq!(parse(text, 10), wanted, "{text}");
        }
        assert_eq!(parse("bytes=0-", 0), Range::None);
    }
}
