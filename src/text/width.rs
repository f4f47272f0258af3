//! Display width on a terminal, and text made safe to show on one.
//!
//! Any text comes in; what goes out neither moves the cursor, nor turns the line round, nor hides something.

use std::fmt::Write;

/// How many terminal cells the text takes: Han two, combining marks none.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// How many half characters the text takes in Chinese type: there quotes, dashes and dots are as wide as Han, which a terminal shows narrow.
pub fn printed(text: &str) -> usize {
    let wide = |c: &char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
    width(text) + text.chars().filter(wide).count()
}

/// The text with control characters, bidi marks and other invisible characters written as `\u{202e}`; a tab becomes spaces.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\t' {
            out.push_str("    ");
        } else if is_hidden(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters that show nothing, or change how others are shown.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{printed, visible, width};

    #[test]
    fn han_takes_two_cells() {
        assert_eq!(width("四好ab，"), 8);
    }

    #[test]
    fn quotes_and_dashes_are_as_wide_as_han_in_print() {
        assert_eq!(printed("“四好”—2026·a"), 8 + 2 + 4 + 2 + 1);
    }

    #[test]
    fn what_would_steer_the_terminal_is_written_out() {
        assert_eq!(
            visible("甲\u{202e}乙\x1b[31m\r\n"),
            "甲\\u{202e}乙\\u{1b}[31m\\u{d}\\u{a}"
        );
        assert_eq!(visible("a\tb\u{200b}\u{feff}"), "a    b\\u{200b}\\u{feff}");
        assert_eq!(visible("平常的字 abc 😀"), "平常的字 abc 😀");
    }
}
