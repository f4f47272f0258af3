//! Which raw HTML passes: elements, attributes and addresses. Pure tables and the questions they answer.

/// How an element behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands within a line of text.
    Phrase,
    /// Stands by itself; never within a paragraph.
    Block,
    /// Has no content.
    Void,
}

/// What an attribute's value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Any text.
    Text,
    /// Names of classes.
    Class,
    /// Digits, `%` allowed after them.
    Number,
    /// None: it stands or it does not.
    Flag,
    /// An address: http, https, relative or a fragment.
    Address,
    /// `left`, `center` or `right`; becomes a class.
    Align,
}

/// Sorted by name, for the binary search.
static ELEMENTS: &[(&str, Kind)] = &[
    ("a", Kind::Phrase),
    ("abbr", Kind::Phrase),
    ("b", Kind::Phrase),
    ("blockquote", Kind::Block),
    ("br", Kind::Void),
    ("caption", Kind::Block),
    ("cite", Kind::Phrase),
    ("code", Kind::Phrase),
    ("col", Kind::Void),
    ("colgroup", Kind::Block),
    ("dd", Kind::Block),
    ("del", Kind::Phrase),
    ("details", Kind::Block),
    ("dfn", Kind::Phrase),
    ("div", Kind::Block),
    ("dl", Kind::Block),
    ("dt", Kind::Block),
    ("em", Kind::Phrase),
    ("figcaption", Kind::Block),
    ("figure", Kind::Block),
    ("hr", Kind::Void),
    ("i", Kind::Phrase),
    ("img", Kind::Void),
    ("ins", Kind::Phrase),
    ("kbd", Kind::Phrase),
    ("li", Kind::Block),
    ("mark", Kind::Phrase),
    ("ol", Kind::Block),
    ("p", Kind::Block),
    ("pre", Kind::Block),
    ("q", Kind::Phrase),
    ("rb", Kind::Phrase),
    ("rp", Kind::Phrase),
    ("rt", Kind::Phrase),
    ("ruby", Kind::Phrase),
    ("s", Kind::Phrase),
    ("small", Kind::Phrase),
    ("span", Kind::Phrase),
    ("strong", Kind::Phrase),
    ("sub", Kind::Phrase),
    ("summary", Kind::Block),
    ("sup", Kind::Phrase),
    ("table", Kind::Block),
    ("tbody", Kind::Block),
    ("td", Kind::Block),
    ("tfoot", Kind::Block),
    ("th", Kind::Block),
    ("thead", Kind::Block),
    ("time", Kind::Phrase),
    ("tr", Kind::Block),
    ("u", Kind::Phrase),
    ("ul", Kind::Block),
    ("wbr", Kind::Void),
];

/// Elements that go with everything in them: what they hold is no text for readers.
static SWALLOWED: &[&str] = &[
    "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea", "title",
];

/// The element of this name (in lower case), if it may pass.
pub(super) fn element(name: &str) -> Option<(&'static str, Kind)> {
    let found = ELEMENTS.binary_search_by_key(&name, |(name, _)| name).ok()?;
    ELEMENTS.get(found).copied()
}

/// The element of this name (in lower case), if it goes with its content.
pub(super) fn swallowed(name: &str) -> Option<&'static str> {
    SWALLOWED.iter().find(|&&known| known == name).copied()
}

/// Whether a swallowed element may stand within its like, so that its end tags must be counted.
pub(super) fn nests(name: &str) -> bool {
    matches!(name, "math" | "object" | "svg" | "template")
}

/// What the attribute of this name (in lower case) must hold, if it may pass on this element.
pub(super) fn attribute(element: &str, name: &str) -> Option<(&'static str, Value)> {
    Some(match name {
        "class" => ("class", Value::Class),
        "title" => ("title", Value::Text),
        "lang" => ("lang", Value::Text),
        "dir" => ("dir", Value::Text),
        "scope" => ("scope", Value::Text),
        "datetime" => ("datetime", Value::Text),
        "alt" => ("alt", Value::Text),
        "align" => ("align", Value::Align),
        "colspan" => ("colspan", Value::Number),
        "rowspan" => ("rowspan", Value::Number),
        "start" => ("start", Value::Number),
        "value" => ("value", Value::Number),
        "width" => ("width", Value::Number),
        "height" => ("height", Value::Number),
        "open" => ("open", Value::Flag),
        "reversed" => ("reversed", Value::Flag),
        "href" if element == "a" => ("href", Value::Address),
        "src" if element == "img" => ("src", Value::Address),
        _ => return None,
    })
}

/// Which open elements a new one ends by itself, and which keep it from looking further out: HTML's implied end tags.
pub(super) fn implied(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ol", "ul"]),
        "dd" | "dt" => (&["dd", "dt"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["table", "tr"]),
        "tr" => (&["td", "th", "tr", "caption", "colgroup"], &["table"]),
        "tbody" | "thead" | "tfoot" => (
            &["caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"],
            &["table"],
        ),
        "rt" | "rp" | "rb" => (&["rb", "rp", "rt"], &["ruby"]),
        _ => (&[], &[]),
    }
}

/// Whether an address of raw HTML may pass: http, https, relative, or a fragment.
pub(super) fn is_safe_address(address: &str) -> bool {
    match scheme(address) {
        Some(scheme) => scheme == "http" || scheme == "https",
        None => true,
    }
}

/// The scheme of an address, in lower case, as a browser sees it: white space and control characters don't hide it.
pub(in crate::markdown) fn scheme(address: &str) -> Option<String> {
    let head: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take_while(|&c| !matches!(c, '/' | '?' | '#'))
        .take(64)
        .collect();
    let (scheme, _) = head.split_once(':')?;
    Some(scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_elements_is_sorted() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_scheme_is_seen_through_white_space_and_case() {
        assert_eq!(scheme(" Java\tScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme("\u{1}javascript:x").as_deref(), Some("javascript"));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("#a:b"), None);
        assert!(is_safe_address("../x.html") && is_safe_address("HTTPS://a.cn/") && is_safe_address("#x"));
        assert!(!is_safe_address("data:text/html,x") && !is_safe_address("mailto:a@b.cn"));
    }
}
