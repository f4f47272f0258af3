//! Which tag of a template was never closed: tera only says that the input ended.

use std::ops::Range;

/// Tags that need an end.
static OPENERS: &[&str] = &["block", "component", "filter", "for", "if", "raw"];

/// The innermost tag without an end: its name, and where it stands.
pub(super) fn find(text: &str) -> Option<(&'static str, Range<usize>)> {
    let mut open: Vec<(&'static str, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find("{%"))
        .map(|found| at + found)
    {
        let Some(end) = text
            .get(start..)
            .and_then(|rest| rest.find("%}"))
            .map(|found| start + found + 2)
        else {
            break;
        };
        at = end;
        let inside = text
            .get(start + 2..end - 2)
            .unwrap_or("")
            .trim_matches(['-', ' ', '\n', '\t']);
        let word = inside
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .next()
            .unwrap_or("");
        if let Some(opener) = OPENERS.iter().find(|&&opener| opener == word) {
            open.push((opener, start..end));
        }
        let begun = word
            .strip_prefix("end")
            .and_then(|ended| open.iter().rposition(|(name, _)| *name == ended));
        if let Some(index) = begun {
            open.truncate(index);
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_innermost_open_tag_is_found() {
        let text = "{% block a %}{% if x %}{% for y in z %}{% endfor %}";
        assert_eq!(find(text), Some(("if", 13..23)));
        assert_eq!(find("{%- if x -%}{%- endif %}"), None);
        assert_eq!(find("{% block a %}{% endblock a %}{{ x"), None);
    }
}
