//! One line of front matter, taken apart without a parser: indentation, list dash, key, colon, value.

use crate::source::front_matter::keys;

/// The lines of a text, each with its end, whatever system wrote it: LF, CR LF, or CR alone.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest.get(at..).is_some_and(|end| end.starts_with("\r\n")) => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, next) = rest.split_at_checked(end)?;
        rest = next;
        (!line.is_empty()).then_some(line)
    })
}

/// A line and where it begins within the front matter.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    text: &'t str,
    start: usize,
}

/// A key, as far as a line shows one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineKey<'t> {
    /// Its name.
    pub name: &'t str,
    /// Where the colon stands, within the front matter.
    pub colon: usize,
    /// `：` instead of `:`.
    pub full_width: bool,
    /// Whether white space or nothing follows the colon.
    pub spaced: bool,
}

impl<'t> Line<'t> {
    /// `raw` may end with a line end.
    pub fn new(raw: &'t str, start: usize) -> Line<'t> {
        let text = raw.strip_suffix('\n').unwrap_or(raw);
        Line {
            text: text.strip_suffix('\r').unwrap_or(text),
            start,
        }
    }
    /// The whole line without its end.
    pub fn text(&self) -> &'t str {
        self.text
    }
    /// Where it begins.
    pub fn start(&self) -> usize {
        self.start
    }
    /// The white space before its content, of whatever kind.
    pub fn indentation(&self) -> &'t str {
        let length = self.text.len() - self.text.trim_start().len();
        self.text.get(..length).unwrap_or("")
    }
    /// How many characters it is indented by.
    pub fn indent(&self) -> usize {
        self.indentation().chars().count()
    }
    /// What stands after the indentation; trailing white space taken off.
    pub fn content(&self) -> &'t str {
        self.text.trim()
    }
    /// Where the content begins.
    pub fn content_start(&self) -> usize {
        self.start + self.indentation().len()
    }

    /// The content without the dashes of a list, and where it begins.
    fn item(&self) -> (usize, &'t str) {
        let (mut at, mut rest) = (self.content_start(), self.content());
        while let Some(after) = rest.strip_prefix("- ") {
            let trimmed = after.trim_start();
            at += rest.len() - trimmed.len();
            rest = trimmed;
        }
        (at, rest)
    }

    /// The key of the line. At the margin any word before a colon is one; deeper (text may run on there) only a name that is known,
    /// unless the colon is a proper one.
    pub fn key(&self) -> Option<LineKey<'t>> {
        let (at, rest) = self.item();
        let colon = rest.find([':', '：'])?;
        let name = rest.get(..colon)?.trim_end();
        let full_width = rest.get(colon..)?.starts_with('：');
        let after = rest.get(colon + if full_width { '：'.len_utf8() } else { 1 }..)?;
        let key = LineKey {
            name,
            colon: at + colon,
            full_width,
            spaced: after.is_empty() || after.starts_with([' ', '\t']),
        };
        let proper = !key.full_width && key.spaced;
        let at_margin = self.indentation().is_empty() && !self.text.starts_with('-');
        let plausible = is_word(name) && !after.starts_with("//");
        // The names are looked through last: nearly every line is a plain one, and is asked for its key several times.
        let is_key = plausible && (proper || at_margin) || keys::is_known(name) || is_rule(name);
        is_key.then_some(key)
    }

    /// The value after the key, or the text of a list item; where it begins.
    pub fn value(&self) -> Option<(usize, &'t str)> {
        let (at, rest) = self.item();
        let Some(key) = self.key() else {
            return self.content().starts_with("- ").then_some((at, rest));
        };
        let colon = key.colon - at;
        let after = rest.get(colon + if key.full_width { '：'.len_utf8() } else { 1 }..)?;
        let value = after.trim_start();
        Some((at + rest.len() - value.len(), value))
    }
}

/// Whether a text may be a key: letters, digits, Han, `_` and `-`, not too many, and not a number (10:30 is a time).
fn is_word(name: &str) -> bool {
    let first = name.chars().next();
    first.is_some_and(|c| c.is_alphabetic())
        && name.chars().count() <= 20
        && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// Whether a text is like the name of a check rule, `privacy/mobile-number`: the keys of `allow`.
fn is_rule(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    name.split_once('/')
        .is_some_and(|(area, rule)| part(area) && part(rule))
}

/// Keys whose value names organs, several of them perhaps as one: 各县（市、区）委组织部.
pub(super) fn names_organs(key: &str) -> bool {
    let organs = ["recipients", "cc", "issuers"];
    keys::DOCUMENT
        .iter()
        .any(|known| organs.contains(&known.english) && known.is(key))
}

/// Keys whose value is a word, a number or a date: what stands after a `#` there is a comment.
pub(super) fn takes_no_prose(key: &str) -> bool {
    const CLOSED: [&str; 28] = [
        "kind",
        "栏目",
        "year",
        "年度",
        "date",
        "发布日期",
        "日期",
        "date_written",
        "成文日期",
        "doc_type",
        "文种",
        "print_date",
        "印发日期",
        "urgency",
        "紧急程度",
        "status",
        "有效性",
        "submitted",
        "报送日期",
        "draft",
        "草稿",
        "internal",
        "内部",
        "publish_on",
        "上线日期",
        "expires_on",
        "下线日期",
        "pinned",
    ];
    CLOSED.contains(&key) || matches!(key, "置顶" | "order" | "排序" | "public_results" | "公开考核结果")
}
