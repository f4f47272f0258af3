//! Lists in pages of fifty: how many there are, where they lie, and what leads from one to the next.

use serde::Serialize;

/// How many rows a page of a list holds.
pub(super) const ROWS: usize = 50;

/// How many pages a list of `count` rows has: at least one.
pub(super) fn pages(count: usize) -> usize {
    count.div_ceil(ROWS).max(1)
}

/// Where the n-th page of a folder's list lies, n counted from 1.
pub(super) fn path(folder: &str, number: usize) -> String {
    match number {
        0 | 1 => format!("{folder}/index.html"),
        _ => format!("{folder}/page-{number}.html"),
    }
}

/// The rows of the n-th page.
pub(super) fn slice<T>(rows: &[T], number: usize) -> &[T] {
    let start = number.saturating_sub(1).saturating_mul(ROWS).min(rows.len());
    let end = start.saturating_add(ROWS).min(rows.len());
    rows.get(start..end).unwrap_or_default()
}

/// The way through the pages of a list.
#[derive(Debug, Serialize)]
pub(super) struct Paging {
    number: usize,
    pages: usize,
    previous: Option<String>,
    next: Option<String>,
    /// The first, the last and those near; `None` where some are left out.
    steps: Vec<Option<Step>>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Step {
    number: usize,
    path: String,
    current: bool,
}

/// The way through a list of `count` rows, seen from its n-th page; `None` when one page holds all.
pub(super) fn paging(folder: &str, count: usize, number: usize) -> Option<Paging> {
    let pages = pages(count);
    (pages > 1).then(|| Paging {
        number,
        pages,
        previous: (number > 1).then(|| path(folder, number - 1)),
        next: (number < pages).then(|| path(folder, number + 1)),
        steps: steps(folder, pages, number),
    })
}

fn steps(folder: &str, pages: usize, current: usize) -> Vec<Option<Step>> {
    let mut steps = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(current) <= 2) {
        if number > last + 1 {
            steps.push(None);
        }
        steps.push(Some(Step {
            number,
            path: path(folder, number),
            current: number == current,
        }));
        last = number;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_still_has_its_page() {
        assert_eq!(pages(0), 1);
        assert!(paging("plans", 0, 1).is_none());
        assert!(slice::<u8>(&[], 1).is_empty());
    }

    #[test]
    fn the_fifty_first_row_opens_the_second_page() {
        let rows: Vec<usize> = (0..51).collect();
        assert_eq!((pages(50), pages(51)), (1, 2));
        assert_eq!(slice(&rows, 1).len(), 50);
        assert_eq!(slice(&rows, 2), [50]);
        assert!(slice(&rows, 3).is_empty());
    }

    #[test]
    fn the_ends_of_a_long_list_are_always_in_reach() {
        let way = paging("news", 1000, 10).unwrap();
        let numbers: Vec<_> = way
            .steps
            .iter()
            .map(|s| s.as_ref().map_or(0, |s| s.number))
            .collect();
        assert_eq!(numbers, [1, 0, 8, 9, 10, 11, 12, 0, 20]);
        assert_eq!(way.previous.as_deref(), Some("news/page-9.html"));
        assert_eq!(way.next.as_deref(), Some("news/page-11.html"));
    }

    #[test]
    fn the_first_page_is_the_index() {
        let way = paging("news", 101, 2).unwrap();
        assert_eq!(way.previous.as_deref(), Some("news/index.html"));
        assert_eq!(path("news", 3), "news/page-3.html");
        assert!(paging("news", 101, 3).unwrap().next.is_none());
    }
}
