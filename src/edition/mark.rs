//! 发文机关标志 (GB/T 9704-2012, 7.2.4) as a drawing: names in, places in millimetres out.
//!
//! A drawing, since its measures must not depend on the font at hand: each line is told how long it is, so a long name stands narrow on one
//! line, and the names of a joint document are spread evenly to one width. Styles in the HTML are forbidden; attributes of SVG are not.

use serde::Serialize;

use crate::text::width;

/// 版心 is this wide (5.2.1) …
const AREA: f64 = 156.0;
/// … and this leaves a little air at both ends.
const WIDEST: f64 = 154.0;
/// The line grid of the page: 22 lines in 225 mm (5.2.3).
const LINE: f64 = 10.227;
/// The height of one issuer's mark. With 35 mm above it, two blank lines, the number and the rule, the head is eight lines of the grid.
const ONE: f64 = 14.1;
/// How wide characters are at most, and what part of their height they are wide while there is room.
const CHARACTER: f64 = 12.6;
const NARROW: f64 = 0.62;
/// More lines than these would leave no room for the text on page one (7.3.3): more issuers share their height.
const MOST_LINES: u8 = 5;
/// Where a font's base line is, from the top of its square.
const ASCENT: f64 = 0.88;

/// `document.official.mark` in the template. Measures are millimetres, ready to write.
#[derive(Debug, Serialize)]
pub(super) struct Mark {
    /// The whole in words, for those who do not see it.
    name: String,
    height: String,
    /// Of the type.
    size: String,
    lines: Vec<Line>,
    /// How many lines of the page's grid the head takes, down to its red rule.
    #[serde(skip)]
    pub(super) head: usize,
}

/// One line of the drawing.
#[derive(Debug, Serialize)]
struct Line {
    text: String,
    x: String,
    /// Of the base line.
    y: String,
    /// The width of the characters as a part of their height.
    scale: String,
    /// The length of the line before it is made narrow.
    length: String,
}

/// The characters of a mark: how high, how wide.
#[derive(Clone, Copy)]
struct Type {
    size: f64,
    character: f64,
}

/// The mark of these issuers: `X文件`, or the names below each other with 文件 at their right.
pub(super) fn mark(issuers: &[&str]) -> Mark {
    let rows = u8::try_from(issuers.len())
        .unwrap_or(u8::MAX)
        .clamp(1, MOST_LINES);
    let height = ONE + f64::from(rows - 1) * LINE;
    let longest = issuers.iter().map(|name| ems(name)).fold(1.0, f64::max);
    let joint = issuers.len() > 1;
    let beside = if joint { 2.4 } else { 2.0 };
    let fits = CHARACTER.min(WIDEST / (longest + beside));
    let pitch = height / count(issuers);
    let size = (fits / NARROW).min(if joint { pitch * 0.84 } else { ONE });
    let kind = Type {
        size,
        character: fits.min(size),
    };
    let left = (AREA - kind.character * (longest + beside)) / 2.0;
    let top = |row: f64| {
        (pitch - size) * (row + if joint { row / (count(issuers) - 1.0) } else { 0.0 }) + size * row
    };
    let lines = match issuers {
        [one] => vec![kind.line(format!("{one}文件"), (left, 0.0), longest + 2.0)],
        several => {
            let names = several.iter().zip(0u16..);
            let names =
                names.map(|(name, row)| kind.line((*name).to_owned(), (left, top(f64::from(row))), longest));
            let word = kind.line(
                "文件".to_owned(),
                (left + kind.character * (longest + 0.4), (height - size) / 2.0),
                2.0,
            );
            names.chain([word]).collect()
        }
    };
    Mark {
        name: format!("{}文件", issuers.join("、")),
        height: written(height),
        size: written(size),
        lines,
        head: 7 + usize::from(rows),
    }
}

impl Type {
    /// A line whose square begins at this place (x, y) and is this many characters long.
    fn line(self, text: String, (x, y): (f64, f64), characters: f64) -> Line {
        Line {
            text,
            x: written(x),
            y: written(y + self.size * ASCENT),
            scale: format!("{:.4}", self.character / self.size),
            length: written(characters * self.size),
        }
    }
}

/// At least one: a share of nothing is no height.
fn count(issuers: &[&str]) -> f64 {
    f64::from(u16::try_from(issuers.len()).unwrap_or(u16::MAX).max(1))
}

/// How many Han characters wide a text is; Latin letters are half.
fn ems(text: &str) -> f64 {
    f64::from(u16::try_from(width::printed(text)).unwrap_or(u16::MAX)) / 2.0
}

/// To a hundredth: finer than any printer's dots.
fn written(measure: f64) -> String {
    format!("{measure:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(measure: &str) -> f64 {
        measure.parse().unwrap()
    }

    fn right_end(line: &Line) -> f64 {
        of(&line.x) + of(&line.length) * of(&line.scale)
    }

    #[test]
    fn a_mark_of_any_length_keeps_to_one_line_within_the_text_area() {
        for length in [2, 7, 16, 19, 40, 90] {
            let name = "局".repeat(length);
            let mark = mark(&[&name]);
            let [line] = mark.lines.as_slice() else {
                panic!("{length}: {} lines", mark.lines.len())
            };
            let left = of(&line.x);
            assert!(left >= 0.9 && right_end(line) <= 155.1, "{length}: {line:?}");
            assert!(
                (left - (AREA - right_end(line))).abs() < 0.3,
                "{length}: not centred: {line:?}"
            );
            assert_eq!(mark.head, 8);
        }
    }

    #[test]
    fn joint_issuers_stand_below_each_other_in_one_width_with_the_word_at_their_right() {
        let mark = mark(&["中共云江市委市直属机关工作委员会", "中共云江市委宣传部"]);
        let [first, second, word] = mark.lines.as_slice() else {
            panic!("{} lines", mark.lines.len())
        };
        assert_eq!((&first.x, &first.length), (&second.x, &second.length));
        assert!(of(&first.y) < of(&word.y) && of(&word.y) < of(&second.y));
        assert!(right_end(first) < of(&word.x));
        assert!(right_end(word) <= 155.1);
        assert_eq!(mark.head, 9);
    }

    #[test]
    fn a_dozen_issuers_leave_room_on_page_one() {
        let mark = mark(&["云江市财政局"; 12]);
        let height: f64 = mark.height.parse().unwrap();
        assert!(
            mark.lines
                .iter()
                .all(|line| line.y.parse::<f64>().unwrap() <= height)
        );
        assert_eq!(mark.head, 12);
    }
}
